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
    roundLength: Int = 64, in folder: URL = FileManager.default.temporaryDirectory
      .appending(path: "tongbao-test-\(UUID().uuidString)")
  ) throws {
    self.folder = folder
    let box = ClockBox()
    ledger = try SQLiteLedger(
      in: LedgerFolder(folder.path), roundLength: roundLength, logger: Logger(label: "test"),
      now: { box.now }, day: { BusinessDay(daysSince1970: Int32($0.microseconds / Instant.microsecondsPerDay)) })
    clock = box
  }

  let clock: ClockBox

  deinit {
    ledger.stop()
    try? FileManager.default.removeItem(at: folder)  // A leftover folder harms nobody.
  }
}

final class ClockBox: Sendable {
  private let moment = Mutex(TestLedger.start)
  var now: Instant {
    get { moment.withLock { $0 } }
    set { moment.withLock { $0 = newValue } }
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
    guard case .decided(let transaction, _) = try await ledger.submit([command])[0] else {
      throw Unexpected(description: "The command was not decided.")
    }
    return transaction
  }
}

struct Unexpected: Error, CustomStringConvertible {
  var description: String
}
