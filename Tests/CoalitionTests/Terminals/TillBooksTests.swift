import Ledger
import Testing

@testable import Coalition

/// What a till's transactions are called, what they come to, and how two journals compare.
@Suite struct TillBooksTests {
  @Test(
    arguments: [
      (0, 1, 1, "000001-000001"), (0, 999_999, 999_999, "999999-999999"), (0, 17, 482, "000017-000482"),
      (1, 17, 482, "000017-000482-1"), (1_234_567, 1, 2, "000001-000002-1234567"),
    ] as [(Int64, Int64, Int64, String)])
  func `a reference is written in one way and read back`(
    _ generation: Int64, _ batch: Int64, _ trace: Int64, _ text: String
  ) throws {
    let reference = TillReference(batch: TillBatchName(generation: generation, number: batch), trace: trace)
    #expect(reference.text == text)
    #expect(TillReference(text) == reference)
  }

  @Test(arguments: [
    "", "-", "000001", "000001-", "000000-000001", "000001-000000", "1-1", "0000001-000001", "000001-0000001",
    "000001-000001-0", "000001-000001-01", "000001-000001-", "000001-000001-1-1", "-00001-000001",
    "+00001-000001", "00000a-000001", "000001-000001-+1", "000001-000001--1", " 000001-000001",
    "000001_000001", "٠٠٠٠٠١-000001", "000001-000001-99999999999999999999",
  ])
  func `nothing else is a reference`(_ text: String) {
    #expect(TillReference(text) == nil)
  }

  @Test func `keys tell terminals, traces, generations and reversals apart`() {
    var keys: Set<String> = []
    for terminal in [TerminalID(1), TerminalID(11)] {
      for batch in [TillBatchName(number: 1), TillBatchName(generation: 1, number: 1)] {
        for trace in [Int64(1), 2] {
          let reference = TillReference(batch: batch, trace: trace)
          keys.formUnion([reference.key(of: terminal), reference.reversalKey(of: terminal)])
        }
      }
    }
    #expect(keys.count == 16)
  }

  @Test func `after the last batch number they begin again in the next generation`() {
    #expect(TillBatchName(number: 999_998).next == TillBatchName(number: 999_999))
    #expect(TillBatchName(number: 999_999).next == TillBatchName(generation: 1, number: 1))
    #expect(TillBatchName(generation: 3, number: 999_999).next == TillBatchName(generation: 4, number: 1))
  }

  private func item(
    _ trace: Int64, _ kind: TillKind, _ amount: Int64, points: Points = 7, undone: Bool = false,
    member: MemberID = MemberID(1)
  ) -> TillItem {
    TillItem(
      terminal: TerminalID(1), merchant: MerchantID(1), member: member,
      reference: TillReference(batch: .first, trace: trace), transaction: TransactionID(trace), kind: kind,
      amount: amount, points: points, day: BusinessDay(daysSince1970: 20_514),
      at: Instant(microseconds: 1), undoneBy: undone ? TransactionID(99) : nil)
  }

  @Test func `totals count each kind on its side, and what was reversed not at all`() {
    // The sides of acquiring.md 1.5 and 1.11, written out here a second time.
    let debit: [TillKind] = [.spend, .completion, .earnVoid, .earnRefund, .topUpVoid, .draw]
    let credit: [TillKind] = [.spendVoid, .spendRefund, .earn, .topUp]
    let neither: [TillKind] = [.balance, .discountQuote, .hold, .holdCancel]
    #expect(Set(debit + credit + neither) == Set(TillKind.allCases))
    var items: [TillItem] = []
    for (index, kind) in TillKind.allCases.enumerated() {
      let trace = Int64(index * 2 + 1)
      items += [item(trace, kind, 100), item(trace + 1, kind, 1_000_000, undone: true)]
    }
    let totals = TillTotals(items)
    #expect(totals.debit == TillTotals.Side(amount: 600, count: 6, points: 42))
    #expect(totals.credit == TillTotals.Side(amount: 400, count: 4, points: 28))
    #expect(TillTotals([]) == TillTotals())
  }

  @Test func `totals balance by money and counts, whatever the points`() {
    var (ours, theirs) = (TillTotals(), TillTotals())
    ours.debit = TillTotals.Side(amount: 5, count: 2, points: 9)
    theirs.debit = TillTotals.Side(amount: 5, count: 2)
    #expect(ours.balances(with: theirs))
    for change: WritableKeyPath<TillTotals, Int64> in [
      \.debit.amount, \.debit.count, \.credit.amount, \.credit.count,
    ] {
      var other = theirs
      other[keyPath: change] += 1
      #expect(!ours.balances(with: other) && !other.balances(with: ours))
    }
  }

  @Test func `two journals are compared line by line`() throws {
    func line(_ trace: Int64, _ amount: Int64, _ member: Int64 = 1) -> TillComparison.Line {
      TillComparison.Line(trace: trace, member: MemberID(member), amount: amount)
    }
    let items = [
      item(1, .spend, 100), item(2, .spend, 100), item(3, .earn, 100), item(4, .spend, 100),
      item(6, .spend, 100, undone: true), item(7, .hold, 100), item(8, .spend, 100),
    ]
    let lines = [line(8, 100, 2), line(1, 100), line(2, 99), line(5, 50), line(4, 100), line(6, 100)]
    let found = TillComparison.differences(lines, items)
    // Trace 3 is ours alone, 5 theirs alone; what was reversed here (6) is theirs alone; holds do not count.
    #expect(found.map(\.trace) == [2, 3, 5, 6, 8])
    #expect(found.map(\.kind) == [.unlike, .hereOnly, .terminalOnly, .terminalOnly, .unlike])
    #expect(found.map(\.isCardUnlike) == [false, false, false, false, true])
    #expect(found[0].line?.amount == 99 && found[0].item?.amount == 100)
    #expect(found[1].line == nil && found[2].item == nil)
    #expect(TillComparison.differences([line(1, 100)], [item(1, .spend, 100)]).isEmpty)
    #expect(TillComparison.differences([], []).isEmpty)
  }

  @Test func `kinds are named once each, and a set of kinds holds what was put in`() {
    #expect(Set(TillKind.allCases.map(\.name)).count == TillKind.allCases.count)
    for kind in TillKind.allCases {
      #expect(TillKind(name: kind.name) == kind)
      #expect(TillKinds([kind]).kinds == [kind] && TillKinds.all.allows(kind))
    }
    #expect(TillKind(name: "spendVoid") == nil && TillKind(name: "") == nil)
  }
}
