import Coalition
import DatabaseTesting
import HTTPTypes
import HummingbirdTesting
import Ledger
import Loyalty
import Testing

@testable import Consoles

/// Terms, settlements and closed days by the pages of both consoles.
@Suite(.database) struct FinanceFlowTests {
  private static let form =
    "program=TB&from=2026-01-01&issue_money=1.00&issue_points=500&moment=given&accept_money=0.90"
    + "&accept_points=500&share=1.25&least=0.50&giving_fixed=0.05&cycle=daily&due=1&reason=contract"

  /// Two people agree on terms by their pages, and a day with one purchase of 500.00 is settled.
  private static func open(
    _ test: @Sendable @escaping (TestDesk, _ settlement: String) async throws -> Void
  ) async throws {
    try await TestDesk.open { desk in
      let console = desk.console
      try await console.addReviewer()
      for login in ["money-one", "money-two"] {
        _ = try await console.coalition.createUser(
          UserDraft(login: login, name: "Mo \(login)", password: TestConsole.password, roles: .finance),
          by: .system)
      }
      let terms = "/operator/settlement-terms/" + desk.text(console.merchant.id)
      let first = try await console.signIn("money-one")
      let page = try await console.get(terms, first)
      #expect(page.text.contains("No settlement terms"))
      let proposed = try await console.post(
        terms, form + "&do=propose&form_token=" + page.text.formToken, first)
      let path = String(try #require(proposed.headers[.location]))
      let second = try await console.signIn("money-two")
      let decision = try await console.get(path, second)
      _ = try await console.post(path + "/approve", "form_token=\(decision.text.formToken)", second)
      #expect(try await console.get(terms, second).text.contains("In force"))
      try await desk.earn(500_00, in: desk.stores[0], key: "e")
      console.clock.advance(seconds: 86_400)
      _ = try await console.coalition.runClearing()
      let made = try await console.coalition.settlements(SettlementQuery(), by: .system).items
      try await test(desk, desk.text(try #require(made.first).id))
    }
  }

  private static func step(
    _ console: TestConsole, _ path: String, _ act: String, _ form: String, _ cookies: String
  ) async throws -> TestResponse {
    let token = try await console.get(path, cookies).text.formToken
    return try await console.post(path + "/" + act, form + "&form_token=" + token, cookies)
  }

  @Test func `a settlement goes through two people to its payment, and each line to its transaction`()
    async throws
  {
    try await Self.open { desk, id in
      let console = desk.console
      let path = "/operator/settlements/" + id
      let first = try await console.signIn("money-one")
      let list = try await console.get(
        "/operator/settlements?merchant=SHOP&program=TB&state=calculated", first)
      #expect(list.text.contains(path) && list.text.contains("Paid by the merchant"))
      #expect(!(try await console.get("/operator/settlements?state=paid", first).text.contains(path)))
      #expect(!(try await console.get("/operator/settlements?day=2020-01-01", first).text.contains(path)))
      let page = try await console.get(path, first).text
      #expect(page.contains("-7.30") && page.contains("add up to the settlement") && page.contains("/review"))
      let lines = try await console.get(path + "/lines?store=" + desk.text(desk.stores[0].id), first).text
      #expect(lines.contains("/operator/transactions/txn_") && lines.contains("-7.30"))
      #expect(
        !(try await console.get(path + "/lines?store=none", first).text.contains("/transactions/txn_")))
      #expect(try await Self.step(console, path, "review", "", first).status == .seeOther)
      let own = try await console.get(path, first).text
      #expect(own.contains("another person has to approve") && !own.contains("/approve\""))
      let refused = try await Self.step(console, path, "approve", "", first)
      #expect(refused.status == .conflict && refused.text.contains("another person has to approve"))
      let second = try await console.signIn("money-two")
      #expect(try await Self.step(console, path, "approve", "", second).status == .seeOther)
      let bare = try await Self.step(console, path, "pay", "reference=&day=2026-03-03", second)
      #expect(bare.status == .conflict && bare.text.contains("at most 64 characters"))
      let late = try await Self.step(console, path, "pay", "reference=B1&day=2099-03-03", second)
      #expect(late.status == .conflict && late.text.contains("value=\"B1\""), "what was typed stays")
      let paid = try await Self.step(console, path, "pay", "reference=B1&day=2026-03-02", second)
      #expect(paid.status == .seeOther)
      let done = try await console.get(path, second).text
      #expect(done.contains("B1") && done.contains("Mo money-one") && !done.contains("/hold\""))
      let reader = try await console.signIn("reader")
      #expect(try await console.get(path, reader).status == .ok)
      #expect(try await Self.step(console, path, "hold", "reason=x", reader).status == .forbidden)
    }
  }

  @Test func `whoever was away proves to be there before a settlement is looked through`() async throws {
    try await Self.open { desk, id in
      let console = desk.console
      let path = "/operator/settlements/" + id
      let first = try await console.signIn("money-one")
      console.clock.advance(seconds: 301)
      let asked = try await Self.step(console, path, "review", "", first)
      #expect(asked.text.contains("name=\"\(ConfirmPage.secretName)\""))
      #expect(try await console.get(path, first).text.contains("Calculated"))
    }
  }

  @Test func `a correction is proposed from the settlement, and once`() async throws {
    try await Self.open { desk, id in
      let console = desk.console
      let path = "/operator/settlements/" + id
      let first = try await console.signIn("money-one")
      for amount in ["0", "x", "", "1.234"] {
        let refused = try await Self.step(console, path, "correct", "amount=\(amount)&reason=a", first)
        #expect(refused.status == .conflict && refused.text.contains("not zero"), "\(amount)")
      }
      let page = try await console.get(path, first).text
      let key = try #require(page.hiddenField("key"))
      let form = "amount=-12.34&reason=fee&key=\(key)&form_token=\(page.formToken)"
      let sent = try await console.post(path + "/correct", form, first)
      let place = try #require(sent.headers[.location])
      #expect(try await console.post(path + "/correct", form, first).headers[.location] == place)
      #expect(try await console.get(place, first).text.contains("-12.34"))
    }
  }

  @Test func `terms are tried on lines before they are proposed, and faults are named`() async throws {
    try await Self.open { desk, _ in
      let console = desk.console
      let terms = "/operator/settlement-terms/" + desk.text(console.merchant.id)
      let first = try await console.signIn("money-one")
      let token = try await console.get(terms, first).text.formToken
      let dearer = Self.form.replacing("issue_money=1.00", with: "issue_money=2.00")
      let days = "&first=2026-03-01&last=2026-03-31&do=preview&form_token=" + token
      let preview = try await console.post(terms, dearer + days, first)
      #expect(preview.status == .ok && preview.text.contains("1 lines"))
      // A price of 2.00 for 500 points instead of 1.00.
      #expect(preview.text.contains("-8.30") && preview.text.contains("-1.00"))
      let used = try await console.post(
        terms, dearer.replacing("moment=given", with: "moment=used") + days, first)
      #expect(used.text.contains("Kept lines do not tell of: Used"))
      for (was, with, text) in [
        ("issue_points=500", "issue_points=", "A price of points is wrong"),
        ("share=1.25", "share=100.01", "The commission is wrong"),
        ("giving_fixed=0.05", "giving_money=1", "A fee is wrong"),
        ("cycle=daily", "cycle=monthly-32", "The cycle"), ("due=1", "due=91", "The cycle"),
        ("program=TB", "program=NONE", "programme"),
      ] {
        let refused = try await console.post(terms, Self.form.replacing(was, with: with) + days, first)
        #expect(refused.status == .unprocessableContent && refused.text.contains(text), "\(with)")
      }
      let long = "&first=2026-01-01&last=2026-12-31&do=preview&form_token=" + token
      #expect(
        try await console.post(terms, Self.form + long, first).text.contains("The days to look at are wrong"))
      let reader = try await console.signIn("reader")
      let other = try await console.get(terms, reader).text
      #expect(!other.contains("name=\"issue_money\""))
      #expect(
        try await console.post(
          terms, Self.form + "&do=propose&form_token=" + other.formToken, reader
        ).status == .forbidden)
    }
  }

