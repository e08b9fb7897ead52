internal import Ledger
internal import Logging
internal import Loyalty

/// One pass over a file of members, page by page: a check that registers and books nothing, or the run.
struct MembersPass {
  let members: MemberImport
  let countryCode: String
  let isCheck: Bool
  let logger: Logger
  /// Up to the last page; its rows are passed over.
  private(set) var counts: ImportFile.Counts
  /// Who is not there yet.
  private(set) var newMembers = 0
  private var waiting: [(row: MemberRow, line: Int)] = []
  private var numbers: Set<String> = []

  init(
    members: MemberImport, countryCode: String, isCheck: Bool, counts: ImportFile.Counts, logger: Logger
  ) {
    self.members = members
    self.countryCode = countryCode
    self.isCheck = isCheck
    self.counts = counts
    self.logger = logger
  }

  /// - Parameter noted: called behind each page; what it throws ends the pass.
  /// - Throws: ``CSVFault`` where the text is no CSV any more, or has another header.
  mutating func run(
    through reader: CSVReader, _ faults: FaultsFile, noted: (ImportFile.Counts) async throws -> Void
  ) async throws {
    guard try reader.row()?.fields == MemberRow.header else { throw CSVFault(line: 1, .header) }
    let start = counts.rows
    var place = 0
    while let row = try reader.row() {
      place += 1
      if place <= start { continue }
      counts.rows = place
      try take(row, faults)
      if place.isMultiple(of: ImportPass.page) {
        try await flush(faults)
        try await noted(counts)
      }
    }
    try await flush(faults)
    try await noted(counts)
    try faults.close()
  }

  private mutating func take(_ row: CSVReader.Row, _ faults: FaultsFile) throws {
    do throws(MemberRowFault) {
      let member = try MemberRow(row, countryCode: countryCode)
      // A check writes nothing that could remember it.
      if isCheck, !numbers.insert(member.number).inserted {
        throw MemberRowFault(line: row.line, column: "number", .taken)
      }
      waiting.append((member, row.line))
    } catch { try refuse(error, faults) }
  }

  private mutating func flush(_ faults: FaultsFile) async throws {
    guard !waiting.isEmpty else { return }
    for result in try await results() {
      switch result {
      case .success(let member):
        if member.standing == .registered { newMembers += 1 }
        let isNew = member.standing != .known || member.lots > 0
        counts.accepted += isNew ? 1 : 0
        counts.doubled += isNew ? 0 : 1
        counts.points += member.points.units
      case .failure(let fault): try refuse(fault, faults)
      }
    }
    waiting.removeAll(keepingCapacity: true)
  }

  private func results() async throws -> [Result<ImportedMember, MemberRowFault>] {
    while true {
      do { return try await members.run(waiting, isDryRun: isCheck) } catch OrderRefusal.busy {
        // Tills come first; the import waits its turn.
        try await Task.sleep(for: .milliseconds(50))
      }
    }
  }

  private mutating func refuse(_ fault: MemberRowFault, _ faults: FaultsFile) throws {
    counts.refused += 1
    try faults.add(RowFault(fault))
  }
}
