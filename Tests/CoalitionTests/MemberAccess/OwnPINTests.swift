import Coalition
import DatabaseTesting
import Ledger
import Testing

@Suite(.database) struct OwnPINTests {
  private static let pin = "274135"

  @Test func `a member sets a PIN with a code, and pays with it at the next till`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      try await shop.earn(100_000, key: "e")
      let entry = try await shop.enter()
      let me = try await shop.me(entry)
      #expect(try await coalition.ownPIN(by: me) == .none)
      let code = try await shop.ownCode(me)
      // Neither too simple nor the number's end, and the code is still good after each.
      for poor in ["111111", "123456", "987654", "12345", "1234567", "27413x", "２７４１３５", "138000"] {
        await #expect(throws: MemberAccessRefusal.pinTooSimple, "\(poor)") {
          try await coalition.setOwnPIN(poor, code: code, from: TestShop.place, by: me)
        }
      }
      await #expect(throws: MemberAccessRefusal.wrong) {
        try await coalition.setOwnPIN(Self.pin, code: "000", from: TestShop.place, by: me)
      }
      #expect(try await coalition.ownPIN(by: me) == .none)
      try await coalition.setOwnPIN(Self.pin, code: code, from: TestShop.place, by: me)
      #expect(try await coalition.ownPIN(by: me) == .set)
      await #expect(throws: MemberAccessRefusal.wrong, "a code serves once") {
        try await coalition.setOwnPIN("509274", code: code, from: TestShop.place, by: me)
      }
      let order = SpendOrder(member: .id(shop.member.id), proof: .pin(Self.pin), .points(10))
      let till = shop.caller(shop.merchant, isLoginProof: false)
      _ = try await coalition.spend(order, key: "s", by: till)
      #expect(try await shop.spendable() == 990)
      // Nobody enters with a PIN: the device stays.
      #expect(try await coalition.memberSession(entry.token).member.id == shop.member.id)
      let told = try await coalition.messages(in: .en, by: me).items
      #expect(told.map(\.message.kind) == [.pinSet] && told[0].body.contains("PIN was set"))
    }
  }

  @Test func `wrong tries lock the PIN, the member sees until when, and a new one ends it`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let me = try await shop.me(try await shop.enter())
      try await coalition.setOwnPIN(
        Self.pin, code: try await shop.ownCode(me), from: TestShop.place, by: me)
      for left in [4, 3, 2, 1] {
        await #expect(throws: MemberRefusal.pinWrong(triesLeft: left)) {
          try await coalition.verifyPIN("000000", of: shop.member.id)
        }
      }
      await #expect(throws: MemberRefusal.pinLocked(seconds: 3_600)) {
        try await coalition.verifyPIN("000000", of: shop.member.id)
      }
      let until = shop.clock.clock.now().adding(seconds: 3_600)
      #expect(try await coalition.ownPIN(by: me) == .locked(until: until))
      try await coalition.setOwnPIN(
        "509274", code: try await shop.ownCode(me), from: TestShop.place, by: me)
      #expect(try await coalition.ownPIN(by: me) == .set)
      try await coalition.verifyPIN("509274", of: shop.member.id)
      await #expect(throws: MemberRefusal.pinWrong(triesLeft: 4)) {
        try await coalition.verifyPIN(Self.pin, of: shop.member.id)
      }
    }
  }

  @Test func `after a new PIN no points go to others for a day`() async throws {
    var policies = ProgramPolicies()
    policies.transfer.minimum = 1
    policies.transfer.coolingDays = 0
    try await TestShop.open(policies: policies) { shop in
      try await shop.earn(100_000, key: "e")
      let me = try await shop.me(try await shop.enter())
      try await shop.coalition.setOwnPIN(
        Self.pin, code: try await shop.ownCode(me), from: TestShop.place, by: me)
      let order = TransferOrder(from: .id(shop.member.id), to: .id(shop.friend.id), points: 100)
      await #expect(throws: MemberRefusal.cashOutCooling(seconds: 86_400)) {
        try await shop.coalition.transfer(order, key: "t1", by: shop.till)
      }
      shop.clock.advance(seconds: 86_400)
      _ = try await shop.coalition.transfer(order, key: "t2", by: shop.till)
    }
  }
}
