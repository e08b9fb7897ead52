@testable import Consoles

extension Sample {
  private static func row(_ index: Int, isDone: Bool = true) -> BankFilesPage.Row {
    BankFilesPage.Row(
      id: "bkf_01K9ZQ4T7M3V8X2C5B\(index)", name: "march-<\(index)>.xml", form: "camt.053", isDone: isDone,
      lines: 1_204, receivedAt: Faked.ago(days: Int64(index)))
  }

  private static func bankLine(_ index: Int) -> BankFilePage.Line {
    let results = ShownBankResult.allCases
    return BankFilePage.Line(
      number: index + 1, day: ShownDay(daysSince1970: 20_514),
      money: ShownMoney(index.isMultiple(of: 2) ? 1_234_567 : -730, "CNY"),
      counterparty: "Harbour <Coffee> Company Limited", reference: "stl-01k9zq4t7m3v8x2c <b>",
      result: results[index % results.count],
      settlement: index % 3 == 0 || index == 6 ? "stl_01K9ZQ4T7M3V8X2C" : nil,
      caseID: index > 5 ? "cas_01K9ZQ4T7M3V8X2C" : nil)
  }

  private static func bankPage(
    isDone: Bool, _ lines: Loaded<[BankFilePage.Line]>, mayDecide: Bool = true, fault: String? = nil
  ) -> BankFilePage {
    var page = BankFilePage(
      row: row(1, isDone: isDone), sha256: String(repeating: "9f", count: 32),
      statements: [
        .init(
          account: "DE89370400440532013000", days: "2026-03-03 \u{2013} 2026-03-04",
          opening: ShownMoney(100_00, "CNY"), closing: ShownMoney(-153_30, "CNY")),
        .init(account: "62220 <b>", days: "2026-03-04", opening: nil, closing: nil),
      ], counts: ShownBankResult.allCases.map { ($0, 12) }, lines: lines, next: isDone ? 200 : nil,
      isOfDifferences: isDone, mayDecide: mayDecide)
    if fault != nil { page.typed = ("7", "stl_<b>") }
    page.fault = fault
    return page
  }

  static let bank: [Sample] = [
    Sample(
      "bank-files",
      BankFilesPage(
        query: ListQuery(), files: .loaded(Batch((0..<5).map { row($0, isDone: $0 > 0) }, next: "n")),
        ages: .loaded([3, 0, 12, 1]), fault: "Refused as a whole, at line <7>.")),
    Sample(
      "bank-files-first",
      BankFilesPage(
        query: ListQuery(), files: .loaded(Batch([])), ages: .loaded([0, 0, 0, 0]), maySend: false)),
    Sample(
      "bank-files-failed",
      BankFilesPage(
        query: ListQuery(), files: .failed(requestID: "req_1"), ages: .forbidden(right: "reports.read"))),
    Sample(
      "bank-file", bankPage(isDone: true, .loaded((0..<14).map { bankLine($0) }), fault: "It <differs>.")),
    Sample("bank-file-waiting", bankPage(isDone: false, .loaded([]))),
    Sample(
      "bank-file-read", bankPage(isDone: true, .loaded((0..<14).map { bankLine($0) }), mayDecide: false)),
  ]
}
