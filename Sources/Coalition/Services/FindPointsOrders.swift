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
  /// - Throws: `AccessRefusal`.
  package func pointsOrders(
    of member: MemberID? = nil, in state: PointsOrder.State? = nil,
    _ page: PageRequest<Identified.PointsOrder> = PageRequest(), by principal: Principal
  ) async throws -> Page<PointsOrder> {
    try principal.requireOperator(.readMembers)
    return try await orders(of: member, in: state, page)
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
    try await orders(of: me.member, in: nil, page)
  }

  /// One of the member's own.
  /// - Throws: ``PointsOrderRefusal/notFound``.
  package func pointsOrder(_ id: PointsOrderID, by me: MemberPrincipal) async throws -> PointsOrder {
    let order = try await database.read { try $0.pointsOrder(id) }
    guard order.member == me.member else { throw PointsOrderRefusal.notFound }
    return order
  }

  /// What was paid for points of a programme from a moment on and before another, and what went back then.
  /// - Throws: `AccessRefusal`.
  package func pointsSales(
    of asset: AssetID, from: Instant, until: Instant, by principal: Principal
  ) async throws -> PointsSales {
    try principal.requireOperator(.reports)
    return try await database.read { tx in
      var sales = PointsSales()
      _ = try tx.queryFirst(
        """
        SELECT count(*), CAST(coalesce(sum(points), 0) AS BIGINT),
          CAST(coalesce(sum(minor_units), 0) AS BIGINT)
        FROM points_order
        WHERE asset_id = \(asset) AND paid_at >= \(from) AND paid_at < \(until) AND state <> 'noted'
        """
      ) { (sales.orders, sales.points, sales.paid) = ($0[0], $0[1], $0[2]) }
      _ = try tx.queryFirst(
        """
        SELECT CAST(coalesce(sum(minor_units), 0) AS BIGINT) FROM points_order
        WHERE asset_id = \(asset) AND repaid_at >= \(from) AND repaid_at < \(until)
        """
      ) { sales.repaid = $0[0] }
      _ = try tx.queryFirst(
        """
        SELECT CAST(coalesce(sum(minor_units), 0) AS BIGINT) FROM points_order
        WHERE asset_id = \(asset) AND state IN ('declined', 'returned') AND repaid_at IS NULL
        """
      ) { sales.owed = $0[0] }
      return sales
    }
  }

  private func orders(
    of member: MemberID?, in state: PointsOrder.State?, _ page: PageRequest<Identified.PointsOrder>
  ) async throws -> Page<PointsOrder> {
    var condition: SQL = "WHERE id < \(page.bound)"
    if let member { condition = condition + " AND member_id = \(member)" }
    if let state { condition = condition + " AND state = \(state)" }
    let question = PointsOrder.select + condition + " ORDER BY id DESC LIMIT \(page.limit + 1)"
    return try await database.read { tx in
      Page(try tx.query(question) { PointsOrder($0) }, limit: page.limit)
    }
  }
}
