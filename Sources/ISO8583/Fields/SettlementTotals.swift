/// Field 48 of a settlement (0500, 0510): 62 digits, the same 31 for domestic and for foreign cards.
package struct SettlementTotals: Hashable, Sendable {
  /// Debits are purchases and completions (kinds 22, 20, 24), credits refunds and voids (25, 23, 21).
  package struct Side: Hashable, Sendable {
    /// In the smallest unit of money, n12.
    package var debitAmount = 0
    /// n3.
    package var debitCount = 0
    package var creditAmount = 0
    package var creditCount = 0
    /// n1, zero in a request.
    package var resultCode = 0

    package init(debitAmount: Int = 0, debitCount: Int = 0, creditAmount: Int = 0, creditCount: Int = 0) {
      self.debitAmount = debitAmount
      self.debitCount = debitCount
      self.creditAmount = creditAmount
      self.creditCount = creditCount
    }

    package var result: Result? {
      get { Result(rawValue: resultCode) }
      set { resultCode = newValue?.rawValue ?? 0 }
    }
  }

  /// What the host found.
  package enum Result: Int, Hashable, Sendable, CaseIterable {
    case balanced = 1
    case unbalanced = 2
    case error = 3
  }

  package var domestic: Side
  package var foreign: Side

  package init(domestic: Side, foreign: Side = Side()) {
    self.domestic = domestic
    self.foreign = foreign
  }

  package init(_ content: some Collection<UInt8>) throws(MessageError) {
    var digits = DigitReader(content, field: 48)
    domestic = try Self.side(&digits)
    foreign = try Self.side(&digits)
    try digits.end()
  }

  private static func side(_ digits: inout DigitReader) throws(MessageError) -> Side {
    var side = Side()
    side.debitAmount = try digits.number(12)
    side.debitCount = try digits.number(3)
    side.creditAmount = try digits.number(12)
    side.creditCount = try digits.number(3)
    side.resultCode = try digits.number(1)
    return side
  }

  package var encoded: [UInt8] {
    var output: [UInt8] = []
    for side in [domestic, foreign] {
      output.append(side.debitAmount, digits: 12)
      output.append(side.debitCount, digits: 3)
      output.append(side.creditAmount, digits: 12)
      output.append(side.creditCount, digits: 3)
      output.append(side.resultCode, digits: 1)
    }
    return output
  }
}
