/// A price and what a member's discount takes off it, in the smallest unit of money: n12 each.
///
/// Ours: the value of field 62's tag FF4B in an earn, and what stands behind points and cash in the answers.
package struct PriceDiscount: Hashable, Codable, Sendable {
  /// Before the discount.
  package var gross: Int
  package var off: Int

  package init(gross: Int, off: Int) {
    self.gross = gross
    self.off = off
  }

  package init(_ content: some Collection<UInt8>) throws(MessageError) {
    var digits = DigitReader(content, field: 62)
    gross = try digits.number(12)
    off = try digits.number(12)
    try digits.end()
  }

  package var net: Int { gross - off }

  package var encoded: [UInt8] {
    var output: [UInt8] = []
    output.append(gross, digits: 12)
    output.append(off, digits: 12)
    return output
  }
}

extension PointsResult {
  /// What was taken off, where the host says so.
  package var discount: PriceDiscount? {
    // A host may put something else there.
    try? PriceDiscount(rest)
  }
}
