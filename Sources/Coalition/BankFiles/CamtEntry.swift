internal import Ledger

/// A `TxDtls`, as far as it was read.
struct CamtDetail {
  var endToEnd = ""
  var bankReference = ""
  var amount = ""
  var currency = ""
  var indicator = ""
  var debtor = ""
  var creditor = ""
  var structured = ""
  var words: [String] = []
  var isReturn = false
}

/// An `Ntry`, as far as it was read. Several transactions that were booked in one sum are a line each.
struct CamtEntry {
  var details: [CamtDetail] = []
  /// Of the text.
  var line = 0
  private var amount = ""
  private var currency = ""
  private var indicator = ""
  private var isReversal = false
  private var status = ""
  private var day = ""
  private var bankReference = ""
  private var words = ""

  static func sign(_ indicator: String) -> Int64? {
    switch indicator {
    case "CRDT": 1
    case "DBIT": -1
    default: nil
    }
  }

  /// Takes the text of an element by its place below `Ntry`.
  mutating func take(_ value: String, _ attribute: String, at place: String) {
    switch place {
    case "Amt": (amount, currency) = (value, attribute)
    case "CdtDbtInd": indicator = value
    case "RvslInd": isReversal = value == "true" || value == "1"
    case "Sts", "Sts/Cd": if !value.isEmpty { status = value }
    case "BookgDt/Dt", "BookgDt/DtTm": day = value
    case "AcctSvcrRef": bankReference = value.oneLine(56)
    case "AddtlNtryInf": words = value
    default:
      if place.hasPrefix("NtryDtls/TxDtls/"), !details.isEmpty {
        details[details.count - 1].take(value, attribute, at: String(place.dropFirst(16)))
      }
    }
  }

  /// The lines of it; none where it is not booked.
  func finished() throws(BankFileRefusal.Reason) -> [BankEntry] {
    guard status == "BOOK" else { return [] }
    guard currency.isCurrency else { throw .currency }
    guard let units = BankAmount.units(amount, of: currency) else { throw .amount }
    guard let sign = Self.sign(indicator) else { throw .direction }
    guard let day = BusinessDay(bankDate: day) else { throw .day }
    // Banks book sums of nothing, as for what costs nothing.
    if units == 0 { return [] }
    let whole = BankEntry(
      day: day, amount: sign * units, currency: currency, bankReference: bankReference,
      purpose: words.oneLine(500), isReturn: isReversal, line: line)
    guard details.count > 1 else {
      var entry = whole
      if let detail = details.first { detail.fill(&entry) }
      return [entry]
    }
    return try parts(of: whole)
  }

  /// A line for each transaction of a sum; all are told, or the sum says nothing about any.
  private func parts(of whole: BankEntry) throws(BankFileRefusal.Reason) -> [BankEntry] {
    if details.allSatisfy({ $0.amount.isEmpty }) { return [whole] }
    var parts: [BankEntry] = []
    for (index, detail) in details.enumerated() {
      // In another currency than the account's it is what was asked for, not what was booked.
      guard detail.currency == whole.currency else { throw .currency }
      guard let units = BankAmount.units(detail.amount, of: detail.currency), units > 0 else {
        throw .amount
      }
      guard let sign = Self.sign(detail.indicator.isEmpty ? indicator : detail.indicator) else {
        throw .direction
      }
      var part = whole
      part.amount = sign * units
      detail.fill(&part)
      if detail.bankReference.isEmpty, !whole.bankReference.isEmpty {
        part.bankReference = whole.bankReference + "/\(index + 1)"
      }
      parts.append(part)
    }
    guard parts.reduce(0, { $0 + $1.amount }) == whole.amount else { throw .sums }
    return parts
  }
}

extension CamtDetail {
  fileprivate mutating func take(_ value: String, _ attribute: String, at place: String) {
    switch place {
    case "Refs/EndToEndId": endToEnd = value == "NOTPROVIDED" ? "" : value
    case "Refs/AcctSvcrRef": bankReference = value.oneLine(64)
    case "Amt": (amount, currency) = (value, attribute)
    case "AmtDtls/TxAmt/Amt": if amount.isEmpty { (amount, currency) = (value, attribute) }
    case "CdtDbtInd": indicator = value
    case "RltdPties/Dbtr/Nm", "RltdPties/Dbtr/Pty/Nm": debtor = value
    case "RltdPties/Cdtr/Nm", "RltdPties/Cdtr/Pty/Nm": creditor = value
    case "RmtInf/Ustrd", "AddtlTxInf": if words.count < 20 { words.append(value) }
    case "RmtInf/Strd/CdtrRefInf/Ref": structured = value
    default: break
    }
  }

  fileprivate func fill(_ entry: inout BankEntry) {
    entry.reference = (endToEnd.isEmpty ? structured : endToEnd).oneLine(64)
    if !bankReference.isEmpty { entry.bankReference = bankReference }
    entry.isReturn = entry.isReturn || isReturn
    // A return goes the other way than what it undoes, and so do its debtor and creditor.
    let other = (entry.amount > 0) != entry.isReturn ? debtor : creditor
    entry.counterparty = (other.isEmpty ? debtor + creditor : other).oneLine(200)
    entry.purpose = (words + [structured, entry.purpose]).filter { !$0.isEmpty }
      .joined(separator: " ").oneLine(500)
  }
}
