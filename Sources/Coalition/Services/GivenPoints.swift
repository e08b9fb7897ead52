package import Ledger
internal import Storage

/// Points that one member bought for another, as both are told of them and see them.
package struct GivenPoints: Sendable, Hashable {
  let order: PointsOrderID
  let giver: MemberID
  let receiver: MemberID
  /// With everything but the first character hidden; empty where they gave none.
  package let giverName: String
  let receiverName: String
  /// What the giver wrote; empty without.
  package let words: String
}

extension Ledger.Transaction {
  /// The number of the order whose points it credits or takes back; empty where it is of none.
  package var orderReference: String {
    // Only the platform itself sends by its own channel, so nobody writes such a reference.
    guard context.channel == .platform, kind == .topUp || kind == .refund, refusal == nil,
      context.reference.hasPrefix("pod_")
    else { return "" }
    return context.reference
  }
}

extension GivenPoints {
  /// What both are told in the place of what a member is told of points that move.
  func told(_ usual: [MessageDraft], _ transaction: Ledger.Transaction) -> [MessageDraft] {
    guard var own = usual.first else { return [] }
    var giver = MessageDraft(transaction.kind == .topUp ? .giftGiven : .giftReturned, to: giver)
    // An event is the message's of one member: whom its points are.
    (giver.asset, giver.points) = (own.asset, own.points)
    (giver.about, giver.detail) = (own.about, receiverName)
    if transaction.kind == .topUp {
      let points = own
      own = MessageDraft(.giftReceived, to: points.member)
      (own.event, own.transaction, own.asset) = (points.event, points.transaction, points.asset)
      (own.points, own.about, own.detail, own.words) = (points.points, points.about, giverName, words)
    }
    return [own, giver]
  }
}

extension Storage.Transaction {
  /// Of orders by their public numbers, those for another member; anything else is left out.
  func givenPoints(
    in references: some Sequence<String>, _ names: PublicIDs
  ) throws -> [String: GivenPoints] {
    let orders: [PointsOrderID] = Set(references).compactMap { names.id($0) }.sorted()
    if orders.isEmpty { return [:] }
    let found = try query(
      """
      SELECT points_order.id, points_order.member_id, receiver_id, words, coalesce(giver.name, ''),
        coalesce(receiver.name, '')
      FROM points_order
      LEFT JOIN member_profile AS giver ON giver.member_id = points_order.member_id
      LEFT JOIN member_profile AS receiver ON receiver.member_id = points_order.receiver_id
      WHERE points_order.id IN (\(orders)) AND receiver_id IS NOT NULL
      """
    ) { row in
      GivenPoints(
        order: row[0], giver: row[1], receiver: row[2], giverName: (row[4] as String).masked,
        receiverName: (row[5] as String).masked, words: row[3])
    }
    return Dictionary(found.map { (names.text($0.order), $0) }) { first, _ in first }
  }
}
