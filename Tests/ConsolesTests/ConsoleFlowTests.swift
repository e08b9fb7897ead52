import Coalition
import DatabaseTesting
import HTTPTypes
import HummingbirdTesting
import Ledger
import LedgerStore
import Storage
import Testing

@testable import Consoles

@Suite(.database) struct ConsoleFlowTests {
  @Test func `a platform without a single programme still shows every page`() async throws {
    try await TestConsole.open { console in
      try await console.coalition.database.write { tx in
        try tx.execute("DELETE FROM merchant_program")
        try tx.execute("DELETE FROM program_version")
        try tx.execute("DELETE FROM program_validity")
        try tx.execute("DELETE FROM merchant_terms_version")
        try tx.execute("DELETE FROM program")
      }
      let cookies = try await console.signIn()
      for path in ["", "/members", "/transactions", "/merchants", "/programs", "/ledger"] {
        let page = try await console.get("/operator" + path, cookies)
        #expect(page.status == .ok && !page.text.contains("req_1"), "\(path)")
      }
    }
  }

  @Test func `the dashboard and the books tell what was earned and used`() async throws {
    try await TestConsole.open { console in
      try await console.earn(1_234_567, key: "a")
      try await console.spend(345, key: "b")
      let cookies = try await console.signIn()
      let dashboard = try await console.get("/operator", cookies).text
      for figure in ["12,345", "345", "12,000", "CNY\u{A0}24.00"] {
        #expect(dashboard.contains(">\(figure)<") || dashboard.contains(figure), "\(figure)")
      }
      let ledger = try await console.get("/operator/ledger", cookies).text
      #expect(ledger.contains("Balanced") && ledger.contains("2027-03") && ledger.contains("12,000"))
      let merchants = try await console.get("/operator/merchants", cookies).text
      #expect(merchants.contains("Harbour &lt;Coffee&gt;") && merchants.contains("12,345"))
      #expect(try await console.get("/operator/programs", cookies).text.contains("12,000"))
    }
  }

  @Test func `a member's page has wallet, lots and every movement with its reason`() async throws {
    try await TestConsole.open { console in
      try await console.earn(12_850, key: "a")
      for number in 0..<25 { try await console.spend(1, key: "s\(number)") }
      let cookies = try await console.signIn()
      let path = "/operator/members/" + console.coalition.publicIDs.text(console.member.id)
      let page = try await console.get(path, cookies).text
      #expect(page.contains("2027-03-31") && page.contains("Harbour &lt;Coffee&gt;") && page.contains("103"))
      #expect(page.contains("Spent at Harbour"))
      let older = try #require(page.firstMatch(of: /rel="next" href="([^"]+)"/)?.1)
      let rest = try await console.get(String(older).replacing("&amp;", with: "&"), cookies).text
      #expect(rest.contains("Paid CNY\u{A0}128.50: 1 for every CNY\u{A0}1.00, fractions dropped"))
      #expect(try await console.get("/operator/members/mem_nobody", cookies).status == .notFound)
    }
  }

  @Test func `a transaction's page has its entries, its returns and its place in the chain`() async throws {
    try await TestConsole.open { console in
      let earned = try await console.earn(10_000, key: "a")
      let spent = try await console.spend(40, key: "b")
      _ = try await console.coalition.refund(
        ReturnOrder(spent.transaction.id, .points(15)), key: "r", by: console.till)
      let cookies = try await console.signIn()
      func page(_ id: TransactionID) async throws -> TestResponse {
        try await console.get("/operator/transactions/" + console.coalition.publicIDs.text(id), cookies)
      }
      let spend = try await page(spent.transaction.id).text
      #expect(spend.contains("Partly refunded") && spend.contains("25") && spend.contains("+15"))
      let place = try #require(try await console.ledger.place(of: spent.transaction.id))
      #expect(spend.contains(place.hash.hexadecimal))
      let earn = try await page(earned.transaction.id).text
      #expect(earn.contains("R-a") && earn.contains("Issued") && earn.contains("fractions dropped"))
      #expect(try await page(TransactionID(99)).status == .notFound)
    }
  }

  @Test func `a declined transaction says why in the viewer's language`() async throws {
    try await TestConsole.open { console in
      // The refusal is what is looked at; its error is tested elsewhere.
      _ = try? await console.spend(40, key: "b")
      let cookies = try await console.signIn()
      let list = try await console.get("/operator/transactions", cookies).text
      let id = try #require(list.firstMatch(of: /transactions\/(txn_[0-9A-Z]+)/)?.1)
      let page = try await console.get("/operator/transactions/\(id)", cookies).text
      #expect(page.contains("Declined: Not enough points. Nothing was booked."))
      let booked = try await console.get("/operator/transactions?state=booked", cookies).text
      #expect(!booked.contains("txn_"))
    }
  }

