import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

/// Rates that two people publish, quotes that are kept, and limits of both.
@Suite(.database) struct ExchangeTests {
  @Test func `rates hold two minutes after two people decided, and a quote before them is kept`() async throws
  {
    try await TestShop.open { shop in
      let market = try await Market.open(shop)
      try await market.publish(gives: 5, receives: 1, spread: 200)
      #expect(try await refusal { _ = try await market.quote(1_000) } == .rateNotFound)
      shop.clock.advance(seconds: 120)
      let quote = try await market.quote(1_000)
      #expect(quote.receives == 196 && quote.spread == 4)
      // A worse rate is approved a moment later; what was promised stands.
      try await market.publish(gives: 10, receives: 1)
      shop.clock.advance(seconds: 59)
      _ = try await market.exchange(1_000, quote: quote.id, key: "a")
      #expect(try await market.has() == 196)
      let late = try await market.quote(1_000)
      #expect(late.receives == 196)
      shop.clock.advance(seconds: 60)
      #expect(
        try await refusal { _ = try await market.exchange(1_000, quote: late.id, key: "b") } == .quoteEnded)
      let last = try await market.quote(1_000)
      #expect(last.receives == 196 && last.endsAt == shop.clock.clock.now().adding(seconds: 1))
      shop.clock.advance(seconds: 1)
      #expect(
        try await refusal { _ = try await market.exchange(1_000, quote: last.id, key: "c") } == .quoteEnded)
      #expect(try await market.quote(1_000).receives == 100)
      let history = try await shop.coalition.exchangeHistory(from: market.from, into: market.into)
      #expect(
        history.map(\.version) == [2, 1] && history[1].inForce.upperBound == history[0].inForce.lowerBound)
    }
  }

  @Test func `a quote is used once, whoever asks and however often`() async throws {
    try await TestShop.open { shop in
      let market = try await Market.open(shop)
      try await market.set(gives: 5, receives: 1)
      let quote = try await market.quote(1_000)
      let made = await withTaskGroup(of: TransactionID?.self) { group in
        for number in 0..<12 {
          group.addTask {
            // Three requests, each sent four times; what is refused is nothing here.
            try? await market.exchange(1_000, quote: quote.id, key: "k\(number % 3)").transaction.id
          }
        }
        return await group.reduce(into: Set<TransactionID>()) { if let id = $1 { $0.insert(id) } }
      }
      #expect(made.count == 1)
      #expect(try await market.has() == 200)
      let other = try await shop.coalition.quoteExchange(
        of: 1_000, from: .universal, into: .code("HOST"), for: .id(shop.friend.id), by: .system)
      let fresh = try await market.quote(1_000)
      let wrong: [(points: Points, quote: ExchangeQuoteID)] = [
        (1_000, other.id), (999, fresh.id), (1, ExchangeQuoteID(7)),
      ]
      for (points, id) in wrong {
        #expect(
          try await refusal { _ = try await market.exchange(points, quote: id, key: "x\(points.units)") }
            == .quoteNotFound)
      }
    }
  }

  @Test func `what the ledger declines leaves the quote and the limits as they were`() async throws {
    try await TestShop.open { shop in
      let market = try await Market.open(shop, earned: 100)
      try await market.set(gives: 1, receives: 1, ExchangeLimits(memberDaily: 150))
      let quote = try await market.quote(150)
      #expect(
        try await decline { _ = try await market.exchange(150, quote: quote.id, key: "a") }?.refusal
          == .insufficientPoints)
      try await shop.earn(10_000, key: "more")
      _ = try await market.exchange(150, quote: quote.id, key: "b")
      #expect(try await market.has() == 150)
      #expect(try await refusal { _ = try await market.exchange(1, key: "c") } == .exchangeDailyLimit)
      shop.clock.advance(seconds: 86_400)
      _ = try await market.exchange(1, key: "d")
    }
  }

  @Test func `one request sent many times at once is one exchange, also at a limit's end`() async throws {
    try await TestShop.open { shop in
      let market = try await Market.open(shop)
      try await market.set(gives: 1, receives: 1, ExchangeLimits(memberDaily: 60, pairDaily: 60))
      for key in ["a", "b"] {
        let answers = await withTaskGroup(of: OrderRefusal?.self) { group in
          for _ in 0..<64 {
            group.addTask {
              do {
                _ = try await market.exchange(60, key: key)
                return nil
              } catch { return error as? OrderRefusal ?? .keyInvalid }
            }
          }
          return await group.reduce(into: [OrderRefusal?]()) { $0.append($1) }
        }
        #expect(
          key == "a"
            ? answers.contains(nil) && answers.allSatisfy { [nil, .busy, .outcomeUnknown].contains($0) }
            : answers.allSatisfy { $0 == .exchangeDailyLimit }, "\(answers)")
      }
      #expect(try await market.has() == 60)
    }
  }

  @Test func `a rate's limits hold, also for many at once`() async throws {
    try await TestShop.open { shop in
      let market = try await Market.open(shop)
      try await market.set(
        gives: 1, receives: 1,
        ExchangeLimits(minimum: 10, maximum: 500, memberDaily: 1_000, pairDaily: 1_030))
      #expect(try await refusal { _ = try await market.exchange(9, key: "a") } == .exchangeBelowMinimum(10))
      #expect(
        try await refusal { _ = try await market.exchange(501, key: "b") } == .exchangeAboveMaximum(500))
      #expect(try await refusal { _ = try await market.quote(9) } == .exchangeBelowMinimum(10))
      let refusals = await withTaskGroup(of: OrderRefusal?.self) { group in
        for number in 0..<30 {
          group.addTask {
            do {
              _ = try await market.exchange(60, key: "m\(number)")
              return nil
            } catch { return error as? OrderRefusal ?? .busy }
          }
        }
        return await group.reduce(into: [OrderRefusal?]()) { $0.append($1) }
      }
      #expect(
        refusals.count { $0 == nil } == 16 && refusals.allSatisfy { [nil, .exchangeDailyLimit].contains($0) })
      #expect(try await market.has() == 960)
      let friends = ExchangeOrder(
        member: .id(shop.friend.id), program: .universal, into: .code("HOST"), points: 71)
      try await shop.give(1_000, to: shop.friend)
      #expect(
        try await refusal { _ = try await shop.coalition.exchange(friends, key: "f", by: .system) }
          == .exchangeDailyLimit, "everybody's limit")
    }
  }

  @Test func `rates that gain by going round are refused when proposed, and again when approved`()
    async throws
  {
    try await TestShop.open { shop in
      let market = try await Market.open(shop)
      let (author, second) = (try await shop.admin("first"), try await shop.admin("other"))
      func propose(_ pairs: [RatedPair]) async throws -> Approval {
        try await shop.coalition.propose(
          .exchangeRates(ExchangeRatesProposal(pairs.map { .init($0) })), reason: "rates", by: author)
      }
      let (there, back) = (try market.pair(1, 2), try market.pair(1, 1, isBack: true))
      await #expect(throws: ExchangeRefusal.self) { try await propose([there, back]) }
      // Each alone is fine; who approves the second learns that both are not.
      let proposals = [try await propose([there]), try await propose([back])]
      var states: [Approval] = []
      for proposal in proposals {
        states.append(
          try await shop.coalition.approve(proposal.id, by: second) { try await shop.coalition.execute($0) })
      }
      #expect(states.map(\.state) == [.succeeded, .failed] && states[1].outcome == "arbitrage")
      shop.clock.advance(seconds: 121)
      #expect(try await shop.coalition.exchangeBoard().map(\.pair) == [there])
      // What is planned for later counts, too.
      let later = ExchangeRatesProposal(
        [.init(try market.pair(1, 4))], from: shop.clock.clock.now().adding(seconds: 86_400))
      try await shop.coalition.publishRates(later, by: .system)
      do {
        try await shop.coalition.publishRates(
          ExchangeRatesProposal([.init(try market.pair(3, 1, isBack: true))]), by: .system)
        Issue.record("it gains from tomorrow on")
      } catch let ExchangeRefusal.arbitrage(cycle) { #expect(cycle.count == 2) }
      try await shop.coalition.publishRates(
        ExchangeRatesProposal([.init(try market.pair(4, 1, isBack: true))]), by: .system)
      #expect(try await shop.coalition.exchangeBoard(withPlanned: true).count == 3)
    }
  }

  @Test func `only two people publish, and what ends leaves no rate`() async throws {
    try await TestShop.open { shop in
      let market = try await Market.open(shop)
      let admin = try await shop.admin("first")
      let proposal = ExchangeRatesProposal([.init(try market.pair(5, 1))])
      await #expect(throws: ApprovalRefusal.approvalRequired(.exchangeRates)) {
        try await shop.coalition.publishRates(proposal, by: admin)
      }
      await #expect(throws: ExchangeRefusal.rateNotFound) {
        try await shop.coalition.publishRates(
          ExchangeRatesProposal([.init(ending: market.from, into: market.into)]), by: .system)
      }
      try await shop.coalition.publishRates(proposal, by: .system)
      _ = try await market.exchange(5, key: "a")
      shop.clock.advance(seconds: 60)
      try await shop.coalition.publishRates(
        ExchangeRatesProposal([.init(ending: market.from, into: market.into)]), by: .system)
      #expect(try await refusal { _ = try await market.exchange(5, key: "b") } == .rateNotFound)
      #expect(try await market.exchange(5, key: "a").isReplay)
    }
  }
}

