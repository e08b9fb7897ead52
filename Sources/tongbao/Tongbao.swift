import ArgumentParser

@main
struct Tongbao: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tongbao", abstract: "A universal points currency: the platform and its tools.",
    version: Tongbao.version,
    subcommands: forTrying + [
      ServeCommand.self, LedgerCommand.self, ImportCommand.self, ExportCommand.self, ClearingCommand.self,
      KeyCommand.self, UserCommand.self, MigrateCommand.self, DoctorCommand.self,
      OpenAPICommand.self,
    ])

  /// What a build for production leaves out (Package.swift).
  private static var forTrying: [any ParsableCommand.Type] {
    #if PRODUCTION
      []
    #else
      [DemoCommand.self, BenchCommand.self, POSCommand.self, SimulateCommand.self]
    #endif
  }

  static let version = "0.1.0"
}
