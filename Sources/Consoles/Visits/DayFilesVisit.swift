import Coalition
import HTTPTypes
import Hummingbird
import Ledger

extension OperatorConsole {
  /// How many differing lines a day file's page shows; each of them is a case, or a line that cannot be read.
  private static let differencesShown = 200

  func dayFiles(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      let query = ListQuery(parsing: asked.query.items, filters: DayFilesPage.filters, sorts: [])
      let batch = await visit.loaded { try await dayFileRows(query, visit) }
      return faces.page(DayFilesPage(query: query, files: batch).render(visit.visit))
    }
  }

  func dayFileRows(_ query: ListQuery, _ visit: SignedInVisit) async throws -> Batch<DayFileRow> {
    var owner: MerchantID?
    if !query["merchant"].isEmpty {
      owner = try await merchant(named: query["merchant"], visit)
      if owner == nil { return Batch([]) }
    }
    let after: DayFileID? = query.after.flatMap { coalition.publicIDs.id($0) }
    let page = try await coalition.dayFiles(
      of: owner, PageRequest(limit: query.limit, after: after), by: visit.principal)
    let naming = try await naming(of: page.items, visit)
    let rows = page.items.map { DayFileRow($0, naming) }
    return Batch(rows, next: page.hasMore ? rows.last?.id : nil)
  }

  private func naming(of files: [DayFile], _ visit: SignedInVisit) async throws -> Naming {
    var question = NameQuestion()
    for file in files { question.merchants.insert(file.merchant) }
    return Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
  }

  func dayFile(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      guard let id = coalition.publicIDs.id(asked.id, as: Identified.DayFile.self) else {
        throw HTTPError(.notFound)
      }
      let report: DayFileReport
      do { report = try await coalition.dayFile(id, by: visit.principal) } catch DayFileRefusal
        .dayFileNotFound
      { throw HTTPError(.notFound) }
      let lines = try await coalition.dayFileDifferences(
        id, limit: Self.differencesShown + 1, by: visit.principal)
      let page = DayFilePage(
        row: DayFileRow(report.file, try await naming(of: [report.file], visit)),
        counts: ShownLineResult.allCases.compactMap { result in
          DayFile.Result(rawValue: result.rawValue).flatMap { report.counts[$0] }.map { (result, Int64($0)) }
        },
        differences: lines.prefix(Self.differencesShown).map { line in
          DayFilePage.Difference(
            number: line.number < DayFileLine.missingThereFrom ? String(line.number) : "",
            result: ShownLineResult(rawValue: line.result.rawValue) ?? .invalid,
            reference: line.entry.reference, caseID: line.caseID.map { coalition.publicIDs.text($0) })
        },
        hasMore: lines.count > Self.differencesShown)
      return faces.page(page.render(visit.visit))
    }
  }
}

extension DayFileRow {
  init(_ file: DayFile, _ naming: Naming) {
    self.init(
      id: naming.publicIDs.text(file.id),
      merchantName: naming.merchant(file.merchant) ?? naming.words.commonNone,
      day: ShownDay(daysSince1970: Int64(file.day.daysSince1970)), sequence: String(file.sequence),
      isDone: file.state == .done, lines: Int64(file.lines), receivedAt: ShownTime(file.createdAt))
  }
}
