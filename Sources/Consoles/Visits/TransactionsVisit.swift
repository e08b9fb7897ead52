import Coalition
import Hummingbird
import Ledger
import LedgerStore
import Loyalty

extension OperatorConsole {
  func transactions(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      let query = ListQuery(parsing: asked.query.items, filters: TransactionsPage.filters, sorts: [])
      if query["q"].hasPrefix("txn_"),
        coalition.publicIDs.id(query["q"], as: Identified.Transaction.self) != nil
      {
        return faces.redirect(to: .transaction(query["q"]))
      }
      let batch = await visit.loaded { () -> Batch<TransactionRow> in
        guard let search = try await transactionQuery(query, visit) else { return Batch([]) }
        return try await transactionRows(search, visit)
      }
      return faces.page(TransactionsPage(query: query, transactions: batch).render(visit.visit))
    }
  }

  /// What the address asks for; nil when it names a member or merchant that is not there.
  func transactionQuery(_ query: ListQuery, _ visit: SignedInVisit) async throws -> TransactionQuery? {
    var search = TransactionQuery()
    search.reference = query["q"].isEmpty ? nil : query["q"]
    search.kinds = ShownKind(rawValue: query["kind"]).map { [$0.kind] } ?? []
    search.includesRefused = query["state"] != ShownProgress.booked.rawValue
    search.days = query.businessDays
    search.before = query.after.flatMap { coalition.publicIDs.id($0) }
    search.limit = query.limit
    if !query["merchant"].isEmpty {
      guard let merchant = try await merchant(named: query["merchant"], visit) else { return nil }
      search.merchant = merchant
    }
    if !query["member"].isEmpty {
      guard let member = try await member(query["member"], visit) else { return nil }
      search.member = member
    }
    if !query["terminal"].isEmpty {
      guard let terminal: TerminalID = coalition.publicIDs.id(query["terminal"]) else { return nil }
      search.terminal = terminal
    }
    return search
  }

  func transactionRows(
    _ search: TransactionQuery, _ visit: SignedInVisit
  ) async throws -> Batch<TransactionRow> {
    let page = try await coalition.transactions(search, by: visit.principal)
    let book = try await coalition.names(NameQuestion(of: page.items), by: visit.principal)
    let naming = Naming(book, visit, coalition)
    let rows = page.items.map { TransactionRow($0, naming) }
    return Batch(rows, next: page.hasMore ? rows.last?.id : nil)
  }

  private func member(_ text: String, _ visit: SignedInVisit) async throws -> MemberID? {
    if let id: MemberID = coalition.publicIDs.id(text) { return id }
    var search = MemberSearch()
    search.text = text
    search.limit = 1
    return try await coalition.members(search, by: visit.principal).items.first?.id
  }
}
