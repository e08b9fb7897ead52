import Coalition
import DatabaseTesting
import Foundation
import ISO8583
import Ledger
import LedgerStore
import Logging
import Loyalty
import POSGateway
import Storage
import TerminalCrypto
import Testing

/// A shop with a real ledger, a terminal with its master key, and a member with a card and a PIN.
struct Counter {
  let coalition: Coalition
  let ledger: SQLiteLedger
  let clock: MovableClock
  let host: TillHost
  let program: Program
  let merchant: Merchant
  let store: Store
  let member: Member
  let card: String
  var till: Till

  static let acceptor = "898310054110001"
  static let number = "00100001"
  static let pin = "274135"
  static let masterKey: [UInt8] = Array(0xA0...0xAF)

  /// 2026-03-02T08:00:00Z, a Monday afternoon in Shanghai.
  static let start = Ledger.Instant(microseconds: 1_772_438_400_000_000)

  /// Opens the counter for one test and takes it away again.
  static func open(
    _ parameters: POSParameters = POSParameters(), settings: HostSettings = HostSettings(),
    _ test: (inout Counter) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tongbao-till-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }  // what stays is temporary
    let clock = MovableClock(start)
    let calendar = BusinessCalendar()
    let ledger = try SQLiteLedger(
      in: LedgerFolder(folder.path), logger: Logger(label: "test"), now: clock.clock.now,
      day: { calendar.day(of: $0) })
    defer { ledger.stop() }
    let coalition = Coalition(
      database: try TestDatabase.open(), ledger: ledger, clock: clock.clock,
      ids: IDSource(seed: 7, clock: clock.clock),
      secrets: try CoalitionSecrets(root: [UInt8](repeating: 42, count: 32)), logger: Logger(label: "test"))
    var counter = try await furnished(coalition, ledger, clock, parameters, settings)
    try await test(&counter)
  }

  private static func furnished(
    _ coalition: Coalition, _ ledger: SQLiteLedger, _ clock: MovableClock, _ parameters: POSParameters,
    _ settings: HostSettings
  ) async throws -> Counter {
    let program = try await coalition.createProgram(
      ProgramDraft(
        code: "TB", names: Names("Tongbao"), worth: Worth(500, are: Money(minorUnits: 100, currency: "CNY"))),
      by: .system)
    let merchant = try await coalition.createMerchant(code: "ONE", names: Names("One"), by: .system)
    // Five points for a yuan: a purchase of 100.00 earns what pays 1.00.
    try await coalition.setTerms(
      MerchantTerms(
        merchant: merchant.id, asset: program.asset, earning: EarnTerms(5, perMinorUnits: 100)), by: .system)
    let store = try await coalition.createStore(of: merchant.id, code: "S1", name: "First", by: .system)
    let terminal = try await coalition.createTerminal(in: store.id, code: "T1", kind: .pos, by: .system)
    _ = try await coalition.registerPOSTerminal(
      terminal.id, acceptor: acceptor, number: number, parameters: parameters, by: .system)
    try await enterKey(terminal.id, parameters.mac, coalition)
    let member = try await coalition.createMember(
      MemberDraft(.phone("13800138000"), wantsCard: true), by: .system)
    try await coalition.setPIN(pin, of: member.id, by: .system)
    let card = try await coalition.cards(of: member.id, by: .system)[0].number
    let host = TillHost(coalition, settings, logger: Logger(label: "test"))
    return Counter(
      coalition: coalition, ledger: ledger, clock: clock, host: host, program: program, merchant: merchant,
      store: store, member: member, card: card,
      till: Till(
        id: terminal.id, acceptor: acceptor, number: number, masterKey: masterKey, mac: parameters.mac))
  }

  private static func enterKey(
    _ id: TerminalID, _ mac: POSTerminal.MAC, _ coalition: Coalition
  ) async throws {
    let first = [UInt8](repeating: 0x5A, count: 16)
    let second = zip(first, masterKey).map { $0 ^ $1 }
    for (person, component) in zip([1, 2] as [Int64], [first, second]) {
      let principal = Principal(
        kind: .platform, scopes: .all, actor: Actor(kind: .user, id: person, answerable: person))
      _ = try await coalition.enterKeyComponent(
        component, checkValue: mac.checkValue(of: component), ofPOSTerminal: id, by: principal)
    }
  }

  /// Sends a message and reads the answer; nil for silence.
  func ask(_ message: Message, sealed: Bool = true) async throws -> Message? {
    try await answer(to: till.frame(message, sealed: sealed))
  }

  /// Sends bytes as they are.
  func answer(to bytes: [UInt8]) async throws -> Message? {
    guard case .reply(let reply) = await host.answer(bytes) else { return nil }
    return try till.profile.decode(reply).message
  }

  /// What the member could spend now.
  func spendable() async throws -> Points {
    try await coalition.wallet(WalletKey(member: member.id, asset: program.asset), by: .system).spendable
  }

  /// Gives the member points without any till.
  func give(_ points: Points) async throws {
    _ = try await coalition.award(
      GiveOrder(member: .id(member.id), points: points), key: "give \(points.units)", by: .system)
  }

  mutating func signIn() async throws {
    let reply = try await ask(till.signIn(), sealed: false)
    try till.take(try #require(reply))
  }
}
