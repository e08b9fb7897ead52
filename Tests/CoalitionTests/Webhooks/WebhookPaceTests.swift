import DatabaseTesting
import Ledger
import Storage
import Synchronization
import Testing

@testable import Coalition

/// What webhooks cost each other, and what another server may do meanwhile.
@Suite(.database, .timeLimit(.minutes(30))) struct WebhookPaceTests {
  /// Holds requests to some addresses back until it is opened, and counts what is under way.
  private final class Gate: Sendable {
    private struct State {
      var isOpen = false
      var waiting: [CheckedContinuation<Void, Never>] = []
      var most = 0
      var answered = 0
    }

    private let state = Mutex(State())

    var most: Int { state.withLock(\.most) }

    func wait() async {
      await withCheckedContinuation { continuation in
        let isOpen = state.withLock { state in
          if !state.isOpen { state.waiting.append(continuation) }
          state.most = max(state.most, state.waiting.count)
          return state.isOpen
        }
        if isOpen { continuation.resume() }
      }
    }

    /// Opens when so many were answered.
    func answered(of all: Int) {
      let waiting = state.withLock { state -> [CheckedContinuation<Void, Never>] in
        state.answered += 1
        guard state.answered == all else { return [] }
        state.isOpen = true
        defer { state.waiting = [] }
        return state.waiting
      }
      for one in waiting { one.resume() }
    }
  }

  @Test func `addresses that hang hold up their own deliveries and nobody else's`() async throws {
    let gate = Gate()
    let sink = WebhookSink { request in
      if request.address.target == "/dead" { await gate.wait() } else { gate.answered(of: 20) }
      return WebhookAnswer(status: 204)
    }
    try await TestShop.open(webhooks: sink) { shop in
      let coalition = shop.coalition
      for _ in 0..<6 {
        let dead = try await coalition.createWebhook(
          WebhookDraft(url: "https://hooks.example.com/dead"), by: shop.till)
        _ = try await coalition.testWebhook(dead.webhook.id, by: shop.till)
      }
      let other = shop.caller(shop.other)
      let good = try await coalition.createWebhook(
        WebhookDraft(url: "https://hooks.example.com/good"), by: other)
      for _ in 0..<20 { _ = try await coalition.testWebhook(good.webhook.id, by: other) }
      // Nothing that hangs goes on before all twenty are delivered.
      let report = try await coalition.runDueJobs(lane: .webhooks)
      #expect(report.map(\.done) == [26])
      #expect(gate.most <= Coalition.webhooksOfOwnerAtOnce)
      let states = try await coalition.database.read { tx in
        try tx.query("SELECT DISTINCT state, tries FROM webhook_delivery") { ($0[0] as String, $0[1] as Int) }
      }
      #expect(states.map(\.0) == ["delivered"] && states.map(\.1) == [1])
    }
  }

  @Test func `however slow an address is, no other server takes the run over`() async throws {
    let place = Mutex<(coalition: Coalition, clock: MovableClock)?>(nil)
    let taken = Mutex(0)
    let sink = WebhookSink { _ in
      guard let (coalition, clock) = place.withLock({ $0 }) else { return WebhookAnswer(status: 500) }
      clock.advance(seconds: 14)
      let reports = try await coalition.runDueJobs(lane: .webhooks)
      taken.withLock { $0 += reports.count }
      return WebhookAnswer(status: 204)
    }
    try await TestShop.open(webhooks: sink) { shop in
      place.withLock { $0 = (shop.coalition, shop.clock) }
      let slow = try await shop.coalition.createWebhook(
        WebhookDraft(url: "https://hooks.example.com/slow"), by: shop.till)
      for _ in 0..<20 { _ = try await shop.coalition.testWebhook(slow.webhook.id, by: shop.till) }
      #expect(try await shop.coalition.runDueJobs(lane: .webhooks).map(\.done) == [20])
      #expect(taken.withLock { $0 } == 0)
      let list = try await shop.coalition.webhookDeliveries(by: shop.till).items
      #expect(list.count == 20 && list.allSatisfy { $0.state == .delivered && $0.attempts == 1 })
    }
  }

  @Test func `deliveries of more than thirty days ago go portion by portion until none is left`() async throws
  {
    try await TestShop.open(webhooks: WebhookTray().sink) { shop in
      let coalition = shop.coalition
      let made = try await coalition.createWebhook(
        WebhookDraft(url: "https://hooks.example.com/a"), by: shop.till)
      let count = Int64(Coalition.webhookPortion * 2 + 300)
      try await coalition.database.write { tx in
        let first = IDSource.lowest(at: TestShop.start.adding(seconds: -31 * 86_400))
        let rows = (0..<count).map {
          WebhookDelivery.row(
            WebhookDeliveryID(first + $0), to: made.webhook, of: nil, kind: WebhookDelivery.testKind,
            at: TestShop.start)
        }
        for start in stride(from: 0, to: rows.count, by: 500) {
          try tx.insert(
            into: "webhook_delivery", columns: WebhookDelivery.columns,
            rows: Array(rows[start..<min(start + 500, rows.count)]))
        }
        try tx.execute(
          """
          INSERT INTO webhook_attempt (delivery_id, number, at, status, milliseconds, failure)
          SELECT id, 1, 0, 204, 1, '' FROM webhook_delivery
          """)
      }
      let young = try await coalition.testWebhook(made.webhook.id, by: shop.till)
      var portions = 0
      try await coalition.forgetWebhookDeliveries { portions += 1 }
      #expect(portions == 3)
      let left = try await coalition.webhookDeliveries(by: shop.till).items
      #expect(left.map(\.id) == [young])
      let attempts = try await coalition.database.read { tx in
        try tx.queryFirst("SELECT count(*) FROM webhook_attempt") { $0[0] as Int }
      }
      #expect(attempts == 0)
    }
  }
}
