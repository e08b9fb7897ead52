import Coalition
import DatabaseTesting
import HTTPAPI
import HTTPTypes
import Ledger
import Testing

@Suite(.database) struct FirstStepsTests {
  static let earn = #"""
    {"type": "earn", "member": {"phone": "13800138000"}, "program": "universal",
     "amount": {"value": 12850, "currency": "CNY"}, "reference": "receipt 1"}
    """#
  static let spend = #"{"type": "spend", "member": {"phone": "13800138000"}, "program": "universal", "points": 100}"#

  @Test func `a purchase earns and what it earned is spent`() async throws {
    try await Site.open { site async throws in
      let earned = await site.reply(.post, "/v1/transactions", once: "first-earn", Self.earn)
      #expect(earned.status == 201, "\(earned.text)")
      let spent = await site.reply(.post, "/v1/transactions", once: "first-spend", Self.spend)
      #expect(try spent.json["points"] == 100)
      #expect(try spent.json["wallet"]?["available"] == 28)
      let wallets = await site.reply(.get, "/v1/members/\(site.name(site.member.id))/wallets")
      #expect(wallets.status == 200, "\(wallets.text)")
      let again = await site.reply(.post, "/v1/transactions", once: "first-earn", Self.earn)
      #expect(again.headers[HTTPField.Name("Idempotency-Replayed")!] == "true")  // a valid name
      #expect(again.body == earned.body)
      let much = Self.spend.replacing("100}", with: "100000000}")
      let refused = await site.reply(.post, "/v1/transactions", once: "too-much", much)
      #expect(try refused.refusal == "422 insufficient_points")
      #expect(try refused.json["balance"] == 28)
      let refusedAgain = await site.reply(.post, "/v1/transactions", once: "too-much", much)
      #expect(refusedAgain.body == refused.body)
    }
  }
}
