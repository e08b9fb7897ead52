/// What was already too long when its rule came. A number here may only fall: when the file gets shorter, the
/// test asks for the new number, and at the limit for the line to go. Nothing may be added.
enum Ratchet {
  /// Lines of a file, over ``Limits/fileLines``.
  static let files: [String: Int] = [:]
  /// Lines of the longest function of a file, over ``Limits/functionLines``.
  static let functions: [String: Int] = [:]
  /// How many lines of a file are wider than ``Limits/columns``.
  static let wideLines: [String: Int] = [
    "Sources/Coalition/Programs/CreateProgram.swift": 1,
    "Sources/Coalition/Programs/MerchantTerms.swift": 1,
    "Sources/LedgerStore/SQLite/JournalReader.swift": 2,
    "Sources/LedgerStore/SQLite/LedgerFolder.swift": 1,
    "Tests/CoalitionTests/Approvals/ApprovalTests.swift": 1,
    "Tests/HTTPAPITests/FirstStepsTests.swift": 1,
    "Tests/LedgerTests/Random/Step+spelled.swift": 5,
    "Tests/Peers/test_import.py": 2,
  ]
}

enum Limits {
  static let fileLines = 400
  static let testFileLines = 800
  /// Files that are one table from end to end.
  static let tables: Set = ["Sources/HTTPAPI/Problems/ErrorCode+texts.swift"]
  static let functionLines = 70
  static let columns = 110
  static let fileBytes = 300_000
}
