import Coalition
import DatabaseTesting
import HTTPTypes
import HummingbirdTesting
import Ledger
import Testing

@testable import Consoles

@Suite(.database) struct MessageFlowTests {
  @Test func `the inbox tells what happened, and counts it until it was read`() async throws {
    try await TestConsole.open { console in
      let cookies = try await console.enter()
      try await console.earn(128_050, key: "e1")
      try await console.spend(200, key: "s1")
      console.clock.advance(seconds: 30)
      try await console.coalition.runDueJobs()
      #expect(try await console.get("/member", cookies).text.contains("2 unread messages"))
      let inbox = try await console.get("/member/messages", cookies)
      #expect(inbox.text.contains("200 Universal points used at Harbour &lt;Coffee&gt;"))
      #expect(inbox.text.matches(of: /badge good">New/).count == 2)
      #expect(!(try await console.get("/member", cookies).text.contains("unread")))
      let chinese = try await console.get("/member/messages", cookies + "; tb_language=zh-Hans")
      #expect(chinese.text.contains("lang=\"zh-Hans\"") && !chinese.text.contains("Points used"))
      for path in ["/member/messages", "/member/me/notices"] {
        let page = try await console.get(path, cookies)
        let outline = try Outline(Array(page.text.utf8))
        #expect(outline.headings == 1 && outline.inline.isEmpty && page.text.utf8.count < 40_000)
      }
    }
  }

  @Test func `ways are chosen on a form, and what is not ticked is off`() async throws {
    try await TestConsole.open { console in
      let cookies = try await console.enter()
      let form = try await console.get("/member/me/notices", cookies)
      #expect(form.text.contains("name=\"sms_transfer\" value=\"1\" aria-label=\"Transfers: SMS\" checked"))
      let saved = try await console.post(
        "/member/me/notices", "email_earn=1&form_token=" + form.text.formToken, cookies)
      #expect(saved.headers[.location] == "/member/me/notices?said=preferences")
      let after = try await console.get("/member/me/notices", cookies)
      #expect(after.text.matches(of: /checked="checked"/).count == 1)
      #expect(try await console.post("/member/me/notices", "email_earn=1", cookies).status == .forbidden)
    }
  }

  @Test func `the operator words a message with a preview, and a wrong name is refused`() async throws {
    try await TestConsole.open { console in
      let staff = try await console.signIn()
      #expect(try await console.get("/operator/messages", staff).text.contains("/operator/messages/spent"))
      #expect(try await console.get("/operator/messages/nothing", staff).status == .notFound)
      let page = try await console.get("/operator/messages/spent", staff)
      #expect(page.text.utf8.count < 40_000)
      let outline = try Outline(Array(page.text.utf8))
      #expect(outline.headings == 1 && outline.ids.count == Set(outline.ids).count)
      func send(_ form: String) async throws -> TestResponse {
        try await console.post(
          "/operator/messages/spent", form + "&way=site&language=en&form_token=" + page.text.formToken, staff)
      }
      let shown = try await send("act=try&title=Paid&body=You+paid+%7B%7Bpoints%7D%7D")
      #expect(shown.status == .ok && shown.text.contains("You paid 1,280"))
      let refused = try await send("act=save&title=Paid&body=%7B%7Bnope%7D%7D")
      #expect(refused.status == .badRequest && refused.text.contains("{{nope}}"))
      #expect(refused.text.contains("aria-invalid=\"true\""))
      #expect(try await send("act=save&title=Paid&body=%3Cb%3E%7B%7Bpoints%7D%7D").status == .seeOther)
      let saved = try await console.get("/operator/messages/spent", staff)
      #expect(saved.text.contains("&lt;b&gt;{{points}}") && saved.text.contains("Changed"))
      #expect(try await send("act=reset").status == .seeOther)
      let reader = try await console.signIn("reader")
      let readOnly = try await console.get("/operator/messages/spent", reader)
      #expect(readOnly.status == .ok && !readOnly.text.contains("<textarea"))
      #expect(
        try await console.post(
          "/operator/messages/spent",
          "act=save&way=site&language=en&title=a&body=b&form_token=" + readOnly.text.formToken, reader
        ).status == .forbidden)
    }
  }

  @Test func `the log of deliveries says what became of each, and nothing of what it said`() async throws {
    try await TestConsole.open { console in
      let staff = try await console.signIn()
      #expect(try await console.get("/operator/deliveries", staff).text.contains("No deliveries yet"))
      _ = try await console.coalition.updateMember(
        console.member.id, MemberChange(identities: [.email("li@example.com")]), by: .system)
      _ = try await console.enter()
      try await console.earn(128_050, key: "e1")
      try await console.spend(200, key: "s1")
      console.clock.advance(seconds: 30)
      try await console.coalition.runDueJobs()
      let log = try await console.get("/operator/deliveries?state=sent", staff)
      #expect(
        log.text.contains("Points used") && log.text.contains("E-mail") && !log.text.contains("Harbour"))
      #expect(try await console.get("/demo/inbox").text.contains("li@example.com"))
    }
  }
}
