import Coalition
import DatabaseTesting
import Ledger
import Testing

@Suite(.database) struct TemplateTests {
  private static let name = TemplateName(kind: .spent, channel: .site, language: .en)

  @Test(arguments: [
    ("{{points}} at {{merchant}}", nil), ("{{ points }}", nil), ("plain", nil),
    ("{{code}}", TemplateRefusal.unknownKey("code")), ("{{nope}}", .unknownKey("nope")),
    ("{{}}", .unknownKey("")),
    ("{{points", .braces), ("{points}", .braces), ("points}}", .braces), ("}", .braces), ("", .length),
    (String(repeating: "x", count: 1_001), .length),
  ])
  func `a template may name what its kind has, and nothing else`(body: String, refusal: TemplateRefusal?) {
    let template = MessageTemplate(title: "Used", body: body)
    if let refusal {
      #expect(throws: refusal) { try template.check(for: Self.name) }
    } else {
      #expect(throws: Never.self) { try template.check(for: Self.name) }
    }
  }

  @Test func `every text of the platform's own fits its kind`() async throws {
    let platform = try TestPlatform.open()
    for kind in MessageKind.allCases {
      for text in try await platform.coalition.templates(of: kind, by: .system) {
        #expect(throws: Never.self, "\(text.name)") { try text.template.check(for: text.name) }
        let shown = try platform.coalition.preview(text.template, for: text.name)
        #expect(!shown.body.contains("{") && !shown.body.isEmpty)
      }
    }
  }

  @Test func `the operator's words take the place of the platform's, until they are taken back`() async throws
  {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let me = try await shop.me(try await shop.enter())
      try await shop.earn(100_000, key: "e")
      try await shop.spend(10, key: "s")
      shop.clock.advance(seconds: 30)
      try await coalition.runDueJobs()
      func shown(_ language: MemberLanguage = .en) async throws -> String {
        try await coalition.messages(in: language, by: me).items[0].body
      }
      let own = try await shown()
      let words = MessageTemplate(title: "Paid", body: "You paid {{points}}.")
      await #expect(throws: AccessRefusal.operatorOnly) {
        try await coalition.setTemplate(words, for: Self.name, by: shop.till)
      }
      try await coalition.setTemplate(words, for: Self.name, by: .system)
      #expect(try await shown() == "You paid 10.")
      #expect(try await shown(.hans).contains("10 Tongbao"))
      let listed = try await coalition.templates(of: .spent, by: .system)
      #expect(listed.filter(\.isChanged).map(\.name) == [Self.name])
      await #expect(throws: TemplateRefusal.unknownKey("x")) {
        try await coalition.setTemplate(
          MessageTemplate(title: "a", body: "{{x}}"), for: Self.name, by: .system)
      }
      try await coalition.setTemplate(nil, for: Self.name, by: .system)
      #expect(try await shown() == own)
    }
  }

  @Test func `a code's text must show the code, and values break no line of a title`() throws {
    let sms = TemplateName(kind: .code, channel: .sms, language: .en)
    #expect(throws: TemplateRefusal.codeMissing) {
      try MessageTemplate(title: "", body: "Hello").check(for: sms)
    }
    #expect(throws: TemplateRefusal.length) {
      try MessageTemplate(title: "x", body: "{{code}}").check(for: sms)
    }
    let text = try MessageTemplate(title: "{{merchant}}", body: "b").text([.merchant: "a\r\nBcc: x"])
    #expect(text.title == "aBcc: x")
  }
}
