import Foundation
import PointsTerminal
import TerminalCrypto

/// One till of a load: a terminal's numbers and key, and a member who buys there.
struct LoadTill: Codable, Sendable {
  var terminalID: String
  var merchantID: String
  /// In hex; 16 bytes of triple DES.
  var masterKey: String
  var card: String
  var pin: String

  func terminal() throws -> Terminal {
    let key = try TerminalKey(HexText.bytes(masterKey) ?? [], .tripleDES)
    return Terminal(try TerminalSettings(terminal: terminalID, merchant: merchantID, masterKey: key))
  }

  /// One line of JSON a till, its names as `access.json` has them.
  static func read(path: String) throws -> [LoadTill] {
    let lines = try LineReader(path: path)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .custom { keys in
      // terminal_id is terminalID here.
      let words = keys[keys.count - 1].stringValue.split(separator: "_")
      let name = words.dropFirst().reduce(String(words.first ?? "")) {
        $0 + ($1 == "id" ? "ID" : $1.capitalized)
      }
      return Name(stringValue: name)
    }
    var tills: [LoadTill] = []
    while let line = try lines.line() {
      if !line.isEmpty { tills.append(try decoder.decode(LoadTill.self, from: Data(line))) }
    }
    return tills
  }

  private struct Name: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
