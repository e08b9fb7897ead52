import Coalition
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore

/// A list as a file: its columns, and its rows page by page.
struct ExportSource: Sendable {
  /// As the log and approvals name it.
  let list: String
  /// What was asked for, without what was typed to find people.
  let filter: String
  let header: [String]
  let rows: @Sendable (_ after: String?) async throws -> Batch<[CSV.Cell]>
}

/// Lists of a console as files: at once up to a measure, or in the background.
struct ExportFace: Sendable {
  /// The list of the name, as the address and the person's rights make it; nil where there is none.
  typealias Sources =
    @Sendable (_ list: String, _ asked: Asked, _ visit: SignedInVisit) async throws ->
    ExportSource?

  let faces: Faces
  let coalition: Coalition
  let door: StaffDoor
  let sources: Sources

  /// - Parameters:
  ///   - face: the console's first part of every path.
  ///   - lists: what it gives at once.
  func routes(under face: String, lists: [String]) -> [FaceRoute] {
    func path(_ rest: String) -> RouterPath { RouterPath(face + "/" + rest) }
    let direct: [FaceRoute] = lists.map { list in
      (.get, path(list + ".csv"), { asked in try await atOnce(list, asked) })
    }
    return direct + [
      (.get, path("exports"), files), (.post, path("exports"), ask),
      (.get, path("exports/:id/file"), take),
    ]
  }

  /// Streamed, to the measure of ``Faces``.
  private func atOnce(_ list: String, _ asked: Asked) async throws -> Response {
    try await door.signedIn(asked) { visit in
      guard let source = try await sources(list, asked, visit) else { throw HTTPError(.notFound) }
      guard let name = asked.query["approval"] else {
        try await coalition.recordExport(of: source.list, filter: source.filter, by: visit.principal)
        return faces.file(list + ".csv", source.header, source.rows)
      }
      // In full it is made in the background, since it is given to its requester alone and once.
      guard let permit: ApprovalID = coalition.publicIDs.id(name) else { throw HTTPError(.notFound) }
      let draft = draft(source, list, asked.request.uri.query ?? "", visit)
      do {
        _ = try await coalition.askForExport(draft, permit: permit, by: visit.principal)
      } catch is ApprovalRefusal { throw HTTPError(.forbidden) } catch is ExportRefusal {
        throw HTTPError(.tooManyRequests)
      }
      return faces.redirect(to: door.home.appending("exports"))
    }
  }

  private func ask(_ asked: Asked) async throws -> Response {
    try await door.signedInForm(asked) { visit, form in
      let list = form["list"] ?? ""
      let query = String((form["query"] ?? "").prefix(1_000))
      // Who may not read the list, may not have it as a file: looked at now, and again when it is made.
      guard let source = try await sources(list, reading(list, query, asked), visit) else {
        throw HTTPError(.notFound)
      }
      do {
        _ = try await coalition.askForExport(draft(source, list, query, visit), by: visit.principal)
      } catch let refusal as ExportRefusal {
        return try await shown(asked, visit, fault: refusal.text(visit.words))
      }
      return faces.redirect(to: door.home.appending("exports"))
    }
  }

  /// As if the list itself had been asked for.
  private func reading(_ list: String, _ query: String, _ asked: Asked) -> Asked {
    Asked(reading: door.home.appending(list).text + ".csv?" + query, asked.caller)
  }

  private func draft(
    _ source: ExportSource, _ list: String, _ query: String, _ visit: SignedInVisit
  ) -> ExportDraft {
    ExportDraft(list: list, query: query, language: visit.language.rawValue, filter: source.filter)
  }

  private func files(_ asked: Asked) async throws -> Response {
    try await door.signedIn(asked) { visit in try await shown(asked, visit) }
  }

