internal import Ledger
internal import Loyalty

/// What taking back would have cost a merchant under other terms.
struct PreviewedReturns {
  /// What a line undid, as whatever undoes that in turn says it.
  private struct Undone: Hashable {
    let root: TransactionID
    let role: ClearingRole
    let points: Points
    let sale: Int64
  }

  private let terms: SettlementTerms
  private var fees: [Undone: [Int64]] = [:]

  init(_ terms: SettlementTerms) { self.terms = terms }

  /// The fee of a line that undoes another, from the merchant's side.
  /// - Parameter root: the line that is undone in the end. What goes the same way as it undoes a return.
  mutating func fee(of line: ClearingLine, undoing root: ClearedOriginal) -> Int64 {
    func undone(_ sign: Int64) -> Undone {
      Undone(
        root: line.reverses, role: line.key.role, points: sign < 0 ? -line.points : line.points,
        sale: sign * line.sale)
    }
    let (moved, whole) =
      line.points == 0 ? (line.sale, root.sale) : (line.points.units, root.points.units)
    // Undoing a second time moves nothing, and costs nothing.
    if moved == 0 { return 0 }
    if moved.signum() == whole.signum() { return -(fees[undone(1)]?.popLast() ?? 0) }
    // It undoes the first transaction, which had no such fee.
    if line.kind == .reversal { return 0 }
    let fee = -terms.returnFee(
      line.key.role, points: -line.points, sale: -line.sale, ChargedAct(line.kind, on: line.channel))
    fees[undone(-1), default: []].append(fee)
    return fee
  }
}
