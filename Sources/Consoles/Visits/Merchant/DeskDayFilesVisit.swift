import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore

extension MerchantDesk {
  func dayFiles(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try requireDayFiles(visit)
      let query = ListQuery(parsing: asked.query.items, filters: [], sorts: [])
      let after: DayFileID? = query.after.flatMap { coalition.publicIDs.id($0) }
      let files = await visit.visit.loaded { () -> Batch<DeskDayFilesPage.Row> in
        let page = try await coalition.dayFiles(
          of: visit.merchant, PageRequest(limit: query.limit, after: after), by: visit.principal)
        let rows = page.items.map(row)
        return Batch(rows, next: page.hasMore ? rows.last?.id : nil)
      }
      return faces.page(DeskDayFilesPage(query: query, files: files).render(visit.visit.visit))
    }
  }

  func dayFile(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try requireDayFiles(visit)
      do {
        let report = try await coalition.dayFile(try id(asked, Identified.DayFile.self), by: visit.principal)
        let counts = DayFile.Result.allCases.compactMap { result in
          report.counts[result].map { (result.rawValue, Int64($0)) }
        }
        return faces.page(
          DeskDayFilePage(row: row(report.file), counts: counts).render(visit.visit.visit))
      } catch DayFileRefusal.dayFileNotFound { throw HTTPError(.notFound) }
    }
  }

  /// As the merchant's system gets it.
  func dayFileAcknowledgement(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try requireDayFiles(visit)
      do {
        let id: DayFileID = try id(asked, Identified.DayFile.self)
        let bytes = try await coalition.dayFileAcknowledgement(id, by: visit.principal)
        var headers: HTTPFields = [.contentType: "text/csv; charset=utf-8"]
        headers[.contentDisposition] = "attachment; filename=\"acknowledgement.csv\""
        return Response(
          status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
      } catch DayFileRefusal.dayFileNotFound { throw HTTPError(.notFound) }
    }
  }

  private func requireDayFiles(_ visit: DeskVisit) throws {
    try visit.principal.require([.readTransactions, .reports])
    try visit.principal.requireAllStores()
  }

  private func row(_ file: DayFile) -> DeskDayFilesPage.Row {
    DeskDayFilesPage.Row(
      id: coalition.publicIDs.text(file.id), day: ShownDay(daysSince1970: Int64(file.day.daysSince1970)),
      sequence: Int64(file.sequence), isDone: file.state == .done, lines: Int64(file.lines),
      receivedAt: ShownTime(file.createdAt))
  }
}
