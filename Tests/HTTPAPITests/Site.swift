import Coalition
import Crypto
import DatabaseTesting
import Foundation
import HTTPAPI
import HTTPTypes
import Hummingbird
import Ledger
import LedgerStore
import Loyalty
import NIOCore
import Synchronization
import Testing

/// The real API over a real platform: one programme, two merchants with a store and a till each, two members.
struct Site {
  let coalition: Coalition
  let ledger: SQLiteLedger
  let folder: LedgerFolder
  let clock: MovableClock
  let codes: CodeTray
  let api: API<Coalition>
  let program: Program
  let merchants: [Merchant]
  let stores: [Store]
  let terminals: [Terminal]
  let member: Member
  let friend: Member
  /// The operator's key, the two merchants' (the first with the log-in contract), the first merchant's till.
  let keys: (operator: String, first: String, second: String, till: String)
  /// What operations refused without having declared it; a test that closes the site fails on it.
  let undeclared: Undeclared

  final class Undeclared: Sendable {
    let found = Mutex<Set<String>>([])
  }

  /// 2026-03-02T08:00:00Z, a Monday afternoon in Shanghai.
  static let start = Ledger.Instant(microseconds: 1_772_438_400_000_000)

  /// Opens the site for one test and takes it away again.
  static func open(_ test: (Site) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tongbao-site-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }  // what stays is temporary
    let clock = MovableClock(start)
    let claimed = try LedgerFolder(folder.path)
    let ledger = try openLedger(claimed, clock)
    defer { ledger.stop() }
    let site = try await furnished(claimed, ledger, clock)
    try await test(site)
    #expect(site.undeclared.found.withLock { $0.sorted() } == [])
  }

  static func openLedger(_ folder: LedgerFolder, _ clock: MovableClock) throws -> SQLiteLedger {
    let calendar = BusinessCalendar()
    return try SQLiteLedger(
      in: folder, logger: quiet.logger, now: clock.clock.now, day: { calendar.day(of: $0) })
  }

  private static var quiet: APISettings {
    APISettings(clock: { 0 }, newRequestID: { "" }, cursorKey: .init(size: .bits256))
  }

  /// The same platform on another ledger of the same folder, as after a restart.
  static func coalition(_ ledger: SQLiteLedger, _ clock: MovableClock, _ codes: CodeTray) throws -> Coalition
  {
    Coalition(
      database: try TestDatabase.open(), ledger: ledger, clock: clock.clock,
      ids: IDSource(seed: 7, clock: clock.clock),
      secrets: try CoalitionSecrets(root: [UInt8](repeating: 42, count: 32)), codeSink: codes.sink)
  }

  static func api(_ coalition: Coalition, _ undeclared: Undeclared = Undeclared()) -> API<Coalition> {
    var settings = APISettings(for: coalition)
    settings.rateLimit = RateLimit(requests: 100_000, windowSeconds: 60)
    settings.onUndeclaredRefusal = { operation, code in
      undeclared.found.withLock { _ = $0.insert("\(operation): \(code.rawValue)") }
    }
    return API(coalition, settings: settings)
  }

  private static func furnished(
    _ folder: LedgerFolder, _ ledger: SQLiteLedger, _ clock: MovableClock
  ) async throws -> Site {
    let codes = CodeTray()
    let coalition = try coalition(ledger, clock, codes)
    let undeclared = Undeclared()
    var draft = ProgramDraft(
      code: "TB", names: Names("Tongbao"), worth: Worth(500, are: Money(minorUnits: 100, currency: "CNY")))
    draft.validity = [.awarded: .endOfMonth(12)]
    draft.policies.transfer.minimum = 10
    draft.policies.transfer.coolingDays = 0
    let program = try await coalition.createProgram(draft, by: .system)
    var merchants: [Merchant] = []
    var stores: [Store] = []
    var terminals: [Terminal] = []
    for code in ["ONE", "TWO"] {
      let merchant = try await coalition.createMerchant(code: code, names: Names(code), by: .system)
      try await coalition.setTerms(
        MerchantTerms(merchant: merchant.id, asset: program.asset, earning: EarnTerms(1, perMinorUnits: 100)),
        by: .system)
      let store = try await coalition.createStore(of: merchant.id, code: "S1", name: "First", by: .system)
      merchants.append(merchant)
      stores.append(store)
      terminals.append(try await coalition.createTerminal(in: store.id, code: "T1", kind: .pos, by: .system))
    }
    var first = APIKeyDraft("first", for: merchants[0].id, scopes: .merchantMost)
    first.isLoginProof = true
    let drafts = [
      APIKeyDraft(forOperator: "operator", scopes: .all), first,
      APIKeyDraft("second", for: merchants[1].id, scopes: .merchantMost),
      APIKeyDraft("till", for: terminals[0].id, of: merchants[0].id),
    ]
    var secrets: [String] = []
    for draft in drafts { secrets.append(try await coalition.createAPIKey(draft, by: .system).secret) }
    return Site(
      coalition: coalition, ledger: ledger, folder: folder, clock: clock, codes: codes,
      api: api(coalition, undeclared), program: program, merchants: merchants, stores: stores,
      terminals: terminals,
      member: try await coalition.createMember(MemberDraft(.phone("13800138000"), name: "王小明"), by: .system),
      friend: try await coalition.createMember(MemberDraft(.phone("13800138001")), by: .system),
      keys: (secrets[0], secrets[1], secrets[2], secrets[3]), undeclared: undeclared)
  }
}

extension Site {
  func name<Kind: PubliclyNamed>(_ id: ID<Kind>) -> String { coalition.publicIDs.text(id) }

  func reply(
    _ method: HTTPRequest.Method, _ target: String, key: String? = nil, once: String? = nil,
    language: String = "en", _ body: String = ""
  ) async -> Reply {
    await Self.reply(api, method, target, key: key ?? keys.first, once: once, language: language, body)
  }

  static func reply(
    _ api: API<Coalition>, _ method: HTTPRequest.Method, _ target: String, key: String, once: String? = nil,
    language: String = "en", _ body: String = ""
  ) async -> Reply {
    var headers: HTTPFields = [.authorization: "Bearer " + key, .acceptLanguage: language]
    headers[HTTPField.Name("Idempotency-Key")!] = once  // a valid name
    if !body.isEmpty { headers[.contentType] = "application/json" }
    let head = HTTPRequest(method: method, scheme: nil, authority: nil, path: target, headerFields: headers)
    return await api.reply(to: Request(head: head, body: .init(buffer: ByteBuffer(string: body))))
  }

  /// Earns by a purchase of so many fen and gives the transaction's public name.
  @discardableResult
  func earn(_ fen: Int, once: String, key: String? = nil) async throws -> String {
    let body = #"""
      {"type":"earn","member":{"phone":"13800138000"},"amount":{"value":\#(fen),"currency":"CNY"}}
      """#
    let reply = await reply(.post, "/v1/transactions", key: key, once: once, body)
    return try #require(try reply.json["id"]?.text)
  }
}
