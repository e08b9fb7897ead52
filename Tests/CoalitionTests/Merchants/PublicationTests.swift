import Coalition
import DatabaseTesting
import Ledger
import Testing

/// A merchant with two stores, and people of the operator's who look at what it writes.
private struct TestPress {
  let shop: TestShop
  let second: Store
  let reviewer: OperatorUser

  var coalition: Coalition { shop.coalition }
  var now: Instant { shop.coalition.clock.now() }
  var merchant: Principal { shop.caller(shop.merchant) }

  static func open(_ test: (TestPress) async throws -> Void) async throws {
    try await TestShop.open { shop in
      let second = try await shop.coalition.createStore(
        of: shop.merchant.id, code: "S2", name: "Second", by: .system)
      let reviewer = try await shop.coalition.createUser(
        UserDraft(
          login: "reviewer", name: "R", password: "a long enough secret", roles: .operations), by: .system)
      try await test(TestPress(shop: shop, second: second, reviewer: reviewer))
    }
  }

  func promotion(
    _ title: String = "Double points", days: Int64 = 7, stores: Set<StoreID> = []
  )
    -> PublicationDraft
  {
    PublicationDraft(
      promotion: LocalText(hans: "双倍", en: title), body: LocalText(hans: "周末双倍积分"), from: now,
      until: now.adding(seconds: days * 86_400), stores: stores)
  }

  func write(
    _ draft: PublicationDraft? = nil, replacing: PublicationID? = nil, key: String = "form-0001"
  ) async throws -> Publication {
    try await coalition.writePublication(
      .promotion, draft ?? promotion(), of: shop.merchant.id, replacing: replacing, key: key, by: merchant)
  }

  func published(_ draft: PublicationDraft? = nil, key: String = "form-0001") async throws -> Publication {
    let made = try await write(draft, key: key)
    _ = try await coalition.submitPublication(made.id, by: merchant)
    return try await coalition.approvePublication(made.id, by: reviewer.principal)
  }

  func seen() async throws -> [String] {
    let me = try await shop.me(try await shop.enter())
    return try await coalition.promotions(by: me).items.map { $0.title.text(in: .en).text }
  }
}

