@testable import Consoles

extension Sample {
  private static func account(_ code: Int64, _ name: String) -> ShownAccount {
    ShownAccount(code: code, name: name, kind: "Asset <b>", about: "What <it> holds.")
  }

  private static let chart = [
    account(1_002, "Bank"), account(112_201, "Merchants <open>"), account(605_101, "Commission"),
  ]

  private static let balance = MoneyBalancePage.Balance(
    first: ShownDay(daysSince1970: 20_513),
    currencies: [
      MoneyBalancePage.Currency(
        currency: "CNY",
        lines: [
          MoneyBalancePage.Line(account: chart[0], opening: 0, debit: 1_234_567, credit: 4_567),
          MoneyBalancePage.Line(account: chart[2], opening: -1_000, debit: 0, credit: 1_229_000),
        ])
    ], closedThrough: ShownDay(daysSince1970: 20_518), faults: [])

  private static func money(_ balance: Loaded<MoneyBalancePage.Balance>) -> MoneyBalancePage {
    MoneyBalancePage(
      query: ListQuery(), day: ShownDay(daysSince1970: 20_519), balance: balance, chart: chart)
  }

  private static var doubtful: MoneyBalancePage.Balance {
    MoneyBalancePage.Balance(
      first: balance.first, currencies: balance.currencies, closedThrough: nil,
      faults: ["Account 112201 has 1 with <party> 7."])
  }

  private static var written: MoneyBalancePage.Balance {
    MoneyBalancePage.Balance(
      first: balance.first, currencies: balance.currencies, closedThrough: nil, faults: [],
      written: (1_234, 5_678))
  }

  private static func journal(_ lines: Loaded<Batch<MoneyJournalPage.Line>>) -> MoneyJournalPage {
    MoneyJournalPage(
      query: ListQuery(), kinds: [("cleared", "Day closed"), ("paid", "Paid <it>")], accounts: chart,
      lines: lines)
  }

  private static let entries: [MoneyJournalPage.Line] = (1...4).flatMap { entry(Int64($0)) }

  /// An entry's two lines; every other one is a settlement's.
  private static func entry(_ number: Int64) -> [MoneyJournalPage.Line] {
    let isEven = number.isMultiple(of: 2)
    let head = MoneyJournalPage.Head(
      day: ShownDay(daysSince1970: 20_519), valueDay: isEven ? ShownDay(daysSince1970: 20_516) : nil,
      kind: "Paid <b>", party: "Harbour <Coffee>", program: "Tongbao", settlement: isEven ? "stl_1" : nil,
      note: "B<1>")
    let money = ShownMoney(123_456, "CNY")
    return [
      MoneyJournalPage.Line(entry: number, head: head, account: chart[0], money: money, isDebit: true),
      MoneyJournalPage.Line(entry: number, head: nil, account: chart[1], money: money, isDebit: false),
    ]
  }

  private static func income(
    _ shown: Loaded<MoneyIncomePage.Year>, merchant: (id: String, name: String)? = nil
  ) -> MoneyIncomePage {
    MoneyIncomePage(
      year: 2026, hasLater: true, currency: "CNY", currencies: ["CNY", "HKD"], merchant: merchant,
      shown: shown)
  }

  private static let year = MoneyIncomePage.Year(
    columns: ["Points", "Commission <b>", "Campaigns"],
    months: (1...12).map {
      MoneyIncomePage.Row(name: "2026-\($0)", money: [Int64($0) * 10_000, 4_500, Int64(-$0) * 100])
    },
    merchants: [
      MoneyIncomePage.Row(name: "Harbour <Coffee>", merchant: "mch_1", money: [780_000, 54_000, 0]),
      MoneyIncomePage.Row(name: "3 others", money: [0, 0, -7_800]),
    ], incomes: (1...12).map { Int64($0) * 14_500 }, costs: (1...12).map { Int64($0) * 100 })

  private static let aged = MoneyAgeingPage.Currency(
    currency: "CNY",
    receivable: [
      MoneyAgeingPage.Row(
        merchant: "Harbour <Coffee>", id: "mch_1", money: [100, 200_000, 0, 0, 5], stopped: 200_000),
      MoneyAgeingPage.Row(merchant: "3 others", id: nil, money: [1, 2, 3, 4, 5], stopped: 0),
    ], payable: [], owed: [101, 200_002, 3, 4, 10], due: [0, 0, 0, 0, 0])

  static let money: [Sample] = [
    Sample("money", money(.loaded(balance))), Sample("money-doubtful", money(.loaded(doubtful))),
    Sample("money-being-written", money(.loaded(written))),
    Sample(
      "money-first",
      money(
        .loaded(
          MoneyBalancePage.Balance(first: balance.first, currencies: [], closedThrough: nil, faults: [])))),
    Sample("money-failed", money(.failed(requestID: "req_1"))),
    Sample("money-journal", journal(.loaded(Batch(entries, next: "7")))),
    Sample("money-journal-first", journal(.loaded(Batch([])))),
    Sample("money-income", income(.loaded(year))),
    Sample("money-income-one", income(.loaded(year), merchant: ("mch_1", "Harbour <Coffee>"))),
    Sample(
      "money-income-none",
      income(
        .loaded(MoneyIncomePage.Year(columns: [], months: [], merchants: [], incomes: [], costs: [])))),
    Sample("money-ageing", MoneyAgeingPage(currencies: .loaded([aged]))),
    Sample("money-ageing-none", MoneyAgeingPage(currencies: .loaded([]))),
  ]
}
