import Coalition
import DatabaseTesting
import ISO8583
import Ledger
import Testing

@testable import POSGateway

/// What a programme says a member may spend holds at tills too.
@Suite(.database) struct SpendLimitTests {
  @Test func `a till is told that the amount is above a payment's or a day's limit`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      try await counter.give(1_000)
      _ = try await counter.coalition.updateProgram(counter.program.asset, by: .system) {
        $0.policies.spendLimit = Limit(perTransaction: 250, perDay: 400)
      }
      // Five points for a fen.
      func pay(_ fen: Int) async throws -> String? {
        counter.clock.advance(seconds: 60)
        let spend = try counter.till.spend(fen, card: counter.card, pin: Counter.pin)
        return try await counter.ask(spend)?.text(39)
      }
      #expect(try await pay(51) == "61")
      #expect(try await pay(50) == "00")
      #expect(try await pay(31) == "61")
      #expect(try await pay(30) == "00")
      #expect(try await pay(1) == "61")
      #expect(try await counter.spendable() == 600)
    }
  }
}
