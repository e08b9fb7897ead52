import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

/// Points that go to an outside programme and come from one, whatever becomes of its answers.
@Suite(.database) struct PartnerExchangeTests {
  @Test func `points go out and come in once, and both books say the same`() async throws {
    try await PartnerStall.open { stall in
      let out = try await stall.begin(300)
      #expect(out.state == .done && out.theirPoints == 600 && out.reference == "R-600")
      #expect(try await stall.wallet() == [700, 0])
      let back = try await stall.begin(400, .in)
      #expect(back.state == .done && back.points == 200)
      #expect(try await stall.wallet() == [900, 0])
      let names = stall.shop.coalition.publicIDs
      #expect(stall.book.lines[names.text(out.id)]?.points == 600)
      #expect(stall.book.lines[names.text(back.id)]?.direction == "in")
      #expect(
        stall.book.requests.map { $0.header("idempotency-key") } == [out, back].map { names.text($0.id) })
      #expect(stall.book.requests.allSatisfy { $0.header("webhook-signature").hasPrefix("v1,") })
      #expect(stall.book.requests[1].text.contains(#""proof":"123456""#))
      try await stall.run()
      #expect(stall.book.requests.count == 2)
    }
  }

  @Test func `an answer that was lost leaves it unknown, and asking again under its number makes it certain`()
    async throws
  {
    try await PartnerStall.open { stall in
      stall.book.mood(.loses, .away, .mistakes)
      let begun = try await stall.begin(300)
      #expect(begun.state == .unknown)
      #expect(try await stall.wallet() == [700, 300])
      var asked = [stall.book.requests.count]
      for pause in [1, 1, 4, 1, 14, 1] {
        stall.shop.clock.advance(seconds: Int64(pause))
        try await stall.run()
        asked.append(stall.book.requests.count)
      }
      #expect(asked == [1, 1, 2, 2, 3, 3, 4], "growing pauses")
      let done = try await stall.now(begun)
      #expect(done.state == .done)
      #expect(try await stall.wallet() == [700, 0])
      #expect(stall.book.lines.count == 1 && Set(stall.book.requests.map(\.text)).count == 1)
      let file = try await stall.shop.coalition.partnerExchange(begun.id, by: .system)
      #expect(file.attempts.map(\.outcome).first == "done R-600" && file.attempts.count == 4)
    }
  }

  @Test func `what the partner refuses goes back, with its place in the day's limits`() async throws {
    try await PartnerStall.open(ExchangeLimits(memberDaily: 400)) { stall in
      stall.book.mood(.refuses)
      let refused = try await stall.begin(300)
      #expect(refused.state == .refused && refused.failure == "partner account_unknown")
      #expect(try await stall.wallet() == [1_000, 0])
      #expect(try await stall.begin(400).state == .done)
      #expect(try await refusal { _ = try await stall.begin(1) } == .exchangeDailyLimit)
      #expect(try await stall.wallet() == [600, 0])
      stall.book.mood(.refuses)
      #expect(try await stall.begin(40, .in).state == .refused)
      #expect(try await stall.wallet() == [600, 0])
    }
  }

  @Test func `a server that is killed behind any step leaves what another brings to the same end`()
    async throws
  {
    try await PartnerStall.open { stall in
      let exchanges = [try await stall.begin(300), try await stall.begin(100, .in)]
      let head = try await stall.shop.ledger.head()
      let wallet = try await stall.wallet()
      for exchange in exchanges {
        for state in ["begun", "held", "unknown", "accepted"]
        where exchange.direction == .out || state != "held" {
          try await stall.shop.coalition.database.write { tx in
            try tx.execute(
              """
              UPDATE partner_exchange SET state = \(state), finished_at = NULL, next_try_at = 0
              WHERE id = \(exchange.id)
              """)
          }
          try await stall.run()
          #expect(try await stall.now(exchange).state == .done, "\(state)")
          stall.shop.clock.advance(seconds: 5)
        }
      }
      #expect(try await stall.shop.ledger.head() == head && stall.book.lines.count == 2)
      #expect(try await stall.wallet() == wallet)
    }
  }

  @Test func `one form sent many times at once is one exchange`() async throws {
    try await PartnerStall.open { stall in
      let (quote, me, coalition) = (try await stall.quote(300).id, stall.me, stall.shop.coalition)
      let made = try await withThrowingTaskGroup(of: PartnerExchangeID.self) { group in
        for _ in 0..<8 {
          group.addTask {
            try await coalition.beginPartnerExchange(quote, account: "SKY-881", by: me).id
          }
        }
        return try await group.reduce(into: Set()) { $0.insert($1) }
      }
      #expect(made.count == 1 && stall.book.lines.count == 1)
      #expect(try await stall.wallet() == [700, 0])
    }
  }

  @Test func `what cannot be carried out here is not asked of the partner`() async throws {
    try await PartnerStall.open { stall in
      #expect(try await decline { _ = try await stall.begin(1_001) }?.refusal == .insufficientPoints)
      await #expect(throws: PartnerRefusal.accountInvalid) {
        let quote = try await stall.quote(10)
        _ = try await stall.shop.coalition.beginPartnerExchange(quote.id, account: "", by: stall.me)
      }
      await #expect(throws: PartnerRefusal.proofMissing) {
        let quote = try await stall.quote(10, .in)
        _ = try await stall.shop.coalition.beginPartnerExchange(quote.id, account: "SKY", by: stall.me)
      }
      let quote = try await stall.quote(10)
      let stranger = stall.me(stall.shop.friend)
      #expect(
        try await refusal {
          _ = try await stall.shop.coalition.beginPartnerExchange(quote.id, account: "SKY", by: stranger)
        } == .quoteNotFound)
      await #expect(throws: AccessRefusal.confirmationNeeded) {
        let absent = MemberPrincipal(stall.shop.member.id, session: .none)
        _ = try await stall.shop.coalition.beginPartnerExchange(quote.id, account: "SKY", by: absent)
      }
      stall.shop.clock.advance(seconds: 60)
      #expect(
        try await refusal {
          _ = try await stall.shop.coalition.beginPartnerExchange(quote.id, account: "SKY", by: stall.me)
        } == .quoteEnded)
      _ = try await stall.shop.coalition.freezeMember(
        stall.shop.member.id, reason: "lost", by: .system)
      await #expect(throws: MemberRefusal.memberFrozen) { _ = try await stall.begin(40, .in) }
      #expect(stall.book.requests.isEmpty)
    }
  }

  @Test func `nobody's key ends what waits for a partner, and after a day people hear of it`() async throws {
    try await PartnerStall.open { stall in
      stall.book.mood(.away, .away, .away)
      let begun = try await stall.begin(300)
      let owner = stall.shop.caller(stall.shop.other)
      let order = ReturnOrder(try await stall.now(begun).hold)
      for act in [Order.capture(order), .release(order), .void(order)] {
        #expect(
          try await refusal {
            _ = try await stall.shop.coalition.carryOut(act, key: "own", by: owner)
          } == .transactionNotFound)
      }
      stall.shop.clock.advance(seconds: 40 * 86_400)
      try await stall.shop.coalition.runDueJobs()
      #expect(try await stall.now(begun).state == .unknown)
      #expect(try await stall.wallet()[1] == 300, "no clock gives it back")
      let cases = try await stall.shop.coalition.cases(CaseQuery(), by: .system).items
      #expect(cases.map(\.kind) == [.inDoubt] && cases[0].ours.points == 300)
      let author = try await stall.shop.admin("third")
      try await stall.shop.coalition.retryPartnerExchange(begun.id, by: author)
      stall.shop.clock.advance(seconds: 2)
      try await stall.run()
      stall.shop.clock.advance(seconds: 3_600)
      try await stall.run()
      #expect(try await stall.now(begun).state == .done)
      await #expect(throws: PartnerRefusal.nothingToRetry) {
        try await stall.shop.coalition.retryPartnerExchange(begun.id, by: author)
      }
    }
  }
}
