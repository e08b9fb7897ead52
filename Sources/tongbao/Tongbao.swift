import ArgumentParser

@main
struct Tongbao: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tongbao", abstract: "A universal points currency: the platform and its tools.",
    version: Tongbao.version,
    subcommands: [
      DemoCommand.self, ServeCommand.self, LedgerCommand.self, ImportCommand.self, ExportCommand.self,
      ClearingCommand.self, KeyCommand.self, UserCommand.self, MigrateCommand.self, DoctorCommand.self,
      OpenAPICommand.self,
      BenchCommand.self, POSCommand.self, SimulateCommand.self,
    ])

  static let version = "0.1.0"
}
