import Coalition
import DatabaseTesting
import Foundation
import HTTPAPI
import HTTPTypes
import Ledger
import LedgerStore
import Testing

@Suite(.database) struct OnceTests {
  private static let replayed = HTTPField.Name("Idempotency-Replayed")!  // a valid name

  /// Every route that moves value, asked twice before and once after a restart.
  @Test func `each call that moves value happens once, also across a restart`() async throws {
    try await Site.open { site async throws in
      var first: [(operation: String, target: String, body: String, reply: Reply)] = []
      for operation in HTTPAPI.Operation<Coalition>.all where operation.movesValue {
        for (target, body) in try await OnceRequests(site).requests(operation.id, operation.path) {
          let once = "once-\(first.count)"
          let reply = await site.reply(operation.method, target, once: once, body)
          #expect(reply.status < 300 || reply.status == 422, "\(operation.id): \(reply.text)")
          #expect(reply.headers[Self.replayed] == nil)
          let again = await site.reply(operation.method, target, once: once, body)
          #expect(again.body == reply.body, "\(operation.id): \(again.text)")
          #expect(again.headers[Self.replayed] == "true", "\(operation.id)")
          first.append((operation.id, target, body, reply))
        }
      }
      // A merchant sells no points cards: PointsCardTests sells a range twice. What a partner tells has the
      // partner's own number: PartnerNoticeTests tells it twice. Nor does it sell points as in BuyersTests,
      // nor order blocks where it gives from none, as in PayBlockTests.
      let operators: Set = [
        "activatePointsCards", "createPointsOrder", "orderPointsBlock", "receivePartnerExchange",
      ]
      let moving = Set(HTTPAPI.Operation<Coalition>.all.filter(\.movesValue).map(\.id))
      #expect(Set(first.map(\.operation)) == moving.subtracting(operators))
      site.ledger.stop()
      let ledger = try Site.openLedger(site.folder, site.clock)
      defer { ledger.stop() }
      let api = Site.api(try Site.coalition(ledger, site.clock, site.codes))
      for (index, call) in first.enumerated() {
        let again = await Site.reply(
          api, .post, call.target, key: site.keys.first, once: "once-\(index)", call.body)
        #expect(again.body == call.reply.body, "\(call.operation)")
        #expect(again.headers[Self.replayed] == "true", "\(call.operation)")
      }
      print("idempotency: \(first.count) calls, each answered three times with the same bytes")
    }
  }

  @Test func `another request under a known key is refused, another tenant's key is its own`() async throws {
    try await Site.open { site async throws in
      try await site.earn(500, once: "k")
      let other = FirstStepsTests.earn
      #expect(
        try await site.reply(.post, "/v1/transactions", once: "k", other).refusal
          == "422 idempotency_mismatch")
      #expect(
        await site.reply(.post, "/v1/transactions", key: site.keys.second, once: "k", other).status == 201)
    }
  }

  @Test func `in a batch each is decided by itself and the whole can be sent again`() async throws {
    try await Site.open { site async throws in
      let body = #"""
        {"transactions": [
          {"type": "earn", "member": {"phone": "13800138000"}, "points": 50, "idempotency_key": "own"},
          {"type": "spend", "member": {"phone": "13800138000"}, "points": 60},
          {"type": "spend", "member": {"phone": "13800138000"}, "points": 0},
          {"type": "spend", "member": {"phone": "13900139000"}, "points": 1},
          {"type": "spend", "member": {"phone": "13800138000"}, "points": 20}]}
        """#
      let first = await site.reply(.post, "/v1/transactions/batch", once: "b", body)
      let results = try first.json["data"]?.elements ?? []
      #expect(results.map { $0["status"] } == [201, 422, 400, 404, 201])
      #expect(results[1]["problem"]?["code"] == "insufficient_points")
      #expect(results[2]["problem"]?["errors"]?.elements.first?["pointer"] == "/transactions/2/points")
      #expect(results[4]["transaction"]?["wallet"]?["available"] == 30)
      let again =
        try await site.reply(.post, "/v1/transactions/batch", once: "b", body).json["data"]?.elements ?? []
      #expect(again[0] == results[0] && again[1] == results[1] && again[4] == results[4])
      let own = await site.reply(
        .post, "/v1/transactions", once: "own",
        #"{"type":"earn","member":{"phone":"13800138000"},"points":50}"#)
      #expect(own.headers[Self.replayed] == "true")
    }
  }
}

/// A request for every call that moves value, with what it needs to have come before.
struct OnceRequests {
  let site: Site

  init(_ site: Site) { self.site = site }

  func requests(_ id: String, _ path: String) async throws -> [(target: String, body: String)] {
    let fresh = "before-\(UUID().uuidString)"
    let member = #""member":{"phone":"13800138000"}"#
    func made(_ body: String) async throws -> String {
      let reply = await site.reply(.post, "/v1/transactions", once: fresh, body)
      return path.replacing("{id}", with: try #require(try reply.json["id"]?.text))
    }
    switch id {
    case "createTransaction":
      return [
        #"{"type":"earn",\#(member),"points":900,"occurred_at":"2026-03-01T08:00:00Z"}"#,
        #"{"type":"spend",\#(member),"points":1,"reference":"r"}"#, #"{"type":"hold",\#(member),"points":2}"#,
        #"{"type":"earn",\#(member),"items":[{"code":"A","amount":{"value":250,"currency":"CNY"}}]}"#,
        #"{"type":"award",\#(member),"points":3}"#, #"{"type":"topup",\#(member),"points":4}"#,
        #"{"type":"transfer",\#(member),"to":{"phone":"13800138001"},"points":10}"#,
        #"{"type":"spend",\#(member),"points":100000000}"#,
      ].map { (path, $0) }
    case "batchTransactions": return [(path, #"{"transactions":[{"type":"award",\#(member),"points":5}]}"#)]
    case "refundTransaction":
      return [(try await made(#"{"type":"spend",\#(member),"points":9}"#), #"{"points":4}"#)]
    case "voidTransaction": return [(try await made(#"{"type":"spend",\#(member),"points":9}"#), "")]
    case "captureTransaction":
      return [(try await made(#"{"type":"hold",\#(member),"points":9}"#), #"{"points":4}"#)]
    case "releaseTransaction": return [(try await made(#"{"type":"hold",\#(member),"points":9}"#), "")]
    case "confirmTransaction", "cancelTransaction":
      return [(try await made(#"{"type":"earn",\#(member),"points":9,"pending":true}"#), "")]
    case "reverseTransaction":
      _ = try await made(#"{"type":"award",\#(member),"points":6}"#)
      return [(path, #"{"idempotency_key":"\#(fresh)"}"#), (path, #"{"idempotency_key":"never-\#(fresh)"}"#)]
    default: return []
    }
  }
}
