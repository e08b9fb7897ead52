import Coalition
import HTTPTypes
import Ledger
import Loyalty

extension Operation<Coalition> {
  static var memberEntries: Operation {
    Operation(
      .get, "/v1/members/{id}/entries", "Point detail: every movement of a wallet, newest first",
      id: "memberEntries", needs: .readMembers, refusals: [.memberNotFound, .programNotFound],
      takes: .path("id", .id("mem")), .page(),
      .query("program", .text(1...64, .visible), default: "universal"), gives: .list(of: .entry)
    ) { call, id, page, program in
      let coalition = call.services
      let id: MemberID = try coalition.id(id, otherwise: .memberNotFound)
      let asset = try await coalition.program(named: program).asset
      let request = page.request(coalition.publicIDs, Identified.Transaction.self)
      let found = try await coalition.entries(
        of: WalletKey(member: id, asset: asset), before: request.after, limit: page.limit, by: call.principal)
      let own = call.principal.merchant
      let details = page.listing(found, coalition.publicIDs) { $0.transaction.id }
      return Listing(
        items: details.items.map { detail in
          PointEntry(
            detail: detail, isOthers: own != nil && detail.transaction.context.merchant != own)
        }, nextCursor: details.nextCursor)
    }
  }
}

/// A movement as its reader may see it.
@dynamicMemberLookup
struct PointEntry: Sendable {
  let detail: Shown<PointDetail>
  /// Whether it happened at another merchant than the caller's.
  let isOthers: Bool

  var ids: PublicIDs { detail.ids }

  subscript<Part>(dynamicMember part: KeyPath<PointDetail, Part>) -> Part { detail.value[keyPath: part] }

  func text<Kind: PubliclyNamed>(given id: ID<Kind>) -> String? { detail.text(given: id) }
}

extension Schema<PointEntry> {
  fileprivate static var entry: Schema {
    .reply(
      "PointEntry",
      .constant("object", "entry"),
      .maybe("transaction", Schema<String>.id("txn").described("Left out where it is another merchant's.")) {
        $0.isOthers ? nil : $0.text(given: $0.transaction.id)
      },
      .always("type", .choice(Ledger.Transaction.Kind.allCases.map(\.name))) { $0.transaction.kind.name },
      .always("change", .points(Int.min...Int.max)) { $0.effect.units },
      .always("available", .points(Int.min...Int.max)) { $0.after.available.units },
      .always("pending", .points(Int.min...Int.max)) { $0.after.pending.units },
      .always("held", .points(Int.min...Int.max)) { $0.after.held.units },
      .always("debt", .points(Int.min...0)) { $0.after.debt.units },
      .always("lots", .array(of: .lotPart, 0...10_000)) { entry in
        entry.lots.map { part in
          ShownLotPart(
            id: entry.ids.text(lot: part.number, of: part.wallet), wallet: nil, points: part.points,
            expiresAt: part.expiresAt)
        }
      },
      .maybe("merchant", .id("mch")) { $0.text(given: $0.transaction.context.merchant) },
      .maybe("store", .id("str")) { $0.text(given: $0.transaction.context.store) },
      .maybe("reference", .text(1...64)) {
        $0.transaction.context.reference.isEmpty ? nil : $0.transaction.context.reference
      },
      .maybe("occurred_at", .timestamp) {
        Particulars(packed: $0.transaction.context.explanation)?.occurredAt?.microseconds
      },
      .always("business_day", .day) { Int64($0.transaction.day.daysSince1970) },
      .always("created", .timestamp) { $0.transaction.at.microseconds })
  }
}