@Suite(.database) struct PublicationTests {
  @Test func `members see a promotion once the operator approved it, between its dates`() async throws {
    try await TestPress.open { press async throws in
      let coalition = press.coalition
      let me = try await press.shop.me(try await press.shop.enter())
      func seen() async throws -> [MemberPromotion] { try await coalition.promotions(by: me).items }
      var draft = press.promotion(stores: [press.second.id])
      draft.startsAt = press.now.adding(seconds: 3_600)
      let made = try await press.write(draft)
      #expect(made.state == .draft && made.draft == draft)
      #expect(try await press.write(draft) == made, "the same form is the same promotion")
      _ = try await coalition.submitPublication(made.id, by: press.merchant)
      let again = try await coalition.submitPublication(made.id, by: press.merchant)
      #expect(again.state == .submitted)
      #expect(try await seen().isEmpty)
      let approved = try await coalition.approvePublication(made.id, by: press.reviewer.principal)
      #expect(approved.state == .approved && !approved.isLive(at: press.now))
      #expect(try await seen().isEmpty)
      press.shop.clock.advance(seconds: 3_600)
      let shown = try await seen()
      #expect(shown.map(\.id) == [made.id] && shown[0].stores == ["Second"])
      #expect(shown[0].title.text(in: .hant).text == "双倍" && shown[0].body.text(in: .en).text == "周末双倍积分")
      let place = try #require(
        try await coalition.places(PlaceSearch(), by: me).items.first {
          $0.merchant == press.shop.merchant.id
        })
      #expect(place.promotions.count == 1)
      _ = try await coalition.setStanding(
        .suspended, of: press.shop.merchant.id, reason: "unpaid", by: .system)
      #expect(try await seen().isEmpty)
      _ = try await coalition.setStanding(.active, of: press.shop.merchant.id, reason: "", by: .system)
      press.shop.clock.advance(seconds: 7 * 86_400)
      #expect(try await seen().isEmpty)
    }
  }

  @Test func `the operator sees no draft and nothing that was taken back, nor their titles in the log`()
    async throws
  {
    try await TestPress.open { press async throws in
      let coalition = press.coalition
      let made = try await press.write()
      func hidden() async throws {
        for operatorsOwn in [press.reviewer.principal, .system] {
          await #expect(throws: PublicationRefusal.notFound) {
            try await coalition.publication(made.id, by: operatorsOwn)
          }
          for state in [nil] + Publication.State.allCases.map(Optional.some) {
            #expect(try await coalition.publications(in: state, by: operatorsOwn).items.isEmpty)
          }
          await #expect(throws: PublicationRefusal.notFound) {
            try await coalition.submitPublication(made.id, by: operatorsOwn)
          }
        }
        #expect(try await coalition.publications(by: press.merchant).items.map(\.id) == [made.id])
      }
      try await hidden()
      _ = try await coalition.submitPublication(made.id, by: press.merchant)
      let waiting = try await coalition.publications(in: .submitted, by: press.reviewer.principal)
      #expect(waiting.items.map(\.id) == [made.id])
      _ = try await coalition.rejectPublication(made.id, reason: "r", by: press.reviewer.principal)
      #expect(try await coalition.publications(by: press.reviewer.principal).items.count == 1)
      var secret = press.promotion()
      secret.title = LocalText(hans: "Secret")
      _ = try await coalition.editPublication(made.id, secret, by: press.merchant)
      try await hidden()
      _ = try await coalition.withdrawPublication(made.id, by: press.merchant)
      try await hidden()
      let log = try await coalition.searchAudit(AuditQuery(), by: .system).items
      #expect(log.contains { $0.action == "publication.write" })
      #expect(!log.contains { ($0.before + $0.after).contains("Secret") })
    }
  }

  @Test func `whoever wrote it does not approve it, and no program does`() async throws {
    try await TestPress.open { press async throws in
      let coalition = press.coalition
      let own = try await coalition.writePublication(
        .promotion, press.promotion(), of: press.shop.merchant.id, key: "form-0001",
        by: press.reviewer.principal)
      _ = try await coalition.submitPublication(own.id, by: press.reviewer.principal)
      await #expect(throws: PublicationRefusal.reviewerIsAuthor) {
        try await coalition.approvePublication(own.id, by: press.reviewer.principal)
      }
      await #expect(throws: PublicationRefusal.reviewerIsAuthor) {
        try await coalition.rejectPublication(own.id, reason: "r", by: press.reviewer.principal)
      }
      await #expect(throws: PublicationRefusal.reviewerMustBePerson) {
        try await coalition.approvePublication(own.id, by: .system)
      }
      await #expect(throws: AccessRefusal.operatorOnly) {
        try await coalition.approvePublication(own.id, by: press.merchant)
      }
      let service = try await coalition.createUser(
        UserDraft(login: "service", name: "S", password: "a long enough secret", roles: .service), by: .system
      )
      await #expect(throws: AccessRefusal.self) {
        try await coalition.approvePublication(own.id, by: service.principal)
      }
    }
  }

  @Test func `what was sent back is mended and submitted again; what is shown is replaced`() async throws {
    try await TestPress.open { press async throws in
      let coalition = press.coalition
      let made = try await press.write()
      await #expect(throws: PublicationRefusal.notNow(.draft)) {
        try await coalition.rejectPublication(made.id, reason: "r", by: press.reviewer.principal)
      }
      _ = try await coalition.submitPublication(made.id, by: press.merchant)
      await #expect(throws: PublicationRefusal.notNow(.submitted)) {
        try await coalition.editPublication(made.id, press.promotion("Other"), by: press.merchant)
      }
      let back = try await coalition.rejectPublication(
        made.id, reason: "say where", by: press.reviewer.principal)
      #expect(back.state == .rejected && back.reason == "say where")
      let mended = try await coalition.editPublication(
        made.id, press.promotion("Mended"), by: press.merchant)
      #expect(mended.state == .draft && mended.reason.isEmpty)
      _ = try await coalition.submitPublication(made.id, by: press.merchant)
      _ = try await coalition.approvePublication(made.id, by: press.reviewer.principal)
      #expect(try await press.seen() == ["Mended"])
      let next = try await press.write(press.promotion("Next"), replacing: made.id, key: "form-0002")
      _ = try await coalition.submitPublication(next.id, by: press.merchant)
      let old = try await coalition.published(insteadOf: next, by: press.reviewer.principal)
      #expect(old?.id == made.id)
      #expect(try await press.seen() == ["Mended"], "shown until the new one is approved")
      _ = try await coalition.approvePublication(next.id, by: press.reviewer.principal)
      #expect(try await press.seen() == ["Next"])
      #expect(try await coalition.publication(made.id, by: press.merchant).state == .ended)
      await #expect(throws: PublicationRefusal.reasonMissing) {
        try await coalition.endPublication(next.id, by: press.reviewer.principal)
      }
      _ = try await coalition.endPublication(next.id, by: press.merchant)
      #expect(try await press.seen().isEmpty)
    }
  }

  @Test func `a brief is one a merchant, and the approved one is what members read`() async throws {
    try await TestPress.open { press async throws in
      let coalition = press.coalition
      let id = press.shop.merchant.id
      func write(_ text: String, key: String) async throws -> Publication {
        try await coalition.writePublication(
          .brief,
          PublicationDraft(
            brief: LocalText(en: text), category: .grocery, hours: "9-21", phone: "021-5555 1234"),
          of: id, key: key, by: press.merchant)
      }
      let first = try await write("We sell fruit", key: "brief-001")
      #expect(first.draft.phone == "+862155551234")
      await #expect(throws: PublicationRefusal.briefOpen) { try await write("Another", key: "brief-002") }
      _ = try await coalition.submitPublication(first.id, by: press.merchant)
      _ = try await coalition.approvePublication(first.id, by: press.reviewer.principal)
      let second = try await write("We sell tea", key: "brief-003")
      let me = try await press.shop.me(try await press.shop.enter())
      func read() async throws -> String? {
        try await coalition.places(PlaceSearch(), by: me).items.first { $0.merchant == id }?.brief?.body.en
      }
      #expect(try await read() == "We sell fruit")
      _ = try await coalition.submitPublication(second.id, by: press.merchant)
      _ = try await coalition.approvePublication(second.id, by: press.reviewer.principal)
      #expect(try await read() == "We sell tea")
      #expect(try await coalition.profile(of: id, by: .system).category == .grocery)
      #expect(try await coalition.briefs(of: id, by: press.merchant).open == nil)
    }
  }

  @Test func `another merchant finds nothing of it, and stores are one's own`() async throws {
    try await TestPress.open { press async throws in
      let coalition = press.coalition
      let made = try await press.write()
      let other = press.shop.caller(press.shop.other)
      await #expect(throws: PublicationRefusal.notFound) {
        try await coalition.publication(made.id, by: other)
      }
      await #expect(throws: PublicationRefusal.notFound) {
        try await coalition.submitPublication(made.id, by: other)
      }
      await #expect(throws: PublicationRefusal.notFound) {
        try await coalition.editPublication(made.id, press.promotion(), by: other)
      }
      await #expect(throws: MerchantRefusal.merchantNotFound) {
        try await coalition.writePublication(
          .promotion, press.promotion(), of: press.shop.merchant.id, key: "form-0009", by: other)
      }
      #expect(try await coalition.publications(by: other).items.isEmpty)
      await #expect(throws: PublicationRefusal.invalid(.stores)) {
        try await coalition.writePublication(
          .promotion, press.promotion(stores: [press.second.id]), of: press.shop.other.id, key: "form-0010",
          by: other)
      }
      let confined = Principal(
        kind: .merchant, merchant: press.shop.merchant.id, stores: [press.second.id], scopes: .merchantMost,
        actor: Actor(kind: .user, id: 5, answerable: 5))
      await #expect(throws: AccessRefusal.wrongOwner) {
        try await coalition.submitPublication(made.id, by: confined)
      }
    }
  }

  @Test func `what is wrong is named`() async throws {
    try await TestPress.open { press async throws in
      func field(_ change: (inout PublicationDraft) -> Void) async -> PublicationField? {
        var draft = press.promotion()
        change(&draft)
        do { _ = try await press.write(draft) } catch PublicationRefusal.invalid(let field) {
          return field
        } catch { return nil }
        return nil
      }
      #expect(await field { $0.title = LocalText() } == .title)
      #expect(await field { $0.title.en = "two\nlines" } == .title)
      #expect(await field { $0.title.hans = String(repeating: "长", count: 61) } == .title)
      #expect(await field { $0.body = LocalText(en: " ") } == .body)
      #expect(await field { $0.body.en = String(repeating: "a", count: 1_001) } == .body)
      #expect(await field { $0.endsAt = $0.startsAt } == .dates)
      #expect(await field { $0.endsAt = $0.startsAt.adding(seconds: 800 * 86_400) } == .dates)
      await #expect(throws: PublicationRefusal.invalid(.key)) { try await press.write(key: "short") }
      let past = try await press.write(press.promotion(days: 1))
      press.shop.clock.advance(seconds: 2 * 86_400)
      await #expect(throws: PublicationRefusal.invalid(.dates)) {
        try await press.coalition.submitPublication(past.id, by: press.merchant)
      }
    }
  }
}

