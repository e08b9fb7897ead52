import Coalition
import Crypto
import DatabaseTesting
import Foundation
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

  /// The same with every role of the second merchant's people.
  @Test func `no role shows or changes another merchant's things`() async throws {
    try await Site.open { site async throws in
      let foreign = try await ForeignThings(site)
      var asked = 0
      for (name, role, scopes) in Role.named where Role.ofMerchant.contains(role) {
        let key = try await site.coalition.createAPIKey(
          APIKeyDraft(name, for: site.merchants[1].id, scopes: scopes), by: .system
        ).secret
        for operation in HTTPAPI.Operation<Coalition>.all {
          for (target, body) in foreign.requests(operation) {
            asked += 1
            let reply = await site.reply(
              operation.method, target, key: key, once: operation.movesValue ? "\(name)\(asked)" : nil, body)
            let text = String(decoding: reply.body, as: UTF8.self)
            for secret in foreign.secrets where !target.contains(secret) && !body.contains(secret) {
              #expect(!text.contains(secret), "\(name) \(operation.id) \(target): \(text)")
            }
            if foreign.isOwned(operation.path), reply.status < 400 {
              Issue.record("\(name) \(operation.id) \(target) answered \(reply.status): \(text)")
            }
          }
        }
      }
      print("tenant isolation by role: \(asked) requests with foreign ids, 0 leaks")
      try await foreign.expectUnchanged()
    }
  }

  /// Golden/rights.txt says for every call which roles' scopes let it pass; the calls are asked to see that
  /// it is so. A role that may not is told so, with everything in the request right; a role that may is
  /// turned away by nothing but the request.
  @Test func `every call lets each role pass as the table says`() async throws {
    let table = Rights.table()
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/rights.txt")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
      try Data(table.utf8).write(to: file)
    }
    #expect(try String(decoding: Data(contentsOf: file), as: UTF8.self) == table)
    try await Site.open { site async throws in
      var keys: [String: String] = [:]
      for (name, role, scopes) in Role.named {
        let draft =
          Role.ofMerchant.contains(role)
          ? APIKeyDraft(name, for: site.merchants[0].id, scopes: scopes)
          : APIKeyDraft(forOperator: name, scopes: scopes)
        keys[name] = try await site.coalition.createAPIKey(draft, by: .system).secret
      }
      let own = try await ForeignThings(site)
      var asked = 0
      for (name, role, _) in Role.named {
        let isMerchant = Role.ofMerchant.contains(role)
        let key = try #require(keys[name])
        for operation in HTTPAPI.Operation<Coalition>.all where operation.needs != nil {
          let may = Rights.may(role, operation)
          for (target, body) in may ? [own.nowhere(operation)] : own.requests(operation) {
            asked += 1
            let once = operation.movesValue ? "\(name)\(asked)" : nil
            let reply = await site.reply(operation.method, target, key: key, once: once, body)
            let code = reply.status >= 400 ? try reply.refusal : ""
            let isRefused = code == "403 forbidden" || code == "403 operator_only"
            if may {
              #expect(!isRefused && reply.status != 401, "\(name) \(operation.id) \(target): \(code)")
            } else {
              // Of what is the operator's alone a merchant may also be told that it is not there.
              #expect(
                isRefused || isMerchant && reply.status == 404, "\(name) \(operation.id) \(target): \(code)")
            }
          }
        }
      }
      print("API rights: \(asked) requests of \(Role.named.count) roles")
      try await own.expectUnchanged()
    }
  }
}

/// Who may pass which call, from the declarations.
private enum Rights {
  static func may(_ role: Role, _ operation: HTTPAPI.Operation<Coalition>) -> Bool {
    guard let needs = operation.needs else { return true }
    // What moves points is refused so in some of its kinds alone, as corrections.
    let isOperatorOnly = operation.refusals.contains(.operatorOnly) && !operation.movesValue
    return !role.scopes.isDisjoint(with: needs) && !(isOperatorOnly && Role.ofMerchant.contains(role))
  }

