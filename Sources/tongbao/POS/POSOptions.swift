import ArgumentParser
import Foundation
import ISO8583
import PointsTerminal
import TerminalCrypto

/// How a terminal is told who it is and whom it talks to.
struct POSOptions: ParsableArguments {
  @Option(help: "The host's name or address.") var host = "127.0.0.1"
  @Option(help: "The host's port.") var port = 8583
  @Option(name: .customLong("terminal-id"), help: "Field 41: the terminal's number, 8 characters.")
  var terminal = ""
  @Option(name: .customLong("merchant-id"), help: "Field 42: the merchant's number, 15 characters.")
  var merchant = ""
  @Option(help: "A file with the terminal's master key in hex; else TONGBAO_POS_MASTER_KEY holds it.")
  var masterKeyFile: String?
  @Option(help: "The algorithm of field 64: unionPayECB, x99, x919 or sm4.") var mac = MACAlgorithm
    .unionPayECB
  @Option(help: "The TPDU in hex, or none.") var tpdu = "6000030000"
  @Option(help: "The header in hex, or none.") var header = "603100310001"
  @Option(help: "The cashier's number, two digits.") var cashier = "01"
  @Option(help: "Seconds to wait for an answer.") var timeout: Int64 = 60

  static let masterKeyVariable = "TONGBAO_POS_MASTER_KEY"

  func validate() throws {
    guard 1...65_535 ~= port else { throw ValidationError("--port must be 1 to 65,535.") }
    guard 1...300 ~= timeout else { throw ValidationError("--timeout must be 1 to 300 seconds.") }
    guard cashier.utf8.count == 2, cashier.allSatisfy(\.isNumber) else {
      throw ValidationError("--cashier must be two digits.")
    }
  }

  func settings() throws -> TerminalSettings {
    var settings = try TerminalSettings(
      terminal: terminal, merchant: merchant, masterKey: try masterKey(), mac: mac, tpdu: try parsedTPDU(),
      header: try parsedHeader())
    settings.cashier = cashier
    return settings
  }

  /// By a file or the environment, never by a flag, which every user of the machine can read.
  private func masterKey() throws -> TerminalKey {
    let text: String
    if let masterKeyFile {
      // Whatever the cause, the file's name is what helps.
      guard let content = try? String(contentsOfFile: masterKeyFile, encoding: .utf8) else {
        throw ValidationError("--master-key-file: \(masterKeyFile) cannot be read.")
      }
      text = content
    } else if let content = ProcessInfo.processInfo.environment[Self.masterKeyVariable] {
      text = content
    } else {
      throw ValidationError("A master key is needed: --master-key-file, or \(Self.masterKeyVariable).")
    }
    do {
      return try TerminalKey(HexText.bytes(text) ?? [], mac == .sm4 ? .sm4 : .tripleDES)
    } catch { throw ValidationError("The master key must be 32 hex characters (48 for a triple key).") }
  }

  private func parsedTPDU() throws -> TPDU? {
    if tpdu == "none" { return nil }
    guard let parsed = TPDU(HexText.bytes(tpdu) ?? []), parsed.id == 0x60 else {
      throw ValidationError("--tpdu must be 10 hex characters that begin with 60, or none.")
    }
    return parsed
  }

  private func parsedHeader() throws -> Header {
    if header == "none" { return .none }
    guard let parsed = Header(HexText.bytes(header) ?? []), !parsed.isEmpty else {
      throw ValidationError("--header must be 12 hex characters, or none.")
    }
    return parsed
  }
}

extension MACAlgorithm: ExpressibleByArgument {}
