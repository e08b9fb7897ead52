import DatabaseTesting
import ISO8583
import Ledger
import LedgerStore
import Logging
import Loyalty
import Storage
import Testing

@testable import Coalition
@testable import POSGateway

@Suite("Points cards at a terminal", .database)
struct PointsCardTillTests {
  private static func redemption(_ counter: inout Counter, _ code: String, fen: Int? = nil) -> Message {
    var message = counter.till.trade(.topUp, fen ?? 0)
    if fen == nil { message[4] = nil }
    message.set(2, counter.card)
    message[62] = TaggedValues([.init(TaggedValues.Tag.pointsCard, Array(code.utf8))]).encoded
    return message
  }

  @Test func `a card for sale is redeemed once, answered the same again, and counted in the batch`()
    async throws
  {
    try await redeems(.sale)
  }

  @Test func `a gift card is redeemed once, answered the same again, and counted in the batch`()
    async throws
  {
    try await redeems(.gift)
  }

  private func redeems(_ purpose: PointsCardBatch.Purpose) async throws {
    try await Counter.open { counter in
      let codes = try await counter.soldCards(2, of: 700, for: purpose)
      try await counter.signIn()
      let asked = Self.redemption(&counter, codes[0])
      let reply = try #require(try await counter.ask(asked))
      #expect(reply.text(39) == "00" && reply.text(62) == "0000000700" + "000000000000")
      #expect(reply.text(54) == "6502156C000000000700")
      #expect(try await counter.ask(asked)?.text(37) == reply.text(37))
      // After a restart it is in no memory.
      let fresh = TillHost(counter.coalition, logger: Logger(label: "test"))
      guard case .reply(let bytes) = await fresh.answer(try counter.till.frame(asked)) else {
        Issue.record("no answer")
        return
      }
      #expect(try Profile.unionPay.decode(bytes).message == reply)
      #expect(try await counter.ask(Self.redemption(&counter, codes[0]))?.text(39) == "57")
      let balance = try await counter.available()
      #expect(balance == 700)
      let settled = try await counter.ask(
        counter.till.settlement(debit: (0, 0), credit: (0, 1)), sealed: false)
      #expect(settled.flatMap { $0[48] }.map { $0[30] } == UInt8(ascii: "1"))
    }
  }

