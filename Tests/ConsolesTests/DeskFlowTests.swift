import Coalition
import DatabaseTesting
import Foundation
import HTTPTypes
import HummingbirdTesting
import Ledger
import LedgerStore
import Storage
import Testing

@testable import Consoles

/// A merchant with two stores, a person of each role, and another merchant whose things are none of theirs.
struct TestDesk {
  let console: TestConsole
  let stores: [Store]
  let terminal: Terminal
  let foreign: Foreign

  /// What belongs to another merchant, by its public names.
  struct Foreign {
    let merchant: MerchantID
    let store: String
    let terminal: String
    let person: String
    let key: String
    let transaction: String
    let member: String
  }

  static func open(_ test: @Sendable @escaping (TestDesk) async throws -> Void) async throws {
    try await TestConsole.open { console in try await test(try await furnish(console)) }
  }

  private static func furnish(_ console: TestConsole) async throws -> TestDesk {
    let coalition = console.coalition
    let own = console.merchant.id
    let first = try await coalition.createStore(of: own, code: "S1", name: "Pier 3", by: .system)
    let second = try await coalition.createStore(of: own, code: "S2", name: "Hill", by: .system)
    let terminal = try await coalition.createTerminal(in: first.id, code: "W1", kind: .seat, by: .system)
    for (login, roles, stores) in [
      ("owner", Role.merchantOwner, [StoreID]()), ("manager", .merchantLead, [first.id]),
      ("cashier", .cashier, [first.id]), ("accountant", .merchantFinance, []),
    ] {
      _ = try await coalition.createUser(
        UserDraft(
          login: login, name: "Person \(login)", password: TestConsole.password, roles: roles, merchant: own,
          stores: Set(stores)), by: .system)
    }
    return TestDesk(
      console: console, stores: [first, second], terminal: terminal,
      foreign: try await makeForeign(console))
  }

  private static func makeForeign(_ console: TestConsole) async throws -> Foreign {
    let coalition = console.coalition
    let ids = coalition.publicIDs
    let other = try await coalition.createMerchant(code: "RIVAL", names: Names("Rival"), by: .system)
    try await coalition.setTerms(
      MerchantTerms(
        merchant: other.id, asset: console.program.asset, earning: EarnTerms(1, perMinorUnits: 100)),
      by: .system)
    let store = try await coalition.createStore(of: other.id, code: "R1", name: "Rival Street", by: .system)
    let terminal = try await coalition.createTerminal(in: store.id, code: "R1", kind: .seat, by: .system)
    let person = try await coalition.createUser(
      UserDraft(
        login: "rival", name: "Rival Person", password: TestConsole.password, roles: .merchantOwner,
        merchant: other.id), by: .system)
    let key = try await coalition.createAPIKey(APIKeyDraft("rival key", for: other.id), by: .system)
    let stranger = try await coalition.createMember(
      MemberDraft(.phone("13900139000"), name: "Stranger"), by: .system)
    let till = Principal(
      kind: .merchant, merchant: other.id, scopes: .merchantMost,
      actor: Actor(kind: .key, id: 77, answerable: 76), isLoginProof: true)
    let sale = try await coalition.earn(
      EarnOrder(member: .id(stranger.id), .purchase(Money(minorUnits: 5_000, currency: "CNY"))),
      key: "rival", by: till)
    return Foreign(
      merchant: other.id, store: ids.text(store.id), terminal: ids.text(terminal.id),
      person: ids.text(person.id), key: ids.text(key.key.id), transaction: ids.text(sale.transaction.id),
      member: ids.text(stranger.id))
  }

  /// A sale in a store of the merchant's own.
  @discardableResult
  func earn(_ fen: Int64, in store: Store, key: String) async throws -> Receipt {
    try await console.coalition.earn(
      EarnOrder(
        member: .id(console.member.id), .purchase(Money(minorUnits: fen, currency: "CNY")),
        occasion: Occasion(store: .id(store.id))), key: key, by: console.till)
  }

