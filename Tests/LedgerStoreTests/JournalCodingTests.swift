import Ledger
import Testing

@testable import LedgerStore

/// What goes into a block comes out again, and nothing else does.
struct JournalCodingTests {
  /// Transactions as the core makes them, accepted and refused, of every kind that the history reaches.
  static func transactions(seed: UInt64, count: Int) -> [Transaction] {
    var books = Books()
    var history = RandomHistory(seed: seed, members: 6)
    var made: [Transaction] = []
    var now = TestLedger.start
    for _ in 0..<count {
      now = now.adding(seconds: Int64.random(in: 0...4_000, using: &history.random))
      let command = history.next(at: now)
      let original: Transaction? =
        switch command.action {
        case .capture(let id, _), .release(let id), .void(let id), .confirm(let id, _), .cancel(let id, _):
          made.first { $0.id == id }
        case .refund(let refund): made.first { $0.id == refund.original }
        case .reverse(let key): made.first { $0.key == key }
        default: nil
        }
      let day = BusinessDay(daysSince1970: Int32(now.microseconds / Instant.microsecondsPerDay))
      let hold = command.action.hold(endedBy: original).map { made[Int($0.rawValue) - 1] }
      let transaction = books.decide(command, at: now, on: day, original: original, hold: hold)
      history.note(transaction)
      made.append(transaction)
    }
    return made
  }

  static func blocks(of transactions: [Transaction]) -> [Block] {
    var builder = BlockBuilder(after: 0, hash: [UInt8](repeating: 0, count: 32))
    var blocks = transactions.compactMap { builder.add($0) }
    if let last = builder.finish() { blocks.append(last) }
    return blocks
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `what is packed is unpacked the same`(seed: UInt64) throws {
    let transactions = Self.transactions(seed: seed, count: 700)
    let kinds = Set(transactions.filter { $0.refusal == nil }.map(\.kind))
    #expect(kinds.count >= 14, "The history reaches most kinds; it has \(kinds).")
    let blocks = Self.blocks(of: transactions)
    #expect(blocks.map(\.count) == [256, 256, 188])
    let readers = try blocks.map { try BlockReader(first: $0.first, body: $0.body) }
    #expect(try readers.flatMap { try $0.transactions() } == transactions)
    let one = transactions[Int(seed) * 40]
    let reader = try #require(readers.last { $0.first <= one.id })
    #expect(try reader.transaction(one.id) == one)
  }

  @Test func `the largest and the smallest values are packed`() throws {
    var random = Seeded(7)
    let wide: [Int64] = [.min, .min + 1, -1, 0, 1, .max - 1, .max]
    var transactions = Self.transactions(seed: 3, count: 256)
    for index in transactions.indices {
      transactions[index].at = Instant(microseconds: random.pick(wide))
      transactions[index].day = BusinessDay(daysSince1970: random.pick([.min, -1, 0, .max]))
      transactions[index].amount = Points(random.pick(wide))
      transactions[index].original = TransactionID(random.pick(wide))
      transactions[index].root = TransactionID(random.pick(wide))
      transactions[index].holdUntil = Instant(microseconds: random.pick(wide))
      transactions[index].requestHash = random.pick([0, .max])
      transactions[index].key = IdempotencyKey(high: .max, low: .max)
      transactions[index].context.actor = OperatorID(random.pick(wide))
      transactions[index].context.explanation = [UInt8](repeating: 0xFF, count: 255)
      for entry in transactions[index].entries.indices {
        transactions[index].entries[entry].amount = Points(random.pick(wide))
      }
      for opening in transactions[index].openings.indices {
        transactions[index].openings[opening].earnedAt = Instant(microseconds: random.pick(wide))
        transactions[index].openings[opening].expiresAt = Instant(microseconds: random.pick(wide))
        transactions[index].openings[opening].number = .max
      }
      for touch in transactions[index].touches.indices {
        transactions[index].touches[touch].after.debt = Points(random.pick(wide))
        transactions[index].touches[touch].key.member = MemberID(random.pick(wide))
      }
    }
    let block = try #require(Self.blocks(of: transactions).first)
    #expect(try BlockReader(first: block.first, body: block.body).transactions() == transactions)
  }

  @Test func `a wallet that rested for billions of transactions is linked to its last one`() throws {
    var transaction = Self.transactions(seed: 3, count: 40)[39]
    transaction.id = TransactionID(9_000_000_000)
    transaction.touches = [
      Touch(wallet: WalletID(1), key: TestLedger.wallet(1), previous: TransactionID(3), after: Balance())
    ]
    let block = try #require(Self.blocks(of: [transaction]).first)
    #expect(try BlockReader(first: block.first, body: block.body).transactions() == [transaction])
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `damaged bytes are damage and no crash`(seed: UInt64) throws {
    var random = Seeded(seed)
    let block = Self.blocks(of: Self.transactions(seed: seed, count: 256))[0]
    let original = try BlockReader(first: block.first, body: block.body).transactions()
    for _ in 0..<250 {
      let body = Self.damaged(block.body, &random)
      guard body != block.body else { continue }
      do {
        let reader = try BlockReader(first: block.first, body: body)
        let hash = try reader.hash(after: [UInt8](repeating: 0, count: 32), number: 1)
        let read = try reader.transactions()
        #expect(hash != block.hash || read == original, "The hash covers all that is read.")
      } catch {
        // The compiler knows that it can be DamagedJournal only.
        #expect(!error.description.isEmpty)
      }
    }
  }

  private static func damaged(_ body: [UInt8], _ random: inout Seeded) -> [UInt8] {
    var body = body
    for _ in 0..<random.pick([1, 1, 2, 9]) {
      let place = Int.random(in: 0..<body.count, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: body[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1: body[place] = random.pick([0, 0x7F, 0x80, 0xFF])
      case 2: body.removeSubrange(place..<min(body.count, place + random.pick([1, 3, 40])))
      case 3: body.insert(contentsOf: [UInt8](repeating: 0xFF, count: random.pick([1, 10])), at: place)
      default: body.removeSubrange(place...)
      }
      if body.isEmpty { return [0] }
    }
    return body
  }

  @Test func `the chain's hash changes with every byte, the place and the block before`() throws {
    let zero = [UInt8](repeating: 0, count: 32)
    let block = Self.blocks(of: Self.transactions(seed: 9, count: 20))[0]
    let reader = try BlockReader(first: block.first, body: block.body)
    #expect(try reader.hash(after: zero, number: 1) == block.hash)
    #expect(try reader.hash(after: zero, number: 2) != block.hash)
    #expect(try reader.hash(after: [1] + zero.dropFirst(), number: 1) != block.hash)
    let moved = try BlockReader(first: TransactionID(2), body: block.body)
    #expect(try moved.hash(after: zero, number: 1) != block.hash)
    for place in block.body.indices {
      var body = block.body
      body[place] ^= 0x01
      // Where the changed byte is no block any more, or leaves bytes over, that is found before the hash.
      guard let changed = try? BlockReader(first: block.first, body: body),
        (try? changed.transactions()) != nil
      else { continue }
      #expect(try changed.hash(after: zero, number: 1) != block.hash, "byte \(place)")
    }
  }
}
