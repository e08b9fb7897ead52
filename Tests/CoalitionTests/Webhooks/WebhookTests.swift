import DatabaseTesting
import Ledger
import LedgerStore
import Storage
import Testing

@testable import Coalition

@Suite("Webhooks", .database) struct WebhookTests {
  private static let url = "https://hooks.example.com/points"

  @Test func `each event goes once to whoever wants it, and another merchant's to nobody else`() async throws
  {
    let tray = WebhookTray()
    try await TestShop.open(webhooks: tray.sink) { shop in
      let coalition = shop.coalition
      try await shop.earn(10_000, key: "before")
      shop.clock.advance(seconds: 1)
      _ = try await coalition.createWebhook(WebhookDraft(url: Self.url), by: shop.till)
      let spends = WebhookDraft(url: Self.url + "/all", kinds: [.spent])
      _ = try await coalition.createWebhook(spends, by: .system)
      shop.clock.advance(seconds: 1)
      let earn = try await shop.earn(500, key: "a")
      try await shop.earn(700, key: "b", by: shop.caller(shop.other))
      let spend = try await shop.spend(30, key: "c")
      for _ in 0..<3 {
        try await coalition.runDueJobs()
        shop.clock.advance(seconds: 10)
      }
      let own = tray.requests.filter { $0.address.target == "/points" }
      let ids = [earn, spend].map { coalition.publicIDs.text($0.transaction.id) }
      #expect(own.count == 2)
      #expect(zip(own, ids).allSatisfy { $0.text.contains($1) })
      #expect(own[0].text.contains("\"type\":\"points.earned\"") && own[0].text.contains("\"points\":5,"))
      let all = tray.requests.filter { $0.address.target == "/points/all" }
      #expect(all.count == 1 && all[0].header("webhook-id") == own[1].header("webhook-id"))
      let page = try await coalition.webhookDeliveries(by: shop.till)
      #expect(page.items.map(\.state) == [.delivered, .delivered])
      #expect(try await coalition.webhookDeliveries(by: shop.caller(shop.other)).items.isEmpty)
      let file = try await coalition.webhookDelivery(page.items[1].id, by: shop.till)
      #expect(file.body == own[0].text && file.attempts.map(\.status) == [204])
    }
  }

  @Test func `a failure is tried again in growing steps, others wait untried behind it`() async throws {
    let tray = WebhookTray()
    try await TestShop.open(webhooks: tray.sink) { shop in
      let coalition = shop.coalition
      let made = try await coalition.createWebhook(WebhookDraft(url: Self.url), by: shop.till)
      tray.answer(500, 301)
      try await shop.earn(100, key: "a")
      try await shop.earn(200, key: "b")
      try await coalition.runDueJobs()
      #expect(tray.requests.count == 1)
      let failing = try await coalition.webhook(made.webhook.id, by: shop.till)
      #expect(failing.isFailing && failing.failure == "HTTP 500")
      shop.clock.advance(seconds: 6)
      try await coalition.runDueJobs()
      #expect(tray.requests.count == 2, "a redirect is a failure")
      shop.clock.advance(seconds: 60)
      try await coalition.runDueJobs()
      #expect(tray.requests.count == 3, "the second, whose wait is over")
      #expect(try await !coalition.webhook(made.webhook.id, by: shop.till).isFailing)
      shop.clock.advance(seconds: 300)
      try await coalition.runDueJobs()
      let sent = tray.requests
      #expect(sent.count == 4 && Set([sent[0], sent[1], sent[3]].map { $0.header("webhook-id") }).count == 1)
      #expect(Set([sent[0], sent[3]].map(\.text)).count == 1, "the same body at every try")
      let list = try await coalition.webhookDeliveries(by: shop.till).items
      #expect(list.map(\.attempts) == [1, 3])
    }
  }

