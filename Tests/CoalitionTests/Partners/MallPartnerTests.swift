import DatabaseTesting
import Foundation
import Ledger
import LedgerStore
import Loyalty
import Storage
import Synchronization
import Testing

@testable import Coalition

/// A programme elsewhere that speaks the mall contract, asked by us: its points are used here.
@Suite(.database) struct MallPartnerTests {
  private static let secret = "3xY5zW8rT1qA7mKd9P2b"

  /// Answers as the contract says, keeps a book by order number, and loses an answer where it is told to.
  private final class Elsewhere: Sendable {
    struct Lost: Error {}
    struct Book: Sendable {
      var orders: [String: Int] = [:]
      var confirmed: [String] = []
      var loses = 0
      var fails = 0
      var calls: [String] = []
    }

    private let book = Mutex(Book())
    var kept: Book { book.withLock { $0 } }
    func lose(_ count: Int) { book.withLock { $0.loses = count } }
    func fail(_ count: Int) { book.withLock { $0.fails = count } }

    func answer(_ request: WebhookRequest) throws -> WebhookAnswer {
      let parts = try #require(URLComponents(string: "https://x" + request.address.target))
      var parameters: [String: String] = [:]
      for item in parts.queryItems ?? [] { parameters[item.name] = item.value }
      #expect(request.method == .get && request.body.isEmpty)
      #expect(MallSign.isSigned(parameters, secrets: [MallPartnerTests.secret]))
      let number = try #require(parameters["orderNum"])
      let act = parts.path.split(separator: "/").last.map(String.init) ?? ""
      return try book.withLock { book in
        book.calls.append(act)
        if act == "notify" {
          if parameters["success"] != "true" || parameters["bizId"] != "B-\(number)" {
            book.calls.append("?")
          }
          book.confirmed.append(number)
        } else if book.fails > 0 {
          book.fails -= 1
          return WebhookAnswer(status: 200, body: Array(#"{"status":"fail","errorMessage":"poor"}"#.utf8))
        } else {
          book.orders[number] = (parameters["credits"].flatMap { Int($0) } ?? 0) * (act == "consume" ? -1 : 1)
        }
        if book.loses > 0 {
          book.loses -= 1
          throw Lost()
        }
        let text = act == "notify" ? "ok" : #"{"status":"ok","bizId":"B-\#(number)","credits":"1"}"#
        return WebhookAnswer(status: 200, body: Array(text.utf8))
      }
    }
  }

  @Test func `their points are taken once, ours are given, and they learn of it until they say ok`()
    async throws
  {
    let elsewhere = Elsewhere()
    try await TestShop.open(webhooks: WebhookSink { try elsewhere.answer($0) }) { shop in
      let coalition = shop.coalition
      let (author, second) = (try await shop.admin("first"), try await shop.admin("other"))
      let draft = PartnerDraft(
        code: "MALL", names: Names("Mall"), merchant: shop.other.id, contract: .mall,
        url: "https://mall.example/api", appKey: "key", secret: Self.secret)
      let proposed = try await coalition.proposePartner(draft, reason: "contract", by: author)
      _ = try await coalition.approve(proposed.approval.id, by: second) { try await coalition.execute($0) }
      let partner = try #require(try await coalition.partners(by: .system).first)
      let one = try #require(ExchangeRate(gives: 1, receives: 1, spread: .zero))
      try await coalition.publishRates(
        ExchangeRatesProposal([
          .init(RatedPair(from: partner.asset, into: shop.program.asset, one)),
          .init(RatedPair(from: shop.program.asset, into: partner.asset, one)),
        ]), by: .system)
      let me = MemberPrincipal(shop.member.id, session: .none, provenAt: shop.clock.clock.now())
      func begin(_ direction: PartnerExchange.Direction) async throws -> PartnerExchange {
        let quote = try await coalition.offerPartnerExchange(
          of: 70, direction, in: shop.program.asset, with: partner.id, by: me)
        return try await coalition.beginPartnerExchange(
          quote.id, account: "u-1", proof: direction == .in ? "1234" : "", by: me)
      }
      // The answer to the order is lost, and lost again.
      elsewhere.lose(2)
      let begun = try await begin(.in)
      #expect(begun.state == .unknown)
      #expect(try await shop.spendable() == 0)
      var states: [PartnerExchange.State] = []
      for _ in 0..<4 {
        shop.clock.advance(seconds: 20)
        try await coalition.runDueJobs(lane: .partners)
        states.append(try await coalition.partnerExchange(begun.id, by: .system).exchange.state)
      }
      let number = coalition.publicIDs.text(begun.id)
      let book = elsewhere.kept
      #expect(states.last == .done && book.orders == [number: -70] && Set(book.confirmed) == [number])
      #expect(book.calls == ["consume", "consume", "consume", "notify"])
      #expect(try await shop.spendable() == 70)
      #expect(try await begin(.out).state == .done)
      #expect(try await shop.spendable() == 0)
      elsewhere.fail(1)
      let refused = try await begin(.in)
      #expect(refused.state == .refused && refused.failure == "partner poor")
    }
  }
}
