import ArgumentParser

struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Measure, and print what is needed to compare.",
    subcommands: [
      BenchClearing.self, BenchCodec.self, BenchExpiry.self, BenchHTTP.self, BenchLedger.self,
      BenchPages.self, BenchPOS.self, BenchRules.self,
    ])
}
