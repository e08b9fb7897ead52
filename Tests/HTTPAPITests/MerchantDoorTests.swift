import Coalition
import DatabaseTesting
import HTTPAPI
import HTTPTypes
import Ledger
import LedgerStore
import Testing

@Suite("Merchants over HTTP: applying, and being suspended", .database)
struct MerchantDoorTests {
  private static let application = #"""
    {"request": "6c1f0a4e9b7d", "name": "Old Street Tea", "legal_name": "Old Street Ltd",
     "registration": "R-1001", "category": "food", "contact": "Chen Jing", "phone": "13900139000",
     "email": "chen@example.com", "store_name": "Old Street"}
    """#

  @Test func `anybody may apply, once, and look with the code alone`() async throws {
    try await Site.open { site async throws in
      let first = await site.reply(.post, "/v1/merchant-applications", key: "", Self.application)
      #expect(first.status == 201)
      let made = try JSON(parsing: first.body)
      let again = await site.reply(.post, "/v1/merchant-applications", key: "", Self.application)
      #expect(try JSON(parsing: again.body) == made)
      let other = Self.application.replacing("6c1f0a4e9b7d", with: "another-form")
      let refused = await site.reply(.post, "/v1/merchant-applications", key: "", other)
      #expect(refused.status == 409)
      let path = "/v1/merchant-applications/\(made["id"]?.text ?? "")"
      let secret = #"{"secret": "\#(made["secret"]?.text ?? "")"}"#
      let looked = await site.reply(.post, path + "/status", key: "", secret)
      #expect(looked.status == 200)
      #expect(try JSON(parsing: looked.body)["state"]?.text == "applied")
      let wrong = await site.reply(.post, path + "/status", key: "", #"{"secret": "AAAA-AAAA-AAAA-AAAA"}"#)
      #expect(wrong.status == 404)
      let listed = await site.reply(.get, "/v1/merchant-applications", key: site.keys.operator)
      #expect(String(decoding: listed.body, as: UTF8.self).contains("Old Street Tea"))
      #expect(!String(decoding: listed.body, as: UTF8.self).contains("13900139000"))
      #expect(await site.reply(.get, "/v1/merchant-applications", key: site.keys.first).status == 403)
    }
  }

  @Test func `a suspended merchant's key is told so, and nothing is earned or used`() async throws {
    try await Site.open { site async throws in
      let head = try await site.ledger.head()
      let id = site.coalition.publicIDs.text(site.merchants[0].id)
      let change = #"{"status": "suspended", "reason": "unpaid"}"#
      #expect(await site.reply(.patch, "/v1/merchants/\(id)", key: site.keys.operator, change).status == 200)
      for key in [site.keys.first, site.keys.till] {
        let earn = await site.reply(
          .post, "/v1/transactions", key: key, once: "earn", FirstStepsTests.earn)
        #expect(earn.status == 422)
        #expect(try JSON(parsing: earn.body)["code"]?.text == "merchant_suspended")
      }
      // The operator's own key cannot do it in the merchant's name either.
      let named = #"{"merchant": "\#(id)", "# + FirstStepsTests.earn.dropFirst()
      let earn = await site.reply(
        .post, "/v1/transactions", key: site.keys.operator, once: "earn", String(named))
      #expect(try JSON(parsing: earn.body)["code"]?.text == "merchant_suspended")
      #expect(try await site.ledger.head() == head)
      let back = #"{"status": "active"}"#
      #expect(await site.reply(.patch, "/v1/merchants/\(id)", key: site.keys.operator, back).status == 200)
      let after = await site.reply(.post, "/v1/transactions", once: "earn", FirstStepsTests.earn)
      #expect(after.status == 201)
    }
  }
}