  /// From a settlement's page to a day's file and print, and from a line's transaction back.
  private static func followsCuts(
    of path: String, _ page: String, _ console: TestConsole, _ cookies: String
  ) async throws {
    let day = try #require(page.firstMatch(of: /statement\.csv\?day=([0-9-]{10})/)?.1)
    let csv = try await console.get(path + "/statement.csv?day=\(day)", cookies)
    #expect(csv.text.contains("cut,day,\(day)\r\n") && csv.text.contains("total,net,-7.30\r\n"))
    #expect(csv.headers[.contentDisposition]?.contains("-\(day).csv") == true)
    let print = try await console.get(path + "/print?day=\(day)&store=none", cookies).text
    #expect(print.contains("Of no store") && !print.contains("-7.30"))
    for wrong in ["day=2019-01-01", "day=x", "store=str_0"] {
      #expect(try await console.get(path + "/statement.xlsx?" + wrong, cookies).status == .notFound)
    }
    let lines = try await console.get(path + "/lines", cookies).text
    let transaction = try #require(lines.firstMatch(of: /\/[a-z]+\/transactions\/txn_[0-9A-Za-z]+/)?.0)
    #expect(try await console.get(String(transaction), cookies).text.contains("href=\"\(path)\""))
  }

  @Test func `closed days stand by month with the chain's hash`() async throws {
    try await Self.open { desk, _ in
      let console = desk.console
      let cookies = try await console.signIn("money-one")
      let closed = try await console.coalition.closedDays(by: .system)
      let head = try #require(closed.first).head.hexDigits
      let page = try await console.get("/operator/business-days", cookies).text
      #expect(page.contains(head) && page.contains("/operator/settlements?day="))
      #expect(try await console.get("/operator/business-days?month=2020-01", cookies).text.contains("No day"))
      #expect(try await console.get("/operator/business-days?month=x", cookies).status == .ok)
    }
  }

