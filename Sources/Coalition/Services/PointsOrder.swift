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
  package let member: MemberID
  package let points: Points
  package let price: Money
  /// The business day whose limits it counts against.
  let day: Int64
  /// The only merchant where the points are good; none: everywhere.
  let onlyAt: MerchantID
  /// For how many days after its payment it can be given back.
  let refundDays: Int
  package let state: State
  /// The payment's own number.
  package let payment: String?
  /// Who of the operator's people said that it is paid, while another's word is waited for; 0 for nobody.
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
  /// The payment pays another order.
  case paymentUsed
  /// Not the money that it costs.
  case moneyMismatch
  /// So many of the member's orders wait for their payment already.
  case tooManyWaiting(Int)
  /// One of the operator's people moves no points alone: members give back their own orders, and systems.
  case notAlone
  /// A payment's number has 1…64 visible ASCII characters.
  case paymentInvalid
  /// It is not where it could be given back or repaid.
  case state(PointsOrder.State)
  /// The time to give it back is over, or there was none.
  case tooLate
  /// Points of it are used, so it stays.
  case used
}

extension PointsOrder {
  static let select: SQL = """
    SELECT id, asset_id, member_id, points, minor_units, currency, day, only_at, refund_days, state, payment,
      noted_by, repayment, returns, transaction_id, return_id, created_at, ends_at, paid_at, repaid_at
    FROM points_order 
    """

  init(_ row: borrowing Row) {
    self.init(
      id: row[0], asset: row[1], member: row[2], points: row[3],
      price: Money(minorUnits: row[4], currency: row[5]), day: row[6], onlyAt: row[7], refundDays: row[8],
      state: row[9], payment: row[10], notedBy: row[11], repayment: row[12], returns: row[13],
      transaction: row[14], returning: row[15], createdAt: row[16], endsAt: row[17], paidAt: row[18],
      repaidAt: row[19])
  }

  /// What it takes of the limits of its day.
  var claim: ServiceClaim {
    ServiceClaim(
      asset: asset, service: .buying, member: member,
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
}
