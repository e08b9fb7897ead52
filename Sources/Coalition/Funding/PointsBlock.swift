package import Ledger
internal import Loyalty
internal import Storage

/// Points that a merchant buys before it gives them (预付额度).
package struct PointsBlock: Sendable, Hashable {
  /// Raw values are stored and public.
  package enum State: String, CaseIterable, Sendable, SQLScalar {
    /// For its payment.
    case waiting
    /// One of the operator's people said that it is paid; another must say so too.
    case noted
    case paid
    /// Not paid in time.
    case lapsed
  }

  package let id: PointsBlockID
  package let merchant: MerchantID
  package let asset: AssetID
  package let points: Points
  package let price: Money
  /// Of the settlement terms that the price is from.
  package let termsVersion: Int64
  package let state: State
  /// The payment's own number, once it is certain.
  package let payment: String?
  /// The number that one of the operator's people gave, while another's word is waited for: nobody else sees
  /// it, or they would only repeat it.
  package let noted: String?
  package let notedBy: Int64
  /// Its place among the merchant's blocks, once it is paid: the lowest is used first.
  package let number: Int64?
  /// The business day on which it is booked, once it is paid.
  let bookedDay: BusinessDay?
  package let createdAt: Instant
  /// Until when it waits.
  package let endsAt: Instant
  package let paidAt: Instant?
}

/// A paid block with what is left of it.
package struct BlockLeft: Sendable, Hashable {
  package let block: PointsBlock
  package let left: Points
}

extension [PointsBlock] {
  /// What of each is left after so many points, the first first.
  package func left(after consumed: Points) -> [BlockLeft] {
    var rest = Swift.max(consumed, 0)
    return map { block in
      let used = Swift.min(rest, block.points)
      rest -= used
      return BlockLeft(block: block, left: block.points - used)
    }
  }

  /// The money of the first points of them: a whole block's is its price, so no rounding loses anything.
  func money(ofFirst points: Points) -> Int64 {
    left(after: points).reduce(0) { sum, one in
      let used = one.block.points - one.left
      return sum + one.block.price.minorUnits.part(used.units, of: one.block.points.units)
    }
  }
}

extension PointsBlock {
  static let select: SQL = """
    SELECT id, merchant_id, asset_id, points, minor_units, currency, terms_version, state, payment, noted,
      noted_by, number, booked_day, created_at, ends_at, paid_at FROM points_block 
    """

  init(_ row: borrowing Row) {
    self.init(
      id: row[0], merchant: row[1], asset: row[2], points: row[3],
      price: Money(minorUnits: row[4], currency: row[5]), termsVersion: row[6], state: row[7],
      payment: row[8], noted: row[9], notedBy: row[10], number: row[11],
      bookedDay: (row[12] as Int64?).map { BusinessDay(column: $0) }, createdAt: row[13], endsAt: row[14],
      paidAt: row[15])
  }
}

extension Storage.Transaction {
  /// - Throws: ``FundingRefusal/notFound``.
  func pointsBlock(_ id: PointsBlockID) throws -> PointsBlock {
    let found = try queryFirst(PointsBlock.select + "WHERE id = \(id)") { PointsBlock($0) }
    guard let found else { throw FundingRefusal.notFound }
    return found
  }

  /// Paid blocks of merchants, the oldest first.
  func paidBlocks(
    of merchants: [MerchantID], bookedBy day: BusinessDay? = nil
  ) throws -> [TermsPlace: [PointsBlock]] {
    let found = try query(
      PointsBlock.select
        + """
        WHERE merchant_id IN (\(merchants)) AND number IS NOT NULL AND booked_day <= \(day?.column ?? .max)
        ORDER BY merchant_id, asset_id, number
        """
    ) { PointsBlock($0) }
    return Dictionary(grouping: found) { TermsPlace(merchant: $0.merchant, asset: $0.asset) }
  }
}
