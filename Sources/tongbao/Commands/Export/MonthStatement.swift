import Ledger
import Loyalty

/// What moved in every wallet of one asset in every month, added up from the journal.
struct MonthStatement {
  /// One wallet in one month; all amounts in points.
  struct Month {
    /// Months since year 0.
    var number: Int
    var earned: Int64 = 0
    var spent: Int64 = 0
    var refunded: Int64 = 0
    var clawedBack: Int64 = 0
    var expired: Int64 = 0
    /// Changes within the month while adding up; what stands at its end once given out.
    var balance: Int64 = 0
    var debt: Int64 = 0

    var line: String {
      let (year, month) = (number / 12, number % 12 + 1)
      let name =
        String(repeating: "0", count: max(0, 4 - String(year).count)) + "\(year)-" + (month < 10 ? "0" : "")
      return "\(name)\(month),\(earned),\(spent),\(refunded),\(clawedBack),\(expired),\(balance),\(debt)"
    }
  }

  private let asset: AssetID
  private let zone: Zone
  private var wallets: [MemberID: [Month]] = [:]

  init(asset: AssetID, zone: Zone) {
    self.asset = asset
    self.zone = zone
  }

  mutating func add(_ transaction: Transaction) {
    guard transaction.refusal == nil else { return }
    for touch in transaction.touches where touch.key.asset == asset {
      let entries = transaction.entries.filter { $0.account.asset == asset }
      add(entries, of: touch.wallet, member: touch.key.member, at: transaction.at)
    }
  }

  /// Where the other side of the points stands tells what they were: an issuer's account gave them, a
  /// merchant's took
  /// them, breakage swallowed them. What is left came from, or went to, another wallet or the operator.
  private mutating func add(_ entries: [Entry], of wallet: WalletID, member: MemberID, at moment: Instant) {
    var (lying, owed, issued, taken, broken) = (Int64(0), Int64(0), Int64(0), Int64(0), Int64(0))
    for entry in entries {
      let amount = entry.amount.units
      switch entry.account.kind {
      case .available, .pending, .held: if entry.account.owner == wallet.rawValue { lying += amount }
      case .debt: if entry.account.owner == wallet.rawValue { owed += amount }
      case .issuer: issued -= amount
      case .acceptor: taken += amount
      case .breakage: broken += amount
      case .fees, .exchange, .adjustment, .float, .vouchersOutstanding: break
      }
    }
    let other = lying + owed - (issued - taken - broken)
    guard lying != 0 || owed != 0 || issued != 0 || taken != 0 || broken != 0 else { return }
    let date = zone.date(at: moment)
    let number = date.year * 12 + date.month - 1
    var months = wallets.removeValue(forKey: member) ?? []
    // Journals run forward in time but for imports, so the place is nearly always the last.
    var index = months.endIndex
    while index > 0, months[index - 1].number > number { index -= 1 }
    if index == 0 || months[index - 1].number != number {
      months.insert(Month(number: number), at: index)
    } else {
      index -= 1
    }
    months[index].earned += max(issued, 0) + max(other, 0)
    months[index].clawedBack += max(-issued, 0)
    months[index].spent += max(taken, 0) + max(-other, 0)
    months[index].refunded += max(-taken, 0)
    months[index].expired += broken
    months[index].balance += lying
    months[index].debt += owed
    wallets[member] = months
  }

  /// Gives every member's months in order, balances and debts as of the month's end.
  func forEachMonth(_ body: (MemberID, Month) -> Void) {
    for (member, months) in wallets.sorted(by: { $0.key < $1.key }) {
      var (balance, debt) = (Int64(0), Int64(0))
      for var month in months {
        balance += month.balance
        debt += month.debt
        month.balance = balance
        month.debt = debt
        body(member, month)
      }
    }
  }
}