  @Test func `after the last try it is over, and can be sent again under its id`() async throws {
    let tray = WebhookTray()
    try await TestShop.open(webhooks: tray.sink) { shop in
      let coalition = shop.coalition
      let made = try await coalition.createWebhook(WebhookDraft(url: Self.url), by: shop.till)
      tray.answer(503, 503, 503, 503, 503, 503, 503, 503, 503, 503)
      let test = try await coalition.testWebhook(made.webhook.id, by: shop.till)
      for _ in 0..<12 {
        try await coalition.runDueJobs()
        shop.clock.advance(seconds: 96_000)
      }
      #expect(tray.requests.count == 10)
      #expect(try await coalition.webhookDelivery(test, by: shop.till).delivery.state == .failed)
      #expect(try await coalition.webhook(made.webhook.id, by: shop.till).state == .disabled)
      await #expect(throws: WebhookRefusal.notActive) {
        _ = try await coalition.testWebhook(made.webhook.id, by: shop.till)
      }
      try await coalition.resumeWebhook(made.webhook.id, by: shop.till)
      #expect(try await coalition.resendWebhooks(WebhookDeliveryQuery(), only: test, by: shop.till) == 1)
      try await coalition.runDueJobs()
      #expect(tray.requests.count == 11)
      #expect(Set(tray.requests.map { $0.header("webhook-id") }).count == 1)
      #expect(try await coalition.webhookDelivery(test, by: shop.till).delivery.state == .delivered)
      await #expect(throws: WebhookRefusal.deliveryNotFound) {
        try await coalition.resendWebhooks(WebhookDeliveryQuery(), only: test, by: shop.caller(shop.other))
      }
    }
  }

  @Test func `410 switches a webhook off, a pause keeps events, a removal sends none`() async throws {
    let tray = WebhookTray()
    try await TestShop.open(webhooks: tray.sink) { shop in
      let coalition = shop.coalition
      let made = try await coalition.createWebhook(WebhookDraft(url: Self.url), by: shop.till)
      tray.answer(410)
      try await shop.earn(100, key: "a")
      try await coalition.runDueJobs()
      #expect(try await coalition.webhook(made.webhook.id, by: shop.till).state == .disabled)
      try await coalition.resumeWebhook(made.webhook.id, by: shop.till)
      try await coalition.pauseWebhook(made.webhook.id, by: shop.till)
      try await shop.earn(100, key: "b")
      shop.clock.advance(seconds: 10)
      try await coalition.runDueJobs()
      #expect(tray.requests.count == 1)
      try await coalition.resumeWebhook(made.webhook.id, by: shop.till)
      shop.clock.advance(seconds: 10)
      try await coalition.runDueJobs()
      #expect(tray.requests.count == 3)
      try await shop.earn(100, key: "c")
      try await coalition.removeWebhook(made.webhook.id, by: shop.till)
      shop.clock.advance(seconds: 10)
      try await coalition.runDueJobs()
      #expect(tray.requests.count == 3)
      #expect(try await coalition.webhooks(by: shop.till).isEmpty)
      await #expect(throws: WebhookRefusal.webhookNotFound) {
        _ = try await coalition.webhook(made.webhook.id, by: shop.till)
      }
    }
  }

  @Test func `while a secret is changed, two signatures go with each message`() async throws {
    let tray = WebhookTray()
    try await TestShop.open(webhooks: tray.sink) { shop in
      let coalition = shop.coalition
      let made = try await coalition.createWebhook(WebhookDraft(url: Self.url), by: shop.till)
      let next = try await coalition.rotateWebhookSecret(
        made.webhook.id, overlapSeconds: 3_600, by: shop.till)
      #expect(made.secret.hasPrefix("whsec_") && made.secret != next.secret)
      _ = try await coalition.testWebhook(made.webhook.id, by: shop.till)
      try await coalition.runDueJobs()
      shop.clock.advance(seconds: 3_601)
      _ = try await coalition.testWebhook(made.webhook.id, by: shop.till)
      try await coalition.runDueJobs()
      let counts = tray.requests.map { $0.header("webhook-signature").split(separator: " ").count }
      #expect(counts == [2, 1])
    }
  }

  @Test func `who may not, sees and changes nothing`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let made = try await coalition.createWebhook(WebhookDraft(url: Self.url), by: shop.till)
      let reader = shop.caller(shop.merchant, [.events])
      #expect(try await coalition.webhooks(by: reader).count == 1)
      await #expect(throws: AccessRefusal.scopeMissing(.keys)) {
        _ = try await coalition.createWebhook(WebhookDraft(url: Self.url), by: reader)
      }
      await #expect(throws: AccessRefusal.scopeMissing(.events)) {
        _ = try await coalition.webhooks(by: shop.caller(shop.merchant, [.earn]))
      }
      let inStore = Principal(
        kind: .merchant, merchant: shop.merchant.id, store: shop.store.id, scopes: .merchantMost,
        actor: Actor(kind: .user, id: 5, answerable: 5))
      await #expect(throws: AccessRefusal.wrongOwner) { _ = try await coalition.webhooks(by: inStore) }
      for stranger in [shop.caller(shop.other), Principal.system] {
        #expect(try await coalition.webhooks(by: stranger).isEmpty)
        await #expect(throws: WebhookRefusal.webhookNotFound) {
          try await coalition.pauseWebhook(made.webhook.id, by: stranger)
        }
      }
      for _ in 1..<Coalition.webhookLimit {
        _ = try await coalition.createWebhook(WebhookDraft(url: Self.url), by: shop.till)
      }
      await #expect(throws: WebhookRefusal.tooMany(limit: Coalition.webhookLimit)) {
        _ = try await coalition.createWebhook(WebhookDraft(url: Self.url), by: shop.till)
      }
      await #expect(throws: WebhookRefusal.addressInvalid(.notPublic)) {
        _ = try await coalition.createWebhook(WebhookDraft(url: "https://10.0.0.8/x"), by: shop.till)
      }
    }
  }
}

