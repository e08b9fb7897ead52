import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

/// What partners tell us, who may be one, and whether a day's accounts agree.
@Suite(.database) struct PartnerNoticeTests {
  /// A key of the partner's merchant that counts with signatures alone.
  private static func key(_ stall: PartnerStall, isSignedOnly: Bool = true) async throws -> Principal {
    var draft = APIKeyDraft("partner", for: stall.shop.other.id, scopes: .merchantSystem)
    draft.isSignedOnly = isSignedOnly
    let key = try await stall.shop.coalition.createAPIKey(draft, by: .system).key
    return Principal(
      kind: .merchant, merchant: stall.shop.other.id, scopes: .merchantSystem,
      actor: Actor(kind: .key, id: key.id.rawValue, answerable: 1), key: key.id)
  }

  @Test func `what a partner tells counts once for each of its numbers`() async throws {
    try await PartnerStall.open { stall in
      let coalition = stall.shop.coalition
      let caller = try await Self.key(stall)
      let notice = PartnerNotice(key: "SKY-1", member: .phone("13800138000"), points: 500, account: "S1")
      let made = try await withThrowingTaskGroup(of: PartnerExchange.self) { group in
        for _ in 0..<6 { group.addTask { try await coalition.receivePartnerExchange(notice, by: caller) } }
        return try await group.reduce(into: [PartnerExchange]()) { $0.append($1) }
      }
      #expect(Set(made.map(\.id)).count == 1 && made.allSatisfy { $0.points == 250 })
      #expect(try await stall.now(made[0]).state == .done)
      #expect(try await stall.wallet() == [1_250, 0])
      var other = notice
      other.points = 501
      await #expect(throws: PartnerRefusal.numberUsed) {
        try await coalition.receivePartnerExchange(other, by: caller)
      }
      let open = try await Self.key(stall, isSignedOnly: false)
      other.key = "SKY-2"
      await #expect(throws: PartnerRefusal.signatureNeeded) {
        try await coalition.receivePartnerExchange(other, by: open)
      }
      await #expect(throws: PartnerRefusal.partnerNotFound) {
        try await coalition.receivePartnerExchange(other, by: stall.shop.till)
      }
      #expect(try await coalition.partnerExchanges(by: caller).items.count == 1)
      #expect(try await coalition.partnerExchanges(by: stall.shop.till).items.isEmpty)
      await #expect(throws: PartnerRefusal.exchangeNotFound) {
        _ = try await coalition.partnerExchange(made[0].id, by: stall.shop.till)
      }
      #expect(stall.book.requests.isEmpty)
    }
  }

  @Test func `what cannot be given is refused for ever, and the partner hears it`() async throws {
    try await PartnerStall.open { stall in
      let coalition = stall.shop.coalition
      let caller = try await Self.key(stall)
      var terms = MerchantTerms(
        merchant: stall.shop.other.id, asset: stall.shop.program.asset,
        earning: EarnTerms(1, perMinorUnits: 100))
      terms.issuingLimit = 10
      try await coalition.setTerms(terms, by: .system)
      let notice = PartnerNotice(key: "N1", member: .id(stall.shop.member.id), points: 100)
      let refused = try await coalition.receivePartnerExchange(notice, by: caller)
      #expect(refused.state == .refused && refused.failure == "issuing_limit_exceeded")
      terms.issuingLimit = nil
      try await coalition.setTerms(terms, by: .system)
      #expect(try await coalition.receivePartnerExchange(notice, by: caller).state == .refused)
      #expect(try await stall.wallet() == [1_000, 0])
    }
  }

  @Test func `a day's accounts are compared by number, and each difference is one case for ever`()
    async throws
  {
    try await PartnerStall.open { stall in
      let coalition = stall.shop.coalition
      let names = coalition.publicIDs
      let agreed = try await stall.begin(100)
      let differs = try await stall.begin(50)
      let lacking = try await stall.begin(30, .in)
      stall.book.mood(.refuses)
      let refused = try await stall.begin(20)
      let day = agreed.day
      let lines = [(agreed, 200), (differs, 99), (refused, 40), (agreed, 200)].map {
        #"{"id":"\#(names.text($0.0.id))","direction":"out","points":\#($0.1)}"#
      }
      stall.book.tell(#"{"lines":[\#(lines.joined(separator: ","))],"next":""}"#, of: day)
      stall.shop.clock.advance(seconds: 86_400)
      for _ in 0..<2 {
        stall.shop.clock.advance(seconds: 200)
        try await stall.run()
        let found = try await coalition.cases(CaseQuery(), by: .system).items.filter { $0.day == day }
        #expect(
          found.map(\.kind.rawValue).sorted()
            == ["amount_differs", "duplicated", "missing_here", "missing_there"])
        #expect(found.first { $0.kind == .missingThere }?.ours.reference == names.text(lacking.id))
        try await coalition.comparePartnerDayAgain(day, of: stall.partner.id, by: .system)
      }
      let days = try await coalition.partnerDays(of: stall.partner.id, by: .system)
      let compared = try #require(days.first { $0.day == day })
      #expect(compared.agreed == 1 && compared.differences == 4)
      #expect(compared.ours == (300, 30) && compared.theirs == (539, 0))
    }
  }

  @Test func `a day whose account cannot be read is asked for again`() async throws {
    try await PartnerStall.open { stall in
      let day = try await stall.begin(100).day
      stall.book.tell("{", of: day)
      stall.shop.clock.advance(seconds: 86_400)
      try await stall.run()
      var days = try await stall.shop.coalition.partnerDays(of: stall.partner.id, by: .system)
      #expect(days.map(\.isDone) == [false] && days[0].failure == "HTTP 200")
      stall.book.tell(nil, of: day)
      stall.shop.clock.advance(seconds: 200)
      try await stall.run()
      days = try await stall.shop.coalition.partnerDays(of: stall.partner.id, by: .system)
      #expect(days.map(\.isDone) == [true] && days[0].differences == 0 && days[0].agreed == 1)
    }
  }

  @Test func `a partner is two people's, and so is every change of one`() async throws {
    try await PartnerStall.open { stall in
      let coalition = stall.shop.coalition
      let author = try await stall.shop.admin("third")
      var draft = PartnerDraft(
        stall.partner.id, code: "SKY", names: Names("Sky"), merchant: stall.shop.other.id,
        url: "https://points.sky.example/new", status: .paused,
        secret: "another secret".replacing(" ", with: "-"))
      await #expect(throws: PartnerRefusal.invalid(.secret)) {
        try await coalition.proposePartner(draft, reason: "r", by: author)
      }
      draft.secret = "a-long-enough-other-secret"
      for url in ["http://points.sky.example", "https://10.0.0.1/a", "https://localhost/a", "https://a.b/?q"]
      {
        var wrong = draft
        wrong.url = url
        await #expect(throws: PartnerRefusal.invalid(.url), "\(url)") {
          try await coalition.proposePartner(wrong, reason: "r", by: author)
        }
      }
      let proposed = try await coalition.proposePartner(draft, reason: "r", by: author)
      #expect(proposed.secret == nil)
      await #expect(throws: ApprovalRefusal.reviewerIsAuthor) {
        try await coalition.approve(proposed.approval.id, by: author) { try await coalition.execute($0) }
      }
      #expect(try await coalition.partner(stall.partner.id, by: .system).url == stall.partner.url)
      let second = try await stall.shop.admin("fourth")
      let decided = try await coalition.approve(proposed.approval.id, by: second) {
        try await coalition.execute($0)
      }
      #expect(decided.state == .succeeded)
      #expect(try await coalition.secrets(of: stall.partner).count == 2, "both count for a day")
      await #expect(throws: PartnerRefusal.partnerInactive) { _ = try await stall.begin(10) }
      // What was looked at before the change cannot be changed by it.
      let stale = PartnerProposal(draft, version: 1, sealedSecret: nil)
      await #expect(throws: PartnerRefusal.changed) {
        try await coalition.propose(.partner(stale), reason: "r", by: author)
      }
      var twin = draft
      (twin.partner, twin.code) = (nil, "TWIN")
      await #expect(throws: PartnerRefusal.taken) {
        try await coalition.proposePartner(twin, reason: "r", by: author)
      }
    }
  }

  @Test func `no way round through a partner gains`() async throws {
    try await PartnerStall.open { stall in
      let rate = try #require(ExchangeRate(gives: 2, receives: 3, spread: .zero))
      let pair = RatedPair(from: stall.partner.asset, into: stall.shop.program.asset, rate)
      await #expect(throws: ExchangeRefusal.self) {
        try await stall.shop.coalition.publishRates(ExchangeRatesProposal([.init(pair)]), by: .system)
      }
    }
  }
}
