import Coalition
import DatabaseTesting
import Foundation
import HTTPTypes
import HummingbirdTesting
import Ledger
import Testing

@testable import Consoles

@Suite(.database) struct ApplicationFlowTests {
  private static let form = [
    "name=Old+Street+%3CTea%3E", "legal_name=Old+Street+Ltd", "registration=R-1001", "category=food",
    "contact=Chen+Jing", "phone=13900139000", "email=chen%40example.com", "store_name=Old+Street",
    "points=2", "per=1.00", "note=%E8%80%81%E8%A1%97%0D%0Asecond+line",
  ].joined(separator: "&")

  @Test func `an application is sent, decided by two, and the owner comes in`() async throws {
    try await TestConsole.open { console in
      let blank = try await console.get("/apply")
      let key = try #require(blank.text.hiddenField("key"))
      let token = "&form_token=" + blank.text.formToken
      let sent = try await console.post("/apply", Self.form + "&key=" + key + token, blank.cookies)
      #expect(sent.status == .ok && sent.text.contains("Old Street &lt;Tea&gt;"))
      // The same form again is the same application.
      let again = try await console.post("/apply", Self.form + "&key=" + key + token, blank.cookies)
      #expect(again.text.code("app_") == sent.text.code("app_"))
      let number = sent.text.code("app_")
      let found = try #require(try await console.coalition.applications(by: .system).items.first)
      let secret = try await console.coalition.applyAsMerchant(
        found.draft, key: key, from: "192.0.2.1"
      ).secret
      #expect(sent.text.contains(secret))
      let looked = try await console.post(
        "/apply/status", "number=\(number)&secret=\(secret)" + token, blank.cookies)
      #expect(looked.text.contains("It has arrived and waits"))
      #expect(
        try await console.post(
          "/apply/status", "number=\(number)&secret=AAAA-AAAA-AAAA-AAAA" + token, blank.cookies
        ).status == .notFound)

      let invitation = try await decide(number, console)
      let page = try await console.get("/apply/invitation?code=" + invitation)
      #expect(page.text.contains("Old Street Tea"))
      let owner = "code=\(invitation)&login=chen&password=a+long+enough+secret"
      let made = try await console.post(
        "/apply/invitation", owner + "&form_token=" + page.text.formToken, page.cookies)
      #expect(made.text.contains("The access is made"))
      let used = try await console.get("/apply/invitation?code=" + invitation)
      #expect(used.status == .notFound && used.text.contains("The invitation is not valid"))
      let door = try await console.get("/merchant/sign-in")
      let entered = try await console.post(
        "/merchant/sign-in",
        "login=chen&password=a+long+enough+secret&form_token=" + door.text.formToken, door.cookies)
      #expect(entered.headers[.location] == "/merchant")
      let guide = try await console.get("/merchant/set-up", entered.cookies)
      #expect(guide.status == .ok && guide.text.matches(of: /badge good">Done/).count == 2)
    }
  }

  /// Taken up, checked and proposed by one person, approved by another; gives the invitation's code.
  private func decide(_ number: String, _ console: TestConsole) async throws -> String {
    let path = "/operator/applications/" + number
    let staff = try await console.signIn()
    _ = try await console.coalition.createUser(
      UserDraft(
        login: "second", name: "Second", password: TestConsole.password, roles: .administrator), by: .system)
    #expect(try await console.get("/operator/applications?state=applied", staff).text.contains(path))
    let page = try await console.get(path, staff)
    #expect(page.text.contains("Old Street Ltd") && page.text.contains("R-1001"))
    let token = "&form_token=" + page.text.formToken
    #expect(try await console.post(path + "/take", token, staff).status == .seeOther)
    let half = try await console.post(path + "/checks", "check_registered=1" + token, staff)
    #expect(half.status == .seeOther)
    let fields =
      "code=OLDTEA&name_hans=A&name_hant=B&name_en=Old+Street+Tea&category=food&store_name=Old+Street"
      + "&program=TB&issuing=1&accepting=1&points=2&per=1.00&rounding=down&reason=checked"
    #expect(try await console.post(path + "/propose", fields + token, staff).status.code == 422)
    let all = ["registered", "single", "reached", "agreed", "seen"].map { "check_\($0)=1" }
    _ = try await console.post(path + "/checks", all.joined(separator: "&") + token, staff)
    let taken = try await console.post(
      path + "/propose", fields.replacing("OLDTEA", with: "SHOP") + token, staff)
    #expect(taken.status.code == 422 && taken.text.contains("value=\"SHOP\""))
    let proposed = try await console.post(path + "/propose", fields + token, staff)
    let approval = try #require(proposed.headers[.location])
    #expect(approval.hasPrefix("/operator/approvals/apr_"))
    let own = try await console.get(approval, staff)
    #expect(!own.text.contains("/approve\""))
    #expect(try await console.post(approval + "/approve", token, staff).status == .conflict)
    let other = try await console.signIn("second")
    let shown = try await console.get(approval, other)
    // What was applied for stands beside what is proposed.
    #expect(shown.text.contains("Old Street &lt;Tea&gt;") && shown.text.contains("Old Street Tea"))
    let done = try await console.post(
      approval + "/approve", "form_token=" + shown.text.formToken, other)
    #expect(done.headers[.location] == approval)
    let after = try await console.get(path, staff)
    #expect(after.text.contains("/operator/merchants/mch_"))
    let renewed = try await console.post(path + "/invitation", token, staff)
    return renewed.text.matches(of: /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/).first
      .map { String($0.output) } ?? ""
  }

  @Test func `what is wrong stays typed and is named beside its field`() async throws {
    try await TestConsole.open { console in
      let blank = try await console.get("/apply")
      let token = "&key=0123456789abcdef&form_token=" + blank.text.formToken
      let wrong = Self.form.replacing("phone=13900139000", with: "phone=12")
      let refused = try await console.post("/apply", wrong + token, blank.cookies)
      #expect(refused.status == .unprocessableContent)
      #expect(refused.text.contains("id=\"phone-fault\"") && refused.text.contains("value=\"Chen Jing\""))
      #expect(try await console.coalition.applications(by: .system).items.isEmpty)
      #expect(try await console.post("/apply", Self.form, blank.cookies).status == .forbidden)
      #expect(try await console.post("/apply", Self.form + token, "").status == .forbidden)
      let number = Self.form.replacing("points=2", with: "points=x")
      #expect(
        try await console.post("/apply", number + token, blank.cookies).status == .unprocessableContent)
    }
  }
}

extension String {
  /// The first public name with a prefix.
  fileprivate func code(_ prefix: String) -> String {
    guard let range = range(of: prefix) else { return "" }
    return String(self[range.lowerBound...].prefix { $0.isLetter || $0.isNumber || $0 == "_" })
  }
}
