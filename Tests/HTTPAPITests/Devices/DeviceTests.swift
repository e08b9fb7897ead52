import Coalition
import Crypto
import DatabaseTesting
import Foundation
import HTTPAPI
import HTTPTypes
import Ledger
import Testing

@Suite(.database) struct DeviceTests {
  private static let now: Int64 = 1_772_438_400
  private static let earn = #"{"type":"earn","member":{"phone":"13800138000"},"points":100}"#

  private struct Handheld {
    let site: Site
    let pair = Curve25519.Signing.PrivateKey()
    var keyID = ""

    func signer(_ name: String? = nil) -> Signer {
      let own = "ed25519:" + Data(pair.publicKey.rawRepresentation).base64EncodedString()
      return Signer(keyID: name ?? (keyID.isEmpty ? own : keyID), key: .device(pair))
    }

    func send(
      _ method: HTTPRequest.Method, _ target: String, once: String? = nil, session: String? = nil,
      _ body: String = ""
    ) async throws -> Reply {
      let now = site.clock.clock.now().microseconds / 1_000_000
      return await site.api.reply(
        to: try signer().request(method, target, once: once, session: session, created: now, body: body))
    }

    func enrol(_ code: String) async throws -> Reply {
      var fresh = self
      fresh.keyID = ""
      return try await fresh.send(
        .post, "/v1/devices", #"{"code":"\#(code)","model":"Handheld 7","version":"1.9.0"}"#)
    }
  }

  private func softpos(_ site: Site) async throws -> Terminal {
    try await site.coalition.createTerminal(in: site.stores[0].id, code: "H1", kind: .softpos, by: .system)
  }

  private func code(_ site: Site, _ terminal: Terminal, _ body: String = "{}") async throws -> String {
    let reply = await site.reply(.post, "/v1/terminals/\(site.name(terminal.id))/enrolment", body)
    return try #require(try reply.json["code"]?.text, "\(String(decoding: reply.body, as: UTF8.self))")
  }

  private func enrolled(_ site: Site, _ body: String = "{}") async throws -> Handheld {
    var handheld = Handheld(site: site)
    let reply = try await handheld.enrol(try await code(site, try await softpos(site), body))
    handheld.keyID = try #require(
      try reply.json["device"]?["key"]?.text, "\(String(decoding: reply.body, as: UTF8.self))")
    return handheld
  }

  private func cashier(_ site: Site, _ login: String, store: StoreID? = nil, merchant: Int = 0) async throws {
    _ = try await site.coalition.createUser(
      UserDraft(
        login: login, name: login, password: "a long enough secret", roles: .cashier,
        merchant: site.merchants[merchant].id, store: store), by: .system)
  }

