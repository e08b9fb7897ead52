import Coalition
import DatabaseTesting
import HTTPTypes
import HummingbirdTesting
import Ledger
import Testing

@testable import Consoles

@Suite(.database) struct TagFlowTests {
  @Test func `the operator makes a tag, sets it on a member, takes it off and ends it`() async throws {
    try await TestConsole.open { console in
      let cookies = try await console.signIn()
      let empty = try await console.get("/operator/tags", cookies).text
      #expect(empty.contains("No tags yet."))
      let made = try await console.post(
        "/operator/tags", "name=VIP&form_token=\(empty.formToken)", cookies)
      #expect(made.headers[.location] == "/operator/tags")
      let list = try await console.get("/operator/tags", cookies).text
      #expect(list.contains("VIP") && list.contains("in use"))
      let again = try await console.post(
        "/operator/tags", "name=VIP&form_token=\(empty.formToken)", cookies)
      #expect(again.status == .unprocessableContent && again.text.contains("There is a tag of that name."))
      let tag = try #require(try await console.coalition.tags(by: .system).first)
      let id = console.coalition.publicIDs.text(tag.id)
      let path = "/operator/members/" + console.coalition.publicIDs.text(console.member.id)
      let member = try await console.get(path, cookies).text
      #expect(member.contains("No tags.") && member.contains("value=\"\(id)\""))
      let set = try await console.post(
        path + "/tags", "do=set&tag=\(id)&form_token=\(member.formToken)", cookies)
      #expect(set.headers[.location] == path)
      #expect(try await console.get(path, cookies).text.contains("Take off VIP"))
      _ = try await console.post(
        "/operator/tags/\(id)", "retired=1&form_token=\(member.formToken)", cookies)
      #expect(try await console.get("/operator/tags", cookies).text.contains("ended"))
      _ = try await console.post(
        path + "/tags", "do=clear&tag=\(id)&form_token=\(member.formToken)", cookies)
      #expect(try await console.coalition.tags(of: console.member.id, by: .system).isEmpty)
      let refused = try await console.post(
        path + "/tags", "do=set&tag=\(id)&form_token=\(member.formToken)", cookies)
      #expect(refused.status == .badRequest && refused.text.contains("set on nobody any more"))
    }
  }

  @Test func `a merchant's owner tags the merchant's members, and nobody else's`() async throws {
    try await TestDesk.open { desk in
      let owner = try await desk.signIn("owner")
      let token = try await desk.console.get("/merchant/tags", owner).text.formToken
      _ = try await desk.console.post("/merchant/tags", "name=Regular&form_token=\(token)", owner)
      let coalition = desk.console.coalition
      let tag = try #require(
        try await coalition.tags(of: desk.console.merchant.id, by: .system).first { $0.name == "Regular" })
      try await desk.earn(1_000, in: desk.stores[0], key: "tagged")
      let member = desk.console.member
      let path = "/merchant/members/" + desk.text(member.id)
      let sent = "do=set&tag=\(desk.text(tag.id))&form_token=\(token)"
      let set = try await desk.console.post(path + "/tags", sent, owner)
      #expect(set.headers[.location] == path)
      #expect(try await desk.console.get(path, owner).text.contains("Take off Regular"))
      let foreign = "/merchant/members/" + desk.foreign.member + "/tags"
      #expect(try await desk.console.post(foreign, sent, owner).status == .notFound)
      // The operator sees whose tag it is, and has no form for it.
      let operatorView = try await desk.console.get(
        "/operator/members/" + desk.text(member.id), try await desk.console.signIn()
      ).text
      #expect(operatorView.contains("Regular") && !operatorView.contains("Take off Regular"))
    }
  }
}
