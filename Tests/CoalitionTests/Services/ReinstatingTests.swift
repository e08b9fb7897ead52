import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

/// Points that ran out come back for a price: as the programme says, never more than ran out, and once.
@Suite(.database) struct ReinstatingTests {
  /// 10 per cent, at least 50 and at most 600 at once, 800 a day and 1,000 a month, within 20 days.
  static var policies: ProgramPolicies {
    get throws {
      var terms = ServiceTerms()
      terms.isOn = true
      terms.fee = try #require(BasisPoints(1_000))
      (terms.minimum, terms.maximum, terms.daily, terms.monthly) = (50, 600, 800, 1_000)
      (terms.days, terms.lifeDays) = (20, 40)
      var policies = ProgramPolicies()
      policies.services[.reinstating] = terms
      return policies
    }
  }

  /// The member's 2,000 points have run out: 1,500 of one merchant and 500 of another.
  private static func open(
    _ policies: ProgramPolicies? = nil, _ test: (TestShop, TransactionID) async throws -> Void
  ) async throws {
    let policies = try policies ?? Self.policies
    try await TestShop.open(policies: policies) { shop in
      try await shop.earn(150_000, key: "a")
      try await shop.earn(50_000, key: "b", by: shop.caller(shop.other))
      shop.clock.advance(seconds: 400 * 86_400)
      try await shop.coalition.runDueJobs(only: [.expire])
      let history = try await shop.ledger.history(of: shop.wallet, before: nil, limit: 1)
      try await test(shop, try #require(history.first?.id))
    }
  }

  @Test func `they come back less the fee, with a new end, and nobody's points change`() async throws {
    try await Self.open { shop, expired in
      let found = try await shop.coalition.runOutPoints(of: shop.member.id, by: .system)
      #expect(found.map(\.original) == [expired] && found.map(\.points) == [2_000])
      let receipt = try await shop.reinstate(600, of: expired, key: "r")
      #expect(receipt.transaction.amount == 600)
      #expect(try await shop.spendable() == 540)
      let wallet = try await shop.coalition.wallet(shop.wallet, by: .system)
      let end = ExpiryRule.days(40).expiry(
        ofCreditAt: shop.clock.clock.now(), in: shop.coalition.settings.calendar.zone)
      #expect(wallet.lots.map(\.lot.expiresAt) == [end])
      #expect(wallet.lots.map(\.source) == [LotSource(issuer: shop.merchant.id)])
      #expect(
        try await shop.coalition.runOutPoints(of: shop.member.id, by: .system).map(\.points) == [1_400])
      // The same request is answered with what was done.
      let again = try await shop.reinstate(600, of: expired, key: "r")
      #expect(again.isReplay && again.transaction.id == receipt.transaction.id)
      #expect(try await shop.spendable() == 540)
    }
  }

