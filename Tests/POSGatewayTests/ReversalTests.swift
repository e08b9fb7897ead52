import Coalition
import DatabaseTesting
import ISO8583
import Ledger
import Testing

@testable import POSGateway

@Suite("Reversals of terminals", .database)
struct ReversalTests {
  @Test func `after its original a reversal undoes it, and again it says the same`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      try await counter.give(1_000)
      let spend = try counter.till.spend(50, card: counter.card, pin: Counter.pin)
      _ = try await counter.ask(spend)
      let reversal = counter.till.reversal(of: spend)
      #expect(try await counter.ask(reversal)?.text(39) == "00")
      #expect(try await counter.spendable() == 1_000)
      var repeated = reversal
      repeated.type = MessageType(0x0401)
      #expect(try await counter.ask(repeated)?.text(39) == "00")
      #expect(try await counter.spendable() == 1_000)
    }
  }

  @Test func `before its original it is remembered, and the original never counts`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      try await counter.give(1_000)
      let spend = try counter.till.spend(50, card: counter.card, pin: Counter.pin)
      #expect(try await counter.ask(counter.till.reversal(of: spend))?.text(39) == "00")
      #expect(try await counter.ask(spend)?.text(39) == "12")
      #expect(try await counter.spendable() == 1_000)
    }
  }

  @Test func `with a wrong seal it undoes nothing and closes nothing`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      try await counter.give(1_000)
      let spend = try counter.till.spend(50, card: counter.card, pin: Counter.pin)
      let never = try counter.till.spend(70, card: counter.card, pin: Counter.pin)
      _ = try await counter.ask(spend)
      for message in [spend, never] {
        var bytes = try counter.till.frame(counter.till.reversal(of: message))
        bytes[bytes.count - 1] ^= 1
        #expect(try await counter.answer(to: bytes)?.text(39) == "A0")
      }
      #expect(try await counter.spendable() == 750)
      // No tombstone either: the trade that had not come yet is taken.
      #expect(try await counter.ask(never)?.text(39) == "00")
      #expect(try await counter.spendable() == 400)
    }
  }

  @Test func `of what was declined it is still answered 00`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      let spend = try counter.till.spend(50, card: counter.card, pin: Counter.pin)
      #expect(try await counter.ask(spend)?.text(39) == "51")
      #expect(try await counter.ask(counter.till.reversal(of: spend))?.text(39) == "00")
    }
  }

  @Test func `another amount undoes nothing and is looked at`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      try await counter.give(1_000)
      let spend = try counter.till.spend(50, card: counter.card, pin: Counter.pin)
      _ = try await counter.ask(spend)
      var reversal = counter.till.reversal(of: spend)
      reversal.set(4, Int64(60).digits(12))
      #expect(try await counter.ask(reversal)?.text(39) == "64")
      #expect(try await counter.spendable() == 750)
      let cases = try await counter.coalition.cases(by: .system).items
      #expect(cases.map(\.kind) == [.reversalAmountDiffers])
    }
  }

  @Test func `a void, a hold and a top-up are reversed too`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      try await counter.give(1_000)
      let spend = try counter.till.spend(50, card: counter.card, pin: Counter.pin)
      _ = try await counter.ask(spend)
      let void = try counter.till.following(.spendVoid, 50, spend)
      _ = try await counter.ask(void)
      #expect(try await counter.ask(counter.till.reversal(of: void))?.text(39) == "00")
      #expect(try await counter.spendable() == 750)
      let hold = try counter.till.proven(counter.till.trade(.hold, 100), counter.card, Counter.pin)
      _ = try await counter.ask(hold)
      #expect(try await counter.ask(counter.till.reversal(of: hold))?.text(39) == "00")
      #expect(try await counter.spendable() == 750)
      var topUp = counter.till.trade(.topUp, 200)
      topUp.set(2, counter.card)
      _ = try await counter.ask(topUp)
      #expect(try await counter.ask(counter.till.reversal(of: topUp))?.text(39) == "00")
      #expect(try await counter.spendable() == 750)
    }
  }

  @Test func `of a completion it opens the hold again, of a cancellation it sets the points aside again`()
    async throws
  {
    try await Counter.open { counter in
      try await counter.signIn()
      try await counter.give(1_000)
      let hold = try counter.till.proven(counter.till.trade(.hold, 100), counter.card, Counter.pin)
      _ = try await counter.ask(hold)
      let completion = try counter.till.following(.completion, 60, hold)
      #expect(try await counter.ask(completion)?.text(39) == "00")
      #expect(try await counter.spendable() == 700)
      for _ in 0..<2 {
        let reply = try await counter.ask(counter.till.reversal(of: completion))
        #expect(reply?.text(39) == "00")
        #expect(reply?.text(54) == "6502156C000000000500")
        #expect(try await counter.spendable() == 500)
      }
      let cancel = try counter.till.following(.holdCancel, 100, hold)
      #expect(try await counter.ask(cancel)?.text(39) == "00")
      #expect(try await counter.spendable() == 1_000)
      #expect(try await counter.ask(counter.till.reversal(of: cancel))?.text(39) == "00")
      #expect(try await counter.spendable() == 500)
      #expect(try await counter.ask(try counter.till.following(.completion, 100, hold))?.text(39) == "00")
      #expect(try await counter.spendable() == 500)
      // Only the completion that stands counts.
      let settlement = counter.till.settlement(debit: (100, 1), credit: (0, 0))
      #expect(try await counter.ask(settlement, sealed: false)?.text(48)?.suffix(1) == "1")
    }
  }

  @Test func `of a cancellation whose points are spent it says 25, and the hold stays ended`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      try await counter.give(500)
      let hold = try counter.till.proven(counter.till.trade(.hold, 100), counter.card, Counter.pin)
      _ = try await counter.ask(hold)
      let cancel = try counter.till.following(.holdCancel, 100, hold)
      _ = try await counter.ask(cancel)
      _ = try await counter.ask(try counter.till.spend(100, card: counter.card, pin: Counter.pin))
      for _ in 0..<2 {
        #expect(try await counter.ask(counter.till.reversal(of: cancel))?.text(39) == "25")
      }
      #expect(try await counter.ask(try counter.till.following(.completion, 100, hold))?.text(39) == "25")
      #expect(try await counter.spendable() == 0)
    }
  }

  @Test func `across the settlement of its batch it posts in the open day and becomes a case`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      try await counter.give(1_000)
      let spend = try counter.till.spend(50, card: counter.card, pin: Counter.pin)
      _ = try await counter.ask(spend)
      let settlement = counter.till.settlement(debit: (50, 1), credit: (0, 0))
      #expect(try await counter.ask(settlement, sealed: false)?.text(48)?.suffix(1) == "1")
      counter.clock.advance(seconds: 86_400)
      #expect(try await counter.ask(counter.till.reversal(of: spend))?.text(39) == "00")
      #expect(try await counter.spendable() == 1_000)
      try await counter.coalition.projectTillItems()
      let cases = try await counter.coalition.cases(by: .system).items
      #expect(cases.map(\.kind) == [.lateAfterClose])
    }
  }

  @Test func `sixty-four of them and their original at once leave nothing behind`() async throws {
    try await Counter.open(settings: HostSettings.eager) { counter in
      try await counter.signIn()
      try await counter.give(1_000)
      for _ in 0..<20 {
        let spend = try counter.till.spend(50, card: counter.card, pin: Counter.pin)
        let (original, reversal) = (
          try counter.till.frame(spend), try counter.till.frame(counter.till.reversal(of: spend))
        )
        let host = counter.host
        await withTaskGroup { group in
          for index in 0..<64 {
            group.addTask { _ = await host.answer(index % 8 == 3 ? original : reversal) }
          }
        }
        #expect(try await counter.spendable() == 1_000)
      }
    }
  }
}

extension HostSettings {
  /// Lets one terminal send as much at once as a test likes.
  static var eager: HostSettings {
    var settings = HostSettings()
    settings.messagesPerTerminal = 1_000
    return settings
  }
}
