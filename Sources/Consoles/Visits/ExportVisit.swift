import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import LedgerStore
import NIOCore

extension OperatorConsole {
  private static let exportStep = Faces.exportStep

  func membersExport(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.requireOperator(.readMembers)
      let query = ListQuery(
        parsing: asked.query.items, filters: MembersPage.filters, sorts: MembersPage.sorts)
      var search = memberSearch(query)
      search.limit = Self.exportStep
      let filter = memberFilter(query)
      let permit = asked.query["approval"].map { coalition.publicIDs.id($0, as: Identified.Approval.self) }
      if case .some(nil) = permit { throw HTTPError(.notFound) }
      do {
        try await coalition.recordExport(
          of: "members", filter: filter, permit: permit ?? nil, by: visit.principal)
      } catch is ApprovalRefusal { throw HTTPError(.forbidden) }
      let words = visit.words
      // In full only what two people agreed on, whoever may look at one member in full.
      var shown = visit
      shown.isUnmasked = permit != nil
      let header = [
        words.exportMemberId, words.commonMember, words.commonPhone, words.commonAvailable, words.commonState,
        words.commonJoined,
      ]
      return faces.file("members.csv", header) { [search, shown] after in
        var search = search
        search.after = after.flatMap { coalition.publicIDs.id($0) }
        let batch = try await memberRows(search, shown)
        return Batch(batch.rows.map { $0.cells(words) }, next: batch.next)
      }
    }
  }

  /// What was asked for, without what was typed to find people.
  private func memberFilter(_ query: ListQuery) -> String {
    "state=\(query["state"]) from=\(query["from"]) to=\(query["to"])"
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

  func transactionsExport(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.requireOperator(.readTransactions)
      let query = ListQuery(parsing: asked.query.items, filters: TransactionsPage.filters, sorts: [])
      var search = try await transactionQuery(query, visit)
      search?.limit = Self.exportStep
      let filter =
        "kind=\(query["kind"]) state=\(query["state"]) from=\(query["from"]) to=\(query["to"]) "
        + "merchant=\(query["merchant"])"
      try await coalition.recordExport(of: "transactions", filter: filter, by: visit.principal)
      let words = visit.words
      let header = [
        words.exportTransactionId, words.commonTime, words.commonKind, words.commonChannel,
        words.commonMember,
        words.commonMerchant, words.commonStore, words.commonAmount, words.exportCurrency, words.commonPoints,
        words.commonState,
      ]
      return faces.file("transactions.csv", header) { [search] after in
        guard var search else { return Batch([]) }
        search.before = after.flatMap { coalition.publicIDs.id($0) }
        let batch = try await transactionRows(search, visit)
        return Batch(batch.rows.map { $0.cells(words) }, next: batch.next)
      }
    }
  }

}

extension Faces {
  /// Rows of one file; more is asked for by narrower filters.
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
