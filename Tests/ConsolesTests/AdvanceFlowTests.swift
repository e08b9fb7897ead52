import Coalition
import DatabaseTesting
import HTTPTypes
import HummingbirdTesting
import Ledger
import Loyalty
import Testing

@testable import Consoles

/// A member uses points early on the site: shown with the fee, proven, done, once.
@Suite(.database) struct AdvanceFlowTests {
  private static func encoded(_ offer: String) -> String {
    offer.replacing("+", with: "%2B").replacing("/", with: "%2F").replacing("=", with: "%3D")
  }

  @Test func `a member sees the fee, proves who asks, and gets the points once`() async throws {
    try await TestConsole.open { console in
      var terms = ServiceTerms()
      terms.isOn = true
      terms.fee = try #require(BasisPoints(1_000))
      terms.share = try #require(BasisPoints(8_000))
      (terms.minimum, terms.maximum, terms.days) = (100, 30_000, 10)
      let offered = terms
      _ = try await console.coalition.updateProgram(console.program.asset, by: .system) {
        $0.policies.services[.advancing] = offered
      }
      var order = EarnOrder(
        member: .id(console.member.id), .purchase(Money(minorUnits: 5_000_000, currency: "CNY")))
      order.waitDays = 5
      _ = try await console.coalition.earn(order, key: "w", by: console.till)
      try await console.coalition.setPIN("274135", of: console.member.id, by: .system)
      let cookies = try await console.enter()
      let page = try await console.get("/member/advance", cookies)
      #expect(page.status == .ok && page.text.contains("40,000 \u{00B7} "))
      #expect(page.text.contains("A fee of 10.00%") && page.text.contains("value=\"30000\""))
      #expect(page.text.contains("At most 80.00% of what is to come"))
      let token = page.text.formToken
      func post(_ path: String, _ form: String) async throws -> TestResponse {
        try await console.post(path, form + "&form_token=" + token, cookies)
      }
      for (points, text) in [
        ("", "points above zero"), ("99", "The least at once is 100 points"),
        ("30001", "The most at once is 30,000 points"),
      ] {
        let refused = try await post("/member/advance", "program=TB&points=" + points)
        #expect(refused.status != .ok && refused.text.contains(text), "\(points): \(refused.status)")
      }
      let shown = try await post("/member/advance", "program=TB&points=10,000")
      for text in [">10,000<", ">1,000<", ">9,000<", "cannot be undone"] {
        #expect(shown.text.contains(text), "\(text)")
      }
      let offer = Self.encoded(try #require(shown.text.hiddenField("offer")))
      let bare = try await post("/member/advance/send", "offer=" + offer)
      #expect(bare.status == .forbidden && bare.text.contains("name=\"secret\""))
      let form = "offer=\(offer)&way=pin&secret=274135"
      let sent = try await post("/member/advance/send", form)
      let place = try #require(sent.headers[.location])
      #expect(sent.status == .seeOther && place.hasPrefix("/member/advance/done/txn_"))
      #expect(try await post("/member/advance/send", form).headers[.location] == place)
      #expect(try await console.get(place, cookies).text.contains(">9,000<"))
      let left = try await console.get("/member/advance", cookies)
      #expect(left.text.contains("30,000 \u{00B7} "))
      let detail = try await console.get("/member/points", cookies)
      #expect(detail.text.contains("Points used early, less the fee"))
      #expect(detail.text.contains("href=\"/member/advance\""))
    }
  }
}
