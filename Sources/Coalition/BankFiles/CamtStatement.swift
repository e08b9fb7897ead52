internal import Ledger

/// A balance of a statement, as far as it was read.
struct CamtBalance {
  var code = ""
  var amount = ""
  var currency = ""
  var indicator = ""
  var day = ""
  /// Of a part of the day or of a page: no balance of the statement's.
  var hasSubType = false
}

/// A `Stmt`, as far as it was read.
struct CamtStatement {
  static let place = ["Document", "BkToCstmrStmt", "Stmt"]

  var entries: [BankEntry] = []
  var balance = CamtBalance()
  private var name = ""
  private var account = ""
  private var currency = ""
  private var from = ""
  private var to = ""
  private var opening: (units: Int64, currency: String)?
  private var closing: (units: Int64, currency: String, day: String)?

  /// Takes the text of an element by its place below `Stmt`.
  mutating func take(
    _ value: String, _ attribute: String, at place: String
  ) throws(BankFileRefusal.Reason) {
    switch place {
    case "Id": name = value.oneLine(64)
    case "Acct/Id/IBAN", "Acct/Id/Othr/Id": if account.isEmpty { account = value }
    case "Acct/Ccy": currency = value
    case "FrToDt/FrDtTm": from = value
    case "FrToDt/ToDtTm": to = value
    case "Bal/Tp/CdOrPrtry/Cd": balance.code = value
    case "Bal/Tp/SubTp/Cd", "Bal/Tp/SubTp/Prtry": balance.hasSubType = true
    case "Bal/Amt": (balance.amount, balance.currency) = (value, attribute)
    case "Bal/CdtDbtInd": balance.indicator = value
    case "Bal/Dt/Dt", "Bal/Dt/DtTm": balance.day = value
    case "Bal": try takeBalance()
    default: break
    }
  }

  private mutating func takeBalance() throws(BankFileRefusal.Reason) {
    let isOpening = balance.code == "OPBD" || balance.code == "PRCD" && opening == nil
    guard isOpening || balance.code == "CLBD", !balance.hasSubType else { return }
    guard balance.currency.isCurrency else { throw .currency }
    guard let units = BankAmount.units(balance.amount, of: balance.currency) else { throw .amount }
    guard let sign = CamtEntry.sign(balance.indicator) else { throw .direction }
    if isOpening {
      opening = (sign * units, balance.currency)
    } else {
      closing = (sign * units, balance.currency, balance.day)
    }
  }

  /// The whole of it: whose, of which days, and whether its balances bear out what was booked.
  mutating func finished() throws(BankFileRefusal.Reason) -> BankStatement {
    guard 1...64 ~= account.unicodeScalars.count else { throw .account }
    let known = [currency, closing?.currency ?? "", opening?.currency ?? "", entries.first?.currency ?? ""]
    guard let currency = known.first(where: { !$0.isEmpty }), currency.isCurrency else { throw .currency }
    for index in entries.indices { entries[index].account = account }
    if let opening, let closing {
      // What was booked in another currency has no place in an account's balance, and was understood wrongly.
      guard opening.currency == closing.currency,
        entries.allSatisfy({ $0.currency == closing.currency }),
        entries.reduce(opening.units, { $0 + $1.amount }) == closing.units
      else { throw .sums }
    }
    return BankStatement(
      name: name, account: account, currency: currency, days: try days(), opening: opening?.units,
      closing: closing?.units)
  }

  /// Of the period, or of the closing balance, or of what was booked.
  private func days() throws(BankFileRefusal.Reason) -> ClosedRange<BusinessDay> {
    let booked = entries.map(\.day)
    let closed = closing.flatMap { BusinessDay(bankDate: $0.day) }
    var days: ClosedRange<BusinessDay>?
    if let first = BusinessDay(bankDate: from), let last = BusinessDay(bankDate: to) {
      guard first <= last else { throw .day }
      days = first...last
    } else if let closed {
      days = closed...closed
    }
    let all = booked + (days.map { [$0.lowerBound, $0.upperBound] } ?? [])
    guard let first = all.min(), let last = all.max() else { throw .day }
    return first...last
  }
}
