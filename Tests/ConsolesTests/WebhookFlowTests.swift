import Coalition
import DatabaseTesting
import HTTPTypes
import HummingbirdTesting
import Ledger
import Storage
import Testing

@testable import Consoles

/// A merchant looks after its own webhooks in its console, and nobody else's.
@Suite(.database) struct WebhookFlowTests {
  @Test func `a webhook is added, its secret shown once, tested, changed, halted and taken away`()
    async throws
  {
    try await TestDesk.open { desk in
      let cookies = try await desk.signIn("owner")
      let token = "form_token=" + (try await desk.console.get("/merchant/webhooks", cookies).text.formToken)
      let made = try await desk.console.post(
        "/merchant/webhooks", token + "&url=https://hooks.example.com/a&note=MIS&kind_points.earned=1",
        cookies)
      let secret = try #require(made.text.firstMatch(of: /whsec_[A-Za-z0-9+\/=]{44}/)?.0)
      let list = try await desk.console.get("/merchant/webhooks", cookies).text
      #expect(list.contains("points.earned") && !list.contains(secret))
      let path = String(try #require(list.firstMatch(of: /\/merchant\/webhooks\/whk_[0-9A-Z]+/)?.0))
      #expect(try await desk.console.get(path, cookies).text.contains("MIS"))
      let test = try await desk.console.post(path + "/test", token, cookies)
      let delivery = try #require(test.headers[.location])
      #expect(try await desk.console.get(delivery, cookies).text.contains("webhook.test"))
      let bad = try await desk.console.post(
        path + "/change", token + "&url=http://hooks.example.com", cookies)
      #expect(bad.status == .conflict && bad.text.contains("https://"))
      let rotated = try await desk.console.post(path + "/rotate", token + "&overlap=3600", cookies).text
      #expect(rotated.contains("whsec_") && !rotated.contains(secret))
      _ = try await desk.console.post(path + "/pause", token, cookies)
      #expect(try await desk.console.get(path, cookies).text.contains("Go on"))
      _ = try await desk.console.post(path + "/remove", token, cookies)
      #expect(try await desk.console.get(path, cookies).status == .notFound)
    }
  }

  @Test func `another merchant's webhooks are not found, nor are the platform's`() async throws {
    try await TestDesk.open { desk in
      let coalition = desk.console.coalition
      let draft = WebhookDraft(url: "https://rival.example.com/")
      let rival = Principal(
        kind: .merchant, merchant: desk.foreign.merchant, scopes: .merchantMost,
        actor: Actor(kind: .key, id: 97, answerable: 96))
      let cookies = try await desk.signIn("owner")
      let token = "form_token=" + (try await desk.console.get("/merchant/webhooks", cookies).text.formToken)
      for owner in [rival, .system] {
        let made = try await coalition.createWebhook(draft, by: owner)
        let test = try await coalition.testWebhook(made.webhook.id, by: owner)
        let path = "/merchant/webhooks/" + coalition.publicIDs.text(made.webhook.id)
        #expect(try await desk.console.get(path, cookies).status == .notFound)
        for act in ["test", "change", "rotate", "pause", "resume", "remove"] {
          let form = token + "&url=https://hooks.example.com/"
          let answer = try await desk.console.post(path + "/" + act, form, cookies)
          #expect(answer.status == .notFound, "\(act)")
        }
        let delivery = "/merchant/webhook-deliveries/" + coalition.publicIDs.text(test)
        #expect(try await desk.console.get(delivery, cookies).status == .notFound)
        #expect(try await desk.console.post(delivery + "/resend", token, cookies).status == .notFound)
      }
      for path in ["/merchant/webhooks", "/merchant/webhook-deliveries"] {
        #expect(try await !desk.console.get(path, cookies).text.contains("rival.example.com"))
      }
    }
  }

  @Test func `a webhook that fails is told on the first page`() async throws {
    try await TestDesk.open { desk in
      let coalition = desk.console.coalition
      let made = try await coalition.createWebhook(
        WebhookDraft(url: "https://hooks.example.com/", note: "MIS"), by: desk.console.till)
      let cookies = try await desk.signIn("owner")
      #expect(try await !desk.console.get("/merchant", cookies).text.contains("MIS"))
      try await coalition.database.write { tx in
        try tx.execute(
          "UPDATE webhook_endpoint SET failing_since = 1, failure = 'HTTP 500' WHERE id = \(made.webhook.id)")
      }
      #expect(try await desk.console.get("/merchant", cookies).text.contains("MIS"))
    }
  }
}
