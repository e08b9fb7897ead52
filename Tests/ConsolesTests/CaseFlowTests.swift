import Coalition
import DatabaseTesting
import HTTPTypes
import HummingbirdTesting
import Ledger
import Testing

@testable import Consoles

@Suite(.database) struct CaseFlowTests {
  private func raise(
    _ console: TestConsole, _ kind: AcquiringCase.Kind = .amountDiffers, key: String = "1"
  ) async throws -> (id: CaseID, path: String) {
    let draft = CaseDraft(
      kind, from: .dayFile, subjectKey: key, channel: .merchantSystem, merchant: console.merchant.id,
      member: console.member.id, asset: console.program.asset, day: BusinessDay(daysSince1970: 20_514),
      ours: AcquiringCase.Side(points: 120, minorUnits: 12_000, reference: "R7"),
      theirs: AcquiringCase.Side(points: 100, minorUnits: 10_000), reason: .said("the day file <says> less"))
    let id = try await console.coalition.raiseCase(draft).id
    return (id, "/operator/cases/" + console.coalition.publicIDs.text(id))
  }

  @Test func `cases are listed with their age, and found by every filter`() async throws {
    try await TestConsole.open { console in
      let cookies = try await console.signIn()
      #expect(try await console.get("/operator/cases", cookies).text.contains("No cases"))
      let (_, one) = try await raise(console)
      console.clock.advance(seconds: 8 * 86_400)
      let late = try await console.signIn()
      let (id, two) = try await raise(console, .missingThere, key: "2")
      let chief = try await console.coalition.signIn(
        login: "chief", password: TestConsole.password, to: .platform, from: "192.0.2.2"
      ).user.principal
      _ = try await console.coalition.assignCase(id, to: OperatorID(chief.actor.id), by: chief)
      let list = try await console.get("/operator/cases", late).text
      #expect(list.contains("8 days") && list.contains("badge bad") && list.contains("Under a day"))
      for (query, shows) in [
        ("?state=open", [true, true]), ("?state=closed", [false, false]),
        ("?kind=missing_there", [false, true]),
        ("?merchant=SHOP", [true, true]), ("?merchant=NONE", [false, false]),
        ("?terminal=nonsense", [false, false]),
        ("?day=2026-03-02", [true, true]), ("?day=2026-03-01", [false, false]), ("?owner=me", [false, true]),
        ("?owner=nobody", [true, false]),
      ] {
        let page = try await console.get("/operator/cases" + query, late).text
        #expect([page.contains(one), page.contains(two)] == shows, "\(query)")
      }
    }
  }

  @Test func `a case is taken, noted, corrected by two people and closed with a reason`() async throws {
    try await TestConsole.open { console in
      try await console.earn(12_000, key: "a")
      try await console.addReviewer()
      let (id, path) = try await raise(console)
      let cookies = try await console.signIn()
      let page = try await console.get(path, cookies).text
      #expect(page.contains("the day file &lt;says&gt; less") && page.contains("CNY\u{A0}20.00"))
      #expect(page.contains("<strong>+20</strong>") && page.contains(">R7<"))
      func send(_ part: String, _ form: String) async throws -> TestResponse {
        try await console.post(path + part, form + "&form_token=\(page.formToken)", cookies)
      }
      #expect(try await send("/owner", "owner=me").headers[.location] == path + "?said=taken")
      #expect(try await send("/notes", "text=seen+%3Cb%3E").headers[.location] == path + "?said=note")
      let member = console.coalition.publicIDs.text(console.member.id)
      let proposed = try await send("/propose", "member=\(member)&program=TB&points=-20&reason=overpaid")
      #expect(proposed.headers[.location] == path + "?said=proposed")
      let waiting = try await console.get(path + "?said=proposed", cookies).text
      #expect(waiting.contains("seen &lt;b&gt;") && waiting.contains("waits for another person"))
      #expect(waiting.contains("/operator/approvals/apr_") && !waiting.contains(path + "/close"))
      let early = try await send("/close", "resolution=done")
      #expect(early.status == .conflict && early.text.contains("is not decided yet"))
      let approval = try #require(
        try await console.coalition.caseFile(id, by: .system).found.approval)
      let reviewer = try await console.signIn("reviewer")
      let decision = "/operator/approvals/" + console.coalition.publicIDs.text(approval)
      let token = try await console.get(decision, reviewer).text.formToken
      _ = try await console.post(decision + "/approve", "form_token=\(token)", reviewer)
      let wallet = WalletKey(member: console.member.id, asset: console.program.asset)
      #expect(try await console.coalition.wallet(wallet, by: .system).spendable == 100)
      #expect(try await console.get(path, cookies).text.contains(path + "/close"))
      #expect(try await send("/close", "resolution=+").text.contains("how it was settled"))
      #expect(try await send("/close", "resolution=booked").headers[.location] == path + "?said=closed")
      let closed = try await console.get(path, cookies).text
      #expect(closed.contains("Settled by: booked") && !closed.contains("action=\"\(path)/"))
      #expect(try await send("/notes", "text=more").text.contains("is closed and changes no more"))
    }
  }

  @Test func `a correction that cannot be meant is turned down with what was typed`() async throws {
    try await TestConsole.open { console in
      let (id, path) = try await raise(console)
      let cookies = try await console.signIn()
      let token = try await console.get(path, cookies).text.formToken
      let phone = "13800138000"
      for (form, text) in [
        ("member=\(phone)&program=TB&points=0&reason=x", "points other than zero"),
        ("member=\(phone)&program=TB&points=1.5&reason=x", "points other than zero"),
        ("member=\(phone)&program=TB&points=%22%3E&reason=x", "value=\"&quot;&gt;\""),
        ("member=1380013800&program=TB&points=5&reason=x", "There is no such member"),
        ("member=&program=TB&points=5&reason=x", "There is no such member"),
        ("member=\(phone)&program=NO&points=5&reason=x", "There is no such programme"),
        ("member=\(phone)&program=TB&points=5&reason=", "Give a reason"),
        ("", "There is no such programme"),
      ] {
        let refused = try await console.post(path + "/propose", form + "&form_token=\(token)", cookies)
        #expect(refused.status == .conflict && refused.text.contains(text), "\(form)")
      }
      #expect(try await console.coalition.caseFile(id, by: .system).found.state == .open)
      #expect(try await console.coalition.approvals(by: .system).items.isEmpty)
    }
  }

  @Test func `without the token, the right or a session nothing changes`() async throws {
    try await TestConsole.open { console in
      let (id, path) = try await raise(console)
      let before = try await console.coalition.caseFile(id, by: .system)
      let (chief, reader) = (try await console.signIn(), try await console.signIn("reader"))
      let look = try await console.get(path, reader).text
      #expect(look.contains("needs the right") && !look.contains("action=\"\(path)/"))
      for (part, form) in [
        ("/owner", "owner=me"), ("/notes", "text=x"), ("/close", "resolution=x"),
        ("/propose", "member=13800138000&program=TB&points=5&reason=x"),
      ] {
        let forged = try await console.post(path + part, form + "&form_token=x", chief)
        #expect(forged.status == .forbidden)
        let denied = try await console.post(path + part, form + "&form_token=\(look.formToken)", reader)
        #expect(denied.status == .forbidden)
        #expect(try await console.post(path + part, form).status == .seeOther)
      }
      #expect(try await console.coalition.caseFile(id, by: .system) == before)
      #expect(try await console.get("/operator/cases/cas_0", chief).status == .notFound)
    }
  }
}
