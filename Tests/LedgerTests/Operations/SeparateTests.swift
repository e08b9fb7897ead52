import Ledger
import Testing

struct SeparateTests {
  private static let zhao = WalletKey(member: MemberID(3), asset: .points)
  private static let chen = WalletKey(member: MemberID(4), asset: .points)

  @Test func `all that came goes back with its ends, whatever the survivor has of the same kind`() {
    var till = Till()
    till.earn(10, until: Till.day(10))
    till.earn(20, from: .cafe, effective: Till.day(5))
    till.earn(30, to: .wang, until: Till.day(10))
    let merge = till.carryOut(.merge(from: .li, into: .wang))
    let back = till.separate(merge, into: Self.zhao)
    #expect(back.refusal == nil && back.amount == 30 && back.original == merge.id)
    #expect(till.balance(.wang) == Balance(available: 30))
    #expect(till.balance(Self.zhao) == Balance(available: 10, pending: 20))
    #expect(till.balance() == Balance())
    let lots = till.books.lots(of: WalletID(3))
    #expect(lots.map(\.expiresAt) == [Till.day(10), Till.day(365)])
    #expect(lots.map(\.effectiveAt) == [.distantPast, Till.day(5)])
    #expect(lots.map(\.original) == [10, 20])
    #expect(till.earn(1).refusal == .walletMerged)
    #expect(till.books[WalletID(1)].mergedInto == WalletID(3))
  }

  @Test func `what was used, held, paid a debt or ran out since stays`() {
    var till = Till()
    till.earn(10, until: Till.day(1))
    till.earn(40, until: Till.day(10))
    till.earn(25, until: Till.day(20))
    till.earn(25, until: Till.day(30))
    till.carryOut(
      .adjust(
        Adjust(.wang, by: -5, source: .shop, expiresAt: .distantFuture, isDebtAllowed: true)))
    let merge = till.carryOut(.merge(from: .li, into: .wang))
    // 5 of the first lot repaid the debt; the other 5 run out.
    till.wait(days: 1)
    till.spend(15, by: .wang)
    till.carryOut(.hold(Spend(from: .wang, 30, at: .cafe), until: Till.day(9)))
    let back = till.separate(merge, into: Self.zhao)
    #expect(back.amount == 45)
    #expect(till.balance(Self.zhao) == Balance(available: 45))
    #expect(till.balance(.wang) == Balance(available: 5, held: 30))
    #expect(till.available(.wang) == [5])
  }

  @Test func `what matured since goes back as what can be used`() {
    var till = Till()
    till.earn(20, effective: Till.day(5))
    till.earn(7, to: .wang, effective: Till.day(5))
    let merge = till.carryOut(.merge(from: .li, into: .wang))
    till.wait(days: 6)
    till.carryOut(.mature(.wang))
    till.spend(17, by: .wang)
    #expect(till.separate(merge, into: Self.zhao).amount == 10)
    #expect(till.balance(Self.zhao) == Balance(available: 10))
    #expect(till.balance(.wang) == Balance())
  }

  @Test func `a debt that moved stays, and a debt of who gets the points is repaid`() {
    var till = Till()
    till.earn(10, from: .onlyCafe)
    till.carryOut(
      .adjust(Adjust(.li, by: -8, source: .shop, expiresAt: .distantFuture, isDebtAllowed: true)))
    let merge = till.carryOut(.merge(from: .li, into: .wang))
    #expect(till.balance(.wang) == Balance(available: 10, debt: -8))
    till.carryOut(
      .adjust(Adjust(Self.zhao, by: -4, source: .shop, expiresAt: .distantFuture, isDebtAllowed: true)))
    till.separate(merge, into: Self.zhao)
    #expect(till.balance(.wang) == Balance(debt: -8))
    #expect(till.balance(Self.zhao) == Balance(available: 6))
  }

  @Test func `later returns and confirmations of the old purchases go to who is separate again`() {
    var till = Till()
    let earn = till.earn(50, until: Till.day(10))
    let waiting = till.earn(20, effective: .distantFuture)
    let spend = till.spend(30)
    till.earn(3, to: .wang)
    let merge = till.carryOut(.merge(from: .li, into: .wang))
    till.separate(merge, into: Self.zhao)
    till.refund(spend, 10)
    #expect(till.available(Self.zhao) == [30])
    #expect(till.carryOut(.confirm(original: waiting.id, amount: nil), on: waiting).refusal == nil)
    till.refund(earn, 5)
    #expect(till.available(Self.zhao) == [25, 20])
    #expect(till.available(.wang) == [3])
    let (survivor, again) = (till.books[WalletID(2)], till.books[WalletID(3)])
    #expect(survivor.lifetimeEarned == 3 && survivor.lifetimeSpent == 0)
    #expect(again.lifetimeEarned == 65 && again.lifetimeSpent == 20)
  }