  static func table() -> String {
    let lines = HTTPAPI.Operation<Coalition>.all.map { operation -> String in
      guard operation.needs != nil else { return "\(operation.id): everybody" }
      let roles = Role.named.filter { may($0.role, operation) }.map(\.name)
      return "\(operation.id): " + roles.joined(separator: " ")
    }
    return lines.joined(separator: "\n") + "\n"
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
  let person: String
  let card: String
  let approval: String
  let settlement: String
  let tag: String
  let before: String

  init(_ site: Site) async throws {
    self.site = site
    settlement = try await site.settledDay()
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
    person = site.name(
      try await site.coalition.createUser(
        UserDraft(
          login: "foreign-secret2", name: "foreign-secret", password: "a long enough secret", roles: .cashier,
          merchant: site.merchants[0].id), by: .system
      ).id)
    let owner = try await site.coalition.authenticate(bearer: site.keys.first)
    card = site.name(try await site.coalition.issueCard(to: nil, by: owner).id)
    let made = try await site.coalition.createTag("foreign-secret", by: owner)
    try await site.coalition.setTag(made.id, of: site.member.id, by: owner)
    tag = site.name(made.id)
    let proposal = AdjustProposal(
      member: site.member.id, asset: site.program.asset, points: 5, issuer: site.merchants[0].id, memo: "")
    approval = site.name(
      try await site.coalition.propose(.adjust(proposal), reason: "foreign-secret", by: .system).id)
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
      hold, key, event, difference, device, dayFile, person, card, approval, settlement, tag,
      "foreign-secret",
    ]
  }

  /// Whether the path itself names something that is a merchant's own.
  func isOwned(_ path: String) -> Bool {
    path.hasPrefix("/v1/transactions/{") || path.hasPrefix("/v1/merchants/{")
      || path.hasPrefix("/v1/stores/{")
      || path.hasPrefix("/v1/terminals/{") || path.hasPrefix("/v1/keys/{") || path.hasPrefix("/v1/events/{")
      || path.hasPrefix("/v1/cases/{") || path.hasPrefix("/v1/devices/{")
      || path.hasPrefix("/v1/day-files/{") || path.hasPrefix("/v1/operators/{")
      || path.hasPrefix("/v1/cards/{") || path.hasPrefix("/v1/approvals/{")
      || path.hasPrefix("/v1/settlements/{") || path.hasPrefix("/v1/tags/{") || path.hasSuffix("/{tag}")
  }

  func requests(_ operation: HTTPAPI.Operation<Coalition>) -> [(target: String, body: String)] {
    var targets: [String] = []
    for id in ids(operation.path) {
      targets.append(
        operation.path.replacing("{id}", with: id).replacing("{program}", with: site.name(site.program.asset))
          .replacing("{rule}", with: "2").replacing("{number}", with: "1").replacing("{tag}", with: tag)
      )
    }
    if operation.path == "/v1/money/income" {
      targets = targets.map { $0 + "?from=2026-03-01&through=2026-03-31" }
    }
    let own = site.name(site.merchants[0].id)
    if operation.method == .get, operation.path == "/v1/transactions" {
      targets += [
        "?merchant=\(own)", "?store=\(site.name(site.stores[0].id))",
        "?terminal=\(site.name(site.terminals[0].id))",
        "?member=\(site.name(site.member.id))", "?reference=foreign-secret",
      ].map { operation.path + $0 }
    }
    if operation.method == .get, operation.path == "/v1/operators" {
      targets.append("/v1/operators?merchant=\(own)")
    }
    if operation.method == .get, operation.path == "/v1/keys" { targets.append("/v1/keys?merchant=\(own)") }
    if operation.method == .get, operation.path == "/v1/cases" { targets.append("/v1/cases?merchant=\(own)") }
    if operation.path == "/v1/settlements" { targets.append("/v1/settlements?merchant=\(own)") }
    if operation.path == "/v1/points-blocks", operation.method == .get {
      targets.append("/v1/points-blocks?merchant=\(own)")
    }
    if operation.path == "/v1/tags", operation.method == .get { targets.append("/v1/tags?merchant=\(own)") }
    if operation.path == "/v1/pos-terminals" { targets.append("/v1/pos-terminals?merchant=\(own)") }
    if operation.method == .get, operation.path == "/v1/merchants" {
      targets.append("/v1/merchants?code=ONE")
    }
    return targets.flatMap { target in bodies(operation).map { (target, $0) } }
  }

