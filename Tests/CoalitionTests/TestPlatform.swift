import Coalition
import DatabaseTesting
import Ledger
import LedgerStore
import Storage

/// A platform on the test's database, with a clock to move and codes to read; its ledger must not be asked.
struct TestPlatform {
  let coalition: Coalition
  let clock: MovableClock
  let codes: CodeTray

  /// 2026-03-02T08:00:00Z.
  static let start = Instant(microseconds: 1_772_438_400_000_000)

  static func open(
    seed: UInt64 = 7, settings: CoalitionSettings = CoalitionSettings()
  ) throws -> TestPlatform {
    let clock = MovableClock(start)
    let codes = CodeTray()
    let coalition = Coalition(
      database: try TestDatabase.open(), ledger: SilentLedger(), clock: clock.clock,
      ids: IDSource(seed: seed, clock: clock.clock), settings: settings,
      secrets: try CoalitionSecrets(root: [UInt8](repeating: 42, count: 32)), codeSink: codes.sink)
    return TestPlatform(coalition: coalition, clock: clock, codes: codes)
  }

  func merchant(_ code: String) async throws -> Merchant {
    try await coalition.createMerchant(code: code, names: Names(code), by: .system)
  }

  func member(_ phone: String) async throws -> Member {
    try await coalition.createMember(MemberDraft(.phone(phone)), by: .system)
  }

  func user(_ login: String, _ roles: Role) async throws -> OperatorUser {
    try await coalition.createUser(
      UserDraft(login: login, name: login, password: "a long enough secret", roles: roles), by: .system)
  }

  /// A key that needs two people, with another person's approval.
  func approvedKey(_ draft: APIKeyDraft, by principal: Principal) async throws -> NewAPIKey {
    let second = try await user("second-\(draft.name)", .reviewer)
    let proposed = try await coalition.propose(.key(KeyProposal(draft)), reason: "needed", by: principal)
    let permit = try await coalition.approve(proposed.id, by: second.principal) { _ in .failed("unasked") }
    return try await coalition.createAPIKey(draft, permit: permit.id, by: principal)
  }

  /// A caller confined to a merchant.
  func caller(of merchant: Merchant, _ scopes: Scope = .merchantMost) -> Principal {
    Principal(
      kind: .merchant, merchant: merchant.id, scopes: scopes,
      actor: Actor(kind: .key, id: 99, answerable: 98))
  }
}

extension IdempotencyKey {
  static func test(_ number: UInt64) -> IdempotencyKey { IdempotencyKey(high: 1, low: number) }
}

/// Stands where a ledger belongs and refuses, since none of these operations may move points.
struct SilentLedger: LedgerDoor, TransactionSearch {
  func search(_ query: TransactionQuery) async throws -> [Ledger.Transaction] { throw Busy.stopped }
  func submit(_ commands: [Command]) async throws(Busy) -> [Outcome] { throw .stopped }
  func preview(_ command: Command) async throws(Busy) -> Outcome { throw .stopped }
  func wallets(of member: MemberID) async throws(Busy) -> [WalletState] { throw .stopped }
  func history(of wallet: WalletKey, before: TransactionID?, limit: Int) async throws -> [Ledger.Transaction]
  {
    throw Busy.stopped
  }
  func transaction(_ id: TransactionID) async throws -> Ledger.Transaction? { throw Busy.stopped }
  func transaction(for key: IdempotencyKey) async throws -> Ledger.Transaction? { throw Busy.stopped }
  func returned(of original: TransactionID) async throws -> Returned { throw Busy.stopped }
  func returned(of originals: [TransactionID]) async throws -> [TransactionID: Returned] {
    throw Busy.stopped
  }
  func journal(after: TransactionID, limit: Int) async throws -> [Ledger.Transaction] { throw Busy.stopped }
  func trialBalance() async throws(Busy) -> TrialBalance { throw .stopped }
  func due(
    _ kind: DueKind, at moment: Instant, after: WalletID, limit: Int
  ) async throws(Busy) -> [DueWallet] { throw .stopped }
  func expiredHolds(at moment: Instant, limit: Int) async throws(Busy) -> [Hold] { throw .stopped }
  func sources() async throws(Busy) -> [LotSource] { throw .stopped }
  func liability() async throws(Busy) -> [Liability] { throw .stopped }
  func ages(of asset: AssetID, since bounds: [Instant]) async throws(Busy) -> [AgedPoints] { throw .stopped }
  func head() async throws(Busy) -> ChainHead { throw .stopped }
}
