import Coalition
import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@Suite(.database) struct InsightTests {
  private func day(_ shop: TestShop) -> BusinessDay {
    shop.coalition.settings.calendar.businessDay(of: shop.clock.clock.now())
  }

  @Test func `totals are what the journal says, by day and by merchant`() async throws {
    try await TestShop.open { shop in
      let first = day(shop)
      try await shop.earn(10_000, key: "a")
      try await shop.spend(30, key: "b", by: shop.caller(shop.other))
      shop.clock.advance(seconds: 86_400)
      try await shop.earn(5_000, key: "c")
      let asset = shop.program.asset
      let whole = try await shop.coalition.totals(of: asset, by: .system)
      #expect(whole.issued == 150 && whole.used == 30 && whole.expired == 0 && whole.outstanding == 120)
      #expect(whole.transactions == 3 && whole.wallets == 1)
      let days = try await shop.coalition.days(first...day(shop), of: asset, by: .system)
      #expect(days.map(\.totals.issued) == [100, 50])
      #expect(days.map(\.totals.used) == [30, 0])
      let merchants = try await shop.coalition.totals(
        of: asset, at: [shop.merchant.id, shop.other.id, shop.stranger.id], by: .system)
      #expect(merchants[shop.merchant.id]?.issued == 150)
      #expect(merchants[shop.other.id]?.used == 30)
      #expect(merchants[shop.stranger.id] == nil)
    }
  }

  @Test func `what members hold by the totals is what the books hold, after returns and expiry too`()
    async throws
  {
    try await TestShop.open { shop in
      let earned = try await shop.earn(10_000, key: "a")
      let spent = try await shop.spend(40, key: "b")
      _ = try await shop.coalition.refund(
        ReturnOrder(spent.transaction.id, .points(10)), key: "r", by: shop.till)
      _ = try await shop.coalition.refund(
        ReturnOrder(earned.transaction.id, .points(20)), key: "s", by: shop.till)
      try shop.clock.set(endOf("2027-03-31"))
      try await shop.coalition.runDueJobs()
      let asset = shop.program.asset
      let totals = try await shop.coalition.totals(of: asset, by: .system)
      let books = try await shop.ledger.trialBalance()
      #expect(totals.outstanding == books.wallets[asset]?.total)
      #expect(totals.issued == 80 && totals.used == 30 && totals.expired == 50)
    }
  }

  @Test func `totals made again from the journal are the same, and a repeated run adds nothing`() async throws
  {
    try await TestShop.open { shop in
      for number in 0..<5 { try await shop.earn(1_000, key: "\(number)") }
      let asset = shop.program.asset
      let before = try await shop.coalition.totals(of: asset, by: .system)
      #expect(try await shop.coalition.projectTotals() == 0)
      try await shop.coalition.rebuildNow(.totals)
      #expect(try await shop.coalition.totals(of: asset, by: .system) == before)
      #expect(before.issued == 50)
    }
  }

  @Test func `several servers add every transaction once`() async throws {
    try await TestShop.open { shop in
      for number in 0..<20 { try await shop.earn(1_000, key: "\(number)") }
      let coalition = shop.coalition
      try await withThrowingTaskGroup { group in
        for _ in 0..<6 { group.addTask { _ = try await coalition.projectTotals() } }
        try await group.waitForAll()
      }
      #expect(try await coalition.totals(of: shop.program.asset, by: .system).transactions == 20)
    }
  }

  @Test func `members are found by the beginning of phone and name, by card and by address`() async throws {
    try await TestShop.open { shop in
      let draft = MemberDraft(
        .phone("13700137000"), .email("li@example.com"), name: "Li Ming", wantsCard: true)
      let member = try await shop.coalition.createMember(draft, by: .system)
      let card = try #require(try await shop.coalition.cards(of: member.id, by: .system).first)
      for text in ["137001", "13700137000", "+8613700137000", "Li", "li@example.com", card.number] {
        var search = MemberSearch()
        search.text = text
        #expect(
          try await shop.coalition.members(search, by: .system).items.map(\.id) == [member.id], "\(text)")
      }
      for text in ["Ming", "99", "%", "'", "zz@example.com"] {
        var search = MemberSearch()
        search.text = text
        #expect(try await shop.coalition.members(search, by: .system).items.isEmpty, "\(text)")
      }
    }
  }

  @Test func `lists go on where they stopped, in both directions`() async throws {
    try await TestShop.open { shop in
      var search = MemberSearch()
      search.limit = 1
      let newest = try await shop.coalition.members(search, by: .system)
      #expect(newest.items.map(\.id) == [shop.friend.id] && newest.hasMore)
      search.after = newest.items.last?.id
      let next = try await shop.coalition.members(search, by: .system)
      #expect(next.items.map(\.id) == [shop.member.id] && !next.hasMore)
      search.after = nil
      search.isOldestFirst = true
      #expect(try await shop.coalition.members(search, by: .system).items.map(\.id) == [shop.member.id])
      var merchants = MerchantSearch()
      merchants.text = "ONE"
      let found = try await shop.coalition.merchants(merchants, by: .system)
      #expect(found.items.map(\.merchant.id) == [shop.merchant.id] && found.items.first?.stores == 1)
    }
  }

  @Test func `a merchant's caller sees none of the platform's insight`() async throws {
    try await TestShop.open { shop in
      let caller = shop.till
      await #expect(throws: AccessRefusal.operatorOnly) {
        _ = try await shop.coalition.totals(of: shop.program.asset, by: caller)
      }
      await #expect(throws: AccessRefusal.operatorOnly) {
        _ = try await shop.coalition.members(MemberSearch(), by: caller)
      }
    }
  }

  @Test func `a merchant's caller is told its own names and no other merchant's`() async throws {
    try await TestShop.open { shop in
      let other = try await shop.coalition.createMerchant(
        code: "OTHER", names: Names(hans: "别家", hant: "別家", en: "Other"), by: .system)
      let theirs = try await shop.coalition.createStore(of: other.id, code: "S9", name: "Theirs", by: .system)
      let ours = try await shop.coalition.createStore(
        of: shop.merchant.id, code: "S8", name: "Ours", by: .system)
      let stranger = try await shop.coalition.createMember(
        MemberDraft(.phone("13700137123"), name: "Stranger"), by: .system)
      var question = NameQuestion()
      question.merchants = [shop.merchant.id, other.id]
      question.stores = [ours.id, theirs.id]
      question.members = [stranger.id]
      let all = try await shop.coalition.names(question, by: .system)
      #expect(all.merchants.count == 2 && all.stores.count == 2 && all.members.count == 1)
      let own = try await shop.coalition.names(question, by: shop.till)
      #expect(Set(own.merchants.keys) == [shop.merchant.id])
      #expect(Set(own.stores.keys) == [ours.id])
      #expect(own.members.isEmpty)
    }
  }

  @Test func `one question tells what many members can spend`() async throws {
    try await TestShop.open { shop in
      try await shop.earn(10_000, key: "a")
      let asset = shop.program.asset
      let found = try await shop.ledger.spendable(of: [shop.member.id, shop.friend.id], in: asset)
      #expect(found == [shop.member.id: 100])
      let last = try await shop.ledger.head()
      #expect(try await shop.ledger.place(of: last.transaction)?.hash == last.hash)
      #expect(try await shop.ledger.place(of: TransactionID(last.transaction.rawValue + 1)) == nil)
    }
  }
}
