internal import Ledger
internal import Storage

extension BankFile {
  static let select: SQL = """
    SELECT id, sha256, name, form, byte_count, state, lines, position, created_at, done_at FROM bank_file 
    """

  init(_ row: borrowing Row) {
    self.init(
      id: row[0], sha256: row[1], name: row[2], form: row[3], bytes: row[4], state: row[5], lines: row[6],
      position: row[7], createdAt: row[8], doneAt: row[9])
  }
}

extension BankLine {
  static let columns = [
    "file_id", "number", "account", "day", "amount", "currency", "reference", "bank_reference",
    "counterparty", "purpose", "is_return", "line_key", "result", "is_first", "settlement_id", "is_standing",
  ]

  static let select: SQL = """
    SELECT number, account, day, amount, currency, reference, bank_reference, counterparty, purpose,
      is_return, line_key, result, settlement_id, case_id, block_id FROM bank_line 
    """

  init(_ row: borrowing Row) {
    self.init(
      number: row[0],
      entry: BankEntry(
        account: row[1], day: BusinessDay(column: row[2]), amount: row[3], currency: row[4],
        reference: row[5], bankReference: row[6], counterparty: row[7], purpose: row[8], isReturn: row[9],
        key: row[10]),
      result: row[11], settlement: row[12], block: row[14], caseID: row[13])
  }
}

extension BankEntry {
  func row(of file: BankFileID, _ number: Int) -> [SQLValue] {
    [
      file.sqlValue, number.sqlValue, account.sqlValue, day.column.sqlValue, amount.sqlValue,
      currency.sqlValue, reference.sqlValue, bankReference.sqlValue, counterparty.sqlValue,
      purpose.sqlValue, isReturn.sqlValue, key.sqlValue, BankLine.Result.pending.sqlValue, false.sqlValue,
      Int64(0).sqlValue, false.sqlValue,
    ]
  }
}

extension BankStatement {
  static let columns = [
    "file_id", "number", "name", "account", "currency", "first_day", "last_day", "opening", "closing",
  ]

  func row(of file: BankFileID, _ number: Int) -> [SQLValue] {
    [
      file.sqlValue, number.sqlValue, name.sqlValue, account.sqlValue, currency.sqlValue,
      days.lowerBound.column.sqlValue, days.upperBound.column.sqlValue, opening.sqlValue, closing.sqlValue,
    ]
  }

  static let select: SQL =
    "SELECT name, account, currency, first_day, last_day, opening, closing FROM bank_statement "

  init(_ row: borrowing Row) {
    self.init(
      name: row[0], account: row[1], currency: row[2],
      days: BusinessDay(column: row[3])...BusinessDay(column: row[4]), opening: row[5], closing: row[6])
  }
}

extension Storage.Transaction {
  func bankFile(_ id: BankFileID) throws -> BankFile? {
    try queryFirst(BankFile.select + "WHERE id = \(id)") { BankFile($0) }
  }
}
