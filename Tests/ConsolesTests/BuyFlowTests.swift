import Coalition
import DatabaseTesting
import HTTPTypes
import HummingbirdTesting
import Ledger
import Loyalty
import Testing

@testable import Consoles

/// A member orders points on the site, finance notes the payment, and both see where the order stands.
@Suite(.database) struct BuyFlowTests {
  private struct Walk: Sendable {
    let console: TestConsole
    let cookies: String
    let token: String

    func post(_ path: String, _ form: String) async throws -> TestResponse {
      try await console.post(path, form + "&form_token=" + token, cookies)
    }

    func offer(_ points: String) async throws -> TestResponse {
      try await post("/member/buy", "program=TB&points=\(points)")
    }
  }

  private static func open(_ test: @Sendable @escaping (Walk) async throws -> Void) async throws {
    try await TestConsole.open { console in
      var terms = ServiceTerms()
      terms.isOn = true
      terms.price = Worth(100, are: Money(minorUnits: 300, currency: "CNY"))
      (terms.minimum, terms.maximum, terms.days, terms.isLicensed) = (100, 5_000, 7, true)
      terms.allowsGifts = true
      let offered = terms
      _ = try await console.coalition.updateProgram(console.program.asset, by: .system) {
        $0.policies.services[.buying] = offered
      }
      let cookies = try await console.enter()
      let page = try await console.get("/member/buy", cookies)
      #expect(page.status == .ok && page.text.contains("100 points = CNY\u{00A0}3.00"))
      try await test(Walk(console: console, cookies: cookies, token: page.text.formToken))
    }
  }

  private static func encoded(_ offer: String) -> String {
    offer.replacing("+", with: "%2B").replacing("/", with: "%2F").replacing("=", with: "%3D")
  }

