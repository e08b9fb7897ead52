import Coalition
import DatabaseTesting
import HTTPTypes
import HummingbirdTesting
import Ledger
import Loyalty
import Testing

@testable import Consoles

/// A member brings expired points back on the site: shown, proven, done, once.
@Suite(.database) struct ReinstateFlowTests {
  private struct Walk: Sendable {
    let console: TestConsole
    let cookies: String
    let token: String
    let original: String

    func post(_ path: String, _ form: String) async throws -> TestResponse {
      try await console.post(path, form + "&form_token=" + token, cookies)
    }

    func offer(_ points: String) async throws -> TestResponse {
      try await post("/member/reinstate", "original=\(original)&points=\(points)")
    }
  }

  /// 50,000 points ran out a moment ago; 20 per cent is kept of what comes back.
  private static func open(_ test: @Sendable @escaping (Walk) async throws -> Void) async throws {
    try await TestConsole.open { console in
      var terms = ServiceTerms()
      terms.isOn = true
      terms.fee = try #require(BasisPoints(2_000))
      terms.minimum = 100
      terms.maximum = 30_000
      let offered = terms
      _ = try await console.coalition.updateProgram(console.program.asset, by: .system) {
        $0.policies.services[.reinstating] = offered
      }
      try await console.earn(5_000_000, key: "e")
      try await console.coalition.setPIN("274135", of: console.member.id, by: .system)
      console.clock.advance(seconds: 400 * 86_400)
      try await console.coalition.runDueJobs()
      let cookies = try await console.enter()
      let page = try await console.get("/member/reinstate", cookies)
      #expect(page.status == .ok && page.text.contains("50,000 \u{00B7} "))
      #expect(page.text.contains("A fee of 20.00%") && page.text.contains("value=\"30000\""))
      let original = try #require(page.text.hiddenField("original"))
      try await test(
        Walk(console: console, cookies: cookies, token: page.text.formToken, original: original))
    }
  }

  private static func encoded(_ offer: String) -> String {
    offer.replacing("+", with: "%2B").replacing("/", with: "%2F").replacing("=", with: "%3D")
  }

  @Test func `a member sees what comes back and what it costs, proves who asks, and gets it once`()
    async throws
  {
    try await Self.open { walk in
      let shown = try await walk.offer("10,000")
      #expect(shown.status == .ok)
      for text in [">10,000<", ">2,000<", ">8,000<", "cannot be undone"] {
        #expect(shown.text.contains(text), "\(text)")
      }
      let offer = Self.encoded(try #require(shown.text.hiddenField("offer")))
      let bare = try await walk.post("/member/reinstate/send", "offer=" + offer)
      #expect(bare.status == .forbidden && bare.text.contains("name=\"secret\""))
      let wrong = try await walk.post("/member/reinstate/send", "offer=\(offer)&way=pin&secret=111111")
      #expect(wrong.status == .conflict && wrong.text.contains("4 tries left"))
      let form = "offer=\(offer)&way=pin&secret=274135"
      let sent = try await walk.post("/member/reinstate/send", form)
      let place = try #require(sent.headers[.location])
      #expect(sent.status == .seeOther && place.hasPrefix("/member/reinstate/done/txn_"))
      #expect(try await walk.post("/member/reinstate/send", form).headers[.location] == place)
      #expect(try await walk.console.get(place, walk.cookies).text.contains(">8,000<"))
      let left = try await walk.console.get("/member/reinstate", walk.cookies)
      #expect(left.text.contains("40,000 \u{00B7} "))
      let detail = try await walk.console.get("/member/points", walk.cookies)
      #expect(detail.text.contains("Points that had expired came back"))
      #expect(detail.text.contains("href=\"/member/reinstate\""))
    }
  }

  @Test func `a code to one's own number proves it, too`() async throws {
    try await Self.open { walk in
      let offer = Self.encoded(try #require(try await walk.offer("10000").text.hiddenField("offer")))
      walk.console.clock.advance(seconds: 61)
      let asked = try await walk.post("/member/reinstate/code", "offer=" + offer)
      #expect(asked.status == .ok && asked.text.contains("<option value=\"code\" selected=\"selected\">"))
      let code = try #require(walk.console.codes.latest(for: "+8613800138000"))
      let sent = try await walk.post("/member/reinstate/send", "offer=\(offer)&way=code&secret=\(code.code)")
      #expect(sent.status == .seeOther)
    }
  }

  @Test func `every fault is told in words and brings nothing back`() async throws {
    try await Self.open { walk in
      for (points, text) in [
        ("", "points above zero"), ("x", "points above zero"), ("99", "The least at once is 100 points"),
        ("30001", "The most at once is 30,000 points"),
      ] {
        let page = try await walk.offer(points)
        #expect(page.status != .ok && page.text.contains(text), "\(points): \(page.status)")
        #expect(page.text.contains("id=\"points-0-fault\""))
      }
      let stale = try await walk.post("/member/reinstate/send", "offer=none&way=pin&secret=274135")
      #expect(stale.status == .conflict)
      let strange = try await walk.post("/member/reinstate", "original=txn_1&points=100")
      #expect(strange.status == .notFound)
      walk.console.clock.advance(seconds: 40 * 86_400)
      let cookies = try await walk.console.enter()
      let page = try await walk.console.get("/member/reinstate", cookies)
      #expect(page.text.contains("Nothing can come back"))
    }
  }
}
