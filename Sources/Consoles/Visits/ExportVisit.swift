import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import LedgerStore
import NIOCore

extension OperatorConsole {
  /// The lists that the operator's people take away.
  static let exported = [
    "members", "transactions", "approvals", "audit", "terminals", "day-files", "journal-lines",
  ]

  var exports: ExportFace {
    ExportFace(faces: faces, coalition: coalition, door: door, sources: exportSource)
  }

  @Sendable func exportSource(
    _ list: String, _ asked: Asked, _ visit: SignedInVisit
  ) async throws -> ExportSource? {
    switch list {
    case "members": try membersSource(asked, visit)
    case "transactions": try await transactionsSource(asked, visit)
    case "approvals": try approvalsSource(asked, visit)
    case "audit": try auditSource(asked, visit)
    case "terminals": try terminalsSource(asked, visit)
    case "day-files": try dayFilesSource(asked, visit)
    case "journal-lines": try await moneySource(asked, visit)
    default: nil
    }
  }

  private func membersSource(_ asked: Asked, _ visit: SignedInVisit) throws -> ExportSource {
    try visit.principal.requireOperator(.readMembers)
    let query = ListQuery(parsing: asked.query.items, filters: MembersPage.filters, sorts: MembersPage.sorts)
    var search = memberSearch(query)
    search.limit = Faces.exportStep
    let words = visit.words
    let shown = takenAway(visit)
    return ExportSource(
      list: "members", filter: memberFilter(query),
      header: [
        words.exportMemberId, words.commonMember, words.commonPhone, words.commonAvailable,
        words.commonState, words.commonJoined,
      ]
    ) { [search, shown] after in
      var search = search
      search.after = after.flatMap { coalition.publicIDs.id($0) }
      let batch = try await memberRows(search, shown)
      return Batch(batch.rows.map { $0.cells(words) }, next: batch.next)
    }
  }

  /// In full only what two people agreed on, whoever may look at one member in full.
  private func takenAway(_ visit: SignedInVisit) -> SignedInVisit {
    var visit = visit
    visit.isUnmasked = visit.token.isEmpty && visit.isUnmasked
    return visit
  }

  /// What was asked for, without what was typed to find people.
  private func memberFilter(_ query: ListQuery) -> String {
    "state=\(query["state"]) from=\(query["from"]) to=\(query["to"])"
  }

  private func transactionsSource(_ asked: Asked, _ visit: SignedInVisit) async throws -> ExportSource {
    try visit.principal.requireOperator(.readTransactions)
    let query = ListQuery(parsing: asked.query.items, filters: TransactionsPage.filters, sorts: [])
    var search = try await transactionQuery(query, visit)
    search?.limit = Faces.exportStep
    let words = visit.words
    let shown = takenAway(visit)
    return ExportSource(
      list: "transactions",
      filter:
        "kind=\(query["kind"]) state=\(query["state"]) from=\(query["from"]) to=\(query["to"]) "
        + "merchant=\(query["merchant"])",
      header: TransactionRow.exportHeader(words)
    ) { [search] after in
      guard var search else { return Batch([]) }
      search.before = after.flatMap { coalition.publicIDs.id($0) }
      let batch = try await transactionRows(search, shown)
      return Batch(batch.rows.map { $0.cells(words) }, next: batch.next)
    }
  }

  /// Asks for a list in full; another person decides.
  func askForMembersExport(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      let query = ListQuery(parsing: form.items, filters: MembersPage.filters, sorts: MembersPage.sorts)
      do {
        let approval = try await coalition.propose(
          .export(ExportProposal(list: "members", filter: memberFilter(query))), reason: form["reason"] ?? "",
          by: visit.principal)
        return faces.redirect(to: .approval(coalition.publicIDs.text(approval.id)))
      } catch let refusal as ApprovalRefusal {
        var page = MembersExportPage(query: query)
        page.fault = refusal.text(visit.words)
        return faces.page(page.render(visit.visit), status: .unprocessableContent)
      }
    }
  }

  func membersExportPage(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.requireOperator(.exportMembers)
      let query = ListQuery(
        parsing: asked.query.items, filters: MembersPage.filters, sorts: MembersPage.sorts)
      return faces.page(MembersExportPage(query: query).render(visit.visit))
    }
  }
}

extension Faces {
  /// Rows of one file that is given at once; more is made in the background.
  private static let exportRows = 100_000
  static let exportStep = 500

  /// Written page by page, so that a long list needs no more memory than a short one.
  func file(
    _ name: String, _ header: [String],
    _ rows: @escaping @Sendable (_ after: String?) async throws -> Batch<[CSV.Cell]>
  ) -> Response {
    let body = ResponseBody { writer in
      var first = CSV()
      first.add(header.map { .text($0) })
      try await writer.write(ByteBuffer(bytes: CSV.mark + first.bytes))
      var after: String?
      var written = 0
      repeat {
        let batch = try await rows(after)
        var part = CSV()
        for row in batch.rows.prefix(Self.exportRows - written) { part.add(row) }
        try await writer.write(ByteBuffer(bytes: part.bytes))
        written += batch.rows.count
        after = batch.next
      } while after != nil && written < Self.exportRows
      try await writer.finish(nil)
    }
    var headers: HTTPFields = [.contentType: "text/csv; charset=utf-8"]
    headers[.contentDisposition] = "attachment; filename=\"\(name)\""
    return Response(status: .ok, headers: headers, body: body)
  }
}

extension MemberRow {
  fileprivate func cells(_ words: Words) -> [CSV.Cell] {
    [
      .text(id), .text(name), .text(phone), .number(available.plain), .text(standing.name(words)),
      .text(words.day(joinedAt)),
    ]
  }
}

extension TransactionRow {
  static func exportHeader(_ words: Words) -> [String] {
    [
      words.exportTransactionId, words.exportTime(zone: words.zoneName), words.commonKind,
      words.commonChannel, words.commonMember, words.commonMerchant, words.commonStore, words.commonAmount,
      words.exportCurrency, words.commonPoints, words.commonState,
    ]
  }

  func cells(_ words: Words) -> [CSV.Cell] {
    [
      .text(id), .text(words.exactTime(at)), .text(kind.name(words)), .text(channel.name(words)),
      .text(memberName ?? ""), .text(merchantName ?? ""), .text(storeName ?? ""),
      .number(amount.map(\.plain) ?? ""), .text(amount?.currency ?? ""), .number(points.plain),
      .text(progress.name(words)),
    ]
  }
}

extension ShownPoints {
  /// Without marks between thousands, for machines.
  var plain: String { Digits.plain(units, decimals: decimals) }
}

extension ShownMoney {
  fileprivate var plain: String { Digits.plain(minorUnits, decimals: decimals) }
}
