internal import Ledger
internal import Loyalty
internal import Storage

extension Storage.Transaction {
  /// Books the money of a block that a merchant paid: it is owed as points that the merchant may give.
  func bookPaid(_ block: PointsBlock, on day: BusinessDay, valueDay: BusinessDay, at now: Instant) throws {
    try booking {
      try execute(
        MoneyEntry.inserting
          + """
          VALUES (\(MoneyEntry.last) + 1, \(day.column), \(day.monthColumn), \(MoneyEntry.Kind.bought),
            \(block.merchant), \(block.asset), \(block.price.currency), \(block.id), 0, \(valueDay.column),
            \(now))
          """)
      try execute(
        MoneyPosting.inserting
          + """
          SELECT max(id), 1, \(MoneyAccount.bank), \(MoneyAccount.blocksReceived), \(block.price.minorUnits),
            \(day.column)
          FROM money_entry
          """)
    }
  }

  /// Books what of the blocks' money was given as points on a day: from then on it waits for their use.
  ///
  /// The money of all points given from blocks so far, oldest block first, less what was booked before: so
  /// that nothing is lost by rounding, what comes back goes back, and what was given beyond all blocks, as
  /// points of before came back meanwhile, follows with the next block.
  func bookDrawn(on day: BusinessDay, at now: Instant) throws {
    let drawn = try drawn(on: day)
    var number = try queryFirst("SELECT coalesce(max(id), 0) FROM money_entry") { $0[0] as Int64 } ?? 0
    var (entries, postings, days): ([[SQLValue]], [[SQLValue]], [[SQLValue]]) = ([], [], [])
    for one in drawn where one.before != one.after {
      let place = one.place
      days.append([
        place.merchant.sqlValue, place.asset.sqlValue, day.column.sqlValue, one.after.points.sqlValue,
        one.after.money.sqlValue,
      ])
      let money = one.after.money - one.before.money
      if money == 0 { continue }
      number += 1
      entries.append([
        number.sqlValue, day.column.sqlValue, day.monthColumn.sqlValue, MoneyEntry.Kind.drawn.sqlValue,
        place.merchant.sqlValue, place.asset.sqlValue, one.currency.sqlValue, Int64(0).sqlValue,
        Int64(0).sqlValue, day.column.sqlValue, now.sqlValue,
      ])
      let (from, to) = (MoneyAccount.blocksReceived, MoneyAccount.deferredReceived)
      postings.append([
        number.sqlValue, Int64(1).sqlValue, (money > 0 ? from : to).sqlValue,
        (money > 0 ? to : from).sqlValue, Int64(money.magnitude).sqlValue, day.column.sqlValue,
      ])
    }
    try insert(
      into: "prepaid_day", columns: ["merchant_id", "asset_id", "day", "points", "money"], rows: days)
    try insert(into: "money_entry", columns: MoneyEntry.insertedColumns, rows: entries)
    try insert(into: "money_posting", columns: MoneyPosting.insertedColumns, rows: postings)
  }

  /// What the blocks of merchants gave by a day's end, of those with points of blocks or a new block on it.
  fileprivate func drawn(on day: BusinessDay) throws -> [DrawnDay] {
    let moved = try query(
      """
      SELECT moved.merchant_id, moved.asset_id, program.currency, CAST(sum(points) AS BIGINT) FROM (
        SELECT merchant_id, asset_id, prepaid AS points FROM clearing_sum
        WHERE day = \(day.column) AND prepaid <> 0
        UNION ALL
        SELECT merchant_id, asset_id, 0 FROM points_block WHERE booked_day = \(day.column)) AS moved
      JOIN program ON program.asset_id = moved.asset_id
      GROUP BY moved.merchant_id, moved.asset_id, program.currency
      ORDER BY moved.merchant_id, moved.asset_id
      """
    ) { row in
      (
        place: TermsPlace(merchant: row[0], asset: row[1]), currency: row[2] as String,
        points: row[3] as Points
      )
    }
    if moved.isEmpty { return [] }
    let merchants = Set(moved.map(\.place.merchant)).sorted()
    let blocks = try paidBlocks(of: merchants, bookedBy: day)
    let last = try query(
      """
      SELECT merchant_id, asset_id, points, money FROM prepaid_day p
      WHERE merchant_id IN (\(merchants)) AND day = (
        SELECT max(day) FROM prepaid_day q WHERE q.merchant_id = p.merchant_id AND q.asset_id = p.asset_id
          AND q.day < \(day.column))
      """
    ) { (TermsPlace(merchant: $0[0], asset: $0[1]), Drawn(points: $0[2], money: $0[3])) }
    let before = Dictionary(last) { first, _ in first }
    return moved.map { one in
      let earlier = before[one.place] ?? Drawn()
      let points = earlier.points + one.points
      return DrawnDay(
        place: one.place, currency: one.currency, before: earlier,
        after: Drawn(points: points, money: (blocks[one.place] ?? []).money(ofFirst: points)))
    }
  }

  /// Holds what the books have of blocks against the blocks and what was given of them.
  func blocksOff(on days: ClosedRange<BusinessDay>) throws -> [MoneyFault] {
    let balances = try positionsOff(
      .blocksReceived,
      from: """
        SELECT f.merchant_id AS party_id, f.asset_id, coalesce((
            SELECT CAST(sum(b.minor_units) AS BIGINT) FROM points_block b
            WHERE b.merchant_id = f.merchant_id AND b.asset_id = f.asset_id AND b.number IS NOT NULL), 0)
          - coalesce((
            SELECT p.money FROM prepaid_day p
            WHERE p.merchant_id = f.merchant_id AND p.asset_id = f.asset_id
            ORDER BY p.day DESC LIMIT 1), 0) AS money
        FROM issuing_funding f
        """)
    let moved = try query(
      """
      SELECT day FROM prepaid_day
      WHERE day BETWEEN \(days.lowerBound.column) AND \(days.upperBound.column)
      UNION SELECT day FROM clearing_sum WHERE prepaid <> 0
        AND day BETWEEN \(days.lowerBound.column) AND \(days.upperBound.column)
      ORDER BY day
      """
    ) { BusinessDay(column: $0[0]) }
    return balances + (try moved.flatMap { try drawnOff(on: $0) }.prefix(10))
  }

  /// Each merchant's row of a day, against the day's sums and the blocks.
  private func drawnOff(on day: BusinessDay) throws -> [MoneyFault] {
    let rows = try query(
      "SELECT merchant_id, asset_id, points, money FROM prepaid_day WHERE day = \(day.column)"
    ) { (TermsPlace(merchant: $0[0], asset: $0[1]), Drawn(points: $0[2], money: $0[3])) }
    let kept = Dictionary(rows) { first, _ in first }
    return try drawn(on: day).compactMap { one in
      let booked = kept[one.place] ?? one.before
      guard booked != one.after else { return nil }
      return .position(
        .blocksReceived, one.place.merchant, one.place.asset, currency: one.currency, booked: -booked.money,
        cleared: -one.after.money)
    }
  }
}

/// Points given from blocks by the end of a day, and the money of them.
private struct Drawn: Hashable {
  var points: Points = 0
  var money: Int64 = 0
}

private struct DrawnDay {
  let place: TermsPlace
  let currency: String
  let before: Drawn
  let after: Drawn
}
