import Coalition
import DatabaseTesting
import HTTPTypes
import HummingbirdTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Consoles

@Suite(.database) struct LadderFlowTests {
  private static let list = "/operator/ladders"

  private func form(
    _ page: String, _ console: TestConsole, _ more: [String: String] = [:]
  ) throws -> String {
    var fields = [
      "program": console.coalition.publicIDs.text(console.program.asset), "name_hans": "会员等级",
      "name_hant": "會員等級", "name_en": "Club", "measure": "spend", "window": "calendar_year",
      "grace": "10", "reason": "spring", "do": "propose",
    ]
    for (row, name, from) in [(1, "Silver", "100"), (3, "Gold", "500")] {
      for language in ["hans", "hant", "en"] { fields["level_\(row)_\(language)"] = name }
      fields["level_\(row)_from"] = from
    }
    fields["level_3_multiple"] = "1.5"
    fields.merge(more) { $1 }
    return try SentForm(Array(page.utf8), to: Self.list).encoded(with: fields)
  }

  @Test func `a ladder is tried, proposed, approved by another, and every face shows the level`() async throws
  {
    try await TestConsole.open { console in
      try await console.earn(12_000, key: "before")
      try await console.addReviewer()
      let author = try await console.signIn()
      #expect(try await console.get(Self.list, author).text.contains("No ladders yet"))
      let empty = try await console.get(Self.list + "/new", author).text
      let tried = try await console.post(Self.list, try form(empty, console, ["do": "try"]), author)
      #expect(tried.status == .ok && tried.text.contains("1 members of whom something counts"))
      #expect(tried.text.contains("value=\"Silver\"") && tried.text.contains("level_5_from"))
      let sent = try await console.post(Self.list, try form(empty, console), author)
      let path = try #require(sent.headers[.location])
      let reviewer = try await console.signIn("reviewer")
      let proposal = try await console.get(path, reviewer).text
      #expect(proposal.contains("Gold") && proposal.contains("1.5 times the points"))
      _ = try await console.post(path + "/approve", "reason=ok&form_token=\(proposal.formToken)", reviewer)
      console.clock.advance(seconds: 301)
      _ = try await console.coalition.runDueJobs()
      let rows = try await console.get(Self.list, author).text
      #expect(rows.contains("Club") && rows.contains("Silver: 1") && rows.contains("10 days of grace"))
      let member = console.coalition.publicIDs.text(console.member.id)
      let page = try await console.get("/operator/members/" + member, author).text
      #expect(page.contains("Silver") && page.contains("380.00 more for Gold"))
      #expect(page.contains("No level \u{2192} Silver"))
      let own = try await console.get("/member/levels", try await console.enter()).text
      #expect(own.contains("Silver") && own.contains("380.00 more for Gold"))
      #expect(own.contains("then No level if you buy nothing more"))
      let other = try await console.get("/member/levels", try await console.enter("13900139000")).text
      #expect(!other.contains("badge good") && other.contains("100.00 more for Silver"))
    }
  }

  @Test func `a ladder that is there opens as it was typed, gets a new version, and ends`() async throws {
    try await TestConsole.open { console in
      try await console.addReviewer()
      let coalition = console.coalition
      var chance = LadderChance(state: 7)
      let author = try await console.signIn()
      for _ in 0..<12 {
        let ladder = chance.ladder()
        try ladder.check()
        let texts = ladder.levels.indices.map {
          TierDefinition.Text(Names("L\($0)"), note: Names($0 == 1 ? "a,\"b\"" : ""))
        }
        let definition = TierDefinition(ladder, texts)
        let opened = LadderForm(definition, named: Names("Club"), in: console.program)
        var page = LadderPage(typed: opened.typed, programs: [("prg_1", "P")])
        page.levelRows = opened.rows
        let sent = try SentForm(page.render(try Faked.visit(.english)), to: Self.list).encoded()
        let again = try LadderForm(FormFields(Array(sent.utf8))).definition(in: console.program)
        #expect(again == definition)
      }
      let empty = try await console.get(Self.list + "/new", author).text
      let sent = try await console.post(Self.list, try form(empty, console), author)
      let path = try #require(sent.headers[.location])
      let reviewer = try await console.signIn("reviewer")
      let token = try await console.get(path, reviewer).text.formToken
      _ = try await console.post(path + "/approve", "reason=ok&form_token=\(token)", reviewer)
      let one = Self.list + "/" + coalition.publicIDs.text(console.program.asset) + "-1"
      let page = try await console.get(one, author).text
      #expect(page.contains("value=\"500.00\"") && page.contains("name=\"ladder\" value=\"1\""))
      let ended = try await console.post(one + "/end", "reason=over&form_token=\(page.formToken)", author)
      #expect(ended.status == .seeOther)
      #expect(try await console.get(one + "9", author).status == .notFound)
    }
  }