  @Test func `filters and paging live in the address`() async throws {
    try await TestConsole.open { console in
      for number in 0..<25 { try await console.earn(1_000, key: "\(number)") }
      try await console.spend(3, key: "s")
      let cookies = try await console.signIn()
      func count(_ query: String) async throws -> Int {
        try await console.get("/operator/transactions" + query, cookies).text.matches(of: /\/txn_[0-9A-Z]+/)
          .count
      }
      #expect(try await count("") == 20)
      #expect(try await count("?limit=50") == 26)
      #expect(try await count("?kind=spend") == 1)
      #expect(try await count("?q=R-7") == 1)
      #expect(try await count("?q=R-nothing") == 0)
      #expect(try await count("?merchant=SHOP&limit=50") == 26)
      #expect(try await count("?merchant=NONE") == 0)
      #expect(try await count("?member=13800138000&limit=50") == 26)
      #expect(try await count("?from=2026-03-02&to=2026-03-02&limit=50") == 26)
      #expect(try await count("?to=2026-03-01") == 0)
      let first = try await console.get("/operator/transactions", cookies).text
      let next = try #require(first.firstMatch(of: /rel="next" href="([^"]+)"/)?.1)
      let second = try await console.get(String(next), cookies).text
      #expect(second.matches(of: /\/txn_[0-9A-Z]+/).count == 6)
    }
  }

  @Test func `the search field jumps to what an id names`() async throws {
    try await TestConsole.open { console in
      let receipt = try await console.earn(1_000, key: "a")
      let cookies = try await console.signIn()
      let id = console.coalition.publicIDs.text(receipt.transaction.id)
      let jump = try await console.get("/operator/search?q=" + id, cookies)
      #expect(jump.headers[.location] == "/operator/transactions/" + id)
      let members = try await console.get("/operator/members?q=1380013", cookies).text
      #expect(members.contains("mem_"))
      #expect(try await console.get("/operator/members?q=1390013", cookies).text.contains("1390013"))
    }
  }

  @Test func `files open in a spreadsheet, run nothing in it, and are noted in the audit log`() async throws {
    try await TestConsole.open { console in
      try await console.earn(12_850, key: "a")
      try await console.spend(8, key: "b")
      let cookies = try await console.signIn()
      let members = try await console.get("/operator/members.csv", cookies)
      #expect(members.headers[.contentDisposition] == "attachment; filename=\"members.csv\"")
      #expect(members.text.hasPrefix("\u{FEFF}Member ID,"))
      // Full names and numbers leave in bulk only with another person's approval.
      #expect(!members.text.contains("Li Ming") && !members.text.contains("13800138000"))
      #expect(members.text.contains(",120,Active,2026-03-02\r\n"))
      let rows = try await console.get("/operator/transactions.csv?kind=spend", cookies).text
      #expect(rows.split(separator: "\r\n").count == 2)
      #expect(rows.contains(",-8,"))
      let audit = try await console.coalition.database.read { tx in
        try tx.query("SELECT subject FROM audit_log WHERE action = 'export' ORDER BY number") {
          $0[0] as String
        }
      }
      #expect(audit == ["list/members", "list/transactions"])
    }
  }

  @Test func `whoever may not change members sees them masked`() async throws {
    try await TestConsole.open { console in
      let cookies = try await console.signIn("reader")
      let page = try await console.get("/operator/members", cookies).text
      #expect(!page.contains("Li Ming") && !page.contains("13800138000") && page.contains("8000"))
      let file = try await console.get("/operator/members.csv", cookies).text
      #expect(!file.contains("13800138000"))
    }
  }

  @Test func `the ledger is verified when the operator asks`() async throws {
    try await TestConsole.open { console in
      try await console.earn(1_000, key: "a")
      let cookies = try await console.signIn()
      let page = try await console.get("/operator/ledger", cookies).text
      let started = try await console.post("/operator/ledger/verify", "form_token=" + page.formToken, cookies)
      #expect(started.headers[.location] == "/operator/ledger")
      var shown = ""
      for _ in 0..<10_000 where !shown.contains("Checked at") {
        shown = try await console.get("/operator/ledger", cookies).text
      }
      #expect(shown.contains("all 1 transactions agree"))
    }
  }

  @Test func `text cells are quoted as RFC 4180 says`() {
    var csv = CSV()
    csv.add([.text("a,b"), .text("say \"hi\""), .text("two\nlines"), .text("@cmd"), .number("-5"), .text("")])
    #expect(
      String(decoding: csv.bytes, as: UTF8.self) == "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",'@cmd,-5,\r\n")
  }
}
