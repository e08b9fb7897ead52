import Coalition
import Crypto
import DatabaseTesting
import Foundation
import HTTPAPI
import HTTPTypes
import Ledger
import Loyalty
import Testing

@Suite(.database) struct SettlementTests {
  @Test func `a settlement is read with its lines, its statement and a manifest that proves it`()
    async throws
  {
    try await Site.open { site async throws in
      let id = try await site.settledDay()
      let listed = try await site.reply(.get, "/v1/settlements?state=calculated").json["data"]?.elements ?? []
      #expect(listed.map { $0["id"]?.text } == [id])
      let report = try await site.reply(.get, "/v1/settlements/\(id)").json
      let net = try #require(report["settlement"]?["net"]?.int64)
      // 500 points at 1.00 for 500, and 1.25 % of 500.00.
      #expect(net == -100 - 625)
      #expect(report["sums"]?.elements.count == 1 && report["steps"]?.elements.count == 1)
      let page = try await site.reply(.get, "/v1/settlements/\(id)/lines?limit=1").json
      #expect(page["data"]?.elements.map { $0["net"]?.int64 } == [net] && page["has_more"] == .bool(false))
      let reply = await site.reply(.get, "/v1/settlements/\(id)/statement")
      let stream = try #require(reply.stream)
      let bytes = try await stream.whole()
      #expect(String(decoding: bytes, as: UTF8.self).contains("total,net,-7.25\r\n"))
      let manifest = try await site.reply(.get, "/v1/settlements/\(id)/manifest").json
      #expect(manifest["sha256"]?.text == Array(SHA256.hash(data: bytes)).hexDigits)
      let published = try await site.reply(.get, "/v1/reply-key").json
      let key = try Curve25519.Signing.PublicKey(
        rawRepresentation: try #require(Data(base64Encoded: published["public_key"]?.text ?? "")))
      let signature = try #require(Data(base64Encoded: manifest["signature"]?.text ?? ""))
      let signed = try #require(manifest["signed"]?.text)
      #expect(key.isValidSignature(signature, for: Data(signed.utf8)))
      #expect(signed.contains("\nnet \(net)\n"))
      let day = try #require(page["data"]?.elements.first?["day"]?.text)
      let cut = await site.reply(.get, "/v1/settlements/\(id)/statement?day=\(day)&store=none")
      let part = String(decoding: try await #require(cut.stream).whole(), as: UTF8.self)
      #expect(part.contains("cut,day,\(day)\r\ncut,store,none\r\n"))
      #expect(
        try await site.reply(.get, "/v1/settlements/\(id)/manifest?day=2019-01-01").refusal
          == "400 invalid_request /day not_allowed")
      #expect(
        try await site.reply(.get, "/v1/settlements/\(id)/statement?store=str_0").refusal
          == "404 store_not_found")
      let moved = try #require(page["data"]?.elements.first?["transaction"]?.text)
      let accounts = try await site.reply(.get, "/v1/transactions/\(moved)").json["settlements"]
      #expect(accounts?.elements.map { $0["settlement"]?.text } == [id])
      let days = try await site.reply(.get, "/v1/business-days", key: site.keys.operator).json["data"]
      #expect(days?.elements.last?["lines"]?.int64 == 1)
    }
  }

