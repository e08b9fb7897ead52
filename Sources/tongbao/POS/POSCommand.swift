import ArgumentParser

struct POSCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pos", abstract: "A terminal in the command line, and a look into its messages.",
    subcommands: [POSInspect.self])
}
