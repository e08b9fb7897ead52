import Coalition
import HTTPTypes
import Ledger
import LedgerStore
import Loyalty

extension Operation<Coalition> {
  static var readTransaction: Operation {
    Operation(
      .get, "/v1/transactions/{id}", "Read a transaction, accepted or refused", id: "readTransaction",
      needs: .readTransactions, refusals: [.transactionNotFound],
      examples: Examples(reply: .exampleTransaction), takes: .path("id", .id("txn")), gives: .transaction
    ) { call, id in
      let coalition = call.services
      let id: TransactionID = try coalition.id(id, otherwise: .transactionNotFound)
      var shown = coalition.shown(try await coalition.transaction(id, by: call.principal))
      if call.principal.scopes.contains(.reports) {
        shown.settlements = try await coalition.settlements(of: id, by: call.principal)
      }
      return shown
    }
  }

  static var listTransactions: Operation {
    Operation(
      .get, "/v1/transactions", "List transactions, newest first", id: "listTransactions",
      needs: .readTransactions,
      examples: Examples(
        reply: ["object": "list", "data": [.exampleTransaction], "has_more": false, "next_cursor": nil]),
      takes: .page(), .query("member", optional: .id("mem")), .query("merchant", optional: .id("mch")),
      .query("store", optional: .id("str")), .query("terminal", optional: .id("trm")),
      .query("type", optional: .choice(Ledger.Transaction.Kind.allCases.map(\.name))),
      .query("day", optional: .day), .query("reference", optional: .text(1...64)),
      .query("include_refused", .boolean, default: false), .bounds("created", .timestamp),
      gives: .list(of: .transaction)
    ) { call, page, member, merchant, store, terminal, type, day, reference, includesRefused, created in
      let coalition = call.services
      let names = coalition.publicIDs
      var query = TransactionQuery()
      var isEmpty = false
      // A filter by a name that is nobody's finds nothing.
      func filter<Kind: PubliclyNamed>(_ text: String?) -> ID<Kind>? {
        guard let text else { return nil }
        guard let id = names.id(text, as: Kind.self) else {
          isEmpty = true
          return nil
        }
        return id
      }
      query.member = filter(member)
      query.merchant = filter(merchant)
      query.store = filter(store)
      query.terminal = filter(terminal)
      query.kinds = Ledger.Transaction.Kind.allCases.filter { $0.name == type }
      query.reference = reference
      query.includesRefused = includesRefused
      query.limit = page.limit
      query.before = page.request(coalition.publicIDs, Identified.Transaction.self).after
      query.days = created.days(coalition.settings.calendar, day: day)
      if isEmpty || query.days == nil && (day != nil || !created.isOpen) {
        return Listing(items: [], nextCursor: nil)
      }
      let found = try await coalition.transactions(query, by: call.principal)
      let last = found.hasMore ? found.items.last : nil
      let receipts = try await coalition.receipts(
        of: found.items.filter { created.contains($0.at.microseconds) })
      return Listing(
        items: receipts.map { coalition.shown($0) },
        nextCursor: last.map { page.cursor($0.id, names) })
    }
  }
}

extension Bounds<Int64> {
  var isOpen: Bool { from == nil && before == nil }

  func contains(_ moment: Int64) -> Bool {
    moment >= from ?? .min && moment < before ?? .max
  }

  /// The business days that may hold such moments; nil for all, and for none.
  fileprivate func days(_ calendar: BusinessCalendar, day: Int64?) -> ClosedRange<BusinessDay>? {
    if isOpen, day == nil { return nil }
    var first = Int32.min
    var last = Int32.max
    if let from { first = calendar.businessDay(of: Instant(microseconds: from)).daysSince1970 }
    if let before { last = calendar.businessDay(of: Instant(microseconds: before)).daysSince1970 }
    if let day {
      first = max(first, Int32(clamping: day))
      last = min(last, Int32(clamping: day))
    }
    guard first <= last else { return nil }
    return BusinessDay(daysSince1970: first)...BusinessDay(daysSince1970: last)
  }
}
