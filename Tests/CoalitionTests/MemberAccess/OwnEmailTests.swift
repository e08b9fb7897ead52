import Coalition
import DatabaseTesting
import Ledger
import Testing

@Suite(.database) struct OwnEmailTests {
  private static let secret = "plum rain in june"
  private static let address = "li.ming@example.com"

  /// Codes for a change, to the address and to the number.
  private func codes(
    _ shop: TestShop, _ me: MemberPrincipal, to email: String = address
  ) async throws -> (phone: String, email: String) {
    shop.clock.advance(seconds: 61)
    try await shop.coalition.requestEmailChange(to: email, from: TestShop.place, by: me)
    return (shop.code(to: "+8613800138000"), shop.code(to: email.lowercased()))
  }

  private func add(_ shop: TestShop, _ email: String = address) async throws -> MemberPrincipal {
    let me = try await shop.me(try await shop.enter())
    let (phone, code) = try await codes(shop, me, to: email)
    return try await shop.me(
      try await shop.coalition.changeEmail(
        to: email, phoneCode: phone, emailCode: code, from: TestShop.place, by: me))
  }

  @Test func `an address is added with both proven, signs other devices out, and is told`() async throws {
    try await TestShop.open(sink: MessageTray().sink) { shop in
      let coalition = shop.coalition
      let entry = try await shop.enter()
      let me = try await shop.me(entry)
      for poor in ["li", "li@", "@example.com", "li@example", "li ming@x@y.com", "李@例子.中国", "<li@a.b>"] {
        await #expect(throws: MemberAccessRefusal.emailInvalid, "\(poor)") {
          try await coalition.requestEmailChange(to: poor, from: TestShop.place, by: me)
        }
      }
      let (phone, email) = try await codes(shop, me, to: "Li.Ming@Example.com")
      for (first, second) in [(phone, "x"), ("x", email)] where first != second {
        await #expect(throws: MemberAccessRefusal.wrong) {
          try await coalition.changeEmail(
            to: Self.address, phoneCode: first, emailCode: second, from: TestShop.place, by: me)
        }
      }
      #expect(try await coalition.ownEmail(by: me) == nil)
      // The address' code was used up by the try with a wrong code of the number.
      let (again, fresh) = try await codes(shop, me)
      let renewed = try await coalition.changeEmail(
        to: Self.address, phoneCode: again, emailCode: fresh, from: TestShop.place, by: me)
      await #expect(throws: MemberAccessRefusal.notAuthenticated) {
        try await coalition.memberSession(entry.token)
      }
      let mine = try await shop.me(renewed)
      let own = try await coalition.ownEmail(by: mine)
      #expect(own?.address == Self.address && own?.isProven == true)
      #expect(try await coalition.messages(in: .en, by: mine).items.map(\.message.kind) == [.emailChanged])
      await #expect(throws: MemberAccessRefusal.emailTaken, "it is there already") {
        try await coalition.requestEmailChange(to: Self.address, from: TestShop.place, by: mine)
      }
    }
  }

  @Test func `the old address and the new one hear of a change`() async throws {
    let tray = MessageTray()
    try await TestShop.open(sink: tray.sink) { shop in
      let me = try await add(shop)
      let (phone, email) = try await codes(shop, me, to: "li@new.example")
      _ = try await shop.coalition.changeEmail(
        to: "li@new.example", phoneCode: phone, emailCode: email, from: TestShop.place, by: me)
      shop.clock.advance(seconds: 30)
      try await shop.coalition.runDueJobs()
      let told = await tray.texts().filter { $0.text.title == "E-mail address changed" }
      #expect(told.map(\.text.recipient).sorted() == [Self.address, "li@new.example", "li@new.example"])
    }
  }

  @Test func `an address of another member is refused, but only to who proved it`() async throws {
    try await TestShop.open(sink: MessageTray().sink) { shop in
      let coalition = shop.coalition
      _ = try await coalition.updateMember(
        shop.friend.id, MemberChange(identities: [.email(Self.address)]), by: .system)
      let me = try await shop.me(try await shop.enter())
      let (phone, email) = try await codes(shop, me)
      await #expect(throws: MemberAccessRefusal.wrong) {
        try await coalition.changeEmail(
          to: Self.address, phoneCode: phone, emailCode: "x", from: TestShop.place, by: me)
      }
      await #expect(throws: MemberAccessRefusal.emailTaken) {
        try await coalition.changeEmail(
          to: Self.address, phoneCode: phone, emailCode: email, from: TestShop.place, by: me)
      }
      #expect(try await coalition.ownEmail(by: me) == nil)
    }
  }

  @Test func `a proven address and the password let in, one that staff wrote down does not`() async throws {
    try await TestShop.open(sink: MessageTray().sink) { shop in
      let coalition = shop.coalition
      func enter(
        _ login: String, _ place: EntryPlace = EntryPlace(address: "198.51.100.1")
      ) async throws
        -> MemberEntry
      {
        try await coalition.enter(login: login, password: Self.secret, from: place)
      }
      var me = try await shop.me(try await shop.enter())
      let entry = try await coalition.setPassword(
        Self.secret, code: try await shop.ownCode(me), from: TestShop.place, by: me)
      me = try await shop.me(entry)
      _ = try await coalition.updateMember(
        shop.member.id, MemberChange(identities: [.email("staff@example.com")]), by: .system)
      await #expect(throws: MemberAccessRefusal.wrong) { try await enter("staff@example.com") }
      me = try await add(shop)
      #expect(try await enter(" Li.Ming@example.com").member == shop.member.id)
      await #expect(throws: MemberAccessRefusal.wrong) { try await enter("li@example.com") }
      await #expect(throws: MemberAccessRefusal.emailInvalid) { try await enter("li@") }
      // Once staff write another address down, the proof of the old one is gone with it.
      _ = try await coalition.updateMember(
        shop.member.id, MemberChange(identities: [.email(Self.address)]), by: .system)
      await #expect(throws: MemberAccessRefusal.wrong) { try await enter(Self.address) }
      #expect(try await coalition.ownEmail(by: me)?.isProven == false)
    }
  }

  @Test func `a delay of the number says nothing of the address`() async throws {
    try await TestShop.open(sink: MessageTray().sink) { shop in
      let me = try await add(shop)
      _ = try await shop.coalition.setPassword(
        Self.secret, code: try await shop.ownCode(me), from: TestShop.place, by: me)
      for number in 0..<6 {
        await #expect(throws: (any Error).self) {
          try await shop.coalition.enter(
            login: "13800138000", password: "guess \(number)", from: EntryPlace(address: "203.0.113.5"))
        }
      }
      await #expect(throws: MemberAccessRefusal.delayed(seconds: 2)) {
        try await shop.coalition.enter(
          login: "13800138000", password: Self.secret, from: EntryPlace(address: "203.0.113.6"))
      }
      await #expect(throws: MemberAccessRefusal.wrong) {
        try await shop.coalition.enter(
          login: Self.address, password: "guess", from: EntryPlace(address: "203.0.113.6"))
      }
    }
  }

  @Test func `where no e-mail goes out, no address is asked for`() async throws {
    try await TestShop.open { shop in
      let me = try await shop.me(try await shop.enter())
      await #expect(throws: MemberAccessRefusal.emailUnavailable) {
        try await shop.coalition.requestEmailChange(to: Self.address, from: TestShop.place, by: me)
      }
    }
  }
}
