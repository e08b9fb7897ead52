import Coalition
import DatabaseTesting
import Ledger
import Testing

@Suite(.database) struct MemberTests {
  @Test func `a member is found by everything they are known by`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let merchant = try await platform.merchant("m1")
    let made = try await coalition.createMember(
      MemberDraft(
        .phone("138 0013 8000"), .email("Li.Ming@Example.com"), .own("C-7", of: merchant.id),
        .external("openid", provider: "wechat"), name: "李明", wantsCard: true), by: .system)
    #expect(made.phone == "+8613800138000" && made.email == "li.ming@example.com")
    let card = try #require(try await coalition.cards(of: made.id, by: .system).first)
    let claims: [MemberClaim] = [
      .id(made.id), .phone("+86 13800138000"), .phone("008613800138000"), .email("LI.MING@example.com"),
      .card(card.number), .own("C-7", of: merchant.id), .external("openid", provider: "wechat"),
    ]
    for claim in claims {
      #expect(try await coalition.member(claim, by: .system) == made)
    }
  }

  @Test func `a second member of the same phone is refused, naming the field`() async throws {
    let platform = try TestPlatform.open()
    _ = try await platform.member("13800138000")
    await #expect(throws: MemberRefusal.memberExists(.phone)) { try await platform.member("+8613800138000") }
  }

  @Test func `of many registrations at once, one makes the member`() async throws {
    let platform = try TestPlatform.open()
    let outcomes = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask {
          do {
            _ = try await platform.member("13800138000")
            return true
          } catch {
            #expect(error as? MemberRefusal == .memberExists(.phone))
            return false
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.filter(\.self).count == 1)
  }

  @Test func `what cannot be a phone, address, name or card is refused`() async throws {
    let coalition = try TestPlatform.open().coalition
    let faults: [(MemberDraft, MemberField)] = [
      (MemberDraft(.phone("1380013800")), .phone), (MemberDraft(.phone("13800138000x")), .phone),
      (MemberDraft(.email("a@b")), .email), (MemberDraft(.email("a@b@c.d")), .email),
      (MemberDraft(.phone("13800138000"), name: "a\u{7}b"), .name),
      (MemberDraft(cardNumber: "8800000000000001"), .card), (MemberDraft(), .phone),
      (MemberDraft(.phone("13800138000"), .phone("13800138001")), .phone),
    ]
    for (draft, field) in faults {
      await #expect(throws: MemberRefusal.invalid(field)) {
        try await coalition.createMember(draft, by: .system)
      }
    }
    await #expect(throws: MemberRefusal.memberNotFound) {
      try await coalition.member(.phone("13800138000"), by: .system)
    }
  }

  @Test func `a frozen member stays found and cannot be frozen twice`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let member = try await platform.member("13800138000")
    let frozen = try await coalition.freezeMember(member.id, reason: "asked", by: .system)
    #expect(frozen.status == .frozen)
    #expect(throws: MemberRefusal.memberFrozen) { try frozen.requireActive() }
    await #expect(throws: MemberRefusal.statusConflict(.frozen)) {
      try await coalition.freezeMember(member.id, reason: "asked", by: .system)
    }
    #expect(try await coalition.member(.id(member.id), by: .system).status == .frozen)
    #expect(try await coalition.unfreezeMember(member.id, reason: "done", by: .system).status == .active)
  }

  @Test func `an update takes the place of what was there`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let member = try await platform.member("13800138000")
    _ = try await platform.member("13900139000")
    let updated = try await coalition.updateMember(
      member.id, MemberChange(name: "New", language: .en, identities: [.phone("13700137000")]), by: .system)
    #expect(updated.name == "New" && updated.language == .en && updated.phone == "+8613700137000")
    await #expect(throws: MemberRefusal.memberNotFound) {
      try await coalition.member(.phone("13800138000"), by: .system)
    }
    await #expect(throws: MemberRefusal.memberExists(.phone)) {
      try await coalition.updateMember(
        member.id, MemberChange(identities: [.phone("13900139000")]), by: .system)
    }
    let log = try await coalition.auditLog(by: .system).items
    #expect(log.allSatisfy { !$0.after.contains("137") && !$0.after.contains("New") })
  }

  @Test func `a merchant neither lists members nor changes another's`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let (one, two) = (try await platform.merchant("m1"), try await platform.merchant("m2"))
    let member = try await coalition.createMember(
      MemberDraft(.phone("13800138000"), .own("7", of: one.id)), by: platform.caller(of: one))
    #expect(member.registeredBy == one.id)
    let other = platform.caller(of: two)
    await #expect(throws: AccessRefusal.operatorOnly) { try await coalition.members(by: other) }
    await #expect(throws: MemberRefusal.memberNotFound) {
      try await coalition.member(.own("7", of: one.id), by: other)
    }
    await #expect(throws: AccessRefusal.wrongOwner) {
      try await coalition.updateMember(member.id, MemberChange(name: "X"), by: other)
    }
    _ = try await coalition.updateMember(
      member.id, MemberChange(identities: [.own("8", of: two.id)]), by: other)
    #expect(try await coalition.member(.own("8", of: two.id), by: other).id == member.id)
  }

  @Test func `the list filters and goes on`() async throws {
    let platform = try TestPlatform.open()
    var made: [MemberID] = []
    for number in 0..<5 {
      made.append(try await platform.member("1380013800\(number)").id)
      platform.clock.advance(seconds: 60)
    }
    let coalition = platform.coalition
    let first = try await coalition.members(MemberFilter(), PageRequest(limit: 2), by: .system)
    #expect(first.items.map(\.id) == [made[4], made[3]] && first.hasMore)
    let late = MemberFilter(createdFrom: TestPlatform.start.adding(seconds: 180))
    #expect(try await coalition.members(late, by: .system).items.map(\.id) == [made[4], made[3]])
    _ = try await coalition.freezeMember(made[1], reason: "asked", by: .system)
    #expect(
      try await coalition.members(MemberFilter(status: .frozen), by: .system).items.map(\.id) == [made[1]])
  }

  @Test func `a lost card finds nobody until it is released`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let member = try await platform.member("13800138000")
    let card = try await coalition.issueCard(to: member.id, by: .system)
    _ = try await coalition.reportCardLost(card.id, by: .system)
    await #expect(throws: MemberRefusal.cardLost) {
      try await coalition.member(.card(card.number), by: .system)
    }
    await #expect(throws: MemberRefusal.cardLost) {
      try await coalition.reportCardLost(card.id, by: .system)
    }
    _ = try await coalition.releaseCard(card.id, by: .system)
    #expect(try await coalition.member(.card(card.number), by: .system) == member)
  }

  @Test func `a card handed out unbound is bound once`() async throws {
    let coalition = try TestPlatform.open().coalition
    let card = try await coalition.issueCard(to: nil, by: .system)
    await #expect(throws: MemberRefusal.cardNotActivated) {
      try await coalition.member(.card(card.number), by: .system)
    }
    let member = try await coalition.createMember(MemberDraft(cardNumber: card.number), by: .system)
    #expect(try await coalition.member(.card(card.number), by: .system) == member)
    await #expect(throws: MemberRefusal.memberExists(.card)) {
      try await coalition.createMember(MemberDraft(cardNumber: card.number), by: .system)
    }
  }

  @Test func `personal data is masked`() {
    #expect(Masked.phone("+8613800138000") == "+86*******8000")
    #expect(Masked.email("li.ming@example.com") == "l***@example.com")
    #expect(Masked.card("8800123412341234") == "8800********1234")
  }
}