  @Test func `an order goes from the form to its payment and back, once however often it is sent`()
    async throws
  {
    try await Self.open { walk in
      let shown = try await walk.offer("1,000")
      #expect(shown.status == .ok && shown.text.contains("CNY\u{00A0}30.00"))
      let form = "offer=" + Self.encoded(try #require(shown.text.hiddenField("offer")))
      let sent = try await walk.post("/member/buy/order", form)
      let place = try #require(sent.headers[.location])
      #expect(sent.status == .seeOther && place.hasPrefix("/member/buy/orders/pod_"))
      let again = try await walk.post("/member/buy/order", form)
      #expect(again.headers[.location] == place)
      let waiting = try await walk.console.get(place, walk.cookies)
      #expect(waiting.text.contains("Waiting for payment") && waiting.text.contains("CNY\u{00A0}30.00"))
      let id = String(try #require(place.split(separator: "/").last))
      let desk = "/operator/points-orders/" + id
      let staff = try await walk.console.signIn()
      _ = try await walk.console.coalition.createUser(
        UserDraft(login: "second", name: "Wu", password: TestConsole.password, roles: .administrator),
        by: .system)
      let second = try await walk.console.signIn("second")
      let order = try await walk.console.get(desk, staff)
      #expect(order.status == .ok && order.text.contains("Note the payment"))
      func act(_ what: String, _ fields: String, by who: String? = nil) async throws -> TestResponse {
        let token = try await walk.console.get(desk, who ?? staff).text.formToken
        return try await walk.console.post(desk + what, fields + "&form_token=\(token)", who ?? staff)
      }
      let wrong = try await act("/pay", "payment=a+b&amount=30.00")
      #expect(wrong.status == .conflict && wrong.text.contains("1 to 64 visible"))
      for money in ["", "29.99", "x", "3000"] {
        let refused = try await act("/pay", "payment=wx-1&amount=" + money)
        #expect(refused.status == .conflict && refused.text.contains("not the order&#39;s price"), "\(money)")
      }
      #expect(try await act("/pay", "payment=wx-0&amount=30.00").status == .seeOther)
      #expect(try await act("/drop", "").status == .seeOther)
      #expect(try await act("/pay", "payment=wx-1&amount=30.00").status == .seeOther)
      #expect(try await act("/pay", "payment=wx-1&amount=30.00").status == .seeOther)
      let noted = try await walk.console.get(desk, second)
      #expect(noted.text.contains("second person") && !noted.text.contains("wx-1"))
      #expect(try await act("/pay", "payment=wx-2&amount=30.00", by: second).status == .conflict)
      #expect(!(try await walk.console.get(place, walk.cookies).text.contains("Credited")))
      #expect(try await act("/pay", "payment=wx-1&amount=30.00", by: second).status == .seeOther)
      #expect(try await walk.console.get(place, walk.cookies).text.contains("Credited"))
      let list = try await walk.console.get("/operator/points-orders?state=credited", staff)
      #expect(list.text.contains(id) && list.text.contains("CNY\u{00A0}30.00"))
      let back = place + "/return"
      #expect(try await walk.post(back, "").status == .seeOther)
      #expect(try await walk.console.get(place, walk.cookies).text.contains("Taken back"))
      let owed = try await walk.console.get(desk, staff)
      #expect(owed.text.contains("Note the repayment"))
      #expect(try await act("/repay", "repayment=wx-back-1").status == .seeOther)
      #expect(try await walk.console.get(desk, staff).text.contains("wx-back-1"))
      _ = try await walk.console.coalition.createMember(
        MemberDraft(.phone("13800138009"), name: "Wang"), by: .system)
      let stranger = try await walk.console.enter("13800138009")
      let strange = try await walk.console.get("/member/buy", stranger)
      #expect(try await walk.console.get(place, stranger).status == .notFound)
      let taken = try await walk.console.post(back, "form_token=" + strange.text.formToken, stranger)
      #expect(taken.status == .notFound)
    }
  }

  @Test func `a gift is shown to both, with what was written as text`() async throws {
    try await Self.open { walk in
      let console = walk.console
      let other = try await console.coalition.createMember(
        MemberDraft(.phone("13800138009"), name: "Wang Bo"), by: .system)
      let shown = try await walk.post(
        "/member/buy", "program=TB&points=1000&to=138+0013+8009&message=For+%3Cb%3Eyou%3C%2Fb%3E")
      #expect(shown.status == .ok && shown.text.contains("W*****") && shown.text.contains("8009"))
      #expect(shown.text.contains("For &lt;b&gt;you") && !shown.text.contains("Wang"))
      let form = "offer=" + Self.encoded(try #require(shown.text.hiddenField("offer")))
      let place = try #require(try await walk.post("/member/buy/order", form).headers[.location])
      let list = try await console.get("/member/buy", walk.cookies)
      #expect(list.text.contains("for W*****") && !list.text.contains("Wang"))
      let name = String(try #require(place.split(separator: "/").last))
      let id: PointsOrderID = try #require(console.coalition.publicIDs.id(name))
      let order = try await console.coalition.pointsOrder(id, by: .system)
      #expect(order.receiver == other.id)
      _ = try await console.coalition.payPointsOrder(id, payment: "wx-1", order.price, by: .system)
      let own = try await console.get(place, walk.cookies)
      #expect(own.text.contains("W*****") && own.text.contains("Credited"))
      #expect(!own.text.contains("/member/entries/"), "the movement is the receiver's")
      let receiver = try await console.enter("13800138009")
      let points = try await console.get("/member/points", receiver)
      #expect(points.text.contains("A gift of ") && points.text.contains("They write: For &lt;b&gt;you"))
      let staff = try await console.signIn()
      let desk = try await console.get("/operator/points-orders", staff)
      #expect(desk.text.contains("for W"))
      let page = try await console.get(
        "/operator/points-orders/" + console.coalition.publicIDs.text(id), staff)
      #expect(page.text.contains(console.coalition.publicIDs.text(other.id)))
      #expect(page.text.contains("For &lt;b&gt;you"))
      for (to, text) in [("13800138000", "That is you"), ("12", "number"), ("13800138777", "")] {
        let refused = try await walk.post("/member/buy", "program=TB&points=1000&to=\(to)")
        #expect(refused.status != .ok && refused.text.contains(text), "\(to): \(refused.status)")
      }
    }
  }

  @Test func `every fault is told in words and orders nothing`() async throws {
    try await Self.open { walk in
      for (points, text) in [
        ("", "points above zero"), ("99", "The least at once is 100 points"),
        ("5001", "The most at once is 5,000 points"),
      ] {
        let page = try await walk.offer(points)
        #expect(page.status != .ok && page.text.contains(text), "\(points): \(page.status)")
      }
      let stale = try await walk.post("/member/buy/order", "offer=none")
      #expect(stale.status == .conflict || stale.status == .forbidden)
      let none = try await walk.console.get("/member/buy/orders/pod_1", walk.cookies)
      #expect(none.status == .notFound)
    }
  }
}
