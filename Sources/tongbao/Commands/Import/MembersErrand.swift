import Coalition
import Foundation
import HTTPAPI
import Ledger

/// Brings members of another system in, from a file that is streamed.
struct MembersErrand: Errand {
  static let name = "import members"

  /// Absolute, because a server may have another working folder.
  var file: String
  var merchant: String
  var programme: String
  var joinsKnown: Bool
  var isDryRun: Bool
  var refusedFile: String?

  func run(on platform: Platform, _ talk: Talk) async throws -> JSON {
    let reader = try CSVReader(path: file)
    guard try reader.row()?.fields == MemberRow.header else { throw CSVFault(line: 1, .header) }
    let coalition = platform.coalition
    let merchant = try await coalition.merchant(code: merchant, by: .system).id
    let programme = try await coalition.program(code: programme)
    var run = MembersRun(
      members: try await coalition.memberImport(
        of: merchant, into: .asset(programme.asset), joinsKnown: joinsKnown, by: .system),
      countryCode: coalition.settings.countryCode, isDryRun: isDryRun)
    run.refused = try refusedFile.map { try RefusedFile(path: $0, header: MemberRow.header) }
    while let row = try reader.row() {
      try await run.take(row)
      if run.rows.isMultiple(of: 1_024) { talk.progress(reader.bytesRead, reader.byteCount) }
    }
    try await run.finish()
    return run.report
  }
}

/// One pass through a file of members: rows gather in batches, and memory holds no more than one of them.
private struct MembersRun {
  /// More faults than this are counted, not kept; `--refused` writes all of them.
  private static let faultLimit = 1_000

  let members: MemberImport
  let countryCode: String
  let isDryRun: Bool
  var refused: RefusedFile?
  private(set) var rows: Int64 = 0
  private var standings: [ImportedMember.Standing: Int64] = [:]
  private var sum = (points: Points(0), lots: Int64(0), replays: Int64(0))
  private var refusals: Int64 = 0
  private var faults: [MemberRowFault] = []
  private var waiting: [(row: CSVReader.Row, member: MemberRow)] = []
  /// A batch on its way into the ledger, while the next is looked up and registered.
  private var booking: (rows: [CSVReader.Row], results: Task<[Result<ImportedMember, MemberRowFault>], any Error>)?
  /// Hashes of the numbers that a dry run has passed: nothing else remembers them, as nothing is written.
  private var passed: Set<Int> = []

  init(members: MemberImport, countryCode: String, isDryRun: Bool) {
    self.members = members
    self.countryCode = countryCode
    self.isDryRun = isDryRun
  }

  mutating func take(_ row: CSVReader.Row) async throws {
    rows += 1
    do throws(MemberRowFault) {
      let member = try MemberRow(row, countryCode: countryCode)
      if isDryRun, !passed.insert(member.number.hashValue).inserted {
        throw MemberRowFault(line: row.line, column: "number", .taken)
      }
      waiting.append((row, member))
    } catch {
      refuse(row, error)
      return
    }
    if waiting.count == MemberImport.batchLimit { try await flush() }
  }

  mutating func finish() async throws {
    try await flush()
    try await settle()
    try refused?.close()
  }

  private mutating func flush() async throws {
    if waiting.isEmpty { return }
    let batch = try await members.prepare(
      waiting.map { (row: $0.member, line: $0.row.line) }, isDryRun: isDryRun)
    try await settle()
    booking = (
      waiting.map(\.row),
      Task { [members, isDryRun] in isDryRun ? batch.promised : try await members.booked(batch) }
    )
    waiting.removeAll(keepingCapacity: true)
  }

  private mutating func settle() async throws {
    guard let (rows, results) = booking else { return }
    booking = nil
    for (result, row) in zip(try await results.value, rows) {
      switch result {
      case .success(let member):
        standings[member.standing, default: 0] += 1
        sum.points += member.points
        sum.lots += Int64(member.lots)
        sum.replays += Int64(member.replays)
      case .failure(let fault): refuse(row, fault)
      }
    }
  }

  private mutating func refuse(_ row: CSVReader.Row, _ fault: MemberRowFault) {
    refusals += 1
    if faults.count < Self.faultLimit { faults.append(fault) }
    refused?.add(row, fault)
  }

  var report: JSON {
    [
      "rows": .integer(rows), "registered": .integer(standings[.registered] ?? 0),
      "joined": .integer(standings[.joined] ?? 0), "known": .integer(standings[.known] ?? 0),
      "refused": .integer(refusals), "lots": .integer(sum.lots),
      "repeated_lots": .integer(sum.replays), "points": .integer(sum.points.units),
      "faults": .array(
        faults.map {
          [
            "line": .integer(Int64($0.line)), "column": .string($0.column),
            "code": .string($0.code.rawValue), "reason": .string($0.reason),
          ]
        }),
    ]
  }
}

extension MemberImport {
  /// Books, as often as it takes.
  fileprivate func booked(_ batch: Batch) async throws -> [Result<ImportedMember, MemberRowFault>] {
    while true {
      do { return try await book(batch) } catch OrderRefusal.busy {
        // A server's tills come first; the import waits its turn.
        try await Task.sleep(for: .milliseconds(50))
      } catch OrderRefusal.outcomeUnknown { throw ImportInterrupted() }
    }
  }
}
