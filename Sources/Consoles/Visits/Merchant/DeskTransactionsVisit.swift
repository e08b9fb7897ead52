import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import LedgerStore
import Loyalty

extension MerchantDesk {
  func transactions(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.require(.readTransactions)
      let query = ListQuery(parsing: asked.query.items, filters: DeskTransactionsPage.filters, sorts: [])
      if query["q"].hasPrefix("txn_"),
        coalition.publicIDs.id(query["q"], as: Identified.Transaction.self) != nil
      {
        return faces.redirect(to: .deskTransaction(query["q"]))
      }
      let batch = await visit.visit.loaded { () -> Batch<TransactionRow> in
        guard let search = try await transactionQuery(query, visit) else { return Batch([]) }
        return try await transactionRows(search, visit)
      }
      return faces.page(DeskTransactionsPage(query: query, transactions: batch).render(visit.visit.visit))
    }
  }

  /// What the address asks for; nil when it names a member or terminal that is not the merchant's.
  func transactionQuery(_ query: ListQuery, _ visit: DeskVisit) async throws -> TransactionQuery? {
    var search = TransactionQuery()
    search.merchant = visit.merchant
    search.store = visit.store
    search.reference = query["q"].isEmpty ? nil : query["q"]
    search.kinds = ShownKind(rawValue: query["kind"]).map { [$0.kind] } ?? []
    search.includesRefused = query["state"] != ShownProgress.booked.rawValue
    search.days = query.businessDays
    search.before = query.after.flatMap { coalition.publicIDs.id($0) }
    search.limit = query.limit
    if !query["member"].isEmpty {
      guard let member = try await member(query["member"], visit) else { return nil }
      search.member = member
    }
    if !query["terminal"].isEmpty {
      guard let terminal = try await terminal(named: query["terminal"], visit) else { return nil }
      search.terminal = terminal
    }
    return search
  }

  func transactionRows(_ search: TransactionQuery, _ visit: DeskVisit) async throws -> Batch<TransactionRow> {
    let page = try await coalition.transactions(search, by: visit.principal)
    let book = try await coalition.names(NameQuestion(of: page.items), by: visit.principal)
    let naming = Naming(book, visit.visit, coalition)
    let rows = page.items.map { TransactionRow($0, naming) }
    return Batch(rows, next: page.hasMore ? rows.last?.id : nil)
  }

  private func member(_ text: String, _ visit: DeskVisit) async throws -> MemberID? {
    if let id: MemberID = coalition.publicIDs.id(text) { return id }
    var search = GuestQuery()
    search.text = text
    search.limit = 1
    return try await coalition.guests(search, of: visit.merchant, by: visit.principal).items.first?.member.id
  }

  private func terminal(named text: String, _ visit: DeskVisit) async throws -> TerminalID? {
    if let id: TerminalID = coalition.publicIDs.id(text) { return id }
    do {
      return try await coalition.terminal(code: text, of: visit.merchant, by: visit.principal).id
    } catch is MerchantRefusal { return nil }
  }

  func transaction(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      let id: TransactionID = try id(asked, Identified.Transaction.self)
      var page = try await TransactionReader(coalition: coalition).page(id, visit.visit)
      page.ways = try await ways(of: id, visit)
      page.opensMembers = visit.principal.scopes.contains(.readMembers)
      return faces.page(page.render(visit.visit.visit))
    }
  }

  /// What may be tried with a transaction; whether it can be is the ledger's to say.
  private func ways(of id: TransactionID, _ visit: DeskVisit) async throws -> [DeskReturnPage.Way] {
    guard visit.principal.scopes.contains(.refund) else { return [] }
    let transaction = try await coalition.transaction(id, by: visit.principal).transaction
    let returned = try await coalition.ledger.returned(of: id)
    guard transaction.refusal == nil else { return [] }
    var ways: [DeskReturnPage.Way] = []
    if [.earn, .spend, .capture].contains(transaction.kind), returned.amount < transaction.amount {
      ways.append(.refund)
    }
    let today = coalition.settings.calendar.businessDay(of: coalition.clock.now())
    if [.earn, .spend, .capture, .topUp, .award].contains(transaction.kind), transaction.day == today,
      !returned.last.isGiven
    {
      ways.append(.void)
    }
    return ways
  }
}

extension ListQuery {
  /// The days that the fields from and to name; nil for all.
  var businessDays: ClosedRange<BusinessDay>? {
    let from = CivilDate(self["from"]).map { Int32($0.daysSince1970) }
    let to = CivilDate(self["to"]).map { Int32($0.daysSince1970) }
    if from == nil, to == nil { return nil }
    let first = from ?? 0
    return BusinessDay(daysSince1970: first)...BusinessDay(daysSince1970: max(first, to ?? .max))
  }
}
