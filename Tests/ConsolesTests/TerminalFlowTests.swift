import Coalition
import DatabaseTesting
import HTTPTypes
import HummingbirdTesting
import Ledger
import Testing

@testable import Consoles

@Suite(.database) struct TerminalFlowTests {
  // The check values are those of Python's `cryptography`.
  private static let first = "component=01234567+89ABCDEF+FEDCBA98+76543210&check_value=08D7B4"
  private static let second = "component=11111111111111112222222222222222&check_value=d2b91cc5"

  private func till(
    _ console: TestConsole, _ number: String = "10000001"
  ) async throws -> (
    terminal: POSTerminal, path: String
  ) {
    let store = try await console.coalition.createStore(
      of: console.merchant.id, code: "S" + number, name: "Pier <3>", by: .system)
    let made = try await console.coalition.createTerminal(
      in: store.id, code: "T" + number.suffix(1), kind: .pos, by: .system)
    let terminal = try await console.coalition.registerPOSTerminal(
      made.id, acceptor: "898440359980011", number: number, by: .system)
    return (terminal, "/operator/terminals/" + console.coalition.publicIDs.text(terminal.id))
  }

  @Test func `terminals are listed and found by merchant, readiness and number`() async throws {
    try await TestConsole.open { console in
      let cookies = try await console.signIn()
      let first = try await console.get("/operator/terminals", cookies).text
      #expect(first.contains("No terminal speaks ISO 8583 yet"))
      let (one, onePath) = try await till(console)
      let (_, twoPath) = try await till(console, "10000002")
      _ = try await console.coalition.setStatus(.disabled, ofTerminal: one.id, by: .system)
      for (query, shows) in [
        ("", [true, true]), ("?q=10000002", [false, true]), ("?q=1000000", [false, false]),
        ("?state=disabled", [true, false]), ("?state=key_missing", [false, true]),
        ("?state=signed_in", [false, false]), ("?state=signed_out", [false, false]),
        ("?merchant=SHOP", [true, true]), ("?merchant=NONE", [false, false]), ("?limit=20", [true, true]),
      ] {
        let page = try await console.get("/operator/terminals" + query, cookies).text
        #expect([page.contains(onePath), page.contains(twoPath)] == shows, "\(query)")
      }
    }
  }

  @Test func `a terminal is registered on the page, in a store, under its numbers`() async throws {
    try await TestConsole.open { console in
      let cookies = try await console.signIn()
      _ = try await console.coalition.createStore(
        of: console.merchant.id, code: "PIER", name: "Pier <3>", by: .system)
      let path = "/operator/terminals/new"
      #expect(try await console.get("/operator/terminals", cookies).text.contains(path))
      let right = [
        "merchant": "SHOP", "store": "PIER", "code": "T9", "acceptor": "898440359980011",
        "number": "10000009", "mac": "x9_19",
      ]
      func register(_ changed: [String: String] = [:]) async throws -> TestResponse {
        let token = try await console.get(path, cookies).text.formToken
        let fields = right.merging(changed) { $1 }.map { "\($0.key)=\($0.value)" }
        return try await console.post(
          path, (fields + ["form_token=\(token)"]).joined(separator: "&"), cookies)
      }
      for (changed, text) in [
        (["merchant": "NONE"], "No merchant has this code"), (["store": "NONE"], "no open store"),
        (["code": "no+code"], "1 to 16 letters"), (["acceptor": "12"], "15 visible characters"),
        (["acceptor": "89844035998+011"], "15 visible characters"), (["number": "123"], "8 visible"),
      ] {
        let refused = try await register(changed)
        #expect(refused.status == .conflict && refused.text.contains(text), "\(changed)")
        #expect(refused.text.contains("value=\"T9\"") || changed["code"] != nil)
      }
      let made = try await register()
      let location = try #require(made.headers[.location])
      #expect(location.hasSuffix("?said=registered"))
      let page = try await console.get(location, cookies).text
      #expect(page.contains("The terminal is registered") && page.contains("10000009"))
      #expect(page.contains("It has no master key."))
      let terminal = try await console.coalition.posTerminals(by: .system).items[0]
      #expect(terminal.acceptor == "898440359980011" && terminal.parameters.mac == .x919)
      // Once is enough, and another may not have its numbers.
      #expect(try await register().text.contains("is registered, or another one"))
      #expect(try await register(["code": "T10"]).text.contains("is registered, or another one"))
    }
  }

