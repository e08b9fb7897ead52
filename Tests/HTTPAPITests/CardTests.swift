import Coalition
import DatabaseTesting
import HTTPAPI
import HTTPTypes
import Ledger
import Testing

@Suite(.database) struct CardTests {
  @Test func `a card is handed out, bound, used, lost, found and replaced`() async throws {
    try await Site.open { site async throws in
      let batch = try await site.reply(.post, "/v1/cards/batch", #"{"count":3,"kind":"gift"}"#).json
      let cards = batch["data"]?.elements ?? []
      #expect(cards.count == 3 && cards.allSatisfy { $0["status"] == "issued" && $0["kind"] == "gift" })
      #expect(Set(cards.compactMap { $0["number"]?.text }).count == 3)
      let id = try #require(cards.first?["id"]?.text)
      let number = try #require(cards.first?["number"]?.text)
      let bind = #"{"member":"\#(site.name(site.member.id))"}"#
      #expect(try await site.reply(.post, "/v1/cards/\(id)/activate", bind).json["status"] == "active")
      #expect(
        try await site.reply(.post, "/v1/cards/\(id)/activate", bind).refusal == "422 card_not_active")
      try await site.earn(10_000, once: "e")
      let spend = #"{"type":"spend","member":{"card":"\#(number)"},"points":1}"#
      #expect(await site.reply(.post, "/v1/transactions", once: "s", spend).status == 201)

      let why = #"{"reason":"left on the bus"}"#
      #expect(try await site.reply(.post, "/v1/cards/\(id)/lost", why).json["status"] == "lost")
      #expect(try await site.reply(.post, "/v1/cards/\(id)/lost", why).refusal == "422 card_lost")
      #expect(
        try await site.reply(.post, "/v1/transactions", once: "t", spend).refusal == "422 card_lost")
      #expect(try await site.reply(.post, "/v1/cards/\(id)/release", why).json["status"] == "active")
      #expect(await site.reply(.post, "/v1/transactions", once: "u", spend).status == 201)

      let new = await site.reply(.post, "/v1/cards/\(id)/replace", why)
      #expect(new.status == 201)
      #expect(try new.json["member"]?.text == site.name(site.member.id))
      #expect(try await site.reply(.get, "/v1/cards/\(id)").json["replaced_by"] == new.json["id"])
      #expect(
        try await site.reply(.post, "/v1/transactions", once: "v", spend).refusal == "422 card_not_active")
      let listed = try await site.reply(.get, "/v1/cards?member=" + site.name(site.member.id)).json["data"]
      #expect(listed?.elements.count == 2)
      // What nobody holds cannot be lost, found or replaced.
      let other = try #require(cards.last?["id"]?.text)
      for word in ["lost", "release", "replace"] {
        #expect(
          try await site.reply(.post, "/v1/cards/\(other)/\(word)", why).refusal == "422 card_not_active")
      }
      let unbound = try await site.reply(.get, "/v1/cards?status=issued").json["data"]
      #expect(unbound?.elements.count == 2)
      guard case .intact = try await site.coalition.verifyAudit() else {
        Issue.record("the audit log's chain is broken")
        return
      }
    }
  }

  @Test func `another merchant sees no card that nobody holds, and frees none that was lost`() async throws {
    try await Site.open { site async throws in
      let made = try await site.reply(.post, "/v1/cards", "{}").json
      let id = try #require(made["id"]?.text)
      let number = try #require(made["number"]?.text)
      func second(_ method: HTTPRequest.Method, _ target: String, _ body: String = "") async -> Reply {
        await site.reply(method, target, key: site.keys.second, body)
      }
      let bind = #"{"member":"\#(site.name(site.member.id))"}"#
      #expect(try await second(.get, "/v1/cards/\(id)").refusal == "404 card_not_found")
      #expect(try await second(.post, "/v1/cards/\(id)/activate", bind).refusal == "404 card_not_found")
      #expect(try await second(.get, "/v1/cards").json["data"]?.elements.isEmpty == true)

      #expect(await site.reply(.post, "/v1/cards/\(id)/activate", bind).status == 200)
      let seen = try await second(.get, "/v1/cards/\(id)").json
      #expect(seen["number"]?.text == Masked.card(number))
      // Anybody may block it for its holder, nobody else may free or replace it.
      let why = #"{"reason":"reported here"}"#
      #expect(await second(.post, "/v1/cards/\(id)/lost", why).status == 200)
      #expect(try await second(.post, "/v1/cards/\(id)/release", why).refusal == "404 card_not_found")
      #expect(try await second(.post, "/v1/cards/\(id)/replace", why).refusal == "404 card_not_found")
      #expect(
        await site.reply(.post, "/v1/cards/\(id)/release", key: site.keys.operator, why).status == 200)
      let many = try await second(.post, "/v1/cards/batch", #"{"count":1001}"#).refusal
      #expect(many == "400 invalid_request /count too_large")
    }
  }
}
