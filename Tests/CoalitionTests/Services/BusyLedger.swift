import Ledger
import LedgerStore
import Storage
import Synchronization

@testable import Coalition

/// A ledger whose answers to commands a test holds back: it had no time, or it decided and nobody heard it.
final class BusyLedger: LedgerDoor, TransactionSearch {
  enum Mood: Sendable { case answers, busy, unheard }

  private let ledger: SQLiteLedger
  private let state = Mutex(Mood.answers)

  init(_ ledger: SQLiteLedger) { self.ledger = ledger }

  var mood: Mood {
    get { state.withLock { $0 } }
    set { state.withLock { $0 = newValue } }
  }

  func submit(_ commands: [Command]) async throws(Busy) -> [Outcome] {
    switch mood {
    case .answers: return try await ledger.submit(commands)
    case .busy: throw .queueFull
    case .unheard:
      _ = try await ledger.submit(commands)
      return commands.map { _ in .unknown }
    }
  }

  func search(_ query: TransactionQuery) async throws -> [Ledger.Transaction] {
    try await ledger.search(query)
  }
  func preview(_ command: Command) async throws(Busy) -> Outcome { try await ledger.preview(command) }
  func wallets(of member: MemberID) async throws(Busy) -> [WalletState] {
    try await ledger.wallets(of: member)
  }
  func history(of wallet: WalletKey, before: TransactionID?, limit: Int) async throws -> [Ledger.Transaction]
  {
    try await ledger.history(of: wallet, before: before, limit: limit)
  }
  func transaction(_ id: TransactionID) async throws -> Ledger.Transaction? {
    try await ledger.transaction(id)
  }
  func transaction(for key: IdempotencyKey) async throws -> Ledger.Transaction? {
    try await ledger.transaction(for: key)
  }
  func returned(of original: TransactionID) async throws -> Returned {
    try await ledger.returned(of: original)
  }
  func returned(of originals: [TransactionID]) async throws -> [TransactionID: Returned] {
    try await ledger.returned(of: originals)
  }
  func journal(after: TransactionID, limit: Int) async throws -> [Ledger.Transaction] {
    try await ledger.journal(after: after, limit: limit)
  }
  func trialBalance() async throws(Busy) -> TrialBalance { try await ledger.trialBalance() }
  func due(
    _ kind: DueKind, at moment: Instant, after: WalletID, limit: Int
  ) async throws(Busy) -> [DueWallet] {
    try await ledger.due(kind, at: moment, after: after, limit: limit)
  }
  func expiredHolds(at moment: Instant, limit: Int) async throws(Busy) -> [Hold] {
    try await ledger.expiredHolds(at: moment, limit: limit)
  }
  func sources() async throws(Busy) -> [LotSource] { try await ledger.sources() }
  func liability() async throws(Busy) -> [Liability] { try await ledger.liability() }
  func ages(of asset: AssetID, since bounds: [Instant]) async throws(Busy) -> [AgedPoints] {
    try await ledger.ages(of: asset, since: bounds)
  }
  func head() async throws(Busy) -> ChainHead { try await ledger.head() }
}

extension TestShop {
  /// A shop whose ledger can be kept from answering.
  static func openBusy(
    policies: ProgramPolicies, in file: (any Database)? = nil,
    _ test: (TestShop, BusyLedger) async throws -> Void
  ) async throws {
    try await open(policies: policies, in: file, through: { BusyLedger($0) }) { shop in
      guard let ledger = shop.coalition.ledger as? BusyLedger else { return }
      try await test(shop, ledger)
    }
  }

  /// One of the operator's people.
  static func person(_ id: Int64, _ scopes: Scope = .all) -> Principal {
    Principal(kind: .platform, scopes: scopes, actor: Actor(kind: .user, id: id, answerable: id))
  }
}
