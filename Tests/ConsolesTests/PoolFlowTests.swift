import Coalition
import DatabaseTesting
import HTTPTypes
import HummingbirdTesting
import Ledger
import Testing

@testable import Consoles

/// Members make a shared wallet on the site, invite, put in, pay by code and leave; service staff stop it.
@Suite(.database) struct PoolFlowTests {
  private struct Walk: Sendable {
    let console: TestConsole
    let cookies: String
    let token: String

    func post(_ path: String, _ form: String) async throws -> TestResponse {
      try await console.post(path, form + "&form_token=" + token, cookies)
    }

    func get(_ path: String) async throws -> TestResponse { try await console.get(path, cookies) }
  }

  private static func walk(_ console: TestConsole, _ phone: String? = nil) async throws -> Walk {
    let cookies = try await phone == nil ? console.enter() : console.enter(phone ?? "")
    let page = try await console.get("/member/pools", cookies)
    return Walk(console: console, cookies: cookies, token: page.text.formToken)
  }

  @Test func `a household is made, joined, paid from, left and closed on its pages`() async throws {
    try await TestConsole.open { console in
      _ = try await console.coalition.updateProgram(console.program.asset, by: .system) {
        $0.policies.transfer.coolingDays = 0
        $0.policies.pools = PoolPolicy(people: 4)
      }
      let other = try await console.coalition.createMember(
        MemberDraft(.phone("13800138009"), name: "Wang <Fang>"), by: .system)
      try await console.earn(5_000_000, key: "e")
      try await console.coalition.setPIN("274135", of: console.member.id, by: .system)
      try await console.coalition.setPIN("274135", of: other.id, by: .system)
      let head = try await Self.walk(console)
      let refused = try await head.post("/member/pools", "program=TB&kind=company&name=Li&leaving=part")
      #expect(refused.status == .conflict && refused.text.contains("does not offer this kind"))
      let made = try await head.post(
        "/member/pools", "program=TB&kind=household&name=The+%3CLi%3E&leaving=part")
      let path = try #require(made.headers[.location]?.split(separator: "?").first.map { String($0) })
      #expect(made.status == .seeOther && path.hasPrefix("/member/pools/pol_"))
      let guest = try await Self.walk(console, "13800138009")
      #expect(try await guest.get(path).status == .notFound)
      #expect(try await guest.post(path + "/invite", "to=13800138009&role=adult").status == .notFound)

      let limitless = try await head.post(path + "/invite", "to=13800138009&role=child&once=5&daily=")
      #expect(limitless.status == .conflict && limitless.text.contains("a child has both"))
      let invited = try await head.post(path + "/invite", "to=13800138009&role=adult&once=&daily=5000")
      #expect(invited.status == .seeOther)
      let asking = try await guest.get("/member/pools")
      #expect(asking.text.contains("The &lt;Li&gt;") && asking.text.contains("You are invited"))
      let person = try #require(asking.text.hiddenField("person"))
      #expect(try await guest.post("/member/pools/answer", "person=\(person)&act=accept").status == .seeOther)

      let confirm = try await head.get(path + "/confirm?act=put")
      let request = try #require(confirm.text.hiddenField("request"))
      let form = "act=put&request=\(request)&points=3000"
      #expect(try await head.post(path + "/confirm", form).status == .forbidden)
      for _ in 0..<2 {
        let put = try await head.post(path + "/confirm", form + "&way=pin&secret=274135")
        #expect(put.status == .seeOther)
      }
      let seen = try await guest.get(path)
      #expect(seen.text.contains(">3,000<") && !seen.text.contains(path + "/invite"))
      let code = try await guest.get(path + "/code")
      #expect(code.status == .ok && code.text.contains("The &lt;Li&gt;"))

      let leave = "act=leave&way=pin&secret=274135"
      #expect(
        try await guest.post(path + "/confirm", leave).headers[.location]?.hasPrefix("/member/pools?") == true
      )
      #expect(try await guest.get(path).status == .notFound)
      let closed = try await head.post(path + "/confirm", "act=close")
      #expect(closed.headers[.location]?.hasPrefix("/member/pools?") == true)
      let wallet = try await console.coalition.wallet(
        WalletKey(member: console.member.id, asset: console.program.asset), by: .system)
      #expect(wallet.spendable == 50_000)
    }
  }

  @Test func `service staff see who is in it and what moved, and stop it with a reason`() async throws {
    try await TestConsole.open { console in
      _ = try await console.coalition.updateProgram(console.program.asset, by: .system) {
        $0.policies.pools = PoolPolicy(people: 4)
      }
      let head = try await Self.walk(console)
      let made = try await head.post("/member/pools", "program=TB&kind=household&name=Li&leaving=nothing")
      let id = try #require(made.headers[.location]?.split(separator: "?").first?.split(separator: "/").last)
      let desk = "/operator/pools/\(id)"
      let staff = try await console.signIn()
      #expect(try await console.get("/operator/pools", staff).text.contains(desk))
      let page = try await console.get(desk, staff)
      #expect(page.status == .ok && page.text.contains("Owner"))
      let token = page.text.formToken
      let bare = try await console.post(desk + "/freeze", "reason=+&form_token=" + token, staff)
      #expect(bare.status == .badRequest)
      let stopped = try await console.post(desk + "/freeze", "reason=asked&form_token=" + token, staff)
      #expect(stopped.status == .seeOther)
      #expect(try await head.get("/member/pools/\(id)").text.contains("is frozen"))
      let reader = try await console.signIn("reader")
      let read = try await console.get(desk, reader)
      #expect(read.status == .ok && !read.text.contains(desk + "/unfreeze"))
      #expect(try await console.get("/operator/pools/pol_1", staff).status == .notFound)
    }
  }
}
