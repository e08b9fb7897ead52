import ArgumentParser
import Coalition
import HTTPAPI
import Ledger
import LedgerStore
import Storage

struct MigrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate", abstract: "Bring the tables of a data folder up to this program.",
    discussion: "serve does the same when it starts.")

  @OptionGroup var options: PlatformOptions
  @Flag(help: "Say what would be done, change nothing.") var dryRun = false
  @Flag(help: "Report as JSON.") var json = false

  func run() async throws {
    let settings = try options.settings()
    let folder = try LedgerFolder(settings.data)
    let database = try DatabaseAddress.sqlite(path: folder.platform).open()
    let migrator = try Migrator.bundled()
    let steps =
      dryRun
      ? try await migrator.pending(database)
      : try await migrator.migrate(database, now: PlatformClock.system.now().microseconds)
    try await database.close()
    if json {
      let list = steps.map { ["version": .integer($0.version), "name": .string($0.name)] as JSON }
      print((["migrations": .array(list)] as JSON).prettyText, terminator: "")
      return
    }
    for step in steps { print("\(dryRun ? "pending" : "done")  \(step.version) \(step.name)") }
    if steps.isEmpty { print("The tables are up to date.") }
  }
}
