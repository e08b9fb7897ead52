import ArgumentParser

struct LedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: "Let the ledger prove itself, or report what it holds.",
    subcommands: [VerifyCommand.self, ReportCommand.self])
}
