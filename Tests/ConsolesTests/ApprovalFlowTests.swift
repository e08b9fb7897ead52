import Coalition
import DatabaseTesting
import HTTPTypes
import HummingbirdTesting
import Ledger
import LedgerStore
import Storage
import Testing

@testable import Consoles

@Suite(.database) struct ApprovalFlowTests {
  /// A correction that the chief proposes, and the address of its page.
  private func propose(
    _ console: TestConsole, _ points: Points = 5_000
  ) async throws -> (approval: Approval, path: String) {
    let chief = try await console.user("chief")
    let proposal = AdjustProposal(
      member: console.member.id, asset: console.program.asset, points: points, memo: "")
    let approval = try await console.coalition.propose(
      .adjust(proposal), reason: "lost <receipt>", by: chief)
    return (approval, "/operator/approvals/" + console.coalition.publicIDs.text(approval.id))
  }

  @Test func `another person sees what would change, approves, and it is done`() async throws {
    try await TestConsole.open { console in
      try await console.earn(12_000, key: "a")
      try await console.addReviewer()
      let (_, path) = try await propose(console)
      let cookies = try await console.signIn("reviewer")
      let list = try await console.get("/operator/approvals?state=requires_review", cookies).text
      #expect(list.contains("lost &lt;receipt&gt;") && list.contains("+5,000") && list.contains(path))
      let page = try await console.get(path, cookies).text
      #expect(page.contains(">120<") && page.contains("<strong>5,120</strong>"))
      let answer = try await console.post(
        path + "/approve", "reason=seen&form_token=\(page.formToken)", cookies)
      #expect(answer.status == .seeOther && answer.headers[.location] == path)
      let done = try await console.get(path, cookies).text
      #expect(done.contains("Carried out") && done.contains("/operator/transactions/txn_"))
      let wallet = WalletKey(member: console.member.id, asset: console.program.asset)
      #expect(try await console.coalition.wallet(wallet, by: .system).spendable == 5_120)
      // Once more changes nothing and says so.
      let again = try await console.post(path + "/approve", "form_token=\(page.formToken)", cookies)
      #expect(again.status == .conflict && again.text.contains("decided in the meantime"))
      #expect(try await console.coalition.wallet(wallet, by: .system).spendable == 5_120)
    }
  }

  @Test func `the author is offered no decision, and taking one is refused`() async throws {
    try await TestConsole.open { console in
      let (approval, path) = try await propose(console)
      let cookies = try await console.signIn()
      let page = try await console.get(path, cookies).text
      #expect(page.contains("another person decides") && !page.contains(path + "/approve"))
      let forced = try await console.post(path + "/approve", "form_token=\(page.formToken)", cookies)
      #expect(forced.status == .conflict && forced.text.contains("Nobody decides on their own"))
      #expect(
        try await console.coalition.approval(approval.id, by: .system).state == .requiresReview)
      let back = try await console.post(path + "/withdraw", "form_token=\(page.formToken)", cookies)
      #expect(back.status == .seeOther)
      #expect(try await console.get(path, cookies).text.contains("Withdrawn"))
    }
  }

  @Test func `a rejection needs a reason, and what ran out cannot be decided`() async throws {
    try await TestConsole.open { console in
      try await console.addReviewer()
      let (first, path) = try await propose(console)
      let cookies = try await console.signIn("reviewer")
      let token = try await console.get(path, cookies).text.formToken
      let empty = try await console.post(path + "/reject", "reason=+&form_token=\(token)", cookies)
      #expect(empty.status == .conflict && empty.text.contains("Please give a reason."))
      _ = try await console.post(path + "/reject", "reason=no+receipt&form_token=\(token)", cookies)
      #expect(try await console.coalition.approval(first.id, by: .system).decisionReason == "no receipt")
      let (_, late) = try await propose(console)
      console.clock.advance(seconds: 8 * 86_400)
      let later = try await console.signIn("reviewer")
      let page = try await console.get(late, later).text
      #expect(page.contains("Expired") && !page.contains(late + "/approve"))
      let forced = try await console.post(late + "/approve", "form_token=\(page.formToken)", later)
      #expect(forced.text.contains("decided in the meantime"))
    }
  }

  @Test func `a form without its token, a stranger and those without the right change nothing`()
    async throws
  {
    try await TestConsole.open { console in
      try await console.addReviewer()
      let (approval, path) = try await propose(console)
      let cookies = try await console.signIn("reviewer")
      #expect(try await console.post(path + "/approve", "form_token=x", cookies).status == .forbidden)
      #expect(try await console.post(path + "/approve", "").status == .seeOther)
      let reader = try await console.signIn("reader")
      #expect(try await console.get(path, reader).status == .forbidden)
      #expect(try await console.get("/operator/approvals/apr_nobody", cookies).status == .notFound)
      #expect(
        try await console.coalition.approval(approval.id, by: .system).state == .requiresReview)
    }
  }

  @Test func `a merge shows both wallets before and after`() async throws {
    try await TestConsole.open { console in
      try await console.earn(12_000, key: "a")
      try await console.addReviewer()
      let friend = try await console.coalition.createMember(
        MemberDraft(.phone("13800138009"), name: "Fang"), by: .system)
      let approval = try await console.coalition.propose(
        .merge(MergeProposal(from: console.member.id, into: friend.id)), reason: "twice", by: .system)
      let path = "/operator/approvals/" + console.coalition.publicIDs.text(approval.id)
      let cookies = try await console.signIn("reviewer")
      let page = try await console.get(path, cookies).text
      #expect(page.contains(">120<") && page.contains("<strong>120</strong>"))
      let answer = try await console.post(path + "/approve", "form_token=\(page.formToken)", cookies)
      #expect(answer.status == .seeOther)
      #expect(
        try await console.coalition.member(.id(console.member.id), by: .system).mergedInto == friend.id)
    }
  }
}

extension TestConsole {
  func addReviewer() async throws {
    _ = try await coalition.createUser(
      UserDraft(login: "reviewer", name: "Wang Fang", password: Self.password, roles: .reviewer),
      by: .system)
  }

  /// A person as signed in.
  fileprivate func user(_ login: String) async throws -> Principal {
    try await coalition.signIn(login: login, password: Self.password, to: .platform, from: "192.0.2.2")
      .user.principal
  }
}
