internal import Ledger

/// An order with its idempotency key.
package struct KeyedOrder: Sendable, Hashable {
  package var order: Order
  package var key: String

  package init(_ order: Order, key: String) {
    self.order = order
    self.key = key
  }
}

extension Coalition {
  /// The most orders in one batch.
  package static let batchLimit = 1_000

  /// Carries out up to 1,000 orders in their sequence, each by itself: a result each, one failing fails
  /// alone.
  ///
  /// All are checked against the tables as they were before the first.
  /// - Throws: ``OrderRefusal/batchTooLarge``, ``OrderRefusal/busy``; an order's own refusal is its result.
  package func batch(
    _ orders: [KeyedOrder], by principal: Principal
  ) async throws -> [Result<Receipt, any Error>] {
    guard orders.count <= Self.batchLimit else { throw OrderRefusal.batchTooLarge }
    return try await carryOut(orders, by: principal)
  }
}
