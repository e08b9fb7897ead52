package import Ledger
internal import Storage

/// Points that a member buys for money (购买积分).
package struct PointsOrder: Sendable, Hashable {
  /// Raw values are stored.
  package enum State: String, CaseIterable, Sendable, SQLScalar {
    /// For its payment.
    case waiting
    /// One of the operator's people said that it is paid; another must say so too.
    case noted
    /// Paid; the ledger has not answered yet.
    case paid
    case credited
    /// Paid, and the ledger declined the points: the money is to go back.
    case declined
    /// Not paid in time.
    case lapsed
    /// The points are being taken back.
    case returning
    /// The points are gone again; the money goes back.
    case returned
  }

  package let id: PointsOrderID
  package let asset: AssetID
  /// Who buys.
  package let member: MemberID
  /// Who gets the points; nil: the buyer.
  package let receiver: MemberID?
  /// What the buyer writes to the receiver; empty without.
  package let words: String
  package let points: Points
  package let price: Money
  /// Whose limits of which business day it counts against, also where the order is a survivor's by now.
  let claimant: MemberID
  let day: Int64
  /// The only merchant where the points are good; none: everywhere.
  let onlyAt: MerchantID
  /// For how many days after its payment it can be given back.
  let refundDays: Int
  /// The first moment at which its points are gone, as the member was shown; nil for never.
  package let expiresAt: Instant?
  package let state: State
  /// The payment's own number, once it is certain.
  package let payment: String?
  /// The number that one of the operator's people gave, while another's word is waited for: nobody else sees
  /// it, or they would only repeat it.
  package let noted: String?
  /// Who gave it; 0 for nobody.
  package let notedBy: Int64
  /// Of the payment by which the money went back.
  package let repayment: String?
  /// How often it was tried to take its points back.
  let returns: Int64
  package let transaction: TransactionID
  package let returning: TransactionID
  package let createdAt: Instant
  /// Until when it waits.
  package let endsAt: Instant
  package let paidAt: Instant?
  package let repaidAt: Instant?

  /// The first moment at which it cannot be given back any more; nil where it never could.
  package var returnsUntil: Instant? {
    refundDays > 0 ? paidAt?.adding(seconds: Int64(refundDays) * 86_400) : nil
  }

  /// In whose wallet its points are, or will be.
  package var recipient: MemberID { receiver ?? member }

  /// Whether money is to go back that has not yet.
  package var owesMoney: Bool { (state == .declined || state == .returned) && repaidAt == nil }
}

/// Why an order of points could not be paid or given back. A closed list.
package enum PointsOrderRefusal: Error, Sendable, Hashable {
  case notFound
  /// It was not paid in time: this payment goes back.
  case ended
  /// It is paid by another payment already.
  case paidBefore
  /// One of the operator's people noted another number.
  case notedOtherwise
  /// Its money went back by another payment already.
  case repaidBefore
  /// The payment pays another order.
  case paymentUsed
  /// Not the money that it costs.
  case moneyMismatch
  /// So many of the member's orders wait for their payment already.
  case tooManyWaiting(Int)
  /// The programme sells nothing for others.
  case giftsOff
  /// A gift to oneself is none.
  case toOneself
  /// Nobody is known so who could get points.
  case receiverUnknown
  case receiverFrozen
  /// They left, or are about to.
  case receiverClosed
  /// What is written to the receiver has 1…100 characters on one line.
  case wordsInvalid
  /// One of the operator's people moves no points alone: members give back their own orders, and systems.
  case notAlone
  /// A payment's number has 1…64 visible ASCII characters.
  case paymentInvalid
  case repaymentInvalid
  /// It is not where it could be given back or repaid.
  case state(PointsOrder.State)
  /// The time to give it back is over, or there was none.
  case tooLate
  /// Points of it are used, so it stays.
  case used
}

extension PointsOrder {
  static let select: SQL = """
    SELECT id, asset_id, member_id, points, minor_units, currency, claimant_id, day, only_at, refund_days,
      expires_at, state, payment, noted, noted_by, repayment, returns, transaction_id, return_id, created_at,
      ends_at, paid_at, repaid_at, receiver_id, words
    FROM points_order 
    """

  init(_ row: borrowing Row) {
    self.init(
      id: row[0], asset: row[1], member: row[2], receiver: row[23], words: row[24], points: row[3],
      price: Money(minorUnits: row[4], currency: row[5]), claimant: row[6], day: row[7], onlyAt: row[8],
      refundDays: row[9], expiresAt: row[10], state: row[11], payment: row[12], noted: row[13],
      notedBy: row[14], repayment: row[15], returns: row[16], transaction: row[17], returning: row[18],
      createdAt: row[19], endsAt: row[20], paidAt: row[21], repaidAt: row[22])
  }

  /// What it takes of the limits of its day.
  var claim: ServiceClaim {
    ServiceClaim(
      asset: asset, service: .buying, member: claimant,
      day: BusinessDay(daysSince1970: Int32(clamping: day)), points: points)
  }
}

extension Storage.Transaction {
  /// - Throws: ``PointsOrderRefusal/notFound``.
  func pointsOrder(_ id: PointsOrderID) throws -> PointsOrder {
    let found = try queryFirst(PointsOrder.select + "WHERE id = \(id)") { PointsOrder($0) }
    guard let found else { throw PointsOrderRefusal.notFound }
    return found
  }

  /// Whether the ledger is being asked about an order of the member's or for them: until it answers they
  /// neither leave nor are merged, so that no points go to nobody.
  func hasPointsOrderUnderWay(_ member: MemberID) throws -> Bool {
    try queryFirst(
      """
      SELECT 1 FROM points_order
      WHERE (member_id = \(member) OR receiver_id = \(member)) AND state IN ('paid', 'returning') LIMIT 1
      """
    ) { $0[0] as Int64 } != nil
  }

  /// After a merge the survivor's orders are those of both, and what either bought for the other is bought
  /// for themselves.
  func movePointsOrders(of member: MemberID, to survivor: MemberID) throws {
    try execute(
      """
      UPDATE points_order SET receiver_id = NULL, words = ''
      WHERE member_id = \(member) AND receiver_id = \(survivor)
        OR member_id = \(survivor) AND receiver_id = \(member)
      """)
    try execute("UPDATE points_order SET receiver_id = \(survivor) WHERE receiver_id = \(member)")
    try execute("UPDATE points_order SET member_id = \(survivor) WHERE member_id = \(member)")
  }
}