/// The universal programme and a hosted one, and a member who has points.
struct Market: Sendable {
  let shop: TestShop
  let from: AssetID
  let into: AssetID

  static func open(_ shop: TestShop, earned: Int64 = 10_000) async throws -> Market {
    let hosted = try await shop.coalition.createProgram(
      ProgramDraft(
        code: "HOST", names: Names("Hosted"), worth: Worth(100, are: Money(minorUnits: 100, currency: "CNY")),
        merchant: shop.merchant.id), by: .system)
    try await shop.earn(earned * 100, key: "market")
    return Market(shop: shop, from: shop.program.asset, into: hosted.asset)
  }

  func pair(_ gives: Int64, _ receives: Int64, spread: Int32 = 0, isBack: Bool = false) throws -> RatedPair {
    let spread = try #require(BasisPoints(spread))
    let rate = try #require(ExchangeRate(gives: gives, receives: receives, spread: spread))
    return RatedPair(from: isBack ? into : from, into: isBack ? from : into, rate)
  }

  /// As two people do.
  func publish(gives: Int64, receives: Int64, spread: Int32 = 0) async throws {
    let proposal = ExchangeRatesProposal([.init(try pair(gives, receives, spread: spread))])
    #expect(try await shop.decided(.exchangeRates(proposal)).state == .succeeded)
  }

  /// At once.
  func set(gives: Int64, receives: Int64, _ limits: ExchangeLimits = ExchangeLimits()) async throws {
    let proposal = ExchangeRatesProposal([.init(try pair(gives, receives), limits)])
    try await shop.coalition.publishRates(proposal, by: .system)
  }

  func quote(_ points: Points) async throws -> HeldQuote {
    try await shop.coalition.quoteExchange(
      of: points, from: .universal, into: .code("HOST"), for: .id(shop.member.id), by: .system)
  }

  @discardableResult
  func exchange(_ points: Points, quote: ExchangeQuoteID? = nil, key: String) async throws -> Receipt {
    let order = ExchangeOrder(
      member: .id(shop.member.id), program: .universal, into: .code("HOST"), points: points, quote: quote)
    return try await shop.coalition.exchange(order, key: key, by: .system)
  }

  func has() async throws -> Points {
    try await shop.coalition.wallet(WalletKey(member: shop.member.id, asset: into), by: .system).spendable
  }
}

extension TestShop {
  func admin(_ login: String) async throws -> Principal {
    try await coalition.createUser(
      UserDraft(login: login, name: login, password: "a long enough secret", roles: .administrator),
      by: .system
    ).principal
  }
}
