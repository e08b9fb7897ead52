import Coalition
import HTTPTypes
import Hummingbird
import Ledger

extension MemberSite {
  /// One of the member's own movements; another's is not found, as one that never was.
  func movement(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in
      guard let id: TransactionID = coalition.publicIDs.id(asked.id), id.rawValue < .max else {
        throw HTTPError(.notFound)
      }
      for wallet in try await coalition.wallets(by: visit.me) {
        // The newest before the next one is this one, if it touched the wallet.
        let found = try await coalition.entries(
          in: wallet.key.asset, before: TransactionID(id.rawValue + 1), limit: 1, by: visit.me)
        guard let detail = found.items.first, detail.transaction.id == id else { continue }
        let naming = try await naming([detail], wallet, visit)
        let page = SiteEntryPage(
          row: SitePointsPage.Row(detail, of: wallet, naming), program: naming.program(wallet.key.asset))
        return faces.page(page.render(visit.visit))
      }
      throw HTTPError(.notFound)
    }
  }
}