/// What needs no platform.
@Suite struct WebhookFormTests {
  /// The example of the specification's reference libraries.
  @Test func `a signature is the one that Standard Webhooks gives`() throws {
    let secret: [UInt8] = [
      0x31, 0xF2, 0x90, 0xF6, 0xBF, 0x06, 0x29, 0x8A, 0xAB, 0x4F, 0x08, 0xD4, 0x3C, 0x3F, 0x08, 0x2C, 0xF6,
      0x48, 0xA3, 0x62, 0xDA, 0x2D, 0xA4, 0xB0,
    ]
    #expect(WebhookSecret.text(secret) == "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    let signature = WebhookSecret.signature(
      id: "msg_p5jXN8AQM9LWM0D4loKWxJek", seconds: 1_614_265_330,
      body: Array("{\"test\": 2432232314}".utf8), secret: secret)
    #expect(signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
  }

  @Test(
    arguments: [
      ("https://hooks.example.com/a?b=c", nil), ("https://hooks.example.com:8443", nil),
      ("https://93.184.216.34/", nil), ("https://[2606:2800:220:1::1]/", nil),
      ("http://hooks.example.com/", .notHTTPS), ("ftp://hooks.example.com/", .malformed), ("", .malformed),
      ("hooks.example.com", .malformed), ("https://", .malformed), ("https://a b.example.com/", .malformed),
      ("https://me:word@hooks.example.com/", .malformed), ("https://hooks.example.com/#part", .malformed),
      ("https://hooks.example.com:0/", .malformed), ("https://h\u{F6}oks.example.com/", .malformed),
      ("https://localhost/", .notPublic), ("https://db.internal/", .notPublic),
      ("https://intranet/", .notPublic),
      ("https://127.0.0.1/", .notPublic), ("https://192.168.1.9:8443/x", .notPublic),
      ("https://169.254.169.254/latest", .notPublic),
      ("https://" + String(repeating: "a", count: 500) + ".com/", .malformed),
    ] as [(String, WebhookAddressFault?)])
  func `an address is one of the open internet, over https`(_ text: String, _ fault: WebhookAddressFault?) {
    let found: WebhookAddressFault?
    do throws(WebhookAddressFault) {
      _ = try WebhookAddress(text, allowsLocal: false)
      found = nil
    } catch { found = error }
    #expect(found == fault)
  }

  @Test(
    arguments: [
      ([8, 8, 8, 8], true), ([10, 1, 2, 3], false), ([100, 63, 0, 1], true), ([100, 64, 0, 1], false),
      ([172, 15, 0, 1], true), ([172, 16, 0, 1], false), ([172, 31, 255, 255], false),
      ([172, 32, 0, 1], true),
      ([192, 168, 0, 1], false), ([192, 169, 0, 1], true), ([169, 254, 169, 254], false),
      ([127, 8, 8, 8], false),
      ([224, 0, 0, 1], false), ([255, 255, 255, 255], false), ([0, 0, 0, 0], false),
      ([0x26, 0x06, 0x28, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], true),
      ([UInt8](repeating: 0, count: 15) + [1], false),
      ([0xFC, 0] + [UInt8](repeating: 0, count: 14), false),
      ([0xFE, 0x80] + [UInt8](repeating: 1, count: 14), false),
      ([UInt8](repeating: 0, count: 10) + [0xFF, 0xFF, 10, 0, 0, 1], false),
      ([UInt8](repeating: 0, count: 10) + [0xFF, 0xFF, 8, 8, 8, 8], true),
      ([0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0, 127, 0, 0, 1], false), ([], false),
    ] as [([UInt8], Bool)])
  func `addresses of private networks are told from public ones`(_ bytes: [UInt8], _ isPublic: Bool) {
    #expect(NetworkAddress.isPublic(bytes) == isPublic)
  }
}
