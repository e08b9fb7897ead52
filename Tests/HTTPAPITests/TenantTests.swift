import Coalition
import Crypto
import DatabaseTesting
import HTTPAPI
import HTTPTypes
import Ledger
import Testing

@Suite(.database) struct TenantTests {
  /// Every route with the first merchant's ids in it, asked with the second merchant's key.
  @Test func `no route shows or changes another merchant's things`() async throws {
    try await Site.open { site async throws in
      let foreign = try await ForeignThings(site)
      var asked = 0
      for operation in HTTPAPI.Operation<Coalition>.all {
        for (target, body) in foreign.requests(operation) {
          asked += 1
          let reply = await site.reply(
            operation.method, target, key: site.keys.second, once: operation.movesValue ? "k\(asked)" : nil,
            body)
          let text = String(decoding: reply.body, as: UTF8.self)
          #expect(reply.status < 500, "\(operation.id) \(target): \(text)")
          for secret in foreign.secrets where !target.contains(secret) && !body.contains(secret) {
            #expect(!text.contains(secret), "\(operation.id) \(target): \(text)")
          }
          if foreign.isOwned(operation.path), reply.status < 400 {
            Issue.record("\(operation.id) \(target) answered \(reply.status): \(text)")
          }
        }
      }
      print(
        "tenant isolation: \(asked) requests with foreign ids"
      )
      #expect(asked > HTTPAPI.Operation<Coalition>.all.count)
      try await foreign.expectUnchanged()
    }
  }
}

/// What the first merchant has, and requests that name it.
private struct ForeignThings {
  let site: Site
  let transaction: String
  let hold: String
  let key: String
  let event: String
  let difference: String
  let device: String
  let dayFile: String
  let before: String

