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

@Suite(.database) struct BonusFlowTests {
  private static let list = "/operator/earning-rules"

  /// The fields of a form, encoded.
  private func fields(_ fields: [String: String]) -> String {
    fields.map { name, value in
      let text = value.utf8.map { byte in
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
          ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
      return "\(name)=\(text.joined())"
    }
    .joined(separator: "&")
  }

  private func person(_ login: String, _ console: TestConsole) async throws -> Principal {
    let found = try await console.coalition.users(UserQuery(login: login), by: .system).items
    return try #require(found.first).principal
  }

  private func filled(_ console: TestConsole, _ more: [String: String], token: String) -> String {
    let base = [
      "program": console.coalition.publicIDs.text(console.program.asset), "name_hans": "周末",
      "name_hant": "週末", "name_en": "Weekend", "effect": "multiple", "amount": "2", "reason": "spring",
      "do": "propose", "form_token": token,
    ]
    return fields(base.merging(more) { $1 })
  }

  @Test func `a rule is tried on the past, proposed, approved by another, and counts`() async throws {
    try await TestConsole.open { console in
      try await console.earn(12_000, key: "before")
      try await console.addReviewer()
      let author = try await console.signIn()
      let empty = try await console.get(Self.list, author).text
      #expect(empty.contains("No earning rules yet") && empty.contains("template=weekend"))
      let form = try await console.get(Self.list + "/new?template=weekend", author).text
      #expect(form.contains("value=\"1.5\"") && form.contains("name=\"day_6\" value=\"1\" checked"))
      let asked = ["merchants": console.merchant.code, "member_day": "500", "do": "try"]
      let tried = try await console.post(
        Self.list, filled(console, asked, token: form.formToken), author)
      #expect(tried.status == .ok && tried.text.contains("What it would have done"))
      #expect(tried.text.contains("<strong>120</strong>") && tried.text.contains("value=\"Weekend\""))
      let sent = try await console.post(
        Self.list,
        filled(
          console, ["merchants": console.merchant.code, "member_day": "500"], token: form.formToken),
        author)
      let path = try #require(sent.headers[.location])
      let reviewer = try await console.signIn("reviewer")
      let page = try await console.get(path, reviewer).text
      #expect(
        page.contains("Weekend") && page.contains("2 times") && page.contains("500 a member and day"))
      _ = try await console.post(path + "/approve", "reason=ok&form_token=\(page.formToken)", reviewer)
      let rules = try await console.get(Self.list, author).text
      #expect(rules.contains("Weekend") && rules.contains("In force") && rules.contains("0 given"))
      try await console.earn(12_000, key: "after")
      let wallet = WalletKey(member: console.member.id, asset: console.program.asset)
      #expect(try await console.coalition.wallet(wallet, by: .system).spendable == 360)
    }
  }

  @Test func `there are ten templates, and each is a valid proposal once its shop is named`() async throws {
    try await TestConsole.open { console in
      _ = try await console.coalition.createStore(
        of: console.merchant.id, code: "S9", name: "Ninth", by: .system)
      let author = try await console.signIn()
      #expect(RuleTemplate.allCases.count == 10)
      var wordings: Set<[String: String]> = []
      for template in RuleTemplate.allCases {
        let form = try await console.get(Self.list + "/new?template=\(template.rawValue)", author).text
        var typed = template.typed
        for (name, value) in typed where !name.hasPrefix("day_") && !name.hasPrefix("channel_") {
          #expect(form.contains(value), "\(template): \(name)")
        }
        wordings.insert(typed)
        if typed["stores"] != nil {
          let token = form.formToken
          let nowhere = try await console.post(Self.list, filled(console, typed, token: token), author)
          #expect(nowhere.status == .unprocessableContent, "\(template): a shop that is nobody's")
          typed["stores"] = "SHOP/S9"
        } else {
          typed["merchants"] = console.merchant.code
        }
        let sent = try await console.post(
          Self.list, filled(console, typed, token: form.formToken), author)
        #expect(sent.status == .seeOther, "\(template): \(sent.text.count)")
      }
      #expect(wordings.count == 10)
      let waiting = try await console.coalition.approvals(by: .system).items
      let rules = Set(
        waiting.compactMap { approval -> EarningRuleProposal? in
          if case .earningRule(let proposal) = approval.operation { proposal } else { nil }
        })
      #expect(rules.count == 10)
    }
  }

