import Foundation
import Ledger
import Testing

@testable import LedgerStore

/// What the writer promises when it is full, stopped or failing.
struct WriterTests {
  /// From now on no block is taken: a fault of the file, met inside the commit.
  private static func breakFile(_ test: TestLedger, after blocks: Int = 0) throws {
    let file = try RawDatabase(path: test.folder.path + "/ledger.db")
    try file.run(
      """
      CREATE TRIGGER broken BEFORE INSERT ON block WHEN NEW.number > \(blocks)
      BEGIN SELECT RAISE(ABORT, 'no space'); END
      """)
  }

  @Test func `a full queue answers busy and takes no more`() async throws {
    let test = try TestLedger()
    test.clock.hold()
    let blocking = Task { try await test.ledger.submit([TestLedger.earn(1, 1, 1)]) }
    await test.clock.somebodyWaits()
    // One key over and over: one decision and replays of it, so that the test is cheap.
    let batch = [Command](repeating: TestLedger.earn(2, 1, 1), count: LedgerWriter.groupLimit)
    let full = LedgerWriter.capacity / LedgerWriter.groupLimit
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<full + 24 {
        group.addTask {
          do throws(Busy) {
            return try await test.ledger.submit(batch).count == LedgerWriter.groupLimit
          } catch {
            #expect(error == .queueFull)
            return false
          }
        }
      }
      // Those refused come back while the writer stands still.
      for _ in 0..<24 {
        let isAnswered = await group.next()
        #expect(isAnswered == false)
      }
      test.clock.letGo()
      let answered = await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      #expect(answered == full)
    }
    _ = try await blocking.value
    #expect(try await test.ledger.head().transaction == TransactionID(2))
  }

  @Test func `a stop answers everybody once and refuses from then on`() async throws {
    let test = try TestLedger()
    test.clock.hold()
    let answers = await withTaskGroup(of: String.self) { group in
      for key in 1...200 as ClosedRange<UInt64> {
        group.addTask {
          do throws(Busy) {
            let outcome = try await test.ledger.submit([TestLedger.earn(key, 1, 1)])
            guard case .decided(let transaction, false) = outcome[0], transaction.refusal == nil else {
              return "odd"
            }
            return "decided"
          } catch {
            return "\(error)"
          }
        }
      }
      await test.clock.somebodyWaits()
      let stopping = Thread { test.ledger.stop() }
      stopping.start()
      test.clock.letGo()
      return await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
    test.ledger.stop()
    #expect(answers.values.reduce(0, +) == 200)
    #expect(Set(answers.keys).isSubset(of: ["decided", "stopped"]))
    await #expect(throws: Busy.stopped) { try await test.ledger.submit([TestLedger.earn(999, 1, 1)]) }
    await #expect(throws: Busy.stopped) { try await test.ledger.wallets(of: MemberID(1)) }
    let reopened = try TestLedger(in: test.copied())
    #expect(
      try await reopened.ledger.trialBalance().wallets[TestLedger.points]?.available.units
        == Int64(answers["decided"] ?? 0))
  }

  @Test func `a commit that fails is answered as unknown, and nothing acknowledged is lost`() async throws {
    let test = try TestLedger()
    var acknowledged: [Transaction] = []
    for key in 1...30 as ClosedRange<UInt64> {
      acknowledged.append(try await test.post(TestLedger.earn(key, 1, 1)))
    }
    try Self.breakFile(test)
    let outcomes = try await test.ledger.submit([TestLedger.earn(31, 1, 1), TestLedger.spend(32, 1, 5)])
    #expect(outcomes == [.unknown, .unknown])
    await #expect(throws: Busy.stopped) { try await test.ledger.submit([TestLedger.earn(33, 1, 1)]) }
    await #expect(throws: Busy.stopped) { try await test.ledger.preview(TestLedger.earn(33, 1, 1)) }
    await #expect(throws: Busy.stopped) { try await test.ledger.head() }

    let reopened = try TestLedger(in: test.copied())
    for transaction in acknowledged {
      #expect(try await reopened.ledger.transaction(for: transaction.key) == transaction)
    }
    let unknown = TestLedger.earn(31, 1, 1).key
    #expect(try await reopened.ledger.transaction(for: unknown) == nil)
    #expect(try TestLedger.verify(reopened.folder).transactions == 30)
  }

  @Test func `when a large group fails half way, every caller is still answered`() async throws {
    let test = try TestLedger()
    _ = try await test.post(TestLedger.earn(1, 1, 1))
    try Self.breakFile(test)
    test.clock.hold()
    let blocking = Task { try await test.ledger.submit([TestLedger.earn(2, 1, 1)]) }
    await test.clock.somebodyWaits()
    let batch = [Command](repeating: TestLedger.earn(3, 1, 1), count: LedgerWriter.groupLimit)
    let answers = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<6 {
        group.addTask {
          do throws(Busy) {
            return try await test.ledger.submit(batch) == Array(repeating: .unknown, count: batch.count)
          } catch {
            return error == .stopped
          }
        }
      }
      group.addTask { (try? await test.ledger.head()) == nil }
      // All of them stand in the queue by now or come to a closed one; either way they are answered.
      test.clock.letGo()
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(answers == Array(repeating: true, count: 7))
    #expect(try await blocking.value == [.unknown])
  }

  @Test func `damage met while deciding is answered as unknown, command by command`() async throws {
    let test = try TestLedger()
    for key in 1...300 as ClosedRange<UInt64> { _ = try await test.post(TestLedger.earn(key, 1, 1)) }
    let reopened = try TestLedger(in: test.copied())
    let file = try RawDatabase(path: reopened.folder.path + "/ledger.db")
    try file.run("UPDATE block SET body = x'00' WHERE number = 5")
    // The original lies in a block that cannot be read: neither an answer nor a crash, and the writer stops.
    let refund = TestLedger.command(900, .refund(Refund(of: TransactionID(5), 1)))
    let outcomes = try await reopened.ledger.submit([
      TestLedger.earn(901, 1, 1), refund, TestLedger.earn(902, 1, 1),
    ])
    #expect(outcomes == [.unknown, .unknown, .unknown])
    await #expect(throws: Busy.stopped) { try await reopened.ledger.submit([TestLedger.earn(903, 1, 1)]) }
  }
}
