import ArgumentParser

@main
struct Tongbao: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tongbao", abstract: "A universal points currency: the platform and its tools.",
    version: Tongbao.version,
    subcommands: [
      LedgerCommand.self, ImportCommand.self, ExportCommand.self, SimulateCommand.self,
    ])

  static let version = "0.1.0"
}