  @Test func `two people enter a key on the page, and it is never shown`() async throws {
    try await TestConsole.open { console in
      _ = try await console.coalition.createUser(
        UserDraft(login: "second", name: "Wang Fang", password: TestConsole.password, roles: .administrator),
        by: .system)
      let (terminal, path) = try await till(console)
      let (chief, other) = (try await console.signIn(), try await console.signIn("second"))
      func enter(_ form: String, _ cookies: String) async throws -> TestResponse {
        let token = try await console.get(path, cookies).text.formToken
        return try await console.post(path + "/key", form + "&form_token=\(token)", cookies)
      }
      #expect(try await console.get(path, chief).text.contains("It has no master key."))
      for (form, text) in [
        ("component=01&check_value=08D7B4", "A component is 32 hexadecimal digits"),
        (Self.first.replacing("08D7B4", with: "08D7"), "A component is 32 hexadecimal digits"),
        (Self.first.replacing("08D7B4", with: "08D7B5"), "The check value is another one"),
        ("", "A component is 32 hexadecimal digits"),
      ] {
        let refused = try await enter(form, chief)
        #expect(refused.status == .conflict && refused.text.contains(text), "\(form)")
        #expect(!refused.text.contains("76543210"))
      }
      let begun = try await enter(Self.first, chief)
      #expect(begun.headers[.location] == path + "?said=component")
      #expect(try await console.get(path, chief).text.contains("You entered the first component"))
      #expect(try await console.get(path, other).text.contains("Lin Yue entered the first component"))
      #expect(try await enter(Self.first, other).text.contains("Both components are the same"))
      // The same person again only replaces the first.
      #expect(try await enter(Self.first, chief).headers[.location] == path + "?said=component")
      let done = try await enter(Self.second, other)
      #expect(done.headers[.location] == path + "?said=key")
      let shown = try await console.get(path + "?said=key", other).text
      #expect(shown.contains("its check value is 2284A82A") && shown.contains("Signed out"))
      for secret in ["0123456789ABCDEF", "1111111111111111", "1032547698BADCFE"] {
        #expect(!shown.uppercased().contains(secret))
      }
      #expect(try await console.coalition.posTerminal(terminal.id, by: .system).masterKeyCheck != nil)
    }
  }

  @Test func `parameters are saved, and what does not fit stays typed`() async throws {
    try await TestConsole.open { console in
      let (terminal, path) = try await till(console)
      let cookies = try await console.signIn()
      let token = try await console.get(path, cookies).text.formToken
      let good = "mac=x9_19&kind_earn=1&kind_spend=1&advice_limit=1,000.5&batch_advice_limit=2000"
      func send(_ form: String) async throws -> TestResponse {
        try await console.post(path + "/parameters", form + "&form_token=\(token)", cookies)
      }
      let saved = try await send(good)
      #expect(saved.headers[.location] == path + "?said=parameters")
      #expect(try await console.get(path + "?said=parameters", cookies).text.contains("are saved"))
      let parameters = try await console.coalition.posTerminal(terminal.id, by: .system).parameters
      #expect(parameters.mac == .x919 && parameters.kinds.kinds == [.spend, .earn])
      #expect(parameters.adviceLimit == 100_050 && parameters.batchAdviceLimit == 200_000)
      #expect(!parameters.replyTexts)
      for (form, text) in [
        ("mac=sm4&advice_limit=1&batch_advice_limit=2", "Choose one kind at least"),
        (good.replacing("=2000", with: "=1000"), "the batch’s is at least the single one"),
        (good.replacing("1,000.5", with: "1.001"), "the batch’s is at least the single one"),
        (good.replacing("1,000.5", with: "%3Cb%3E"), "value=\"&lt;b&gt;\""),
        ("", "Choose one kind at least"),
      ] {
        let refused = try await send(form)
        #expect(refused.status == .conflict && refused.text.contains(text), "\(form)")
      }
      #expect(try await console.coalition.posTerminal(terminal.id, by: .system).parameters == parameters)
    }
  }

