/// Field 61: which earlier transaction of this terminal is meant. Trailing parts may be absent.
package struct Field61: Hashable, Sendable {
  /// 61.1, n6.
  package var batch: Int
  /// 61.2, n6.
  package var trace: Int
  /// 61.3, n4: MMDD.
  package var date: Int?
  /// 61.4, n2: how the original was authorised.
  package var authorizationMode: Int?
  /// 61.5, n11: who authorised it, and anything behind.
  package var rest: [UInt8] = []

  package init(batch: Int, trace: Int, date: Int? = nil) {
    self.batch = batch
    self.trace = trace
    self.date = date
  }

  package init(_ content: some Collection<UInt8>) throws(MessageError) {
    var digits = DigitReader(content, field: 61)
    batch = try digits.number(6)
    trace = try digits.number(6)
    date = try digits.optional(4)
    authorizationMode = try digits.optional(2)
    rest = digits.remainder()
    guard rest.allSatisfy(Nibble.isDigit) else { throw MessageError(.field(61), .badDigit) }
  }

  /// Ends before the first part that is absent.
  package var encoded: [UInt8] {
    var output: [UInt8] = []
    output.append(batch, digits: 6)
    output.append(trace, digits: 6)
    guard let date else { return output }
    output.append(date, digits: 4)
    guard let authorizationMode else { return output }
    output.append(authorizationMode, digits: 2)
    return output + rest
  }
}
