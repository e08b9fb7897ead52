import Coalition
import HTTPTypes
import Hummingbird
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
      let filter = "state=\(query["state"]) from=\(query["from"]) to=\(query["to"])"
      try await coalition.recordExport(of: "members", filter: filter, by: visit.principal)
      let words = visit.words
      let header = [
        words.exportMemberId, words.commonMember, words.commonPhone, words.commonAvailable, words.commonState,
        words.commonJoined,
      ]
      return faces.file("members.csv", header) { [search] after in
        var search = search
        search.after = after.flatMap { coalition.publicIDs.id($0) }
        let batch = try await memberRows(search, visit)
        return Batch(batch.rows.map { $0.cells(words) }, next: batch.next)
      }
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