  @Test func `a terminal is switched off and on`() async throws {
    try await TestConsole.open { console in
      let (terminal, path) = try await till(console)
      let cookies = try await console.signIn()
      let token = try await console.get(path, cookies).text.formToken
      for (status, text) in [("disabled", "Enable the terminal"), ("enabled", "Disable the terminal")] {
        let answer = try await console.post(
          path + "/status", "status=\(status)&form_token=\(token)", cookies)
        #expect(answer.headers[.location] == path + "?said=" + status)
        #expect(try await console.get(path + "?said=" + status, cookies).text.contains(text))
        #expect(
          try await console.coalition.posTerminal(terminal.id, by: .system).status.rawValue == status)
      }
      #expect(
        try await console.post(path + "/status", "status=gone&form_token=\(token)", cookies).status
          == .badRequest)
    }
  }

  @Test func `today's totals and batches stand on the page, and lead to transactions and cases`() async throws
  {
    try await TestConsole.open { console in
      let (terminal, path) = try await till(console)
      let till = Principal(
        kind: .terminal, merchant: terminal.merchant, store: terminal.store, terminal: terminal.id,
        scopes: .terminalMost, actor: Actor(kind: .key, id: 9, answerable: 8))
      let reference = TillReference(batch: terminal.batch, trace: 1)
      _ = try await console.coalition.earn(
        EarnOrder(
          member: .id(console.member.id), .purchase(Money(minorUnits: 12_345, currency: "CNY")),
          occasion: Occasion(.pos, terminal: .id(terminal.id), reference: reference.text)),
        key: reference.key(of: terminal.id), by: till)
      _ = try await console.coalition.settle(batch: 1, of: terminal, claimed: TillTotals())
      _ = try await console.coalition.endUpload(batch: 1, of: terminal)
      let cookies = try await console.signIn()
      let page = try await console.get(path, cookies).text
      #expect(page.contains("CNY\u{A0}123.45") && page.contains("Compared"))
      #expect(page.contains("1 case</a>"))
      let id = console.coalition.publicIDs.text(terminal.id)
      #expect(page.contains("/operator/cases?terminal=\(id)"))
      let list = try await console.get("/operator/cases?terminal=\(id)", cookies).text
      #expect(list.contains("Missing there") && list.contains("/operator/cases/cas_"))
      let transactions = try await console.get("/operator/transactions?terminal=\(id)", cookies).text
      #expect(transactions.contains("/operator/transactions/txn_"))
      let none = try await console.get("/operator/transactions?terminal=trm_0", cookies).text
      #expect(!none.contains("/operator/transactions/txn_"))
    }
  }

  @Test func `without the token, the right or a session nothing changes`() async throws {
    try await TestConsole.open { console in
      let (terminal, path) = try await till(console)
      let before = try await console.coalition.posTerminal(terminal.id, by: .system)
      let chief = try await console.signIn()
      let reader = try await console.signIn("reader")
      let look = try await console.get(path, reader).text
      #expect(look.contains("needs the right") && !look.contains("action=\"\(path)/"))
      for (part, form) in [
        ("/status", "status=disabled"),
        ("/parameters", "mac=sm4&kind_earn=1&advice_limit=1&batch_advice_limit=1"),
        ("/key", Self.first),
      ] {
        let forged = try await console.post(path + part, form + "&form_token=x", chief)
        #expect(forged.status == .forbidden)
        let denied = try await console.post(path + part, form + "&form_token=\(look.formToken)", reader)
        #expect(denied.status == .forbidden)
        #expect(try await console.post(path + part, form).status == .seeOther)
      }
      #expect(try await console.coalition.posTerminal(terminal.id, by: .system) == before)
      for foreign in ["trm_0", console.coalition.publicIDs.text(console.member.id)] {
        #expect(try await console.get("/operator/terminals/" + foreign, chief).status == .notFound)
      }
    }
  }
}