  @Test func `a reversal gives the card its points back, once and whenever it comes`() async throws {
    try await Counter.open { counter in
      let codes = try await counter.soldCards(1, of: 700)
      try await counter.signIn()
      let asked = Self.redemption(&counter, codes[0])
      _ = try await counter.ask(asked)
      var reversal = counter.till.reversal(of: asked)
      reversal[62] = nil
      for _ in 0..<2 { #expect(try await counter.ask(reversal)?.text(39) == "00") }
      #expect(try await counter.available() == 0)
      _ = try await counter.coalition.follow([.pointsCards])
      // A reversal that was there first keeps the card.
      let late = Self.redemption(&counter, codes[0])
      #expect(try await counter.ask(counter.till.reversal(of: late))?.text(39) == "00")
      #expect(try await counter.ask(late)?.text(39) == "12")
      #expect(try await counter.ask(Self.redemption(&counter, codes[0]))?.text(39) == "00")
      #expect(try await counter.available() == 700)
    }
  }

  @Test func `a card is not voided, has no amount, and what is no code is told by field`() async throws {
    try await Counter.open { counter in
      let codes = try await counter.soldCards(2, of: 700)
      try await counter.signIn()
      #expect(try await counter.ask(Self.redemption(&counter, codes[0], fen: 100))?.text(39) == "13")
      for wrong in ["", String(repeating: "A", count: 65), "\u{1}"] {
        #expect(try await counter.ask(Self.redemption(&counter, wrong))?.text(39) == "30", "\(wrong)")
      }
      let asked = Self.redemption(&counter, codes[0])
      _ = try await counter.ask(asked)
      #expect(try await counter.ask(try counter.till.following(.topUpVoid, 1, asked))?.text(39) == "64")
      var void = try counter.till.following(.topUpVoid, 0, asked)
      #expect(try await counter.ask(void)?.text(39) == "25")
      void = try counter.till.following(.topUpVoid, 0, asked)
      void[4] = nil
      #expect(try await counter.ask(void)?.text(39) == "25")
      #expect(try await counter.available() == 700)
      let frozen = try await counter.coalition.database.write { tx in
        try tx.execute("UPDATE points_card_batch SET state = 'frozen'")
      }
      #expect(frozen == 1)
      #expect(try await counter.ask(Self.redemption(&counter, codes[1]))?.text(39) == "57")
    }
  }

  @Test func `a terminal that guesses waits, and somebody is told`() async throws {
    try await Counter.open { counter in
      let codes = try await counter.soldCards(1, of: 700)
      try await counter.signIn()
      for _ in 1...6 {
        #expect(try await counter.ask(Self.redemption(&counter, "0000-0000-0000-00000"))?.text(39) == "14")
      }
      #expect(try await counter.ask(Self.redemption(&counter, "0000-0000-0000-00000"))?.text(39) == "75")
      #expect(try await counter.ask(Self.redemption(&counter, codes[0]))?.text(39) == "75")
      // No other terminal waits for what this one does: all of them come as the platform itself.
      let guesses = try await counter.coalition.database.read { tx in
        try tx.queryFirst("SELECT count(*) FROM points_card_failure") { $0[0] as Int64 }
      }
      #expect(guesses == 2, "the terminal and everybody together")
      for _ in 7...10 {
        counter.clock.advance(seconds: 4_000)
        _ = try await counter.ask(Self.redemption(&counter, "0000-0000-0000-00000"))
      }
      let alarms = try await counter.coalition.database.read { tx in
        try tx.query("SELECT subject FROM points_card_alarm ORDER BY subject") { $0[0] as String }
      }
      #expect(alarms.contains("terminal"))
      counter.clock.advance(seconds: 90_000)
      #expect(try await counter.ask(Self.redemption(&counter, codes[0]))?.text(39) == "00")
    }
  }
}

extension Counter {
  /// What this till may count on.
  fileprivate func available() async throws -> Points {
    try await coalition.wallet(WalletKey(member: member.id, asset: program.asset), by: .system).balance
      .available
  }

  /// Codes of cards that two people made, that were handed out and sold.
  fileprivate func soldCards(
    _ count: Int, of points: Points, for purpose: PointsCardBatch.Purpose = .sale
  ) async throws -> [String] {
    var people: [Principal] = []
    for login in ["author", "second"] {
      let user = try await coalition.createUser(
        UserDraft(login: login, name: login, password: "a long enough secret", roles: .administrator),
        by: .system)
      people.append(user.principal)
    }
    let proposal = PointsCardsProposal(
      making: count, of: points, in: program.asset, for: purpose, issuer: merchant.id,
      buyer: "Spring fair", validUntil: clock.clock.now().adding(seconds: 90 * 86_400))
    let proposed = try await coalition.propose(.pointsCards(proposal), reason: "ordered", by: people[0])
    let approval = try await coalition.approve(proposed.id, by: people[1]) {
      try await coalition.execute($0)
    }
    let id = try #require(coalition.publicIDs.id(approval.outcome, as: Identified.PointsCardBatch.self))
    clock.advance(seconds: 61)
    for report in try await coalition.runDueJobs(lane: .files) { #expect(report.failure == nil) }
    let sealed = try await coalition.database.read { tx in
      try tx.queryFirst("SELECT sealed_seed FROM points_card_batch WHERE id = \(id)") { $0[0] as [UInt8] }
    }
    let seed = try coalition.cardVault.opened(try #require(sealed), of: id)
    _ = try await coalition.exportPointsCards(id, passphrase: "correct horse battery", by: .system)
    _ = try await coalition.activatePointsCards(id, 1...count, reference: "INV-1", key: "sold", by: .system)
    return (1...count).map { CardCode(serial: $0, seed: seed).grouped }
  }
}
