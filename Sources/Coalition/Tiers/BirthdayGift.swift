package import Ledger
internal import Loyalty

/// A level's gift on a member's birthday (生日礼), as the books know it: the transaction's reference.
package struct BirthdayGift: Sendable, Hashable {
  /// Of the day on which the birthday was celebrated, in the operator's zone.
  package let year: Int
  package let ladder: UInt32
  package let version: UInt32
  package let level: Int

  init(year: Int, _ ladder: TierLadder, level: Int) {
    self.year = year
    self.ladder = ladder.number
    version = ladder.version
    self.level = level
  }

  /// Nil for every other transaction. What comes from outside never has the channel of the platform's own.
  package init?(_ transaction: Ledger.Transaction) {
    let context = transaction.context
    guard transaction.kind == .award, transaction.refusal == nil, context.channel == .platform,
      !context.merchant.isGiven
    else { return nil }
    let parts = context.reference.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0] == Self.name, let year = Int(parts[1]), let ladder = UInt32(parts[2]),
      let version = UInt32(parts[3]), let level = Int(parts[4])
    else { return nil }
    (self.year, self.ladder, self.version, self.level) = (year, ladder, version, level)
  }

  private static let name = "birthday-gift"

  var reference: String { "\(Self.name)/\(year)/\(ladder)/\(version)/\(level)" }

  /// How a message names the level, as ``TierLadder/levelReference(_:)``.
  func levelReference(in asset: AssetID) -> String { "\(asset.rawValue) \(ladder) \(version) \(level)" }

  /// One for each member, ladder and year: what the level gives, and which level it is, is not in it, so that
  /// nobody who rises or falls between two runs is given two.
  func key(of member: MemberID, in asset: AssetID) -> String {
    "\(Self.name)/\(asset.rawValue)/\(ladder)/\(member.rawValue)/\(year)"
  }
}
