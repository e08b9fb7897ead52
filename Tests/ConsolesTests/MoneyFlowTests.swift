import DatabaseTesting
import Foundation
import HTTPTypes
import HummingbirdTesting
import Ledger
import Loyalty
import Storage
import Testing

@testable import Coalition
@testable import Consoles

/// The books in money by the pages of finance people.
@Suite(.database) struct MoneyFlowTests {
  /// Terms that two people agreed on, a day with a purchase of 500.00 that is settled, and its 7.30 paid.
  private static func open(
    _ test: @Sendable @escaping (TestDesk, Settlement) async throws -> Void
  ) async throws {
    try await TestDesk.open { desk in
      let (console, coalition) = (desk.console, desk.console.coalition)
      let terms = SettlementTerms(
        issuePrice: PointPrice(100, perPoints: 500), commission: Commission(share: 125),
        givingFee: TransactionFee(fixed: 5))
      let program = try await coalition.universalProgram()
      let (one, two) = (try await person("one", coalition), try await person("two", coalition))
      let proposed = try await coalition.propose(
        .settlementTerms(
          SettlementProposal(
            terms, of: console.merchant.id, in: program.asset, from: BusinessDay(daysSince1970: 0))),
        reason: "contract", by: one)
      _ = try await coalition.approve(proposed.id, by: two) { try await coalition.execute($0) }
      try await desk.earn(500_00, in: desk.stores[0], key: "e")
      console.clock.advance(seconds: 86_400)
      _ = try await coalition.runClearing()
      let made = try #require(try await coalition.settlements(SettlementQuery(), by: .system).items.first)
      try await test(desk, made)
    }
  }

  /// As nobody should.
  private static func change(_ desk: TestDesk, _ statement: SQL) async throws {
    try await desk.console.coalition.database.write { try $0.execute(statement) }
  }

  private static func person(_ login: String, _ coalition: Coalition) async throws -> Principal {
    try await coalition.createUser(
      UserDraft(login: login, name: login, password: TestConsole.password, roles: .administrator),
      by: .system
    ).principal
  }

  private static func pay(_ made: Settlement, _ desk: TestDesk, _ reference: String = "BANK-7") async throws {
    let (coalition, clock) = (desk.console.coalition, desk.console.clock)
    let (one, two) = (
      try await person("reviews", coalition), try await person("approves", coalition)
    )
    _ = try await coalition.reviewSettlement(made.id, by: one)
    _ = try await coalition.approveSettlement(made.id, by: two)
    _ = try await coalition.paySettlement(
      made.id, reference: reference, on: coalition.settings.calendar.businessDay(of: clock.clock.now()),
      by: two)
  }

  @Test func `a day stands in the trial balance, and each account leads to its entries`() async throws {
    try await Self.open { desk, made in
      try await Self.pay(made, desk)
      let cookies = try await desk.console.signIn()
      let page = try await desk.console.get("/operator/money", cookies).text
      for text in ["1002 Bank", "7.30", "605101 Commission", "6.25", "220501", "agrees", "Closed through"] {
        #expect(page.contains(text), "\(text)")
      }
      let journal = try await desk.console.get("/operator/money/journal?account=1002", cookies).text
      #expect(journal.contains("BANK-7") && journal.contains("/operator/settlements/" + desk.text(made.id)))
      #expect(!journal.contains("605101 Commission</td>"))
      let own = try await desk.console.get(
        "/operator/money/journal?settlement=" + desk.text(made.id), cookies
      ).text
      #expect(own.contains("Day closed") && own.contains("Settled") && own.contains("Paid"))
      for query in [
        "?day=2020-01-01", "/journal?merchant=NONE", "/journal?from=2030-01-01&to=2020-01-01",
        "/journal?settlement=stl_none", "/journal?account=7&kind=x", "/journal?after=none",
      ] {
        #expect(try await desk.console.get("/operator/money" + query, cookies).status == .ok, "\(query)")
      }
    }
  }

