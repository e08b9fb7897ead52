import Coalition
import DatabaseTesting
import HTTPAPI
import HTTPTypes
import Ledger
import Loyalty
import Testing

@Suite(.database) struct MoneyTests {
  @Test func `the books say what state they are in, and their lists go page by page`() async throws {
    try await Site.open { site async throws in
      _ = try await site.settledDay()
      let balance = try await site.money("/trial-balance")
      #expect(balance["state"]?.text == "proven" && balance["booked_days"] == balance["closed_days"])
      #expect(balance["booked_days"]?.int64 == 1 && balance["closed_through"]?.text == "2026-03-02")
      for (list, count) in [("/entries", 2), ("/ageing", 1)] {
        var found: [JSON] = []
        var next = list + "?limit=1"
        while true {
          let page = try await site.money(next)
          found += page["data"]?.elements ?? []
          guard let cursor = page["next_cursor"]?.text else { break }
          next = list + "?limit=1&after=" + cursor
        }
        #expect(found.count == count && Set(found).count == count, "\(list)")
      }
      let aged = try await site.money("/ageing")["data"]?.elements.first
      #expect(aged?["receivable"]?.int64 == 725 && aged?["settlements"]?.int64 == 1)
    }
  }

  @Test func `a period that ends before it begins, or is too long, is refused by its parameter`()
    async throws
  {
    try await Site.open { site async throws in
      let program = "/v1/programs/" + site.name(site.program.asset)
      for path in [
        "/v1/money/entries?from=2026-03-05&through=2026-03-01",
        "/v1/money/income?from=2026-03-05&through=2026-03-01",
        program + "/liability?from=2026-03-05&through=2026-03-01",
        program + "/deferred-revenue?from=2026-03-05&through=2026-03-01",
      ] {
        #expect(try await site.fault(path) == ["/through", "too_small", "query"], "\(path)")
      }
      #expect(
        try await site.fault("/v1/money/income?from=2020-01-31&through=2023-01-01")
          == ["/through", "too_large", "query"])
      #expect(
        await site.reply(
          .get, "/v1/money/income?from=2020-01-31&through=2022-12-31", key: site.keys.operator
        ).status == 200)
    }
  }
}

extension Site {
  fileprivate func money(_ path: String) async throws -> JSON {
    try await reply(.get, "/v1/money" + path, key: keys.operator).json
  }

  /// Where the one fault of a request is, and which.
  fileprivate func fault(_ path: String) async throws -> [String?] {
    let reply = await reply(.get, path, key: keys.operator)
    #expect(reply.status == 400)
    let faults = try reply.json["errors"]?.elements ?? []
    #expect(faults.count == 1)
    return ["pointer", "code", "in"].map { faults.first?[$0]?.text }
  }
}
