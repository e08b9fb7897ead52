import Coalition
import DatabaseTesting
import HTTPTypes
import HummingbirdTesting
import Ledger
import LedgerStore
import Testing

@testable import Consoles

/// What staff do from a member's page: correct points, merge, write notes.
@Suite(.database) struct MemberFlowTests {
  private func path(_ console: TestConsole) -> String {
    "/operator/members/" + console.coalition.publicIDs.text(console.member.id)
  }

  private func spendable(_ console: TestConsole) async throws -> Points {
    let wallet = WalletKey(member: console.member.id, asset: console.program.asset)
    return try await console.coalition.wallet(wallet, by: .system).spendable
  }

  @Test func `a correction is shown before it is proposed, proposed once, and made by another person`()
    async throws
  {
    try await TestConsole.open { console in
      try await console.earn(12_000, key: "a")
      try await console.addReviewer()
      let cookies = try await console.signIn()
      let member = path(console)
      #expect(try await console.get(member, cookies).text.contains(member + "/adjust"))
      let asked = try await console.get(
        member + "/adjust?direction=take&program=TB&points=20", cookies
      ).text
      #expect(asked.contains("120 \u{2192} 100"))
      let key = try #require(asked.hiddenField("key"))
      let form =
        "direction=take&program=TB&points=20&reason=wrong_amount&key=\(key)&form_token=\(asked.formToken)"
      let first = try await console.post(member + "/adjust", form, cookies)
      let approval = try #require(first.headers[.location]).split(separator: "?")[0]
      #expect(first.status == .seeOther && approval.hasPrefix("/operator/approvals/apr_"))
      // The same form once more, as after a slow answer.
      let again = try await console.post(member + "/adjust", form, cookies)
      #expect(again.headers[.location] == first.headers[.location])
      let proposals = try await console.coalition.approvals(by: .system).items
      #expect(proposals.count == 1)
      let shown = try await console.get(String(approval) + "?said=proposed", cookies).text
      #expect(shown.contains("Another person decides") && shown.contains("Wrong amount booked"))
      #expect(try await spendable(console) == 120)
      let reviewer = try await console.signIn("reviewer")
      let page = try await console.get(String(approval), reviewer).text
      _ = try await console.post(approval + "/approve", "form_token=\(page.formToken)", reviewer)
      #expect(try await spendable(console) == 100)
      #expect(try await console.get(member, cookies).text.contains(">-20<"))
    }
  }

  @Test func `a large correction wants its amount twice, another reason its words`() async throws {
    try await TestConsole.open { console in
      let cookies = try await console.signIn()
      let member = path(console)
      let asked = try await console.get(
        member + "/adjust?direction=give&program=TB&points=10001", cookies
      ).text
      #expect(asked.contains("name=\"again\""))
      let key = try #require(asked.hiddenField("key"))
      let base = "direction=give&program=TB&points=10001&key=\(key)&form_token=\(asked.formToken)"
      for (more, fault) in [
        ("&reason=goodwill", "are not the same"), ("&reason=goodwill&again=1001", "are not the same"),
        ("&reason=other&again=10001", "say it in words"), ("&again=10001", "say it in words"),
      ] {
        let refused = try await console.post(member + "/adjust", base + more, cookies)
        #expect(refused.status == .conflict && refused.text.contains(fault), "\(more)")
      }
      #expect(try await console.coalition.approvals(by: .system).items.isEmpty)
      let taken = try await console.post(
        member + "/adjust", base + "&reason=other&note=asked+by+head+office&again=10001", cookies)
      #expect(taken.status == .seeOther)
      let small = try await console.get(member + "/adjust?program=TB&points=10000", cookies).text
      #expect(!small.contains("name=\"again\""))
      let bad = try await console.get(member + "/adjust?program=TB&points=1.5", cookies).text
      #expect(bad.contains("a number of points above zero"))
    }
  }

  @Test func `whoever was away is asked to prove that they are there, and their form goes on`() async throws {
    try await TestConsole.open { console in
      let cookies = try await console.signIn()
      let member = path(console)
      let asked = try await console.get(member + "/adjust?program=TB&points=5", cookies).text
      console.clock.advance(seconds: 301)
      let form =
        "direction=give&program=TB&points=5&reason=goodwill&key=\(asked.hiddenField("key") ?? "")"
        + "&form_token=\(asked.formToken)"
      let proof = try await console.post(member + "/adjust", form, cookies)
      #expect(proof.text.contains("confirm_secret"))
      #expect(try await console.coalition.approvals(by: .system).items.isEmpty)
      let secret = TestConsole.password.replacing(" ", with: "+")
      let done = try await console.post(member + "/adjust", form + "&confirm_secret=\(secret)", cookies)
      #expect(done.status == .seeOther)
      #expect(try await console.coalition.approvals(by: .system).items.count == 1)
    }
  }

