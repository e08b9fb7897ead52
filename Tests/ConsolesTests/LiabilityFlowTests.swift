import Coalition
import DatabaseTesting
import HTTPTypes
import HummingbirdTesting
import Ledger
import LedgerStore
import Testing

@testable import Consoles

/// Outstanding points of a month and the income from them, as the page tells them.
@Suite(.database) struct LiabilityFlowTests {
  private static let path = "/operator/liability"

  private static func say(
    _ console: TestConsole, _ form: String, _ cookies: String
  ) async throws -> TestResponse {
    let token = try await console.get(path, cookies).text.formToken
    return try await console.post(path, form + "&form_token=" + token, cookies)
  }

  @Test func `a month shows what was given and used by issuer, and none before it`() async throws {
    try await TestDesk.open { desk in
      let cookies = try await desk.console.signIn()
      try await desk.earn(500_00, in: desk.stores[0], key: "e")
      let month = try await desk.console.get(Self.path, cookies).text
      #expect(month.contains("Harbour &lt;Coffee") && month.contains("500") && month.contains("worth"))
      let issuer = desk.text(desk.console.merchant.id)
      #expect(month.contains("issuer=" + issuer), "leads to the issuer's own")
      let own = try await desk.console.get(Self.path + "?issuer=" + issuer, cookies).text
      let ends = try await desk.console.get(Self.path + "?by=end", cookies).text
      for page in [own, ends] {
        #expect(page.contains("Month of end") && page.contains(/>20(2[7-9]|3\d)-\d\d</))
      }
      let file = try await desk.console.get(Self.path + ".csv", cookies)
      #expect(
        file.status == .ok && file.text.contains("Month of end") && file.text.contains("Harbour <Coffee"))
      let earlier = try await desk.console.get(Self.path + "?month=2020-01", cookies).text
      #expect(earlier.contains("Nothing is outstanding") && earlier.contains("2020-02"))
      #expect(try await desk.console.get(Self.path + "?month=%3Cb%3E&program=none", cookies).status == .ok)
    }
  }

  @Test func `points brought back stand in a column of their own, on the page and in the file`() async throws
  {
    try await TestDesk.open { desk in
      let cookies = try await desk.console.signIn()
      try await desk.bringBack(543, of: 1_000)
      for address in [Self.path, Self.path + "?by=end", Self.path + ".csv"] {
        let text = try await desk.console.get(address, cookies).text
        #expect(text.contains("Brought back") && text.contains("543"), "\(address)")
        #expect(text.contains(address.hasSuffix("csv") ? ",-1000," : "1,000"), "what expired stays as it was")
      }
    }
  }

  @Test func `a file is refused while the journal is not read to its end, and given when it is`() async throws
  {
    try await TestDesk.open { desk in
      let cookies = try await desk.console.signIn()
      try await desk.award(1, times: 8_300)
      let early = try await desk.console.get(Self.path + ".csv", cookies)
      #expect(early.status == .serviceUnavailable && early.text.contains("not read to its end"))
      #expect(early.headers[.contentType]?.contains("html") == true)
      let file = try await desk.console.get(Self.path + ".csv", cookies)
      #expect(file.status == .ok && file.text.contains("8300") && !file.text.contains("<html"))
    }
  }

  @Test func `what share is used is said with its month and reason, and by whoever may`() async throws {
    try await TestDesk.open { desk in
      let console = desk.console
      let cookies = try await console.signIn()
      let good = "program=TB&use=95.5&from=2026-03&issuer=&reason=three+years"
      for (wrong, told) in [
        ("use=95.5", "use=101"), ("use=95.5", "use="), ("from=2026-03", "from=March"),
        ("issuer=", "issuer=NONE"), ("reason=three+years", "reason="), ("program=TB", "program=NONE"),
      ] {
        let answer = try await Self.say(console, good.replacing(wrong, with: told), cookies)
        #expect(answer.status == .unprocessableContent, "\(told)")
        #expect(told == "reason=" || answer.text.contains("value=\"three years\""), "what was typed stays")
      }
      #expect(!(try await console.get(Self.path, cookies).text.contains("95.50 %")), "a refusal says nothing")
      #expect(try await Self.say(console, good, cookies).status == .seeOther)
      #expect(
        try await Self.say(console, good.replacing("issuer=", with: "issuer=SHOP"), cookies).status
          == .seeOther)
      let page = try await console.get(Self.path, cookies).text
      #expect(page.contains("95.50 %") && page.contains("three years") && page.contains("All others"))
      let reader = try await console.signIn("reader")
      #expect(!(try await console.get(Self.path, reader).text.contains("name=\"use\"")))
      #expect(try await Self.say(console, good, reader).status == .forbidden)
    }
  }
}

extension TestDesk {
  /// Points of the shop's that ran out, of which some came back.
  fileprivate func bringBack(_ points: Points, of all: Points) async throws {
    let now = console.clock.clock.now()
    try await book([credit(all, until: now.adding(seconds: 60))])
    console.clock.advance(seconds: 61)
    let expired = try await book([.expire(wallet)])
    let until = console.clock.clock.now().adding(seconds: 86_400)
    try await book([.reinstate(Reinstate(of: expired, points, until: until))])
  }

  fileprivate func award(_ points: Points, times: Int) async throws {
    try await book(Array(repeating: credit(points, until: .distantFuture), count: times))
  }

  private var wallet: WalletKey { WalletKey(member: console.member.id, asset: console.program.asset) }

  private func credit(_ points: Points, until: Instant) -> Action {
    .credit(
      Credit(.award, to: wallet, points, source: LotSource(issuer: console.merchant.id), expiresAt: until))
  }

  @discardableResult
  private func book(_ actions: [Action]) async throws -> TransactionID {
    var last = TransactionID(0)
    for start in stride(from: 0, to: actions.count, by: 500) {
      let commands = try actions[start...].prefix(500).map { action in
        let key = try IdempotencyKey("liability \(UInt64.random(in: 0...UInt64.max))", tenant: 0)
        return Command(key: key, requestHash: 1, context: Context(channel: .platform), action: action)
      }
      for outcome in try await console.coalition.ledger.submit(commands) {
        guard case .decided(let transaction, _) = outcome else { throw OrderRefusal.outcomeUnknown }
        #expect(transaction.refusal == nil)
        last = transaction.id
      }
    }
    return last
  }
}
