import Ledger
import Testing

@testable import Coalition

struct JudgeBankLineTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let about: String
    var amount: Int64 = 7_30
    var currency = "CNY"
    var day: Int32 = 105
    var isReturn = false
    var state = Settlement.State.approved
    var isBanked = false
    let result: BankLine.Result
    var testDescription: String { about }
  }

  /// A settlement of −7.30 for days 90…100, due on day 101, noted as paid on day 104 where it is paid.
  @Test(arguments: [
    Row(about: "fits", result: .paid),
    Row(about: "fits on the last day", day: 161, result: .paid),
    Row(about: "another currency", currency: "USD", result: .currencyDiffers),
    Row(
      about: "currency before amount", amount: 1, currency: "USD", result: .currencyDiffers),
    Row(about: "went out", amount: -7_30, result: .wrongDirection),
    Row(about: "a fen too much", amount: 7_31, result: .amountDiffers),
    Row(about: "before the last day is over", day: 100, result: .dateDiffers),
    Row(about: "long after", day: 162, result: .dateDiffers),
    Row(about: "only calculated", state: .calculated, result: .notApproved),
    Row(about: "only reviewed", state: .reviewed, result: .notApproved),
    Row(about: "held back", state: .onHold, result: .notApproved),
    Row(about: "disputed", state: .disputed, result: .notApproved),
    Row(about: "noted as paid", state: .paid, result: .confirmed),
    Row(about: "noted as paid ten days before", day: 114, state: .paid, result: .confirmed),
    Row(about: "noted as paid eleven days before", day: 115, state: .paid, result: .dateDiffers),
    Row(about: "paid by another line", state: .paid, isBanked: true, result: .duplicated),
    Row(about: "came back", amount: -7_30, isReturn: true, state: .paid, isBanked: true, result: .returned),
    Row(about: "came back, never paid", amount: -7_30, isReturn: true, result: .missingHere),
    Row(about: "came back the same way", isReturn: true, state: .paid, result: .wrongDirection),
    Row(about: "came back in part", amount: -7_00, isReturn: true, state: .paid, result: .amountDiffers),
    Row(
      about: "came back before it went", amount: -7_30, day: 103, isReturn: true, state: .paid,
      result: .dateDiffers),
  ])
  func `a line is judged by currency, direction, amount, state and day`(row: Row) {
    func day(_ number: Int32) -> BusinessDay { BusinessDay(daysSince1970: number) }
    var figures = SettlementFigures()
    figures.issueCost = -7_30
    let settlement = Settlement(
      id: SettlementID(1), merchant: MerchantID(2), asset: AssetID(3), currency: "CNY",
      days: day(90)...day(100), figures: figures, carried: 0, dueDay: day(101), state: row.state,
      reviewer: .none, approver: .none, bankReference: "", paidOn: row.state == .paid ? day(104) : nil,
      createdAt: .distantPast, updatedAt: .distantPast)
    let entry = BankEntry(
      day: day(row.day), amount: row.amount, currency: row.currency, isReturn: row.isReturn)
    #expect(
      BankLine.judge(entry, SettlementClaim(settlement: settlement, isBanked: row.isBanked)) == row.result)
  }
}