  @Test func `a merge shows both sides, goes either way round, and closes one by another's decision`()
    async throws
  {
    try await TestConsole.open { console in
      try await console.earn(12_000, key: "a")
      try await console.addReviewer()
      let friend = try await console.coalition.createMember(
        MemberDraft(.phone("13800138009"), name: "Fang"), by: .system)
      let cookies = try await console.signIn()
      let merge = path(console) + "/merge"
      #expect(try await console.get(merge + "?q=13900139000", cookies).text.contains("Nobody answers"))
      #expect(try await console.get(merge + "?q=13800138000", cookies).text.contains("this very member"))
      let page = try await console.get(merge + "?q=13800138009&keep=other", cookies).text
      #expect(page.contains("Fang") && page.contains("0 \u{2192} 120"))
      let other = console.coalition.publicIDs.text(friend.id)
      let form =
        "other=\(other)&keep=other&reason=registered+twice&key=\(page.hiddenField("key") ?? "")"
        + "&form_token=\(page.formToken)"
      let answer = try await console.post(merge, form, cookies)
      let approval = String(try #require(answer.headers[.location]).split(separator: "?")[0])
      let reviewer = try await console.signIn("reviewer")
      let token = try await console.get(approval, reviewer).text.formToken
      _ = try await console.post(approval + "/approve", "form_token=\(token)", reviewer)
      let old = try await console.coalition.member(.id(console.member.id), by: .system)
      #expect(old.status == .closed && old.mergedInto == friend.id)
      let closed = try await console.get(path(console), cookies).text
      #expect(closed.contains(other) && !closed.contains(path(console) + "/adjust"))

      // Taken back from the closed one's page, by another's decision again.
      #expect(closed.contains("120 of 120 go back"))
      let separation = path(console) + "/separation"
      let asked =
        "reason=two+people&key=\(closed.hiddenField("key") ?? "")&form_token=\(closed.formToken)"
      let proposed = try await console.post(separation, asked, cookies)
      let second = String(try #require(proposed.headers[.location]).split(separator: "?")[0])
      #expect(try await console.get(second, reviewer).text.contains("Take back the merge"))
      let next = try await console.get(second, reviewer).text.formToken
      _ = try await console.post(second + "/approve", "form_token=\(next)", reviewer)
      let record = try await console.coalition.member(.phone("13800138000"), by: .system)
      #expect(record.id != friend.id && record.status == .active)
      let after = try await console.get(path(console), cookies).text
      #expect(after.contains(console.coalition.publicIDs.text(record.id)) && !after.contains(separation))
    }
  }

  @Test func `a note is written, shown with its writer, and shown to the member nowhere`() async throws {
    try await TestConsole.open { console in
      let cookies = try await console.signIn()
      let member = path(console)
      let token = try await console.get(member, cookies).text.formToken
      let empty = try await console.post(member + "/notes", "text=+&form_token=\(token)", cookies)
      #expect(empty.status == .badRequest && empty.text.contains("1 to 500 characters"))
      _ = try await console.post(
        member + "/notes", "text=Prefers+%3Cletters%3E&form_token=\(token)", cookies)
      let page = try await console.get(member, cookies).text
      #expect(page.contains("Prefers &lt;letters&gt;") && page.contains("Lin Yue"))
      let own = try await console.enter()
      for place in ["/member", "/member/me", "/member/points", "/member/messages", "/member/me/export.json"] {
        #expect(try await !console.get(place, own).text.contains("Prefers"), "\(place)")
      }
      let reader = try await console.signIn("reader")
      let read = try await console.get(member, reader).text
      #expect(read.contains("Prefers &lt;letters&gt;") && !read.contains(member + "/notes"))
      #expect(
        try await console.post(member + "/notes", "text=x&form_token=\(read.formToken)", reader).status
          == .forbidden)
    }
  }

  @Test func `a member is found by a transaction's number and by a receipt's`() async throws {
    try await TestConsole.open { console in
      let receipt = try await console.earn(12_000, key: "a")
      let cookies = try await console.signIn()
      let name = console.coalition.publicIDs.text(receipt.transaction.id)
      let direct = try await console.get("/operator/members?q=\(name)", cookies)
      #expect(direct.headers[.location] == path(console))
      let list = try await console.get("/operator/members?q=R-a", cookies).text
      #expect(!list.contains(path(console)), "a reference has a digit in it")
      _ = try await console.earn(100, key: "7")
      #expect(try await console.get("/operator/members?q=R-7", cookies).text.contains(path(console)))
    }
  }
}
