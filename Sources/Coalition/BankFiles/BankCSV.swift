internal import Ledger

/// A bank's file as CSV, for banks that write no camt.053 and for spreadsheets.
enum BankCSV {
  static let columns = [
    "account", "day", "direction", "amount", "currency", "reference", "bank_reference", "counterparty",
    "purpose", "returned",
  ]

  /// The longest field, in bytes; none that a bank means is so long.
  private static let longestField = 2_000

  /// - Throws: ``BankFileRefusal/malformed(line:_:)``.
  static func read(_ bytes: [UInt8]) throws(BankFileRefusal) -> BankFileContent {
    let reader = CSVReader(bytes: bytes)
    guard let head = try row(reader), head.fields == columns else { throw .malformed(line: 1, .csv) }
    var content = BankFileContent(form: .csv)
    var places: [Place: Int] = [:]
    while let row = try row(reader) {
      guard content.entries.count < BankFile.mostLines else {
        throw .malformed(line: row.line, .tooManyLines)
      }
      let entry = try entry(row)
      content.entries.append(entry)
      let place = Place(account: entry.account, currency: entry.currency)
      if let known = places[place] {
        let days = content.statements[known].days
        content.statements[known].days = min(days.lowerBound, entry.day)...max(days.upperBound, entry.day)
      } else {
        places[place] = content.statements.count
        content.statements.append(
          BankStatement(account: entry.account, currency: entry.currency, days: entry.day...entry.day))
      }
    }
    return content
  }

  private struct Place: Hashable {
    let account: String
    let currency: String
  }

  private static func row(_ reader: CSVReader) throws(BankFileRefusal) -> CSVReader.Row? {
    do { return try reader.row() } catch { throw .malformed(line: error.line, .csv) }
  }

  private static func entry(_ row: CSVReader.Row) throws(BankFileRefusal) -> BankEntry {
    let fields = row.fields
    func fault(_ reason: BankFileRefusal.Reason) -> BankFileRefusal { .malformed(line: row.line, reason) }
    guard fields.count == columns.count, fields.allSatisfy({ $0.utf8.count <= longestField }) else {
      throw fault(.csv)
    }
    let account = fields[0].oneLine(65)
    guard 1...64 ~= account.unicodeScalars.count else { throw fault(.account) }
    guard fields[1].utf8.count == 10, let day = BusinessDay(bankDate: fields[1]) else { throw fault(.day) }
    guard fields[4].isCurrency else { throw fault(.currency) }
    guard let units = BankAmount.units(fields[3], of: fields[4]), units > 0 else { throw fault(.amount) }
    guard fields[2] == "in" || fields[2] == "out" else { throw fault(.direction) }
    guard ["", "no", "yes"].contains(fields[9]) else { throw fault(.direction) }
    return BankEntry(
      account: account, day: day, amount: fields[2] == "in" ? units : -units, currency: fields[4],
      reference: fields[5].oneLine(64), bankReference: fields[6].oneLine(64),
      counterparty: fields[7].oneLine(200), purpose: fields[8].oneLine(500), isReturn: fields[9] == "yes",
      line: row.line)
  }
}
