import Coalition
import DatabaseTesting
import HTTPTypes
import HummingbirdTesting
import Ledger
import Testing

@testable import Consoles

/// The first page's stretches of days and what waits, and the platform's settings.
@Suite(.database) struct HomeFlowTests {
  @Test func `a stretch of days is set against the one before, and each block leads on`() async throws {
    try await TestConsole.open { console in
      try await console.earn(10_000, key: "a")
      console.clock.advance(seconds: 10 * 86_400)
      try await console.earn(15_000, key: "b")
      let proposal = AdjustProposal(
        member: console.member.id, asset: console.program.asset, points: 5, memo: "")
      _ = try await console.coalition.propose(.adjust(proposal), reason: "lost", by: .system)
      let cookies = try await console.signIn()
      let week = try await console.get("/operator?days=7", cookies).text
      #expect(week.contains("nothing in the days before") || week.contains("+50.0%"))
      let month = try await console.get("/operator", cookies).text
      #expect(month.contains("<strong>250</strong>"))
      let path = "/operator/transactions?from=2026-03-06&amp;to=2026-03-12"
      #expect(week.contains(path), "the stretch leads to its transactions")
      #expect(week.contains("/operator/approvals?part=to_decide") && week.contains("Harbour &lt;Coffee&gt;"))
      #expect(!week.contains("/operator/terminals?state=silent"), "nothing is silent")
      let file = try await console.get("/operator/days.csv?days=7", cookies)
      #expect(file.status == .ok && file.text.split(separator: "\r\n").count == 8)
      #expect(file.text.contains("2026-03-12,150,0,0,1"))
      let odd = try await console.get("/operator?days=x", cookies).text
      #expect(odd.contains("<strong>250</strong>"))
    }
  }

  @Test func `settings tell where each was set, and no secret`() async throws {
    try await TestConsole.open { console in
      let cookies = try await console.signIn()
      let page = try await console.get("/operator/settings", cookies).text
      #expect(page.contains("Asia/Shanghai") && page.contains("TONGBAO_ZONE"))
      #expect(page.contains("secret, never shown") && !page.contains("hidden@"))
      let token = page.formToken
      let wrong = try await console.post(
        "/operator/settings/devices", "minimum=2.0&latest=1.0&form_token=\(token)", cookies)
      #expect(wrong.status == .badRequest && wrong.text.contains("Versions are like"))
      let half = try await console.post(
        "/operator/settings/devices", "minimum=1.0&latest=2.0&address=x&form_token=\(token)", cookies)
      #expect(half.text.contains("go together"))
      let done = try await console.post(
        "/operator/settings/devices", "minimum=1.0&latest=2.4.1&form_token=\(token)", cookies)
      #expect(done.status == .seeOther)
      #expect(try await console.coalition.deviceProgramme()?.latest == "2.4.1")
      let reader = try await console.signIn("reader")
      let read = try await console.get("/operator/settings", reader).text
      #expect(read.contains("2.4.1") && !read.contains("settings/devices"))
    }
  }
}
