import ArgumentParser
import Foundation
import HTTPAPI
import Ledger
import LedgerStore
import Logging
import Loyalty

struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Run dated commands through a ledger of their own and print what they come to.",
    discussion: "The format stands in docs/guide/import.md, under Scenarios.")

  @Argument(help: "The scenario, one JSON object a line.")
  var scenario: String

  func run() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tongbao-\(UUID().uuidString)")
    // Thrown away whatever happened; a folder that cannot be removed is the system's to clean.
    defer { try? FileManager.default.removeItem(at: folder) }
    try await simulate(in: folder.path)
  }

  private func simulate(in folder: String) async throws {
    let lines = try LineReader(path: scenario)
    guard let first = try lines.line() else { throw ScenarioFault(line: 1, reason: "the file is empty") }
    let programme = try ScenarioProgramme(parse(first, line: 1))
    let calendar = BusinessCalendar(zone: programme.zone)
    let ledger = try SQLiteLedger(
      in: LedgerFolder(folder), logger: Logger(label: "simulate"), now: { .distantPast },
      day: { calendar.day(of: $0) })
    defer { ledger.stop() }
    var simulation = Simulation(programme, ledger: ledger)
    var number = 1
    while let bytes = try lines.line() {
      number += 1
      if bytes.isEmpty { continue }
      try await simulation.run(ScenarioLine(parse(bytes, line: number), line: number))
    }
    try await simulation.finish()
  }

  private func parse(_ bytes: [UInt8], line: Int) throws -> JSON {
    do { return try JSON(parsing: bytes) } catch {
      throw ScenarioFault(line: line, reason: "not JSON: \(error.reason) at byte \(error.position + 1)")
    }
  }
}