  @Test func `steps are refused where they do not fit, and keys neither review nor approve`() async throws {
    try await Site.open { site async throws in
      let id = try await site.settledDay()
      let place = "/v1/settlements/\(id)"
      #expect(
        try await site.reply(.post, place + "/review", key: site.keys.operator).refusal
          == "403 person_required")
      let pay = #"{"reference":"B1","day":"2026-03-02"}"#
      #expect(
        try await site.reply(.post, place + "/pay", key: site.keys.operator, pay).refusal
          == "409 not_allowed_now")
      #expect(
        try await site.reply(.post, place + "/dispute", #"{"reason":"too much"}"#).json["state"]?.text
          == "disputed")
      let again = await site.reply(
        .post, place + "/reopen", key: site.keys.operator, #"{"reason":"explained"}"#)
      #expect(try again.json["state"]?.text == "calculated")
      #expect(
        try await site.reply(.get, "/v1/settlements/stl_0000000000000000").refusal
          == "404 settlement_not_found")
    }
  }

  @Test func `terms come back as they were proposed`() async throws {
    try await Site.open { site async throws in
      let merchant = site.name(site.merchants[0].id)
      let terms = """
        {"issue_price":{"money":100,"points":500},"issue_payable":"used","expired_basis_points":5000,\
        "commission":{"basis_points":125,"fixed":0,"minimum":50,"maximum":900},\
        "giving_fee":{"fixed":5},"cycle":{"kind":"weekly","ends_on":"friday"},"due_after_days":3,\
        "minimum":1000}
        """
      let proposed = await site.reply(
        .post, "/v1/merchants/\(merchant)/settlement-terms", key: site.keys.operator,
        #"{"from":"2026-04-01","terms":\#(terms),"reason":"contract"}"#)
      #expect(proposed.status == 201, "\(String(decoding: proposed.body, as: UTF8.self))")
      #expect(try proposed.json["settlement_terms"] == (try JSON(parsing: Array(terms.utf8))))
      #expect(try proposed.json["from_day"]?.text == "2026-04-01")
      let bad = await site.reply(
        .post, "/v1/merchants/\(merchant)/settlement-terms", key: site.keys.operator,
        #"""
        {"from":"2026-04-01","reason":"x",
         "terms":{"commission":{"basis_points":1,"minimum":9,"maximum":8}}}
        """#)
      #expect(bad.status == 400)
    }
  }

  @Test func `who brings orders and who looks after a merchant is proposed and named by public ids`()
    async throws
  {
    try await Site.open { site async throws in
      _ = try await site.settledDay()
      let (merchant, other) = (site.name(site.merchants[0].id), site.name(site.merchants[1].id))
      func proposed(_ terms: String) async -> Reply {
        await site.reply(
          .post, "/v1/merchants/\(merchant)/settlement-terms", key: site.keys.operator,
          #"{"from":"2026-04-01","terms":\#(terms),"reason":"contract"}"#)
      }
      let operators =
        #"{"referrals":[{"code":"HOUSE","referrer":"operator","commission":{"basis_points":100}}]}"#
      let found = try await proposed(operators).json["settlement_terms"]?["referrals"]?.elements.first
      #expect(found?["code"]?.text == "HOUSE" && found?["referrer"]?.text == "operator")
      for terms in [
        #"{"referrals":[{"code":"A","referrer":"\#(other)","commission":{"basis_points":1}}]}"#,
        #"{"referrals":[{"code":"A","referrer":"\#(merchant)","commission":{"basis_points":1}}]}"#,
        #"{"referrals":[{"code":"a b","referrer":"operator","commission":{"basis_points":1}}]}"#,
        #"{"referrals":[{"code":"A","referrer":"nobody","commission":{"basis_points":1}}]}"#,
        #"{"agents":[{"agent":"\#(other)","basis_points":10001}]}"#,
        #"{"agents":[{"agent":"\#(other)","basis_points":1}]}"#,
      ] {
        #expect([400, 404, 409].contains(await proposed(terms).status), "\(terms)")
      }
      let agent = await site.reply(
        .post, "/v1/agents", key: site.keys.operator,
        #"{"merchant":"\#(other)","region":"East","reason":"contract"}"#)
      #expect(try agent.json["agent"]?["region"]?.text == "East" && agent.json["merchant"]?.text == other)
      let orphan = #"{"merchant":"\#(other)","parent":"\#(other)","region":"East","reason":"contract"}"#
      #expect(await site.reply(.post, "/v1/agents", key: site.keys.operator, orphan).status == 400)
      #expect(await site.reply(.get, "/v1/agents").status == 403)
      let listed = try await site.reply(.get, "/v1/agents", key: site.keys.operator).json
      #expect(listed["data"]?.elements.isEmpty == true, "nobody has decided yet")
    }
  }

  @Test func `an order with a code that nobody has is refused by name`() async throws {
    try await Site.open { site async throws in
      let refused = await site.reply(
        .post, "/v1/transactions", once: "spring",
        #"""
        {"type":"earn","member":"\#(site.name(site.member.id))","amount":{"value":100,"currency":"CNY"},
         "referral":"SPRING"}
        """#)
      #expect(refused.status == 400)
      #expect(String(decoding: refused.body, as: UTF8.self).contains("/referral"))
    }
  }
}

extension Site {
  /// A settlement of the first merchant: a purchase of 500.00 under terms that two people decided on.
  func settledDay() async throws -> String {
    let terms = SettlementTerms(
      issuePrice: PointPrice(100, perPoints: 500), commission: Commission(share: 125))
    let proposal = SettlementProposal(
      terms, of: merchants[0].id, in: program.asset, from: BusinessDay(daysSince1970: 0))
    var people: [OperatorUser] = []
    for login in ["settling-one", "settling-two"] {
      people.append(
        try await coalition.createUser(
          UserDraft(
            login: login, name: login, password: "a long enough secret", roles: .administrator), by: .system))
    }
    let proposed = try await coalition.propose(
      .settlementTerms(proposal), reason: "contract", by: people[0].principal)
    _ = try await coalition.approve(proposed.id, by: people[1].principal) { try await coalition.execute($0) }
    try await earn(50_000, once: "settled-earn")
    clock.advance(seconds: 86_400)
    try await coalition.runClearing()
    let made = try await coalition.settlements(SettlementQuery(), by: .system).items
    return name(try #require(made.first).id)
  }
}
