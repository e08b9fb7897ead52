import Coalition
import DatabaseTesting
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Consoles

@Suite(.database) struct SignInFlowTests {
  private static let closed = [
    "/operator", "/operator/members", "/operator/members.csv", "/operator/members/mem_1",
    "/operator/transactions",
    "/operator/transactions.csv", "/operator/transactions/txn_1", "/operator/merchants", "/operator/programs",
    "/operator/ledger", "/operator/search?q=1",
  ]

  @Test func `nothing of the console is shown without a session`() async throws {
    try await TestConsole.open { console in
      for path in Self.closed {
        for cookies in ["", "tb_operator=" + String(repeating: "A", count: 52)] {
          let response = try await console.get(path, cookies)
          #expect(response.status == .seeOther, "\(path)")
          #expect(response.headers[.location]?.hasPrefix("/operator/sign-in") == true, "\(path)")
          #expect(response.text.isEmpty)
        }
      }
      #expect(try await console.post("/operator/ledger/verify", "").status == .seeOther)
    }
  }

  @Test func `whoever signs in comes to the page they asked for`() async throws {
    try await TestConsole.open { console in
      let asked = try await console.get("/operator/members?q=Li&state=active")
      #expect(
        asked.headers[.location] == "/operator/sign-in?next=%2Foperator%2Fmembers%3Fq%3DLi%26state%3Dactive")
      let form = try await console.get(try #require(asked.headers[.location]))
      #expect(form.text.contains("value=\"/operator/members?q=Li&amp;state=active\""))
      let entered = try await console.trySignIn(next: "%2Foperator%2Fmembers%3Fq%3DLi")
      #expect(entered.status == .seeOther)
      #expect(entered.headers[.location] == "/operator/members?q=Li")
      let set = entered.headers[values: .setCookie].joined(separator: "\n")
      #expect(set.contains("HttpOnly; SameSite=Strict") && set.contains("tb_visitor=; Max-Age=0"))
      let page = try await console.get("/operator", entered.cookies)
      #expect(page.status == .ok)
      #expect(page.text.contains("Lin Yue") && page.text.contains("Administrator"))
      #expect(try await console.get("/operator/sign-in", entered.cookies).headers[.location] == "/operator")
    }
  }

  @Test func `another site is never the next page`() async throws {
    try await TestConsole.open { console in
      let entered = try await console.trySignIn(next: "%2F%2Fevil.example")
      #expect(entered.headers[.location] == "/operator")
    }
  }

  @Test func `a wrong password and an unknown name get the same answer, and after some a delay`() async throws
  {
    try await TestConsole.open { console in
      let wrong = try await console.trySignIn("chief", "not the secret")
      let unknown = try await console.trySignIn("nobody", "not the secret")
      #expect(wrong.status == .unauthorized && unknown.status == .unauthorized)
      #expect(wrong.text.contains("aria-invalid=\"true\""))
      #expect(
        wrong.text.replacing("chief", with: "").replacing(wrong.text.formToken, with: "")
          == unknown.text.replacing("nobody", with: "").replacing(unknown.text.formToken, with: ""))
      #expect(wrong.cookies.contains("tb_operator") == false)
      for _ in 0..<4 { _ = try await console.trySignIn("chief", "not the secret") }
      let delayed = try await console.trySignIn()
      #expect(delayed.status == .tooManyRequests)
      #expect(delayed.headers[.retryAfter] != nil)
      console.clock.advance(seconds: 901)
      #expect(try await console.trySignIn().status == .seeOther)
    }
  }

  @Test func `a form without its own token signs nobody in or out`() async throws {
    try await TestConsole.open { console in
      let page = try await console.get("/operator/sign-in")
      let form = "login=chief&password=a+long+enough+secret"
      #expect(try await console.post("/operator/sign-in", form, page.cookies).status == .forbidden)
      let token = "&form_token=" + page.text.formToken
      #expect(try await console.post("/operator/sign-in", form + token).status == .forbidden)
      #expect(
        try await console.post("/operator/sign-in", form + token, "tb_visitor=other").status == .forbidden)
      let cookies = try await console.signIn()
      #expect(try await console.post("/operator/sign-out", "", cookies).status == .forbidden)
      #expect(
        try await console.post("/operator/ledger/verify", "form_token=abc", cookies).status == .forbidden)
      #expect(try await console.get("/operator", cookies).status == .ok)
    }
  }

  @Test func `signing out ends the session, and so does leaving it alone`() async throws {
    try await TestConsole.open { console in
      let cookies = try await console.signIn()
      let token = try await console.get("/operator", cookies).text.formToken
      let left = try await console.post("/operator/sign-out", "form_token=" + token, cookies)
      #expect(left.status == .seeOther && left.headers[.setCookie]?.contains("Max-Age=0") == true)
      #expect(try await console.get("/operator", cookies).status == .seeOther)
      let again = try await console.signIn()
      console.clock.advance(seconds: 16 * 60)
      let ended = try await console.get("/operator/ledger", again)
      #expect(ended.headers[.location] == "/operator/sign-in?next=%2Foperator%2Fledger&ended=1")
      #expect(ended.headers[.setCookie] == "tb_operator=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict")
    }
  }
}