  func signIn(_ login: String) async throws -> String {
    let page = try await console.get("/merchant/sign-in")
    let form =
      "login=\(login)&password=\(TestConsole.password.replacing(" ", with: "+"))"
      + "&form_token=\(page.text.formToken)"
    return try await console.post("/merchant/sign-in", form, page.cookies).cookies
  }

  func text<Kind: PubliclyNamed>(_ id: ID<Kind>) -> String { console.coalition.publicIDs.text(id) }
}

@Suite(.database) struct DeskFlowTests {
  /// Every list and what each role gets from it.
  private static let pages: [(path: String, open: Set<String>)] = [
    ("/merchant", ["owner", "manager", "cashier", "accountant"]),
    ("/merchant/account", ["owner", "manager", "cashier", "accountant"]),
    ("/merchant/set-up", ["owner", "manager"]),
    ("/merchant/transactions", ["owner", "manager", "cashier", "accountant"]),
    ("/merchant/transactions.csv", ["owner", "manager", "accountant"]),
    ("/merchant/days", ["owner", "manager", "accountant"]),
    ("/merchant/days.csv", ["owner", "manager", "accountant"]),
    ("/merchant/members", ["owner", "manager", "cashier"]),
    ("/merchant/tags", ["owner", "manager", "cashier"]),
    ("/merchant/feedback", ["owner", "manager", "cashier"]), ("/merchant/staff", ["owner", "manager"]),
    ("/merchant/stores", ["owner", "manager", "cashier", "accountant"]),
    ("/merchant/terminals", ["owner", "manager", "cashier", "accountant"]), ("/merchant/keys", ["owner"]),
    ("/merchant/day-files", ["owner", "accountant"]), ("/merchant/points-blocks", ["owner", "accountant"]),
  ]

  @Test func `each role opens what its rights allow and is refused the rest`() async throws {
    try await TestDesk.open { desk in
      try await desk.earn(10_000, in: desk.stores[0], key: "a")
      for login in ["owner", "manager", "cashier", "accountant"] {
        let cookies = try await desk.signIn(login)
        #expect(!cookies.isEmpty, "\(login)")
        for page in Self.pages {
          let answer = try await desk.console.get(page.path, cookies)
          let isOpen = page.open.contains(login)
          #expect(answer.status == (isOpen ? .ok : .forbidden), "\(login) \(page.path)")
          #expect(!answer.text.contains("req_1") || !isOpen, "\(login) \(page.path) has a part that failed")
        }
      }
    }
  }

  @Test func `another merchant's things are not found and named nowhere`() async throws {
    try await TestDesk.open { desk in
      try await desk.earn(10_000, in: desk.stores[0], key: "a")
      let cookies = try await desk.signIn("owner")
      let foreign = desk.foreign
      for path in [
        "transactions/\(foreign.transaction)", "transactions/\(foreign.transaction)/refund",
        "transactions/\(foreign.transaction)/void", "transactions/\(foreign.transaction)/receipt",
        "members/\(foreign.member)", "staff/\(foreign.person)", "terminals/\(foreign.terminal)",
      ] {
        let answer = try await desk.console.get("/merchant/" + path, cookies)
        #expect(answer.status == .notFound && !answer.text.contains("Rival"), "\(path)")
      }
      let token = try await desk.console.get("/merchant/staff", cookies).text.formToken
      for path in [
        "transactions/\(foreign.transaction)/refund", "transactions/\(foreign.transaction)/void",
        "staff/\(foreign.person)", "staff/\(foreign.person)/pin", "staff/\(foreign.person)/disable",
        "staff/\(foreign.person)/sessions", "stores/\(foreign.store)", "stores/\(foreign.store)/close",
        "terminals/\(foreign.terminal)/disable", "terminals/\(foreign.terminal)/pair",
        "keys/\(foreign.key)/revoke", "keys/\(foreign.key)/signing",
      ] {
        let form = "form_token=\(token)&pin=135792&reason=doubled&name=Mine&\(foreign.store)=Mine&key="
        let key = String(repeating: "a", count: 32)
        let answer = try await desk.console.post("/merchant/" + path, form + key, cookies)
        #expect(answer.status == .notFound, "\(path)")
      }
      for path in Self.pages.map(\.path) + [
        "/merchant/members?q=13900139000", "/merchant/members?q=Stranger",
      ] {
        let page = try await desk.console.get(path, cookies).text
        #expect(!page.contains("Rival") && !page.contains(foreign.member), "\(path)")
      }
      let list = "/merchant/transactions?member=\(foreign.member)"
      #expect(try await !desk.console.get(list, cookies).text.contains("txn_"))
    }
  }

