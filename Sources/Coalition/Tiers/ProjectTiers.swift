internal import Ledger
internal import LedgerStore
internal import Loyalty
internal import Storage

extension Coalition {
  /// Brings what counts for levels up to the journal's end, and raises those who reached one.
  /// - Returns: how many transactions were read; less than asked for at the journal's end.
  @discardableResult
  package func projectTiers(atMost limit: Int = .max) async throws -> Int {
    try await follow([.tiers], atMost: limit)
  }

  /// What returns of a step name and the step does not have.
  func originals(of journal: [Ledger.Transaction]) async throws -> [TransactionID: Ledger.Transaction] {
    var known = Dictionary(journal.map { ($0.id, $0) }) { first, _ in first }
    for id in journal.flatMap(\.namedByReturn) where known[id] == nil {
      known[id] = try await ledger.transaction(id)
    }
    return known
  }

  /// Adds what a step counts for, and places those whom it touched, unless the journal is being read again.
  func takeTiers(
    _ journal: [Ledger.Transaction], _ known: [TransactionID: Ledger.Transaction],
    in tx: any Storage.Transaction
  ) throws {
    guard let last = journal.last?.id else { return }
    var touched: [WalletKey: TierChange.Reason] = [:]
    var run: [Ledger.Transaction] = []
    // Those before a merge count before it moves what they counted for.
    for transaction in journal {
      if transaction.kind == .merge, transaction.refusal == nil {
        try tx.addQualifying(run, known, &touched)
        run = []
        try tx.mergeQualifying(transaction, &touched)
      } else {
        run.append(transaction)
      }
    }
    try tx.addQualifying(run, known, &touched)
    let isNew = try tx.execute("UPDATE qualifying_mark SET through = \(last) WHERE through < \(last)") == 1
    if isNew { try place(touched, in: tx) }
  }
}

private struct QualifyingDayKey: Hashable, Comparable {
  let asset: AssetID
  let member: MemberID
  let day: BusinessDay

  static func < (left: Self, right: Self) -> Bool {
    (left.asset, left.member, left.day) < (right.asset, right.member, right.day)
  }
}

private struct QualifyingShop: Hashable, Comparable {
  let asset: AssetID
  let member: MemberID
  let merchant: MerchantID

  static func < (left: Self, right: Self) -> Bool {
    (left.asset, left.member, left.merchant) < (right.asset, right.member, right.merchant)
  }
}

extension Storage.Transaction {
  fileprivate func addQualifying(
    _ journal: [Ledger.Transaction], _ known: [TransactionID: Ledger.Transaction],
    _ touched: inout [WalletKey: TierChange.Reason]
  ) throws {
    let returns = journal.compactMap { $0.qualifyingReturn(known) }
    let bought = journal.compactMap { QualifyingPurchase($0) }
    if returns.isEmpty, bought.isEmpty { return }
    let heirs = try heirs(
      of: Set(
        bought.map { WalletKey(member: $0.member, asset: $0.asset) } + returns.map(\.original.subject)))
    var days: [QualifyingDayKey: QualifyingSums] = [:]
    var shops: [QualifyingShop: Int64] = [:]
    func count(_ sums: QualifyingSums, of purchase: QualifyingPurchase, because reason: TierChange.Reason) {
      if sums == .zero { return }
      let key = WalletKey(member: purchase.member, asset: purchase.asset)
      let member = heirs[key] ?? purchase.member
      let day = QualifyingDayKey(asset: purchase.asset, member: member, day: purchase.day)
      days[day] = (days[day] ?? .zero) + sums
      let shop = QualifyingShop(asset: purchase.asset, member: member, merchant: purchase.merchant)
      shops[shop, default: 0] += sums.visits
      touched[WalletKey(member: member, asset: purchase.asset)] = reason
    }
    for purchase in bought {
      count(purchase.counted(after: QualifyingReturn()), of: purchase, because: .purchase)
    }
    var states = try returnStates(of: Set(returns.map(\.original.id)))
    for (original, back) in returns {
      guard let purchase = QualifyingPurchase(original) else { continue }
      let before = states[original.id] ?? QualifyingReturn()
      let after = before + back
      states[original.id] = after
      count(purchase.counted(after: after) - purchase.counted(after: before), of: purchase, because: .return)
    }
    // In the order of the keys, so that two servers never wait for each other in a circle.
    for (key, sums) in days.sorted(by: { $0.key < $1.key }) { try add(sums, to: key) }
    for (key, visits) in shops.sorted(by: { $0.key < $1.key }) where visits != 0 { try add(visits, to: key) }
    for (id, state) in states.sorted(by: { $0.key < $1.key }) { try set(state, of: id) }
  }

