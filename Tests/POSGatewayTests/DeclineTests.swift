import Coalition
import DatabaseTesting
import ISO8583
import Ledger
import Logging
import Testing

@testable import POSGateway

/// What was declined stays declined: the till has told the customer so.
@Suite("Trades that are turned away before the ledger", .database)
struct DeclineTests {
  @Test func `a copy gets the same code when the reason is gone, also after a restart`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      try await counter.give(1_000)
      let member = counter.member.id
      _ = try await counter.coalition.freezeMember(member, reason: "asked", by: .system)
      let spend = try counter.till.spend(50, card: counter.card, pin: Counter.pin)
      let first = try #require(try await counter.ask(spend))
      #expect(first.text(39) == "62")
      _ = try await counter.coalition.unfreezeMember(member, reason: "asked", by: .system)
      counter.clock.advance(seconds: 60)
      #expect(try await counter.askAnew(spend) == first)
      let between = try counter.till.spend(10, card: counter.card, pin: Counter.pin)
      #expect(try await counter.ask(between)?.text(39) == "00")
      #expect(try await counter.ask(spend)?.text(39) == "62")
      var repeated = spend
      repeated.type = MessageType(0x0201)
      #expect(try await counter.askAnew(repeated)?.text(39) == "62")
      // The number is used up: something else under it is a duplicate.
      var other = spend
      other.set(4, Int64(60).digits(12))
      #expect(try await counter.ask(other)?.text(39) == "94")
      #expect(try await counter.askAnew(other)?.text(39) == "94")
      #expect(try await counter.ask(counter.till.reversal(of: spend))?.text(39) == "00")
      #expect(try await counter.spendable() == 950)
    }
  }

  @Test func `at a suspended merchant's till nothing is earned or used, and it says why`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      try await counter.give(1_000)
      _ = try await counter.coalition.setStanding(
        .suspended, of: counter.merchant.id, reason: "unpaid", by: .system)
      let spend = try counter.till.spend(50, card: counter.card, pin: Counter.pin)
      #expect(try await counter.ask(spend)?.text(39) == "03")
      var earn = counter.till.trade(.earn, 10_000)
      earn.set(2, counter.card)
      #expect(try await counter.ask(earn)?.text(39) == "03")
      #expect(try await counter.spendable() == 1_000)
      _ = try await counter.coalition.setStanding(.active, of: counter.merchant.id, reason: "", by: .system)
      let later = try counter.till.spend(50, card: counter.card, pin: Counter.pin)
      #expect(try await counter.ask(later)?.text(39) == "00")
      #expect(try await counter.spendable() == 750)
    }
  }

  @Test func `a copy of a wrong PIN is no further try`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      try await counter.give(1_000)
      let wrong = try counter.till.spend(50, card: counter.card, pin: "111222")
      for round in 0..<8 {
        #expect(try await counter.ask(wrong)?.text(39) == "55")
        // Something else in between, so that the last answer is another's.
        var balance = counter.till.trade(.balance, 0)
        balance.set(2, counter.card)
        #expect(try await counter.ask(balance)?.text(39) == "00", "round \(round)")
      }
      let right = try counter.till.spend(50, card: counter.card, pin: Counter.pin)
      #expect(try await counter.ask(right)?.text(39) == "00")
      #expect(try await counter.spendable() == 750)
    }
  }

  @Test func `what was approved is answered so again, whoever is frozen since`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      try await counter.give(1_000)
      let spend = try counter.till.spend(100, card: counter.card, pin: Counter.pin)
      let first = try #require(try await counter.ask(spend))
      let refund = try counter.till.following(.spendRefund, 30, spend, rrn: first.text(37))
      let back = try #require(try await counter.ask(refund))
      #expect(back.text(39) == "00")
      _ = try await counter.coalition.freezeMember(counter.member.id, reason: "asked", by: .system)
      #expect(try await counter.askAnew(spend) == first)
      // The month for refunds is over, the refund was done.
      counter.clock.advance(seconds: 40 * 86_400)
      #expect(try await counter.askAnew(refund) == back)
      #expect(try await counter.spendable() == 650)
    }
  }

  @Test func `what the ledger declined is answered the same, down to its time`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      try await counter.give(100)
      let spend = try counter.till.spend(50, card: counter.card, pin: Counter.pin)
      let first = try #require(try await counter.ask(spend))
      #expect(first.text(39) == "51")
      try await counter.give(1_000)
      counter.clock.advance(seconds: 60)
      #expect(try await counter.askAnew(spend) == first)
      #expect(try await counter.spendable() == 1_100)
    }
  }

  @Test func `a disabled terminal's trade stays declined, somebody else's bytes use up nothing`() async throws
  {
    try await Counter.open { counter in
      try await counter.signIn()
      try await counter.give(1_000)
      let coalition = counter.coalition
      _ = try await coalition.setStatus(.disabled, ofTerminal: counter.till.id, by: .system)
      let declined = try counter.till.spend(50, card: counter.card, pin: Counter.pin)
      #expect(try await counter.ask(declined)?.text(39) == "58")
      let forged = try counter.till.spend(50, card: counter.card, pin: Counter.pin)
      var bytes = try counter.till.frame(forged)
      bytes[bytes.count - 1] ^= 1
      #expect(try await counter.answer(to: bytes)?.text(39) == "58")
      _ = try await coalition.setStatus(.enabled, ofTerminal: counter.till.id, by: .system)
      #expect(try await counter.ask(declined)?.text(39) == "58")
      #expect(try await counter.askAnew(declined)?.text(39) == "58")
      #expect(try await counter.ask(forged)?.text(39) == "00")
      #expect(try await counter.spendable() == 750)
    }
  }

  @Test func `an earn that was decided at the till is received when the way is free again`()
    async throws
  {
    try await Counter.open { counter in
      try await counter.signIn()
      let coalition = counter.coalition
      _ = try await coalition.setStatus(.disabled, ofTerminal: counter.till.id, by: .system)
      var earn = counter.till.trade(.earn, 2_000)
      earn.set(2, counter.card)
      #expect(try await counter.ask(earn)?.text(39) == "58")
      _ = try await coalition.setStatus(.enabled, ofTerminal: counter.till.id, by: .system)
      #expect(try await counter.spendable() == 0)
      #expect(try await counter.askAnew(earn)?.text(39) == "00")
      let given = try await counter.spendable()
      #expect(given > 0)
      #expect(try await counter.askAnew(earn)?.text(39) == "00")
      #expect(try await counter.spendable() == given)
    }
  }

  @Test func `a completion that came too early or too late stays declined`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      try await counter.give(1_000)
      let hold = try counter.till.proven(counter.till.trade(.hold, 100), counter.card, Counter.pin)
      _ = try await counter.ask(hold)
      let cancel = try counter.till.following(.holdCancel, 100, hold)
      _ = try await counter.ask(cancel)
      let late = try counter.till.following(.completion, 100, hold)
      #expect(try await counter.ask(late)?.text(39) == "25")
      #expect(try await counter.ask(counter.till.reversal(of: cancel))?.text(39) == "00")
      #expect(try await counter.askAnew(late)?.text(39) == "25")
      #expect(try await counter.ask(try counter.till.following(.completion, 100, hold))?.text(39) == "00")
      #expect(try await counter.spendable() == 500)
    }
  }
}

extension Counter {
  /// Asks a host that was started anew: nothing is in its memory.
  func askAnew(_ message: Message) async throws -> Message? {
    let fresh = TillHost(coalition, logger: Logger(label: "test"))
    guard case .reply(let reply) = await fresh.answer(try till.frame(message)) else { return nil }
    return try till.profile.decode(reply).message
  }
}
