internal import Ledger
internal import Loyalty
internal import Storage

extension Storage.Transaction {
  /// Books what a closed day came to, once: what each party's lines say, corrections that are due, what of
  /// merchants' blocks was given, and at a month's end what of deferred revenue became income.
  ///
  /// It belongs into the commit that closes the day; of days that were closed before there were books it is
  /// done afterwards, with the same result.
  /// - Parameter revenue: what issuers' points had earned by the end of the month; none of other days.
  /// - Throws: ``MoneyFault`` where shares do not make each other good; then nothing is booked.
  func book(_ day: BusinessDay, earned revenue: [EarnedRevenue], at now: Instant) throws {
    let isNew = try execute(
      "INSERT INTO money_day (day, booked_at) VALUES (\(day.column), \(now)) ON CONFLICT (day) DO NOTHING")
    guard isNew == 1 else { return }
    try booking {
      try bookCleared(day, at: now)
      try bookCorrections(on: day, at: now)
      try bookDrawn(on: day, at: now)
    }
    // What the day itself deferred is part of it.
    try booking { try recognise(revenue, on: day, at: now) }
    try requireNothingInTransit(on: day)
  }

  /// Set by set, in the database: however many merchants a day has.
  private func bookCleared(_ day: BusinessDay, at now: Instant) throws {
    try execute(
      MoneyEntry.inserting
        + """
        SELECT \(MoneyEntry.last) + row_number() OVER (ORDER BY f.party_id, f.asset_id), \(day.column),
          \(day.monthColumn), \(MoneyEntry.Kind.cleared), f.party_id, f.asset_id, program.currency, 0, 0,
          \(day.column), \(now)
        FROM (SELECT DISTINCT party_id, asset_id FROM (\(Self.figures(of: day))) AS g) AS f
        JOIN program ON program.asset_id = f.asset_id
        """)
    try execute(
      MoneyPosting.inserting
        + """
        SELECT e.id, row_number() OVER (PARTITION BY e.id ORDER BY f.own, f.party),
          CASE WHEN f.money > 0 THEN f.own ELSE f.party END,
          CASE WHEN f.money > 0 THEN f.party ELSE f.own END, abs(f.money), e.day
        FROM (\(Self.figures(of: day))) AS f
        JOIN money_entry e ON e.day = \(day.column) AND e.kind = \(MoneyEntry.Kind.cleared)
          AND e.party_id = f.party_id AND e.asset_id = f.asset_id AND e.source_id = 0
        """)
  }

  /// The day's money by party and programme, from the party's side, with the account of the party and the one
  /// on the other side; a party's money is its credit.
  private static func figures(of day: BusinessDay) -> SQL {
    let parts = ClearedFigure.allCases.map { figure -> SQL in
      """
      SELECT merchant_id AS party_id, asset_id, \(party) AS party, \(own(figure)) AS own,
        \(SQL(raw: figure.rawValue)) AS money FROM clearing_sum WHERE day = \(day.column)
      """
    }
    return """
      SELECT party_id, asset_id, party, own, CAST(sum(money) AS BIGINT) AS money
      FROM (\(parts[0]) UNION ALL \(parts[1]) UNION ALL \(parts[2])) AS figure
      WHERE party <> own GROUP BY party_id, asset_id, party, own HAVING sum(money) <> 0
      """
  }

  private static var party: SQL {
    SQL(
      raw: """
        CASE WHEN merchant_id > 0 THEN \(MoneyAccount.merchantsOpen.rawValue)
          WHEN merchant_id = 0 THEN \(choice(MoneyAccount.own.map { ($0.role, $0.account) }))
          WHEN merchant_id = \(MerchantID.pool.rawValue) THEN \(MoneyAccount.pool.rawValue)
          ELSE \(MoneyAccount.otherParties.rawValue) END
        """)
  }

  private static func own(_ figure: ClearedFigure) -> SQL {
    SQL(
      raw: choice(MoneyAccount.figures.filter { $0.figure == figure }.map { ($0.role, $0.account) }))
  }

  private static func choice(_ rows: [(role: Int64, account: MoneyAccount)]) -> String {
    "CASE role" + rows.map { " WHEN \($0.role) THEN \($0.account.rawValue)" }.joined()
      + " ELSE \(MoneyAccount.unclassified.rawValue) END"
  }

  /// Corrections of the day, and where it is the first that is closed, of days before it.
  private func bookCorrections(on day: BusinessDay, at now: Instant) throws {
    let kind = MoneyEntry.Kind.corrected
    let before = try queryFirst("SELECT max(day) FROM money_day WHERE day < \(day.column)") {
      $0[0] as Int64?
    }
    try execute(
      MoneyEntry.inserting
        + """
        SELECT \(MoneyEntry.last) + row_number() OVER (ORDER BY a.id), \(day.column), \(day.monthColumn),
          \(kind), a.merchant_id, a.asset_id, program.currency, a.id, 0, a.day, \(now)
        FROM settlement_adjustment a JOIN program ON program.asset_id = a.asset_id
        WHERE a.day > \((before ?? nil) ?? .min) AND a.day <= \(day.column)
        """)
    let (party, own) = (MoneyAccount.merchantsOpen, MoneyAccount.corrections)
    try execute(
      MoneyPosting.inserting
        + """
        SELECT e.id, 1, CASE WHEN a.amount > 0 THEN \(own) ELSE \(party) END,
          CASE WHEN a.amount > 0 THEN \(party) ELSE \(own) END, abs(a.amount), e.day
        FROM money_entry e JOIN settlement_adjustment a ON a.id = e.source_id
        WHERE e.day = \(day.column) AND e.kind = \(kind) AND e.source_id > 0
        """)
  }

  /// What parties make good to each other goes through one account, and none of it may stay there.
  private func requireNothingInTransit(on day: BusinessDay) throws {
    let left = try queryFirst(
      """
      SELECT currency, debit - credit FROM money_day_total
      WHERE day = \(day.column) AND account = \(MoneyAccount.sharesInTransit) AND debit <> credit LIMIT 1
      """
    ) { MoneyFault.inTransit(day, currency: $0[0], money: $0[1]) }
    if let left { throw left }
  }
}
