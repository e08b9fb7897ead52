package import Ledger
internal import Storage

/// Money for points that members bought, over business days of a programme.
package struct PointsSales: Sendable, Hashable {
  package var orders = 0
  package var points: Points = 0
  /// In the smallest unit of the programme's currency: what was paid, and what went back.
  package var paid: Int64 = 0
  package var repaid: Int64 = 0
  /// Of orders whose money is to go back and has not yet, whenever they were paid.
  package var owed: Int64 = 0

  package init() {}
}

extension Coalition {
  /// Orders of points, newest first.
  /// - Parameters:
  ///   - member: who buys.
  ///   - receiver: who gets what another member buys.
  /// - Throws: `AccessRefusal`.
  package func pointsOrders(
    of member: MemberID? = nil, to receiver: MemberID? = nil, in state: PointsOrder.State? = nil,
    _ page: PageRequest<Identified.PointsOrder> = PageRequest(), by principal: Principal
  ) async throws -> Page<PointsOrder> {
    try principal.requireOperator(.readMembers)
    return try await orders(of: member, to: receiver, in: state, page)
  }

  /// One order.
  /// - Throws: `AccessRefusal`, ``PointsOrderRefusal/notFound``.
  package func pointsOrder(_ id: PointsOrderID, by principal: Principal) async throws -> PointsOrder {
    try principal.requireOperator(.readMembers)
    return try await database.read { try $0.pointsOrder(id) }
  }

  /// The member's own orders, newest first.
  package func pointsOrders(
    _ page: PageRequest<Identified.PointsOrder> = PageRequest(), by me: MemberPrincipal
  ) async throws -> Page<PointsOrder> {
    try await orders(of: me.member, to: nil, in: nil, page)
  }

  /// One of the member's own.
  /// - Throws: ``PointsOrderRefusal/notFound``.
  package func pointsOrder(_ id: PointsOrderID, by me: MemberPrincipal) async throws -> PointsOrder {
    let order = try await database.read { try $0.pointsOrder(id) }
    guard order.member == me.member else { throw PointsOrderRefusal.notFound }
    return order
  }

  /// What was paid for points of programmes from a moment on and before another, and what went back then; a
  /// programme with nothing of it is left out.
  /// - Throws: `AccessRefusal`.
  package func pointsSales(
    of assets: [AssetID], from: Instant, until: Instant, by principal: Principal
  ) async throws -> [AssetID: PointsSales] {
    try principal.requireOperator(.reports)
    return try await database.read { tx in
      var sales: [AssetID: PointsSales] = [:]
      _ = try tx.query(
        """
        SELECT asset_id, count(*), CAST(sum(points) AS BIGINT), CAST(sum(minor_units) AS BIGINT)
        FROM points_order
        WHERE asset_id IN (\(assets)) AND paid_at >= \(from) AND paid_at < \(until) GROUP BY asset_id
        """
      ) { row in
        var sold = PointsSales()
        (sold.orders, sold.points, sold.paid) = (row[1], row[2], row[3])
        sales[row[0]] = sold
      }
      _ = try tx.query(
        """
        SELECT asset_id, CAST(sum(minor_units) AS BIGINT) FROM points_order
        WHERE asset_id IN (\(assets)) AND repaid_at >= \(from) AND repaid_at < \(until) GROUP BY asset_id
        """
      ) { sales[$0[0], default: PointsSales()].repaid = $0[1] }
      _ = try tx.query(
        """
        SELECT asset_id, CAST(sum(minor_units) AS BIGINT) FROM points_order
        WHERE asset_id IN (\(assets)) AND state IN ('declined', 'returned') AND repaid_at IS NULL
        GROUP BY asset_id
        """
      ) { sales[$0[0], default: PointsSales()].owed = $0[1] }
      return sales
    }
  }

  private func orders(
    of member: MemberID?, to receiver: MemberID?, in state: PointsOrder.State?,
    _ page: PageRequest<Identified.PointsOrder>
  ) async throws -> Page<PointsOrder> {
    var condition: SQL = "WHERE id < \(page.bound)"
    if let member { condition = condition + " AND member_id = \(member)" }
    if let receiver { condition = condition + " AND receiver_id = \(receiver)" }
    if let state { condition = condition + " AND state = \(state)" }
    let question = PointsOrder.select + condition + " ORDER BY id DESC LIMIT \(page.limit + 1)"
    return try await database.read { tx in
      Page(try tx.query(question) { PointsOrder($0) }, limit: page.limit)
    }
  }
}
