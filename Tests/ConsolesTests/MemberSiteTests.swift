import Coalition
import DatabaseTesting
import Foundation
import HTTPTypes
import HummingbirdTesting
import Ledger
import Testing

@testable import Consoles

@Suite(.database) struct MemberSiteTests {
  private static let pages = [
    "/member", "/member/code", "/member/points", "/member/points?show=in", "/member/points?show=held",
    "/member/places", "/member/places?q=zzz", "/member/me", "/member/me/devices", "/member/me/password",
    "/member/me/pin", "/member/me/email", "/member/me/phone", "/member/me/freeze", "/member/me/leave",
    "/member/me/cards", "/member/me/links", "/member/feedback", "/member/transfer", "/member/exchange",
    "/member/reinstate", "/member/buy", "/member/advance", "/member/help",
  ]

  @Test func `a new number walks from the first page to its home, and agrees on the way`() async throws {
    try await TestConsole.open { console in
      let asked = try await console.get("/member/points")
      #expect(asked.status == .seeOther)
      #expect(asked.headers[.location] == "/member/enter?next=%2Fmember%2Fpoints")
      let first = try await console.get("/member/enter?next=%2Fmember%2Fpoints")
      func send(_ path: String, _ form: String) async throws -> TestResponse {
        try await console.post(
          path, form + "&next=%2Fmember%2Fpoints&form_token=" + first.text.formToken, first.cookies)
      }
      let sent = try await send("/member/enter", "phone=139+0013+9000")
      #expect(sent.status == .ok && sent.text.contains("autocomplete=\"one-time-code\""))
      let code = try #require(console.codes.latest(for: "+8613900139000")).code
      let wrong = try await send("/member/enter/code", "phone=13900139000&code=000")
      #expect(wrong.status == .unauthorized && wrong.text.contains("aria-invalid=\"true\""))
      let proven = try await send("/member/enter/code", "phone=13900139000&code=" + code)
      #expect(proven.status == .ok && !proven.cookies.contains("tb_member"))
      let ticket = try #require(proven.text.hiddenField("ticket"))
      let encoded = ticket.replacing("+", with: "%2B").replacing("/", with: "%2F").replacing("=", with: "%3D")
      let refused = try await send("/member/enter/agree", "ticket=\(encoded)&name=Li")
      #expect(refused.status == .badRequest && refused.text.contains("name=\"ticket\""))
      let entered = try await send("/member/enter/agree", "ticket=\(encoded)&name=Li&agree=1&language=en")
      #expect(entered.status == .seeOther && entered.headers[.location] == "/member/points")
      let set = entered.headers[values: .setCookie].joined(separator: "\n")
      #expect(
        set.contains("tb_member=") && set.contains("HttpOnly; SameSite=Lax") && set.contains("tb_known="))
      #expect(try await console.get("/member", entered.cookies).text.contains("Hello, Li"))
      #expect(try await console.get("/member/enter", entered.cookies).headers[.location] == "/member")
    }
  }

  @Test func `the code on a slip leads its member to the entry, and nobody else`() async throws {
    try await TestConsole.open { console in
      let receipt = try await console.earn(12_000, key: "e1")
      let path = "/member/entries/" + console.coalition.publicIDs.text(receipt.transaction.id)
      let stranger = try await console.get(path)
      #expect(stranger.headers[.location]?.hasPrefix("/member/enter?next=%2Fmember%2Fentries%2Ftxn_") == true)
      let own = try await console.get(path, try await console.enter())
      #expect(own.status == .ok && own.text.contains("+120") && own.text.contains("Harbour &lt;Coffee&gt;"))
      _ = try await console.coalition.createMember(
        MemberDraft(.phone("13900139000"), name: "Wu"), by: .system)
      let other = try await console.enter("13900139000")
      #expect(try await console.get(path, other).status == .notFound)
      #expect(try await console.get("/member/entries/txn_none", other).status == .notFound)
    }
  }

  @Test func `nothing of a member is shown without a session, and nothing changes without a token`()
    async throws
  {
    try await TestConsole.open { console in
      let forms = [
        "/member/sign-out", "/member/me/profile", "/member/me/type", "/member/me/devices/others",
        "/member/me/devices/ses_1", "/member/me/password/code", "/member/me/password", "/member/me/phone",
        "/member/me/links", "/member/me/links/proof", "/member/me/links/confirm",
        "/member/me/links/lac_1/end",
        "/member/me/cards", "/member/me/cards/code", "/member/me/cards/crd_1/lost",
        "/member/me/cards/crd_1/release", "/member/me/pin/code", "/member/me/pin", "/member/me/email",
        "/member/me/email/change",
        "/member/me/phone/change", "/member/me/freeze", "/member/me/leave/code", "/member/me/leave",
        "/member/feedback", "/member/feedback/fbk_1", "/member/transfer", "/member/transfer/code",
        "/member/transfer/send", "/member/exchange", "/member/exchange/code", "/member/exchange/send",
        "/member/reinstate", "/member/reinstate/code", "/member/reinstate/send",
        "/member/advance", "/member/advance/code", "/member/advance/send",
        "/member/buy", "/member/buy/order", "/member/buy/orders/pod_1/return",
        "/member/pools", "/member/pools/answer", "/member/pools/pol_1/invite", "/member/pools/pol_1/change",
        "/member/pools/pol_1/confirm", "/member/pools/pol_1/confirm/code",
      ]
      let closed =
        Array(Self.pages.dropLast())
        + ["/member/points.csv", "/member/me/export.json", "/member/feedback/fbk_1"]
        + [
          "/member/transfer/done/txn_1", "/member/exchange/done/txn_1", "/member/reinstate/done/txn_1",
          "/member/buy/orders/pod_1", "/member/advance/done/txn_1", "/member/pools/pol_1",
          "/member/pools/pol_1/code", "/member/pools/pol_1/confirm",
        ]
      for path in closed {
        for cookies in ["", "tb_member=" + String(repeating: "A", count: 52)] {
          let response = try await console.get(path, cookies)
          #expect(response.status == .seeOther && response.text.isEmpty, "\(path)")
          #expect(response.headers[.location]?.hasPrefix("/member/enter") == true, "\(path)")
        }
      }
      let cookies = try await console.enter()
      let staff = try await console.signIn()
      for path in forms {
        #expect(try await console.post(path, "").status == .seeOther, "\(path)")
        #expect(try await console.post(path, "form_token=abc", cookies).status == .forbidden, "\(path)")
      }
      // A session of one face is none of the other.
      #expect(try await console.get("/operator", cookies).status == .seeOther)
      #expect(try await console.get("/member", staff).status == .seeOther)
      #expect(try await console.get("/member", cookies).status == .ok)
    }
  }

  @Test func `every page is well-formed and lean, and shows this member alone`() async throws {
    try await TestConsole.open { console in
      try await console.earn(128_050, key: "e1")
      try await console.spend(200, key: "s1")
      let other = try await console.coalition.createMember(
        MemberDraft(.phone("13700137000"), name: "Somebody Else"), by: .system)
      let cookies = try await console.enter()
      for path in Self.pages {
        let page = try await console.get(path, cookies)
        #expect(page.status == .ok, "\(path)")
        let bytes = Array(page.text.utf8)
        #expect(bytes.count <= 40_000, "\(path): \(bytes.count) bytes")
        let outline = try Outline(bytes)
        #expect(outline.headings == 1 && outline.inline.isEmpty, "\(path)")
        #expect(outline.ids.count == Set(outline.ids).count, "\(path): \(outline.ids)")
        #expect(outline.labelled.subtracting(outline.ids).isEmpty, "\(path)")
        #expect(!page.text.contains("Somebody Else") && !page.text.contains("13700137000"))
        #expect(!page.text.contains(console.coalition.publicIDs.text(other.id)))
      }
      let home = try await console.get("/member", cookies)
      #expect(home.text.contains("<strong>1,080</strong>") && home.text.contains("CNY\u{A0}2.16"))
      #expect(home.text.contains("1,080 points, good until 2027-03-31"))
    }
  }

  @Test func `the live code is one that tills take, once`() async throws {
    try await TestConsole.open { console in
      try await console.earn(128_050, key: "e1")
      let cookies = try await console.enter()
      let page = try await console.get("/member/code", cookies)
      #expect(page.text.contains("<noscript><meta http-equiv=\"refresh\""))
      let shown = try #require(page.text.firstMatch(of: /<code>(28[0-9 ]+)<\/code>/)).1
      let digits = String(shown.filter { $0 != " " })
      #expect(digits.count == 19)
      let till = Principal(
        kind: .merchant, merchant: console.merchant.id, scopes: .merchantMost,
        actor: Actor(kind: .key, id: 99, answerable: 98))
      let order = SpendOrder(member: .code(digits), .points(10))
      _ = try await console.coalition.spend(order, key: "c1", by: till)
      await #expect(throws: MemberRefusal.codeExpired) {
        try await console.coalition.spend(order, key: "c2", by: till)
      }
      let next = try await console.get("/member/code", cookies)
      #expect(!next.text.contains(shown))
    }
  }

  @Test func `point detail filters, and its file has every movement`() async throws {
    try await TestConsole.open { console in
      for number in 0..<25 { try await console.earn(10_000, key: "e\(number)") }
      try await console.spend(30, key: "s1")
      let cookies = try await console.enter()
      let out = try await console.get("/member/points?show=out", cookies)
      #expect(out.text.contains("-30") && !out.text.contains("+100"))
      let first = try await console.get("/member/points?show=in", cookies)
      let next = try #require(first.text.firstMatch(of: /rel="next" href="([^"]+)"/)).1
      let second = try await console.get(String(next).replacing("&amp;", with: "&"), cookies)
      let count = first.text.matches(of: /<summary>/).count + second.text.matches(of: /<summary>/).count
      #expect(count == 25)
      let file = try await console.get("/member/points.csv", cookies)
      #expect(file.headers[.contentType] == "text/csv; charset=utf-8")
      #expect(file.text.split(separator: "\r\n").count == 27)
      let json = try await console.get("/member/me/export.json", cookies)
      #expect(json.headers[.contentDisposition]?.contains("tongbao-member.json") == true)
      #expect(json.text.contains("\"value\" : \"+8613800138000\""))
    }
  }

  @Test func `places are found by a part of the name, and signs of patterns are letters`() async throws {
    try await TestConsole.open { console in
      let cookies = try await console.enter()
      #expect(
        try await console.get("/member/places?q=coffee", cookies).text.contains("Harbour &lt;Coffee&gt;"))
      for nothing in ["%25", "_", "%5C", "zzz"] {
        let page = try await console.get("/member/places?q=" + nothing, cookies)
        #expect(page.status == .ok && !page.text.contains("Harbour"), "\(nothing)")
      }
    }
  }

  @Test func `the profile, the letters and the language follow the member`() async throws {
    try await TestConsole.open { console in
      let cookies = try await console.enter()
      let token = try await console.get("/member/me", cookies).text.formToken
      let saved = try await console.post(
        "/member/me/profile", "name=%3CLi%3E&language=zh-Hant&form_token=" + token, cookies)
      #expect(saved.status == .seeOther && saved.headers[.location] == "/member/me?said=saved")
      let page = try await console.get(
        "/member/me?said=saved", cookies + "; tb_language=zh-Hant; tb_type=large")
      #expect(page.text.contains("lang=\"zh-Hant\" class=\"large\"") && page.text.contains("&lt;Li&gt;"))
      let long = String(repeating: "x", count: 101)
      let refused = try await console.post("/member/me/profile", "name=\(long)&form_token=" + token, cookies)
      #expect(refused.status == .badRequest && refused.text.contains("id=\"name-fault\""))
      #expect(
        try await console.post("/member/me/type", "size=large&form_token=" + token, cookies)
          .headers[.setCookie]?.contains("tb_type=large") == true)
    }
  }

  @Test func `a frozen member sees all and shows no code, until the operator ends it`() async throws {
    try await TestConsole.open { console in
      let cookies = try await console.enter()
      let token = try await console.get("/member/me/freeze", cookies).text.formToken
      let frozen = try await console.post("/member/me/freeze", "form_token=" + token, cookies)
      #expect(frozen.headers[.location] == "/member?said=frozen")
      #expect(try await console.post("/member/me/freeze", "form_token=" + token, cookies).status == .seeOther)
      let code = try await console.get("/member/code", cookies)
      #expect(code.status == .ok && !code.text.contains("class=\"bars\""))
      let staff = try await console.signIn()
      let desk = "/operator/members/" + console.coalition.publicIDs.text(console.member.id)
      let page = try await console.get(desk, staff)
      let proof = "form_token=" + page.text.formToken
      #expect(page.text.contains(desk + "/unfreeze"))
      let refused = try await console.post(desk + "/unfreeze", "reason=+&" + proof, staff)
      #expect(refused.status == .badRequest && refused.text.contains("aria-invalid"))
      let reader = try await console.signIn("reader")
      #expect(!(try await console.get(desk, reader).text.contains("/unfreeze")))
      #expect(try await console.post(desk + "/unfreeze", "reason=seen&" + proof, staff).status == .seeOther)
      #expect(try await console.post(desk + "/unfreeze", "reason=seen&" + proof, staff).status == .seeOther)
      #expect(try await console.get("/member/code", cookies).text.contains("class=\"bars\""))
    }
  }

  @Test func `leaving takes the code and the agreement, and ends the session`() async throws {
    try await TestConsole.open { console in
      try await console.earn(128_050, key: "e1")
      let cookies = try await console.enter()
      let token = try await console.get("/member/me/leave", cookies).text.formToken
      console.clock.advance(seconds: 61)
      let asked = try await console.post("/member/me/leave/code", "form_token=" + token, cookies)
      let losses = try #require(asked.text.hiddenField("losses"))
      #expect(losses.hasSuffix(":1280"))
      let code = try #require(console.codes.latest(for: "+8613800138000")).code
      func leave(_ form: String) async throws -> TestResponse {
        try await console.post("/member/me/leave", form + "&form_token=" + token, cookies)
      }
      #expect(try await leave("losses=\(losses)&code=\(code)").status == .conflict)
      #expect(try await leave("losses=x&agree=1&code=\(code)").status == .conflict)
      #expect(try await leave("losses=\(losses)&agree=1&code=1").status == .unauthorized)
      let left = try await leave("losses=\(losses)&agree=1&code=\(code)")
      #expect(left.status == .ok && left.text.contains("You have left"))
      #expect(try await console.get("/member", cookies).status == .seeOther)
    }
  }

  @Test func `a feedback is answered by staff, and read by its writer alone`() async throws {
    try await TestConsole.open { console in
      let cookies = try await console.enter()
      let stranger = try await console.enter("13700137000")
      let token = try await console.get("/member/feedback", cookies).text.formToken
      #expect(
        try await console.post("/member/feedback", "text=+&form_token=" + token, cookies).status
          == .badRequest)
      let merchant = console.coalition.publicIDs.text(console.merchant.id)
      let sent = try await console.post(
        "/member/feedback", "to=\(merchant)&text=The+till+%3Cwas%3E+slow&form_token=" + token, cookies)
      #expect(sent.status == .seeOther)
      let list = try await console.get("/member/feedback", cookies)
      let path = String(try #require(list.text.firstMatch(of: /\/member\/feedback\/fbk_[0-9A-Z]+/)).0)
      #expect(try await console.get(path, stranger).status == .notFound)
      let staff = try await console.signIn()
      let desk = path.replacing("/member/", with: "/operator/")
      let thread = try await console.get(desk, staff)
      #expect(thread.text.contains("The till &lt;was&gt; slow"))
      let answered = try await console.post(
        desk, "text=Sorry%0D%0Aand+thanks&form_token=" + thread.text.formToken, staff)
      #expect(answered.status == .seeOther)
      #expect(try await console.get("/member/feedback", cookies).text.contains("New answer"))
      let read = try await console.get(path, cookies)
      #expect(read.text.contains("<p>Sorry</p><p>and thanks</p>") && !read.text.contains("Lin Yue"))
      #expect(!(try await console.get("/member/feedback", cookies).text.contains("New answer")))
      let reader = try await console.signIn("reader")
      let readOnly = try await console.get(desk, reader)
      #expect(readOnly.status == .ok && !readOnly.text.contains("<textarea"))
      #expect(
        try await console.post(desk, "text=x&form_token=" + readOnly.text.formToken, reader).status
          == .forbidden)
    }
  }
}

extension String {
  func hiddenField(_ name: String) -> String? {
    guard let range = range(of: "name=\"\(name)\" value=\"") else { return nil }
    return String(self[range.upperBound...].prefix { $0 != "\"" })
  }
}
