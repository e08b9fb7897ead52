package import Ledger
internal import Loyalty

/// The ledger's part of an exchange with a partner: sets points aside for it, or gives those that
/// came from it.
///
/// Only the platform makes one, of an exchange that is written down.
package struct PartnerOrder: Sendable, Hashable {
  package var member: MemberID
  package var asset: AssetID
  package var points: Points
  /// Names the partner's merchant.
  package var occasion: Occasion

  package init(member: MemberID, asset: AssetID, points: Points, occasion: Occasion) {
    (self.member, self.asset, self.points, self.occasion) = (member, asset, points, occasion)
  }
}

extension Preparation {
  /// What a partner may take long to answer for must not end by itself: its hold lasts ten years.
  private static let holdSeconds: Int64 = 10 * 366 * 86_400

  mutating func partnerHold(_ order: PartnerOrder) throws -> Draft {
    let (place, program, terms) = try partnerPlace(order)
    guard terms.isAccepting else { throw OrderRefusal.programMismatch }
    let member = try memberCashingOut(.id(order.member))
    var spend = Spend(
      from: WalletKey(member: member, asset: program.asset), order.points, at: place.merchantID)
    // Points that were bought leave the platform no more than by a transfer or an exchange.
    spend.isPurchasedAllowed = false
    return Draft(
      try context(order.occasion, place), .hold(spend, until: now.adding(seconds: Self.holdSeconds)))
  }

  mutating func partnerAward(_ order: PartnerOrder) throws -> Draft {
    let (place, program, terms) = try partnerPlace(order)
    guard terms.isIssuing else { throw OrderRefusal.programMismatch }
    let member = try member(.id(order.member))
    let credit = Credit(
      .award, to: WalletKey(member: member, asset: program.asset), order.points,
      source: LotSource(issuer: place.merchantID, origin: .converted),
      expiresAt: expiry(.converted, program, terms).expiry(ofCreditAt: now, in: calendar.zone),
      issuingLimit: terms.mostIssued)
    return Draft(try context(order.occasion, place), .credit(credit))
  }

  private mutating func partnerPlace(
    _ order: PartnerOrder
  ) throws -> (place: Place, program: Program, terms: MerchantTerms) {
    guard principal.actor == .system else { throw OrderRefusal.approvalRequired }
    guard order.points > 0, order.points <= Points.maximumPerCommand else {
      throw OrderRefusal.amountOutOfRange
    }
    let place = try merchantPlace(order.occasion)
    let program = try program(.asset(order.asset))
    return (place, program, try terms(place, program))
  }

  /// What is set aside for a partner's answer is ended by that answer, and by nobody's key: not even by one
  /// of the merchant in whose account the partner is cleared.
  /// - Throws: ``OrderRefusal/transactionNotFound``.
  func requireOwnHold(_ original: Ledger.Transaction) throws(OrderRefusal) {
    let isPartners = original.holdUntil > original.at.adding(seconds: 366 * 86_400)
    // Terminals come with the platform's actor, and with their merchant.
    if isPartners, principal.actor != .system || principal.merchant != nil { throw .transactionNotFound }
  }
}
