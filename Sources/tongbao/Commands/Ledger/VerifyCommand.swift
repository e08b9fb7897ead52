import ArgumentParser
import Coalition
import Foundation
import HTTPAPI
import LedgerStore
import Storage

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Recompute the whole ledger, clearing and the books in money, and compare them.",
    discussion: "Ends with 1 when a fault was found.")

  @OptionGroup var options: PlatformOptions
  @Flag(help: "Report as JSON.") var json = false

  func run() async throws {
    let report = try await VerifyErrand().carryOut(options.settings(), .terminal("Verifying"))
    if json {
      print(report.prettyText, terminator: "")
    } else {
      let books = report["books"] ?? .null
      for fault in (report["faults"]?.elements ?? []) + (books["faults"]?.elements ?? []) {
        print("FAULT  \(fault.text ?? "")")
      }
      let (transactions, wallets) = (report["transactions"]?.int64 ?? 0, report["wallets"]?.int64 ?? 0)
      print("\(transactions) transactions in \(report["blocks"]?.int64 ?? 0) blocks, \(wallets) wallets")
      print("chain ends in \(report["head"]?.text ?? "")")
      print(report["proven"] == true ? "The ledger proves itself." : "The ledger does NOT prove itself.")
      print(Self.verdict(on: books))
    }
    if report["ok"] != true { throw ExitCode.failure }
  }
}

extension VerifyCommand {
  private static func verdict(on books: JSON) -> String {
    guard let days = books["days"]?.int64 else {
      return "Clearing and books were not looked at: their tables are of another release."
    }
    if books["ok"] != true { return "Clearing and the books in money do NOT agree." }
    if days == 0 { return "No day was closed yet." }
    return "Clearing and the books in money agree, \(days) closed days."
  }
}

struct VerifyErrand: Errand {
  static let name = "ledger verify"

  func run(on platform: Platform, _ talk: Talk) async throws -> JSON {
    try await verify(platform.folder.path, platform.database, talk)
  }

  /// Looks at the files alone: a damaged ledger need not open to be told from a sound one.
  func run(in folder: LedgerFolder, _ settings: Settings, _ talk: Talk) async throws -> JSON {
    guard FileManager.default.fileExists(atPath: folder.platform) else {
      return try await verify(folder.path, nil, talk)
    }
    let database = try DatabaseAddress.sqlite(path: folder.platform).open()
    let report: Result<JSON, any Error>
    do { report = .success(try await verify(folder.path, database, talk)) } catch { report = .failure(error) }
    try await database.close()
    return try report.get()
  }

  private func verify(_ folder: String, _ database: (any Database)?, _ talk: Talk) async throws -> JSON {
    let path = folder + "/ledger.db"
    guard FileManager.default.fileExists(atPath: path) else { throw NoLedger(folder: folder) }
    let verification = try await onThread {
      var verifier = try Verifier(ledger: path) { done, total in talk.progress(done, total) }
      return try verifier.verify()
    }
    let proof =
      if let database { try await BooksProof.of(database, progress: talk.progress) } else { BooksProof?.none }
    let isSound = proof?.faults.isEmpty ?? true
    return [
      "ok": .bool(verification.isProven && isSound), "proven": .bool(verification.isProven),
      "transactions": .integer(verification.transactions),
      "blocks": .integer(verification.blocks), "wallets": .integer(Int64(verification.wallets)),
      "head": .string(verification.head.hash.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()),
      "faults": .array(verification.faults.map { .string($0) }),
      "books": proof.map { proof in
        [
          "ok": .bool(proof.faults.isEmpty), "days": .integer(proof.days),
          "faults": .array(proof.faults.map { .string($0.description) }),
        ]
      } ?? .null,
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
