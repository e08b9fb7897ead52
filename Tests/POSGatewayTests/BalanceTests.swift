import Coalition
import DatabaseTesting
import ISO8583
import Ledger
import LedgerStore
import Testing

@testable import POSGateway

/// Field 54 is one figure wherever it stands: what can be spent at this merchant now, less what is owed.
@Suite("Balances at a terminal", .database)
struct BalanceTests {
  @Test func `points that are good elsewhere only are in no answer`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      try await counter.give(1_000)
      try await counter.topUpElsewhere(300)
      #expect(try await counter.balance() == "6502156C000000001000")
      let spend = try counter.till.spend(50, card: counter.card, pin: Counter.pin)
      #expect(try await counter.ask(spend)?.text(54) == "6502156C000000000750")
      var earn = counter.till.trade(.earn, 10_000)
      earn.set(2, counter.card)
      #expect(try await counter.ask(earn)?.text(54) == "6502156C000000001250")
      let much = try counter.till.spend(1_000, card: counter.card, pin: Counter.pin)
      let declined = try await counter.ask(much)
      #expect(declined?.text(39) == "51")
      #expect(declined?.text(54) == "6502156C000000001250")
      let reversal = try await counter.ask(counter.till.reversal(of: spend))
      #expect(reversal?.text(54) == "6502156C000000001500")
      #expect(try await counter.balance() == "6502156C000000001500")
      // What was true then is said again, whatever has come since.
      try await counter.give(5)
      #expect(try await counter.askAnew(earn)?.text(54) == "6502156C000000001250")
      #expect(try await counter.askAnew(much)?.text(54) == "6502156C000000001250")
    }
  }

  @Test func `points that ran out are in no answer, also before the daily run has booked it`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      try await counter.give(1_000)
      let lots = try await counter.coalition.wallet(
        WalletKey(member: counter.member.id, asset: counter.program.asset), by: .system
      ).lots
      let end = try #require(lots.first?.lot.expiresAt)
      guard end != .distantFuture else { return }
      counter.clock.advance(seconds: (end.microseconds - Counter.start.microseconds) / 1_000_000 + 1)
      var earn = counter.till.trade(.earn, 10_000)
      earn.set(2, counter.card)
      #expect(try await counter.ask(earn)?.text(54) == "6502156C000000000500")
      #expect(try await counter.balance() == "6502156C000000000500")
    }
  }

  @Test func `what is owed is taken off, and said with D where it is more`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      var earn = counter.till.trade(.earn, 20_000)
      earn.set(2, counter.card)
      _ = try await counter.ask(earn)
      let spend = try counter.till.spend(200, card: counter.card, pin: Counter.pin)
      #expect(try await counter.ask(spend)?.text(54) == "6502156C000000000000")
      let back = try counter.till.following(.earnRefund, 10_000, earn)
      #expect(try await counter.ask(back)?.text(54) == "6502156D000000000500")
      #expect(try await counter.balance() == "6502156D000000000500")
      let more = try counter.till.spend(10, card: counter.card, pin: Counter.pin)
      #expect(try await counter.ask(more)?.text(54) == "6502156D000000000500")
    }
  }
}

extension Counter {
  /// Points that the member bought at another merchant, and may spend there only.
  func topUpElsewhere(_ points: Points) async throws {
    let other = try await coalition.createMerchant(code: "TWO", names: Names("Two"), by: .system)
    try await coalition.setTerms(
      MerchantTerms(merchant: other.id, asset: program.asset, earning: EarnTerms(1, perMinorUnits: 100)),
      by: .system)
    _ = try await coalition.topUp(
      GiveOrder(
        member: .id(member.id), program: .asset(program.asset), points: points,
        occasion: Occasion(.api, merchant: other.id)), key: "bought", by: .system)
  }

  /// Field 54 of an inquiry.
  mutating func balance() async throws -> String? {
    var balance = till.trade(.balance, 0)
    balance.set(2, card)
    return try await ask(balance)?.text(54)
  }
}
