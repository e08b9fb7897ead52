import Coalition
import DatabaseTesting
import HTTPAPI
import HTTPTypes
import Ledger
import Testing

@Suite(.database) struct POSTerminalTests {
  private static let numbers = #""merchant_number":"898440359980011","terminal_number":"10000001""#
  // The check values are those of Python's `cryptography`.
  private static let first = #"{"component":"0123456789ABCDEFFEDCBA9876543210","check_value":"08D7B4"}"#
  private static let second = #"{"component":"11111111111111112222222222222222","check_value":"D2B91CC5"}"#

  private func path(_ site: Site, _ index: Int = 0) -> String {
    "/v1/terminals/\(site.name(site.terminals[index].id))/pos"
  }

  /// A key that a person made, so that the person is answerable for what it does.
  private func key(of login: String, _ site: Site) async throws -> String {
    let user = try await site.coalition.createUser(
      UserDraft(login: login, name: login, password: "a long enough secret", roles: .administrator),
      by: .system)
    let second = try await site.coalition.createUser(
      UserDraft(login: login + "-2", name: login, password: "a long enough secret", roles: .reviewer),
      by: .system)
    let draft = APIKeyDraft(forOperator: login, scopes: [.keys, .readMerchants])
    let proposed = try await site.coalition.propose(
      .key(KeyProposal(draft)), reason: "keys", by: user.principal)
    let permit = try await site.coalition.approve(proposed.id, by: second.principal) { _ in .failed("") }
    return try await site.coalition.createAPIKey(draft, permit: permit.id, by: user.principal).secret
  }

