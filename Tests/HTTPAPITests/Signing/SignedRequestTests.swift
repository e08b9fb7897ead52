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

@Suite(.database) struct SignedRequestTests {
  private static let now: Int64 = 1_772_438_400
  private static let earn = #"{"type":"earn","member":{"phone":"13800138000"},"points":100}"#

  private func signer(_ site: Site, signedOnly: Bool = false) async throws -> Signer {
    var draft = APIKeyDraft("system", for: site.merchants[0].id, scopes: .merchantMost)
    draft.isLoginProof = true
    draft.isSignedOnly = signedOnly
    let key = try await site.coalition.createAPIKey(draft, by: .system).key
    let made = try await site.coalition.createSigningSecret(for: key.id, by: .system)
    return Signer(keyID: site.name(key.id), key: .secret(made.secret))
  }

  private func spendable(_ site: Site) async throws -> Points {
    let wallet = WalletKey(member: site.member.id, asset: site.program.asset)
    return try await site.coalition.wallet(wallet, by: .system).spendable
  }

  @Test func `a signed request does what a bearer's does, and its reply is signed`() async throws {
    try await Site.open { site async throws in
      let signer = try await signer(site)
      let request = try signer.request(
        .post, "/v1/transactions", once: "earn-1", created: Self.now, body: Self.earn)
      let reply = await site.api.reply(to: request)
      #expect(reply.status == 201, "\(String(decoding: reply.body, as: UTF8.self))")
      #expect(try await spendable(site) == 100)
      let digest = "sha-256=:" + Data(SHA256.hash(data: reply.body)).base64EncodedString() + ":"
      #expect(reply.headers[HTTPField.Name("Content-Digest")!] == digest)
      let input = try #require(reply.headers[HTTPField.Name("Signature-Input")!])
      let parameters = input.dropFirst("tongbao=".count)
      let sent = try #require(request.headers[HTTPField.Name("Signature")!]).dropFirst("sig=".count)
      let base = """
        "@status": 201
        "content-digest": \(digest)
        "signature";req;key="sig": \(sent)
        "@signature-params": \(parameters)
        """
      guard case .secret(let secret) = signer.key else { return }
      let code = HMAC<SHA256>.authenticationCode(
        for: Array(base.utf8), using: SymmetricKey(data: Array(secret.utf8)))
      #expect(
        reply.headers[HTTPField.Name("Signature")!]
          == "tongbao=:" + Data(code).base64EncodedString() + ":")
    }
  }

  @Test func `a problem after the signature was right is signed, too`() async throws {
    try await Site.open { site async throws in
      let signer = try await signer(site)
      let reply = await site.api.reply(
        to: try signer.request(.get, "/v1/transactions/txn_0", created: Self.now))
      #expect(try reply.refusal == "404 transaction_not_found")
      #expect(reply.headers[HTTPField.Name("Signature")!] != nil)
    }
  }

  private struct Tampering: Sendable {
    let name: String
    let status: String
    let change: @Sendable (inout HTTPRequest, inout String) -> Void

    init(
      _ name: String, _ status: String,
      _ change: @escaping @Sendable (inout HTTPRequest, inout String) -> Void
    ) {
      (self.name, self.status, self.change) = (name, status, change)
    }
  }

  private static func header(_ name: String, _ value: String?, _ head: inout HTTPRequest) {
    head.headerFields[HTTPField.Name(name)!] = value  // valid names
  }

  private static let tamperings: [Tampering] = [
    Tampering("body", "400 digest_mismatch") { _, body in body = body.replacing("100", with: "900") },
    Tampering("body and digest", "401 signature_invalid") { head, body in
      body = body.replacing("100", with: "900")
      let digest = Data(SHA256.hash(data: Array(body.utf8))).base64EncodedString()
      header("Content-Digest", "sha-256=:\(digest):", &head)
    },
    Tampering("digest gone", "401 signature_invalid") { head, _ in header("Content-Digest", nil, &head) },
    Tampering("digest of another kind only", "400 signature_malformed") { head, _ in
      header("Content-Digest", "sha-512=:AAAA:", &head)
    },
    Tampering("method", "401 signature_invalid") { head, _ in
      head.method = .put; head.path = "/v1/x"
    },
    Tampering("path", "401 signature_invalid") { head, _ in head.path = "/v1/transactions/batch" },
    Tampering("query", "401 signature_invalid") { head, _ in head.path = "/v1/transactions?dry_run=true" },
    Tampering("idempotency key", "401 signature_invalid") { head, _ in
      header("Idempotency-Key", "other", &head)
    },
    Tampering("idempotency key gone", "401 signature_invalid") { head, _ in
      header("Idempotency-Key", nil, &head)
    },
    Tampering("a session slipped in", "400 signature_malformed") { head, _ in
      header("Operator-Session", "x", &head)
    },
    Tampering("signature", "401 signature_invalid") { head, _ in
      header("Signature", "sig=:" + Data(repeating: 7, count: 32).base64EncodedString() + ":", &head)
    },
    Tampering("signature cut", "400 signature_malformed") { head, _ in
      header("Signature", "sig=:AAAA:", &head)
    },
    Tampering("no signature", "400 signature_malformed") { head, _ in header("Signature", nil, &head) },
    Tampering("no input", "400 signature_malformed") { head, _ in header("Signature-Input", nil, &head) },
    Tampering("two signatures", "400 signature_malformed") { head, _ in
      let name = HTTPField.Name("Signature-Input")!  // a valid name
      head.headerFields[name] = (head.headerFields[name] ?? "") + ", b=()"
    },
    Tampering("garbage", "400 signature_malformed") { head, _ in header("Signature-Input", "=;((", &head) },
  ]

  @Test func `what was changed after signing is refused, and nothing moves`() async throws {
    try await Site.open { site async throws in
      let signer = try await signer(site)
      for tampering in Self.tamperings {
        let request = try signer.request(
          .post, "/v1/transactions", once: "earn-1", created: Self.now, body: Self.earn,
          tamper: tampering.change)
        let isUnrouted = tampering.name == "method"
        #expect(
          try await site.api.reply(to: request).refusal == (isUnrouted ? "404 not_found" : tampering.status),
          "\(tampering.name)")
        #expect(try await spendable(site) == 0, "\(tampering.name)")
      }
    }
  }

  private static let coverages: [(components: [String], query: String, expected: String)] = [
    (["@method", "@path", "@query"], "", "400 signature_malformed"),
    (["@method", "content-digest"], "", "400 signature_malformed"),
    (["@path", "content-digest"], "", "400 signature_malformed"),
    (["@method", "@path", "content-digest"], "?dry_run=true", "400 signature_malformed"),
    (["@method", "@path", "content-digest"], "", "201 "),
    (["@method", "@method", "@path", "content-digest"], "", "400 signature_malformed"),
    (["@method", "@path", "content-digest", "x-unknown"], "", "400 signature_malformed"),
  ]

  @Test func `what the profile wants covered must be covered`() async throws {
    try await Site.open { site async throws in
      var signer = try await signer(site)
      for (components, query, expected) in Self.coverages {
        signer.components = components
        let reply = await site.api.reply(
          to: try signer.request(
            .post, "/v1/transactions" + query, once: "e", created: Self.now, body: Self.earn))
        #expect(try reply.refusal == expected, "\(components)")
      }
    }
  }

  @Test func `a request counts once, also on another server and after a restart`() async throws {
    try await Site.open { site async throws in
      let signer = try await signer(site)
      func send(_ nonce: String, _ api: API<Coalition>) async throws -> String {
        let request = try signer.request(.get, "/v1/transactions", created: Self.now, nonce: nonce)
        return try await api.reply(to: request).refusal
      }
      #expect(try await send("nonce-0001", site.api) == "200 ")
      #expect(try await send("nonce-0001", site.api) == "401 signature_replayed")
      let again = Coalition(
        database: site.coalition.database, ledger: site.ledger, clock: site.clock.clock,
        ids: IDSource(seed: 8, clock: site.clock.clock), secrets: site.coalition.secrets)
      #expect(try await send("nonce-0001", Site.api(again)) == "401 signature_replayed")
      #expect(try await send("nonce-0002", Site.api(again)) == "200 ")
    }
  }

  @Test func `of many copies that arrive together one counts`() async throws {
    try await Site.open { site async throws in
      let signer = try await signer(site)
      let answers = try await withThrowingTaskGroup(of: String.self) { group in
        for _ in 0..<50 {
          let request = try signer.request(
            .post, "/v1/members", created: Self.now, nonce: "the-same-nonce",
            body: #"{"phone":"13900139000"}"#)
          group.addTask { try await site.api.reply(to: request).refusal }
        }
        return try await group.reduce(into: [String]()) { $0.append($1) }
      }
      #expect(answers.count { $0 == "201 " } == 1)
      #expect(answers.count { $0 == "401 signature_replayed" } == 49)
    }
  }

  @Test func `the time of signing must be near`() async throws {
    try await Site.open { site async throws in
      let signer = try await signer(site)
      for (seconds, expected) in [
        (-301, "401 signature_expired"), (-300, "200 "), (300, "200 "), (301, "401 signature_expired"),
      ] as [(Int64, String)] {
        let request = try signer.request(.get, "/v1/transactions", created: Self.now + seconds)
        #expect(try await site.api.reply(to: request).refusal == expected)
      }
    }
  }

  @Test func `nonces are kept as long as their requests could be taken, then forgotten`() async throws {
    try await Site.open { site async throws in
      let signer = try await signer(site)
      _ = await site.api.reply(to: try signer.request(.get, "/v1/transactions", created: Self.now + 300))
      func kept() async throws -> Int? {
        try await site.coalition.database.read { tx in
          try tx.queryFirst("SELECT count(*) FROM signature_nonce") { $0[0] as Int }
        }
      }
      site.clock.advance(seconds: 600)
      try await site.coalition.runDueJobs()
      #expect(try await kept() == 1)
      site.clock.advance(seconds: 1_000)
      try await site.coalition.runDueJobs()
      #expect(try await kept() == 0)
    }
  }

  @Test func `a key that is unknown, revoked, of another kind or without a secret signs nothing`()
    async throws
  {
    try await Site.open { site async throws in
      let signer = try await signer(site)
      func send(_ signer: Signer) async throws -> String {
        try await site.api.reply(to: try signer.request(.get, "/v1/transactions", created: Self.now)).refusal
      }
      var other = signer
      other.keyID = "key_0000000000000000"
      #expect(try await send(other) == "401 signature_key_unknown")
      let plain = try await site.coalition.createAPIKey(
        APIKeyDraft("plain", for: site.merchants[0].id), by: .system)
      other.keyID = site.name(plain.key.id)
      #expect(try await send(other) == "401 signature_key_unknown")
      let foreign = try await self.signer(site)
      other.keyID = foreign.keyID
      #expect(try await send(other) == "401 signature_invalid")
      other = signer
      other.algorithm = "ed25519"
      #expect(try await send(other) == "401 signature_invalid")
      #expect(try await send(signer) == "200 ")
      let id = try #require(site.coalition.publicIDs.id(signer.keyID, as: Identified.APIKey.self))
      _ = try await site.coalition.revokeAPIKey(id, by: .system)
      #expect(try await send(signer) == "401 signature_key_unknown")
    }
  }

  @Test func `two secrets count while one takes over, then the new one`() async throws {
    try await Site.open { site async throws in
      let old = try await signer(site)
      let made = try await site.reply(
        .post, "/v1/keys/\(old.keyID)/signing-secrets", #"{"overlap_seconds":100}"#
      ).json
      let new = Signer(keyID: old.keyID, key: .secret(try #require(made["secret"]?.text)))
      func send(_ signer: Signer) async throws -> String {
        let now = site.clock.clock.now().microseconds / 1_000_000
        return try await site.api.reply(to: try signer.request(.get, "/v1/transactions", created: now))
          .refusal
      }
      #expect(try await send(old) == "200 ")
      #expect(try await send(new) == "200 ")
      site.clock.advance(seconds: 100)
      #expect(try await send(old) == "401 signature_invalid")
      #expect(try await send(new) == "200 ")
      let third = try await site.coalition.createSigningSecret(
        for: try #require(site.coalition.publicIDs.id(old.keyID)), overlapSeconds: 0, by: .system)
      #expect(try await send(new) == "401 signature_invalid")
      #expect(try await send(Signer(keyID: old.keyID, key: .secret(third.secret))) == "200 ")
    }
  }

  @Test func `a secret lies sealed, and opens only in its own row`() async throws {
    try await Site.open { site async throws in
      let (one, two) = (try await signer(site), try await signer(site))
      guard case .secret(let secret) = one.key else { return }
      let rows = try await site.coalition.database.read { tx in
        try tx.query("SELECT material FROM signing_credential ORDER BY id") { $0[0] as [UInt8] }
      }
      #expect(rows.allSatisfy { !String(decoding: $0, as: UTF8.self).contains(secret.dropFirst(8)) })
      // Somebody with the tables gives the first key the second's secret.
      try await site.coalition.database.write { tx in
        let first = "(SELECT min(id) FROM signing_credential)" as SQL
        try tx.execute("UPDATE signing_credential SET material = \(rows[1]) WHERE id = " + first)
      }
      let reply = await site.api.reply(to: try two.request(.get, "/v1/transactions", created: Self.now))
      #expect(try reply.refusal == "200 ")
      let swapped = await site.api.reply(
        to: try one.request(.get, "/v1/transactions", created: Self.now))
      #expect(swapped.status == 500)
    }
  }

  @Test func `a key that must sign opens nothing as a bearer`() async throws {
    try await Site.open { site async throws in
      var draft = APIKeyDraft("system", for: site.merchants[0].id, scopes: .merchantMost)
      draft.isSignedOnly = true
      let made = try await site.coalition.createAPIKey(draft, by: .system)
      #expect(
        try await site.reply(.get, "/v1/transactions", key: made.secret).refusal == "401 signature_required")
      let id = site.name(made.key.id)
      let changed = await site.reply(.patch, "/v1/keys/\(id)", #"{"signed_only":false}"#)
      #expect(try changed.json["signed_only"] == false)
      #expect(try await site.reply(.get, "/v1/transactions", key: made.secret).refusal == "200 ")
      let foreign = await site.reply(
        .post, "/v1/keys/\(id)/signing-secrets", key: site.keys.second, "{}")
      #expect(try foreign.refusal == "404 key_not_found")
    }
  }

  @Test func `target-uri serves in place of path and query, whichever scheme the proxy hid`() async throws {
    try await Site.open { site async throws in
      let signer = try await signer(site)
      guard case .secret(let secret) = signer.key else { return }
      for (index, scheme) in ["https", "http", "ftp"].enumerated() {
        let parameters = """
          ("@method" "@target-uri");created=\(Self.now);keyid="\(signer.keyID)";nonce="nonce-\(index)-x"\
          ;alg="hmac-sha256"
          """
        let base = """
          "@method": GET
          "@target-uri": \(scheme)://points.example/v1/transactions?limit=2
          "@signature-params": \(parameters)
          """
        let code = HMAC<SHA256>.authenticationCode(
          for: Array(base.utf8), using: SymmetricKey(data: Array(secret.utf8)))
        let head = HTTPRequest(
          method: .get, scheme: nil, authority: "Points.Example", path: "/v1/transactions?limit=2",
          headerFields: [
            HTTPField.Name("Signature-Input")!: "a=" + parameters,  // valid names
            HTTPField.Name("Signature")!: "a=:" + Data(code).base64EncodedString() + ":",
          ])
        let reply = await site.api.reply(to: Request(head: head, body: .init(buffer: ByteBuffer())))
        #expect(reply.status == (scheme == "ftp" ? 401 : 200))
      }
    }
  }
}
