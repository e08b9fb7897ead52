internal import Crypto
internal import Ledger
internal import Loyalty

/// A bank's file as it was understood: all of it, or none.
struct BankFileContent: Sendable, Hashable {
  var form: BankFile.Form
  var statements: [BankStatement] = []
  /// In the file's order.
  var entries: [BankEntry] = []

  /// Reads a file of either form; which, its first character says.
  ///
  /// A file that is not understood to its last line is refused as a whole: half a bank statement would show
  /// money as missing that is there.
  /// - Throws: ``BankFileRefusal/malformed(line:_:)``.
  init(reading bytes: [UInt8]) throws(BankFileRefusal) {
    guard 1...BankFile.mostBytes ~= bytes.count else { throw .malformed(line: 0, .size) }
    guard String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0) else {
      throw .malformed(line: 0, .encoding)
    }
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    let first = text.first { !($0 == 0x20 || 0x09...0x0D ~= $0) }
    let isXML = first == UInt8(ascii: "<")
    self = isXML ? try CamtReader.read(Array(text)) : try BankCSV.read(bytes)
    nameEntries()
  }

  init(form: BankFile.Form) { self.form = form }

  /// Gives every entry its name within its account: the bank's reference, or where there is none a digest of
  /// what it says. Of several that say the same, the second is another booking than the first.
  ///
  /// Many banks book a return under the reference of the payment that it undoes, so its name has a mark that
  /// no reference can have, two blanks and an R; a reference that has no room for it loses its end, and is at
  /// worst a difference to look at.
  private mutating func nameEntries() {
    var count: [String: Int] = [:]
    for index in entries.indices {
      let entry = entries[index]
      guard entry.bankReference.isEmpty else {
        entries[index].key = entry.isReturn ? entry.bankReference.beginning(61) + "  R" : entry.bankReference
        continue
      }
      let said = [
        entry.account, String(entry.day.daysSince1970), String(entry.amount), entry.currency, entry.reference,
        entry.counterparty, entry.purpose, entry.isReturn ? "1" : "0",
      ].joined(separator: "\u{1F}")
      let number = count[said, default: 0] + 1
      count[said] = number
      let digest = Array(SHA256.hash(data: Array("\(said)\u{1F}\(number)".utf8)))
      entries[index].key = "sha256:" + String(digest.hexDigits.prefix(40))
    }
  }
}

/// Money as files write it.
enum BankAmount {
  /// The largest amount and balance, in the smallest unit: an opening balance and ``BankFile/mostLines`` of
  /// it are about 10^18, and 64 bits hold nine times as much.
  static let largest: Int64 = 100_000_000_000_000

  /// `1234.5` of a currency in its smallest unit; nil for signs, blanks, more places than the currency has
  /// but for zeros (ISO 20022 ActiveOrHistoricCurrencyAndAmount: 18 digits, 5 of them places), or too much.
  static func units(_ text: String, of currency: String) -> Int64? {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard 1...2 ~= parts.count, let whole = parts.first, 1...18 ~= whole.count else { return nil }
    let places = decimalPlaces(ofCurrency: currency)
    var fraction = parts.count == 2 ? Array(parts[1]) : []
    guard parts.count == 1 || 1...5 ~= fraction.count else { return nil }
    while fraction.count < places { fraction.append(UInt8(ascii: "0")) }
    guard fraction.dropFirst(places).allSatisfy({ $0 == UInt8(ascii: "0") }) else { return nil }
    var units: Int64 = 0
    for digit in Array(whole) + fraction.prefix(places) {
      guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= digit, units <= largest else { return nil }
      units = units * 10 + Int64(digit - UInt8(ascii: "0"))
    }
    return units <= largest ? units : nil
  }
}

extension String {
  /// In one line, blanks as one, at most so many code points.
  func oneLine(_ most: Int) -> String {
    split { $0.isWhitespace || $0.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F } }
      .joined(separator: " ").beginning(most)
  }
}

extension BusinessDay {
  /// A date as `2026-03-04`, whatever stands behind it: the bank's own day, not ours. Nil before 1990 and
  /// after 2200.
  init?(bankDate text: String) {
    guard let date = CivilDate(String(text.prefix(10))), 1990...2200 ~= date.year else { return nil }
    self.init(daysSince1970: Int32(clamping: date.daysSince1970))
  }
}
