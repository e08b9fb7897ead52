import Coalition
import Crypto
import DatabaseTesting
import Foundation
import HTTPAPI
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import Storage
import Testing

@Suite(.database) struct DayFileTests {
  private static let columns = "key,type,points,amount,member,occurred_at,reference,post"

  /// A whole file around its lines, with the trailer that belongs to it.
  private func file(
    _ lines: [String], day: String = "2026-03-02", sequence: Int = 1, last: Bool = true,
    sums: (points: Int, amount: Int)
  ) -> String {
    let head = "day_file,1,\(day),\(sequence),\(last ? "last" : "more"),CNY\n\(Self.columns)\n"
    let text = head + lines.map { $0 + "\n" }.joined()
    let digest = SHA256.hash(data: Array(text.utf8)).map { String(format: "%02x", $0) }.joined()
    return text + "trailer,\(lines.count),\(sums.points),\(sums.amount),\(digest)\n"
  }

  private func send(
    _ site: Site, _ file: String, key: String? = nil, type: String = "text/csv"
  ) async -> Reply {
    let head = HTTPRequest(
      method: .post, scheme: nil, authority: nil, path: "/v1/day-files",
      headerFields: [
        .authorization: "Bearer " + (key ?? site.keys.first), .contentType: type, .acceptLanguage: "en",
      ])
    return await site.api.reply(to: Request(head: head, body: .init(buffer: ByteBuffer(string: file))))
  }