  @Test func `a merchant's people see their own settlement and terms, and those with the right dispute it`()
    async throws
  {
    try await Self.open { desk, id in
      let path = "/merchant/settlements/" + id
      let (console, owner) = (desk.console, try await desk.signIn("accountant"))
      let list = try await console.get("/merchant/settlements", owner)
      #expect(list.text.contains(path) && list.text.contains("Nothing waits to be settled"))
      let page = try await console.get(path, owner).text
      #expect(page.contains("-7.30") && page.contains("/dispute\"") && !page.contains("/review\""))
      #expect(try await console.get(path + "/lines", owner).text.contains("/merchant/transactions/txn_"))
      let csv = try await console.get(path + "/statement.csv", owner)
      #expect(csv.text.contains("total,net,-7.30\r\n"))
      let book = try await console.get(path + "/statement.xlsx", owner)
      #expect(
        book.headers[.contentDisposition]?.contains(".xlsx") == true && book.text.contains("xl/workbook.xml"))
      #expect(try await console.get(path + "/print", owner).text.contains("Settlement summary"))
      try await Self.followsCuts(of: path, page, console, owner)
      let terms = try await console.get("/merchant/settlement-terms", owner).text
      #expect(terms.contains("for 500") && !terms.contains("name=\"issue_money\""))
      let bare = try await Self.step(console, path, "dispute", "reason=+", owner)
      #expect(bare.status == .conflict && bare.text.contains("Give a reason"))
      #expect(
        try await Self.step(console, path, "dispute", "reason=refund+missing", owner).status == .seeOther)
      #expect(try await console.get(path, owner).text.contains("Disputed: refund missing"))
      // A store's people have the day's file of their store, and nothing of the whole.
      let part = path + "/statement.csv?store="
      let manager = try await desk.signIn("manager")
      let own = try await console.get(part + desk.text(desk.stores[0].id), manager).text
      #expect(own.contains("total,net,-7.30"))
      #expect(try await console.get(part + "none", manager).status == .notFound)
      for person in ["manager", "cashier"] {
        let cookies = try await desk.signIn(person)
        let answer = try await console.get(path, cookies)
        #expect([.notFound, .forbidden].contains(answer.status), "\(person)")
      }
    }
  }
}
