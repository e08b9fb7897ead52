import Coalition
import DatabaseTesting
import Ledger
import Testing

@Suite(.database) struct OwnAccessTests {
  private static let secret = "plum rain in june"

  @Test func `a password lets in, a wrong one and none get one answer, and setting one ends every session`()
    async throws
  {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let entry = try await shop.enter()
      let me = try await shop.me(entry)
      for number in ["13800138000", "13900139000"] {
        await #expect(throws: MemberAccessRefusal.wrong) {
          try await coalition.enter(login: number, password: Self.secret, from: EntryPlace(address: number))
        }
      }
      let code = try await shop.ownCode(me)
      await #expect(throws: MemberAccessRefusal.passwordTooWeak) {
        try await coalition.setPassword("12345678", code: code, from: TestShop.place, by: me)
      }
      await #expect(throws: MemberAccessRefusal.passwordTooWeak) {
        try await coalition.setPassword("13800138000", code: code, from: TestShop.place, by: me)
      }
      await #expect(throws: MemberAccessRefusal.wrong) {
        try await coalition.setPassword(Self.secret, code: "000", from: TestShop.place, by: me)
      }
      let renewed = try await coalition.setPassword(Self.secret, code: code, from: TestShop.place, by: me)
      await #expect(throws: MemberAccessRefusal.notAuthenticated) {
        try await coalition.memberSession(entry.token)
      }
      #expect(try await coalition.hasPassword(try await shop.me(renewed)))
      let byPassword = try await coalition.enter(
        login: "138 0013 8000", password: Self.secret, from: TestShop.place)
      #expect(byPassword.member == shop.member.id)
      await #expect(throws: MemberAccessRefusal.wrong) {
        try await coalition.enter(login: "13800138000", password: Self.secret + "!", from: TestShop.place)
      }
    }
  }

  @Test func `the phone changes with both numbers proven, and points stay in for a day`() async throws {
    var policies = ProgramPolicies()
    policies.transfer.minimum = 1
    policies.transfer.coolingDays = 0
    try await TestShop.open(policies: policies) { shop in
      let coalition = shop.coalition
      try await shop.earn(100_000, key: "e")
      let twin = try await coalition.createMember(MemberDraft(.phone("13900139777")), by: .system)
      _ = try await shop.merge(twin, into: shop.member)
      let entry = try await shop.enter()
      let me = try await shop.me(entry)
      shop.clock.advance(seconds: 61)
      try await coalition.requestPhoneChange(to: "13700137000", from: TestShop.place, by: me)
      let (old, new) = (shop.code(to: "+8613800138000"), shop.code(to: "+8613700137000"))
      await #expect(throws: MemberAccessRefusal.wrong) {
        try await coalition.changePhone(
          to: "13700137000", oldCode: old, newCode: old == new ? "x" : old, from: TestShop.place, by: me)
      }
      shop.clock.advance(seconds: 61)
      try await coalition.requestPhoneChange(to: "13700137000", from: TestShop.place, by: me)
      let renewed = try await coalition.changePhone(
        to: "13700137000", oldCode: shop.code(to: "+8613800138000"), newCode: shop.code(to: "+8613700137000"),
        from: TestShop.place, by: me)
      await #expect(throws: MemberAccessRefusal.notAuthenticated) {
        try await coalition.memberSession(entry.token)
      }
      #expect(try await coalition.memberSession(renewed.token).member.phone == "+8613700137000")
      // Nor does the number of an account that was merged into this one open it any more.
      for number in ["13800138000", "13900139777"] {
        await #expect(throws: MemberRefusal.memberNotFound) {
          try await coalition.member(.phone(number), by: .system)
        }
      }
      func send(_ key: String) async throws {
        let order = TransferOrder(from: .id(shop.member.id), to: .id(shop.friend.id), points: 10)
        _ = try await coalition.transfer(order, key: key, by: shop.till)
      }
      await #expect(throws: MemberRefusal.cashOutCooling(seconds: Coalition.coolingSeconds)) {
        try await send("t")
      }
      try await shop.spend(10, key: "s")
      shop.clock.advance(seconds: Coalition.coolingSeconds)
      try await send("t")
    }
  }

  @Test func `a number of another member is told only to who has it`() async throws {
    try await TestShop.open { shop in
      let me = try await shop.me(try await shop.enter())
      shop.clock.advance(seconds: 61)
      try await shop.coalition.requestPhoneChange(to: "13800138001", from: TestShop.place, by: me)
      await #expect(throws: MemberAccessRefusal.wrong) {
        try await shop.coalition.changePhone(
          to: "13800138001", oldCode: shop.code(to: "+8613800138000"), newCode: "000", from: TestShop.place,
          by: me)
      }
      await #expect(throws: MemberAccessRefusal.phoneTaken) {
        try await shop.coalition.changePhone(
          to: "13800138001", oldCode: shop.code(to: "+8613800138000"),
          newCode: shop.code(to: "+8613800138001"),
          from: TestShop.place, by: me)
      }
    }
  }

  @Test func `who freezes their own account stays signed in where they are, and the operator ends it`()
    async throws
  {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      try await shop.earn(100_000, key: "e")
      let lost = try await shop.enter()
      let here = try await shop.enter()
      let me = try await shop.me(here)
      try await coalition.freezeMyself(by: me)
      await #expect(throws: MemberAccessRefusal.notAuthenticated) {
        try await coalition.memberSession(lost.token)
      }
      #expect(try await coalition.memberSession(here.token).member.status == .frozen)
      await #expect(throws: MemberRefusal.memberFrozen) { try await shop.spend(10, key: "s") }
      await #expect(throws: MemberRefusal.memberFrozen) { try await coalition.issueMemberCode(by: me) }
      await #expect(throws: MemberAccessRefusal.notActive) { try await coalition.freezeMyself(by: me) }
      _ = try await coalition.unfreezeMember(shop.member.id, reason: "seen with passport", by: .system)
      try await shop.spend(10, key: "s")
    }
  }

  @Test func `a member's code and wallets are their own`() async throws {
    try await TestShop.open { shop in
      try await shop.earn(100_000, key: "e")
      let me = try await shop.me(try await shop.enter())
      let friend = try await shop.me(try await shop.enter("13800138001"))
      #expect(try await shop.coalition.wallets(by: me).map(\.spendable) == [1_000])
      #expect(try await shop.coalition.wallets(by: friend).isEmpty)
      let code = try await shop.coalition.issueMemberCode(by: friend)
      #expect(try await shop.coalition.member(.code(code.digits), by: .system).id == shop.friend.id)
    }
  }
}
