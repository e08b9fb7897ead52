import Coalition
import DatabaseTesting
import HTTPTypes
import HummingbirdTesting
import Ledger
import Loyalty
import Testing

@testable import Consoles

/// Rates from the operator's proposal to a member's exchange, by pages.
@Suite(.database) struct ExchangeFlowTests {
  private static func open(_ test: @Sendable @escaping (TestConsole) async throws -> Void) async throws {
    try await TestConsole.open { console in
      var draft = ProgramDraft(
        code: "TEA", names: Names("Tea leaves"),
        worth: Worth(10, are: Money(minorUnits: 100, currency: "CNY")),
        merchant: console.merchant.id)
      draft.decimals = 1
      _ = try await console.coalition.createProgram(draft, by: .system)
      try await console.earn(1_000_000, key: "e")
      try await console.addReviewer()
      try await test(console)
    }
  }

  private static func propose(
    _ console: TestConsole, _ cookies: String, _ form: String
  ) async throws -> TestResponse {
    let token = try await console.get("/operator/exchange", cookies).text.formToken
    return try await console.post(
      "/operator/exchange", form + "&reason=spring+rates&form_token=" + token, cookies)
  }

  /// Another person approves, and the two minutes pass.
  private static func approve(_ console: TestConsole, _ proposal: TestResponse) async throws {
    let path = String(try #require(proposal.headers[.location]))
    let reviewer = try await console.signIn("reviewer")
    let page = try await console.get(path, reviewer)
    #expect(page.text.contains("Tea leaves") && page.text.contains("spread"))
    _ = try await console.post(path + "/approve", "form_token=\(page.text.formToken)", reviewer)
    console.clock.advance(seconds: 121)
  }

  @Test func `a rate is proposed, approved, seen by everybody, reckoned with, quoted and used once`()
    async throws
  {
    try await Self.open { console in
      let none = try await console.get("/rates")
      #expect(none.status == .ok && none.text.contains("There are no rates now"))
      let operators = try await console.signIn()
      let proposal = try await Self.propose(
        console, operators, "from=TB&into=TEA&gives=50&receives=1.0&spread=2&minimum=100&both=1")
      #expect(proposal.status == .seeOther)
      try await Self.approve(console, proposal)
      let board = try await console.get("/rates?from=TB&into=TEA&points=1000")
      #expect(board.text.contains("50 Universal points = 1.0 Tea leaves"))
      #expect(board.text.contains("1,000 Universal points become 19.6 Tea leaves"))
      #expect(board.text.contains("<svg") && board.text.contains("2.00%"))
      #expect(try await console.get("/rates?from=TB&into=TEA&points=99").text.contains("at least 100"))

      try await console.coalition.setPIN("274135", of: console.member.id, by: .system)
      let member = try await console.enter()
      let page = try await console.get("/member/exchange?from=TB&into=TEA&points=1000", member)
      #expect(page.text.contains("19.6 Tea leaves") && page.text.contains("Get a quote"))
      let token = page.text.formToken
      let quote = try await console.post(
        "/member/exchange", "from=TB&into=TEA&points=1000&form_token=" + token, member)
      #expect(quote.status == .ok && quote.text.contains("The quote is good until"))
      let id = try #require(quote.text.hiddenField("quote"))
      let bare = try await console.post("/member/exchange/send", "quote=\(id)&form_token=\(token)", member)
      #expect(bare.status == .forbidden && bare.text.contains("name=\"secret\""))
      let form = "quote=\(id)&way=pin&secret=274135&form_token=\(token)"
      let sent = try await console.post("/member/exchange/send", form, member)
      let place = try #require(sent.headers[.location])
      #expect(try await console.post("/member/exchange/send", form, member).headers[.location] == place)
      let done = try await console.get(place, member)
      #expect(done.text.contains("19.6 Tea leaves") && done.text.contains(">9,000<"))
      let stranger = try await console.enter("13900139000")
      #expect(try await console.get(place, stranger).status == .notFound)
      // Somebody else's quote, and one that is over.
      let second = try await console.post(
        "/member/exchange", "from=TB&into=TEA&points=500&form_token=" + token, member)
      let other = try #require(second.text.hiddenField("quote"))
      let strange = try await console.get("/member/exchange?from=TB&into=TEA&points=500", stranger)
      let taken = try await console.post(
        "/member/exchange/send", "quote=\(other)&form_token=\(strange.text.formToken)", stranger)
      #expect(taken.status == .conflict && taken.text.contains("no longer good"))
      console.clock.advance(seconds: 60)
      let late = try await console.post("/member/exchange/send", "quote=\(other)&form_token=\(token)", member)
      #expect(late.status == .conflict && late.text.contains("no longer good"))
    }
  }

  @Test func `a rate that gains by going round is refused with the way it goes`() async throws {
    try await Self.open { console in
      let cookies = try await console.signIn()
      try await Self.approve(
        console, try await Self.propose(console, cookies, "from=TB&into=TEA&gives=50&receives=1&spread=1"))
      let again = try await console.signIn()
      let refused = try await Self.propose(console, again, "from=TEA&into=TB&gives=1&receives=52&spread=0")
      #expect(refused.status == .unprocessableContent && refused.text.contains("It cannot be published"))
      #expect(refused.text.contains("50 Universal points become 1.0 Tea leaves, spread 1.00%"))
      #expect(refused.text.contains("about 2.96%"))
      #expect(refused.text.contains("value=\"52\""), "what was typed stays")
      for (form, text) in [
        ("from=TB&into=TB&gives=1&receives=1", "two different programmes"),
        ("from=TB&into=TEA&gives=0&receives=1", "above zero"),
        ("from=TB&into=TEA&gives=1&receives=1&spread=100", "below 100%"),
        ("from=TB&into=TEA&gives=1&receives=1&minimum=10&maximum=9", "not below the least"),
        ("from=TB&into=TEA&gives=1&receives=1&from_day=2026-05-02&until_day=2026-05-01", "last day"),
        ("from=TEA&into=TB&ends=1", "no rate that could end"),
      ] {
        let page = try await Self.propose(console, again, form)
        #expect(page.status == .unprocessableContent && page.text.contains(text), "\(form)")
      }
      let reader = try await console.signIn("reader")
      #expect(!(try await console.get("/operator/exchange", reader).text.contains("name=\"gives\"")))
      #expect(
        try await Self.propose(console, reader, "from=TB&into=TEA&gives=1&receives=1").status == .forbidden)
    }
  }
}