  @Test func `whoever works in one store sees nothing of another`() async throws {
    try await TestDesk.open { desk in
      let elsewhere = try await desk.earn(10_000, in: desk.stores[1], key: "b")
      let cookies = try await desk.signIn("manager")
      #expect(try await !desk.console.get("/merchant/transactions", cookies).text.contains("txn_"))
      #expect(try await !desk.console.get("/merchant/members", cookies).text.contains("mem_"))
      let path = "/merchant/transactions/" + desk.text(elsewhere.transaction.id)
      #expect(try await desk.console.get(path, cookies).status == .notFound)
      #expect(try await desk.console.get(path + "/refund", cookies).status == .notFound)
      #expect(try await !desk.console.get("/merchant/stores", cookies).text.contains("Hill"))
      let owner = try await desk.signIn("owner")
      #expect(try await desk.console.get("/merchant/transactions", owner).text.contains("txn_"))
    }
  }

  @Test func `a refund sent twice is booked once and both lead to its receipt`() async throws {
    try await TestDesk.open { desk in
      let sale = try await desk.earn(10_000, in: desk.stores[0], key: "a")
      let cookies = try await desk.signIn("manager")
      let path = "/merchant/transactions/" + desk.text(sale.transaction.id)
      #expect(try await desk.console.get(path, cookies).text.contains(path + "/refund"))
      let page = try await desk.console.get(path + "/refund?points=40", cookies).text
      #expect(page.contains("100 \u{2192} 60"))
      let key = try #require(page.hiddenField("key"))
      let form = "form_token=\(page.formToken)&key=\(key)&points=40&money=&reason=goods_returned&note=torn"
      let first = try await desk.console.post(path + "/refund", form, cookies)
      let second = try await desk.console.post(path + "/refund", form, cookies)
      #expect(first.status == .seeOther)
      #expect(first.headers[.location] == second.headers[.location])
      let receipt = try await desk.console.get(try #require(first.headers[.location]), cookies).text
      #expect(receipt.contains("Goods returned") && receipt.contains("torn") && receipt.contains("60"))
      let returned = try await desk.console.ledger.returned(of: sale.transaction.id)
      #expect(returned.amount == 40)
      // Without a reason, and for more than is left, nothing is booked.
      for bad in [
        "key=\(key)&points=40&reason=", "key=\(key)&points=61&reason=doubled", "key=zz&reason=doubled",
      ] {
        let answer = try await desk.console.post(
          path + "/refund", "form_token=\(page.formToken)&" + bad, cookies)
        #expect(answer.status == .conflict, "\(bad)")
      }
      #expect(try await desk.console.ledger.returned(of: sale.transaction.id).amount == 40)
    }
  }

  @Test func `a return asks again who is there after five minutes and then goes on`() async throws {
    try await TestDesk.open { desk in
      let sale = try await desk.earn(10_000, in: desk.stores[0], key: "a")
      let cookies = try await desk.signIn("owner")
      let path = "/merchant/transactions/" + desk.text(sale.transaction.id) + "/void"
      let page = try await desk.console.get(path, cookies).text
      let key = try #require(page.hiddenField("key"))
      let form = "form_token=\(page.formToken)&key=\(key)&points=&money=&reason=doubled&note="
      desk.console.clock.advance(seconds: 301)
      let asked = try await desk.console.post(path, form, cookies)
      #expect(asked.status == .ok && asked.text.contains("confirm_secret"))
      #expect(try await desk.console.ledger.returned(of: sale.transaction.id).amount == 0)
      let secret = TestConsole.password.replacing(" ", with: "+")
      let done = try await desk.console.post(path, form + "&confirm_secret=" + secret, cookies)
      #expect(done.status == .seeOther)
      #expect(try await desk.console.ledger.returned(of: sale.transaction.id).amount == 100)
    }
  }

  @Test func `days of the stores add up to the totals that the operator sees`() async throws {
    try await TestDesk.open { desk in
      let coalition = desk.console.coalition
      for number in 0..<12 {
        let store = desk.stores[number % 2]
        let sale = try await desk.earn(Int64(number + 1) * 1_000, in: store, key: "e\(number)")
        if number % 3 == 0 {
          _ = try await coalition.refund(
            ReturnOrder(sale.transaction.id, .points(3)), key: "r\(number)", by: desk.console.till)
        }
      }
      let spent = try await desk.console.spend(50, key: "s")
      _ = try await coalition.void(ReturnOrder(spent.transaction.id), key: "v", by: desk.console.till)
      try await desk.console.spend(20, key: "t")
      let asset = desk.console.program.asset
      let own = desk.console.merchant.id
      let totals = try await coalition.totals(of: asset, at: [own], by: .system)[own]
      let today = coalition.settings.calendar.businessDay(of: coalition.clock.now())
      func figures(_ store: StoreID?) async throws -> StoreFigures {
        try await coalition.storeDays(today...today, of: own, store: store, in: asset, by: .system)[0].figures
      }
      let whole = try await figures(nil)
      #expect(totals?.issued == whole.given - whole.reclaimed)
      #expect(totals?.used == whole.taken - whole.returned)
      #expect(totals?.transactions == whole.transactions)
      #expect(whole.given == 780 && whole.reclaimed == 12 && whole.taken == 70 && whole.returned == 50)
      let parts = try await figures(desk.stores[0].id) + figures(desk.stores[1].id)
      #expect(parts.given == whole.given)
    }
  }

  @Test func `a new key's secret is shown once and opens the interface until it is revoked`() async throws {
    try await TestDesk.open { desk in
      let cookies = try await desk.signIn("owner")
      let page = try await desk.console.get("/merchant/keys", cookies).text
      let form = "form_token=\(page.formToken)&name=Till+system&scope_earn=1&scope_transactions.read=1"
      let made = try await desk.console.post("/merchant/keys", form, cookies).text
      let secret = try #require(made.firstMatch(of: /tb_(live|test)_[0-9A-Z]{38}/)?.0)
      let list = try await desk.console.get("/merchant/keys", cookies).text
      #expect(list.contains("Till system") && !list.contains(secret))
      let principal = try await desk.console.coalition.authenticate(bearer: String(secret))
      #expect(principal.merchant == desk.console.merchant.id)
      #expect(principal.scopes == [.earn, .readTransactions])
      let revoke = try #require(list.firstMatch(of: /\/merchant\/keys\/key_[0-9A-Z]+\/revoke/)?.0)
      _ = try await desk.console.post(String(revoke), "form_token=\(page.formToken)", cookies)
      await #expect(throws: AccessRefusal.notAuthenticated) {
        try await desk.console.coalition.authenticate(bearer: String(secret))
      }
      let empty = try await desk.console.post(
        "/merchant/keys", "form_token=\(page.formToken)&name=x", cookies)
      #expect(empty.status == .conflict)
    }
  }

