import Coalition
import DatabaseTesting
import Foundation
import HTTPTypes
import HummingbirdTesting
import Ledger
import Testing

@testable import Consoles

@Suite(.database) struct PromotionFlowTests {
  /// 2026-03-02 16:00 in the operator's zone is when the console opens.
  private static let form =
    "kind=promotion&title_en=Double+%3Cpoints%3E&body_hans=%E5%8F%8C%E5%80%8D%0D%0Aline&replaces="
    + "&from=2026-03-02T08:00&until=2026-03-09T08:00"

  @Test func `a merchant's promotion is approved and its members see it`() async throws {
    try await TestDesk.open { desk in
      let console = desk.console
      let owner = try await desk.signIn("owner")
      let blank = try await console.get("/merchant/promotions/new", owner)
      let key = try #require(blank.text.hiddenField("key"))
      let token = "&form_token=" + blank.text.formToken
      let wrong = Self.form.replacing("2026-03-09", with: "2026-03-01") + "&key=" + key + token
      let refused = try await console.post("/merchant/promotions", wrong, owner)
      #expect(refused.status == .unprocessableContent && refused.text.contains("Double &lt;points&gt;"))
      let form = Self.form + "&key=" + key + token
      let made = try await console.post("/merchant/promotions", form, owner)
      let path = try #require(made.headers[.location])
      #expect(try await console.post("/merchant/promotions", form, owner).headers[.location] == path)
      #expect(try await console.post(path + "/submit", token, owner).headers[.location] == path)
      #expect(try await console.get(path, owner).text.contains("Waits for review"))

      let staff = try await console.signIn()
      let review = path.replacing("/merchant/promotions", with: "/operator/publications")
      let queue = try await console.get("/operator/publications?state=submitted", staff)
      #expect(queue.text.contains(review))
      let page = try await console.get(review, staff)
      #expect(page.text.contains("Double &lt;points&gt;") && page.text.contains("2026-03-09 08:00"))
      let staffToken = "&form_token=" + page.text.formToken
      #expect(
        try await console.post(review + "/reject", "reason=" + staffToken, staff).status
          == .unprocessableContent)
      let member = try await console.enter()
      #expect(!(try await console.get("/member", member).text.contains("Double")))
      #expect(try await console.post(review + "/approve", staffToken, staff).headers[.location] == review)
      for place in ["/member", "/member/places", "/member/promotions"] {
        let shown = try await console.get(place, member)
        #expect(shown.text.contains("Double &lt;points&gt;"), "\(place)")
        let outline = try Outline(Array(shown.text.utf8))
        #expect(outline.headings == 1 && outline.inline.isEmpty)
      }
      let taken = try await console.post(review + "/end", "reason=misleading" + staffToken, staff)
      #expect(taken.status == .seeOther)
      #expect(!(try await console.get("/member/promotions", member).text.contains("Double")))
      #expect(try await console.get(path, owner).text.contains("misleading"))
    }
  }

  @Test func `a brief is written, sent back, mended and read by members`() async throws {
    try await TestDesk.open { desk in
      let console = desk.console
      let owner = try await desk.signIn("owner")
      let blank = try await console.get("/merchant/promotions/brief", owner)
      let key = try #require(blank.text.hiddenField("key"))
      let token = "&form_token=" + blank.text.formToken
      let fields = "kind=brief&body_en=Fresh+coffee&category=food&hours=9-21&phone=02155551234&replaces="
      let made = try await console.post("/merchant/promotions", fields + "&key=" + key + token, owner)
      let path = try #require(made.headers[.location])
      _ = try await console.post(path + "/submit", token, owner)
      let staff = try await console.signIn()
      let review = path.replacing("/merchant/promotions", with: "/operator/publications")
      let staffToken = "&form_token=" + (try await console.get(review, staff)).text.formToken
      _ = try await console.post(review + "/reject", "reason=say+where" + staffToken, staff)
      #expect(try await console.get(path, owner).text.contains("The operator says: say where"))
      let mended = try await console.post(path, fields.replacing("coffee", with: "tea") + token, owner)
      #expect(mended.headers[.location] == path)
      _ = try await console.post(path + "/submit", token, owner)
      _ = try await console.post(review + "/approve", staffToken, staff)
      let member = try await console.enter()
      let places = try await console.get("/member/places", member)
      #expect(places.text.contains("Fresh tea") && places.text.contains("9-21"))
      // What would change stands beside what is shown.
      let next = try await console.get("/merchant/promotions/brief", owner)
      #expect(next.text.contains("Fresh tea"))
    }
  }

  @Test func `whoever may not write finds the list without a form`() async throws {
    try await TestDesk.open { desk in
      for login in ["manager", "cashier", "accountant"] {
        let cookies = try await desk.signIn(login)
        let list = try await desk.console.get("/merchant/promotions", cookies)
        #expect(list.status == .ok && !list.text.contains("/merchant/promotions/new"), "\(login)")
        #expect(try await desk.console.get("/merchant/promotions/new", cookies).status == .forbidden)
      }
    }
  }
}

@Suite(.database) struct AnnouncementFlowTests {
  private static let form = [
    "title_hans=a", "title_hant=b", "title_en=Night+%3Cwork%3E", "body_hans=a", "body_hant=b",
    "body_en=Tonight%0Afrom+two", "to_members=1", "to_operators=1", "important=1", "from=2026-03-02T08:00",
    "until=2026-03-09T08:00",
  ].joined(separator: "&")

  @Test func `an announcement is written, previewed, published, put away and kept`() async throws {
    try await TestConsole.open { console in
      let staff = try await console.signIn()
      let blank = try await console.get("/operator/announcements/new", staff)
      let key = try #require(blank.text.hiddenField("key"))
      let token = "&form_token=" + blank.text.formToken
      let half = Self.form.replacing("title_hant=b", with: "title_hant=")
      let refused = try await console.post(
        "/operator/announcements", half + "&key=" + key + token, staff)
      #expect(refused.status == .unprocessableContent && refused.text.contains("all three languages"))
      let made = try await console.post(
        "/operator/announcements", Self.form + "&key=" + key + token, staff)
      let path = try #require(made.headers[.location])
      #expect(try await console.get(path, staff).text.contains("Night &lt;work&gt;"))
      let member = try await console.enter()
      #expect(!(try await console.get("/member", member).text.contains("Night")))
      _ = try await console.post(path + "/publish", token, staff)
      let home = try await console.get("/member", member)
      #expect(home.text.contains("Night &lt;work&gt;"))
      let id = try #require(home.text.hiddenField("announcement"))
      let reader = try await console.signIn("reader")
      #expect(try await console.get("/operator/programs", reader).text.contains("Night &lt;work&gt;"))
      let away = try await console.post(
        "/member/news/dismiss", "announcement=\(id)&back=/member&form_token=" + home.text.formToken, member)
      #expect(away.headers[.location] == "/member")
      #expect(!(try await console.get("/member", member).text.contains("Night")))
      for (place, cookies) in [("/member/news", member), ("/operator/news", reader)] {
        let archive = try await console.get(place, cookies)
        #expect(archive.text.contains("Night &lt;work&gt;"), "\(place)")
        #expect(try Outline(Array(archive.text.utf8)).headings == 1)
      }
      #expect(try await console.get("/operator", reader).text.contains("Night"))
      _ = try await console.post(path + "/end", token, staff)
      #expect(!(try await console.get("/operator", reader).text.contains("Night")))
      #expect(try await console.get("/operator/announcements", reader).text.contains("You may not see this"))
    }
  }
}
