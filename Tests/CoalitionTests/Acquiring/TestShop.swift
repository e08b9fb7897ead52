import Coalition
import DatabaseTesting
import Foundation
import Ledger
import LedgerStore
import Logging
import Loyalty
import Storage

/// A platform with a real ledger: one programme, two merchants that give and take, one that does neither,
/// members.
struct TestShop {
  let coalition: Coalition
  let ledger: SQLiteLedger
  let clock: MovableClock
  let program: Program
  let merchant: Merchant
  let other: Merchant
  let stranger: Merchant
  let store: Store
  let member: Member
  let friend: Member
  let codes: CodeTray

  /// 2026-03-02T08:00:00Z, a Monday afternoon in Shanghai.
  static let start = Instant(microseconds: 1_772_438_400_000_000)

  /// Opens the shop for one test and takes it away again.
  static func open(
    policies: ProgramPolicies = ProgramPolicies(), in file: (any Database)? = nil,
    settings: CoalitionSettings = CoalitionSettings(), sink: MessageSink = .none,
    webhooks: WebhookSink = .none,
    through door: (SQLiteLedger) -> any LedgerDoor & TransactionSearch = { $0 },
    _ test: (TestShop) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tongbao-shop-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }  // what stays is temporary
    let clock = MovableClock(start)
    let calendar = settings.calendar
    let ledger = try SQLiteLedger(
      in: LedgerFolder(folder.path), logger: Logger(label: "test"), now: clock.clock.now,
      day: { calendar.day(of: $0) })
    defer { ledger.stop() }
    let codes = CodeTray()
    let coalition = Coalition(
      database: try file ?? TestDatabase.open(), ledger: door(ledger), clock: clock.clock,
      ids: IDSource(seed: 7, clock: clock.clock), settings: settings,
      secrets: try CoalitionSecrets(root: [UInt8](repeating: 42, count: 32)), codeSink: codes.sink,
      messageSink: sink, webhookSink: webhooks, logger: Logger(label: "test"))
    try await test(try await furnish(coalition, ledger, clock, policies, codes))
  }

  private static func furnish(
    _ coalition: Coalition, _ ledger: SQLiteLedger, _ clock: MovableClock, _ policies: ProgramPolicies,
    _ codes: CodeTray
  ) async throws -> TestShop {
    var draft = ProgramDraft(
      code: "TB", names: Names("Tongbao"), worth: Worth(500, are: Money(minorUnits: 100, currency: "CNY")))
    draft.policies = policies
    draft.validity = [.awarded: .endOfMonth(12)]
    let program = try await coalition.createProgram(draft, by: .system)
    var merchants: [Merchant] = []
    for code in ["ONE", "TWO", "NONE"] {
      merchants.append(try await coalition.createMerchant(code: code, names: Names(code), by: .system))
    }
    for merchant in merchants.prefix(2) {
      let terms = MerchantTerms(
        merchant: merchant.id, asset: program.asset, earning: EarnTerms(1, perMinorUnits: 100))
      try await coalition.setTerms(terms, by: .system)
    }
    let store = try await coalition.createStore(of: merchants[0].id, code: "S1", name: "First", by: .system)
    return TestShop(
      coalition: coalition, ledger: ledger, clock: clock, program: program, merchant: merchants[0],
      other: merchants[1], stranger: merchants[2], store: store,
      member: try await coalition.createMember(MemberDraft(.phone("13800138000")), by: .system),
      friend: try await coalition.createMember(MemberDraft(.phone("13800138001")), by: .system),
      codes: codes)
  }

  /// A merchant's key, with or without the contract that makes its log-in proof.
  func caller(_ merchant: Merchant, isLoginProof: Bool = true, _ scopes: Scope = .merchantMost) -> Principal {
    Principal(
      kind: .merchant, merchant: merchant.id, scopes: scopes,
      actor: Actor(kind: .key, id: 99, answerable: 98), isLoginProof: isLoginProof)
  }

  var till: Principal { caller(merchant) }

  @discardableResult
  func earn(_ fen: Int64, key: String, by caller: Principal? = nil) async throws -> Receipt {
    let order = EarnOrder(member: .id(member.id), .purchase(Money(minorUnits: fen, currency: "CNY")))
    return try await coalition.earn(order, key: key, by: caller ?? till)
  }

  @discardableResult
  func spend(_ points: Points, key: String, by caller: Principal? = nil) async throws -> Receipt {
    let order = SpendOrder(member: .id(member.id), .points(points))
    return try await coalition.spend(order, key: key, by: caller ?? till)
  }

  func spendable() async throws -> Points {
    try await coalition.wallet(WalletKey(member: member.id, asset: program.asset), by: .system).spendable
  }
}

/// The refusal that the body ends in; nil when it ends well.
func refusal(_ body: () async throws -> Void) async throws -> OrderRefusal? {
  do { try await body() } catch let refusal as OrderRefusal { return refusal }
  return nil
}

/// Why the ledger declined what the body asked for; nil when it did not.
func decline(_ body: () async throws -> Void) async throws -> Decline? {
  if case .declined(let decline) = try await refusal(body) { return decline }
  return nil
}

/// The first moment after a date in Shanghai.
func endOf(_ date: String) throws -> Instant {
  guard let date = CivilDate(date) else { throw MalformedDate(text: date) }
  return Zone.shanghai.end(of: date)
}

struct MalformedDate: Error { let text: String }