  /// A request about nothing that there is, so that nothing happens where it passes.
  func nowhere(_ operation: HTTPAPI.Operation<Coalition>) -> (target: String, body: String) {
    let nothing = ids(operation.path)[0].split(separator: "_").first.map { "\($0)_0000000000000000" } ?? ""
    let target = operation.path.replacing("{id}", with: nothing)
      .replacing("{program}", with: site.name(site.program.asset)).replacing("{rule}", with: "2")
      .replacing("{tag}", with: "tag_0000000000000000")
    return (target, operation.method == .get ? "" : "{}")
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
    if path.hasPrefix("/v1/operators/{") { return [person] }
    if path.hasPrefix("/v1/cards/{") { return [card] }
    if path.hasPrefix("/v1/approvals/{") { return [approval] }
    if path.hasPrefix("/v1/settlements/{") { return [settlement] }
    if path.hasPrefix("/v1/tags/{") { return [tag] }
    if path.hasPrefix("/v1/programs/{") { return [site.name(site.program.asset)] }
    // The operator's alone, whichever it is.
    if path.hasPrefix("/v1/points-cards/{") { return [site.name(PointsCardBatchID(7))] }
    if path.hasPrefix("/v1/points-orders/{") { return [site.name(PointsOrderID(7))] }
    if path.hasPrefix("/v1/shared-wallets/{") { return [site.name(PoolID(7))] }
    if path.hasPrefix("/v1/points-blocks/{") { return [site.name(PointsBlockID(7))] }
    if path.hasPrefix("/v1/partners/{") { return [site.name(PartnerID(7))] }
    if path.hasPrefix("/v1/partner-exchanges/{") { return [site.name(PartnerExchangeID(7))] }
    if path.hasPrefix("/v1/linked-accounts/{") { return [site.name(LinkedAccountID(7))] }
    if path.hasPrefix("/v1/bank-files/{") { return [site.name(BankFileID(7))] }
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
    case "orderPointsBlock": return [#"{"points":5,\#(place)}"#]
    case "assignBankLine": return [#"{"settlement":"\#(site.name(SettlementID(7)))"}"#]
    case "reverseTransaction": return [#"{"idempotency_key":"foreign-earn"}"#]
    case "createKey":
      return [
        #"{"name":"x","kind":"merchant",\#(place)}"#, #"{"name":"x","kind":"terminal",\#(terminal)}"#,
        #"{"name":"x","kind":"terminal",\#(place),\#(terminal)}"#,
      ]
    case "createOperator":
      return [
        #"{"login":"intruder","name":"x","password":"a long enough secret","roles":["cashier"],\#(place)}"#
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
      "/v1/terminals/\(site.name(site.terminals[0].id))/pos", "/v1/pos-terminals", "/v1/operators",
      "/v1/settlements", "/v1/merchants/\(merchant)/settlement-terms", "/v1/tags",
      "/v1/members/\(site.name(site.member.id))/tags",
    ] {
      let text = String(decoding: await site.reply(.get, target).body, as: UTF8.self)
      // That a key of the roles was used at all is what this is about.
      texts.append(text.replacing(/,"used_at":"[^"]*"/, with: ""))
    }
    return texts.joined(separator: "\n")
  }
}
