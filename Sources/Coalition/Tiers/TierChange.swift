package import Ledger
package import Loyalty
internal import Storage

/// A rise or fall, as it became known.
package struct TierChange: Sendable, Hashable {
  /// Raw values are stored.
  package enum Reason: String, CaseIterable, Sendable, SQLScalar {
    case purchase
    /// Something bought was given back, or a return was undone.
    case `return`
    /// A period ended, with its grace.
    case period
    /// The ladder changed.
    case ladder
    /// Two members became one.
    case merge
  }

  package let member: MemberID
  package let asset: AssetID
  package let ladder: UInt32
  package let version: UInt32
  package let from: Int
  package let to: Int
  package let day: CivilDate
  package let reason: Reason
  package let at: Instant
}

extension TierChange {
  static let select: SQL = """
    SELECT member_id, asset_id, number, version, from_level, to_level, day, reason, at FROM tier_change 
    """

  init(_ row: borrowing Row) {
    self.init(
      member: row[0], asset: row[1], ladder: UInt32(row[2] as Int64), version: UInt32(row[3] as Int64),
      from: row[4], to: row[5], day: CivilDate(daysSince1970: row[6]), reason: row[7], at: row[8])
  }
}
