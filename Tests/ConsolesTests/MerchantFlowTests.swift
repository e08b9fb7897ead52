import Coalition
import DatabaseTesting
import HTTPTypes
import HummingbirdTesting
import Ledger
import Testing

@testable import Consoles

@Suite(.database) struct MerchantFlowTests {
  @Test func `a merchant is suspended with a reason that its people and its till are told`() async throws {
    try await TestSeat.open { seat in
      let console = seat.console
      let path = "/operator/merchants/" + seat.coalition.publicIDs.text(console.merchant.id)
      let staff = try await console.signIn()
      let list = try await console.get("/operator/merchants?state=active", staff)
      #expect(list.text.contains(path))
      let page = try await console.get(path, staff)
      #expect(page.status == .ok && page.text.contains("Quay 1") && page.text.contains("till-101"))
      let token = "&form_token=" + page.text.formToken
      let unreasoned = try await console.post(path + "/standing", "status=suspended&reason=" + token, staff)
      #expect(unreasoned.status == .unprocessableContent && unreasoned.text.contains("Say why"))
      let cashier = try await seat.work()
      let done = try await console.post(
        path + "/standing", "status=suspended&reason=unpaid+%3Cb%3E" + token, staff)
      #expect(done.headers[.location] == path + "?said=standing")
      let after = try await console.get(path + "?said=standing", staff)
      #expect(after.text.contains("unpaid &lt;b&gt;") && after.text.contains("The standing was changed."))
      let form = "member=13800138000&kind=earn&amount=128.50&unit=money&reference=R-1"
      let refused = try await seat.trade(form, key: "key-earn-1", cashier)
      #expect(refused.text.contains("The merchant is suspended by the operator"))
      #expect(try await console.get("/seat", cashier).text.contains("This merchant is suspended"))
      #expect(try await seat.count(.earn) == 0)
      let resumed = try await console.post(path + "/standing", "status=active" + token, staff)
      #expect(resumed.status == .seeOther)
      _ = try await seat.trade(form, key: "key-earn-2", cashier)
      #expect(try await seat.count(.earn) == 1)
    }
  }

  @Test func `the merchant's own console says that it is suspended, and why`() async throws {
    try await TestDesk.open { desk in
      let owner = try await desk.signIn("owner")
      #expect(!(try await desk.console.get("/merchant", owner).text.contains("suspended")))
      _ = try await desk.console.coalition.setStanding(
        .suspended, of: desk.console.merchant.id, reason: "unpaid", by: .system)
      let home = try await desk.console.get("/merchant", owner)
      #expect(home.status == .ok && home.text.contains("This merchant is suspended"))
      #expect(home.text.contains("Reason: unpaid"))
    }
  }

  @Test func `terms are proposed from the page and nothing changes until another approves`() async throws {
    try await TestConsole.open { console in
      let staff = try await console.signIn()
      let path = "/operator/merchants/" + console.coalition.publicIDs.text(console.merchant.id)
      let token = "&form_token=" + (try await console.get(path, staff)).text.formToken
      let fields = "program=TB&issuing=1&accepting=1&rounding=down&reason=spring"
      for wrong in ["&points=x&per=1", "&points=1&per=0", "&points=1&per=1&limit=-3"] {
        let answer = try await console.post(path + "/terms", fields + wrong + token, staff)
        #expect(answer.status == .unprocessableContent, "\(wrong)")
      }
      let proposed = try await console.post(path + "/terms", fields + "&points=5&per=1.00" + token, staff)
      #expect(proposed.headers[.location]?.hasPrefix("/operator/approvals/apr_") == true)
      let terms = try await console.coalition.terms(of: console.merchant.id, by: .system)
      #expect(terms.map(\.earning.points) == [1])
      let approval = try #require(try await console.coalition.approvals(by: .system).items.first)
      let rate: Points
      if case .terms(let proposal) = approval.operation {
        rate = Points(proposal.earnPoints)
      } else {
        rate = 0
      }
      #expect(rate == 5)
    }
  }

  @Test func `whoever may only read finds no form, and contact data is masked for them`() async throws {
    try await TestConsole.open { console in
      let path = "/operator/merchants/" + console.coalition.publicIDs.text(console.merchant.id)
      try await console.coalition.setProfile(
        MerchantProfile(category: .food, contact: "Li Ming", phone: "13800138111", email: "li@example.com"),
        of: console.merchant.id, by: .system)
      let chief = try await console.signIn()
      #expect(try await console.get(path, chief).text.contains("+8613800138111"))
      let reader = try await console.signIn("reader")
      let page = try await console.get(path, reader)
      #expect(page.status == .ok && !page.text.contains("<textarea"))
      #expect(!page.text.contains("13800138111") && !page.text.contains("li@example.com"))
      #expect(!page.text.contains("Li Ming"))
    }
  }
}
