import ArgumentParser

struct POSCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pos", abstract: "A terminal in the command line, and a look into its messages.",
    subcommands: [POSRun.self, POSInspect.self], defaultSubcommand: POSRun.self)
}
