import HTTPAPI
import Ledger

/// Points of a whole scenario, counted from its transactions' entries.
struct SimulationTotals {
  private var earned: Points = 0
  private var spent: Points = 0
  private var refunded: Points = 0
  private var forfeited: Points = 0
  private var extended: Points = 0
  private var clawedBack: Points = 0
  private var clawedIntoDebt: Points = 0
  private var expired: Points = 0
  private var refused: Int64 = 0

  private struct LotName: Hashable {
    var wallet: Int64
    var number: Int32
  }

  private struct UsedLot {
    var name: LotName
    var left: Points
  }

  /// When each lot ends, and what of each spend was not given back yet: a refund's entries alone do not tell
  /// what
  /// went to ended lots, because debt is repaid from anything.
  private var ends: [LotName: Instant] = [:]
  private var spends: [TransactionID: [UsedLot]] = [:]

  /// Counts a transaction that was decided now, not one that came again.
  mutating func count(_ transaction: Transaction, isExtended: Bool) {
    if transaction.refusal != nil {
      refused += 1
      return
    }
    for opening in transaction.openings {
      ends[LotName(wallet: opening.wallet.rawValue, number: opening.number)] = opening.expiresAt
    }
    switch transaction.kind {
    case .earn: earned += transaction.amount
    case .spend:
      spent += transaction.amount
      spends[transaction.id] = transaction.entries.filter { $0.lot != 0 }.map {
        UsedLot(name: LotName(wallet: $0.account.owner, number: $0.lot), left: -$0.amount)
      }
    case .refund: countRefund(transaction, isExtended: isExtended)
    case .expire: expired += transaction.amount
    default: break
    }
  }

  private mutating func countRefund(_ transaction: Transaction, isExtended: Bool) {
    guard var used = spends[transaction.original] else {
      clawedBack += transaction.amount
      clawedIntoDebt += -transaction.sum(of: .debt)
      return
    }
    refunded += transaction.amount
    forfeited += transaction.sum(of: .breakage)
    var left = transaction.amount
    for index in used.indices.reversed() {
      let part = min(left, used[index].left)
      left -= part
      used[index].left -= part
      if isExtended, let end = ends[used[index].name], end <= transaction.at { extended += part }
    }
    spends[transaction.original] = used
  }

  var json: JSON {
    [
      "earned": .integer(earned.units), "spent": .integer(spent.units), "refunded": .integer(refunded.units),
      "forfeited": .integer(forfeited.units), "extended": .integer(extended.units),
      "clawed_back": .integer(clawedBack.units), "clawed_into_debt": .integer(clawedIntoDebt.units),
      "expired": .integer(expired.units), "refused": .integer(refused),
    ]
  }
}

extension Transaction {
  /// The sum of the entries on accounts of one kind.
  func sum(of kind: AccountKind) -> Points {
    entries.reduce(0) { $1.account.kind == kind ? $0 + $1.amount : $0 }
  }
}
