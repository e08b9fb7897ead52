import Foundation
import Ledger
import Testing

@testable import LedgerStore

/// A key that was seen is found for ever, wherever it lies.
struct KeyIndexTests {
  @Test(arguments: [1, 2])
  func `the filter never denies a key that it was given`(seed: UInt64) {
    var random = Seeded(seed)
    var filter = KeyFilter(firstCapacity: 1 << 10)
    var known: [UInt64] = []
    for number in 0..<20_000 as Range<UInt64> {
      // Spread keys as hashes are, and keys as close as a counter's.
      let key = number % 2 == 0 ? random.next() : number
      filter.insert(key)
      known.append(key)
    }
    #expect(known.allSatisfy { filter.mayContain($0) })
    let strangers = (0..<20_000).count { _ in filter.mayContain(random.next()) }
    #expect(strangers < 1_000, "A filter that says yes to all would be of no use.")
  }

  @Test func `equal fingerprints lie on one page`() {
    var keys: [IdempotencyKey: TransactionID] = [:]
    for number in 1...2_000 as ClosedRange<UInt64> {
      // Some sixty fingerprints are shared by ten keys each, so that pages end among them.
      let high = number % 3 == 0 ? number / 30 : number &* 0x9E37_79B9_7F4A_7C15
      keys[IdempotencyKey(high: high, low: number)] = TransactionID(Int64(number))
    }
    var table = KeyTable()
    for (key, transaction) in keys { table.insert(key.high, transaction) }
    let pages = KeyRun(keys: table, through: TransactionID(2_000)).pages()
    #expect(pages.count > 4)
    #expect(pages.map(\.first) == pages.map(\.first).sorted())
    #expect(Set(pages.map(\.first)).count == pages.count, "No fingerprint begins two pages.")
    for (key, transaction) in keys {
      let page = pages.last { $0.first <= Int64(bitPattern: key.high) }
      #expect(Self.transactions(of: key.high, on: page).contains(transaction))
    }
  }

  private static func transactions(of fingerprint: UInt64, on page: KeyRun.Page?) -> [TransactionID] {
    guard var reader = page.map({ ByteReader($0.body[...]) }) else { return [] }
    var found: [TransactionID] = []
    while !reader.isAtEnd, let high = try? reader.fixed(), let number = try? reader.fixed() {
      if high == fingerprint { found.append(TransactionID(Int64(bitPattern: number))) }
    }
    return found
  }

  @Test func `a table of keys gives every transaction of a fingerprint in order`() {
    var table = KeyTable()
    var expected: [UInt64: [TransactionID]] = [:]
    for number in 1...30_000 as ClosedRange<Int64> {
      // As spread as hashes, as close as a counter's, and some that come again.
      let fingerprint: UInt64 =
        switch number % 3 {
        case 0: UInt64(number) &* 0x9E37_79B9_7F4A_7C15
        case 1: UInt64(number)
        default: UInt64(number / 40)
        }
      table.insert(fingerprint, TransactionID(number))
      expected[fingerprint, default: []].append(TransactionID(number))
    }
    #expect(table.count == 30_000)
    for (fingerprint, transactions) in expected {
      var found: [TransactionID] = []
      table.find(fingerprint) { found.append($0) }
      #expect(found == transactions)
    }
    var strangers = 0
    for number in 40_000..<50_000 as Range<UInt64> { table.find(number) { _ in strangers += 1 } }
    #expect(strangers == 0)
  }

  @Test func `keys are known across runs and restarts, with what they led to`() async throws {
    let folder = TestLedger.unusedFolder()
    var test: TestLedger? = try TestLedger(keyRunLength: 50, in: folder)
    var commands: [Command] = []
    var answers: [Transaction] = []
    for key in 1...400 as ClosedRange<UInt64> {
      var command = key % 4 == 0 ? TestLedger.spend(key, 5, 1_000) : TestLedger.earn(key, 5, 1)
      // Every tenth key has its fingerprint in common with nine others.
      if key % 10 == 0 { command.key = IdempotencyKey(high: key / 100, low: key) }
      commands.append(command)
      answers.append(try #require(try await test?.post(command)))
    }
    for restart in 0..<3 {
      for (command, answer) in zip(commands, answers) {
        #expect(try await test?.ledger.submit([command]) == [.decided(answer, isReplay: true)])
        var other = command
        other.requestHash = 99
        #expect(try await test?.ledger.submit([other]) == [.mismatch(answer.id)])
        #expect(try await test?.ledger.transaction(for: command.key) == answer)
      }
      #expect(try await test?.ledger.head().transaction == TransactionID(400), "after \(restart) restarts")
      let copy = try #require(try test?.copied())
      test = try TestLedger(keyRunLength: 50, in: copy)
    }
    #expect(try await test?.ledger.transaction(for: IdempotencyKey(high: 2, low: 1)) == nil)
  }

  @Test func `a reversal that came first is remembered in a run and after a restart`() async throws {
    let test = try TestLedger(keyRunLength: 20)
    let late = (1...15).map { TestLedger.earn($0, 1, 100) }
    for (number, command) in late.enumerated() {
      _ = try await test.post(TestLedger.command(1_000 + UInt64(number), .reverse(key: command.key)))
    }
    for key in 2_000...2_100 as ClosedRange<UInt64> { _ = try await test.post(TestLedger.earn(key, 2, 1)) }
    let reopened = try TestLedger(keyRunLength: 20, in: test.copied())
    for command in late {
      let refused = try await reopened.post(command)
      #expect(refused.refusal == .reversedBeforeArrival)
      #expect(try await reopened.post(command) == refused)
    }
  }
}
