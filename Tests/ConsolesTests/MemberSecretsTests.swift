import Coalition
import DatabaseTesting
import HTTPTypes
import HummingbirdTesting
import Ledger
import Testing

@testable import Consoles

/// The member's PIN, address and password on their own pages.
@Suite(.database) struct MemberSecretsTests {
  private static let number = "+8613800138000"

  private func code(_ console: TestConsole, to recipient: String = number) throws -> String {
    try #require(console.codes.latest(for: recipient)).code
  }

  @Test func `a PIN is set in two steps, each fault beside its field`() async throws {
    try await TestConsole.open { console in
      let cookies = try await console.enter()
      let first = try await console.get("/member/me/pin", cookies)
      let token = first.text.formToken
      #expect(first.text.contains("Set a PIN") && !first.text.contains("name=\"pin\""))
      console.clock.advance(seconds: 61)
      let sent = try await console.post("/member/me/pin/code", "form_token=" + token, cookies)
      #expect(sent.status == .ok && sent.text.contains("name=\"pin_again\""))
      #expect(sent.text.contains("autocomplete=\"one-time-code\""))
      // Asked again at once, the code of a moment ago is still good.
      let again = try await console.post("/member/me/pin/code", "form_token=" + token, cookies)
      #expect(again.status == .tooManyRequests && again.text.contains("name=\"pin_again\""))
      let code = try code(console)
      func set(_ pin: String, _ second: String? = nil, _ code: String) async throws -> TestResponse {
        try await console.post(
          "/member/me/pin", "pin=\(pin)&pin_again=\(second ?? pin)&code=\(code)&form_token=" + token, cookies)
      }
      let differs = try await set("274135", "274136", code)
      #expect(differs.status == .badRequest && differs.text.contains("id=\"pin_again-fault\""))
      let simple = try await set("123456", nil, code)
      #expect(simple.status == .badRequest && simple.text.contains("id=\"pin-fault\""))
      let wrong = try await set("274135", nil, "1")
      #expect(wrong.status == .unauthorized && wrong.text.contains("id=\"code-fault\""))
      #expect(!wrong.text.contains("274135"), "what was typed as a secret is not shown again")
      let done = try await set("274135", nil, code)
      #expect(done.headers[.location] == "/member/me?said=pin")
      try await console.coalition.verifyPIN("274135", of: console.member.id)
      let me = try await console.get("/member/me?said=pin", cookies)
      #expect(me.text.contains("Your PIN is set.") && me.text.contains("/member/me/pin"))
      #expect(try await console.get("/member/me/pin", cookies).text.contains("Change the PIN"))
      for _ in 0..<5 { _ = try? await console.coalition.verifyPIN("000000", of: console.member.id) }
      #expect(try await console.get("/member/me/pin", cookies).text.contains("locked until"))
    }
  }

  @Test func `an address is proven on its page, and then serves for signing in`() async throws {
    try await TestConsole.open { console in
      let cookies = try await console.enter()
      let first = try await console.get("/member/me/email", cookies)
      func send(_ path: String, _ form: String, _ cookies: String) async throws -> TestResponse {
        let token = try await console.get("/member/me", cookies).text.formToken
        return try await console.post(path, form + "&form_token=" + token, cookies)
      }
      #expect(first.text.contains("autocomplete=\"email\""))
      let poor = try await send("/member/me/email", "email=%3Cli%3E", cookies)
      #expect(poor.status == .badRequest && poor.text.contains("id=\"email-fault\""))
      #expect(poor.text.contains("value=\"&lt;li&gt;\""))
      console.clock.advance(seconds: 61)
      let sent = try await send("/member/me/email", "email=li%40example.com", cookies)
      #expect(sent.status == .ok && sent.text.contains("name=\"email_code\""))
      let (phone, email) = (try code(console), try code(console, to: "li@example.com"))
      let wrong = try await send(
        "/member/me/email/change", "email=li%40example.com&phone_code=\(phone)&email_code=1", cookies)
      #expect(wrong.status == .unauthorized && wrong.text.contains("id=\"email_code-fault\""))
      let done = try await send(
        "/member/me/email/change", "email=li%40example.com&phone_code=\(phone)&email_code=\(email)", cookies)
      #expect(done.headers[.location] == "/member/me?said=email")
      #expect(try await console.get("/member", cookies).status == .seeOther, "the old session is over")
      #expect(try await console.get("/member/me", done.cookies).text.contains("li@example.com"))
      console.clock.advance(seconds: 61)
      _ = try await send("/member/me/password/code", "", done.cookies)
      let renewed = try await send(
        "/member/me/password", "password=plum+rain+in+june&code=\(try code(console))", done.cookies)
      #expect(renewed.headers[.location] == "/member/me?said=password")
      let form = try await console.get("/member/enter/password")
      #expect(form.text.contains("autocomplete=\"username\""))
      let entered = try await console.post(
        "/member/enter/password",
        "login=Li%40Example.com&password=plum+rain+in+june&form_token=" + form.text.formToken, form.cookies)
      #expect(entered.status == .seeOther && entered.cookies.contains("tb_member="))
      let malformed = try await console.post(
        "/member/enter/password", "login=li%40&password=x&form_token=" + form.text.formToken, form.cookies)
      #expect(malformed.status == .badRequest && malformed.text.contains("value=\"li@\""))
    }
  }

  @Test func `the link of a mail ends mail of its kind, without a session, and only by a form`() async throws
  {
    try await TestConsole.open { console in
      _ = try await console.coalition.updateMember(
        console.member.id, MemberChange(identities: [.email("li@example.com")]), by: .system)
      let cookies = try await console.enter()
      func mails() async throws -> [String?] {
        console.clock.advance(seconds: 30)
        try await console.coalition.runDueJobs()
        return await console.inbox.texts().filter { $0.channel == .email }.map(\.text.stopTicket)
      }
      try await console.earn(128_050, key: "e1")
      try await console.spend(200, key: "s1")
      let ticket = try #require(try await mails().first ?? nil)
      let page = try await console.get("/member/stop/" + ticket)
      #expect(page.status == .ok && page.text.contains("Stop mails of this kind?"))
      try await console.spend(10, key: "s2")
      #expect(try await mails().count == 2, "a look ends nothing")
      // As a mailbox sends it: no cookie, no token, no origin.
      let stopped = try await console.post("/member/stop/" + ticket, "List-Unsubscribe=One-Click")
      #expect(stopped.status == .ok && stopped.text.contains("Stopped"))
      _ = try await console.post("/member/stop/" + ticket, "")
      try await console.spend(10, key: "s3")
      #expect(try await mails().count == 2)
      let me = try await console.coalition.memberSession(String(cookies.tokenOfMember)).principal
      let choice = try await console.coalition.messageChoices(by: me)[.spend]
      #expect(choice == MessageChoice(email: false, sms: false))
      for bad in ["x", String(ticket.dropLast(2)), ticket + "AA", String(repeating: "A", count: 500)] {
        #expect(try await console.get("/member/stop/" + bad).status == .notFound, "\(bad)")
        #expect(try await console.post("/member/stop/" + bad, "").status == .notFound, "\(bad)")
      }
      for page in [page, stopped, try await console.get("/member/stop/x")] {
        let outline = try Outline(Array(page.text.utf8))
        #expect(outline.headings == 1 && outline.inline.isEmpty)
      }
    }
  }
}

extension String {
  /// The session in a cookie field.
  fileprivate var tokenOfMember: Substring {
    split(separator: "; ").first { $0.hasPrefix("tb_member=") }?.dropFirst("tb_member=".count) ?? ""
  }
}
