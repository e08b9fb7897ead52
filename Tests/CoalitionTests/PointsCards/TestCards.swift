import Ledger
import LedgerStore
import Storage
import Testing

@testable import Coalition

/// A batch with its codes, which a printer would have.
struct TestCards {
  let id: PointsCardBatchID
  let codes: [String]
}

extension TestShop {
  static let passphrase = "correct horse battery"

  /// Made as two people decided, and handed out.
  func cards(
    _ count: Int = 4, of points: Points = 100, for purpose: PointsCardBatch.Purpose = .sale,
    issuer: MerchantID? = nil, lasting seconds: Int64 = 90 * 86_400
  ) async throws -> TestCards {
    let proposal = PointsCardsProposal(
      making: count, of: points, in: program.asset, for: purpose, issuer: issuer ?? merchant.id,
      buyer: "Spring fair", validUntil: clock.clock.now().adding(seconds: seconds))
    let approval = try await decided(.pointsCards(proposal))
    #expect(approval.state == .succeeded, "\(approval.outcome)")
    let id = try #require(coalition.publicIDs.id(approval.outcome, as: Identified.PointsCardBatch.self))
    try await runCardJobs()
    let sealed = try await coalition.database.read { tx in
      try tx.queryFirst("SELECT sealed_seed FROM points_card_batch WHERE id = \(id)") { $0[0] as [UInt8] }
    }
    let seed = try coalition.cardVault.opened(try #require(sealed), of: id)
    _ = try await coalition.exportPointsCards(id, passphrase: Self.passphrase, by: .system)
    return TestCards(id: id, codes: (1...count).map { CardCode(serial: $0, seed: seed).grouped })
  }

  /// Cards that were made and sold.
  func soldCards(
    _ count: Int = 4, of points: Points = 100, for purpose: PointsCardBatch.Purpose = .sale,
    issuer: MerchantID? = nil, lasting seconds: Int64 = 90 * 86_400
  ) async throws -> TestCards {
    let cards = try await cards(count, of: points, for: purpose, issuer: issuer, lasting: seconds)
    try await sell(cards, 1...count)
    return cards
  }

  @discardableResult
  func sell(_ cards: TestCards, _ serials: ClosedRange<Int>) async throws -> CardActivation {
    try await coalition.activatePointsCards(
      cards.id, serials, reference: "INV-1", key: "\(serials)", by: .system)
  }

  @discardableResult
  func redeem(_ code: String, for who: Member? = nil, key: String) async throws -> Receipt {
    let order = RedeemCardOrder(member: .id((who ?? member).id), code: code)
    return try await coalition.redeemCard(order, key: key, by: till)
  }

  func runCardJobs() async throws {
    clock.advance(seconds: 61)
    for report in try await coalition.runDueJobs(lane: .files) { #expect(report.failure == nil) }
  }

  /// Brings the cards' table up to the journal.
  func follow() async throws { _ = try await coalition.follow([.pointsCards]) }

  func view(_ cards: TestCards) async throws -> CardBatchView {
    try await coalition.pointsCardBatch(cards.id, by: .system)
  }

  func cardRefusal(_ body: () async throws -> Void) async throws -> PointsCardRefusal? {
    do { try await body() } catch let refusal as PointsCardRefusal { return refusal }
    return nil
  }

  /// What the account of a kind holds.
  func balance(_ kind: AccountKind, _ owner: Int64) async throws -> Points {
    let key = AccountKey(kind: kind, owner: owner, asset: program.asset)
    return try await ledger.trialBalance().accounts.first { $0.key == key }?.balance ?? 0
  }
}
