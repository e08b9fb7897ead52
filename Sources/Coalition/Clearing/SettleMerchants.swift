internal import Ledger
internal import Loyalty
internal import Storage

/// What one merchant's open days in a programme come to.
private struct OpenAccount {
  let place: TermsPlace
  let firstDay: BusinessDay
  var figures: SettlementFigures
  let worth: [(day: BusinessDay, net: Int64)]
}

extension Coalition {
  /// Makes up the accounts that end with a closed day, in one commit (结算).
  ///
  /// An account nearer to zero than the merchant's minimum is left open, and one without terms: their days
  /// are in the next one.
  /// - Returns: what was made; nothing where another run did it.
  func settle(_ day: BusinessDay) async throws -> [ClearingRun.Account] {
    let now = clock.now()
    let programs = try await programs(by: .system)
    let currencies = Dictionary(programs.map { ($0.asset, $0.worth.money.currency) }) { first, _ in first }
    return try await database.write { tx in
      let isOpen = try tx.queryFirst(
        "SELECT 1 FROM clearing_day WHERE day = \(day.column) AND settled_at = 0"
      ) { $0[0] as Int64 }
      guard isOpen != nil else { return [] }
      let accounts = try tx.openAccounts(through: day)
      let terms = try tx.settlementTerms(of: Set(accounts.map(\.place.merchant)))
      var made: [ClearingRun.Account] = []
      for account in accounts {
        guard let agreed = terms[account.place]?.last(where: { $0.from <= day })?.terms,
          agreed.cycle.ends(on: day), account.figures.net.magnitude >= UInt64(agreed.minimum),
          let currency = currencies[account.place.asset]
        else { continue }
        let start = agreed.cycle.start(endingOn: day)
        let carried = account.worth.filter { $0.day < start }.reduce(0) { $0 + $1.net }
        let id: SettlementID = ids.next()
        try tx.insert(
          id, account, currency: currency, through: day, carried: carried,
          due: day.adding(agreed.dueAfterDays), at: now)
        try tx.keepStep(of: id, .calculated, by: .system, because: "", at: now)
        made.append(ClearingRun.Account(currency: currency, figures: account.figures))
      }
      if try tx.isBooked(day) { try tx.bookSettlements(endingOn: day, at: now) }
      try tx.execute("UPDATE clearing_day SET settled_at = \(now) WHERE day = \(day.column)")
      return made
    }
  }
}

extension SettlementCycle {
  /// The first day of the cycle that ends with a day.
  fileprivate func start(endingOn day: BusinessDay) -> BusinessDay {
    var start = day
    while !ends(on: start.adding(-1)) { start = start.adding(-1) }
    return start
  }
}

extension Storage.Transaction {
  /// Everything that is in no settlement yet, by merchant and programme.
  fileprivate func openAccounts(through day: BusinessDay) throws -> [OpenAccount] {
    let rows = try query(
      """
      SELECT merchant_id, asset_id, day, role, CAST(sum(lines) AS BIGINT), CAST(sum(points) AS BIGINT),
        CAST(sum(price) AS BIGINT), CAST(sum(commission) AS BIGINT), CAST(sum(fee) AS BIGINT),
        CAST(sum(prepaid) AS BIGINT)
      FROM clearing_sum WHERE settlement_id = 0 AND day <= \(day.column) AND merchant_id > 0
      GROUP BY merchant_id, asset_id, day, role
      """
    ) { row in
      let figures = SettlementFigures(
        of: ClearingRole(rawValue: UInt8(clamping: row[3] as Int64)), lines: row[4], points: row[5],
        prepaid: row[9], money: ClearedMoney(price: row[6], commission: row[7], fee: row[8]))
      return (
        place: TermsPlace(merchant: row[0], asset: row[1]), day: BusinessDay(column: row[2]), figures: figures
      )
    }
    let corrections = try query(
      """
      SELECT merchant_id, asset_id, day, amount FROM settlement_adjustment
      WHERE settlement_id = 0 AND day <= \(day.column)
      """
    ) { row in
      (
        place: TermsPlace(merchant: row[0], asset: row[1]), day: BusinessDay(column: row[2]),
        figures: SettlementFigures(adjustments: row[3])
      )
    }
    return Dictionary(grouping: rows + corrections, by: \.place).map { place, parts in
      OpenAccount(
        place: place, firstDay: parts.map(\.day).min() ?? day,
        figures: parts.reduce(SettlementFigures()) { $0 + $1.figures },
        worth: parts.map { ($0.day, $0.figures.net) })
    }
    .sorted { ($0.place.merchant, $0.place.asset) < ($1.place.merchant, $1.place.asset) }
  }

  fileprivate func insert(
    _ id: SettlementID, _ account: OpenAccount, currency: String, through day: BusinessDay, carried: Int64,
    due: BusinessDay, at now: Instant
  ) throws {
    let (place, figures) = (account.place, account.figures)
    try execute(
      """
      INSERT INTO settlement (id, merchant_id, asset_id, currency, first_day, last_day, lines, given, taken,
        issue_cost, accept_proceeds, expired_share, commission, fees, adjustments, carried, net, due_day,
        state, reviewer_id, approver_id, bank_reference, paid_on, created_at, updated_at, share_lines,
        campaign_share, referral, agency, exchange, prepaid)
      VALUES (\(id), \(place.merchant), \(place.asset), \(currency), \(account.firstDay.column),
        \(day.column), \(figures.lines), \(figures.given), \(figures.taken),
        \(figures.issueCost + figures.campaignShare), \(figures.acceptProceeds + figures.exchange),
        \(figures.expiredShare), \(figures.commission + figures.referral + figures.agency), \(figures.fees),
        \(figures.adjustments), \(carried), \(figures.net), \(due.column), 'calculated', 0, 0, '', 0, \(now),
        \(now), \(figures.shareLines), \(figures.campaignShare), \(figures.referral), \(figures.agency),
        \(figures.exchange), \(figures.prepaid))
      """)
    try execute(
      """
      INSERT INTO settlement_notice (settlement_id, state, tries, next_try_at) VALUES (\(id), 'waiting', 0, 0)
      """)
    try execute(
      """
      UPDATE clearing_sum SET settlement_id = \(id)
      WHERE merchant_id = \(place.merchant) AND asset_id = \(place.asset) AND settlement_id = 0
        AND day <= \(day.column)
      """)
    try execute(
      """
      UPDATE settlement_adjustment SET settlement_id = \(id)
      WHERE merchant_id = \(place.merchant) AND asset_id = \(place.asset) AND settlement_id = 0
        AND day <= \(day.column)
      """)
  }
}

extension SettlementFigures {
  static func + (left: Self, right: Self) -> Self {
    Self(
      lines: left.lines + right.lines, given: left.given + right.given, taken: left.taken + right.taken,
      prepaid: left.prepaid + right.prepaid,
      issueCost: left.issueCost + right.issueCost,
      acceptProceeds: left.acceptProceeds + right.acceptProceeds,
      expiredShare: left.expiredShare + right.expiredShare, commission: left.commission + right.commission,
      fees: left.fees + right.fees, adjustments: left.adjustments + right.adjustments,
      shareLines: left.shareLines + right.shareLines,
      campaignShare: left.campaignShare + right.campaignShare, referral: left.referral + right.referral,
      agency: left.agency + right.agency, exchange: left.exchange + right.exchange)
  }
}
