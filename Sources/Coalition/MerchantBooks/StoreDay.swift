package import Ledger
internal import Storage

/// What moved in a store, or at a merchant altogether, on a business day in one programme.
package struct StoreDay: Sendable, Hashable {
  package let day: BusinessDay
  package var figures = StoreFigures()
}

package struct StoreFigures: Sendable, Hashable {
  /// To members, for purchases and as gifts.
  package var given: Points = 0
  /// From members, as payment.
  package var taken: Points = 0
  /// Of what was taken, given back.
  package var returned: Points = 0
  /// Of what was given, taken back.
  package var reclaimed: Points = 0
  /// Accepted ones.
  package var transactions: Int64 = 0

  package init() {}

  package static func + (left: StoreFigures, right: StoreFigures) -> StoreFigures {
    var sum = left
    sum.given += right.given
    sum.taken += right.taken
    sum.returned += right.returned
    sum.reclaimed += right.reclaimed
    sum.transactions += right.transactions
    return sum
  }
}

extension StoreFigures {
  static let select: SQL = "given, taken, returned, reclaimed, transactions"

  init(_ row: borrowing Row, from first: Int) {
    given = row[first]
    taken = row[first + 1]
    returned = row[first + 2]
    reclaimed = row[first + 3]
    transactions = row[first + 4]
  }

  /// What one accepted transaction moved on its merchant's own accounts.
  init(of transaction: Ledger.Transaction) {
    transactions = 1
    let merchant = transaction.context.merchant.rawValue
    let isReturn = [.refund, .void, .reversal].contains(transaction.kind)
    for entry in transaction.entries where entry.account.owner == merchant {
      switch entry.account.kind {
      case .issuer where isReturn: reclaimed += entry.amount
      case .issuer: given -= entry.amount
      case .acceptor where isReturn: returned -= entry.amount
      case .acceptor: taken += entry.amount
      default: continue
      }
    }
  }
}
