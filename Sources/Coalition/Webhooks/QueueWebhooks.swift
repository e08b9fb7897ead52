internal import Ledger
internal import Storage

extension Coalition {
  /// Puts a step's events on their way to whoever wants them; the watermark sees to it that each comes once.
  func queueWebhooks(_ journal: [Ledger.Transaction], in tx: any Storage.Transaction) throws {
    let webhooks = try tx.query(
      Webhook.select + "WHERE state IN ('active', 'paused') ORDER BY id"
    ) { Webhook($0) }
    if webhooks.isEmpty { return }
    let now = clock.now()
    let rows = journal.flatMap { Event.events(of: $0) }.flatMap { event in
      webhooks.filter { $0.wants(event) }.map { webhook in
        WebhookDelivery.row(
          ids.next(), to: webhook, of: event.id, kind: event.kind.rawValue, at: now)
      }
    }
    try tx.insert(into: "webhook_delivery", columns: WebhookDelivery.columns, rows: rows)
  }
}
