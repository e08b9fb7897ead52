import ArgumentParser
import Coalition
import Foundation
import HTTPAPI
import Ledger

struct UserCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user", abstract: "People who work with the platform.", subcommands: [AddUserCommand.self])
}

struct AddUserCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Give a person access.",
    discussion: "The password is asked for, or read from a file or standard input; it is never a flag.")

  @Argument(help: "What the person signs in with.") var login: String
  @OptionGroup var options: PlatformOptions
  @Option(help: "The person's name.") var name: String
  @Option(help: "\(Role.named.map(\.name).joined(separator: ", ")); several with commas.")
  var roles: String
  @Option(help: "The merchant's code, for a merchant's staff.") var merchant: String?
  @Option(help: "A file whose first line is the password; - is standard input.") var passwordFile: String?

  func run() async throws {
    let errand = AddUserErrand(
      login: login, personName: name, roles: roles.split(separator: ",").map(String.init), merchant: merchant,
      password: try password())
    let report = try await errand.carryOut(options.settings(), .terminal("Adding"))
    print("\(report["login"]?.text ?? "") can sign in")
  }

  private func password() throws -> String {
    if passwordFile == "-" { return readLine() ?? "" }
    if let passwordFile {
      let lines = try LineReader(path: passwordFile)
      return String(decoding: try lines.line() ?? [], as: UTF8.self)
    }
    guard isatty(STDIN_FILENO) == 1 else {
      throw ValidationError("Name --password-file: there is no terminal to ask for the password on.")
    }
    guard let first = getpass("Password: ").map({ String(cString: $0) }),
      let second = getpass("Again: ").map({ String(cString: $0) }), first == second
    else { throw ValidationError("The two passwords differ.") }
    return first
  }
}

struct AddUserErrand: Errand {
  static let name = "user add"

  var login: String
  var personName: String
  var roles: [String]
  var merchant: String?
  var password: String

  func run(on platform: Platform, _ talk: Talk) async throws -> JSON {
    if let unknown = roles.first(where: { Role(names: [$0]) == nil }) {
      throw SettingsFault(
        "roles", "\(unknown) is none of \(Role.named.map(\.name).joined(separator: ", "))")
    }
    guard let role = Role(names: roles) else { preconditionFailure("each name was known a moment ago") }
    var owner: MerchantID?
    if let merchant { owner = try await platform.coalition.merchant(code: merchant, by: .system).id }
    let user = try await platform.coalition.createUser(
      UserDraft(login: login, name: personName, password: password, roles: role, merchant: owner), by: .system
    )
    return ["login": .string(user.login)]
  }
}