  @Test func `limits of once, of a day and of a month hold`() async throws {
    try await Self.open { shop, expired in
      var refusals: [OrderRefusal?] = []
      for (points, days) in [(49, 0), (601, 0), (600, 0), (201, 0), (200, 0), (201, 1), (200, 0)] {
        shop.clock.advance(seconds: Int64(days) * 86_400)
        refusals.append(
          try await shop.refused(Points(Int64(points)), of: expired, key: "k\(refusals.count)"))
      }
      // 2027-04-06 and the next day: of one month.
      #expect(
        refusals == [
          .serviceBelowMinimum(50), .serviceAboveMaximum(600), nil, .serviceLimit(800, in: .day), nil,
          .serviceLimit(1_000, in: .month), nil,
        ])
      let spendable = try await shop.spendable()
      #expect(spendable == 900)
    }
  }

  @Test
  func `a request that claimed its place and did not come to an end goes through when it is sent again`()
    async throws
  {
    try await Self.open { shop, expired in
      let order = ReinstateOrder(member: .id(shop.member.id), original: expired, points: 600)
      let claiming = try #require(
        OrderRequest(order: .reinstate(order), key: "r", tenant: Principal.system.tenant).claiming)
      let now = shop.clock.clock.now()
      let terms = try #require(try Self.policies.services[.reinstating])
      let claim = terms.claim(
        of: .reinstating, 600, by: shop.member.id, in: shop.program.asset,
        on: shop.coalition.settings.calendar.day(of: now))
      // As of a first try that ended before the ledger was asked: 600 of a day's 800 are taken.
      _ = try await shop.coalition.database.write { tx in try tx.claim(claim, for: claiming, at: now) }
      #expect(try await shop.refused(201, of: expired, key: "other") == .serviceLimit(800, in: .day))
      #expect(try await shop.reinstate(600, of: expired, key: "r").transaction.amount == 600)
      #expect(try await shop.refused(201, of: expired, key: "more") == .serviceLimit(800, in: .day))
      #expect(try await shop.refused(200, of: expired, key: "last") == nil)
    }
  }

  @Test func `a fee that would eat all of the least that goes at once is refused by its field`() async throws
  {
    var policies = try Self.policies
    policies.services[.reinstating]?.fee = try #require(BasisPoints(9_900))
    for (least, isPossible) in [(99, false), (100, true)] as [(Points, Bool)] {
      policies.services[.reinstating]?.minimum = least
      if isPossible {
        try ServiceTerms.check(policies.services, in: "CNY", isHosted: false)
      } else {
        #expect(throws: ProgramRefusal.invalid(.reinstatingMinimum)) {
          try ServiceTerms.check(policies.services, in: "CNY", isHosted: false)
        }
      }
    }
    // What is off can be left as it is.
    policies.services[.reinstating]?.minimum = 1
    policies.services[.reinstating]?.isOn = false
    try ServiceTerms.check(policies.services, in: "CNY", isHosted: false)
  }

  @Test func `nothing comes back where the programme does not offer it`() async throws {
    try await Self.open(ProgramPolicies()) { shop, expired in
      let refused = try await shop.refused(50, of: expired, key: "a")
      let offered = try await shop.coalition.runOutPoints(of: shop.member.id, by: .system)
      #expect(refused == .serviceOff && offered.isEmpty)
    }
  }

  @Test func `what is too old, another's or no expiry does not come back`() async throws {
    try await Self.open { shop, expired in
      let others = ReinstateOrder(member: .id(shop.friend.id), original: expired, points: 50)
      #expect(
        try await refusal { _ = try await shop.coalition.reinstate(others, key: "a", by: .system) }
          == .transactionNotFound)
      let earned = try await shop.earn(10_000, key: "c").transaction.id
      #expect(
        try await refusal { try await shop.reinstate(50, of: earned, key: "b") } == .transactionNotFound)
      await #expect(throws: AccessRefusal.operatorOnly) {
        try await shop.coalition.reinstate(
          ReinstateOrder(member: .id(shop.member.id), original: expired, points: 50), key: "m",
          by: shop.till)
      }
      var dearer = ReinstateOrder(member: .id(shop.member.id), original: expired, points: 50)
      dearer.fee = 4
      #expect(
        try await refusal { _ = try await shop.coalition.reinstate(dearer, key: "f", by: .system) }
          == .feeChanged)
      shop.clock.advance(seconds: 20 * 86_400)
      #expect(
        try await refusal { try await shop.reinstate(50, of: expired, key: "d") }
          == .ranOutTooLongAgo(days: 20))
      #expect(try await shop.coalition.runOutPoints(of: shop.member.id, by: .system).isEmpty)
    }
  }

  @Test func `a frozen member gets nothing back, and what the ledger declines takes no place of a limit`()
    async throws
  {
    var policies = try Self.policies
    policies.services[.reinstating]?.daily = 4_000
    policies.services[.reinstating]?.monthly = 4_000
    policies.services[.reinstating]?.maximum = 4_000
    try await Self.open(policies) { shop, expired in
      _ = try await shop.coalition.freezeMember(shop.member.id, reason: "r", by: .system)
      await #expect(throws: MemberRefusal.memberFrozen) {
        try await shop.reinstate(100, of: expired, key: "a")
      }
      _ = try await shop.coalition.unfreezeMember(shop.member.id, reason: "r", by: .system)
      for key in ["b", "c", "d"] {
        #expect(
          try await decline { try await shop.reinstate(2_001, of: expired, key: key) }?.refusal
            == .refundExceedsOriginal)
      }
      #expect(try await refusal { try await shop.reinstate(2_000, of: expired, key: "e") } == nil)
      #expect(
        try await decline { try await shop.reinstate(50, of: expired, key: "f") }?.refusal
          == .alreadyRefunded)
    }
  }

  @Test func `many at once bring back no more than ran out, and no more than a day allows`() async throws {
    var policies = try Self.policies
    policies.services[.reinstating]?.daily = 1_000
    policies.services[.reinstating]?.monthly = nil
    try await Self.open(policies) { shop, expired in
      var accepted: [Int] = []
      for wave in 0..<3 {
        accepted.append(
          await withTaskGroup(of: Bool.self) { group in
            for number in 0..<64 {
              group.addTask {
                // Who comes too late is refused, which is what is counted.
                (try? await shop.reinstate(90, of: expired, key: "\(wave)-\(number)")) != nil
              }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
          })
        shop.clock.advance(seconds: 86_400)
      }
      #expect(accepted == [11, 11, 0], "990 of a day's 1,000; 1,980 of the 2,000 that ran out; 20 are left")
      let spendable = try await shop.spendable()
      #expect(spendable == 1_782, "22 times 90 less 9")
    }
  }

  @Test func `the roll-forward of the liability names what came back, and its closing is what wallets hold`()
    async throws
  {
    try await Self.open { shop, expired in
      try await shop.reinstate(600, of: expired, key: "r")
      let today = shop.coalition.settings.calendar.day(of: shop.clock.clock.now())
      let report = try await shop.coalition.liability(
        of: shop.program.asset, on: BusinessDay(daysSince1970: 0)...today, by: .system)
      let back = report.lines.compactMap { $0.flows[.reinstated] }
      #expect(back == [540])
      let expired = report.lines.reduce(Points(0)) { sum, line in sum + (line.flows[.expired] ?? 0) }
      #expect(expired == -2_000)
      let held = try await shop.ledger.liability().reduce(Points(0)) { $0 + $1.points }
      let closing = report.lines.reduce(Points(0)) { $0 + $1.closing }
      #expect(closing == held)
      let books = try await shop.ledger.trialBalance()
      func balance(_ kind: AccountKind) -> Points {
        books.accounts.filter { $0.key.kind == kind }.reduce(0) { $0 + $1.balance }
      }
      #expect(balance(.breakage) == 1_400 && balance(.fees) == 60)
    }
  }
}

extension TestShop {
  var wallet: WalletKey { WalletKey(member: member.id, asset: program.asset) }

  @discardableResult
  func reinstate(_ points: Points, of expired: TransactionID, key: String) async throws -> Receipt {
    try await coalition.reinstate(
      ReinstateOrder(member: .id(member.id), original: expired, points: points), key: key, by: .system)
  }

  /// Why it does not come back; nil where it does.
  func refused(_ points: Points, of expired: TransactionID, key: String) async throws -> OrderRefusal? {
    try await refusal { try await reinstate(points, of: expired, key: key) }
  }
}
