import Coalition
import Ledger
import Loyalty

extension Schema<Int64> {
  /// In the smallest unit of the currency beside it.
  fileprivate static var money: Schema { .integer(Int.min...Int.max) }
  fileprivate static var account: Schema {
    Schema<Int64>.integer(1...999_999).described("A code of the chart of accounts; docs/guide/books.md.")
  }
}

extension Schema<MoneyTrialBalance> {
  static var moneyBalance: Schema {
    .reply(
      "MoneyTrialBalance",
      .constant("object", "money_trial_balance"),
      .always("from", .day) { Int64($0.days.lowerBound.daysSince1970) },
      .always("through", .day) { Int64($0.days.upperBound.daysSince1970) },
      .maybe(
        "closed_through", Schema<Int64>.day.described("What is booked through this day stays as it is.")
      ) { $0.closedThrough.map { Int64($0.daysSince1970) } },
      .always(
        "state",
        Schema<String>.choice(MoneyTrialBalance.State.allCases.map(\.rawValue)).described(
          "`proven`: debits are credits and all positions agree. `being_written`: closed days are not booked "
            + "yet, and balances are without them. `not_proven`: something does not agree.")
      ) { $0.state.rawValue },
      .always("closed_days", .integer()) { $0.closed },
      .always("booked_days", .integer()) { $0.booked },
      .always("accounts", .array(of: .moneyAccount, 0...10_000)) { $0.balances })
  }
}

extension Schema<MoneyBalance> {
  fileprivate static var moneyAccount: Schema {
    .reply(
      "MoneyAccountBalance",
      .always("account", .account) { $0.account.rawValue },
      .always("currency", .text(3...3)) { $0.currency },
      .always("opening", Schema<Int64>.integer(Int.min...Int.max).described("Debits are above none.")) {
        $0.opening
      },
      .always("debit", .money) { $0.debit }, .always("credit", .money) { $0.credit },
      .always("closing", .money) { $0.closing })
  }
}

private struct MoneyLine: Sendable {
  let account: MoneyAccount
  let debit: Int64
  let credit: Int64
}

extension Schema<Shown<BookedEntry>> {
  static var moneyEntry: Schema {
    .reply(
      "MoneyEntry",
      .constant("object", "money_entry"),
      .always("number", .integer(1...Int.max)) { $0.entry.id },
      .always("day", .day) { Int64($0.entry.day.daysSince1970) },
      .always("value_day", Schema<Int64>.day.described("When it happened, as the bank's day of a payment.")) {
        Int64($0.entry.valueDay.daysSince1970)
      },
      .always("kind", Schema<String>.choice(MoneyEntry.Kind.allCases.map(\.name))) { $0.entry.kind.name },
      .maybe("merchant", .id("mch")) { $0.entry.party.rawValue > 0 ? $0.text($0.entry.party) : nil },
      .always("program", .id("prg")) { $0.text($0.entry.asset) },
      .always("currency", .text(3...3)) { $0.entry.currency },
      .maybe("settlement", .id("stl")) { booked in booked.settlement.map { booked.text($0) } },
      .maybe(
        "note",
        Schema<String>.text(1...200).described("Of a payment the bank's reference, of a correction why.")
      ) { $0.note.isEmpty ? nil : $0.note },
      .always("lines", .array(of: .moneyLine, 1...100)) { booked in
        booked.lines.map { MoneyLine(account: $0.account, debit: $0.debit, credit: $0.credit) }
      })
  }
}

extension Schema<MoneyLine> {
  fileprivate static var moneyLine: Schema {
    .reply(
      "MoneyLine",
      .always("account", .account) { $0.account.rawValue },
      .always("debit", .money) { $0.debit }, .always("credit", .money) { $0.credit })
  }
}

extension Schema<[MonthlyIncome]> {
  static var moneyIncome: Schema { .array(of: .month, 0...100_000) }
}

extension Schema<MonthlyIncome> {
  fileprivate static var month: Schema {
    .reply(
      "MonthlyIncome",
      .constant("object", "monthly_income"),
      .always("account", .account) { $0.account.rawValue },
      .always("month", .text(7...7)) { $0.month.text ?? "" },
      .always("currency", .text(3...3)) { $0.currency },
      .always("money", Schema<Int64>.integer(Int.min...Int.max).described("Cost is below none.")) { $0.money }
    )
  }
}

extension Schema<Shown<AgedPosition>> {
  static var aged: Schema {
    func sums(_ age: DueAge) -> (@Sendable (Shown<AgedPosition>) -> Int64) {
      { ($0.receivable[age] ?? 0) - ($0.payable[age] ?? 0) }
    }
    return .reply(
      "AgedPosition",
      .constant("object", "aged_position"),
      .always("merchant", .id("mch")) { $0.text($0.merchant) },
      .always("currency", .text(3...3)) { $0.currency },
      .always("receivable", Schema<Int64>.integer(0...Int.max).described("What the merchant is to pay.")) {
        $0.owed
      },
      .always("payable", Schema<Int64>.integer(0...Int.max).described("What the operator is to pay.")) {
        $0.due
      },
      .always(
        "not_due",
        Schema<Int64>.integer(Int.min...Int.max).described("Receivable less payable, as those that follow."),
        sums(.notDue)),
      .always("overdue_to_30", .money, sums(.days30)), .always("overdue_to_60", .money, sums(.days60)),
      .always("overdue_to_90", .money, sums(.days90)), .always("overdue_above_90", .money, sums(.over90)),
      .always("settlements", .integer()) { $0.settlements })
  }
}
