import Ledger
import Testing

/// A small world for table tests: books, a clock, and the operations in ledger.md's words.
struct Till: ~Copyable {
  var books = Books()
  private(set) var journal: [Transaction] = []
  private(set) var now = Till.opening
  /// Where commands come from, unless they say otherwise.
  var merchant = MerchantID.none

  static let opening = Instant(microseconds: 20_000 * Instant.microsecondsPerDay)

  /// Midnight, so many days after the till opened.
  static func day(_ count: Int64) -> Instant { opening.adding(seconds: count * 86_400) }

  mutating func wait(days: Int64 = 0, seconds: Int64 = 0) {
    now = now.adding(seconds: days * 86_400 + seconds)
  }

  @discardableResult
  mutating func carryOut(_ action: Action, on original: Transaction? = nil) -> Transaction {
    let key = IdempotencyKey(high: 1, low: UInt64(journal.count))
    var context = Context(channel: .pos)
    context.merchant = merchant
    let command = Command(key: key, requestHash: key.low, context: context, action: action)
    let day = BusinessDay(daysSince1970: Int32(now.microseconds / Instant.microsecondsPerDay))
    let hold = action.hold(endedBy: original).map { journal[Int($0.rawValue) - 1] }
    let transaction = books.decide(command, at: now, on: day, original: original, hold: hold)
    journal.append(transaction)
    return transaction
  }

  @discardableResult
  mutating func earn(
    _ amount: Points, to member: WalletKey = .li, from source: LotSource = .shop,
    until expiresAt: Instant = day(365),
    effective: Instant = .distantPast, limit: Points? = nil
  ) -> Transaction {
    carryOut(
      .credit(
        Credit(
          .earn, to: member, amount, source: source, effectiveAt: effective, expiresAt: expiresAt,
          issuingLimit: limit)))
  }

  @discardableResult
  mutating func spend(
    _ amount: Points, by member: WalletKey = .li, at acceptor: MerchantID = .cafe, partial: Bool = false,
    limit: Limit = Limit()
  ) -> Transaction {
    carryOut(.spend(Spend(from: member, amount, at: acceptor, isPartialAllowed: partial, limit: limit)))
  }

  mutating func hold(_ amount: Points, seconds: Int64 = 3_600) -> Transaction {
    carryOut(.hold(Spend(from: .li, amount, at: .cafe), until: now.adding(seconds: seconds)))
  }

  mutating func capture(_ hold: Transaction, _ amount: Points? = nil) -> Transaction {
    carryOut(.capture(hold: hold.id, amount: amount), on: hold)
  }

  @discardableResult
  mutating func release(_ hold: Transaction) -> Transaction { carryOut(.release(hold: hold.id), on: hold) }

  @discardableResult
  mutating func refund(
    _ original: Transaction, _ amount: Points? = nil, expired: Refund.ExpiredLots = .forfeit,
    debtAllowed: Bool = true, ownLotOnly: Bool = false
  ) -> Transaction {
    var refund = Refund(of: original.id, amount, expiredLots: expired, isDebtAllowed: debtAllowed)
    refund.isOwnLotOnly = ownLotOnly
    return carryOut(.refund(refund), on: original)
  }

  mutating func void(_ original: Transaction) -> Transaction {
    carryOut(.void(original: original.id), on: original)
  }

  @discardableResult
  mutating func reverse(_ original: Transaction) -> Transaction {
    carryOut(.reverse(key: original.key), on: original)
  }

  /// The four buckets.
  func balance(_ member: WalletKey = .li) -> Balance {
    books.wallet(member).map { books[$0].balance } ?? Balance()
  }

  /// What is available in each lot that has some, in order of use.
  func available(_ member: WalletKey = .li) -> [Points] {
    books.wallet(member).map { books.lots(of: $0).map(\.available).filter { $0 != 0 } } ?? []
  }

  func account(_ kind: AccountKind, _ owner: MerchantID = .none, _ asset: AssetID = .points) -> Points {
    books.balance(of: AccountKey(kind: kind, owner: owner.rawValue, asset: asset))
  }
}

extension AssetID {
  static let points = AssetID(1)
  static let miles = AssetID(2)
}

extension MerchantID {
  static let shop = MerchantID(1)
  static let cafe = MerchantID(2)
}

extension LotSource {
  static let shop = LotSource(issuer: .shop)
  static let cafe = LotSource(issuer: .cafe)
  static let bought = LotSource(issuer: .shop, origin: .purchased)
  static let onlyCafe = LotSource(issuer: .shop, onlyAt: .cafe)
}

extension WalletKey {
  static let li = WalletKey(member: MemberID(1), asset: .points)
  static let wang = WalletKey(member: MemberID(2), asset: .points)
  static let liMiles = WalletKey(member: MemberID(1), asset: .miles)
}
