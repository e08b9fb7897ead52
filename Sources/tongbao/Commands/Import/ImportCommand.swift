import ArgumentParser
import Coalition
import Foundation
import HTTPAPI

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Bring data in.", subcommands: [ImportMembersCommand.self, ImportPurchasesCommand.self])
}

struct ImportPurchasesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "purchases", abstract: "Give points for purchases made elsewhere; safe to run again.",
    discussion:
      "The format stands in docs/guide/import.md. An import that was stopped goes on with the same command.")

  @Argument(help: "A CSV file: member,store,receipt,time,amount,lines.") var file: String
  @OptionGroup var options: PlatformOptions
  @Option(help: "Whose purchases these are.") var merchant: String
  @Option(help: "Which points are given.") var programme: String
  @Option(help: "Makes a missing programme; its points live to the end of the Nth month after.")
  var validityMonths: Int?
  @Option(help: "The operator's zone, for a data folder that has none yet.") var zone: String?
  @Option(help: "Runs the daily work on every day of the file, and on to this day.") var until: String?
  @Flag(help: "Read and check everything, change nothing.") var dryRun = false
  @Option(help: "Where refused rows are written.") var refused: String?
  @Flag(help: "Report as JSON.") var json = false

  func validate() throws {
    if let validityMonths, !(1...1_200 ~= validityMonths) {
      throw ValidationError("--validity-months must be 1 to 1,200.")
    }
  }

  func run() async throws {
    let settings = try DataFolder.settings(options, zone: zone)
    let errand = PurchasesErrand(
      file: absolute(file), merchant: merchant, programme: programme, validityMonths: validityMonths,
      until: until,
      isDryRun: dryRun, refusedFile: refused.map(absolute))
    let talk = Talk.terminal("Importing")
    let began = ContinuousClock.now
    let report = try await errand.carryOut(settings, talk)
    let took = began.duration(to: .now)
    if json {
      print(report.prettyText, terminator: "")
    } else {
      show(report)
      say("took \(took.formatted(.units(allowed: [.minutes, .seconds, .milliseconds], width: .abbreviated)))")
    }
  }

  private func absolute(_ path: String) -> String { URL(filePath: path).standardizedFileURL.path }

  private func show(_ report: JSON) {
    var table = Table(dryRun ? "would be" : "imported", "")
    for (name, title) in [
      ("rows", "rows"), ("earned", "earned points"), ("earned_nothing", "earned nothing"),
      ("repeated", "in already"), ("refused", "refused"), ("members", "different members"),
      ("stores", "different stores"), ("earned_points", "points given"), ("expired_points", "points expired"),
    ] {
      table.rows.append([title, String(report[name]?.int64 ?? 0)])
    }
    for line in table.lines { print(line) }
    for fault in (report["faults"]?.elements ?? []).prefix(20) {
      let (column, reason) = (fault["column"]?.text ?? "", fault["reason"]?.text ?? "")
      let place = "line \(fault["line"]?.int64 ?? 0)" + (column.isEmpty ? "" : ", \(column)")
      print("refused: \(place): \(reason)")
    }
  }
}
