import Foundation
import Ledger
import LedgerStore
import Synchronization
import Testing

/// What is left when the process is gone: the files are copied as they are at that moment and opened anew.
@Suite struct RecoveryTests {
  @Test(arguments: [16, 64, 1_000, 1_000_000], [1, 2, 3])
  func `a copy of the files at any moment opens to the same books`(
    roundLength: Int, seed: UInt64
  ) async throws {
    var history = RandomHistory(seed: seed << 32 + UInt64(roundLength), members: seed == 3 ? 300 : 24)
    let test = try TestLedger(roundLength: roundLength, segmentLength: 90, keyRunLength: 110)
    for number in 1...600 {
      if number % 40 == 0 { test.clock.now = test.clock.now.adding(seconds: 20_000) }
      let command = history.next(at: test.clock.now)
      let transaction = try await test.post(command)
      history.note(transaction)
      guard number % 97 == 0 else { continue }
      let reopened = try TestLedger(
        roundLength: roundLength, segmentLength: 90, keyRunLength: 110, in: test.copied())
      reopened.clock.now = test.clock.now
      try await expectSame(reopened, test, members: history.members)
      #expect(try await reopened.post(command) == transaction, "The key is known after the restart.")
      let verification = try TestLedger.verify(reopened.folder)
      #expect(verification.faults == [])
      #expect(verification.transactions == Int64(number))
    }
  }

  @Test(arguments: [2, 16, 1_000])
  func `a hold that a reversal opened again is open after every restart`(roundLength: Int) async throws {
    let test = try TestLedger(roundLength: roundLength)
    _ = try await test.post(TestLedger.earn(1, 1, 1_000))
    let held = Spend(from: TestLedger.wallet(1), 100, at: TestLedger.shop)
    let until = TestLedger.start.adding(seconds: 9_000)
    let hold = try await test.post(TestLedger.command(2, .hold(held, until: until)))
    var key: UInt64 = 3
    for ends in [true, false, true, false] {
      let end: Action = ends ? .capture(hold: hold.id, amount: 40) : .release(hold: hold.id)
      let ended = try await test.post(TestLedger.command(key, end))
      let reversal = try await test.post(TestLedger.command(key + 1, .reverse(key: ended.key)))
      #expect(reversal.root == hold.id)
      key += 2
      for _ in 0..<5 {
        let copy = try TestLedger(roundLength: roundLength, in: test.copied())
        #expect(try TestLedger.verify(copy.folder).faults == [])
        #expect(try await copy.post(TestLedger.command(90, .release(hold: hold.id))).amount == 100)
        _ = try await test.post(TestLedger.earn(key, 2, 1))
        key += 1
      }
    }
    #expect(try await test.post(TestLedger.command(key, .capture(hold: hold.id, amount: nil))).amount == 100)
  }

  private func expectSame(_ one: TestLedger, _ other: TestLedger, members: Int64) async throws {
    #expect(try await one.ledger.trialBalance() == other.ledger.trialBalance())
    #expect(try await one.ledger.head() == other.ledger.head())
    #expect(try await one.ledger.sources() == other.ledger.sources())
    #expect(try await one.ledger.liability() == other.ledger.liability())
    for member in 1...members {
      let mine = try await one.ledger.wallets(of: MemberID(member)).map(Unlinked.init)
      #expect(try await mine == other.ledger.wallets(of: MemberID(member)).map(Unlinked.init))
    }
    for id in 1...Int64(try await one.ledger.head().transaction.rawValue) {
      let mine = try await one.ledger.returned(of: TransactionID(id))
      #expect(try await mine == other.ledger.returned(of: TransactionID(id)))
    }
  }

  /// A wallet's state without places in the slab, which differ between books that are otherwise the same.
  private struct Unlinked: Equatable {
    var state: WalletState

    init(_ state: WalletState) {
      self.state = state
      self.state.wallet.firstLot = -1
      for index in state.lots.indices { self.state.lots[index].lot.next = -1 }
    }
  }

