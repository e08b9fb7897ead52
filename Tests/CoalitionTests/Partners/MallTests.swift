import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

/// The mall contract as a mall elsewhere uses it: orders that set points aside, and how they end.
@Suite(.database) struct MallTests {
  private static let secret = "3xY5zW8rT1qA7mKd9P2b"

  /// A mall of this shop's, and calls signed as it signs them.
  private struct Mall {
    let shop: TestShop

    func call(_ parameters: [String: String], secret: String = MallTests.secret) -> [String: String] {
      var call = [
        "appKey": "4uW9example", "uid": shop.coalition.publicIDs.text(shop.member.id),
        "timestamp": String(shop.clock.clock.now().microseconds / 1_000),
      ].merging(parameters) { $1 }
      call["sign"] = MallSign.sign(call, secret: secret)
      return call
    }

    func consume(_ number: String, _ credits: Int = 300) async throws -> MallReply {
      try await shop.coalition.consumeForMall(
        call([
          "orderNum": number, "credits": String(credits), "description": "咖啡 coffee", "type": "object",
          "facePrice": "100", "actualPrice": "100", "ip": "", "waitAudit": "false", "params": "",
        ]))
    }

    func end(_ number: String, _ isGood: Bool) async throws {
      try await shop.coalition.endForMall(
        call(["orderNum": number, "success": isGood ? "true" : "false", "errorMessage": "", "bizId": "b"]))
    }

    func wallet() async throws -> [Points] {
      let view = try await shop.coalition.wallet(
        WalletKey(member: shop.member.id, asset: shop.program.asset), by: .system)
      return [view.spendable, view.balance.held]
    }
  }

  private static func open(_ test: (Mall) async throws -> Void) async throws {
    try await TestShop.open { shop in
      let (author, second) = (try await shop.admin("first"), try await shop.admin("other"))
      let draft = PartnerDraft(
        code: "MALL", names: Names("Mall"), merchant: shop.other.id, contract: .mall,
        url: "https://mall.example/duihuan", appKey: "4uW9example", secret: secret)
      let proposed = try await shop.coalition.proposePartner(draft, reason: "contract", by: author)
      _ = try await shop.coalition.approve(proposed.approval.id, by: second) {
        try await shop.coalition.execute($0)
      }
      try await shop.earn(100_000, key: "earned")
      try await test(Mall(shop: shop))
    }
  }

  @Test func `signatures are those of the contract's own libraries`() throws {
    // Reckoned with `printf '%s' … | md5sum`: values in the order of their names, the secret among them.
    let parameters = [
      "uid": "test001", "credits": "100", "appKey": "testappkey", "timestamp": "1418625055000",
    ]
    #expect(MallSign.sign(parameters, secret: "testappsecret") == "3119f32b1a61e065b3897e7fe2ef1c35")
  }

  @Test func `an order sets points aside, and the call-back takes them or gives them back, once`()
    async throws
  {
    try await Self.open { mall in
      let first = try await mall.consume("A1")
      #expect(first.isOK && first.credits == 700)
      #expect(try await mall.wallet() == [700, 300])
      #expect(try await mall.consume("A1").number == first.number)
      #expect(try await mall.wallet() == [700, 300])
      for _ in 0..<3 { try await mall.end("A1", true) }
      #expect(try await mall.wallet() == [700, 0])
      await #expect(throws: MallRefusal.endedOtherwise) { try await mall.end("A1", false) }
      #expect(try await mall.consume("A1").isOK, "what was decided stays so")
      #expect(try await mall.consume("A2", 200).isOK)
      for _ in 0..<2 { try await mall.end("A2", false) }
      #expect(try await mall.wallet() == [700, 0])
      await #expect(throws: MallRefusal.endedOtherwise) { try await mall.end("A2", true) }
      #expect(try await mall.consume("A2", 200).failure == "cancelled")
      let short = try await mall.consume("A3", 701)
      #expect(short.failure == "insufficient_points" && short.credits == 700)
      await #expect(throws: MallRefusal.numberUsed) { _ = try await mall.consume("A3", 1) }
    }
  }

  @Test func `an end that comes before its beginning keeps the beginning from counting`() async throws {
    try await Self.open { mall in
      await #expect(throws: MallRefusal.orderUnknown) { try await mall.end("B1", true) }
      try await mall.end("B1", false)
      #expect(try await mall.consume("B1").failure == "cancelled")
      #expect(try await mall.wallet() == [1_000, 0])
    }
  }

  @Test func `many at once are one order, and points are not used twice`() async throws {
    try await Self.open { mall in
      let replies = try await withThrowingTaskGroup(of: MallReply.self) { group in
        for turn in 0..<12 { group.addTask { try await mall.consume("C\(turn % 4)", 300) } }
        return try await group.reduce(into: [MallReply]()) { $0.append($1) }
      }
      #expect(Set(replies.filter(\.isOK).map(\.number)).count == 3)
      let declined = replies.filter { !$0.isOK }
      #expect(declined.count == 3)
      #expect(try await mall.wallet() == [100, 900])
    }
  }

  @Test func `points that come from a mall count once`() async throws {
    try await Self.open { mall in
      for _ in 0..<3 {
        let call = mall.call(["orderNum": "D1", "credits": "50", "type": "sign"])
        let told = try await mall.shop.coalition.addForMall(call)
        #expect(told.credits == 1_050)
      }
      await #expect(throws: MallRefusal.numberUsed) { try await mall.end("D1", true) }
      await #expect(throws: MallRefusal.numberUsed) { _ = try await mall.consume("D1", 50) }
    }
  }