  private func add(_ sums: QualifyingSums, to key: QualifyingDayKey) throws {
    try execute(
      """
      INSERT INTO qualifying_day (asset_id, member_id, day, points, spend, visits)
      VALUES (\(key.asset), \(key.member), \(Int64(key.day.daysSince1970)), \(sums.points), \(sums.spend),
        \(sums.visits))
      ON CONFLICT (asset_id, member_id, day) DO UPDATE SET
        points = qualifying_day.points + excluded.points, spend = qualifying_day.spend + excluded.spend,
        visits = qualifying_day.visits + excluded.visits
      """)
  }

  private func add(_ visits: Int64, to key: QualifyingShop) throws {
    try execute(
      """
      INSERT INTO qualifying_purchase (asset_id, member_id, merchant_id, purchases)
      VALUES (\(key.asset), \(key.member), \(key.merchant), \(visits))
      ON CONFLICT (asset_id, member_id, merchant_id) DO UPDATE SET
        purchases = qualifying_purchase.purchases + excluded.purchases
      """)
  }

  private func set(_ state: QualifyingReturn, of original: TransactionID) throws {
    try execute(
      """
      INSERT INTO qualifying_return (original_id, by_money, by_points, money, undone)
      VALUES (\(original), \(state.byMoney), \(state.byPoints), \(state.money), \(state.undone))
      ON CONFLICT (original_id) DO UPDATE SET by_money = excluded.by_money, by_points = excluded.by_points,
        money = excluded.money, undone = excluded.undone
      """)
  }

  private func returnStates(of originals: Set<TransactionID>) throws -> [TransactionID: QualifyingReturn] {
    if originals.isEmpty { return [:] }
    let rows = try query(
      """
      SELECT original_id, by_money, by_points, money, undone FROM qualifying_return
      WHERE original_id IN (\(originals.sorted()))
      """
    ) { row in
      (
        row[0] as TransactionID,
        QualifyingReturn(byMoney: row[1], byPoints: row[2], money: row[3], undone: row[4])
      )
    }
    return Dictionary(uniqueKeysWithValues: rows)
  }

  private func heirs(of wallets: Set<WalletKey>) throws -> [WalletKey: MemberID] {
    let members = Set(wallets.map(\.member)).sorted()
    let rows = try query(
      "SELECT asset_id, member_id, heir_id FROM qualifying_heir WHERE member_id IN (\(members))"
    ) { (WalletKey(member: $0[1], asset: $0[0]), $0[2] as MemberID) }
    return Dictionary(uniqueKeysWithValues: rows)
  }

  /// All that the one counted for counts for the other from now on.
  fileprivate func mergeQualifying(
    _ transaction: Ledger.Transaction, _ touched: inout [WalletKey: TierChange.Reason]
  ) throws {
    guard let into = transaction.touches.last?.key.member, into != transaction.subject.member else { return }
    let (from, asset) = (transaction.subject.member, transaction.subject.asset)
    try execute(
      """
      INSERT INTO qualifying_day (asset_id, member_id, day, points, spend, visits)
      SELECT asset_id, \(into), day, points, spend, visits FROM qualifying_day
      WHERE asset_id = \(asset) AND member_id = \(from)
      ON CONFLICT (asset_id, member_id, day) DO UPDATE SET
        points = qualifying_day.points + excluded.points, spend = qualifying_day.spend + excluded.spend,
        visits = qualifying_day.visits + excluded.visits
      """)
    try execute(
      """
      INSERT INTO qualifying_purchase (asset_id, member_id, merchant_id, purchases)
      SELECT asset_id, \(into), merchant_id, purchases FROM qualifying_purchase
      WHERE asset_id = \(asset) AND member_id = \(from)
      ON CONFLICT (asset_id, member_id, merchant_id) DO UPDATE SET
        purchases = qualifying_purchase.purchases + excluded.purchases
      """)
    for table in ["qualifying_day", "qualifying_purchase"] {
      try execute("DELETE FROM \(identifier: table) WHERE asset_id = \(asset) AND member_id = \(from)")
    }
    try execute(
      "UPDATE qualifying_heir SET heir_id = \(into) WHERE asset_id = \(asset) AND heir_id = \(from)")
    try execute(
      """
      INSERT INTO qualifying_heir (asset_id, member_id, heir_id) VALUES (\(asset), \(from), \(into))
      ON CONFLICT (member_id, asset_id) DO UPDATE SET heir_id = excluded.heir_id
      """)
    touched[WalletKey(member: from, asset: asset)] = .merge
    touched[WalletKey(member: into, asset: asset)] = .merge
  }
}