  private func shown(_ asked: Asked, _ visit: SignedInVisit, fault: String? = nil) async throws -> Response {
    let query = ListQuery(parsing: asked.query.items, filters: [], sorts: [])
    let rows = await visit.loaded {
      let after: ExportFileID? = query.after.flatMap { coalition.publicIDs.id($0) }
      let page = try await coalition.exportFiles(
        PageRequest(limit: query.limit, after: after), by: visit.principal)
      let rows = page.items.map { ExportsPage.Row($0, coalition, visit.words) }
      return Batch(rows, next: page.hasMore ? rows.last?.id : nil)
    }
    var page = ExportsPage(base: door.home.appending("exports"), query: query, files: rows)
    page.fault = fault
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .conflict)
  }

  private func take(_ asked: Asked) async throws -> Response {
    try await door.signedIn(asked) { visit in
      guard let id: ExportFileID = coalition.publicIDs.id(asked.id) else { throw HTTPError(.notFound) }
      do {
        let taken = try await coalition.takeExport(id, by: visit.principal) { file in
          try await sources(file.list, reading(file.list, file.query, asked), visit) != nil
        }
        return try kept(taken.file, at: taken.path)
      } catch is ExportRefusal { throw HTTPError(.notFound) }
    }
  }

  /// A file from the folder, piece by piece; one that is given once goes with its last piece.
  private func kept(_ file: ExportFile, at path: String) throws -> Response {
    guard let handle = FileHandle(forReadingAtPath: path) else { throw HTTPError(.notFound) }
    // Open, it can be read to its end though it has no name any more.
    if file.isFull { try FileManager.default.removeItem(atPath: path) }
    let body = ResponseBody { writer in
      while let piece = try handle.read(upToCount: 1 << 16), !piece.isEmpty {
        try await writer.write(ByteBuffer(bytes: piece))
      }
      try handle.close()
      try await writer.finish(nil)
    }
    var headers: HTTPFields = [.contentType: "text/csv; charset=utf-8"]
    headers[.contentDisposition] = "attachment; filename=\"\(file.list).csv\""
    return Response(status: .ok, headers: headers, body: body)
  }
}

extension Faces {
  /// Rows of one file made in the background.
  private static let exportMost = 10_000_000

  /// Writes files of a console in the background, as their owners would see them.
  func exporter(
    _ consoles: [(home: Link, sources: ExportFace.Sources)], record: @escaping FaceRecord
  ) -> Exporter {
    { task in
      let isDesk = task.file.merchant.isGiven
      guard let console = consoles.first(where: { ($0.home == .desk) == isDesk }) else { return 0 }
      let target = console.home.appending(task.file.list).text + ".csv?" + task.file.query
      let asked = Asked(reading: target, FaceCaller(requestID: "export", address: "export"))
      var shown = visit(asked.request, in: Language(rawValue: task.file.language) ?? .english)
      if isDesk { shown.desk = DeskShell(merchant: "", places: []) }
      var person = SignedInVisit(
        asked: asked, session: task.session, visit: shown, token: "", record: record)
      person.isUnmasked = task.file.isFull
      guard let source = try await console.sources(task.file.list, asked, person) else { return 0 }
      return try await write(source, task)
    }
  }

  private func write(_ source: ExportSource, _ task: ExportTask) async throws -> Int {
    guard let file = FileHandle(forWritingAtPath: task.path) else { throw HTTPError(.internalServerError) }
    defer { try? file.close() }  // What was written is flushed below.
    var first = CSV()
    first.add(source.header.map { .text($0) })
    try file.write(contentsOf: Data(CSV.mark + first.bytes))
    var (after, written): (String?, Int) = (nil, 0)
    repeat {
      let batch = try await source.rows(after)
      var part = CSV()
      for row in batch.rows { part.add(row) }
      try file.write(contentsOf: Data(part.bytes))
      written += batch.rows.count
      after = batch.next
      try await task.progress(written)
      try Task.checkCancellation()
    } while after != nil && written < Self.exportMost
    try file.synchronize()
    return written
  }
}

extension Asked {
  /// As if somebody had asked for this path.
  init(reading target: String, _ caller: FaceCaller) {
    let head = HTTPRequest(method: .get, scheme: nil, authority: nil, path: target)
    self.init(request: Request(head: head, body: RequestBody(buffer: ByteBuffer())), caller: caller, id: "")
  }
}

extension ExportRefusal {
  fileprivate func text(_ words: Words) -> String {
    switch self {
    case .fileNotFound, .notReady, .invalid: words.exportInvalid
    case .tooMany(let limit): words.exportTooMany(limit: words.number(Int64(limit)))
    case .noFolder: words.exportNoFolder
    }
  }
}

extension ExportsPage.Row {
  fileprivate init(_ file: ExportFile, _ coalition: Coalition, _ words: Words) {
    self.init(
      id: coalition.publicIDs.text(file.id), list: file.list, query: file.query, isFull: file.isFull,
      state: ExportsPage.State(rawValue: file.state.rawValue) ?? .waiting, lines: Int64(file.lines),
      bytes: file.bytes, failure: file.failure?.text(words) ?? "", createdAt: ShownTime(file.createdAt),
      endsAt: file.endsAt.map { ShownTime($0) })
  }
}
