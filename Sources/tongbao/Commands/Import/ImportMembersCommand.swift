import ArgumentParser
import Coalition
import Foundation
import HTTPAPI

struct ImportMembersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "members",
    abstract: "Bring members of another system in with their points; safe to run again.",
    discussion:
      "The format stands in docs/guide/import.md. An import that was stopped goes on with the same command.")

  @Argument(help: "A CSV file: number,phone,email,name,language,card,joined,lots.") var file: String
  @OptionGroup var options: PlatformOptions
  @Option(help: "Whose members these are, and who answers for their points.") var merchant: String
  @Option(help: "Which points they bring.") var programme: String
  @Flag(help: "Whoever is known by a phone number gets the row's points; else the row is refused.")
  var joinKnown = false
  @Flag(help: "Read and check everything, change nothing.") var dryRun = false
  @Option(help: "Where refused rows are written.") var refused: String?
  @Flag(help: "Report as JSON.") var json = false

  func run() async throws {
    let settings = try DataFolder.settings(options, zone: nil)
    let errand = MembersErrand(
      file: absolute(file), merchant: merchant, programme: programme, joinsKnown: joinKnown, isDryRun: dryRun,
      refusedFile: refused.map(absolute))
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
      ("rows", "rows"), ("registered", "new members"), ("joined", "joined to members who were there"),
      ("known", "in already"), ("refused", "refused"), ("lots", "lots"), ("repeated_lots", "lots in already"),
      ("points", "points brought"),
    ] {
      table.rows.append([title, String(report[name]?.int64 ?? 0)])
    }
    for line in table.lines { print(line) }
    for fault in (report["faults"]?.elements ?? []).prefix(20) {
      let (column, reason) = (fault["column"]?.text ?? "", fault["reason"]?.text ?? "")
      print(
        "refused: line \(fault["line"]?.int64 ?? 0)" + (column.isEmpty ? "" : ", \(column)") + ": \(reason)")
    }
  }
}
