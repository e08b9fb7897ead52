import Coalition
import DatabaseTesting
import HTTPTypes
import HummingbirdTesting
import Ledger
import Loyalty
import Testing

@testable import Consoles

/// Shared costs of campaigns and agents by the operator's pages.
@Suite(.database) struct SharesFlowTests {
  @Test func `a cost is tried, its faults are named, and two people agree on who pays`() async throws {
    try await Self.open { console, first, second in
      let rule = try await console.rule()
      let path = "/operator/cost-shares"
      let page = try await console.get(path, first).text
      #expect(page.contains("No cost is shared yet") && page.contains("TB/\(rule)"))
      let form = "rule=TB%2F\(rule)&from=2026-01-01&reason=spring&form_token=" + page.formToken
      func tried(_ payers: String) async throws -> TestResponse {
        try await console.post(path, form + "&do=preview&cost=0.14&payers=" + payers, first)
      }
      let trial = try await tried("giver+50%0Aoperator+50%25")
      #expect(trial.status == .ok && trial.text.contains("0.07"))
      for (payers, text) in [
        ("giver", "Line 1 needs a payer"), ("giver+50%0ANOBODY+50", "Line 2 names no merchant"),
        ("giver+50%0Agiver+50", "Each payer stands once"), ("giver+99.99", "The parts are 99.99%"),
        ("giver+101", "Each part is"), ("giver+50%0Aoperator+x", "Line 2 needs a payer"),
      ] {
        let refused = try await tried(payers)
        #expect(refused.status == .unprocessableContent && refused.text.contains(text), "\(payers)")
      }
      let bare = try await console.post(
        path, form + "&do=propose&payers=SHOP+50%0Agiver+50", first)
      #expect(bare.text.contains("needs settlement terms in the programme first"))
      let proposed = try await console.post(
        path, form + "&do=propose&payers=giver+50%0Aoperator+50", first)
      try await console.approve(proposed, by: second)
      #expect(try await console.get(path, second).text.contains("giver 50%"))
    }
  }

  @Test func `an agent is put into the tree by two people, and its page says whom it looks after`()
    async throws
  {
    try await Self.open { console, first, second in
      let path = "/operator/agents"
      let token = try await console.get(path, first).text.formToken
      func posted(_ form: String) async throws -> TestResponse {
        try await console.post(path, form + "&reason=contract&form_token=" + token, first)
      }
      #expect(try await posted("merchant=NOBODY&region=East").text.contains("No merchant has this code"))
      #expect(try await posted("merchant=SHOP&region=").text.contains("A region is needed"))
      #expect(
        try await posted("merchant=SHOP&region=East&parent=SHOP&note=n").status == .unprocessableContent)
      try await console.approve(try await posted("merchant=SHOP&region=East+Harbour"), by: second)
      #expect(try await console.get(path, second).text.contains("East Harbour"))
      let one = path + "/" + console.coalition.publicIDs.text(console.merchant.id)
      #expect(try await console.get(one, second).text.contains("No merchant&#39;s terms name it yet"))
      #expect(try await console.get(path + "/mch_0", second).status == .notFound)
      let reader = try await console.signIn("reader")
      #expect(try await !console.get(path, reader).text.contains("name=\"region\""))
    }
  }

  private static func open(
    _ test: @Sendable @escaping (TestConsole, _ first: String, _ second: String) async throws -> Void
  ) async throws {
    try await TestConsole.open { console in
      try await console.addReviewer()
      for login in ["money-one", "money-two"] {
        _ = try await console.coalition.createUser(
          UserDraft(login: login, name: "Mo \(login)", password: TestConsole.password, roles: .finance),
          by: .system)
      }
      try await test(
        console, try await console.signIn("money-one"), try await console.signIn("money-two"))
    }
  }
}

extension TestConsole {
  /// The other person approves what was proposed.
  fileprivate func approve(_ proposed: TestResponse, by cookies: String) async throws {
    let path = String(try #require(proposed.headers[.location]))
    let token = try await get(path, cookies).text.formToken
    _ = try await post(path + "/approve", "form_token=" + token, cookies)
  }

  /// A rule of 70 points with each purchase.
  fileprivate func rule() async throws -> UInt32 {
    let program = try #require(try await coalition.programs(by: .system).first { $0.code == "TB" })
    var people: [OperatorUser] = []
    for login in ["rules-one", "rules-two"] {
      people.append(
        try await coalition.createUser(
          UserDraft(login: login, name: login, password: TestConsole.password, roles: .administrator),
          by: .system))
    }
    let proposed = try await coalition.propose(
      .earningRule(
        EarningRuleProposal(
          BonusRule(0, gives: .fixed(70)), named: Names("Spring"), of: program.asset, from: nil, until: nil)),
      reason: "spring", by: people[0].principal)
    _ = try await coalition.approve(proposed.id, by: people[1].principal) { try await coalition.execute($0) }
    return try #require(try await coalition.earningRules(of: program.asset, by: .system).first).rule.number
  }
}
