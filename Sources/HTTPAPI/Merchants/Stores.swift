import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var listStores: Operation {
    Operation(
      .get, "/v1/merchants/{id}/stores", "List a merchant's stores, newest first", id: "listStores",
      needs: .readMerchants, refusals: [.merchantNotFound], takes: .path("id", .id("mch")), .page(),
      gives: .list(of: .store)
    ) { call, id, page in
      let coalition = call.services
      let id: MerchantID = try coalition.id(id, otherwise: .merchantNotFound)
      let found = try await coalition.stores(of: id, page.request(coalition.publicIDs), by: call.principal)
      return page.listing(found, coalition.publicIDs) { $0.id }
    }
  }

  static var createStore: Operation {
    Operation(
      .post, "/v1/merchants/{id}/stores",
      "Open a store; its code is unique within the merchant, so a second try is refused", id: "createStore",
      needs: .writeMerchants, refusals: [.merchantNotFound, .alreadyExists, .notAllowedNow], status: 201,
      examples: Examples(request: ["code": "S1", "name": "West Lake"]),
      takes: .path("id", .id("mch")), .body("code", .text(1...32, .visible)), .body("name", .text(1...100)),
      gives: .store
    ) { call, id, code, name in
      let coalition = call.services
      let id: MerchantID = try coalition.id(id, otherwise: .merchantNotFound)
      return coalition.shown(
        try await coalition.createStore(of: id, code: code, name: name, by: call.principal))
    }
  }

  static var readStore: Operation {
    Operation(
      .get, "/v1/stores/{id}", "Read a store", id: "readStore", needs: .readMerchants,
      refusals: [.storeNotFound], takes: .path("id", .id("str")), gives: .store
    ) { call, id in
      let coalition = call.services
      let id: StoreID = try coalition.id(id, otherwise: .storeNotFound)
      return coalition.shown(try await coalition.store(id, by: call.principal))
    }
  }

  static var updateStore: Operation {
    Operation(
      .patch, "/v1/stores/{id}", "Rename or close a store", id: "updateStore", needs: .writeMerchants,
      refusals: [.storeNotFound, .notAllowedNow], examples: Examples(request: ["name": "East Lake"]),
      takes: .path("id", .id("str")), .body("name", optional: .text(1...100)),
      .body("status", optional: Schema<Store.Status>.choice), gives: .store
    ) { call, id, name, status in
      let coalition = call.services
      let id: StoreID = try coalition.id(id, otherwise: .storeNotFound)
      return coalition.shown(
        try await coalition.updateStore(id, name: name, status: status, by: call.principal))
    }
  }
}

extension Schema<Shown<Store>> {
  static var store: Schema {
    .reply(
      "Store",
      .constant("object", "store"),
      .always("id", .id("str")) { $0.text($0.id) },
      .always("merchant", .id("mch")) { $0.ids.text($0.merchant) },
      .always("code", .text(1...32)) { $0.code },
      .always("name", .text(1...100)) { $0.name },
      .always("status", Schema<Store.Status>.choice) { $0.status },
      .always("created", .timestamp) { $0.createdAt.microseconds },
      .always("updated", .timestamp) { $0.updatedAt.microseconds })
  }
}
