import DatabaseTesting
import HTTPTypes
import HummingbirdTesting
import Ledger
import Testing

@testable import Coalition
@testable import Consoles

@Suite(.database) struct AccountFlowTests {
  @Test func `a person sets a second factor up and signs in with it from then on`() async throws {
    try await TestConsole.open { console in
      let first = try await console.signIn()
      let account = try await console.get("/operator/account", first)
      #expect(account.status == .ok && account.text.contains("192.0.2.1"))
      let begun = try await console.post(
        "/operator/account/factor", "form_token=\(account.text.formToken)", first)
      #expect(begun.status == .ok && begun.text.contains("<svg class=\"qr\""))
      let factor = try begun.text.factor()
      let codes = try await console.post(
        "/operator/account/factor/confirm",
        "code=\(console.code(of: factor))&form_token=\(begun.text.formToken)", first)
      #expect(codes.status == .ok && codes.text.contains("<ol class=\"codes\">"))
      let renewed = codes.cookies
      #expect(renewed != first && renewed.contains("tb_operator="))
      // The token changed hands with the right that it carries.
      #expect(try await console.get("/operator/account", first).status == .seeOther)
      #expect(try await console.get("/operator/account", renewed).text.contains("Recovery codes left"))

      console.clock.advance(seconds: 60)
      let waiting = try await console.trySignIn(next: "%2Foperator%2Fmembers")
      #expect(waiting.headers[.location] == "/operator/sign-in/code?next=%2Foperator%2Fmembers")
      for closed in ["/operator/members", "/operator/account", "/operator"] {
        let answer = try await console.get(closed, waiting.cookies)
        #expect(answer.status == .seeOther && answer.text.isEmpty, "\(closed)")
        #expect(answer.headers[.location]?.hasPrefix("/operator/sign-in/code") == true)
      }
      let form = try await console.get("/operator/sign-in/code?next=%2Foperator%2Fmembers", waiting.cookies)
      let wrong = try await console.post(
        "/operator/sign-in/code", "code=000000x&form_token=\(form.text.formToken)", waiting.cookies)
      #expect(wrong.status == .unauthorized && wrong.text.contains("aria-invalid=\"true\""))
      let entered = try await console.post(
        "/operator/sign-in/code",
        "code=\(console.code(of: factor))&next=%2Foperator%2Fmembers&form_token=\(form.text.formToken)",
        waiting.cookies)
      #expect(entered.headers[.location] == "/operator/members")
      #expect(try await console.get("/operator/members", entered.cookies).status == .ok)
    }
  }

