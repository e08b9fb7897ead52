internal import Ledger
internal import Loyalty

/// What taking back cost a merchant, and would have under other terms.
struct PreviewedReturns {
  /// What a return costs beside what comes back of what it undoes, from the merchant's side.
  struct Fee {
    var charged: Int64 = 0
    var looked: Int64 = 0
  }

  /// What a return moved, as whatever undoes it says it with the other sign.
  private struct Moved: Hashable {
    let root: TransactionID
    let role: ClearingRole
    let points: Points
    let sale: Int64
  }

  private let terms: SettlementTerms
  private let agreed: [SettlementAgreement]
  private var fees: [Moved: [Fee]] = [:]

  /// - Parameter agreed: all versions in force, the latest first.
  init(_ terms: SettlementTerms, agreed: [SettlementAgreement]) {
    self.terms = terms
    self.agreed = agreed
  }

  /// The fees of a line that undoes another. A return of a purchase costs by the terms of its day; what
  /// undoes a return gives back what that cost, where the return is of the days that are looked at.
  mutating func fee(of line: ClearingLine) -> Fee {
    // Undoing a second time moves nothing, and costs nothing.
    if line.points == 0, line.sale == 0 { return Fee() }
    if line.kind == .reversal {
      let moved = Moved(
        root: line.reverses, role: line.key.role, points: -line.points, sale: -line.sale)
      let fee = fees[moved]?.popLast() ?? Fee()
      return Fee(charged: -fee.charged, looked: -fee.looked)
    }
    func fee(_ terms: SettlementTerms) -> Int64 {
      -terms.returnFee(
        line.key.role, points: -line.points, sale: -line.sale, ChargedAct(line.kind, on: line.channel))
    }
    let inForce = agreed.first { $0.from <= line.day }?.terms ?? .none
    let made = Fee(charged: fee(inForce), looked: fee(terms))
    let moved = Moved(root: line.reverses, role: line.key.role, points: line.points, sale: line.sale)
    fees[moved, default: []].append(made)
    return made
  }
}
