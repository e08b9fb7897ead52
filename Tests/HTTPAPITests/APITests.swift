import HTTPAPI
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Synchronization
import Testing

@Suite struct APITests {
  static let order = #"{"member": {"phone": "13800000000"}, "points": 500, "note": "通宝"}"#

  @Test func `a call that moves value happens once and is replayed word for word`() async throws {
    let shop = Shop()
    let first = await shop.reply(.post, "/v1/spends", once: "k1", Self.order)
    #expect(
      first.text == """
        201
        Content-Type: application/json
        Request-Id: req_1

        {"object":"spend","id":"txn_1","points":500,"created":"2026-01-31T08:00:00Z","note":"通宝"}
        """)
    let reordered = #"{"points":500,"note":"\#u{901A}\#u{5B9D}","member":{"phone":"13800000000"}}"#
    let second = await shop.reply(.post, "/v1/spends", once: "k1", reordered)
    #expect(
      second.text == """
        201
        Content-Type: application/json
        Idempotency-Replayed: true
        Request-Id: req_2

        {"object":"spend","id":"txn_1","points":500,"created":"2026-01-31T08:00:00Z","note":"通宝"}
        """)
    let other = await shop.reply(.post, "/v1/spends", once: "k1", #"{"member":"mem_1","points":501}"#)
    #expect(try other.refusal == "422 idempotency_mismatch")
    #expect(await shop.till.spends.count == 1)
  }

  @Test func `a dry run answers and moves nothing`() async throws {
    let shop = Shop()
    let reply = await shop.reply(.post, "/v1/spends?dry_run=true", once: "k1", Self.order)
    #expect(reply.status == 201)
    #expect(await shop.till.spends.isEmpty)
    #expect(
      try await shop.reply(.post, "/v1/spends?dry_run=yes", once: "k1", Self.order).refusal
        == "400 invalid_request /dry_run wrong_type")
  }

  @Test func `a refusal is a problem document in the caller's language`() async throws {
    let shop = Shop()
    let body = #"{"member": "mem_1", "points": 9000}"#
    #expect(
      await shop.reply(.post, "/v1/spends", once: "k", language: "zh-HK, en;q=0.5", body).text == """
        422
        Content-Language: zh-Hant
        Content-Type: application/problem+json
        Request-Id: req_1
        Vary: Accept-Language

        {"type":"/developers/errors#insufficient_points","title":"Insufficient points","status":422,\
        "detail":"可用積分為 5000，不足以完成交易；請減少積分，或用 partial 只取現有部分。",\
        "code":"insufficient_points","request_id":"req_1",\
        "retryable":false,"balance":5000}
        """)
    let english = await shop.reply(.post, "/v1/spends", once: "k", language: "en", body)
    let detail =
      "The wallet has 5000 points available, fewer than needed; take fewer, or what there is with partial."
    #expect(try english.json["detail"]?.text == detail)
    let silent = await shop.reply(.post, "/v1/spends", once: "k", language: "", body)
    #expect(try silent.json["detail"]?.text?.hasPrefix("可用积分为 5000，不足以完成交易；") == true)
  }

  @Test func `all faults of a request are listed`() async throws {
    let shop = Shop()
    let reply = await shop.reply(
      .post, "/v1/spends?dry_run=1&x=2", once: "k", #"{"member":{"card":"1"},"points":0,"ponits":5}"#)
    #expect(
      reply.text == """
        400
        Content-Language: en
        Content-Type: application/problem+json
        Request-Id: req_1
        Vary: Accept-Language

        {"type":"/developers/errors#invalid_request","title":"Invalid request","status":400,\
        "detail":"The request has faults; each is listed under errors.","code":"invalid_request",\
        "request_id":"req_1","retryable":false,"errors":[\
        {"in":"body","pointer":"/member/card","code":"too_short","detail":"At least 8 characters."},\
        {"in":"body","pointer":"/points","code":"too_small","detail":"The least is 1."},\
        {"in":"query","pointer":"/dry_run","code":"wrong_type","detail":"The type must be: boolean."},\
        {"in":"query","pointer":"/x","code":"unknown_parameter",\
        "detail":"There is no parameter x here; take it out."},\
        {"in":"body","pointer":"/ponits","code":"unknown_field",\
        "detail":"There is no field ponits here; take it out."}]}
        """)
  }

  @Test(arguments: [
    ("{bad", "400 invalid_json"), ("", "415 unsupported_media_type"),
    ("[]", "400 invalid_request /member required, /points required,  wrong_type"),
    (#"{"member":"mem_1","points":1,"points":2}"#, "400 invalid_json"),
    (#"{"member":"mem_1","points":1e2}"#, "400 invalid_request /points wrong_type"),
    (#"{"member":"mem_1","points":1,"note":null}"#, "400 invalid_request /note wrong_type"),
    (#"{"member":"mem_unknown","points":1}"#, "404 member_not_found"),
  ])
  func `bad bodies are refused`(body: String, refusal: String) async throws {
    #expect(try await Shop().reply(.post, "/v1/spends", once: "k", body).refusal == refusal)
  }

  @Test func `what is not JSON is told with its place`() async throws {
    let reply = await Shop().reply(.post, "/v1/spends", once: "k", "{bad")
    let detail = try reply.json["detail"]?.text
    #expect(detail == "The body is not JSON we can read: unexpected character at byte 1.")
  }

  @Test func `the outside of a request is checked`() async throws {
    let shop = Shop()
    let order = Self.order
    #expect(
      try await shop.reply(.post, "/v1/spends", once: "k", type: "text/plain", order).refusal
        == "415 unsupported_media_type")
    #expect(
      await shop.reply(.post, "/v1/spends", once: "k0", type: "Application/JSON; charset=utf-8", order)
        .status == 201)
    let large = #"{"note":""# + String(repeating: "x", count: 400) + "\"}"
    #expect(try await shop.reply(.post, "/v1/spends", once: "k", large).refusal == "413 payload_too_large")
    let claimed = await shop.reply(.post, "/v1/spends", once: "k", headers: [.contentLength: "401"], order)
    #expect(try claimed.refusal == "413 payload_too_large")
    #expect(
      try await shop.reply(.get, "/v1/spends", headers: [.accept: "text/html"]).refusal
        == "406 not_acceptable")
    #expect(await shop.reply(.get, "/v1/spends", headers: [.accept: "text/html, */*;q=0.1"]).status == 200)
    #expect(try await shop.reply(.get, "/v1/nothing").refusal == "404 not_found")
    #expect(try await shop.reply(.get, "/v1/spends/").refusal == "404 not_found")
    #expect(try await shop.reply(.get, "/v1/spends/%zz").refusal == "404 not_found")
    #expect(try await shop.reply(.get, "/v1/spends/str_1").refusal == "400 invalid_request /id bad_format")
    #expect(try await shop.reply(.get, "/v1/spends/txn_9").refusal == "404 transaction_not_found")
    #expect(try await shop.reply(.get, "/v1/spends?least=%ff").refusal == "400 invalid_request  bad_encoding")
  }

  @Test func `a wrong method is told which are right`() async throws {
    let reply = await Shop().reply(.delete, "/v1/spends")
    #expect(try reply.refusal == "405 method_not_allowed")
    #expect(reply.headers[.allow] == "GET, HEAD, POST")
  }

  @Test(
    arguments: [
      (nil, "401 unauthorized"), ("tb_test_wrong", "401 unauthorized"), ("", "401 unauthorized"),
      ("tb_test_read", "403 forbidden"),
    ] as [(String?, String)])
  func `a call needs a key with its permission`(key: String?, refusal: String) async throws {
    let reply = await Shop().reply(.post, "/v1/spends", key: key, once: "k", Self.order)
    #expect(try reply.refusal == refusal)
    #expect(reply.headers[.wwwAuthenticate] == (refusal.hasPrefix("401") ? "Bearer" : nil))
  }

  @Test func `the idempotency key is checked`() async throws {
    let shop = Shop()
    let code = { (once: String?) in
      try await shop.reply(.post, "/v1/spends", once: once, Self.order).refusal
    }
    #expect(try await code(nil) == "400 idempotency_key_required")
    #expect(try await code("") == "400 idempotency_key_invalid")
    #expect(try await code("a b") == "400 idempotency_key_invalid")
    #expect(try await code(String(repeating: "k", count: 256)) == "400 idempotency_key_invalid")
    let longest = String(repeating: "k", count: 255)
    #expect(await shop.reply(.post, "/v1/spends", once: longest, Self.order).status == 201)
  }

  @Test func `a key whose request still runs is refused until it is done`() async throws {
    let shop = Shop()
    async let first = shop.reply(.post, "/v1/wait", once: "k", #"{"n":1}"#)
    await shop.till.untilSomebodyWaits()
    let second = await shop.reply(.post, "/v1/wait", once: "k", #"{"n":1}"#)
    #expect(try second.refusal == "409 request_in_progress")
    #expect(second.headers[.retryAfter] == "1")
    await shop.till.openGate()
    #expect(await first.status == 200)
  }

  @Test func `faults inside stay inside`() async throws {
    let reply = await Shop().reply(.get, "/v1/broken", key: nil)
    #expect(try reply.refusal == "500 internal")
    #expect(!reply.text.contains("Broken"))
  }

  @Test func `a body that may be left out may be left out`() async throws {
    let shop = Shop()
    #expect(await shop.reply(.post, "/v1/ping", key: nil).text == "204\nRequest-Id: req_1\n\n")
    #expect(await shop.reply(.post, "/v1/ping", key: nil, #"{"loud":true}"#).status == 204)
  }

  @Test func `in a batch one failing fails alone`() async throws {
    let reply = await Shop().reply(
      .post, "/v1/spends/batch", #"{"orders":[{"member":"mem_1","points":7},{"points":0}]}"#)
    let results = try reply.json.elements
    #expect(results.first == 7)
    #expect(results.last?["errors"]?.elements.map { $0["pointer"] } == ["/1/member", "/1/points"])
    #expect(
      try await Shop().reply(.post, "/v1/spends/batch", #"{"orders":[]}"#).refusal
        == "400 invalid_request /orders too_few")
  }

  @Test func `a list is read page by page`() async throws {
    let shop = Shop()
    for points in [10, 20, 30] {
      let body = #"{"member":"mem_1","points":\#(points)}"#
      _ = await shop.reply(.post, "/v1/spends", once: "k\(points)", body)
    }
    let first = try await shop.reply(.get, "/v1/spends?least=5").json
    #expect(first["data"]?.elements.compactMap { $0["points"]?.int64 } == [10, 20])
    #expect(first["object"] == "list" && first["has_more"] == true)
    let cursor = try #require(first["next_cursor"]?.text)
    let link = await shop.reply(.get, "/v1/spends?least=5").headers[HTTPField.Name("Link")!]  // a valid name
    #expect(link == "</v1/spends?least=5&after=\(cursor)>; rel=\"next\"")
    let second = await shop.reply(.get, "/v1/spends?least=5&after=\(cursor)")
    #expect(try second.json["data"]?.elements.compactMap { $0["points"]?.int64 } == [30])
    #expect(try second.json["has_more"] == false && second.json["next_cursor"] == .some(.null))

    for wrong in ["x", "AAAAAAAAAAAAAAAA", String(cursor.dropLast()), cursor + "A", "é"] {
      let reply = await shop.reply(.get, "/v1/spends?after=\(wrong)")
      #expect(try reply.refusal == "400 invalid_request /after bad_cursor")
    }
    #expect(
      try await shop.reply(.get, "/v1/spends?limit=4&least=a&created%5Bgte%5D=today&limit=1").refusal
        == "400 invalid_request /limit too_large, /created[gte] bad_format, "
        + "/least wrong_type, /limit repeated"
    )
    let later = await shop.reply(.get, "/v1/spends?created[gte]=2026-01-31T08:00:01Z")
    #expect(try later.json["data"]?.elements == [])
  }

  @Test func `requests past the limit wait, each key by itself`() async throws {
    let shop = Shop(limit: RateLimit(requests: 2, windowSeconds: 10))
    let path = "/v1/spends"
    let policy = HTTPField.Name("RateLimit-Policy")!  // a valid name
    let left = HTTPField.Name("RateLimit")!  // a valid name
    let first = await shop.reply(.get, path)
    #expect(first.headers[policy] == "\"default\";q=2;w=10")
    #expect(first.headers[left] == "\"default\";r=1;t=5")
    #expect(await shop.reply(.get, path).status == 200)
    let third = await shop.reply(.get, path)
    #expect(try third.refusal == "429 rate_limited")
    #expect(third.headers[.retryAfter] == "5")
    #expect(third.headers[left] == "\"default\";r=0;t=10")
    #expect(await shop.reply(.get, path, key: "tb_test_read").status == 200)
    shop.clock.now.withLock { $0 += 4_999_999 }
    #expect(await shop.reply(.get, path).status == 429)
    shop.clock.now.withLock { $0 += 1 }
    #expect(await shop.reply(.get, path).status == 200)
  }

  @Test func `behind the server the API answers its paths and leaves the others`() async throws {
    let router = Router()
    router.add(middleware: APIMiddleware(Shop().api))
    router.get("/home") { _, _ in "home" }
    try await Application(router: router).test(.router) { client in
      try await client.execute(uri: "/home", method: .get) { #expect(String(buffer: $0.body) == "home") }
      try await client.execute(uri: "/v1/home", method: .get) { reply in
        #expect(reply.status == .notFound)
        #expect(reply.headers[.contentType] == "application/problem+json")
      }
      let headers: HTTPFields = [.authorization: "Bearer tb_test_all"]
      let get = try await client.execute(uri: "/v1/spends", method: .get, headers: headers) { $0 }
      try await client.execute(uri: "/v1/spends", method: .head, headers: headers) { head in
        #expect(head.status == .ok)
        #expect(head.body.readableBytes == 0)
        #expect(head.headers[.contentLength] == String(get.body.readableBytes))
      }
      try await client.execute(uri: "/openapi.json", method: .get) { #expect($0.status == .ok) }
    }
  }
}