  private static let faults: [([String: String], String)] = [
    (["level_1_from": "0"], "What level 1 asks for"), (["level_3_from": "x"], "What level 3 asks for"),
    (["level_3_from": "100"], "each begins above the one before"), (["level_3_en": ""], "Level 3 has a name"),
    (["level_3_multiple": "0.9"], "Level 3 multiplies by"), (["grace": "61"], "Grace is 0 to 60 days"),
    (["window": "days"], "1 to 1,100 days"), (["window": "days", "count": "1101"], "1 to 1,100 days"),
    (["window": "months", "count": "37"], "1 to 1,100 days"), (["measure": "growth"], "whole numbers"),
    (["measure": "growth", "per_visit": "1.5"], "whole numbers"),
    (["name_hant": ""], "name in each language"),
    (["from_day": "2020-01-01"], "one that is past"), (["on_day": "x", "do": "try"], "no day"),
    (["reason": ""], "reason"),
  ]

  @Test func `what cannot be meant stays typed and is said`() async throws {
    try await TestConsole.open { console in
      let cookies = try await console.signIn()
      let empty = try await console.get(Self.list + "/new", cookies).text
      for (typed, fault) in Self.faults {
        let answer = try await console.post(Self.list, try form(empty, console, typed), cookies)
        #expect(answer.status == .unprocessableContent && answer.text.contains(fault), "\(typed)")
        #expect(answer.text.contains("value=\"Silver\""))
      }
    }
  }

  @Test func `a member says their birthday once, as month and day`() async throws {
    try await TestConsole.open { console in
      let cookies = try await console.enter()
      func say(_ birthday: String) async throws -> TestResponse {
        let token = try await console.get("/member/me", cookies).text.formToken
        return try await console.post(
          "/member/me/profile", "name=Li&language=en&birthday=\(birthday)&form_token=\(token)", cookies)
      }
      let wrong = try await say("02-30")
      #expect(wrong.status == .badRequest && wrong.text.contains("Give month and day, as 02-29."))
      #expect(try await say("2%2F29").status == .seeOther)
      let page = try await console.get("/member/me", cookies).text
      #expect(page.contains("<dd>02-29</dd>") && !page.contains("name=\"birthday\""))
      #expect(try await say("03-01").status == .seeOther)
      #expect(try await console.get("/member/me", cookies).text.contains("<dd>02-29</dd>"))
      let own = try await console.get("/member/me/export.json", cookies).text
      #expect(own.contains("\"birthday\" : \"02-29\"") || own.contains("\"birthday\":\"02-29\""))
    }
  }

  @Test func `a seat names the level, and not that of a programme its merchant takes no part in`()
    async throws
  {
    try await TestSeat.open { seat in
      let coalition = seat.coalition
      let console = seat.console
      try await console.addReviewer()
      var draft = ProgramDraft(
        code: "TEA", names: Names("Tea"), worth: Worth(1, are: Money(minorUnits: 1, currency: "CNY")))
      draft.merchant = try await coalition.createMerchant(code: "TEA", names: Names("T"), by: .system).id
      let foreign = try await coalition.createProgram(draft, by: .system)
      try await console.earn(12_000, key: "before")
      func person(_ login: String) async throws -> Principal {
        try #require(try await coalition.users(UserQuery(login: login), by: .system).items.first).principal
      }
      for (asset, name) in [(console.program.asset, "Silver"), (foreign.asset, "Oolong")] {
        let definition = TierDefinition(
          Ladder(measure: .points, window: .calendarYear, levels: [TierLevel(from: 1)]),
          [TierDefinition.Text(Names(name))])
        let proposal = LadderProposal(definition, named: Names("Club"), of: asset)
        let approval = try await coalition.propose(
          .ladder(proposal), reason: "r", by: try await person("chief"))
        _ = try await coalition.approve(approval.id, by: try await person("reviewer")) {
          try await coalition.execute($0)
        }
      }
      console.clock.advance(seconds: 301)
      _ = try await coalition.runDueJobs()
      try await coalition.database.write { tx in
        try tx.execute(
          """
          INSERT INTO tier_standing (asset_id, number, member_id, level, since, falls_on, falls_to, next_look,
            warned_for, warned_days)
          VALUES (\(foreign.asset), 1, \(console.member.id), 1, 20000, 0, 0, 99999, 0, 0)
          """)
      }
      let cookies = try await seat.work()
      let member = coalition.publicIDs.text(console.member.id)
      let page = try await console.get("/seat?m=" + member, cookies).text
      #expect(page.contains("<strong>Silver</strong>") && !page.contains("Oolong"))
      let all = try await coalition.levelNames(of: console.member.id, by: .system).map(\.level.en)
      #expect(all == ["Silver", "Oolong"])
    }
  }
}

/// Draws the same ladders on every run.
private struct LadderChance: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    // Knuth's MMIX constants; the high bits are the random ones.
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 32)
  }

  mutating func ladder() -> Ladder {
    let measures: [TierMeasure] = [
      .points, .spend, .visits, .growth(GrowthRate(perPoint: 3, perHundred: 0, perVisit: 1_000_000)),
    ]
    let windows: [TierWindow] = [.calendarYear, .calendarQuarter, .days(1_100), .months(36)]
    var threshold: Int64 = 0
    let levels = (0..<Int.random(in: 1...Ladder.mostLevels, using: &self)).map { _ in
      threshold += Int64.random(in: 1...40_000_000_000, using: &self)
      return TierLevel(from: threshold, multiple: .random(in: 100...10_000, using: &self))
    }
    return Ladder(
      measure: measures.randomElement(using: &self)!, window: windows.randomElement(using: &self)!,
      levels: levels, graceDays: .random(in: 0...60, using: &self))
  }
}
