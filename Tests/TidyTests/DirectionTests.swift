import Testing

@Suite struct `Imports point downward` {
  /// The drawing of docs/architecture.md: who may know whom.
  static let mayImport: [String: Set<String>] = [
    "Ledger": [],
    "Loyalty": ["Ledger"],
    "CPostgres": [],
    "CArgon2": [],
    "CZxcvbn": [],
    "CCrypto": [],
    "CQRencode": [],
    "ISO8583": [],
    "TerminalCrypto": ["CCrypto"],
    "TerminalText": [],
    "PointsTerminal": ["ISO8583", "TerminalCrypto"],
    "PostgresClient": ["CPostgres"],
    "Storage": ["PostgresClient"],
    "LedgerStore": ["Ledger", "Storage"],
    "Coalition": ["CArgon2", "CZxcvbn", "Ledger", "LedgerStore", "Loyalty", "Storage", "TerminalCrypto"],
    "HTTPAPI": ["Coalition", "Ledger", "LedgerStore", "Loyalty"],
    "Consoles": ["CQRencode", "CZlib", "Coalition", "Ledger", "LedgerStore", "Loyalty", "TerminalText"],
    "POSGateway": [
      "Coalition", "ISO8583", "Ledger", "LedgerStore", "Loyalty", "TerminalCrypto", "TerminalText",
    ],
    "tongbao": [
      "Coalition", "Consoles", "HTTPAPI", "ISO8583", "Ledger", "LedgerStore", "Loyalty", "POSGateway",
      "Storage",
      "PointsTerminal", "TerminalCrypto", "TerminalText",
    ],
  ]

  /// Libraries that stay behind one wall.
  static let onlyIn: [String: Set<String>] = [
    "GRDB": ["Storage"],
    "GRDBSQLite": ["LedgerStore", "Storage"],
    "Hummingbird": ["Consoles", "HTTPAPI", "tongbao"],
    "ArgumentParser": ["tongbao"],
    "Configuration": ["tongbao"],
    "TOMLKit": ["tongbao"],
  ]

  static let pure: Set = ["ISO8583", "Ledger", "Loyalty"]

  @Test func `every target is in the drawing`() {
    for source in SwiftSource.product {
      #expect(Self.mayImport[source.target] != nil, "\(source.target) stands in no drawing")
    }
  }

  @Test func `a target imports only what lies below it`() {
    for source in SwiftSource.product {
      let allowed = Self.mayImport[source.target] ?? []
      for module in source.imports where Self.mayImport[module] != nil {
        #expect(allowed.contains(module), "\(source.file.path) imports \(module)")
      }
    }
  }

  @Test func `a library stays behind its wall`() {
    for source in SwiftSource.product {
      for module in source.imports {
        guard let targets = Self.onlyIn[module] else { continue }
        #expect(targets.contains(source.target), "\(source.file.path) imports \(module)")
      }
    }
  }

  @Test func `the pure targets import nothing from outside`() {
    for source in SwiftSource.product where Self.pure.contains(source.target) {
      let foreign = source.imports.filter { !Self.pure.contains($0) }
      #expect(foreign.isEmpty, "\(source.file.path) imports \(foreign)")
    }
  }

  @Test(arguments: [
    "Date(", "Date.now", "UUID(", "random(", ".random", "shuffled(", "SystemRandomNumberGenerator", "Task {",
    "Task.", "async ", "await ", "print(", "debugPrint(", "ContinuousClock", "SuspendingClock", "Double",
    "Float",
  ])
  func `the pure targets never fetch time, chance or a thread, nor print`(call: String) {
    for source in SwiftSource.product where Self.pure.contains(source.target) {
      guard source.file.text.contains(call) else { continue }
      for (index, line) in source.code.enumerated() where line.containsWord(call) {
        Issue.record("\(source.file.path):\(index + 1): \(call)")
      }
    }
  }
}

extension String {
  /// Whether the text stands here and is not the tail of a longer name.
  func containsWord(_ word: String) -> Bool {
    var rest = self[...]
    while let found = rest.firstRange(of: word) {
      let before = found.lowerBound > startIndex ? self[index(before: found.lowerBound)] : " "
      if word.hasPrefix(".") || !(before.isLetter || before.isNumber || before == "_") { return true }
      rest = rest[found.upperBound...]
    }
    return false
  }
}
