package import Ledger
internal import Storage

/// What an outside mall asks of a member's points under the mall contract, by its own order number.
package struct MallOrder: Sendable, Hashable {
  package enum Kind: String, CaseIterable, Sendable, SQLScalar {
    /// Points are used there: set aside until the mall says how it went.
    case consume
    /// Points come from there.
    case add
  }

  package enum State: String, CaseIterable, Sendable, SQLScalar {
    case begun, held
    /// The mall said that it went well; the points are being taken.
    case capturing
    /// It said that it did not; they go back.
    case releasing
    case done, released, refused

    package var isOver: Bool { self == .done || self == .released || self == .refused }
  }

  package let id: MallOrderID
  package let partner: PartnerID
  package let number: String
  package let kind: Kind
  let requestHash: Int64
  package let member: MemberID?
  package let asset: AssetID
  package let points: Points
  package let state: State
  package let failure: String
  package let hold: TransactionID
  package let transaction: TransactionID
  package let day: BusinessDay
  package let createdAt: Instant
  package let finishedAt: Instant?
}

/// Why a mall's call was turned away before it counted. A closed list; the mall is told as little as it
/// needs.
package enum MallRefusal: Error, Sendable, Hashable {
  /// No such application key, or a partner that is closed.
  case unknownMall
  case signatureWrong
  /// The timestamp is more than five minutes from our clock.
  case expired
  /// A parameter is missing or cannot be.
  case parameterInvalid(String)
  case memberUnknown
  /// The order number stands for something else.
  case numberUsed
  /// Nothing is known of the order.
  case orderUnknown
  /// The order ended the other way.
  case endedOtherwise
}

extension MallOrder {
  static let select: SQL = """
    SELECT id, partner_id, order_number, kind, request_hash, member_id, asset_id, points, state, failure,
      hold_id, transaction_id, day, created_at, finished_at FROM mall_order 
    """

  init(_ row: borrowing Row) {
    self.init(
      id: row[0], partner: row[1], number: row[2], kind: row[3], requestHash: row[4], member: row[5],
      asset: row[6], points: row[7], state: row[8], failure: row[9], hold: row[10], transaction: row[11],
      day: BusinessDay(daysSince1970: Int32(row[12] as Int64)), createdAt: row[13], finishedAt: row[14])
  }
}

extension Storage.Transaction {
  func mallOrder(_ number: String, of partner: PartnerID) throws -> MallOrder? {
    try queryFirst(
      MallOrder.select + "WHERE partner_id = \(partner) AND order_number = \(number)"
    ) { MallOrder($0) }
  }

  func mallOrder(_ id: MallOrderID) throws -> MallOrder? {
    try queryFirst(MallOrder.select + "WHERE id = \(id)") { MallOrder($0) }
  }
}

extension Coalition {
  /// A mall's orders, newest first, at most 50.
  /// - Throws: `AccessRefusal`.
  package func mallOrders(of partner: PartnerID, by principal: Principal) async throws -> [MallOrder] {
    try principal.requireOperator(.readTransactions)
    return try await database.read { tx in
      try tx.query(MallOrder.select + "WHERE partner_id = \(partner) ORDER BY id DESC LIMIT 50") {
        MallOrder($0)
      }
    }
  }
}