  @Test(arguments: [7, 8])
  func `a copy between the commits of a crowd keeps every answer given before it`(seed: UInt64) async throws {
    let test = try TestLedger(roundLength: 50, segmentLength: 64, keyRunLength: 80)
    let answered = Answers()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for client in 1...6 as ClosedRange<UInt64> {
        group.addTask {
          var history = RandomHistory(seed: seed * 100 + client)
          for _ in 0..<150 {
            var command = history.next(at: TestLedger.start)
            command.key = IdempotencyKey(high: command.key.high &+ client, low: client)
            let transaction = try await test.post(command)
            history.note(transaction)
            answered.note(transaction)
          }
        }
      }
      for _ in 0..<6 {
        let before = answered.all
        let reopened = try TestLedger(roundLength: 50, segmentLength: 64, keyRunLength: 80, in: test.copied())
        for transaction in before {
          #expect(try await reopened.ledger.transaction(for: transaction.key) == transaction)
        }
        #expect(try TestLedger.verify(reopened.folder).faults == [])
        try await Task.sleep(for: .milliseconds(10))
      }
      try await group.waitForAll()
    }
  }

  private final class Answers: Sendable {
    private let transactions = Mutex<[Transaction]>([])
    var all: [Transaction] { transactions.withLock { $0 } }
    func note(_ transaction: Transaction) { transactions.withLock { $0.append(transaction) } }
  }

  @Test func `rows that were swept ahead are not applied again`() async throws {
    let test = try TestLedger(roundLength: 50)
    for key in 1...130 as ClosedRange<UInt64> {
      _ = try await test.post(TestLedger.earn(key, Int64(key % 37 + 1), 3))
    }
    let reopened = try TestLedger(roundLength: 50, in: test.copied())
    #expect(try await reopened.ledger.trialBalance() == test.ledger.trialBalance())
    #expect(try TestLedger.verify(reopened.folder).faults == [])
  }

  @Test func `what was given back before a restart is not given back again`() async throws {
    let test = try TestLedger(roundLength: 10)
    _ = try await test.post(TestLedger.earn(1, 1, 100))
    let spent = try await test.post(TestLedger.spend(2, 1, 100))
    _ = try await test.post(TestLedger.command(3, .refund(Refund(of: spent.id, 60))))
    for key in 10...60 as ClosedRange<UInt64> { _ = try await test.post(TestLedger.earn(key, 2, 1)) }
    let reopened = try TestLedger(roundLength: 10, in: test.copied())
    #expect(try await reopened.ledger.returned(of: spent.id).amount == 60)
    let tooMuch = try await reopened.post(TestLedger.command(4, .refund(Refund(of: spent.id, 41))))
    #expect(tooMuch.refusal == .refundExceedsOriginal)
  }

  @Test func `a hold that ended stays ended after a restart`() async throws {
    let test = try TestLedger(roundLength: 10)
    _ = try await test.post(TestLedger.earn(1, 1, 100))
    let until = TestLedger.start.adding(seconds: 60)
    let spend = Spend(from: TestLedger.wallet(1), 30, at: TestLedger.shop)
    let hold = try await test.post(TestLedger.command(2, .hold(spend, until: until)))
    for key in 10...40 as ClosedRange<UInt64> { _ = try await test.post(TestLedger.earn(key, 2, 1)) }
    _ = try await test.post(TestLedger.command(3, .release(hold: hold.id)))
    for key in 50...80 as ClosedRange<UInt64> { _ = try await test.post(TestLedger.earn(key, 2, 1)) }
    let reopened = try TestLedger(roundLength: 10, in: test.copied())
    #expect(try await reopened.ledger.expiredHolds(at: until, limit: 10) == [])
    #expect(try TestLedger.verify(reopened.folder).faults == [])
  }

  @Test func `wallets made late in a round leave no gap in their table`() async throws {
    let test = try TestLedger(roundLength: 1_000)
    var key: UInt64 = 0
    for member in 1...100 as ClosedRange<Int64> {
      key += 1
      _ = try await test.post(TestLedger.earn(key, member, 10))
    }
    // Two rounds in which only the first wallet changes: the last word of marks is clean when the cursor
    // reaches it.
    while key < 2_850 {
      let commands = (1...50).map { TestLedger.earn(key + $0, 1, 1) }
      _ = try await test.ledger.submit(commands)
      key += 50
    }
    for member in 101...300 as ClosedRange<Int64> {
      key += 1
      if key == 2_990 { break }
      _ = try await test.post(TestLedger.earn(key, member, 10))
    }
    let reopened = try TestLedger(roundLength: 1_000, in: test.copied())
    #expect(try TestLedger.verify(reopened.folder).faults == [])
  }

  @Test func `an orderly stop leaves nothing to replay and the next start goes on`() async throws {
    let folder = TestLedger.unusedFolder()
    var first: TestLedger? = try TestLedger(in: folder)
    let earned = try await first?.post(TestLedger.earn(1, 1, 100))
    first?.ledger.stop()
    let kept = try first?.copied() ?? folder
    first = nil
    let second = try TestLedger(in: kept)
    #expect(try await second.post(TestLedger.earn(1, 1, 100)) == earned)
    let spent = try await second.post(TestLedger.spend(2, 1, 60))
    #expect(spent.id == TransactionID(2) && spent.touches[0].after.available == 40)
    #expect(try TestLedger.verify(kept).faults == [])
  }

  @Test func `a changed byte in the journal is found`() async throws {
    let test = try TestLedger()
    for key in 1...10 as ClosedRange<UInt64> { _ = try await test.post(TestLedger.earn(key, 1, 100)) }
    test.ledger.stop()
    let path = test.folder.path + "/ledger.db"
    var bytes = try Data(contentsOf: URL(filePath: path))
    let key = withUnsafeBytes(of: (5 &* 0x9E37_79B9_7F4A_7C15 as UInt64).bigEndian) { Data($0) }
    let place = try #require(bytes.range(of: key))
    bytes[place.lowerBound + 20] ^= 1
    try bytes.write(to: URL(filePath: path))
    #expect(try TestLedger.verify(test.folder).isProven == false)
  }
}