  init(_ site: Site) async throws {
    self.site = site
    transaction = try await site.earn(50_000, once: "foreign-earn")
    let held = await site.reply(
      .post, "/v1/transactions", once: "foreign-hold",
      #"{"type":"hold","member":{"phone":"13800138000"},"points":50,"reference":"foreign-secret"}"#)
    hold = try #require(try held.json["hold"]?.text)
    let keys = try await site.reply(.get, "/v1/keys").json["data"]?.elements ?? []
    key = try #require(keys.first?["id"]?.text)
    let events = try await site.reply(.get, "/v1/events").json["data"]?.elements ?? []
    event = try #require(events.first?["id"]?.text)
    let raised = try await site.coalition.raiseCase(
      CaseDraft(
        .missingHere, from: .dayFile, subjectKey: "foreign", channel: .merchantSystem,
        merchant: site.merchants[0].id, day: BusinessDay(daysSince1970: 20_514),
        reason: .said("foreign-secret")))
    difference = site.name(raised.id)
    (device, dayFile) = try await (Self.device(site), Self.dayFile(site))
    _ = try await site.coalition.registerPOSTerminal(
      site.terminals[0].id, acceptor: "foreign-secret1", number: "10000001", by: .system)
    before = try await Self.state(site)
  }

  private static func device(_ site: Site) async throws -> String {
    let terminal = try await site.coalition.createTerminal(
      in: site.stores[0].id, code: "H9", kind: .softpos, by: .system)
    let code = try await site.coalition.createEnrolmentCode(forTerminal: terminal.id, by: .system)
    let device = try await site.coalition.enrolDevice(
      code: code.code, publicKey: [UInt8](repeating: 9, count: 32), model: "foreign-secret",
      programme: "1.0.0")
    return site.name(device.id)
  }

  private static func dayFile(_ site: Site) async throws -> String {
    struct NoPieces: AsyncSequence {
      var pieces: [[UInt8]]
      struct AsyncIterator: AsyncIteratorProtocol {
        var rest: [[UInt8]]
        mutating func next() async throws -> [UInt8]? { rest.isEmpty ? nil : rest.removeFirst() }
      }
      func makeAsyncIterator() -> AsyncIterator { AsyncIterator(rest: pieces) }
    }
    let head =
      "day_file,1,2026-03-02,1,more,CNY\nkey,type,points,amount,member,occurred_at,reference,post\n"
    let digest = SHA256.hash(data: Array(head.utf8)).map { byte in
      String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }
    let pieces = NoPieces(pieces: [Array(head.utf8), Array("trailer,0,0,0,\(digest.joined())\n".utf8)])
    let file = try await site.coalition.receiveDayFile(pieces, of: site.merchants[0].id, by: .system)
    return site.name(file.id)
  }

  var secrets: [String] {
    [
      site.name(site.merchants[0].id), site.name(site.stores[0].id), site.name(site.terminals[0].id),
      transaction,
      hold, key, event, difference, device, dayFile, "foreign-secret",
    ]
  }

  /// Whether the path itself names something that is a merchant's own.
  func isOwned(_ path: String) -> Bool {
    path.hasPrefix("/v1/transactions/{") || path.hasPrefix("/v1/merchants/{")
      || path.hasPrefix("/v1/stores/{")
      || path.hasPrefix("/v1/terminals/{") || path.hasPrefix("/v1/keys/{") || path.hasPrefix("/v1/events/{")
      || path.hasPrefix("/v1/cases/{") || path.hasPrefix("/v1/devices/{")
      || path.hasPrefix("/v1/day-files/{")
  }

  func requests(_ operation: HTTPAPI.Operation<Coalition>) -> [(target: String, body: String)] {
    var targets: [String] = []
    for id in ids(operation.path) {
      targets.append(
        operation.path.replacing("{id}", with: id).replacing("{program}", with: site.name(site.program.asset))
      )
    }
    let own = site.name(site.merchants[0].id)
    if operation.method == .get, operation.path == "/v1/transactions" {
      targets += [
        "?merchant=\(own)", "?store=\(site.name(site.stores[0].id))",
        "?terminal=\(site.name(site.terminals[0].id))",
        "?member=\(site.name(site.member.id))", "?reference=foreign-secret",
      ].map { operation.path + $0 }
    }
    if operation.method == .get, operation.path == "/v1/keys" { targets.append("/v1/keys?merchant=\(own)") }
    if operation.method == .get, operation.path == "/v1/cases" { targets.append("/v1/cases?merchant=\(own)") }
    if operation.path == "/v1/pos-terminals" { targets.append("/v1/pos-terminals?merchant=\(own)") }
    if operation.method == .get, operation.path == "/v1/merchants" {
      targets.append("/v1/merchants?code=ONE")
    }
    return targets.flatMap { target in bodies(operation).map { (target, $0) } }
  }

  private func ids(_ path: String) -> [String] {
    if path.hasPrefix("/v1/members/{") { return [site.name(site.member.id)] }
    if path.hasPrefix("/v1/transactions/{") { return [transaction, hold] }
    if path.hasPrefix("/v1/merchants/{") { return [site.name(site.merchants[0].id)] }
    if path.hasPrefix("/v1/stores/{") { return [site.name(site.stores[0].id)] }
    if path.hasPrefix("/v1/terminals/{") { return [site.name(site.terminals[0].id)] }
    if path.hasPrefix("/v1/keys/{") { return [key] }
    if path.hasPrefix("/v1/events/{") { return [event] }
    if path.hasPrefix("/v1/cases/{") { return [difference] }
    if path.hasPrefix("/v1/devices/{") { return [device] }
    if path.hasPrefix("/v1/day-files/{") { return [dayFile] }
    return [""]
  }

  private func bodies(_ operation: HTTPAPI.Operation<Coalition>) -> [String] {
    let place = #""merchant":"\#(site.name(site.merchants[0].id))""#
    let store = #""store":"\#(site.name(site.stores[0].id))""#
    let terminal = #""terminal":"\#(site.name(site.terminals[0].id))""#
    switch operation.id {
    case "createTransaction":
      return [place, store, terminal].map {
        #"{"type":"award","member":{"phone":"13800138000"},"points":1,\#($0)}"#
      }
    case "batchTransactions":
      return [#"{"transactions":[{"type":"award","member":{"phone":"13800138000"},"points":1,\#(place)}]}"#]
    case "reverseTransaction": return [#"{"idempotency_key":"foreign-earn"}"#]
    case "createKey":
      return [
        #"{"name":"x","kind":"merchant",\#(place)}"#, #"{"name":"x","kind":"terminal",\#(terminal)}"#,
        #"{"name":"x","kind":"terminal",\#(place),\#(terminal)}"#,
      ]
    default:
      guard let example = operation.examples.request else { return [""] }
      return [String(decoding: example.bytes, as: UTF8.self)]
    }
  }

  func expectUnchanged() async throws {
    #expect(try await Self.state(site) == before)
  }

  /// What the first merchant sees of itself.
  private static func state(_ site: Site) async throws -> String {
    var texts: [String] = []
    let merchant = site.name(site.merchants[0].id)
    for target in [
      "/v1/merchants/\(merchant)", "/v1/merchants/\(merchant)/stores", "/v1/merchants/\(merchant)/terminals",
      "/v1/merchants/\(merchant)/programs", "/v1/transactions", "/v1/keys", "/v1/cases",
      "/v1/day-files", "/v1/merchants/\(merchant)/devices",
      "/v1/terminals/\(site.name(site.terminals[0].id))/pos", "/v1/pos-terminals",
    ] {
      texts.append(String(decoding: await site.reply(.get, target).body, as: UTF8.self))
    }
    return texts.joined(separator: "\n")
  }
}
