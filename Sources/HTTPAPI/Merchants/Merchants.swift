import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var listMerchants: Operation {
    Operation(
      .get, "/v1/merchants", "List merchants, newest first; a merchant sees itself", id: "listMerchants",
      needs: .readMerchants, takes: .page(), .query("code", optional: .text(1...15, .visible)),
      gives: .list(of: .merchant)
    ) { call, page, code in
      let coalition = call.services
      guard let code else {
        let found = try await coalition.merchants(page.request(coalition.publicIDs), by: call.principal)
        return page.listing(found, coalition.publicIDs) { $0.id }
      }
      do {
        let found = try await coalition.merchant(code: code, by: call.principal)
        return Listing(items: [coalition.shown(found)], nextCursor: nil)
      } catch MerchantRefusal.merchantNotFound { return Listing(items: [], nextCursor: nil) }
    }
  }

  static var readMerchant: Operation {
    Operation(
      .get, "/v1/merchants/{id}", "Read a merchant", id: "readMerchant", needs: .readMerchants,
      refusals: [.merchantNotFound], takes: .path("id", .id("mch")), gives: .merchant
    ) { call, id in
      let coalition = call.services
      let id: MerchantID = try coalition.id(id, otherwise: .merchantNotFound)
      return coalition.shown(try await coalition.merchant(id, by: call.principal))
    }
  }

  static var createMerchant: Operation {
    Operation(
      .post, "/v1/merchants", "Take in a merchant; its code is unique, so a second try is refused",
      id: "createMerchant", needs: .writeMerchants, refusals: [.alreadyExists, .operatorOnly], status: 201,
      examples: Examples(request: [
        "code": "TEAHOUSE", "names": ["zh-Hans": "茶馆", "zh-Hant": "茶館", "en": "Tea house"],
      ]),
      takes: .body("code", .text(1...15, .visible)), .body("names", .names), gives: .merchant
    ) { call, code, names in
      let coalition = call.services
      return coalition.shown(try await coalition.createMerchant(code: code, names: names, by: call.principal))
    }
  }

  static var updateMerchant: Operation {
    Operation(
      .patch, "/v1/merchants/{id}", "Change a merchant's names or status", id: "updateMerchant",
      needs: .writeMerchants, refusals: [.merchantNotFound, .notAllowedNow, .operatorOnly],
      examples: Examples(request: ["status": "suspended", "reason": "unpaid since March"]),
      takes: .path("id", .id("mch")), .body("names", optional: .names),
      .body("status", optional: Schema<Merchant.Status>.choice),
      .body(
        "reason", Schema<String>.text(0...200).described("Why it is suspended or closed."), default: ""),
      gives: .merchant
    ) { call, id, names, status, reason in
      let coalition = call.services
      let id: MerchantID = try coalition.id(id, otherwise: .merchantNotFound)
      return coalition.shown(
        try await coalition.updateMerchant(
          id, names: names, status: status, reason: reason, by: call.principal))
    }
  }
}

extension Schema<Shown<Merchant>> {
  static var merchant: Schema {
    .reply(
      "Merchant",
      .constant("object", "merchant"),
      .always("id", .id("mch")) { $0.text($0.id) },
      .always("code", .text(1...15)) { $0.code },
      .always("names", .names) { $0.names },
      .always("status", Schema<Merchant.Status>.choice) { $0.status },
      .always("created", .timestamp) { $0.createdAt.microseconds },
      .always("updated", .timestamp) { $0.updatedAt.microseconds })
  }
}