  private func session(_ handheld: Handheld, _ login: String) async throws -> String {
    let reply = try await handheld.send(
      .post, "/v1/devices/self/sign-in", #"{"login":"\#(login)","password":"a long enough secret"}"#)
    return try #require(try reply.json["session"]?.text, "\(String(decoding: reply.body, as: UTF8.self))")
  }

  private func earned(_ handheld: Handheld, _ once: String, _ session: String? = nil) async throws -> String {
    try await handheld.send(.post, "/v1/transactions", once: once, session: session, Self.earn).refusal
  }

  @Test func `a device enrols once by its code and key, and a lost reply does no harm`() async throws {
    try await Site.open { site async throws in
      let terminal = try await softpos(site)
      let code = try await code(site, terminal)
      let handheld = Handheld(site: site)
      let first = try await handheld.enrol(code.lowercased().replacing("-", with: ""))
      #expect(first.status == 201, "\(String(decoding: first.body, as: UTF8.self))")
      let again = try await handheld.enrol(code)
      #expect(try first.json["device"] == again.json["device"])
      #expect(try await Handheld(site: site).enrol(code).refusal == "422 enrolment_code_invalid")
      #expect(try await handheld.enrol("0000-0000-0000").refusal == "422 enrolment_code_invalid")
      let plain = await site.reply(
        .post, "/v1/devices", #"{"code":"\#(code)","model":"x","version":"1"}"#)
      #expect(try plain.refusal == "401 signature_required")
    }
  }

  @Test func `a code is too old after fifteen minutes, and ends with the next one`() async throws {
    try await Site.open { site async throws in
      let terminal = try await softpos(site)
      let first = try await code(site, terminal)
      let second = try await code(site, terminal)
      #expect(try await Handheld(site: site).enrol(first).refusal == "422 enrolment_code_invalid")
      site.clock.advance(seconds: 900)
      #expect(try await Handheld(site: site).enrol(second).refusal == "422 enrolment_code_invalid")
      let till = site.name(site.terminals[0].id)
      #expect(
        try await site.reply(.post, "/v1/terminals/\(till)/enrolment", "{}").refusal
          == "422 wrong_terminal_kind")
    }
  }

  @Test func `a signature of another key enrols nothing`() async throws {
    try await Site.open { site async throws in
      let code = try await code(site, try await softpos(site))
      let (one, two) = (Handheld(site: site), Handheld(site: site))
      var signer = one.signer()
      signer.key = .device(two.pair)
      let body = #"{"code":"\#(code)","model":"x","version":"1"}"#
      let reply = await site.api.reply(
        to: try signer.request(.post, "/v1/devices", created: Self.now, body: body))
      #expect(try reply.refusal == "401 signature_invalid")
      let known = await site.api.reply(
        to: try one.signer().request(.get, "/v1/transactions", created: Self.now))
      #expect(try known.refusal == "401 unauthorized")
      #expect(try await one.enrol(code).status == 201)
    }
  }

  @Test func `points move only while somebody of the store is signed in`() async throws {
    try await Site.open { site async throws in
      let handheld = try await enrolled(site)
      try await cashier(site, "wang", store: site.stores[0].id)
      #expect(try await earned(handheld, "e1") == "403 forbidden")
      #expect(try await handheld.send(.get, "/v1/devices/self").refusal == "200 ")
      let session = try await session(handheld, "wang")
      #expect(try await earned(handheld, "e1", session) == "201 ")
      #expect(try await earned(handheld, "e2", "x") == "401 session_ended")
      let members = try await handheld.send(.get, "/v1/keys", session: session)
      #expect(try members.refusal == "403 forbidden")
      let totals = try await handheld.send(.get, "/v1/devices/self/totals?own=true").json
      #expect(totals["lines"]?.elements.map { $0["points"]?.int64 } == [100])
      #expect(try await handheld.send(.post, "/v1/devices/self/sign-out").status == 204)
      #expect(try await earned(handheld, "e3", session) == "401 session_ended")
    }
  }

  @Test func `a session ends by itself, and serves no other device`() async throws {
    try await Site.open { site async throws in
      let handheld = try await enrolled(site)
      try await cashier(site, "wang")
      let session = try await session(handheld, "wang")
      let second = try await site.coalition.createTerminal(
        in: site.stores[0].id, code: "H2", kind: .mini, by: .system)
      var other = Handheld(site: site)
      let made = try await other.enrol(try await code(site, second))
      other.keyID = try #require(try made.json["device"]?["key"]?.text)
      #expect(try await earned(other, "e1", session) == "401 session_ended")
      site.clock.advance(seconds: 899)
      #expect(try await earned(handheld, "e2", session) == "201 ")
      site.clock.advance(seconds: 900)
      #expect(try await earned(handheld, "e3", session) == "401 session_ended")
      try await site.coalition.runDueJobs()
    }
  }

  @Test func `people of another store or merchant and wrong passwords do not get in`() async throws {
    try await Site.open { site async throws in
      let handheld = try await enrolled(site)
      let second = try await site.coalition.createStore(
        of: site.merchants[0].id, code: "S2", name: "Second", by: .system)
      try await cashier(site, "wang", store: second.id)
      try await cashier(site, "lihua", merchant: 1)
      for (login, password) in [
        ("wang", "a long enough secret"), ("lihua", "a long enough secret"),
        ("nobody", "a long enough secret"),
      ] {
        let reply = try await handheld.send(
          .post, "/v1/devices/self/sign-in", #"{"login":"\#(login)","password":"\#(password)"}"#)
        #expect(try reply.refusal == "401 unauthorized", "\(login)")
      }
    }
  }

  @Test func `a lost device signs nothing from that moment on`() async throws {
    try await Site.open { site async throws in
      let handheld = try await enrolled(site, #"{"operator_required":false}"#)
      #expect(try await earned(handheld, "e1") == "201 ")
      let devices = try await site.reply(.get, "/v1/merchants/\(site.name(site.merchants[0].id))/devices")
        .json
      let id = try #require(devices["data"]?.elements.first?["id"]?.text)
      #expect(
        try await site.reply(.post, "/v1/devices/\(id)/loss", key: site.keys.second).refusal
          == "404 device_not_found")
      #expect(try await earned(handheld, "e2") == "201 ")
      #expect(try await site.reply(.post, "/v1/devices/\(id)/loss").json["state"]?.text == "lost")
      #expect(try await earned(handheld, "e3") == "401 signature_key_unknown")
      #expect(try await site.reply(.post, "/v1/devices/\(id)/loss").json["state"]?.text == "lost")
    }
  }

  @Test func `a new device takes the place of the old one, and a closed terminal ends it`() async throws {
    try await Site.open { site async throws in
      let terminal = try await softpos(site)
      var (old, new) = (Handheld(site: site), Handheld(site: site))
      let first = try await old.enrol(try await code(site, terminal, #"{"operator_required":false}"#))
      old.keyID = try #require(try first.json["device"]?["key"]?.text)
      let second = try await new.enrol(try await code(site, terminal, #"{"operator_required":false}"#))
      new.keyID = try #require(try second.json["device"]?["key"]?.text)
      #expect(try await earned(old, "e1") == "401 signature_key_unknown")
      #expect(try await earned(new, "e1") == "201 ")
      _ = try await site.coalition.setStatus(.disabled, ofTerminal: terminal.id, by: .system)
      #expect(try await earned(new, "e2") == "401 signature_key_unknown")
    }
  }

  @Test func `a device learns which programme it should run, and its reply is the platform's`() async throws {
    try await Site.open { site async throws in
      let handheld = try await enrolled(site)
      let said = await site.reply(
        .put, "/v1/device-programme", key: site.keys.operator, #"{"minimum":"1.10.0","latest":"1.12"}"#)
      #expect(said.status == 200)
      let own = try await handheld.send(.get, "/v1/devices/self")
      #expect(try own.json["must_update"] == true && own.json["programme"]?["latest"]?.text == "1.12")
      let updated = try await handheld.send(.post, "/v1/devices/self/version", #"{"version":"1.11"}"#)
      #expect(try updated.json["must_update"] == false)
      #expect(
        try await site.reply(
          .put, "/v1/device-programme", key: site.keys.operator, #"{"minimum":"2","latest":"1.x"}"#
        ).refusal == "400 invalid_request /version bad_format")
      #expect(own.headers[HTTPField.Name("Signature-Input")!]?.contains("alg=\"ed25519\"") == true)
    }
  }
}