  @Test func `once, of a merge, into another open wallet of the asset`() {
    var till = Till()
    let earn = till.earn(10)
    let miles = WalletKey(member: MemberID(3), asset: .miles)
    #expect(till.carryOut(.separate(Separate(TransactionID(9), into: .wang))).refusal == .transactionNotFound)
    #expect(till.separate(earn, into: Self.zhao).refusal == .notRefundable)
    let merge = till.carryOut(.merge(from: .li, into: .wang))
    #expect(till.separate(merge, into: .wang).refusal == .sameWallet)
    #expect(till.separate(merge, into: .li).refusal == .walletMerged)
    #expect(till.separate(merge, into: miles).refusal == .assetMismatch)
    till.spend(10, by: .wang)
    // Of one of which nothing is left, too.
    #expect(till.separate(merge, into: Self.zhao).amount == 0)
    #expect(till.separate(merge, into: Self.chen).refusal == .alreadyRefunded)
    let refused = till.carryOut(.merge(from: .li, into: .wang))
    #expect(till.separate(refused, into: Self.chen).refusal == .transactionNotFound)
  }

  @Test func `what a return took back came no more, and the survivor keeps their own of the same kind`() {
    var till = Till()
    let bought = till.earn(40, until: Till.day(10))
    till.earn(60, until: Till.day(10), effective: Till.day(5))
    till.earn(30, to: .wang, until: Till.day(10))
    let merge = till.carryOut(.merge(from: .li, into: .wang))
    let back = till.refund(bought, 25)
    let taken = back.entries.filter { $0.lot != 0 && $0.amount < 0 }
    #expect(taken.reduce(0) { $0 + $1.amount } == -25)
    let separate = Separate(merge.id, into: Self.zhao, takenBack: taken, seen: back.id)
    till.earn(1, to: .wang)
    // Another return may have come since they were looked for.
    #expect(till.carryOut(.separate(separate), on: merge).refusal == .alreadyRefunded)
    let again = Separate(merge.id, into: Self.zhao, takenBack: taken, seen: till.journal.last!.id)
    #expect(till.carryOut(.separate(again), on: merge).refusal == .alreadyRefunded)
    let now = Separate(merge.id, into: Self.zhao, takenBack: taken, seen: till.books[WalletID(2)].last)
    #expect(till.carryOut(.separate(now), on: merge).amount == 75)
    #expect(till.balance(Self.zhao) == Balance(available: 15, pending: 60))
    #expect(till.available(.wang) == [30, 1])
  }

  @Test func `of what waits each may advance their own share again`() {
    var till = Till()
    till.earn(100, effective: Till.day(5))
    till.earn(100, to: .wang, effective: Till.day(5))
    let merge = till.carryOut(.merge(from: .li, into: .wang))
    till.separate(merge, into: Self.zhao)
    for wallet in [WalletKey.wang, Self.zhao] {
      let advance = Advance(wallet, 50, maturingBy: Till.day(9), share: 5_000)
      #expect(till.carryOut(.advance(advance)).refusal == nil)
    }
  }

  @Test func `a preview leaves no mark on any wallet of the chain`() {
    var till = Till()
    till.earn(10)
    let first = till.carryOut(.merge(from: .li, into: .wang))
    till.carryOut(.merge(from: .wang, into: Self.zhao))
    till.carryOut(.merge(from: Self.zhao, into: Self.chen))
    let before = (1...4).map { till.books[WalletID($0)] }
    let key = WalletKey(member: MemberID(9), asset: .points)
    let preview = till.books.preview(
      Command(
        key: IdempotencyKey(high: 9, low: 9), requestHash: 9, context: Context(channel: .console),
        action: .separate(Separate(first.id, into: key))),
      at: till.now, on: BusinessDay(daysSince1970: 20_000), original: first)
    #expect(preview.refusal == nil && preview.touches.count == 5)
    #expect((1...4).map { till.books[WalletID($0)] } == before)
  }

