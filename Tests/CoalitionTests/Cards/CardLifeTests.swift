import DatabaseTesting
import Ledger
import LedgerStore
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct CardLifeTests {
  @Test func `a kind of cards needs two people, a range of its own and numbers that cannot be guessed`()
    async throws
  {
    try await TestShop.open { shop in
      let type = try await shop.cardType()
      #expect(type.version == 1 && type.isBearer && type.kind == .gift)
      func proposal(_ code: String, _ prefix: String, base: Int = 0, length: Int = 16) -> CardTypeProposal {
        CardTypeProposal(
          code: code, base: base, names: Names("X"), kind: .gift, prefix: prefix, numberLength: length,
          validityMonths: 6, isBearer: true, needsPIN: true)
      }
      let author = try await shop.coalition.createUser(
        UserDraft(login: "amy", name: "Amy", password: "a long enough secret", roles: .administrator),
        by: .system)
      for wrong in [
        proposal("B", "8800"), proposal("B", "880012"), proposal("B", "6600"), proposal("B", "6600017"),
        proposal("B", "123"), proposal("B", "7700", length: 15), proposal("B", "7700001"),
        proposal("GIFT", "7700"), proposal("NEW", "7700", base: 1), proposal("GIFT", "770001", base: 1),
        proposal("B", "280001", length: 19),
      ] {
        await #expect(throws: ApprovalRefusal.invalidOperation, "\(wrong)") {
          try await shop.coalition.propose(.cardType(wrong), reason: "r", by: author.principal)
        }
      }
      #expect(try await shop.decided(.cardType(proposal("GIFT", "660001", base: 1))).state == .succeeded)
      let changed = try await shop.coalition.cardType(type.id, by: .system)
      #expect(changed.version == 2 && changed.validityMonths == 6 && changed.needsPIN)
    }
  }

  @Test func `a card goes from made to usable to lost to replaced, and its points stay`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let type = try await shop.cardType()
      let made = try await coalition.issueCard(to: nil, type: type.id, by: .system)
      #expect(made.number.hasPrefix("660001") && made.number.utf8.count == 16 && Luhn.isValid(made.number))
      #expect(try await memberRefusal { try await shop.spend(1, on: made) } == .cardNotActivated)
      let card = try await coalition.activateCard(made.id, for: nil, by: shop.till)
      try await shop.earn(70, on: card)
      try await shop.spend(20, on: card)
      _ = try await coalition.reportCardLost(card.id, by: shop.till)
      #expect(try await memberRefusal { try await shop.spend(1, on: card) } == .cardLost)
      #expect(try await memberRefusal { try await shop.earn(1, on: card) } == .cardLost)
      let new = try await coalition.replaceCard(card.id, by: .system)
      #expect(try await memberRefusal { try await shop.spend(1, on: card) } == .cardReplaced)
      try await shop.spend(10, on: new)
      #expect(try await shop.points(of: new.member) == 40 && new.member == card.member)
      // A stolen card never becomes good again, a lost one does.
      _ = try await coalition.reportCardLost(new.id, isStolen: true, by: .system)
      #expect(try await memberRefusal { try await shop.spend(1, on: new) } == .cardStolen)
      await #expect(throws: MemberRefusal.cardStolen) { try await coalition.releaseCard(new.id, by: .system) }
      await #expect(throws: MemberRefusal.cardHasPoints) {
        try await coalition.destroyCard(new.id, by: .system)
      }
      let last = try await coalition.replaceCard(new.id, by: .system)
      try await shop.spend(40, on: last)
      _ = try await coalition.destroyCard(last.id, by: .system)
      await #expect(throws: MemberRefusal.cardInactive) {
        try await coalition.replaceCard(last.id, by: .system)
      }
      #expect(try await memberRefusal { try await shop.spend(1, on: last) } == .cardInactive)
    }
  }

  @Test func `a card is refused from the moment it runs out, and its holder gets another`() async throws {
    try await TestShop.open { shop in
      let type = try await shop.cardType(months: 1)
      let card = try await shop.bearerCard(of: type, worth: 50)
      try await shop.spend(1, on: card)
      #expect(try card.expiresAt == endOf("2026-04-30"))
      shop.clock.set(try endOf("2026-04-30"))
      #expect(try await memberRefusal { try await shop.spend(1, on: card) } == .cardExpired)
      #expect(try await shop.coalition.endExpiredCards() == 1)
      #expect(try await memberRefusal { try await shop.spend(1, on: card) } == .cardExpired)
      let new = try await shop.coalition.replaceCard(card.id, by: .system)
      try await shop.spend(49, on: new)
    }
  }

  @Test func `a merchant releases a lost card with its holder's proof only`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let caller = shop.caller(shop.merchant, isLoginProof: false)
      let card = try await coalition.issueCard(to: shop.member.id, by: caller)
      try await coalition.setPIN("271828", of: shop.member.id, by: .system)
      _ = try await coalition.reportCardLost(card.id, by: caller)
      await #expect(throws: MemberRefusal.memberProofRequired) {
        try await coalition.releaseCard(card.id, by: caller)
      }
      await #expect(throws: MemberRefusal.pinWrong(triesLeft: 4)) {
        try await coalition.releaseCard(card.id, proof: .pin("314159"), by: caller)
      }
      #expect(try await memberRefusal { try await shop.earn(1, on: card) } == .cardLost)
      _ = try await coalition.releaseCard(card.id, proof: .pin("271828"), by: caller)
      try await shop.earn(1, on: card)
    }
  }

  @Test func `a merchant gives another card for one with its holder's proof only`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let type = try await shop.cardType()
      let caller = shop.caller(shop.merchant, isLoginProof: false)
      let made = try await coalition.issueCard(to: nil, type: type.id, by: caller)
      let card = try await coalition.activateCard(made.id, for: nil, by: caller)
      try await shop.earn(70, on: card)
      await #expect(throws: MemberRefusal.memberProofRequired) {
        try await coalition.replaceCard(card.id, by: caller)
      }
      await #expect(throws: MemberRefusal.codeExpired) {
        try await coalition.replaceCard(card.id, code: "nope", by: caller)
      }
      let new = try await coalition.replaceCard(
        card.id, code: coalition.cardCode(of: card.number), by: caller)
      // Whoever found a lost card has its code as well.
      _ = try await coalition.reportCardLost(new.id, by: caller)
      await #expect(throws: MemberRefusal.memberProofRequired) {
        try await coalition.replaceCard(new.id, code: coalition.cardCode(of: new.number), by: caller)
      }
      try await coalition.setPIN("271828", of: try #require(card.member), by: .system)
      let last = try await coalition.replaceCard(new.id, proof: .pin("271828"), by: caller)
      try await shop.spend(70, on: last)
    }
  }

  @Test func `a card that needs its PIN gives no points without, however few, even to a trusted till`()
    async throws
  {
    var policies = ProgramPolicies()
    policies.proofFreePoints = 100
    try await TestShop.open(policies: policies) { shop in
      let card = try await shop.bearerCard(of: try await shop.cardType(needsPIN: true), worth: 50)
      let bearer = try #require(card.member)
      #expect(try await memberRefusal { try await shop.spend(1, on: card) } == .memberProofRequired)
      try await shop.coalition.setPIN("271828", of: bearer, by: .system)
      #expect(
        try await memberRefusal { try await shop.spend(1, on: card, proof: .pin("314159")) }
          == .pinWrong(triesLeft: 4))
      try await shop.spend(1, on: card, proof: .pin("271828"))
      // The PIN stays with the points.
      let new = try await shop.coalition.replaceCard(card.id, by: .system)
      try await shop.spend(1, on: new, proof: .pin("271828"))
    }
  }

  @Test func `no server lets a card through that another was told is lost`() async throws {
    try await TestShop.open { shop in
      // One process owns a SQLite file: two servers are two only where the tables are shared.
      guard shop.coalition.database.dialect == .postgres else { return }
      let other = try shop.otherServer()
      let card = try await shop.bearerCard(of: try await shop.cardType(), worth: 50)
      try await shop.spend(1, on: card, by: other)
      _ = try await shop.coalition.reportCardLost(card.id, by: .system)
      #expect(try await memberRefusal { try await shop.spend(1, on: card, by: other) } == .cardLost)
      #expect(try await memberRefusal { try await shop.spend(1, on: card) } == .cardLost)
      _ = try await other.releaseCard(card.id, by: .system)
      try await shop.spend(1, on: card)
    }
  }

  @Test func `what is asked for after a loss was answered is refused, whatever goes on beside it`()
    async throws
  {
    try await TestShop.open { shop in
      let card = try await shop.bearerCard(of: try await shop.cardType(), worth: 500)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<20 {
          group.addTask { _ = try await memberRefusal { try await shop.spend(1, on: card) } }
        }
        _ = try await shop.coalition.reportCardLost(card.id, by: .system)
        let left = try await memberRefusal { try await shop.spend(1, on: card) }
        #expect(left == .cardLost)
        try await group.waitForAll()
      }
      let rest = try await shop.points(of: card.member)
      #expect(try await memberRefusal { try await shop.spend(1, on: card) } == .cardLost)
      #expect(try await shop.points(of: card.member) == rest)
    }
  }
}
