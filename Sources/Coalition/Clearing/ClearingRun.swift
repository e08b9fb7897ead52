package import Ledger

/// What one run of the clearing did, which is nothing where nothing was due.
package struct ClearingRun: Sendable, Hashable {
  /// A settlement that was made.
  package struct Account: Sendable, Hashable {
    /// ISO 4217.
    package let currency: String
    package let figures: SettlementFigures
  }

  /// What the settlements in one currency come to, from the merchants' side.
  package struct Sum: Sendable, Hashable {
    package fileprivate(set) var settlements = 0
    package fileprivate(set) var figures = SettlementFigures()
    /// What the operator is to pay, of the settlements whose net is the merchant's.
    package fileprivate(set) var toPay: Int64 = 0
    /// What merchants are to pay.
    package fileprivate(set) var toReceive: Int64 = 0
  }

  /// How many business days were closed.
  package private(set) var days = 0
  package private(set) var firstDay: BusinessDay?
  package private(set) var lastDay: BusinessDay?
  /// Of the days that were closed.
  package private(set) var lines: Int64 = 0
  /// By currency.
  package private(set) var sums: [String: Sum] = [:]

  /// What does not agree in the books in money; empty as it should be.
  package private(set) var faults: [MoneyFault] = []
  /// The first day that was booked.
  private(set) var firstBooked: BusinessDay?

  package init() {}

  package var settlements: Int { sums.values.reduce(0) { $0 + $1.settlements } }

  mutating func booked(_ day: BusinessDay) { firstBooked = min(firstBooked ?? day, day) }

  /// A fault is told once.
  mutating func found(_ faults: [MoneyFault]) {
    self.faults += faults.filter { !self.faults.contains($0) }
  }

  mutating func closed(_ day: BusinessDay, lines: Int64) {
    booked(day)
    days += 1
    firstDay = min(firstDay ?? day, day)
    lastDay = max(lastDay ?? day, day)
    self.lines += lines
  }

  mutating func made(_ account: Account) {
    var sum = sums[account.currency] ?? Sum()
    let net = account.figures.net
    sum.settlements += 1
    sum.figures = sum.figures + account.figures
    sum.toPay += max(net, 0)
    sum.toReceive += max(-net, 0)
    sums[account.currency] = sum
  }
}

/// What a run of the clearing found in the books at its end.
struct FaultyBooks: Error {
  /// How many days it closed.
  let days: Int
  let faults: [MoneyFault]
}
