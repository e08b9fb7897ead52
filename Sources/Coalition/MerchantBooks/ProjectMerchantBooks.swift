internal import Ledger
internal import Storage

extension Coalition {
  /// Brings merchants' days and guests up to the journal's end; every transaction once.
  /// - Returns: how many transactions were read; less than asked for at the journal's end.
  @discardableResult
  package func projectMerchantBooks(atMost limit: Int = .max) async throws -> Int {
    try await follow([.merchantBooks], atMost: limit)
  }
}

private struct DayKey: Hashable, Comparable {
  let merchant: MerchantID
  let store: StoreID
  let asset: AssetID
  let day: BusinessDay

  static func < (left: DayKey, right: DayKey) -> Bool {
    (left.merchant, left.store, left.asset, left.day) < (right.merchant, right.store, right.asset, right.day)
  }
}

private struct GuestKey: Hashable, Comparable {
  let merchant: MerchantID
  let store: StoreID
  let member: MemberID

  static func < (left: GuestKey, right: GuestKey) -> Bool {
    (left.merchant, left.store, left.member) < (right.merchant, right.store, right.member)
  }
}

extension Storage.Transaction {
  func addMerchantBooks(of journal: [Ledger.Transaction]) throws {
    var days: [DayKey: StoreFigures] = [:]
    var guests: [GuestKey: (count: Int64, lastAt: Instant)] = [:]
    for transaction in journal {
      let context = transaction.context
      guard transaction.refusal == nil, context.merchant.isGiven else { continue }
      let figures = StoreFigures(of: transaction)
      let subject = transaction.subject
      for store in Set([StoreID.none, context.store]) {
        let day = DayKey(merchant: context.merchant, store: store, asset: subject.asset, day: transaction.day)
        days[day, default: StoreFigures()] = days[day, default: StoreFigures()] + figures
        guard subject.member.isGiven else { continue }
        let guest = GuestKey(merchant: context.merchant, store: store, member: subject.member)
        guests[guest] = ((guests[guest]?.count ?? 0) + 1, transaction.at)
      }
    }
    // In the order of the keys, so that two servers never wait for each other in a circle.
    for (key, figures) in days.sorted(by: { $0.key < $1.key }) { try add(figures, to: key) }
    for (key, visits) in guests.sorted(by: { $0.key < $1.key }) { try add(visits, to: key) }
  }

  private func add(_ figures: StoreFigures, to key: DayKey) throws {
    try execute(
      """
      INSERT INTO store_day
        (merchant_id, store_id, asset_id, day, given, taken, returned, reclaimed, transactions)
      VALUES (\(key.merchant), \(key.store), \(key.asset), \(Int64(key.day.daysSince1970)), \(figures.given),
        \(figures.taken), \(figures.returned), \(figures.reclaimed), \(figures.transactions))
      ON CONFLICT (merchant_id, store_id, asset_id, day) DO UPDATE SET
        given = store_day.given + excluded.given, taken = store_day.taken + excluded.taken,
        returned = store_day.returned + excluded.returned,
        reclaimed = store_day.reclaimed + excluded.reclaimed,
        transactions = store_day.transactions + excluded.transactions
      """)
  }

  private func add(_ visits: (count: Int64, lastAt: Instant), to key: GuestKey) throws {
    try execute(
      """
      INSERT INTO store_member (merchant_id, store_id, member_id, transactions, last_at)
      VALUES (\(key.merchant), \(key.store), \(key.member), \(visits.count), \(visits.lastAt))
      ON CONFLICT (merchant_id, store_id, member_id) DO UPDATE SET
        transactions = store_member.transactions + excluded.transactions, last_at = excluded.last_at
      """)
  }
}
