import ArgumentParser
import Foundation
import HTTPAPI

struct KeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key", abstract: "API keys: make, list, sign with, revoke.",
    subcommands: [
      CreateKeyCommand.self, ListKeysCommand.self, SignKeyCommand.self, RevokeKeyCommand.self,
    ])
}

struct CreateKeyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Make a key; its secret is printed once and kept nowhere.")

  @Argument(help: "What the key is for, such as \"till system\".") var name: String
  @OptionGroup var options: PlatformOptions
  @Option(help: "The merchant's code; left out, the key is the operator's.") var merchant: String?
  @Option(help: "What it may do, separated by commas, such as earn,spend; left out, what is usual.")
  var scopes: String?
  @Flag(help: "By contract the merchant's log-in is proof that the member agrees.") var loginIsProof = false
  @Option(help: "What an operator's key gives at most in a day, of each programme; 1,000,000.")
  var pointsPerDay: Int64?
  @Flag(help: "Report as JSON.") var json = false

  func run() async throws {
    let errand = CreateKeyErrand(
      keyName: name, merchant: merchant, scopes: scopes?.split(separator: ",").map(String.init),
      isLoginProof: loginIsProof, pointsPerDay: pointsPerDay)
    let report = try await errand.carryOut(options.settings(), .terminal("Making a key"))
    if json { print(report.prettyText, terminator: "") } else { print(report["secret"]?.text ?? "") }
  }
}

struct ListKeysCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "All keys, the newest first.")

  @OptionGroup var options: PlatformOptions
  @Flag(help: "Report as JSON.") var json = false

  func run() async throws {
    let report = try await ListKeysErrand().carryOut(options.settings(), .terminal("Listing keys"))
    if json {
      print(report.prettyText, terminator: "")
      return
    }
    var table = Table("id", "prefix", "kind", "name", "scopes", "state")
    table.leftColumns = Set(0...5)
    for key in report["keys"]?.elements ?? [] {
      table.rows.append(
        ["id", "prefix", "kind", "name"].map { key[$0]?.text ?? "" } + [
          key["scopes"]?.elements.compactMap(\.text).joined(separator: " ") ?? "",
          key["revoked"] == true ? "revoked" : "",
        ])
    }
    for line in table.lines { print(line) }
  }
}

struct RevokeKeyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "revoke", abstract: "End a key for good.")

  @Argument(help: "The key's id, as listed.") var id: String
  @OptionGroup var options: PlatformOptions

  func run() async throws {
    let report = try await RevokeKeyErrand(id: id).carryOut(options.settings(), .terminal("Revoking"))
    print("\(report["prefix"]?.text ?? "") is revoked")
  }
}

struct SignKeyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign",
    abstract: "Make a secret for signing requests with a key; it is printed once and kept sealed.",
    discussion: """
      The secret before it is taken for some days more, so that systems can change over. A key that signs \
      need not open anything by itself: see --signed-only.
      """)

  @Argument(help: "The key's id, as listed.") var id: String
  @OptionGroup var options: PlatformOptions
  @Option(help: "For how many days the secret before stays in force, 0 to 30; 0 ends it now.")
  var overlapDays = 7
  @Flag(help: "From now on the key must sign; its bearer form opens nothing.") var signedOnly = false
  @Flag(help: "Report as JSON.") var json = false

  func validate() throws {
    guard 0...30 ~= overlapDays else { throw ValidationError("--overlap-days takes 0 to 30") }
  }

  func run() async throws {
    let errand = SignKeyErrand(id: id, overlapDays: overlapDays, isSignedOnly: signedOnly)
    let report = try await errand.carryOut(options.settings(), .terminal("Making a signing secret"))
    if json { print(report.prettyText, terminator: "") } else { print(report["secret"]?.text ?? "") }
  }
}
