import Coalition
import DatabaseTesting
import HTTPAPI
import HTTPTypes
import Ledger
import Testing

/// A programme's ends, debt and limits, as they are set and met at the door.
@Suite(.database) struct ProgramPolicyTests {
  private func spend(_ points: Int, _ once: String, _ site: Site, key: String? = nil) async -> Reply {
    await site.reply(
      .post, "/v1/transactions", key: key, once: once,
      #"{"type":"spend","member":{"phone":"13800138000"},"points":\#(points)}"#)
  }

  private func spendable(_ site: Site) async throws -> Points {
    let wallet = WalletKey(member: site.member.id, asset: site.program.asset)
    return try await site.coalition.wallet(wallet, by: .system).spendable
  }

  @Test func `every end can be proposed and is read back as it was said; rolling is refused by name`()
    async throws
  {
    try await Site.open { site async throws in
      let path = "/v1/programs/" + site.name(site.program.asset)
      let merchant = site.name(site.merchants[0].id)
      func propose(_ rule: String) async -> Reply {
        await site.reply(
          .post, path + "/proposals", key: site.keys.operator,
          #"{"validity":{"awarded":\#(rule)},"reason":"r"}"#)
      }
      let person = try await site.coalition.createUser(
        UserDraft(login: "second", name: "second", password: "a long enough secret", roles: .administrator),
        by: .system
      ).principal
      for rule in [
        #"{"rule":"days","days":30}"#, #"{"rule":"exact_months","months":3}"#,
        #"{"rule":"months","months":3}"#, #"{"rule":"end_of_quarter","quarters":0}"#,
        #"{"rule":"end_of_year","years":1}"#, #"{"rule":"fixed_date","date":"2028-02-29"}"#,
        #"{"rule":"never"}"#,
      ] {
        let proposed = await propose(rule)
        #expect(proposed.status == 201, "\(rule)")
        let name = try #require(try proposed.json["id"]?.text)
        let id: ApprovalID = try #require(site.coalition.publicIDs.id(name))
        _ = try await site.coalition.approve(id, by: person) { try await site.coalition.execute($0) }
        let read = await site.reply(.get, path, key: site.keys.operator)
        #expect(read.text.contains(#""awarded":"# + rule), "\(rule)")
      }
      let rolling = await propose(#"{"rule":"rolling","months":6}"#)
      #expect(try rolling.refusal == "422 rolling_not_offered")
      let endless = try await propose(#"{"rule":"days","days":36501}"#).refusal
      #expect(endless.hasPrefix("400 invalid_request /validity/awarded"), "\(endless)")
      let terms = await site.reply(
        .post, "/v1/merchants/\(merchant)/programs/\(site.name(site.program.asset))/proposals",
        key: site.keys.operator,
        #"""
        {"earning":{"points":1,"per":100},"validity":{"awarded":{"rule":"rolling","months":6}},
        "reason":"r"}
        """#)
      #expect(try terms.refusal == "422 rolling_not_offered")
      let made = await site.reply(
        .post, "/v1/programs", key: site.keys.operator,
        #"""
        {"code":"R","names":{"zh-Hans":"R","zh-Hant":"R","en":"R"},
        "merchant":"\#(merchant)","worth":{"points":1,"money":{"value":1,"currency":"CNY"}},
        "validity":{"converted":{"rule":"rolling","months":6}}}
        """#)
      #expect(try made.refusal == "422 rolling_not_offered")
    }
  }

  @Test func `where a programme forbids debt, goods whose points are spent do not take them back`()
    async throws
  {
    try await Site.open { site async throws in
      _ = try await site.coalition.updateProgram(site.program.asset, by: .system) {
        $0.policies.isDebtAllowed = false
      }
      let earn = try await site.earn(10_000, once: "e")
      #expect(await spend(90, "s", site).status == 201)
      func back(_ fen: Int, _ once: String) async -> Reply {
        await site.reply(
          .post, "/v1/transactions/\(earn)/refund", once: once,
          #"{"amount":{"value":\#(fen),"currency":"CNY"}}"#)
      }
      #expect(try await back(10_000, "r").refusal == "422 insufficient_points")
      #expect(try await spendable(site) == 10)
      let balance = try await site.coalition.wallet(
        WalletKey(member: site.member.id, asset: site.program.asset), by: .system)
      #expect(balance.balance.debt == 0)
      // What is there goes back; the refused return used nothing of the purchase up.
      #expect(await back(1_000, "q").status == 201)
      #expect(try await spendable(site) == 0)
      _ = try await site.coalition.updateProgram(site.program.asset, by: .system) {
        $0.policies.isDebtAllowed = true
      }
      #expect(await back(9_000, "p").status == 201)
      let owed = try await site.coalition.wallet(
        WalletKey(member: site.member.id, asset: site.program.asset), by: .system)
      #expect(owed.balance.debt == -90)
    }
  }

  @Test func `a payment and a day have the limits that the programme says, wherever it is`() async throws {
    try await Site.open { site async throws in
      let path = "/v1/programs/" + site.name(site.program.asset)
      _ = try await site.coalition.updateProgram(site.program.asset, by: .system) {
        $0.policies.spendLimit = Limit(perTransaction: 50, perDay: 80)
      }
      let read = try await site.reply(.get, path).json
      #expect(read["spend_limit"] == 50 && read["spend_daily_limit"] == 80)
      try await site.earn(100_000, once: "e")
      #expect(try await spend(51, "a", site).refusal == "422 limit_exceeded")
      #expect(await spend(50, "b", site).status == 201)
      #expect(try await spend(31, "c", site).refusal == "422 limit_exceeded")
      // The day is the member's, not the merchant's.
      try await site.coalition.setPIN("274135", of: site.member.id, by: .system)
      let order =
        #"{"type":"spend","member":{"phone":"13800138000","proof":{"pin":"274135"}},"points":"#
      let second = site.keys.second
      func there(_ points: Int, _ once: String) async -> Reply {
        await site.reply(.post, "/v1/transactions", key: second, once: once, order + "\(points)}")
      }
      #expect(try await there(31, "d").refusal == "422 limit_exceeded")
      #expect(await there(30, "e").status == 201)
      #expect(try await spend(1, "f", site).refusal == "422 limit_exceeded")
      #expect(try await spendable(site) == 920)
      site.clock.advance(seconds: 86_400)
      #expect(await spend(50, "g", site).status == 201)
    }
  }
}
