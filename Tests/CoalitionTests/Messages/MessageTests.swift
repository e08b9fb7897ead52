import Coalition
import DatabaseTesting
import Ledger
import Storage
import Testing

@Suite(.database) struct MessageTests {
  @Test func `a member hears of each movement once, whoever follows the journal and however often`()
    async throws
  {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      try await shop.earn(500, key: "before")
      try await coalition.runDueJobs()
      let me = try await shop.me(try await shop.enter())
      try await shop.earn(100_000, key: "e")
      let spent = try await shop.spend(200, key: "s")
      _ = try await coalition.refund(ReturnOrder(spent.transaction.id, .points(50)), key: "r", by: shop.till)
      shop.clock.advance(seconds: 30)
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<4 { group.addTask { _ = try? await coalition.runDueJobs() } }
      }
      shop.clock.advance(seconds: 30)
      try await coalition.runDueJobs()
      let page = try await coalition.messages(in: .en, by: me)
      #expect(page.items.map(\.message.kind) == [.returned, .spent, .earned])
      #expect(page.items[2].body.contains("1,000 Tongbao from ONE"))
      #expect(page.items[1].body.contains("200 Tongbao used at ONE"))
      #expect(try await coalition.unreadMessages(by: me) == 0)
      #expect(page.items.allSatisfy { !$0.message.isRead }, "they were new when they were shown")
      // Who never entered the site has no inbox.
      let friend = try await shop.me(try await shop.enter("13800138001"))
      #expect(try await coalition.messages(in: .en, by: friend).items.isEmpty)
    }
  }

  @Test func `both sides of a transfer hear of it`() async throws {
    var policies = ProgramPolicies()
    policies.transfer.minimum = 1
    policies.transfer.coolingDays = 0
    try await TestShop.open(policies: policies) { shop in
      let me = try await shop.me(try await shop.enter())
      let friend = try await shop.me(try await shop.enter("13800138001"))
      try await shop.earn(100_000, key: "e")
      let order = TransferOrder(from: .id(shop.member.id), to: .id(shop.friend.id), points: 100)
      _ = try await shop.coalition.transfer(order, key: "t", by: shop.till)
      shop.clock.advance(seconds: 30)
      try await shop.coalition.runDueJobs()
      let sent = try await shop.coalition.messages(in: .en, by: me).items[0]
      #expect(sent.message.kind == .sent && sent.message.points == 110, "with the fee")
      let received = try await shop.coalition.messages(in: .en, by: friend).items[0]
      #expect(received.message.kind == .received && received.message.points == 100)
    }
  }

  @Test func `points that end are told a month and a week ahead, once each`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let me = try await shop.me(try await shop.enter())
      try await shop.earn(100_000, key: "e")
      let end = try endOf("2027-03-31")
      func told() async throws -> [MessageKind] {
        try await coalition.runDueJobs()
        try await coalition.runDueJobs()
        return try await coalition.messages(in: .en, by: me).items.map(\.message.kind)
          .filter { $0 == .expiringMonth || $0 == .expiringWeek }
      }
      shop.clock.set(end.adding(seconds: -31 * 86_400))
      #expect(try await told() == [])
      shop.clock.set(end.adding(seconds: -29 * 86_400))
      #expect(try await told() == [.expiringMonth])
      shop.clock.set(end.adding(seconds: -20 * 86_400))
      #expect(try await told() == [.expiringMonth])
      shop.clock.set(end.adding(seconds: -6 * 86_400))
      #expect(try await told() == [.expiringWeek, .expiringMonth])
      shop.clock.set(end.adding(seconds: -2 * 86_400))
      #expect(try await told() == [.expiringWeek, .expiringMonth])
      let text = try await coalition.messages(in: .en, by: me).items.first {
        $0.message.kind == .expiringWeek
      }
      #expect(text?.body.contains("1,000 Tongbao are good until 2027-03-31") == true)
    }
  }

  @Test func `what touches an account is told, also to the number that was changed`() async throws {
    let tray = MessageTray()
    try await TestShop.open(sink: tray.sink) { shop in
      let coalition = shop.coalition
      _ = try await shop.enter()
      let entry = try await shop.enter(from: EntryPlace(address: "198.51.100.9", device: "Firefox, Linux"))
      let me = try await shop.me(entry)
      shop.clock.advance(seconds: 61)
      try await coalition.requestPhoneChange(to: "13700137000", from: TestShop.place, by: me)
      let renewed = try await coalition.changePhone(
        to: "13700137000", oldCode: shop.code(to: "+8613800138000"), newCode: shop.code(to: "+8613700137000"),
        from: TestShop.place, by: me)
      let mine = try await shop.me(renewed)
      try await coalition.freezeMyself(by: mine)
      _ = try await coalition.unfreezeMember(shop.member.id, reason: "seen", by: .system)
      let kinds = try await coalition.messages(in: .en, by: mine).items.map(\.message.kind)
      #expect(kinds == [.unfrozen, .frozen, .phoneChanged, .newDevice])
      shop.clock.advance(seconds: 30)
      try await coalition.runDueJobs()
      let texts = await tray.texts().filter { !$0.text.body.contains("code") }
      let changed = texts.filter { $0.text.body.contains("your number was changed") }
      #expect(Set(changed.map(\.text.recipient)) == ["+8613800138000", "+8613700137000"])
      #expect(texts.contains { $0.text.body.contains("Firefox, Linux") })
      #expect(texts.allSatisfy { $0.channel == .sms && $0.text.body.hasPrefix("[Tongbao] ") })
    }
  }

  @Test func `ways are the member's to choose, but for safety`() async throws {
    let tray = MessageTray()
    try await TestShop.open(sink: tray.sink) { shop in
      let coalition = shop.coalition
      _ = try await coalition.updateMember(
        shop.member.id, MemberChange(identities: [.email("li@example.com")]), by: .system)
      let me = try await shop.me(try await shop.enter())
      func sent() async throws -> [String] {
        shop.clock.advance(seconds: 30)
        try await coalition.runDueJobs()
        return await tray.texts().filter { $0.text.title != "" || !$0.text.body.contains("code") }
          .map { "\($0.channel.rawValue) \($0.text.title)" }
      }
      try await shop.earn(100_000, key: "e1")
      #expect(try await sent() == [])
      try await shop.spend(10, key: "s1")
      #expect(try await sent() == ["email Points used"])
      var choices = try await coalition.messageChoices(by: me)
      #expect(choices[.spend] == MessageChoice(email: true, sms: false))
      choices[.spend] = MessageChoice(email: false, sms: false)
      choices[.earn] = MessageChoice(email: true, sms: true)
      try await coalition.setMessageChoices(choices, by: me)
      try await shop.spend(10, key: "s2")
      try await shop.earn(100_000, key: "e2")
      #expect(try await sent().sorted() == ["email Points earned", "email Points used", "sms "])
    }
  }

  @Test func `a carrier that fails is tried again later and later, and at last no more`() async throws {
    let tray = MessageTray()
    let faults = Faults()
    let sink = MessageSink(
      email: { text in
        if let error = await faults.next() { throw error }
        try await tray.sink.email?(text)
      })
    try await TestShop.open(sink: sink) { shop in
      let coalition = shop.coalition
      _ = try await coalition.updateMember(
        shop.member.id, MemberChange(identities: [.email("li@example.com")]), by: .system)
      _ = try await shop.enter()
      try await shop.earn(100_000, key: "e")
      func run(after seconds: Int64) async throws -> [MessageDelivery] {
        shop.clock.advance(seconds: seconds)
        try await coalition.runDueJobs()
        return try await coalition.deliveries(by: .system).items
      }
      await faults.set([Refusal("451 later"), Refusal("451 later")])
      try await shop.spend(10, key: "s1")
      var log = try await run(after: 10)
      #expect(log[0].state == .waiting && log[0].tries == 1 && log[0].failure.contains("451"))
      log = try await run(after: 30)
      #expect(log[0].tries == 1, "not before its minute")
      log = try await run(after: 60)
      #expect(log[0].tries == 2)
      log = try await run(after: 130)
      #expect(log[0].state == .sent && log[0].tries == 3 && log[0].finishedAt != nil)
      #expect(await tray.texts().count == 1)

      await faults.set([PermanentFailure("550 5.1.1 <li@example.com>: nobody at +8613800138000")])
      try await shop.spend(10, key: "s2")
      log = try await run(after: 10)
      #expect(log[0].state == .failed && log[0].failure == "550 5.1.1 … nobody at …")

      await faults.set((0..<8).map { Refusal("421 \($0)") })
      try await shop.spend(10, key: "s3")
      for _ in 0..<9 { log = try await run(after: 7_200) }
      #expect(log[0].state == .failed && log[0].tries == 8)
      #expect(await tray.texts().count == 1)
    }
  }

  @Test func `a last try of which nothing is known ends, and stands in nobody's way`() async throws {
    let tray = MessageTray()
    try await TestShop.open(sink: tray.sink) { shop in
      let coalition = shop.coalition
      _ = try await coalition.updateMember(
        shop.member.id, MemberChange(identities: [.email("li@example.com")]), by: .system)
      _ = try await shop.enter()
      try await shop.earn(100_000, key: "e")
      try await shop.spend(10, key: "s1")
      shop.clock.advance(seconds: 10)
      try await coalition.runDueJobs()
      // As the process that dies in the eighth try leaves the row.
      try await coalition.database.write { tx in
        try tx.execute(
          """
          UPDATE message_delivery SET state = 'waiting', finished_at = NULL, tries = 8 WHERE channel = 'email'
          """)
      }
      let before = await tray.texts().count
      try await shop.spend(10, key: "s2")
      shop.clock.advance(seconds: 200)
      try await coalition.runDueJobs()
      #expect(await tray.texts().count == before + 1)
      let log = try await coalition.deliveries(by: .system).items
      #expect(log.map(\.state) == [.sent, .failed])
    }
  }

  @Test func `a server that dies while it sends leaves the message to be sent again, under the same name`()
    async throws
  {
    let tray = MessageTray()
    try await TestShop.open(sink: tray.sink) { shop in
      let coalition = shop.coalition
      _ = try await coalition.updateMember(
        shop.member.id, MemberChange(identities: [.email("li@example.com")]), by: .system)
      _ = try await shop.enter()
      try await shop.earn(100_000, key: "e")
      try await shop.spend(10, key: "s1")
      shop.clock.advance(seconds: 10)
      try await coalition.runDueJobs()
      // As the process that dies between the carrier's answer and the note of it leaves the row.
      try await coalition.database.write { tx in
        try tx.execute(
          "UPDATE message_delivery SET state = 'waiting', finished_at = NULL WHERE channel = 'email'")
      }
      shop.clock.advance(seconds: 130)
      try await coalition.runDueJobs()
      let mails = await tray.texts().filter { $0.channel == .email }
      #expect(mails.count == 2 && mails[0].text.id == mails[1].text.id)
      shop.clock.advance(seconds: 600)
      try await coalition.runDueJobs()
      #expect(await tray.texts().filter { $0.channel == .email }.count == 2)
    }
  }

  private struct Refusal: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }

  private actor Faults {
    private var errors: [any Error & Sendable] = []

    func set(_ errors: [any Error & Sendable]) { self.errors = errors }

    func next() -> (any Error & Sendable)? { errors.isEmpty ? nil : errors.removeFirst() }
  }
}
