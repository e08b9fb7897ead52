import Coalition
import DatabaseTesting
import HTTPTypes
import HummingbirdTesting
import Ledger
import Testing

@testable import Consoles

/// A member sends points on the site: shown, proven, done, once.
@Suite(.database) struct TransferFlowTests {
  private struct Walk: Sendable {
    let console: TestConsole
    let cookies: String
    let token: String

    func post(_ path: String, _ form: String) async throws -> TestResponse {
      try await console.post(path, form + "&form_token=" + token, cookies)
    }

    func offer(_ points: String, to phone: String = "13800138009") async throws -> TestResponse {
      try await post("/member/transfer", "program=TB&to=\(phone)&points=\(points)")
    }
  }

  private static func open(_ test: @Sendable @escaping (Walk) async throws -> Void) async throws {
    try await TestConsole.open { console in
      _ = try await console.coalition.updateProgram(console.program.asset, by: .system) {
        $0.policies.transfer.coolingDays = 0
      }
      _ = try await console.coalition.createMember(
        MemberDraft(.phone("13800138009"), name: "Wang <Fang>"), by: .system)
      try await console.earn(5_000_000, key: "e")
      try await console.coalition.setPIN("274135", of: console.member.id, by: .system)
      let cookies = try await console.enter()
      let page = try await console.get("/member/transfer", cookies)
      #expect(page.status == .ok && page.text.contains("A fee of 10.00%, on top"))
      try await test(Walk(console: console, cookies: cookies, token: page.text.formToken))
    }
  }

  private static func encoded(_ offer: String) -> String {
    offer.replacing("+", with: "%2B").replacing("/", with: "%2F").replacing("=", with: "%3D")
  }

  @Test func `a member sees whom it goes to and what it costs, proves who asks, and sends once`() async throws
  {
    try await Self.open { walk in
      let shown = try await walk.offer("10,000")
      #expect(shown.status == .ok)
      #expect(shown.text.contains("W**********") && !shown.text.contains("Wang"))
      #expect(shown.text.contains("number ending in 8009"))
      for text in [">10,000<", ">1,000<", ">11,000<", ">39,000<", "cannot be taken back"] {
        #expect(shown.text.contains(text), "\(text)")
      }
      let offer = Self.encoded(try #require(shown.text.hiddenField("offer")))
      let bare = try await walk.post("/member/transfer/send", "offer=" + offer)
      #expect(bare.status == .forbidden && bare.text.contains("name=\"secret\""))
      let wrong = try await walk.post("/member/transfer/send", "offer=\(offer)&way=pin&secret=111111")
      #expect(wrong.status == .conflict && wrong.text.contains("4 tries left"))
      #expect(wrong.text.contains("id=\"secret-fault\"") && !wrong.text.contains("111111"))
      let form = "offer=\(offer)&way=pin&secret=274135"
      let sent = try await walk.post("/member/transfer/send", form)
      let place = try #require(sent.headers[.location])
      #expect(sent.status == .seeOther && place.hasPrefix("/member/transfer/done/txn_"))
      let again = try await walk.post("/member/transfer/send", form)
      #expect(again.headers[.location] == place)
      let done = try await walk.console.get(place, walk.cookies)
      #expect(done.text.contains("W**********") && done.text.contains(">39,000<"))
      // Proven a moment ago, the next one asks for nothing.
      let next = try await walk.offer("10000")
      #expect(next.text.contains("name=\"offer\"") && !next.text.contains("name=\"secret\""))
      let stranger = try await walk.console.enter("13800138009")
      #expect(try await walk.console.get(place, stranger).status == .notFound)
      let id = try #require(place.split(separator: "/").last)
      for (login, name) in [("chief", "Wang &lt;Fang&gt;"), ("reader", "W**********")] {
        let staff = try await walk.console.signIn(login)
        let page = try await walk.console.get("/operator/transactions/\(id)", staff)
        #expect(page.text.contains("Receiving member") && page.text.contains(name), "\(login)")
      }
    }
  }

  @Test func `a code to one's own number proves it, too`() async throws {
    try await Self.open { walk in
      let offer = Self.encoded(try #require(try await walk.offer("10000").text.hiddenField("offer")))
      walk.console.clock.advance(seconds: 61)
      let asked = try await walk.post("/member/transfer/code", "offer=" + offer)
      #expect(asked.status == .ok && asked.text.contains("<option value=\"code\" selected=\"selected\">"))
      let code = try #require(walk.console.codes.latest(for: "+8613800138000"))
      #expect(code.purpose == .proof)
      let sent = try await walk.post(
        "/member/transfer/send", "offer=\(offer)&way=code&secret=\(code.code)")
      #expect(sent.status == .seeOther)
    }
  }

  @Test func `every fault is told in words and moves nothing`() async throws {
    try await Self.open { walk in
      for (points, phone, text) in [
        ("", "13800138009", "points above zero"), ("1.5", "13800138009", "points above zero"),
        ("-1", "13800138009", "points above zero"), ("10000", "xyz", "19 digits of a member code"),
        ("10000", "13999999999", "No member with that number"), ("9999", "13800138009", "smallest"),
        ("50000", "13800138009", "enough"), ("10000", "13800138000", "same"),
      ] {
        let page = try await walk.offer(points, to: phone)
        #expect(page.status != .ok && page.text.contains(text), "\(points) to \(phone): \(page.status)")
        #expect(page.text.contains("id=\"points-fault\""))
      }
      let stale = try await walk.post("/member/transfer/send", "offer=none&way=pin&secret=274135")
      #expect(stale.status == .conflict && stale.text.contains("no longer good"))
      let wallet = WalletKey(member: walk.console.member.id, asset: walk.console.program.asset)
      #expect(try await walk.console.coalition.wallet(wallet, by: .system).spendable == 50_000)
    }
  }
}
