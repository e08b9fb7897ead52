import ArgumentParser
import Foundation
import HTTPAPI
import LedgerStore

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Recompute the whole ledger and compare it with what it says.",
    discussion: "Ends with 1 when a fault was found.")

  @OptionGroup var options: PlatformOptions
  @Flag(help: "Report as JSON.") var json = false

  func run() async throws {
    let report = try await VerifyErrand().carryOut(options.settings(), .terminal("Verifying"))
    if json {
      print(report.prettyText, terminator: "")
    } else {
      for fault in report["faults"]?.elements ?? [] { print("FAULT  \(fault.text ?? "")") }
      let (transactions, wallets) = (report["transactions"]?.int64 ?? 0, report["wallets"]?.int64 ?? 0)
      print("\(transactions) transactions in \(report["blocks"]?.int64 ?? 0) blocks, \(wallets) wallets")
      print("chain ends in \(report["head"]?.text ?? "")")
      print(report["ok"] == true ? "The ledger proves itself." : "The ledger does NOT prove itself.")
    }
    if report["ok"] != true { throw ExitCode.failure }
  }
}

struct VerifyErrand: Errand {
  static let name = "ledger verify"

  func run(on platform: Platform, _ talk: Talk) async throws -> JSON {
    try await verify(platform.folder.path, talk)
  }

  /// Looks at the files alone: a damaged ledger need not open to be told from a sound one.
  func run(in folder: LedgerFolder, _ settings: Settings, _ talk: Talk) async throws -> JSON {
    try await verify(folder.path, talk)
  }

  private func verify(_ folder: String, _ talk: Talk) async throws -> JSON {
    let path = folder + "/ledger.db"
    guard FileManager.default.fileExists(atPath: path) else { throw NoLedger(folder: folder) }
    let verification = try await onThread {
      var verifier = try Verifier(ledger: path) { done, total in talk.progress(done, total) }
      return try verifier.verify()
    }
    return [
      "ok": .bool(verification.isProven), "transactions": .integer(verification.transactions),
      "blocks": .integer(verification.blocks), "wallets": .integer(Int64(verification.wallets)),
      "head": .string(verification.head.hash.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()),
      "faults": .array(verification.faults.map { .string($0) }),
    ]
  }
}

struct NoLedger: Error, CustomStringConvertible {
  var folder: String
  var description: String { "there is no ledger in \(folder)" }
}

/// Runs long synchronous work on a thread of its own, away from the tasks that serve.
func onThread<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
  try await withCheckedThrowingContinuation { continuation in
    let thread = Thread { continuation.resume(with: Result { try body() }) }
    thread.stackSize = 8 << 20
    thread.start()
  }
}
