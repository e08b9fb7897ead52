import Coalition
import DatabaseTesting
import HTTPTypes
import Ledger
import Testing

@testable import HTTPAPI

@Suite(.database) struct PagingTests {
  @Test func `every list can be read page by page`() {
    let lists = HTTPAPI.Operation<Coalition>.all.filter { operation in
      operation.method == .get && operation.replyDocument["properties"]?["next_cursor"] != nil
    }
    #expect(lists.count >= 15)
    for list in lists {
      let names = Set(list.parts.filter { $0.place == .query }.map(\.name))
      #expect(names.isSuperset(of: ["limit", "after"]), "\(list.id)")
    }
  }

  /// What each page of one thing shows, and what happened before the next was asked for.
  private func pages(
    _ site: Site, _ target: String, showing name: String, key: String? = nil,
    between: (Int) async throws -> Void = { _ in }
  ) async throws -> [String?] {
    var shown: [String?] = []
    var next = "\(target)?limit=1"
    while shown.count < 20 {
      let page = try await site.reply(.get, next, key: key).json
      shown += (page["data"]?.elements ?? []).map { $0[name]?.text }
      #expect(page["has_more"] == .bool(page["next_cursor"]?.text != nil))
      guard let cursor = page["next_cursor"]?.text else { break }
      try await between(shown.count)
      next = "\(target)?limit=1&after=\(cursor)"
    }
    return shown
  }

  @Test func `a page of lots goes on behind the one before, also when its last lot is gone`() async throws {
    try await Site.open { site async throws in
      for month in 0..<4 as Range<Int64> {
        site.clock.set(Site.start.adding(seconds: month * 31 * 86_400))
        try await site.earn(10_000, once: "e\(month)")
      }
      let target = "/v1/members/\(site.name(site.member.id))/lots"
      let whole = try await site.reply(.get, target).json["data"]?.elements.map { $0["id"]?.text } ?? []
      #expect(whole.count == 4)
      let spend = #"{"type":"spend","member":{"phone":"13800138000"},"points":100}"#
      let paged = try await pages(site, target, showing: "id") { count in
        guard count == 1 else { return }
        #expect(await site.reply(.post, "/v1/transactions", once: "s", spend).status == 201)
      }
      #expect(paged == whole)
    }
  }

  @Test func `wallets, programmes and a merchant's terms come page by page`() async throws {
    try await Site.open { site async throws in
      for number in 1...3 {
        var draft = ProgramDraft(
          code: "OWN\(number)", names: Names("Own"), worth: site.program.worth)
        draft.merchant = site.merchants[0].id
        let own = try await site.coalition.createProgram(draft, by: .system)
        try await site.coalition.setTerms(
          MerchantTerms(
            merchant: site.merchants[0].id, asset: own.asset, earning: EarnTerms(1, perMinorUnits: 100)),
          by: .system)
        let earn =
          #"{"type":"earn","member":{"phone":"13800138000"},"program":"OWN\#(number)","points":\#(number)}"#
        #expect(await site.reply(.post, "/v1/transactions", once: "e\(number)", earn).status == 201)
      }
      for (target, name) in [
        ("/v1/programs", "code"), ("/v1/members/\(site.name(site.member.id))/wallets", "program"),
        ("/v1/merchants/\(site.name(site.merchants[0].id))/programs", "program"),
      ] {
        let whole = try await site.reply(.get, target).json["data"]?.elements.map { $0[name]?.text } ?? []
        #expect(whole.count >= 3 && Set(whole).count == whole.count)
        #expect(try await pages(site, target, showing: name) == whole, "\(target)")
        #expect(await site.reply(.get, "\(target)?after=made-up").status == 400)
      }
    }
  }
}
