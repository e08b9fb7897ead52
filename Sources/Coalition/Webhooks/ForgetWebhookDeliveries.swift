internal import Ledger
internal import Storage

extension Coalition {
  /// Deliveries are looked at and sent again for thirty days.
  private static let webhookMemory: Int64 = 30 * 86_400
  /// What one commit takes away: whoever else writes waits no longer than for that.
  static let webhookPortion = 1_000

  /// Takes all deliveries away that are older than thirty days, with their tries, portion by portion.
  /// - Parameter portionDone: called behind each portion; what it throws ends the work.
  func forgetWebhookDeliveries(portionDone: () async throws -> Void) async throws {
    let bound = IDSource.lowest(at: clock.now().adding(seconds: -Self.webhookMemory))
    while true {
      let count = try await database.write { tx in
        let old = try tx.query(
          "SELECT id FROM webhook_delivery WHERE id < \(bound) ORDER BY id LIMIT \(Self.webhookPortion)"
        ) { $0[0] as WebhookDeliveryID }
        if old.isEmpty { return 0 }
        try tx.execute("DELETE FROM webhook_attempt WHERE delivery_id IN (\(old))")
        try tx.execute("DELETE FROM webhook_delivery WHERE id IN (\(old))")
        return old.count
      }
      try await portionDone()
      if count < Self.webhookPortion { return }
      try Task.checkCancellation()
    }
  }
}