  @Test func `a terminal is registered, read, changed and listed`() async throws {
    try await Site.open { site in
      let made = await site.reply(
        .post, path(site), key: site.keys.operator, "{\(Self.numbers),\"mac\":\"x9_19\"}")
      #expect(made.status == 201)
      let terminal = try made.json
      #expect(terminal["object"] == "pos_terminal" && terminal["merchant_number"] == "898440359980011")
      #expect(terminal["terminal_number"] == "10000001" && terminal["status"] == "enabled")
      #expect(terminal["parameters"]?["mac"] == "x9_19" && terminal["parameters"]?["reply_texts"] == true)
      #expect(terminal["parameters"]?["kinds"]?.elements.count == TillKind.allCases.count)
      #expect(terminal["key_check_value"] == .null && terminal["signed_in"] == .null)
      #expect(terminal["batch"] == 1 && terminal["last_seen"] == .null && terminal["cashier"] == "")
      let changed = await site.reply(
        .patch, path(site), key: site.keys.operator,
        #"{"kinds":["spend","balance"],"advice_limit":0,"batch_advice_limit":5}"#)
      #expect(changed.status == 200)
      let parameters = try changed.json["parameters"]
      #expect(parameters?["kinds"] == ["balance", "spend"] && parameters?["mac"] == "x9_19")
      #expect(parameters?["advice_limit"] == 0 && parameters?["batch_advice_limit"] == 5)
      #expect(try await site.reply(.get, path(site)).json["parameters"] == parameters)
      let list = try await site.reply(.get, "/v1/pos-terminals", key: site.keys.operator).json
      #expect(list["data"]?.elements.count == 1 && list["has_more"] == false)
    }
  }

  @Test func `what cannot be registered is refused with its reason`() async throws {
    try await Site.open { site in
      let own = site.keys.operator
      #expect(
        try await site.reply(
          .post, path(site), key: own, #"{"merchant_number":"short","terminal_number":"with bla"}"#
        ).refusal == "400 invalid_request /merchant_number too_short, /terminal_number bad_format")
      #expect(
        try await site.reply(
          .post, path(site), key: own, "{\(Self.numbers),\"advice_limit\":9,\"batch_advice_limit\":8}"
        ).refusal == "400 invalid_request /batch_advice_limit bad_format")
      #expect(try await site.reply(.get, path(site)).refusal == "404 pos_terminal_not_found")
      #expect(await site.reply(.post, path(site), key: own, "{\(Self.numbers)}").status == 201)
      for index in 0...1 {
        #expect(
          try await site.reply(.post, path(site, index), key: own, "{\(Self.numbers)}").refusal
            == "409 already_exists")
      }
      let seat = try await site.coalition.createTerminal(
        in: site.stores[0].id, code: "W1", kind: .seat, by: .system)
      #expect(
        try await site.reply(
          .post, "/v1/terminals/\(site.name(seat.id))/pos", key: own, "{\(Self.numbers)}"
        ).refusal == "422 wrong_terminal_kind")
      #expect(
        try await site.reply(.post, "/v1/terminals/trm_0/pos", key: own, "{\(Self.numbers)}").refusal
          == "404 terminal_not_found")
    }
  }

  @Test func `two people enter the master key, and nobody reads it back`() async throws {
    try await Site.open { site in
      _ = await site.reply(.post, path(site), key: site.keys.operator, "{\(Self.numbers)}")
      let (one, two) = (try await key(of: "one", site), try await key(of: "two", site))
      let entry = path(site) + "/key-components"
      #expect(
        try await site.reply(.post, entry, key: site.keys.operator, Self.first).refusal
          == "403 second_person_needed")
      let wrong = Self.first.replacing("08D7B4", with: "08D7B5")
      #expect(try await site.reply(.post, entry, key: one, wrong).refusal == "422 check_value_wrong")
      for _ in 0..<2 {
        let begun = try await site.reply(.post, entry, key: one, Self.first).json
        #expect(begun["state"] == "second_component_needed" && begun["check_value"] == nil)
      }
      #expect(try await site.reply(.post, entry, key: two, Self.first).refusal == "422 components_equal")
      let done = await site.reply(.post, entry, key: two, Self.second)
      #expect(try done.json["state"] == "complete")
      let shown = await site.reply(.get, path(site))
      #expect(try done.json["check_value"] == "2284A82A" && shown.json["key_check_value"] == "2284A82A")
      let audit = try await site.coalition.auditLog(by: .system).items.map { "\($0)" }.joined()
      for text in [String(decoding: done.body + shown.body, as: UTF8.self), audit] {
        for secret in ["0123456789ABCDEF", "1111111111111111", "1032547698BADCFE"] {
          #expect(!text.uppercased().contains(secret))
        }
      }
    }
  }

  @Test func `a merchant sees its own terminals and sets nothing on them`() async throws {
    try await Site.open { site in
      for (index, number) in ["10000001", "10000002"].enumerated() {
        _ = try await site.coalition.registerPOSTerminal(
          site.terminals[index].id, acceptor: "898440359980011", number: number, by: .system)
      }
      let listed = try await site.reply(.get, "/v1/pos-terminals").json["data"]?.elements
      #expect(listed?.count == 1 && listed?.first?["id"]?.text == site.name(site.terminals[0].id))
      let foreign = "/v1/pos-terminals?merchant=\(site.name(site.merchants[1].id))"
      #expect(try await site.reply(.get, foreign).refusal == "404 merchant_not_found")
      for (method, target, body) in [
        (HTTPRequest.Method.post, path(site), "{\(Self.numbers)}"),
        (.patch, path(site), #"{"advice_limit":0}"#), (.post, path(site) + "/key-components", Self.first),
      ] {
        #expect(try await site.reply(method, target, body).refusal == "403 operator_only")
      }
      for part in ["", "/totals", "/batches"] {
        #expect(
          try await site.reply(.get, path(site, 1) + part).refusal == "404 pos_terminal_not_found")
        #expect(await site.reply(.get, path(site) + part).status == 200)
      }
    }
  }

  @Test func `totals by kind and settled batches are read, the latest batch first`() async throws {
    try await Site.open { site in
      let terminal = try await site.coalition.registerPOSTerminal(
        site.terminals[0].id, acceptor: "898440359980011", number: "10000001", by: .system)
      let till = Principal(
        kind: .terminal, merchant: terminal.merchant, store: terminal.store, terminal: terminal.id,
        scopes: .terminalMost, actor: Actor(kind: .key, id: 9, answerable: 8))
      let reference = TillReference(batch: terminal.batch, trace: 1)
      _ = try await site.coalition.earn(
        EarnOrder(
          member: .id(site.member.id), .purchase(Money(minorUnits: 12_345, currency: "CNY")),
          occasion: Occasion(.pos, terminal: .id(terminal.id), reference: reference.text)),
        key: reference.key(of: terminal.id), by: till)
      let day = try await site.reply(.get, path(site) + "/totals").json
      #expect(day["day"] == "2026-03-02")
      let total = day["kinds"]?.elements.first
      #expect(total?["kind"] == "earn" && total?["count"] == 1 && total?["amount"] == 12_345)
      #expect(total?["points"] == 123)
      let before = try await site.reply(.get, path(site) + "/totals?day=2026-03-01").json
      #expect(before["kinds"] == [])
      var claimed = TillTotals()
      claimed.credit = TillTotals.Side(amount: 12_345, count: 1)
      for number in Int64(1)...3 {
        _ = try await site.coalition.settle(batch: number, of: terminal, claimed: claimed)
      }
      let page = try await site.reply(.get, path(site) + "/batches?limit=2").json
      #expect(page["data"]?.elements.compactMap { $0["batch"] } == [3, 2])
      let cursor = try #require(page["next_cursor"]?.text)
      let rest = try await site.reply(.get, path(site) + "/batches?limit=2&after=\(cursor)").json
      let first = rest["data"]?.elements.first
      #expect(rest["data"]?.elements.count == 1 && rest["has_more"] == false)
      #expect(first?["state"] == "balanced" && first?["counted"]?["credit"]?["points"] == 123)
      #expect(page["data"]?.elements.first?["state"] == "unbalanced")
    }
  }
}