  @Test func `people, stores, terminals and pairing are made by forms`() async throws {
    try await TestDesk.open { desk in
      let cookies = try await desk.signIn("owner")
      let token = "form_token=" + (try await desk.console.get("/merchant/staff", cookies).text.formToken)
      let store = desk.text(desk.stores[0].id)
      let person = try await desk.console.post(
        "/merchant/staff",
        token + "&login=mei&name=Mei&password=a+very+long+secret&number=7&role_cashier=1&\(store)=1", cookies)
      let link = try #require(person.headers[.location])
      #expect(link.hasPrefix("/merchant/staff/usr_"))
      #expect(try await desk.console.post(link + "/pin", token + "&pin=111111", cookies).status == .conflict)
      #expect(try await desk.console.post(link + "/pin", token + "&pin=135792", cookies).status == .seeOther)
      #expect(try await desk.console.post(link + "/disable", token, cookies).status == .seeOther)
      #expect(try await desk.console.get(link, cookies).text.contains("Switch on"))
      let opened = try await desk.console.post("/merchant/stores", token + "&code=S3&name=Quay", cookies)
      #expect(opened.status == .seeOther)
      #expect(try await desk.console.get("/merchant/stores", cookies).text.contains("Quay"))
      let terminal = try await desk.console.post(
        "/merchant/terminals", token + "&in=\(store)&kind=seat&code=W9", cookies)
      let place = try #require(terminal.headers[.location])
      let paired = try await desk.console.post(place + "/pair", token, cookies).text
      let code = try #require(paired.firstMatch(of: /[0-9A-Z]{4}-[0-9A-Z]{4}/)?.0)
      let seat = try await desk.console.coalition.pairSeat(code: String(code), from: "192.0.2.9")
      #expect(desk.text(seat.seat.terminal) == place.split(separator: "/").last.map(String.init))
    }
  }

