import Coalition
import DatabaseTesting
import HTTPTypes
import HummingbirdTesting
import Ledger
import Testing

@testable import Consoles

/// The books: now, as of a day, account by account and posting by posting.
@Suite(.database) struct LedgerFlowTests {
  @Test func `the books of a day that passed stay, and link to accounts and postings`() async throws {
    try await TestConsole.open { console in
      try await console.earn(12_000, key: "a")
      console.clock.advance(seconds: 2 * 86_400)
      try await console.earn(5_000, key: "b")
      try await console.spend(20, key: "s")
      let cookies = try await console.signIn()
      let now = try await console.get("/operator/ledger", cookies).text
      #expect(now.contains(">170<") && now.contains("Balanced"))
      let then = try await console.get("/operator/ledger?program=TB&day=2026-03-02", cookies).text
      #expect(then.contains(">120<") && !then.contains(">170<") && then.contains("At the end of 2026-03-02"))
      let names = console.coalition.publicIDs
      let account = "issuer.\(names.text(console.program.asset)).\(names.text(console.merchant.id))"
      #expect(now.contains("/operator/ledger/accounts/\(account)"))
      let list = try await console.get("/operator/ledger/accounts?kind=issuer", cookies).text
      #expect(list.contains(account) && list.contains("-170") && !list.contains("Wallets"))
      let page = try await console.get("/operator/ledger/accounts/\(account)", cookies).text
      #expect(page.contains("-170") && page.contains("-120") && page.contains("-50"))
      let file = try await console.get("/operator/ledger/accounts/\(account)/postings.csv", cookies)
      #expect(file.status == .ok && file.text.split(separator: "\r\n").count == 3)
      let accounts = try await console.get("/operator/ledger/accounts.csv?program=TB", cookies)
      #expect(accounts.text.contains("TB,") && accounts.text.contains(",-170"))
      for wrong in ["issuer", "available.\(names.text(console.program.asset)).", "issuer.prg_x.mch_y"] {
        #expect(try await console.get("/operator/ledger/accounts/\(wrong)", cookies).status == .notFound)
      }
    }
  }

  @Test func `whoever may not see the books sees no account of them`() async throws {
    try await TestConsole.open { console in
      try await console.earn(12_000, key: "a")
      _ = try await console.coalition.createUser(
        UserDraft(login: "desk", name: "Desk", password: TestConsole.password, roles: .service), by: .system)
      let cookies = try await console.signIn("desk")
      let names = console.coalition.publicIDs
      let account = "issuer.\(names.text(console.program.asset)).\(names.text(console.merchant.id))"
      let page = try await console.get("/operator/ledger/accounts/\(account)", cookies)
      #expect(page.status == .forbidden)
      #expect(try await console.get("/operator/ledger/accounts.csv", cookies).status == .forbidden)
      let list = try await console.get("/operator/ledger/accounts", cookies).text
      #expect(list.contains("You may not see this") && !list.contains("-120"))
    }
  }
}
