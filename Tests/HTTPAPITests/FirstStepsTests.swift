import Coalition
import DatabaseTesting
import HTTPAPI
import HTTPTypes
import Ledger
import Testing

@Suite(.database) struct FirstStepsTests {
  static let earn = #"""
    {"type": "earn", "member": {"phone": "13800138000"}, "program": "universal",
     "amount": {"value": 12850, "currency": "CNY"}, "reference": "receipt 1"}
    """#
  static let spend =
    #"{"type": "spend", "member": {"phone": "13800138000"}, "program": "universal", "points": 100}"#

  @Test func `the readme's purchase, coffee and refusal`() async throws {
    try await Site.open { site async throws in
      let replayed = HTTPField.Name("Idempotency-Replayed")!  // a valid name
      let earned = await site.reply(.post, "/v1/transactions", once: "first-earn", Self.earn)
      #expect(
        site.named(earned) == """
          201
          Content-Type: application/json

          {"object":"transaction","id":"TXN1","type":"earn","status":"accepted","member":"MEMBER",\
          "program":"PROGRAM","points":128,"wallet":{"id":"WALLET","member":"MEMBER","program":"PROGRAM",\
          "change":128,"available":128,"pending":0,"held":0,"debt":0},"lots":[{"id":"LOT","wallet":"WALLET",\
          "points":128,"expires_at":"2027-03-31T16:00:00Z"}],"explanation":{"base":12850,"rate":{"points":1,"per":100,\
          "rounding":"down"},"points":128,"rules":[{"rule":"base_rate","version":1,"applied":true,\
          "points":128}],\
          "rules_omitted":0},"merchant":"MERCHANT","reference":"receipt 1","business_day":"2026-03-02",\
          "created":"2026-03-02T08:00:00Z"}
          """)
      let spent = await site.reply(.post, "/v1/transactions", once: "first-spend", Self.spend)
      #expect(
        site.named(spent) == """
          201
          Content-Type: application/json

          {"object":"transaction","id":"TXN2","type":"spend","status":"accepted","member":"MEMBER",\
          "program":"PROGRAM","points":100,"wallet":{"id":"WALLET","member":"MEMBER","program":"PROGRAM",\
          "change":-100,"available":28,"pending":0,"held":0,"debt":0},"lots":[{"id":"LOT","wallet":"WALLET",\
          "points":-100,"expires_at":"2027-03-31T16:00:00Z"}],"merchant":"MERCHANT",\
          "business_day":"2026-03-02","created":"2026-03-02T08:00:00Z"}
          """)
      let again = await site.reply(.post, "/v1/transactions", once: "first-earn", Self.earn)
      #expect(again.headers[replayed] == "true")
      #expect(again.body == earned.body)
      let much = Self.spend.replacing("100}", with: "100000000}")
      let refused = await site.reply(.post, "/v1/transactions", once: "too-much", language: "zh-TW", much)
      #expect(try refused.refusal == "422 insufficient_points")
      #expect(try refused.json["balance"] == 28)
      let detail = "可用積分為 28，不足以完成交易；請減少積分，或用 partial 只取現有部分。"
      #expect(try refused.json["detail"]?.text == detail)
      let refusedAgain = await site.reply(
        .post, "/v1/transactions", once: "too-much", language: "zh-TW", much)
      #expect(refusedAgain.headers[replayed] == "true")
      #expect(refusedAgain.body == refused.body)
    }
  }

  @Test func `a dry run tells and moves nothing`() async throws {
    try await Site.open { site async throws in
      let dry = await site.reply(.post, "/v1/transactions?dry_run=true", once: "k", Self.earn)
      #expect(try dry.json["dry_run"] == true)
      #expect(try dry.json["id"] == nil)
      #expect(try dry.json["wallet"]?["available"] == 128)
      let wallets = await site.reply(.get, "/v1/members/\(site.name(site.member.id))/wallets")
      #expect(try wallets.json["data"]?.elements == [])
      let real = await site.reply(.post, "/v1/transactions", once: "k", Self.earn)
      let replayed = HTTPField.Name("Idempotency-Replayed")!  // a valid name
      #expect(real.status == 201 && real.headers[replayed] == nil)
    }
  }

  @Test func `a wallet, its lots and its movements are read`() async throws {
    try await Site.open { site async throws in
      let first = try await site.earn(12_850, once: "e1")
      _ = await site.reply(.post, "/v1/transactions", once: "s1", Self.spend)
      let member = site.name(site.member.id)
      let wallets = try await site.reply(.get, "/v1/members/\(member)/wallets").json["data"]?.elements ?? []
      #expect(wallets.count == 1)
      #expect(wallets.first?["spendable"] == 28)
      #expect(wallets.first?["lifetime_earned"] == 128)
      #expect(wallets.first?["lifetime_spent"] == 100)
      let lots = try await site.reply(.get, "/v1/members/\(member)/lots").json["data"]?.elements ?? []
      #expect(lots.first?["available"] == 28)
      #expect(lots.first?["issuer"]?.text == site.name(site.merchants[0].id))
      #expect(lots.first?["expires_at"] == "2027-03-31T16:00:00Z")
      let page = try await site.reply(.get, "/v1/members/\(member)/entries?limit=1").json
      #expect(page["data"]?.elements.first?["change"] == -100)
      let cursor = try #require(page["next_cursor"]?.text)
      let rest = try await site.reply(.get, "/v1/members/\(member)/entries?limit=1&after=\(cursor)").json
      #expect(rest["data"]?.elements.first?["transaction"]?.text == first)
      #expect(rest["has_more"] == false)
    }
  }
}

extension Site {
  /// A reply's text with the names of what the site has in place of the ids, and without headers that vary.
  func named(_ reply: Reply) -> String {
    var text = String(decoding: reply.body, as: UTF8.self)
    let wallet = WalletKey(member: member.id, asset: program.asset)
    let names = [
      (name(member.id), "MEMBER"), (name(program.asset), "PROGRAM"), (name(merchants[0].id), "MERCHANT"),
      (coalition.publicIDs.text(wallet), "WALLET"),
      (coalition.publicIDs.text(lot: 1, of: WalletID(1)), "LOT"),
      (name(TransactionID(1)), "TXN1"), (name(TransactionID(2)), "TXN2"),
    ]
    for (id, short) in names { text = text.replacing(id, with: short) }
    return "\(reply.status)\nContent-Type: \(reply.headers[.contentType] ?? "")\n\n" + text
  }
}
