import Coalition
import Crypto
import DatabaseTesting
import Foundation
import HTTPAPI
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import Testing

@Suite(.database) struct SimpleSignatureTests {
  private static let now: Int64 = 1_772_438_400
  private static let earn = #"{"type":"earn","member":{"phone":"13800138000"},"points":100}"#

  private struct System {
    let keyID: String
    let secret: String

    func mac(_ text: String) -> String {
      let key = SymmetricKey(data: Array(secret.utf8))
      return Data(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key)).base64EncodedString()
    }

    func request(
      _ method: HTTPRequest.Method, _ target: String, once: String? = nil, created: Int64, nonce: String,
      body: String, tamper: (inout HTTPRequest, inout String) -> Void = { _, _ in }
    ) -> Request {
      let text = "\(method.rawValue)\n\(target)\n\(created)\n\(nonce)\n\(once ?? "")\n\(body)\n"
      var headers: HTTPFields = [
        .acceptLanguage: "en", .contentType: "application/json",
        .authorization:
          "TONGBAO-HMAC-SHA256 keyid=\"\(keyID)\", timestamp=\"\(created)\", nonce=\"\(nonce)\", "
          + "signature=\"\(mac(text))\"",
      ]
      headers[HTTPField.Name("Idempotency-Key")!] = once  // a valid name
      var head = HTTPRequest(method: method, scheme: nil, authority: nil, path: target, headerFields: headers)
      var body = body
      tamper(&head, &body)
      return Request(head: head, body: .init(buffer: ByteBuffer(string: body)))
    }
  }

  private func system(_ site: Site) async throws -> System {
    let key = try await site.coalition.createAPIKey(
      APIKeyDraft("system", for: site.merchants[0].id), by: .system
    ).key
    let made = try await site.coalition.createSigningSecret(for: key.id, by: .system)
    return System(keyID: site.name(key.id), secret: made.secret)
  }

  @Test func `lines of text with the same secret do the same, and the reply is signed`() async throws {
    try await Site.open { site async throws in
      let system = try await system(site)
      let reply = await site.api.reply(
        to: system.request(
          .post, "/v1/transactions", once: "e1", created: Self.now, nonce: "nonce-01", body: Self.earn))
      #expect(reply.status == 201)
      let body = String(decoding: reply.body, as: UTF8.self)
      #expect(
        reply.headers[HTTPField.Name("Tongbao-Signature")!]
          == system.mac("201\n\(Self.now)\nnonce-01\n\(body)\n"))
    }
  }

  @Test func `what was changed, repeated, late or written otherwise is refused`() async throws {
    try await Site.open { site async throws in
      let system = try await system(site)
      var count = 0
      func refusal(
        _ created: Int64 = Self.now, nonce: String? = nil,
        _ tamper: (inout HTTPRequest, inout String) -> Void = { _, _ in }
      ) async throws -> String {
        count += 1
        return try await site.api.reply(
          to: system.request(
            .post, "/v1/transactions", once: "e\(count)", created: created, nonce: nonce ?? "nonce-\(count)-",
            body: Self.earn, tamper: tamper)
        ).refusal
      }
      #expect(try await refusal { _, body in body += " " } == "401 signature_invalid")
      #expect(
        try await refusal { head, _ in head.path = "/v1/transactions?dry_run=true" }
          == "401 signature_invalid")
      #expect(
        try await refusal { head, _ in
          head.headerFields[HTTPField.Name("Idempotency-Key")!] = "e"
        } == "401 signature_invalid")
      #expect(try await refusal(Self.now - 301) == "401 signature_expired")
      for form in ["", "keyid", "keyid=\"a\"", "keyid=\"a\", keyid=\"b\"", "\u{00E9}=\"x\"", ",,,,,,,,,,,,"] {
        let refused = try await refusal { head, _ in
          head.headerFields[.authorization] = "TONGBAO-HMAC-SHA256 " + form
        }
        #expect(refused == "400 signature_malformed", "\(form)")
      }
      #expect(try await refusal(nonce: "the-same-one") == "201 ")
      #expect(try await refusal(nonce: "the-same-one") == "401 signature_replayed")
      let wallet = WalletKey(member: site.member.id, asset: site.program.asset)
      #expect(try await site.coalition.wallet(wallet, by: .system).spendable == 100)
    }
  }
}
