import Foundation
import Ledger
import Testing

@testable import LedgerStore

/// The proof must fail for every kind of damage; a proof that cannot fail is none.
struct VerifierTests {
  /// Statements that each change one thing in the files of a ledger that was stopped in order.
  static let damages: [(name: String, sql: String)] = [
    ("a byte of a block's body", flip("body", "number = 4", at: 40)),
    (
      "the last byte of the journal",
      flip("body", "number = (SELECT max(number) FROM block)", at: "length(body)")
    ),
    ("a block's hash", flip("hash", "number = 3", at: 5)),
    ("a block's number", "UPDATE block SET number = 999 WHERE number = 3"),
    ("the first block is gone", "DELETE FROM block WHERE number = 1"),
    ("a block is gone", "DELETE FROM block WHERE number = 5"),
    ("the last block is gone", "DELETE FROM block WHERE number = (SELECT max(number) FROM block)"),
    ("all blocks are gone", "DELETE FROM block"),
    (
      "two blocks changed places",
      """
      CREATE TEMP TABLE pair AS SELECT number, body, hash FROM block WHERE number IN (3, 4);
      UPDATE block SET (body, hash) = (SELECT body, hash FROM pair WHERE pair.number = 7 - block.number)
      WHERE number IN (3, 4)
      """
    ),
    ("a wallet is gone", "DELETE FROM wallet WHERE number = 2"),
    ("the last wallet is gone", "DELETE FROM wallet WHERE number = (SELECT max(number) FROM wallet)"),
    (
      "an account has more",
      "UPDATE account SET balance = balance + 5 WHERE kind = \(AccountKind.issuer.rawValue)"
    ),
    ("an account is gone", "DELETE FROM account WHERE kind = \(AccountKind.acceptor.rawValue) AND owner = 7"),
    ("an account was put in", "INSERT INTO account VALUES (6, 4711, 1, 100, 3)"),
    ("a source is changed", "UPDATE source SET campaign = campaign + 1 WHERE number = 1"),
    ("a source is gone", "DELETE FROM source WHERE number = (SELECT max(number) FROM source)"),
    ("a hold is gone", "DELETE FROM hold WHERE id = (SELECT min(id) FROM hold)"),
    (
      "a hold was put in",
      "INSERT INTO hold SELECT 2, wallet, merchant, expires_at, 2, parts FROM hold LIMIT 1"
    ),
    ("a hold lasts longer", "UPDATE hold SET expires_at = expires_at + 1"),
    ("less was returned", "UPDATE returned SET amount = amount - 1"),
    ("a return is gone", "DELETE FROM returned WHERE original = (SELECT min(original) FROM returned)"),
    ("a return was put in", "INSERT INTO returned VALUES (2, 1000, 0, 3)"),
    ("the replay begins too late", "UPDATE mark SET value = value + 1 WHERE name = 'replay_from'"),
  ]

  /// Changes to one wallet's row, which is packed.
  static let walletDamages: [(name: String, change: @Sendable (inout Wallet, inout [Lot]) -> Void)] = [
    ("a wallet has more", { wallet, _ in wallet.balance.available += 1 }),
    ("a wallet owes less", { wallet, _ in wallet.balance.debt -= 1 }),
    (
      "a wallet belongs to another member",
      { wallet, _ in
        let balance = wallet.balance
        wallet = Wallet(member: MemberID(77), asset: wallet.asset)
        wallet.balance = balance
      }
    ),
    ("a wallet's history ends earlier", { wallet, _ in wallet.last = TransactionID(1) }),
    ("a wallet's lots are gone", { _, lots in lots = [] }),
    ("a wallet spent nothing today", { wallet, _ in wallet.spentOnDay += 9 }),
    ("a wallet forgets what it earned", { wallet, _ in wallet.lifetimeEarned -= 1 }),
  ]

  @Test func `every kind of damage to a wallet's row is found`() async throws {
    let test = try await Self.stopped()
    for damage in Self.walletDamages {
      let copy = try test.copied()
      defer { try? FileManager.default.removeItem(at: copy) }  // A leftover folder harms nobody.
      let file = try LedgerFile(path: copy.path + "/ledger.db")
      try Self.change(file, damage.change)
      #expect(try TestLedger.verify(copy).isProven == false, "\(damage.name)")
    }
  }

