import Coalition
import Ledger
import LedgerStore

extension OperatorConsole {
  func approvalsSource(_ asked: Asked, _ visit: SignedInVisit) throws -> ExportSource {
    try visit.principal.requireToSeeApprovals()
    let query = ListQuery(parsing: asked.query.items, filters: ApprovalsPage.filters, sorts: [])
    let words = visit.words
    return ExportSource(
      list: "approvals", filter: "part=\(query["part"]) state=\(query["state"])",
      header: [
        words.exportNumber, words.exportTime(zone: words.zoneName), words.commonKind, words.auditWho,
        words.commonReason, words.commonState,
      ]
    ) { after in
      let batch = try await approvalRows(query.step(after), visit)
      return Batch(
        batch.rows.map { row in
          [
            .text(row.id), .text(words.exactTime(row.proposedAt)), .text(row.operation), .text(row.author),
            .text(row.reason), .text(row.decision.name(words)),
          ]
        }, next: batch.next)
    }
  }

  func auditSource(_ asked: Asked, _ visit: SignedInVisit) throws -> ExportSource {
    try visit.principal.requireOperator(.audit)
    let query = ListQuery(parsing: asked.query.items, filters: AuditPage.filters, sorts: [])
    let words = visit.words
    return ExportSource(
      list: "audit",
      filter: ["action", "subject", "from", "to"].map { "\($0)=\(query[$0])" }.joined(separator: " "),
      header: [
        words.exportNumber, words.exportTime(zone: words.zoneName), words.auditWho, words.auditOrigin,
        words.auditAction, words.auditSubject, words.exportBefore, words.exportAfter,
      ]
    ) { after in
      let batch = try await auditRows(query.step(after), visit)
      return Batch(
        batch.rows.map { row in
          [
            .number(String(row.number)), .text(words.exactTime(row.at)), .text(row.who), .text(row.origin),
            .text(row.action), .text(row.subject), .text(row.before), .text(row.after),
          ]
        }, next: batch.next)
    }
  }

  func terminalsSource(_ asked: Asked, _ visit: SignedInVisit) throws -> ExportSource {
    try visit.principal.requireOperator(.readMerchants)
    let query = ListQuery(parsing: asked.query.items, filters: TerminalsPage.filters, sorts: [])
    let words = visit.words
    return ExportSource(
      list: "terminals", filter: "merchant=\(query["merchant"]) state=\(query["state"])",
      header: [
        words.exportNumber, words.commonTerminal, words.exportAcceptor, words.commonMerchant,
        words.commonStore, words.commonState,
      ]
    ) { after in
      let batch = try await terminalRows(query.step(after), visit)
      return Batch(
        batch.rows.map { row in
          [
            .text(row.id), .text(row.number), .text(row.acceptor), .text(row.merchantName),
            .text(row.storeName), .text(row.readiness.name(words)),
          ]
        }, next: batch.next)
    }
  }

  func dayFilesSource(_ asked: Asked, _ visit: SignedInVisit) throws -> ExportSource {
    try visit.principal.requireOperator(.readTransactions)
    let query = ListQuery(parsing: asked.query.items, filters: DayFilesPage.filters, sorts: [])
    let words = visit.words
    return ExportSource(
      list: "day-files", filter: "merchant=\(query["merchant"])",
      header: [
        words.exportNumber, words.commonDay, words.commonMerchant, words.exportLines,
        words.exportTime(zone: words.zoneName),
      ]
    ) { after in
      let batch = try await dayFileRows(query.step(after), visit)
      return Batch(
        batch.rows.map { row in
          [
            .text(row.id), .text(row.day.text), .text(row.merchantName), .number(String(row.lines)),
            .text(words.exactTime(row.receivedAt)),
          ]
        }, next: batch.next)
    }
  }
}

extension ListQuery {
  /// The next stretch of a file.
  fileprivate func step(_ after: String?) -> ListQuery {
    var query = self
    query.after = after
    query.limit = 200
    return query
  }
}

extension MerchantDesk {
  /// The lists that a merchant's people take away.
  static let exported = ["transactions"]

  var exports: ExportFace {
    ExportFace(faces: faces, coalition: coalition, door: door, sources: exportSource)
  }

  @Sendable func exportSource(
    _ list: String, _ asked: Asked, _ visit: SignedInVisit
  ) async throws -> ExportSource? {
    guard list == "transactions", let merchant = visit.principal.merchant else { return nil }
    try visit.principal.require([.readTransactions, .reports])
    let desk = DeskVisit(
      visit: visit, merchant: merchant, store: visit.visit.desk?.store.flatMap { coalition.publicIDs.id($0) })
    let query = ListQuery(parsing: asked.query.items, filters: DeskTransactionsPage.filters, sorts: [])
    var search = try await transactionQuery(query, desk)
    search?.limit = Faces.exportStep
    let words = visit.words
    return ExportSource(
      list: "merchant transactions",
      filter: "kind=\(query["kind"]) state=\(query["state"]) from=\(query["from"]) to=\(query["to"])",
      header: TransactionRow.exportHeader(words)
    ) { [search] after in
      guard var search else { return Batch([]) }
      search.before = after.flatMap { coalition.publicIDs.id($0) }
      let batch = try await transactionRows(search, desk)
      return Batch(batch.rows.map { $0.cells(words) }, next: batch.next)
    }
  }
}