  @Test func `what is not signed, too old or not a number counts for nothing`() async throws {
    try await Self.open { mall in
      let coalition = mall.shop.coalition
      let good = ["orderNum": "E1", "credits": "10", "type": "object"]
      var changed = mall.call(good)
      changed["credits"] = "1000"
      var added = mall.call(good)
      added["appSecret"] = Self.secret
      let wrong: [([String: String], MallRefusal)] = [
        (mall.call(good, secret: "another-secret-of-20"), .signatureWrong), (changed, .signatureWrong),
        (added, .signatureWrong), (mall.call(good.merging(["appKey": "x"]) { $1 }), .unknownMall),
        (mall.call(good.merging(["timestamp": "1418625055000"]) { $1 }), .expired),
        (mall.call(good.merging(["timestamp": "-9223372036854775808"]) { $1 }), .expired),
        (mall.call(good.merging(["credits": "0"]) { $1 }), .parameterInvalid("credits")),
        (mall.call(good.merging(["credits": "010"]) { $1 }), .parameterInvalid("credits")),
        (mall.call(good.merging(["type": ""]) { $1 }), .parameterInvalid("type")),
        (mall.call(good.merging(["type": "1m"]) { $1 }), .parameterInvalid("type")),
        (mall.call(good.merging(["redirect": "x"]) { $1 }), .parameterInvalid("redirect")),
        (mall.call(good.merging(["credits": "9999999999999999999"]) { $1 }), .parameterInvalid("credits")),
        (mall.call(good.merging(["orderNum": ""]) { $1 }), .parameterInvalid("orderNum")),
        (mall.call(good.merging(["uid": "mem_0"]) { $1 }), .memberUnknown),
        (mall.call(good.merging(["uid": "not_login"]) { $1 }), .memberUnknown),
      ]
      for (call, refusal) in wrong {
        await #expect(throws: refusal) { _ = try await coalition.consumeForMall(call) }
      }
      #expect(try await mall.wallet() == [1_000, 0])
      let id = try #require(try await coalition.openMalls().first).id
      let me = MemberPrincipal(mall.shop.member.id, session: .none)
      let entry = try await coalition.mallEntry(to: id, by: me)
      #expect(entry.hasPrefix("https://mall.example/duihuan/autologin?") && entry.contains("&credits=1000&"))
    }
  }

  @Test func `the address that lets a member in is no order, however its digits are cut`() async throws {
    try await Self.open { mall in
      let coalition = mall.shop.coalition
      let id = try #require(try await coalition.openMalls().first).id
      let me = MemberPrincipal(mall.shop.member.id, session: .none)
      let entry = try await coalition.mallEntry(to: id, by: me)
      var given: [String: String] = [:]
      for pair in entry.split(separator: "?")[1].split(separator: "&") {
        let halves = pair.split(separator: "=").map(String.init)
        given[halves[0]] = halves[1]
      }
      // appKey, secret, credits, orderNum, timestamp, uid: the same text, so the same signature.
      (given["credits"], given["orderNum"]) = ("100", "0")
      #expect(MallSign.isSigned(given, secrets: [Self.secret]))
      for type in [nil, "", "1"] as [String?] {
        given["type"] = type
        if type != "1" {
          await #expect(throws: MallRefusal.parameterInvalid("type")) {
            _ = try await coalition.addForMall(given)
          }
        } else {
          await #expect(throws: MallRefusal.signatureWrong) { _ = try await coalition.addForMall(given) }
        }
      }
      #expect(try await mall.wallet() == [1_000, 0])
    }
  }

  @Test func `a server that is killed behind a step leaves what a job brings to the same end`() async throws {
    try await Self.open { mall in
      _ = try await mall.consume("F1", 100)
      try await mall.end("F1", true)
      _ = try await mall.consume("F2", 100)
      try await mall.end("F2", false)
      let (wallet, head) = (try await mall.wallet(), try await mall.shop.ledger.head())
      for (number, state) in [("F1", "capturing"), ("F2", "releasing")] {
        try await mall.shop.coalition.database.write { tx in
          try tx.execute(
            """
            UPDATE mall_order SET state = \(state), finished_at = NULL, next_try_at = 0
            WHERE order_number = \(number)
            """)
        }
      }
      try await mall.shop.coalition.runDueJobs(lane: .partners)
      let orders = try await mall.shop.coalition.database.read { tx in
        try tx.query("SELECT state FROM mall_order ORDER BY order_number") { $0[0] as String }
      }
      #expect(orders == ["done", "released"])
      #expect(try await mall.wallet() == wallet)
      #expect(try await mall.shop.ledger.head() == head)
      // What a mall never ends is a case after a week, and its points stay aside.
      _ = try await mall.consume("F3", 100)
      mall.shop.clock.advance(seconds: 8 * 86_400)
      try await mall.shop.coalition.runDueJobs()
      let cases = try await mall.shop.coalition.cases(CaseQuery(), by: .system).items
      #expect(cases.map(\.kind) == [.inDoubt])
      #expect(try await mall.wallet()[1] == 100)
    }
  }
}
