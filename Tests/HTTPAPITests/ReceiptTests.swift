import Coalition
import DatabaseTesting
import HTTPAPI
import HTTPTypes
import Ledger
import Testing

@Suite(.database) struct ReceiptTests {
  @Test func `when it happened at the till stands beside when it was booked, wherever it is read`()
    async throws
  {
    try await Site.open { site async throws in
      let body = #"""
        {"type":"earn","member":{"phone":"13800138000"},"amount":{"value":500,"currency":"CNY"},
         "occurred_at":"2026-03-01T08:30:00Z"}
        """#
      let earned = await site.reply(.post, "/v1/transactions", once: "e", body)
      let id = try #require(try earned.json["id"]?.text)
      let spend =
        #"{"type":"spend","member":{"phone":"13800138000"},"points":1,"occurred_at":"2026-03-02T07:59:59Z"}"#
      _ = await site.reply(.post, "/v1/transactions", once: "s", spend)
      let read = try await site.reply(.get, "/v1/transactions/\(id)").json
      #expect(read["occurred_at"] == "2026-03-01T08:30:00Z" && read["created"] == "2026-03-02T08:00:00Z")
      #expect(try earned.json["occurred_at"] == read["occurred_at"])
      #expect(await site.reply(.post, "/v1/transactions", once: "e", body).body == earned.body)
      let entries = "/v1/members/\(site.name(site.member.id))/entries"
      for list in ["/v1/transactions", entries] {
        let found = try await site.reply(.get, list).json["data"]?.elements ?? []
        #expect(
          found.map { $0["occurred_at"]?.text } == ["2026-03-02T07:59:59Z", "2026-03-01T08:30:00Z"], "\(list)"
        )
      }
      // The explanation stands beside it.
      #expect(read["explanation"]?["base"] == 500)
    }
  }

  @Test func `a time that no till can mean is refused, but for a reversal`() async throws {
    try await Site.open { site async throws in
      try await site.earn(50_000, once: "e")
      let member = #""member":{"phone":"13800138000"},"points":1"#
      for (type, once) in [("spend", "a"), ("hold", "b")] {
        let body = #"{"type":"\#(type)",\#(member),"occurred_at":"2024-03-01T08:30:00Z"}"#
        let reply = await site.reply(.post, "/v1/transactions", once: once, body)
        #expect(try reply.refusalAt == "/occurred_at")
      }
      let reversal = #"{"idempotency_key":"e","occurred_at":"1999-12-31T23:59:59Z"}"#
      #expect(await site.reply(.post, "/v1/reversals", once: "r", reversal).status == 201)
    }
  }

  @Test func `the items of a purchase are its amount`() async throws {
    try await Site.open { site async throws in
      let items = #"""
        "items":[{"code":"690123","name":"拿铁","quantity":2,"amount":{"value":5000,"currency":"CNY"},
          "category":"coffee"},{"code":"COUPON","amount":{"value":-750,"currency":"CNY"}}]
        """#
      let member = #""type":"earn","member":{"phone":"13800138000"}"#
      let reply = await site.reply(.post, "/v1/transactions", once: "a", "{\(member),\(items)}")
      #expect(try reply.json["points"] == 42 && reply.json["explanation"]?["base"] == 4250)
      let both = #"{\#(member),\#(items),"amount":{"value":4250,"currency":"CNY"}}"#
      #expect(try await site.reply(.post, "/v1/transactions", once: "b", both).json["points"] == 42)
      // A key used for other goods is another request.
      let others = "{\(member),\(items.replacing("690123", with: "690124"))}"
      #expect(
        try await site.reply(.post, "/v1/transactions", once: "a", others).refusal
          == "422 idempotency_mismatch")
    }
  }

  @Test func `the items of a purchase are shown wherever it is read, as it was first said`() async throws {
    try await Site.open { site async throws in
      let member = #""type":"earn","member":{"phone":"13800138000"}"#
      let said =
        #"{"code":"690123","name":"拿铁","category":"coffee","amount":{"value":5000,"currency":"CNY"}}"#
      let coupon = #"{"code":"COUPON","amount":{"value":-750,"currency":"CNY"}}"#
      let body = "{\(member),\"items\":[\(said),\(coupon)]}"
      let dry = try await site.reply(.post, "/v1/transactions?dry_run=true", once: "dry", body).json
      let first = await site.reply(.post, "/v1/transactions", once: "a", body)
      let id = try #require(try first.json["id"]?.text)
      let items = try #require(try first.json["items"])
      #expect(dry["items"] == items && items.elements.count == 2)
      #expect(items.elements[0]["quantity"] == 1 && items.elements[0]["name"] == "拿铁")
      #expect(items.elements[1]["amount"]?["value"] == -750 && items.elements[1]["name"] == nil)
      // Other goods under the key are refused and change nothing.
      let others = "{\(member),\"items\":[\(said),\(coupon.replacing("750", with: "751"))]}"
      #expect(await site.reply(.post, "/v1/transactions", once: "a", others).status == 422)
      #expect(await site.reply(.post, "/v1/transactions", once: "a", body).body == first.body)
      let batch = #"{"transactions":[\#(body)]}"#
      let together = try await site.reply(.post, "/v1/transactions/batch", once: "b", batch).json
      #expect(together["data"]?.elements.first?["transaction"]?["items"] == items)
      #expect(try await site.reply(.get, "/v1/transactions/\(id)").json["items"] == items)
      let list = try await site.reply(.get, "/v1/transactions").json["data"]?.elements ?? []
      #expect(list.count == 2 && list.allSatisfy { $0["items"] == items })
      #expect(await site.reply(.get, "/v1/transactions/\(id)", key: site.keys.second).status == 404)
    }
  }

  @Test func `items that are no receipt are refused and change nothing`() async throws {
    try await Site.open { site async throws in
      let member = #""type":"earn","member":{"phone":"13800138000"}"#
      func refused(_ rest: String) async throws -> String? {
        try await site.reply(.post, "/v1/transactions", once: "k", "{\(member),\(rest)}").refusalAt
      }
      let item = #"{"code":"A","amount":{"value":100,"currency":"CNY"}}"#
      #expect(try await refused(#""items":[\#(item)],"amount":{"value":101,"currency":"CNY"}"#) == "/items")
      #expect(try await refused(#""items":[\#(item)],"points":1"#) == "")
      #expect(try await refused(#""items":[]"#) == "/items")
      #expect(try await refused(#""items":[{"code":"A"}]"#) == "/items/0/amount")
      #expect(
        try await refused(#""items":[\#(item.replacing("\"A\"", with: "\"A\",\"colour\":1"))]"#)
          == "/items/0/colour")
      #expect(
        try await refused(#""items":[{"code":"A","quantity":0,"amount":{"value":1,"currency":"CNY"}}]"#)
          == "/items/0/quantity")
      let mixed = item + "," + item.replacing("CNY", with: "HKD")
      #expect(
        try await site.reply(.post, "/v1/transactions", once: "m", #"{\#(member),"items":[\#(mixed)]}"#)
          .refusal
          == "422 currency_mismatch")
      let many = Array(repeating: item, count: 501).joined(separator: ",")
      #expect(try await refused(#""items":[\#(many)]"#) == "/items")
      #expect(
        try await site.reply(.get, "/v1/transactions?include_refused=true").json["data"]?.elements.isEmpty
          == true)
    }
  }

  @Test func `a payment of money and its refund say how they were reckoned`() async throws {
    try await Site.open { site async throws in
      try await site.earn(100_000, once: "e")
      let spend =
        #"{"type":"spend","member":{"phone":"13800138000"},"amount":{"value":101,"currency":"CNY"}}"#
      let paid = try await site.reply(.post, "/v1/transactions", once: "s", spend).json
      #expect(paid["explanation"]?["rate"]?["rounding"] == "up" && paid["explanation"]?["base"] == 101)
      let id = try #require(paid["id"]?.text)
      let back = try await site.reply(
        .post, "/v1/transactions/\(id)/refund", once: "r", #"{"amount":{"value":1,"currency":"CNY"}}"#
      ).json
      #expect(back["money_returned"] == 1 && back["points"] == 5)
    }
  }

  @Test func `a key may have a measure of its own, given by the operator`() async throws {
    try await Site.open { site async throws in
      let body = #"""
        {"name":"slow","kind":"merchant","merchant":"\#(site.name(site.merchants[0].id))",
         "requests_per_minute":2}
        """#
      #expect(try await site.reply(.post, "/v1/keys", body).refusal == "403 scopes_too_wide")
      let made = try await site.reply(.post, "/v1/keys", key: site.keys.operator, body).json
      #expect(made["key"]?["requests_per_minute"] == 2)
      let key = try #require(made["secret"]?.text)
      for _ in 0..<2 { #expect(await site.reply(.get, "/v1/programs", key: key).status == 200) }
      let third = await site.reply(.get, "/v1/programs", key: key)
      #expect(try third.refusal == "429 rate_limited")
      #expect(third.headers[HTTPField.Name("RateLimit-Policy")!] == "\"default\";q=2;w=60")
      #expect(await site.reply(.get, "/v1/programs").status == 200)
    }
  }
}

extension Reply {
  /// Where the first fault of an invalid request sits; nil for any other answer.
  fileprivate var refusalAt: String? {
    get throws {
      guard try refusal.hasPrefix("400 invalid_request") else { return nil }
      return try json["errors"]?.elements.first?["pointer"]?.text
    }
  }
}