  /// Li went into Wang, who went into Zhao.
  @Test(arguments: [false, true])
  func `a chain of merges is taken back at its end, or at its beginning alone`(_ isLastFirst: Bool) {
    var till = Till()
    till.earn(10)
    till.earn(4, to: .wang)
    till.earn(2, to: Self.zhao)
    let first = till.carryOut(.merge(from: .li, into: .wang))
    let second = till.carryOut(.merge(from: .wang, into: Self.zhao))
    let (again, other) = (Self.chen, WalletKey(member: MemberID(5), asset: .points))
    if isLastFirst {
      #expect(till.separate(second, into: other).amount == 14)
      #expect(till.separate(first, into: again).amount == 10)
      #expect(till.available(other) == [4] && till.available(Self.zhao) == [2])
    } else {
      #expect(till.separate(first, into: again).amount == 10)
      // It would take what the first has back already.
      #expect(till.separate(second, into: other).refusal == .alreadyRefunded)
      #expect(till.available(Self.zhao) == [6])
    }
    #expect(till.available(again) == [10])
  }

  @Test func `the limit of the day goes with what was used`() {
    var till = Till()
    till.earn(50)
    till.spend(30)
    till.earn(50, to: .wang)
    let merge = till.carryOut(.merge(from: .li, into: .wang))
    till.separate(merge, into: Self.zhao)
    #expect(till.spend(11, by: Self.zhao, limit: Limit(perDay: 40)).refusal == .limitExceeded)
    #expect(till.spend(40, by: .wang, limit: Limit(perDay: 40)).refusal == nil)
  }
}

/// Whatever two members do before and after they became one: taken apart again they have together what they
/// had, nobody less than nothing, and every point its end.
struct SeparatePropertyTests {
  @Test(arguments: UInt64(1)...40)
  func `no sequence makes or loses points`(seed: UInt64) throws {
    var chance = Seeded(seed)
    var till = Till()
    func act(_ members: [WalletKey], _ till: inout Till) {
      let member = members[Int.random(in: 0..<members.count, using: &chance)]
      let amount = Points(Int64.random(in: 1...40, using: &chance))
      switch Int.random(in: 0..<8, using: &chance) {
      case 0, 1, 2:
        let day = Till.day(Int64.random(in: 1...8, using: &chance))
        let effective = Bool.random(using: &chance) ? Instant.distantPast : Till.day(3)
        till.earn(amount, to: member, until: day, effective: effective)
      case 3: till.spend(amount, by: member)
      case 4: till.carryOut(.hold(Spend(from: member, amount, at: .cafe), until: Till.day(30)))
      case 5: till.carryOut(.mature(member))
      case 6: till.carryOut(.expire(member))
      default: till.wait(seconds: 20_000)
      }
    }
    let zhao = WalletKey(member: MemberID(3), asset: .points)
    till.earn(30)
    for _ in 0..<10 { act([.li, .wang, .wang], &till) }
    for hold in till.books.holds(of: WalletID(1)) {
      till.release(till.journal[Int(hold.id.rawValue) - 1])
    }
    let merge = till.carryOut(.merge(from: .li, into: .wang))
    try #require(merge.refusal == nil)
    for _ in 0..<10 { act([.wang], &till) }
    let (was, sums) = (till.balance(.wang), till.ends([.wang]))
    let back = till.separate(merge, into: zhao)
    #expect(back.refusal == nil && back.amount <= merge.amount)
    #expect(till.ends([.wang, zhao]) == sums, "seed \(seed)")
    let (left, got) = (till.balance(.wang), till.balance(zhao))
    #expect(left.total + got.total == was.total && left.debt == was.debt && left.held == was.held)
    #expect(got.total == back.amount && got.debt == 0 && min(left.available, left.pending) >= 0)
  }
}

extension Till {
  @discardableResult
  mutating func separate(_ merge: Transaction, into wallet: WalletKey) -> Transaction {
    carryOut(.separate(Separate(merge.id, into: wallet)), on: merge)
  }

  /// What the wallets have together, by the end of the points.
  fileprivate func ends(_ wallets: [WalletKey]) -> [Instant: Points] {
    var sums: [Instant: Points] = [:]
    for lot in wallets.compactMap({ books.wallet($0) }).flatMap({ books.lots(of: $0) }) {
      sums[lot.expiresAt, default: 0] += lot.available + lot.pending + lot.held
    }
    return sums.filter { $0.value != 0 }
  }
}
