import Foundation
import Ledger
import Testing

@testable import LedgerStore

/// One group is decided while the one before is on its way to the disk: what may be known of it, and when.
struct PipelineTests {
  /// A connection that holds the file's write lock, so that a commit waits.
  private static func holdCommits(_ test: TestLedger) throws -> RawDatabase {
    let file = try RawDatabase(path: test.folder.path + "/ledger.db")
    try file.run("BEGIN IMMEDIATE")
    return file
  }

  /// Submits a command; returns when it is being decided, in a group that has nothing else.
  private static func begin(_ test: TestLedger, _ command: Command) async -> Task<[Outcome], any Error> {
    test.clock.hold()
    let task = Task { try await test.ledger.submit([command]) }
    await test.clock.somebodyWaits()
    return task
  }

  @Test func `nobody hears of what was decided ahead of a commit that fails`() async throws {
    let test = try TestLedger()
    _ = try await test.post(TestLedger.earn(1, 1, 10))
    let lock = try Self.holdCommits(test)
    let first = await Self.begin(test, TestLedger.earn(2, 1, 5))
    test.clock.letGo()
    // The next group opens with a command at which the deciding thread stands, so that the rest queues up.
    let second = await Self.begin(test, TestLedger.earn(3, 1, 5))
    let again = Task { try await test.ledger.submit([TestLedger.earn(2, 1, 5)]) }
    let alone = Task { try await test.ledger.submit(TestLedger.earn(2, 1, 5)) }
    let read = Task { try await test.ledger.wallets(of: MemberID(1)) }
    while test.ledger.writer.queue.waitingWeight < 3 { await Task.yield() }
    test.clock.letGo()
    try lock.run("CREATE TRIGGER broken BEFORE INSERT ON block BEGIN SELECT RAISE(ABORT, 'no space'); END")
    try lock.run("COMMIT")
    #expect(try await first.value == [.unknown])
    #expect(try await second.value == [.unknown])
    #expect(try await again.value == [.unknown])
    #expect(try await alone.value == .unknown)
    await #expect(throws: Busy.stopped) { try await read.value }
    let reopened = try TestLedger(in: test.copied())
    #expect(try await reopened.ledger.head().transaction == TransactionID(1))
  }

  @Test func `a key that is on its way to the disk is answered as itself once it is there`() async throws {
    let test = try TestLedger()
    let lock = try Self.holdCommits(test)
    let first = await Self.begin(test, TestLedger.earn(1, 1, 5))
    test.clock.letGo()
    let second = await Self.begin(test, TestLedger.earn(2, 1, 5))
    var other = TestLedger.earn(1, 1, 6)
    other.requestHash = 2
    let again = Task { [other] in
      try await test.ledger.submit([TestLedger.earn(1, 1, 5), TestLedger.earn(2, 1, 5), other])
    }
    let read = Task { try await test.ledger.wallets(of: MemberID(1)) }
    while test.ledger.writer.queue.waitingWeight < 4 { await Task.yield() }
    test.clock.letGo()
    try lock.run("COMMIT")
    guard case .decided(let one, false) = try await first.value[0],
      case .decided(let two, false) = try await second.value[0]
    else {
      Issue.record("Both are decided once.")
      return
    }
    #expect(
      try await again.value == [
        .decided(one, isReplay: true), .decided(two, isReplay: true), .mismatch(one.id),
      ])
    #expect(try await read.value[0].spendable == 10)
    #expect(try await test.ledger.head().transaction == TransactionID(2))
    test.ledger.stop()
    #expect(try TestLedger.verify(test.folder).faults == [])
  }

  @Test func `what was given back is known while its row is on the way to the disk`() async throws {
    let test = try TestLedger(roundLength: 4)
    _ = try await test.post(TestLedger.earn(1, 1, 100))
    let spent = try await test.post(TestLedger.spend(2, 1, 100))
    _ = try await test.post(TestLedger.command(3, .refund(Refund(of: spent.id, 60))))
    _ = try await test.post(TestLedger.earn(4, 1, 1))
    // A round has ended: the next group writes the row, and the books may forget it once it is durable.
    let lock = try Self.holdCommits(test)
    let writing = await Self.begin(test, TestLedger.earn(5, 1, 1))
    test.clock.letGo()
    test.clock.hold()
    let refund = TestLedger.command(6, .refund(Refund(of: spent.id, 41)))
    let tooMuch = Task { try await test.ledger.submit([refund, TestLedger.earn(7, 1, 1)]) }
    await test.clock.somebodyWaits()
    test.clock.letOnePass()
    await test.clock.somebodyWaits()  // At the second command: the first is decided.
    try lock.run("COMMIT")
    test.clock.letGo()
    _ = try await writing.value
    guard case .decided(let transaction, _) = try await tooMuch.value[0] else {
      Issue.record("The refund is decided.")
      return
    }
    #expect(transaction.refusal == .refundExceedsOriginal)
    #expect(try await test.ledger.returned(of: spent.id).amount == 60)
  }

  @Test func `what was given back of many is read in visits that keep no payment waiting`() async throws {
    let test = try TestLedger()
    _ = try await test.post(TestLedger.earn(1, 1, 100))
    let spent = try await test.post(TestLedger.spend(2, 1, 100))
    _ = try await test.post(TestLedger.command(3, .refund(Refund(of: spent.id, 60))))
    let asked = (1...200).map { TransactionID($0) }
    let visit = try await test.ledger.onWriter { engine in Result { try engine.returned(of: asked[...]) } }
      .get()
    #expect(visit.found.count == LedgerEngine.returnsPerVisit && LedgerEngine.returnsPerVisit < 100)
    #expect(visit.left.first == TransactionID(Int64(LedgerEngine.returnsPerVisit + 1)))
    let all = try await test.ledger.returned(of: asked)
    #expect(all.count == 200 && all[spent.id]?.amount == 60 && all[TransactionID(200)] == Returned())
  }

  @Test func `groups grow while a commit is on its way`() async throws {
    let test = try TestLedger()
    let before = try await test.ledger.statistics()
    let lock = try Self.holdCommits(test)
    let first = await Self.begin(test, TestLedger.earn(1, 1, 1))
    test.clock.letGo()
    let second = await Self.begin(test, TestLedger.earn(2, 1, 1))
    let others = (3...61).map { key in
      Task { try await test.ledger.submit([TestLedger.earn(key, 1, 1)]) }
    }
    while test.ledger.writer.queue.waitingWeight < 59 { await Task.yield() }
    test.clock.letGo()
    try lock.run("COMMIT")
    _ = try await first.value
    _ = try await second.value
    for task in others { _ = try await task.value }
    let run = try await test.ledger.statistics().since(before)
    #expect(run.transactions == 61)
    // The first; the second, with the others or without; the others.
    #expect(run.groups <= 3)
    #expect(try await test.ledger.trialBalance().wallets[TestLedger.points]?.available == 61)
  }
}
