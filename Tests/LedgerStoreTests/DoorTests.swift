import Foundation
import Ledger
import LedgerStore
import Testing

/// What every store behind ``LedgerDoor`` must do.
@Suite struct DoorTests {
  @Test func `an earn can be spent and read back`() async throws {
    let test = try TestLedger()
    let earned = try await test.post(TestLedger.earn(1, 1, 100))
    let spent = try await test.post(TestLedger.spend(2, 1, 30))
    #expect(earned.refusal == nil && spent.refusal == nil)
    #expect(spent.touches[0].after.available == 70)
    #expect(try await test.ledger.transaction(spent.id) == spent)
    let state = try #require(try await test.ledger.wallets(of: MemberID(1)).first)
    #expect(state.spendable == 70 && state.lots.count == 1)
    let history = try await test.ledger.history(of: TestLedger.wallet(1), before: nil, limit: 10)
    #expect(history == [spent, earned])
    let older = try await test.ledger.history(of: TestLedger.wallet(1), before: spent.id, limit: 10)
    #expect(older == [earned])
  }

  @Test func `the same key gives the same receipt and another request is a conflict`() async throws {
    let test = try TestLedger()
    let first = try await test.ledger.submit([TestLedger.earn(1, 1, 100)])
    let again = try await test.ledger.submit([TestLedger.earn(1, 1, 100)])
    guard case .decided(let one, false) = first[0], case .decided(let two, true) = again[0] else {
      Issue.record("The second answer must be a replay of the first.")
      return
    }
    #expect(one == two)
    var other = TestLedger.earn(1, 1, 200)
    other.requestHash = 2
    #expect(try await test.ledger.submit([other]) == [.mismatch(one.id)])
    #expect(try await test.ledger.wallets(of: MemberID(1))[0].spendable == 100)
  }

  @Test func `a refusal is remembered like a receipt`() async throws {
    let test = try TestLedger()
    let refused = try await test.post(TestLedger.spend(1, 1, 30))
    #expect(refused.refusal == .insufficientPoints)
    _ = try await test.post(TestLedger.earn(2, 1, 100))
    #expect(try await test.post(TestLedger.spend(1, 1, 30)) == refused)
    #expect(try await test.ledger.wallets(of: MemberID(1))[0].spendable == 100)
  }

  @Test func `a reversal that comes first refuses its original for ever`() async throws {
    let test = try TestLedger()
    let late = TestLedger.earn(1, 1, 100)
    let reversal = try await test.post(TestLedger.command(2, .reverse(key: late.key)))
    #expect(reversal.refusal == nil && reversal.entries.isEmpty)
    let refused = try await test.post(late)
    #expect(refused.refusal == .reversedBeforeArrival)
    #expect(try await test.post(late) == refused)
    #expect(try await test.ledger.wallets(of: MemberID(1)).isEmpty)
  }

  @Test func `a preview changes nothing`() async throws {
    let test = try TestLedger()
    _ = try await test.post(TestLedger.earn(1, 1, 100))
    let before = try await test.ledger.trialBalance()
    guard case .decided(let previewed, false) = try await test.ledger.preview(TestLedger.spend(2, 1, 30))
    else {
      Issue.record("A preview decides.")
      return
    }
    #expect(previewed.touches[0].after.available == 70)
    #expect(try await test.ledger.trialBalance() == before)
    #expect(try await test.post(TestLedger.spend(2, 1, 30)) == previewed)
  }

  @Test func `one failing command in a batch fails alone`() async throws {
    let test = try TestLedger()
    let outcomes = try await test.ledger.submit([
      TestLedger.earn(1, 1, 10), TestLedger.spend(2, 1, 11), TestLedger.spend(3, 1, 10),
    ])
    let refusals = outcomes.map { outcome -> Refusal? in
      if case .decided(let transaction, _) = outcome { return transaction.refusal }
      return nil
    }
    #expect(refusals == [nil, .insufficientPoints, nil])
  }

  @Test func `a search sees the transaction that was just posted`() async throws {
    let test = try TestLedger()
    for key in 1...20 as ClosedRange<UInt64> {
      var command = TestLedger.earn(key, Int64(key % 3 + 1), 10)
      command.context.reference = "R-\(key)"
      let posted = try await test.post(command)
      var query = TransactionQuery()
      query.reference = "R-\(key)"
      #expect(try await test.ledger.search(query) == [posted])
    }
    var byMember = TransactionQuery()
    byMember.member = MemberID(1)
    byMember.limit = 3
    #expect(try await test.ledger.search(byMember).map(\.context.reference) == ["R-18", "R-15", "R-12"])
    var byMerchant = TransactionQuery()
    byMerchant.merchant = TestLedger.shop
    byMerchant.before = TransactionID(3)
    #expect(try await test.ledger.search(byMerchant).map(\.id.rawValue) == [2, 1])
  }

  @Test func `a folder belongs to one process`() throws {
    let test = try TestLedger()
    #expect(throws: FolderInUse.self) { try LedgerFolder(test.folder.path) }
  }
}
