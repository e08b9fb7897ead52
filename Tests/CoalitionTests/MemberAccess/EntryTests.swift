import Coalition
import DatabaseTesting
import Ledger
import Testing

@Suite(.database) struct EntryTests {
  @Test func `a number of nobody becomes a member who agreed to the terms`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      try await coalition.requestEntryCode(to: "13900139000", language: .en, from: TestShop.place)
      let step = try await coalition.enter(
        phone: "139 0013 9000", code: shop.code(to: "+8613900139000"), from: TestShop.place)
      guard case .agreement(let ticket) = step else {
        Issue.record("a new number must agree first")
        return
      }
      await #expect(throws: MemberRefusal.memberNotFound) {
        try await coalition.member(.phone("13900139000"), by: .system)
      }
      await #expect(throws: MemberAccessRefusal.termsNotAgreed) {
        try await coalition.enter(ticket: ticket, EntryAgreement(isAgreed: false), from: TestShop.place)
      }
      await #expect(throws: MemberAccessRefusal.ticketEnded) {
        try await coalition.enter(
          ticket: String(ticket.reversed()), EntryAgreement(isAgreed: true), from: TestShop.place)
      }
      let agreement = EntryAgreement(isAgreed: true, name: "Li Ming", language: .en)
      let entry = try await coalition.enter(ticket: ticket, agreement, from: TestShop.place)
      let again = try await coalition.enter(ticket: ticket, agreement, from: TestShop.place)
      #expect(again.member == entry.member, "twice at once makes one member")
      let session = try await coalition.memberSession(entry.token)
      #expect(session.member.name == "Li Ming" && session.member.phone == "+8613900139000")
      #expect(session.member.language == .en)
      shop.clock.advance(seconds: 601)
      await #expect(throws: MemberAccessRefusal.ticketEnded) {
        try await coalition.enter(ticket: ticket, agreement, from: TestShop.place)
      }
    }
  }

  @Test func `a member whom a till registered owns the account after agreeing, and then enters at once`()
    async throws
  {
    try await TestShop.open { shop in
      let entry = try await shop.enter()
      #expect(entry.member == shop.member.id)
      shop.clock.advance(seconds: 61)
      try await shop.coalition.requestEntryCode(to: "13800138000", language: .en, from: TestShop.place)
      let step = try await shop.coalition.enter(
        phone: "13800138000", code: shop.code(to: "+8613800138000"), from: TestShop.place)
      guard case .entered(let second) = step else {
        Issue.record("who agreed is not asked again")
        return
      }
      #expect(second.member == shop.member.id && second.token != entry.token)
    }
  }

  @Test func `asking for a code answers the same for members and for nobody`() async throws {
    try await TestShop.open { shop in
      for number in ["13800138000", "13900139000"] {
        try await shop.coalition.requestEntryCode(to: number, language: .en, from: TestShop.place)
        #expect(shop.code(to: "+86" + number).count == 6)
        await #expect(throws: MemberAccessRefusal.codeTooSoon(seconds: 60)) {
          try await shop.coalition.requestEntryCode(to: number, language: .en, from: TestShop.place)
        }
        await #expect(throws: MemberAccessRefusal.wrong) {
          try await shop.coalition.enter(phone: number, code: "x", from: TestShop.place)
        }
      }
      await #expect(throws: MemberAccessRefusal.phoneInvalid) {
        try await shop.coalition.requestEntryCode(to: "12", language: .en, from: TestShop.place)
      }
    }
  }

  @Test func `an address gets sixty codes an hour, whatever the numbers`() async throws {
    try await TestShop.open { shop in
      for number in 0..<60 {
        try await shop.coalition.requestEntryCode(
          to: "139001390\(10 + number)", language: .en, from: TestShop.place)
      }
      await #expect(throws: MemberAccessRefusal.codeTooSoon(seconds: 3_600)) {
        try await shop.coalition.requestEntryCode(to: "13900139099", language: .en, from: TestShop.place)
      }
      try await shop.coalition.requestEntryCode(
        to: "13900139099", language: .en, from: EntryPlace(address: "192.0.2.8"))
      shop.clock.advance(seconds: 3_600)
      try await shop.coalition.requestEntryCode(to: "13900139098", language: .en, from: TestShop.place)
    }
  }

  @Test func `wrong codes delay the number and the address, but not a device that is known`() async throws {
    try await TestShop.open { shop in
      let entry = try await shop.enter()
      let stranger = EntryPlace(address: "198.51.100.1")
      for _ in 0..<5 {
        await #expect(throws: MemberAccessRefusal.wrong) {
          try await shop.coalition.enter(phone: "13800138000", code: "no", from: stranger)
        }
      }
      await #expect(throws: MemberAccessRefusal.delayed(seconds: 2)) {
        try await shop.coalition.enter(phone: "13800138000", code: "no", from: stranger)
      }
      // From elsewhere too, since the number is what is guessed at.
      await #expect(throws: MemberAccessRefusal.delayed(seconds: 2)) {
        try await shop.coalition.enter(
          phone: "13800138000", code: "no", from: EntryPlace(address: "203.0.113.9"))
      }
      // Five wrong tries used the code up; the owner's next one counts, on their own device, at once.
      let own = EntryPlace(address: "192.0.2.7", knownDevice: entry.knownDevice)
      shop.clock.advance(seconds: 1)
      await #expect(throws: MemberAccessRefusal.wrong) {
        try await shop.coalition.enter(phone: "13800138000", code: "no", from: own)
      }
      // What is known for one number is not for another.
      for _ in 0..<5 {
        await #expect(throws: MemberAccessRefusal.wrong) {
          try await shop.coalition.enter(
            phone: "13800138001", code: "no",
            from: EntryPlace(address: "203.0.113.10", knownDevice: entry.knownDevice))
        }
      }
      await #expect(throws: MemberAccessRefusal.delayed(seconds: 2)) {
        try await shop.coalition.enter(
          phone: "13800138001", code: "no", from: EntryPlace(address: "203.0.113.11"))
      }
    }
  }

  @Test
  func `an address may fail forty times a day before it waits, and its known devices never wait for it`()
    async throws
  {
    try await TestShop.open { shop in
      let entry = try await shop.enter()
      for number in 0..<41 {
        await #expect(throws: MemberAccessRefusal.wrong) {
          try await shop.coalition.enter(phone: "139001390\(10 + number)", code: "no", from: TestShop.place)
        }
      }
      await #expect(throws: MemberAccessRefusal.delayed(seconds: 2)) {
        try await shop.coalition.enter(phone: "13900139099", code: "no", from: TestShop.place)
      }
      let own = EntryPlace(address: "192.0.2.7", knownDevice: entry.knownDevice)
      await #expect(throws: MemberAccessRefusal.wrong) {
        try await shop.coalition.enter(phone: "13800138000", code: "no", from: own)
      }
    }
  }

  @Test func `a session ends after 30 days alone, after 90 in all, and by its owner's hand`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let entry = try await shop.enter()
      for _ in 0..<3 {
        shop.clock.advance(seconds: Coalition.memberIdleSeconds - 60)
        _ = try await coalition.memberSession(entry.token)
      }
      shop.clock.advance(seconds: 180)
      await #expect(throws: MemberAccessRefusal.notAuthenticated) {
        try await coalition.memberSession(entry.token)
      }
      let idle = try await shop.enter()
      shop.clock.advance(seconds: Coalition.memberIdleSeconds)
      await #expect(throws: MemberAccessRefusal.notAuthenticated) {
        try await coalition.memberSession(idle.token)
      }

      let phone = try await shop.enter()
      let desktop = try await shop.enter(from: EntryPlace(address: "192.0.2.7", device: "Firefox, Linux"))
      let me = try await shop.me(desktop)
      let devices = try await coalition.devices(by: me)
      #expect(devices.map(\.name) == ["Firefox, Linux", "Chrome, Android"])
      #expect(devices.map(\.isCurrent) == [true, false])
      let stranger = try await shop.me(try await shop.enter("13800138001"))
      try await coalition.endDevice(devices[1].id, by: stranger)
      _ = try await coalition.memberSession(phone.token)
      try await coalition.endDevice(devices[1].id, by: me)
      await #expect(throws: MemberAccessRefusal.notAuthenticated) {
        try await coalition.memberSession(phone.token)
      }
      _ = try await coalition.memberSession(desktop.token)
    }
  }

  @Test func `a member has twenty devices at most, and the one unused for longest gives way`() async throws {
    try await TestShop.open { shop in
      let first = try await shop.enter()
      for _ in 0..<20 {
        // Ten codes a day are enough for anybody else.
        shop.clock.advance(seconds: 8_700)
        _ = try await shop.enter(from: EntryPlace(address: ""))
      }
      await #expect(throws: MemberAccessRefusal.notAuthenticated) {
        try await shop.coalition.memberSession(first.token)
      }
    }
  }
}
