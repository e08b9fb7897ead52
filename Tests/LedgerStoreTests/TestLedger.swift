import Foundation
import Ledger
import LedgerStore
import Logging
import Synchronization

/// A ledger in a folder of its own, with a clock that only moves when told, removed with the value.
final class TestLedger: Sendable {
  let folder: URL
  let ledger: SQLiteLedger

  static let start = Instant(microseconds: 1_700_000_000_000_000)

  init(
    roundLength: Int = 64, segmentLength: Int = 16_384, keyRunLength: Int = 262_144,
    in folder: URL = TestLedger.unusedFolder()
  ) throws {
    self.folder = folder
    let box = ClockBox()
    ledger = try SQLiteLedger(
      in: LedgerFolder(folder.path), roundLength: roundLength, segmentLength: segmentLength,
      keyRunLength: keyRunLength, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      now: { box.now },
      day: { BusinessDay(daysSince1970: Int32($0.microseconds / Instant.microsecondsPerDay)) })
    clock = box
  }

  let clock: ClockBox

  deinit {
    ledger.stop()
    try? FileManager.default.removeItem(at: folder)  // A leftover folder harms nobody.
  }
}

/// A clock that a test moves, and can hold: whoever asks for the time then waits, so the writer stands still.
final class ClockBox: Sendable {
  private struct State {
    var moment = TestLedger.start
    var isHeld = false
    var waiting = 0
  }

  private let state = Mutex(State())
  private let gate = DispatchSemaphore(value: 0)

  var now: Instant {
    get {
      let isHeld = state.withLock { state in
        if state.isHeld { state.waiting += 1 }
        return state.isHeld
      }
      if isHeld { gate.wait() }
      return state.withLock { $0.moment }
    }
    set { state.withLock { $0.moment = newValue } }
  }

  func hold() { state.withLock { $0.isHeld = true } }

  /// Returns once somebody waits for the time.
  func somebodyWaits() async {
    while state.withLock({ $0.waiting == 0 }) { await Task.yield() }
  }

  /// Lets the one who waits go on; the next who asks waits again.
  func letOnePass() {
    state.withLock { $0.waiting -= 1 }
    gate.signal()
  }

  func letGo() {
    let waiting = state.withLock { state in
      state.isHeld = false
      defer { state.waiting = 0 }
      return state.waiting
    }
    for _ in 0..<waiting { gate.signal() }
  }
}

extension TestLedger {
  static let points = AssetID(1)
  static let shop = MerchantID(7)

  static func wallet(_ member: Int64) -> WalletKey { WalletKey(member: MemberID(member), asset: points) }

  static func command(_ key: UInt64, _ action: Action, hash: UInt64 = 1) -> Command {
    var context = Context(channel: .api)
    context.merchant = shop
    // Keys are spread as hashes are.
    return Command(
      key: IdempotencyKey(high: key &* 0x9E37_79B9_7F4A_7C15, low: key), requestHash: hash, context: context,
      action: action)
  }

  static func earn(_ key: UInt64, _ member: Int64, _ amount: Points) -> Command {
    command(
      key,
      .credit(
        Credit(
          .earn, to: wallet(member), amount, source: LotSource(issuer: shop),
          expiresAt: start.adding(seconds: 86_400 * 365))))
  }

  static func spend(_ key: UInt64, _ member: Int64, _ amount: Points) -> Command {
    command(key, .spend(Spend(from: wallet(member), amount, at: shop)))
  }

  /// Submits one command and gives its transaction.
  func post(_ command: Command) async throws -> Transaction {
    guard case .decided(let transaction, _) = try await ledger.submit(command) else {
      throw Unexpected(description: "The command was not decided.")
    }
    return transaction
  }
}

extension TestLedger {
  static func unusedFolder() -> URL {
    FileManager.default.temporaryDirectory.appending(path: "tongbao-test-\(UUID().uuidString)")
  }

  /// The files as they are at this moment, as a crash would leave them.
  func copied() throws -> URL {
    let copy = TestLedger.unusedFolder()
    try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
    // The log before the file: a checkpoint between the two copies then only repeats what the log has.
    for name in ["ledger.db-wal", "ledger.db", "search.db-wal", "search.db"] {
      let file = folder.appending(path: name)
      if FileManager.default.fileExists(atPath: file.path) {
        try FileManager.default.copyItem(at: file, to: copy.appending(path: name))
      }
    }
    return copy
  }

  static func verify(_ folder: URL) throws -> Verification {
    var verifier = try Verifier(ledger: folder.path + "/ledger.db")
    return try verifier.verify()
  }
}

struct Unexpected: Error, CustomStringConvertible {
  var description: String
}