  @Test func `a rule that is there opens as it was typed, gets a new version, and ends`() async throws {
    try await TestConsole.open { console in
      try await console.addReviewer()
      let rule = BonusRule(
        0,
        when: [
          .categories(["coffee", "tea"]), .money(10_00...99_99), .weekdays([.sunday]), .channels([.pos]),
          .hours(try #require(DayHours(from: 22 * 60, until: 90))),
        ], gives: .perItem(7), atMost: RuleLimits(budget: 900), stacking: .best(group: 3), priority: -2)
      let chief = try await person("chief", console)
      let reviewer = try await person("reviewer", console)
      let proposal = EarningRuleProposal(
        rule, named: Names("Night"), of: console.program.asset, from: nil, until: nil)
      let approval = try await console.coalition.propose(.earningRule(proposal), reason: "r", by: chief)
      _ = try await console.coalition.approve(approval.id, by: reviewer) {
        try await console.coalition.execute($0)
      }
      let id = console.coalition.publicIDs.text(console.program.asset) + "-2"
      let cookies = try await console.signIn()
      let page = try await console.get(Self.list + "/" + id, cookies).text
      for part in [
        ">coffee, tea</textarea>", "value=\"10.00\"", "value=\"99.99\"", "name=\"day_7\" value=\"1\" checked",
        "value=\"22:00\"", "value=\"01:30\"", "value=\"900\"", "value=\"item\" selected",
        "value=\"best\" selected",
        "name=\"rule\" value=\"2\"", "name=\"channel_pos\" value=\"1\" checked", "Rule 2, version 1",
      ] { #expect(page.contains(part), "\(part)") }
      let ended = try await console.post(
        Self.list + "/" + id + "/end", "reason=spent&form_token=\(page.formToken)", cookies)
      #expect(ended.status == .seeOther)
      let sent = try await console.get(try #require(ended.headers[.location]), cookies).text
      #expect(sent.contains("the end of rule “Night”"))
      let missing = try await console.get(Self.list + "/" + id + "9", cookies)
      #expect(missing.status == .notFound)
    }
  }

  private static let faults: [([String: String], String)] = [
    (["merchants": "NOBODY"], "No merchant has the code NOBODY."),
    (["stores": "NOBODY/S9"], "There is no store NOBODY/S9."),
    (["amount": "1"], "A multiple is 1.01 to 100"), (["amount": "two"], "A multiple is 1.01 to 100"),
    (["effect": "rate", "amount": "1"], "points for money need the money"),
    (["money_from": "9", "money_to": "8"], "the smallest not above the largest"),
    (["time_from": "10:00"], "Give both times"), (["month_days": "32"], "numbers from 1 to 31"),
    (["budget": "-5"], "Limits are numbers above 0"), (["priority": "x"], "the order -1000 to 1000"),
    (["from_day": "2026-05-02", "until_day": "2026-05-01"], "The last day is not before the first"),
    (["until_day": "2020-01-01"], "nor before today"), (["name_en": ""], "Give a name in three languages"),
    (["reason": ""], "reason"),
  ]

  @Test func `what cannot be meant stays typed and is said`() async throws {
    try await TestConsole.open { console in
      let cookies = try await console.signIn()
      let token = try await console.get(Self.list + "/new", cookies).text.formToken
      for (typed, fault) in Self.faults {
        let answer = try await console.post(Self.list, filled(console, typed, token: token), cookies)
        #expect(answer.status == .unprocessableContent && answer.text.contains(fault), "\(typed)")
        #expect(answer.text.contains("value=\"Weekend\"") || typed["name_en"] != nil)
      }
    }
  }
}
