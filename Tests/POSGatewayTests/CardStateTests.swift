import Coalition
import DatabaseTesting
import ISO8583
import Ledger
import Loyalty
import Testing

@testable import POSGateway

/// What tills are told of cards that are no good, from the moment on that they are not.
@Suite("Cards that are no good at a till", .database)
struct CardStateTests {
  @Test func `lost (41), stolen (43), replaced (04) and destroyed (14): no earn, no spend, no balance`()
    async throws
  {
    try await Counter.open { counter in
      let coalition = counter.coalition
      try await counter.signIn()
      try await counter.give(1_000)
      for code in ["41", "43", "04", "14"] {
        let card = try await coalition.issueCard(to: counter.member.id, by: .system)
        #expect(try await counter.answers(to: card.number) == ["00", "00", "00"])
        let left = try await counter.spendable()
        switch code {
        case "41": _ = try await coalition.reportCardLost(card.id, by: .system)
        case "43": _ = try await coalition.reportCardLost(card.id, isStolen: true, by: .system)
        case "04": _ = try await coalition.replaceCard(card.id, by: .system)
        default: _ = try await coalition.destroyCard(card.id, by: .system)
        }
        let answers = try await counter.answers(to: card.number)
        #expect(answers == [code, code, code])
        #expect(try await counter.spendable() == left)
      }
    }
  }

  @Test func `a card waits for its activation (21), and is good until its time is over (54)`() async throws {
    try await Counter.open { counter in
      let coalition = counter.coalition
      let type = try await counter.cardType(months: 1)
      let made = try await coalition.issueCard(to: nil, type: type, by: .system)
      try await counter.signIn()
      let waiting = try await counter.answers(to: made.number)
      #expect(waiting == ["21", "21", "21"])
      let card = try await coalition.activateCard(made.id, for: counter.member.id, by: .system)
      try await counter.give(1_000)
      #expect(try await counter.answers(to: card.number) == ["00", "00", "00"])
      counter.clock.set(try #require(card.expiresAt).adding(seconds: -1))
      try await counter.signIn()
      #expect(try await counter.answers(to: card.number) == ["00", "00", "00"])
      counter.clock.set(try #require(card.expiresAt))
      #expect(try await counter.answers(to: card.number) == ["54", "54", "54"])
      let new = try await coalition.replaceCard(card.id, by: .system)
      #expect(try await counter.answers(to: new.number) == ["00", "00", "00"])
      #expect(try await counter.answers(to: card.number) == ["04", "04", "04"])
    }
  }

  @Test func `what is given back reaches the holder of a card that was lost since`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      try await counter.give(1_000)
      let spend = try counter.till.spend(100, card: counter.card, pin: Counter.pin)
      #expect(try await counter.ask(spend)?.text(39) == "00")
      let card = try await counter.coalition.cards(of: counter.member.id, by: .system)[0]
      _ = try await counter.coalition.reportCardLost(card.id, by: .system)
      let void = try counter.till.following(.spendVoid, 100, spend)
      #expect(try await counter.ask(void)?.text(39) == "00")
      #expect(try await counter.spendable() == 1_000)
    }
  }
}

extension Counter {
  /// Field 39 of an earn, a spend with the right PIN and a balance.
  fileprivate mutating func answers(to card: String) async throws -> [String?] {
    var earn = till.trade(.earn, 1_000)
    earn.set(2, card)
    var balance = till.trade(.balance, 0)
    balance.set(2, card)
    let spend = try till.spend(10, card: card, pin: Self.pin)
    return [
      try await ask(earn)?.text(39), try await ask(spend)?.text(39), try await ask(balance)?.text(39),
    ]
  }

  /// Sets a kind of cards as two people do.
  fileprivate func cardType(months: Int) async throws -> CardTypeID {
    func person(_ login: String) async throws -> Principal {
      try await coalition.createUser(
        UserDraft(login: login, name: login, password: "a long enough secret", roles: .administrator),
        by: .system
      ).principal
    }
    let (author, second) = (try await person("author"), try await person("second"))
    let proposal = CardTypeProposal(
      code: "MEMBER", names: Names("Member"), kind: .member, prefix: "660001", validityMonths: months,
      isBearer: false, needsPIN: false)
    let proposed = try await coalition.propose(.cardType(proposal), reason: "spring", by: author)
    _ = try await coalition.approve(proposed.id, by: second) { try await coalition.execute($0) }
    return try #require(try await coalition.cardTypes(by: .system).first).id
  }
}