  private func compared(_ site: Site, _ reply: Reply) async throws -> JSON {
    let id = try #require(
      try reply.json["file"]?["id"]?.text, "\(String(decoding: reply.body, as: UTF8.self))")
    site.clock.advance(seconds: 10)
    try await site.coalition.runDueJobs()
    return try await site.reply(.get, "/v1/day-files/\(id)").json
  }

  private func spendable(_ site: Site) async throws -> Points {
    let wallet = WalletKey(member: site.member.id, asset: site.program.asset)
    return try await site.coalition.wallet(wallet, by: .system).spendable
  }

  @Test func `each line comes out as what it is, and each difference is a case`() async throws {
    try await Site.open { site async throws in
      try await site.earn(10_000, once: "earn-1")
      try await site.earn(5_000, once: "earn-2")
      try await site.earn(3_000, once: "earn-3")
      _ = await site.reply(
        .post, "/v1/transactions", once: "earn-4",
        #"{"type":"award","member":{"phone":"13800138000"},"points":7,"reference":"R-4"}"#)
      // Undone, so nobody has to name it.
      try await site.earn(900, once: "earn-5")
      _ = await site.reply(.post, "/v1/reversals", once: "rev-5", #"{"idempotency_key":"earn-5"}"#)
      // Another's and a till's are none of this file's business.
      try await site.earn(800, once: "earn-6", key: site.keys.second)
      try await site.earn(700, once: "earn-7", key: site.keys.till)
      let before = try await spendable(site)
      let text = file(
        [
          "earn-1,earn,100,10000,13800138000,2026-03-02T07:59:00Z,,",
          "earn-2,earn,51,,,,,", "earn-9,spend,20,,,,,", "earn-1,earn,100,,,,,", ",award,7,,,,R-4,",
          "offline-1,earn,12,,13800138000,2026-03-01T01:00:00Z,,yes",
          "offline-2,earn,12,,13800138000,2026-02-25T01:00:00Z,,yes",
          "offline-3,earn,12,,13900000000,2026-03-01T01:00:00Z,,yes", "nonsense",
        ], sums: (100 + 51 + 20 + 100 + 7 + 36, 10_000))
      let done = try await compared(site, await send(site, text))
      #expect(done["file"]?["state"]?.text == "done")
      let counts = try #require(done["counts"])
      let expected: [String: Int64] = [
        "pending": 0, "agreed": 2, "posted": 1, "amount_differs": 1, "missing_here": 1, "missing_there": 1,
        "duplicated": 1, "not_posted": 2, "invalid": 1,
      ]
      for (name, count) in expected { #expect(counts[name]?.int64 == count, "\(name)") }
      #expect(try await spendable(site) == before + 12)
      let id = try #require(done["file"]?["id"]?.text)
      let page = try await site.reply(.get, "/v1/day-files/\(id)/differences?limit=3").json
      #expect(page["data"]?.elements.compactMap { $0["line"]?.int64 } == [2, 3, 4])
      let next = try #require(page["next_cursor"]?.text)
      let rest = try await site.reply(.get, "/v1/day-files/\(id)/differences?limit=3&after=\(next)").json
      #expect(rest["data"]?.elements.compactMap { $0["why"]?.text }.first == "too old")
      let cases = try await site.reply(.get, "/v1/cases?limit=50").json["data"]?.elements ?? []
      #expect(
        cases.compactMap { $0["kind"]?.text }.sorted() == [
          "advice_not_posted", "advice_not_posted", "amount_differs", "duplicated", "missing_here",
          "missing_there",
        ])
      #expect(try await site.reply(.get, "/v1/cases", key: site.keys.second).json["data"]?.elements == [])
      let acknowledgement = await site.reply(.get, "/v1/day-files/\(id)/acknowledgement")
      let written = String(decoding: acknowledgement.body, as: UTF8.self)
      let lines = written.split(separator: "\n")
      #expect(lines[0].hasPrefix("acknowledgement,1,2026-03-02,1,done,") && lines.count == 2 + 7 + 2)
      #expect(lines.contains { $0.hasPrefix("2,earn-2,amount_differs,,50,51,5000,,txn_") })
      let covered = lines.dropLast().map { $0 + "\n" }.joined()
      let digest = SHA256.hash(data: Array(covered.utf8)).map { String(format: "%02x", $0) }.joined()
      #expect(lines.last == "sha256,\(digest)")
    }
  }

  @Test func `the same file again is the same file, and books nothing twice`() async throws {
    try await Site.open { site async throws in
      let text = file(
        ["off-1,earn,12,,13800138000,2026-03-01T01:00:00Z,,yes"], sums: (12, 0))
      let first = try await compared(site, await send(site, text))
      let again = try await compared(site, await send(site, text))
      #expect(first["file"]?["id"] == again["file"]?["id"])
      #expect(try await spendable(site) == 12)
      let other = await send(site, file(["off-2,earn,1,,,,,"], sums: (1, 0)))
      #expect(try other.refusal == "422 idempotency_mismatch")
      // A correction comes under the next number: the line that was booked is there now.
      let second = file(
        ["off-1,earn,12,,13800138000,2026-03-01T01:00:00Z,,yes"], sequence: 2, sums: (12, 0))
      let counts = try await compared(site, await send(site, second))["counts"]
      #expect(counts?["duplicated"]?.int64 == 1)
      #expect(try await spendable(site) == 12)
    }
  }

  @Test func `who a line is about is kept until it is booked, and no longer`() async throws {
    try await Site.open { site async throws in
      func kept() async throws -> [String] {
        try await site.coalition.database.read { tx in
          try tx.query("SELECT member FROM day_file_line WHERE member <> '' ORDER BY number") {
            $0[0] as String
          }
        }
      }
      let lines = [
        "earn-1,earn,100,10000,13700137000,,,", "off-1,earn,12,,13800138000,2026-03-01T01:00:00Z,,yes",
        "off-2,earn,12,,13900000000,2026-03-01T01:00:00Z,,yes", "off-3,spend,12,,13600136000,,,yes",
      ]
      let reply = await send(site, file(lines, sums: (136, 10_000)))
      #expect(try await kept() == ["13800138000", "13900000000"], "only what has to be booked names anybody")
      let counts = try await compared(site, reply)["counts"]
      #expect(counts?["posted"]?.int64 == 1 && counts?["not_posted"]?.int64 == 1)
      #expect(try await kept() == [])
      #expect(try await spendable(site) == 12)
    }
  }

  @Test func `a run that was cut off in the middle books nothing twice`() async throws {
    try await Site.open { site async throws in
      let lines = (0..<1_200).map { "off-\($0),earn,1,,13800138000,2026-03-01T01:00:00Z,,yes" }
      let reply = await send(site, file(lines, sums: (1_200, 0)))
      let report = try await compared(site, reply)
      #expect(report["counts"]?["posted"]?.int64 == 1_200)
      // As if the writing of the second page had been lost after the ledger had booked it.
      try await site.coalition.database.write { tx in
        try tx.execute("UPDATE day_file SET state = 'received', finished_at = NULL, position = 500")
        try tx.execute(
          "UPDATE day_file_line SET state = 'pending', transaction_id = 0 WHERE number > 500")
      }
      site.clock.advance(seconds: 10)
      let again = try await compared(site, reply)
      #expect(again["counts"]?["posted"]?.int64 == 1_200)
      #expect(try await spendable(site) == 1_200)
    }
  }

  @Test func `a file that is not whole is refused as a whole and leaves nothing`() async throws {
    try await Site.open { site async throws in
      let good = file(["a,earn,1,,,,,", "b,earn,2,,,,,"], sums: (3, 0))
      let bad: [(String, String)] = [
        ("", "0: trailer"), ("day_file,2,2026-03-02,1,last,CNY\n", "1: header"),
        ("day_file,1,2026-02-30,1,last,CNY\n", "1: header"),
        ("day_file,1,2026-03-02,0,last,CNY\n", "1: header"),
        (file(["a,earn,1,,,,,"], day: "2026-03-03", sums: (1, 0)), "1: day"),
        (file(["a,earn,1,,,,,"], day: "2026-01-29", sums: (1, 0)), "1: day"),
        (good.replacing("key,type", with: "type,key"), "2: columns"),
        (good.replacing("b,earn,2", with: "b,earn,3"), "5: sums"),
        (good.replacing("b,earn,2,", with: "c,earn,2,"), "5: digest"),
        (String(good.dropLast(79)), "4: trailer"), (String(good.dropLast(30)), "5: digest"),
        (good + "c,earn,1,,,,,\n", "6: trailer"),
        (good.replacing("a,earn", with: String(repeating: "a", count: 1_100)), "2: line"),
        (good.replacing("trailer,2", with: "trailer,3"), "5: sums"),
      ]
      for (text, expected) in bad {
        let reply = await send(site, text)
        let detail = try reply.json["detail"]?.text ?? ""
        #expect(reply.status == 400 && detail.contains("at line \(expected)"), "\(detail) \(expected)")
      }
      let left = try await site.coalition.database.read { tx in
        try tx.queryFirst("SELECT (SELECT count(*) FROM day_file) + (SELECT count(*) FROM day_file_line)") {
          $0[0] as Int
        }
      }
      #expect(left == 0)
      #expect(await send(site, good).status == 202)
      #expect(try await send(site, good, type: "application/json").refusal == "415 unsupported_media_type")
      let long = String(repeating: "x", count: (16 << 20) + 1)
      #expect(try await send(site, long).refusal == "413 payload_too_large")
    }
  }

  @Test func `any bytes are a file or refused`() async throws {
    try await Site.open { site async throws in
      let good = Array(file(["a,earn,1,,,,,", "b,earn,2,,,,\"x,\"\"y\","], sums: (3, 0)).utf8)
      var state: UInt64 = 11
      func chance(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
      }
      for _ in 0..<300 {
        var bytes = good
        for _ in 0...chance(3) { bytes[chance(bytes.count)] = UInt8(chance(256)) }
        let head = HTTPRequest(
          method: .post, scheme: nil, authority: nil, path: "/v1/day-files",
          headerFields: [.authorization: "Bearer " + site.keys.first, .contentType: "text/csv"])
        let reply = await site.api.reply(
          to: Request(head: head, body: .init(buffer: ByteBuffer(bytes: bytes))))
        #expect([202, 400, 422].contains(reply.status), "\(bytes)")
      }
    }
  }

  @Test func `a signed file counts when its bytes are those that were signed`() async throws {
    try await Site.open { site async throws in
      let key = try await site.coalition.createAPIKey(
        APIKeyDraft("system", for: site.merchants[0].id), by: .system
      ).key
      let made = try await site.coalition.createSigningSecret(for: key.id, by: .system)
      let signer = Signer(keyID: site.name(key.id), key: .secret(made.secret))
      let text = file(["a,earn,1,,,,,"], sums: (1, 0))
      let other = file(["b,earn,1,,,,,"], sums: (1, 0))
      let changed = try signer.request(
        .post, "/v1/day-files", created: 1_772_438_400, body: text, type: "text/csv"
      ) { _, body in body = other }
      #expect(try await site.api.reply(to: changed).refusal == "400 digest_mismatch")
      #expect(try await site.reply(.get, "/v1/day-files").json["data"]?.elements == [])
      let right = try signer.request(
        .post, "/v1/day-files", created: 1_772_438_400, body: text, type: "text/csv")
      #expect(await site.api.reply(to: right).status == 202)
    }
  }
}