@Suite(.database) struct AnnouncementTests {
  private static func draft(
    to audiences: Announcement.Audience, _ title: String = "Maintenance", important: Bool = false,
    from: Instant, days: Int64 = 2
  ) -> AnnouncementDraft {
    AnnouncementDraft(
      title: LocalText(hans: "维护", hant: "維護", en: title),
      body: LocalText(hans: "今晚", hant: "今晚", en: "Tonight"), to: audiences, isImportant: important,
      from: from, until: from.adding(seconds: days * 86_400))
  }

  @Test func `it is shown to whom it is for, between its dates, until they put it away`() async throws {
    try await TestShop.open { shop async throws in
      let coalition = shop.coalition
      let now = shop.coalition.clock.now()
      let chief = try await coalition.createUser(
        UserDraft(login: "chief", name: "C", password: "a long enough secret", roles: .operations),
        by: .system)
      let by = chief.principal
      let member = AnnouncementReader.member(shop.member.id)
      let friend = AnnouncementReader.member(shop.friend.id)
      let staff = AnnouncementReader.user(OperatorID(5), isOperators: false)
      func live(_ reader: AnnouncementReader) async throws -> [String] {
        try await coalition.liveAnnouncements(for: reader).map(\.draft.title.en)
      }
      let draft = Self.draft(to: [.members, .merchants], from: now.adding(seconds: 60))
      let made = try await coalition.writeAnnouncement(draft, key: "news-0001", by: by)
      #expect(try await coalition.writeAnnouncement(draft, key: "news-0001", by: by) == made)
      #expect(try await coalition.announcementArchive(for: member).items.isEmpty)
      #expect(try await coalition.publishAnnouncement(made.id, by: by).state == .published)
      #expect(try await live(member).isEmpty, "its first moment is to come")
      #expect(try await coalition.announcementArchive(for: member).items.isEmpty)
      shop.clock.advance(seconds: 60)
      #expect(try await live(member) == ["Maintenance"])
      #expect(try await live(staff) == ["Maintenance"])
      #expect(try await live(by.reader ?? member).isEmpty)
      let urgent = try await coalition.writeAnnouncement(
        Self.draft(to: .all, "Urgent", important: true, from: now), key: "news-0002", by: by)
      _ = try await coalition.publishAnnouncement(urgent.id, by: by)
      #expect(try await live(member) == ["Urgent", "Maintenance"])
      for _ in 0..<2 { try await coalition.dismissAnnouncement(urgent.id, by: member) }
      #expect(try await live(member) == ["Maintenance"])
      #expect(try await live(friend) == ["Urgent", "Maintenance"])
      #expect(try await coalition.announcementArchive(for: member).items.count == 2)
      _ = try await coalition.endAnnouncement(made.id, by: by)
      #expect(try await live(member).isEmpty)
      #expect(try await live(staff) == ["Urgent"])
      #expect(try await coalition.announcementArchive(for: member).items.count == 2)
      await #expect(throws: AnnouncementRefusal.notNow(.ended)) {
        try await coalition.publishAnnouncement(made.id, by: by)
      }
      shop.clock.advance(seconds: 2 * 86_400)
      #expect(try await live(friend).isEmpty)
    }
  }

  @Test func `only those who keep members and merchants write one, in all three languages`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let now = platform.coalition.clock.now()
    let draft = Self.draft(to: .all, from: now)
    for role in [Role.finance, .risk, .service, .auditor, .reviewer] {
      let person = try await platform.user("person\(role.rawValue)", role)
      await #expect(throws: AccessRefusal.self) {
        try await coalition.writeAnnouncement(draft, key: "news-0001", by: person.principal)
      }
    }
    let merchant = try await platform.merchant("m1")
    await #expect(throws: AccessRefusal.operatorOnly) {
      try await coalition.announcements(by: platform.caller(of: merchant, .all))
    }
    func field(_ change: (inout AnnouncementDraft) -> Void) async -> AnnouncementField? {
      var wrong = draft
      change(&wrong)
      do {
        _ = try await coalition.writeAnnouncement(wrong, key: "news-0001", by: .system)
      } catch AnnouncementRefusal.invalid(let field) { return field } catch { return nil }
      return nil
    }
    #expect(await field { $0.title.hant = "" } == .title)
    #expect(await field { $0.body.en = " " } == .body)
    #expect(await field { $0.audiences = [] } == .audiences)
    #expect(await field { $0.endsAt = $0.startsAt } == .dates)
    let made = try await coalition.writeAnnouncement(draft, key: "news-0001", by: .system)
    var other = draft
    other.title.en = "Changed"
    #expect(try await coalition.editAnnouncement(made.id, other, by: .system).draft.title.en == "Changed")
    _ = try await coalition.publishAnnouncement(made.id, by: .system)
    await #expect(throws: AnnouncementRefusal.notNow(.published)) {
      try await coalition.editAnnouncement(made.id, draft, by: .system)
    }
  }
}
