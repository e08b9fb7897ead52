internal import Ledger
internal import Loyalty

/// What a transaction gave by rules beside the base rate, to be compared with what was claimed for it.
struct GivenBonuses {
  private let wallet: WalletKey
  private var points: [UInt32: Points] = [:]
  /// More rules counted than its explanation has room for: what is not in it was given as claimed.
  private var isPartOfIt = false

  /// Of a refused one nothing.
  init(_ transaction: Ledger.Transaction) {
    wallet = transaction.subject
    guard transaction.refusal == nil,
      let explanation = Particulars(packed: transaction.context.explanation)?.explanation
    else { return }
    for part in explanation.parts where part.rule != EarningRules.baseRate && part.points > 0 {
      points[part.rule, default: 0] += part.points
    }
    isPartOfIt =
      explanation.omitted > 0 && explanation.parts.reduce(0) { $0 + $1.points } < explanation.points
  }

  /// What of it a claim stands for; each rule's once.
  mutating func take(_ claim: BonusClaim) -> Points {
    guard wallet == WalletKey(member: claim.member, asset: claim.asset) else { return 0 }
    if let given = points[claim.rule] {
      points[claim.rule] = 0
      return given
    }
    return isPartOfIt ? claim.points : 0
  }
}
