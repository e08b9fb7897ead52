import Coalition
import DatabaseTesting
import HTTPAPI
import HTTPTypes
import Ledger
import Loyalty
import Testing

/// Transfer and exchange as merchants' systems ask for them.
@Suite(.database) struct MovingTests {
  @Test func `a merchant's system sends and exchanges points of a member who proves it`() async throws {
    try await Site.open { site async throws in
      let beans = try await Self.publish(site)
      try await site.earn(200_000, once: "e")
      try await site.coalition.setPIN("274135", of: site.member.id, by: .system)
      func move(_ key: String, _ once: String, pin: Bool, _ rest: String) async -> Reply {
        let proof = pin ? #","proof":{"pin":"274135"}"# : ""
        let body = #"{"member":{"phone":"13800138000"\#(proof)},\#(rest)}"#
        return await site.reply(.post, "/v1/transactions", key: key, once: once, body)
      }
      let send = #""type":"transfer","to":{"phone":"13800138001"},"points":100"#
      let change = #""type":"exchange","program":"TB","into":"BEANS","points":100"#
      let second = site.keys.second
      // Whoever has no contract about it needs the member's proof; a till's key may move nothing.
      for (once, rest) in [("t", send), ("x", change)] {
        #expect(
          try await move(second, once, pin: false, rest).refusal == "403 member_proof_required", "\(once)")
        let made = await move(second, once + "2", pin: true, rest)
        #expect(made.status == 201)
        let again = await move(second, once + "2", pin: true, rest)
        #expect(try again.json["id"] == made.json["id"])
        #expect(await move(site.keys.till, once + "3", pin: true, rest).status == 403)
      }
      // 100 of the first are 2 of the second, less two per cent: rounded down.
      let wallet = WalletKey(member: site.member.id, asset: beans)
      #expect(try await site.coalition.wallet(wallet, by: .system).spendable == 1)
      let quote = try await site.reply(
        .post, "/v1/exchange-quotes", key: second,
        #"{"member":{"phone":"13800138000"},"program":"TB","into":"BEANS","points":1000}"#
      ).json
      #expect(quote["receives"] == 19)
      let id = try #require(quote["id"]?.text)
      let order = #""type":"exchange","program":"TB","into":"BEANS","points":1000,"quote":"\#(id)""#
      #expect(await move(second, "q", pin: true, order).status == 201)
      #expect(try await move(second, "r", pin: true, order).refusal == "422 quote_expired")
      #expect(try await site.coalition.wallet(wallet, by: .system).spendable == 20)
    }
  }

  /// A second programme in which both merchants take part, at 50 for one less two per cent.
  private static func publish(_ site: Site) async throws -> AssetID {
    let draft = ProgramDraft(
      code: "BEANS", names: Names("Beans"), worth: Worth(10, are: Money(minorUnits: 100, currency: "CNY")))
    let beans = try await site.coalition.createProgram(draft.hosted(by: site.merchants[1].id), by: .system)
    try await site.coalition.setTerms(
      MerchantTerms(
        merchant: site.merchants[1].id, asset: beans.asset, earning: EarnTerms(1, perMinorUnits: 100)),
      by: .system)
    let spread = try #require(BasisPoints(200))
    let rate = try #require(ExchangeRate(gives: 50, receives: 1, spread: spread))
    let pair = RatedPair(from: site.program.asset, into: beans.asset, rate)
    try await site.coalition.publishRates(ExchangeRatesProposal([.init(pair)]), by: .system)
    return beans.asset
  }
}

extension ProgramDraft {
  fileprivate func hosted(by merchant: MerchantID) -> ProgramDraft {
    var draft = self
    draft.merchant = merchant
    return draft
  }
}