  @Test func `the chosen store confines the pages, and none but one's own can be chosen`() async throws {
    try await TestDesk.open { desk in
      try await desk.earn(10_000, in: desk.stores[0], key: "a")
      let cookies = try await desk.signIn("owner")
      let page = try await desk.console.get("/merchant", cookies).text
      let form = "form_token=\(page.formToken)&back=/merchant&store="
      let hill = try await desk.console.post("/merchant/store", form + desk.text(desk.stores[1].id), cookies)
      let confined = cookies + "; " + hill.cookies
      #expect(try await !desk.console.get("/merchant/transactions", confined).text.contains("txn_"))
      #expect(try await desk.console.get("/merchant/transactions", cookies).text.contains("txn_"))
      let foreign = try await desk.console.post("/merchant/store", form + desk.foreign.store, cookies)
      #expect(foreign.cookies.isEmpty)
    }
  }

  @Test func `feedback given to the merchant is answered there and nobody else's is seen`() async throws {
    try await TestDesk.open { desk in
      let member = try await desk.console.enter()
      let site = "form_token=" + (try await desk.console.get("/member/feedback", member).text.formToken)
      let own = desk.text(desk.console.merchant.id)
      _ = try await desk.console.post(
        "/member/feedback", site + "&to=\(own)&text=Is+it+open+on+Sunday", member)
      let list = try await desk.console.get("/member/feedback", member).text
      let id = try #require(list.firstMatch(of: /fbk_[0-9A-Z]+/)?.0)
      let rival = desk.text(desk.foreign.merchant)
      _ = try await desk.console.post("/member/feedback", site + "&to=\(rival)&text=For+the+rival", member)
      let cookies = try await desk.signIn("owner")
      let queue = try await desk.console.get("/merchant/feedback", cookies).text
      #expect(queue.contains("Is it open") && !queue.contains("rival"))
      let path = "/merchant/feedback/\(id)"
      let token = try await desk.console.get(path, cookies).text.formToken
      let answer = try await desk.console.post(path, "form_token=\(token)&text=Yes", cookies)
      #expect(answer.status == .seeOther)
      #expect(try await desk.console.get(path, cookies).text.contains(">Yes<"))
    }
  }
}
