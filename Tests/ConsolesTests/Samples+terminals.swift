@testable import Consoles

extension Sample {
  static func terminalRow(_ index: Int, _ readiness: ShownReadiness? = nil) -> TerminalRow {
    let readinesses = ShownReadiness.allCases
    let readiness = readiness ?? readinesses[index % readinesses.count]
    return TerminalRow(
      id: "trm_01K9ZQ4T7M3V8X2C5B\(index)", number: "1000000\(index)", acceptor: "898440359980011",
      code: "T<\(index)>", merchantName: Faked.shops[index % 3].0, storeName: Faked.shops[index % 3].1,
      readiness: readiness, signedInAt: readiness == .signedIn ? Faked.ago(minutes: 30) : nil,
      cashier: readiness == .signedIn ? "01 <b>" : "", seenAt: index == 2 ? nil : Faked.ago(minutes: 2),
      batch: "00001\(index)")
  }

  private static func side(_ minorUnits: Int64, _ count: Int64) -> TerminalPage.Side {
    TerminalPage.Side(money: ShownMoney(minorUnits, "CNY"), count: count)
  }

  private static let batches: [TerminalPage.BatchRow] = [
    .init(
      number: "000017", settledAt: Faked.ago(days: 1), state: .uploaded,
      claimed: .init(debit: side(128_050, 12), credit: side(5_000, 1)),
      counted: .init(debit: side(118_050, 11), credit: side(5_000, 1)), differences: 2),
    .init(
      number: "000016", settledAt: Faked.ago(days: 2), state: .unbalanced,
      claimed: .init(debit: side(1, 1), credit: side(0, 0)),
      counted: .init(debit: side(0, 0), credit: side(0, 0)), differences: 0),
    .init(
      number: "000015", settledAt: Faked.ago(days: 3), state: .balanced,
      claimed: .init(debit: side(0, 0), credit: side(987_654_321, 812)),
      counted: .init(debit: side(0, 0), credit: side(987_654_321, 812)), differences: 0),
  ]

  private static func terminal(
    _ readiness: ShownReadiness, _ entry: TerminalPage.KeyEntry = .notBegun, isBusy: Bool = true,
    mayChange: Bool = true, fault: (part: TerminalPage.Part, text: String)? = nil
  ) -> TerminalPage {
    var page = TerminalPage(
      row: terminalRow(0, readiness), isMerchantActive: readiness != .signedOut,
      checkValue: readiness == .keyMissing ? nil : "2284A82A", keyEntry: entry,
      day: ShownDay(daysSince1970: 20_514),
      today: isBusy
        ? .loaded([
          .init(name: "Earn", count: 41, money: ShownMoney(1_204_318, "CNY"), points: ShownPoints(12_043)),
          .init(name: "Spend", count: 7, money: ShownMoney(61_804, "CNY"), points: ShownPoints(309_020)),
        ]) : .loaded([]),
      batches: isBusy ? .loaded(batches) : .failed(requestID: "req_01K9ZQ"),
      parameters: .init(
        mac: .sm4,
        kinds: [
          .init(value: "earn", name: "Earn", isAllowed: true),
          .init(value: "spend", name: "Spend <b>", isAllowed: false),
        ],
        adviceLimit: "20000.00", batchAdviceLimit: "\"><b>", replyTexts: true),
      rights: .init(changes: mayChange, entersKeys: mayChange))
    page.fault = fault
    return page
  }

  static let terminals: [Sample] = [
    Sample(
      "terminals",
      TerminalsPage(
        query: ListQuery(), terminals: .loaded(Batch((0..<8).map { terminalRow($0) }, next: "n")))),
    Sample("terminals-first", TerminalsPage(query: ListQuery(), terminals: .loaded(Batch([])))),
    Sample("terminals-none", TerminalsPage(query: Faked.query, terminals: .loaded(Batch([])))),
    Sample("terminals-failed", TerminalsPage(query: ListQuery(), terminals: .failed(requestID: "req_1"))),
    Sample("terminal-new", NewTerminalPage()),
    Sample(
      "terminal-new-fault",
      NewTerminalPage(
        draft: .init(merchant: "ONE <b>", store: "\"><b>", code: "T1", acceptor: "1", number: "2", mac: .sm4),
        fault: .init(field: "acceptor", text: "A merchant number has <15> characters."))),
    Sample("terminal-new-no", NewTerminalPage(mayRegister: false)),
    Sample("terminal", terminal(.signedIn)),
    Sample("terminal-key", terminal(.keyMissing, isBusy: false)),
    Sample("terminal-waiting", terminal(.keyMissing, .waitsForAnother(since: Faked.now))),
    Sample("terminal-second", terminal(.signedOut, .waitsForViewer(person: "Wang <b>", since: Faked.now))),
    Sample("terminal-off", terminal(.disabled, mayChange: false)),
    Sample("terminal-fault", terminal(.signedIn, fault: (.key, "Another <check> value."))),
    Sample("terminal-limits", terminal(.signedIn, fault: (.parameters, "Limits <fit> one another."))),
  ]
}
