import Foundation
import Ledger
import LedgerStore
import Testing

/// What is left when the process is gone: the files are copied as they are at that moment and opened anew.
@Suite struct RecoveryTests {
  /// Deterministic random numbers, so that a failing seed can be run again.
  struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &+ 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  private func action(_ random: inout Seeded, posted: [Transaction]) -> Action {
    let wallet = TestLedger.wallet(Int64.random(in: 1...12, using: &random))
    let amount = Points(Int64.random(in: 1...50, using: &random))
    let original = posted.randomElement(using: &random)
    switch (Int.random(in: 0..<10, using: &random), original) {
    case (0...3, _):
      let source = LotSource(issuer: MerchantID(Int64.random(in: 1...4, using: &random)))
      let expiry = TestLedger.start.adding(seconds: Int64.random(in: 1...5, using: &random) * 86_400)
      return .credit(Credit(.earn, to: wallet, amount, source: source, expiresAt: expiry))
    case (4...5, _): return .spend(Spend(from: wallet, amount, at: TestLedger.shop, isPartialAllowed: true))
    case (6, _):
      return .hold(
        Spend(from: wallet, amount, at: TestLedger.shop), until: TestLedger.start.adding(seconds: 86_400))
    case (7, let original?) where original.kind == .hold:
      return Bool.random(using: &random)
        ? .capture(hold: original.id, amount: nil) : .release(hold: original.id)
    case (7...8, let original?): return .refund(Refund(of: original.id, 1))
    case (9, let original?): return .reverse(key: original.key)
    default: return .expire(wallet)
    }
  }

  private func verify(_ folder: URL) throws -> Verification {
    var verifier = try Verifier(ledger: folder.path + "/ledger.db")
    return try verifier.verify()
  }

  private func copy(_ folder: URL) throws -> URL {
    let copy = FileManager.default.temporaryDirectory.appending(path: "tongbao-test-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: folder, to: copy)
    return copy
  }

  @Test(arguments: [16, 64, 1_000_000])
  func `a copy of the files at any moment opens to the same books`(roundLength: Int) async throws {
    var random = Seeded(state: 0x7071_0000 + UInt64(roundLength))
    let test = try TestLedger(roundLength: roundLength)
    var posted: [Transaction] = []
    for key in 1...600 as ClosedRange<UInt64> {
      if key % 100 == 0 { test.clock.now = test.clock.now.adding(seconds: 40_000) }
      let transaction = try await test.post(TestLedger.command(key, action(&random, posted: posted)))
      if transaction.refusal == nil { posted.append(transaction) }
      guard key % 120 == 0 else { continue }
      let reopened = try TestLedger(roundLength: roundLength, in: copy(test.folder))
      #expect(try await reopened.ledger.trialBalance() == test.ledger.trialBalance())
      for member in 1...12 as ClosedRange<Int64> {
        let (before, after) = try await (
          test.ledger.wallets(of: MemberID(member)), reopened.ledger.wallets(of: MemberID(member))
        )
        #expect(after.map(\.lots.count) == before.map(\.lots.count))
        #expect(after.map(\.wallet.balance) == before.map(\.wallet.balance))
        #expect(after.map(\.holds) == before.map(\.holds))
      }
      let again = try await reopened.post(TestLedger.command(transaction.key.low, .expire(TestLedger.wallet(1))))
      #expect(again == transaction, "The key is known after the restart.")
      let verification = try verify(reopened.folder)
      #expect(verification.faults == [])
      #expect(verification.transactions == Int64(key))
    }
  }

  @Test func `an orderly stop leaves nothing to replay and the next start goes on`() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tongbao-test-\(UUID().uuidString)")
    var first: TestLedger? = try TestLedger(in: folder)
    _ = try await first?.post(TestLedger.earn(1, 1, 100))
    first?.ledger.stop()
    let kept = try copy(folder)
    first = nil
    let second = try TestLedger(in: kept)
    let spent = try await second.post(TestLedger.spend(2, 1, 60))
    #expect(spent.id == TransactionID(2) && spent.touches[0].after.available == 40)
    #expect(try verify(kept).faults == [])
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
    #expect(try verify(test.folder).isProven == false)
  }
}