  /// Changes the first wallet that has lots.
  private static func change(
    _ file: LedgerFile, _ body: (inout Wallet, inout [Lot]) -> Void
  ) throws {
    let rows = try file.database.prepare("SELECT number, body FROM wallet ORDER BY number")
    while try rows.step() {
      var lots: [Lot] = []
      var reader = ByteReader(rows.bytes(1)[...])
      var wallet = try WalletRow.unpack(&reader, lots: &lots)
      if lots.isEmpty { continue }
      body(&wallet, &lots)
      var books = Books()
      books.restore(wallet, lots: lots)
      var changed = ByteWriter()
      WalletRow.put(wallet, WalletID(1), of: books, into: &changed)
      let update = try file.database.prepare("UPDATE wallet SET body = ? WHERE number = ?")
      update.bind(rows.integer(0), at: 2)
      try update.bind(changed.bytes, at: 1) { () throws(SQLiteFailure) in try update.execute() }
      return
    }
  }

  private static func flip(_ column: String, _ row: String, at place: Any) -> String {
    """
    UPDATE block SET \(column) = CAST(substr(\(column), 1, \(place) - 1)
      || CASE WHEN substr(\(column), \(place), 1) = x'02' THEN x'03' ELSE x'02' END
      || substr(\(column), \(place) + 1) AS BLOB) WHERE \(row)
    """
  }

  /// A stopped ledger with wallets, debts, open holds and returns.
  static func stopped() async throws -> TestLedger {
    var history = RandomHistory(seed: 5, members: 9)
    let test = try TestLedger()
    for _ in 0..<20 {
      let commands = (0..<15).map { _ in history.next(at: test.clock.now) }
      for case .decided(let transaction, _) in try await test.ledger.submit(commands) {
        history.note(transaction)
      }
    }
    let until = test.clock.now.adding(seconds: 86_400)
    for (number, member) in [1, 2, 3, 4].enumerated() as EnumeratedSequence<[Int64]> {
      let key = 5_000 + UInt64(number) * 10
      let wallet = TestLedger.wallet(100 + member)
      _ = try await test.post(TestLedger.earn(key, 100 + member, 50))
      _ = try await test.post(
        TestLedger.command(key + 1, .hold(Spend(from: wallet, 9, at: TestLedger.shop), until: until)))
      let spent = try await test.post(TestLedger.spend(key + 2, 100 + member, 9))
      _ = try await test.post(TestLedger.command(key + 3, .refund(Refund(of: spent.id, 4))))
    }
    test.ledger.stop()
    return test
  }

  @Test func `every kind of damage is found`() async throws {
    let test = try await Self.stopped()
    #expect(try TestLedger.verify(test.folder).faults == [])
    for damage in Self.damages {
      let copy = try test.copied()
      defer { try? FileManager.default.removeItem(at: copy) }  // A leftover folder harms nobody.
      let before = try TestLedger.verify(copy).head
      try RawDatabase(path: copy.path + "/ledger.db").run(damage.sql)
      let verification = try TestLedger.verify(copy)
      #expect(!verification.isProven || verification.head != before, "\(damage.name)")
      if damage.name != "all blocks are gone", damage.name != "the last block is gone" {
        #expect(!verification.isProven, "\(damage.name)")
      }
    }
  }

  @Test func `bytes changed anywhere in a block are found`() async throws {
    let test = try await Self.stopped()
    var random = Seeded(3)
    for _ in 0..<40 {
      let copy = try test.copied()
      defer { try? FileManager.default.removeItem(at: copy) }  // A leftover folder harms nobody.
      let number = Int.random(in: 1...20, using: &random)
      let place = Int.random(in: 1...300, using: &random)
      let file = try RawDatabase(path: copy.path + "/ledger.db")
      try file.run(Self.flip("body", "number = \(number) AND length(body) >= \(place)", at: place))
      #expect(try TestLedger.verify(copy).isProven == false, "block \(number), byte \(place)")
    }
  }
}