  @Test func `where it is required the first page is the one that sets it up`() async throws {
    try await TestConsole.open(isSecondFactorRequired: true) { console in
      let waiting = try await console.trySignIn()
      #expect(waiting.headers[.location] == "/operator/sign-in/factor?next=%2Foperator")
      #expect(
        try await console.get("/operator/members", waiting.cookies).headers[.location]
          == "/operator/sign-in/factor?next=%2Foperator%2Fmembers")
      let form = try await console.get("/operator/sign-in/factor?next=%2Foperator", waiting.cookies)
      let factor = try form.text.factor()
      let foreign = try await console.post(
        "/operator/sign-in/factor", "code=\(console.code(of: factor))", waiting.cookies)
      #expect(foreign.status == .forbidden)
      let done = try await console.post(
        "/operator/sign-in/factor",
        "code=\(console.code(of: factor))&form_token=\(form.text.formToken)", waiting.cookies)
      #expect(done.status == .ok)
      #expect(try await console.get("/operator/members", done.cookies).status == .ok)
      #expect(try await console.get("/operator/account", done.cookies).text.contains("cannot be turned off"))
    }
  }

  @Test func `what changes rights asks for a proof after five minutes, and goes on from there`() async throws
  {
    try await TestConsole.open { console in
      let cookies = try await console.signIn()
      console.clock.advance(seconds: 300)
      let page = try await console.get("/operator/account", cookies)
      let asked = try await console.post(
        "/operator/account/factor", "form_token=\(page.text.formToken)", cookies)
      #expect(asked.status == .ok && asked.text.contains("action=\"/operator/account/factor\""))
      let token = asked.text.formToken
      let wrong = try await console.post(
        "/operator/account/factor", "confirm_secret=no&form_token=\(token)", cookies)
      #expect(wrong.status == .forbidden && wrong.text.contains("Wrong password"))
      let right = try await console.post(
        "/operator/account/factor",
        "confirm_secret=\(TestConsole.password.replacing(" ", with: "+"))&form_token=\(token)", cookies)
      #expect(right.status == .ok && right.text.contains("<svg class=\"qr\""))
    }
  }

  @Test func `a form with a secret in it is not shown again`() async throws {
    try await TestConsole.open { console in
      let cookies = try await console.signIn()
      console.clock.advance(seconds: 300)
      let page = try await console.get("/operator/account", cookies)
      let asked = try await console.post(
        "/operator/account/password",
        "password=brand-new-secret&again=brand-new-secret&form_token=\(page.text.formToken)", cookies)
      #expect(asked.status == .ok && !asked.text.contains("brand-new-secret"))
      #expect(asked.text.contains("action=\"/operator/confirm\""))
      let confirmed = try await console.post(
        "/operator/confirm",
        "next=%2Foperator%2Faccount&confirm_secret=a+long+enough+secret&form_token=\(asked.text.formToken)",
        cookies)
      #expect(confirmed.headers[.location] == "/operator/account")
      let changed = try await console.post(
        "/operator/account/password",
        "password=brand-new-secret&again=brand-new-secret&form_token=\(page.text.formToken)", cookies)
      #expect(changed.headers[.location] == "/operator/sign-in?changed=1")
      #expect(try await console.get("/operator/account", cookies).status == .seeOther)
      #expect(try await console.trySignIn("chief", "brand-new-secret").status == .seeOther)
    }
  }

  @Test func `a weak password and two that differ change nothing`() async throws {
    try await TestConsole.open { console in
      let cookies = try await console.signIn()
      let token = try await console.get("/operator/account", cookies).text.formToken
      for (one, two) in [("short", "short"), ("brand-new-secret", "brand-new-secrets")] {
        let refused = try await console.post(
          "/operator/account/password", "password=\(one)&again=\(two)&form_token=\(token)", cookies)
        #expect(refused.status == .unprocessableContent && refused.text.contains("id=\"fault\""))
      }
      #expect(try await console.get("/operator/account", cookies).status == .ok)
    }
  }

  @Test func `sessions are ended one by one, and all but this`() async throws {
    try await TestConsole.open { console in
      var all: [String] = []
      for _ in 0..<3 { all.append(try await console.signIn()) }
      let page = try await console.get("/operator/account", all[2])
      let token = page.text.formToken
      let names = page.text.matches(of: /sessions\/(ses_[0-9A-Z]+)\/end/).map { String($0.output.1) }
      #expect(names.count == 2)
      _ = try await console.post(
        "/operator/account/sessions/\(names[0])/end", "form_token=\(token)", all[2])
      let open = try await [all[0], all[1]].asyncCount {
        try await console.get("/operator", $0).status == .ok
      }
      #expect(open == 1)
      _ = try await console.post(
        "/operator/account/sessions/end-others", "form_token=\(token)", all[2])
      #expect(
        try await [all[0], all[1]].asyncCount { try await console.get("/operator", $0).status == .ok } == 0)
      #expect(try await console.get("/operator", all[2]).status == .ok)
    }
  }
}

extension [String] {
  fileprivate func asyncCount(_ holds: (String) async throws -> Bool) async throws -> Int {
    var count = 0
    for element in self where try await holds(element) { count += 1 }
    return count
  }
}

extension String {
  /// The seed as a person types it from the page.
  fileprivate func factor() throws -> TimedCode {
    let shown = try #require(firstMatch(of: /<code>([A-Z2-7 ]{39})<\/code>/))
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    let bits = shown.output.1.filter { $0 != " " }.flatMap { letter -> [Int] in
      let value = letters.firstIndex(of: letter) ?? 0
      return (0..<5).reversed().map { value >> $0 & 1 }
    }
    return TimedCode(
      seed: stride(from: 0, to: bits.count, by: 8).map { start in
        bits[start..<start + 8].reduce(UInt8(0)) { $0 << 1 | UInt8($1) }
      })
  }
}

extension TestConsole {
  fileprivate func code(of factor: TimedCode) -> String {
    factor.code(at: TimedCode.step(at: clock.clock.now()))
  }
}