  @Test func `a year's income stands by month and merchant, and what is unpaid by its age`() async throws {
    try await Self.open { desk, made in
      let cookies = try await desk.console.signIn()
      let income = try await desk.console.get("/operator/money/income", cookies).text
      #expect(income.contains("Commission") && income.contains("6.25") && income.contains("<svg"))
      #expect(income.contains("Harbour &lt;Coffee") && !income.contains("Campaigns"))
      let one = "/operator/money/income?merchant=" + desk.text(desk.console.merchant.id)
      #expect(try await desk.console.get(one, cookies).text.contains("All merchants"))
      let none = try await desk.console.get("/operator/money/income?year=2001", cookies).text
      #expect(none.contains("No income in this year"))
      #expect(
        try await desk.console.get("/operator/money/income?year=99999999999&currency=XXX", cookies).status
          == .ok)
      desk.console.clock.advance(seconds: 40 * 86_400)
      let late = try await desk.console.signIn()
      let ageing = try await desk.console.get("/operator/money/ageing", late).text
      #expect(ageing.contains("7.30") && ageing.contains("31–60 days overdue"))
      try await Self.pay(made, desk)
      #expect(try await desk.console.get("/operator/money/ageing", late).text.contains("Nothing is unpaid"))
    }
  }

  @Test func `the journal's lines are a file whose columns are fixed`() async throws {
    try await Self.open { desk, made in
      try await Self.pay(made, desk)
      let cookies = try await desk.console.signIn()
      let file = try await desk.console.get("/operator/journal-lines.csv", cookies).text
      let rows = file.replacing("\u{FEFF}", with: "").split(separator: "\r\n").map(String.init)
      #expect(
        rows.first == "entry,line,day,value_day,kind,account,account_name,debit,credit,currency,party,"
          + "party_name,program,settlement,note")
      // The head; the day, its settlement and the payment.
      #expect(rows.count == 9)
      let paid = try #require(rows.last { $0.contains(",1002,") })
      #expect(paid.contains(",paid,1002,Bank,7.30,0.00,CNY,") && paid.hasSuffix(",BANK-7"))
      let sums = rows.dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
      // From the end, as names of accounts hold commas.
      func sum(fromEnd column: Int) -> Int {
        sums.reduce(0) { $0 + (Int($1[$1.endIndex - column].filter { $0 != "." }) ?? 0) }
      }
      #expect(sum(fromEnd: 8) == sum(fromEnd: 7) && sum(fromEnd: 7) == 730 * 3)
      let sheet = try await desk.console.get("/operator/journal-lines.xlsx?account=1002", cookies)
      #expect(sheet.status == .ok && sheet.text.contains("xl/workbook.xml"))
      let reader = try await desk.console.signIn("reader")
      #expect(try await desk.console.get("/operator/journal-lines.csv", reader).status == .ok)
    }
  }
  @Test func `a note that a spreadsheet would run is text in the file`() async throws {
    try await Self.open { desk, made in
      try await Self.pay(made, desk, "=HYPERLINK(A1)")
      let cookies = try await desk.console.signIn()
      let file = try await desk.console.get("/operator/journal-lines.csv?kind=paid", cookies).text
      let rows = file.split(separator: "\r\n").dropFirst()
      #expect(rows.count == 2 && rows.allSatisfy { $0.hasSuffix(",'=HYPERLINK(A1)") }, "\(rows)")
      let sheet = try await desk.console.get("/operator/journal-lines.xlsx?kind=paid", cookies)
      #expect(sheet.status == .ok && !sheet.text.contains("<f>"))
    }
  }

  @Test func `books that are being written or do not agree say so in the reader's words`() async throws {
    try await Self.open { desk, _ in
      let cookies = try await desk.console.signIn()
      try await Self.change(desk, "DELETE FROM money_day")
      let written = try await desk.console.get("/operator/money", cookies).text
      #expect(written.contains("The books are being written: 0 of 1 closed days"))
      #expect(!written.contains("agrees."))
      try await Self.change(desk, "INSERT INTO money_day SELECT day, closed_at FROM clearing_day")
      try await Self.change(desk, "UPDATE money_balance SET debit = debit + 5 WHERE account = 112202")
      let off = try await desk.console.get("/operator/money", cookies).text
      #expect(off.contains("The books do not agree") && off.contains("112202 "))
      #expect(off.contains("Harbour &lt;Coffee") && off.contains("comes to") && off.contains("7.30"))
      let chinese = try await desk.console.get(
        "/operator/money", cookies + "; tb_language=zh-Hans"
      ).text
      #expect(chinese.contains("按明细应为") && !chinese.contains("comes to"))
    }
  }
}
