import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var listTerminals: Operation {
    Operation(
      .get, "/v1/merchants/{id}/terminals", "List a merchant's terminals, newest first", id: "listTerminals",
      needs: .readMerchants, refusals: [.merchantNotFound, .storeNotFound], takes: .path("id", .id("mch")),
      .page(), .query("store", optional: .id("str")), gives: .list(of: .terminal)
    ) { call, id, page, store in
      let coalition = call.services
      let id: MerchantID = try coalition.id(id, otherwise: .merchantNotFound)
      let store: StoreID? = try store.map { try coalition.id($0, otherwise: .storeNotFound) }
      let found = try await coalition.terminals(
        of: id, store: store, page.request(coalition.publicIDs), by: call.principal)
      return page.listing(found, coalition.publicIDs) { $0.id }
    }
  }

  static var createTerminal: Operation {
    Operation(
      .post, "/v1/stores/{id}/terminals",
      "Put a terminal into a store; its code is unique within the merchant, so a second try is refused",
      id: "createTerminal", needs: .writeMerchants,
      refusals: [.storeNotFound, .alreadyExists, .notAllowedNow],
      status: 201, examples: Examples(request: ["code": "T1", "kind": "pos"]),
      takes: .path("id", .id("str")), .body("code", .text(1...16, .visible)),
      .body("kind", Schema<Terminal.Kind>.choice), gives: .terminal
    ) { call, id, code, kind in
      let coalition = call.services
      let id: StoreID = try coalition.id(id, otherwise: .storeNotFound)
      return coalition.shown(
        try await coalition.createTerminal(in: id, code: code, kind: kind, by: call.principal))
    }
  }

  static var readTerminal: Operation {
    Operation(
      .get, "/v1/terminals/{id}", "Read a terminal", id: "readTerminal", needs: .readMerchants,
      refusals: [.terminalNotFound], takes: .path("id", .id("trm")), gives: .terminal
    ) { call, id in
      let coalition = call.services
      let id: TerminalID = try coalition.id(id, otherwise: .terminalNotFound)
      return coalition.shown(try await coalition.terminal(id, by: call.principal))
    }
  }

  static var updateTerminal: Operation {
    Operation(
      .patch, "/v1/terminals/{id}", "Switch a terminal on or off; its keys stop at once",
      id: "updateTerminal",
      needs: .writeMerchants, refusals: [.terminalNotFound],
      examples: Examples(request: ["status": "disabled"]),
      takes: .path("id", .id("trm")), .body("status", Schema<Terminal.Status>.choice), gives: .terminal
    ) { call, id, status in
      let coalition = call.services
      let id: TerminalID = try coalition.id(id, otherwise: .terminalNotFound)
      return coalition.shown(try await coalition.setStatus(status, ofTerminal: id, by: call.principal))
    }
  }
}

extension Schema<Shown<Terminal>> {
  static var terminal: Schema {
    .reply(
      "Terminal",
      .constant("object", "terminal"),
      .always("id", .id("trm")) { $0.text($0.id) },
      .always("merchant", .id("mch")) { $0.ids.text($0.merchant) },
      .always("store", .id("str")) { $0.ids.text($0.store) },
      .always("code", .text(1...16)) { $0.code },
      .always("kind", Schema<Terminal.Kind>.choice) { $0.kind },
      .always("status", Schema<Terminal.Status>.choice) { $0.status },
      .always("created", .timestamp) { $0.createdAt.microseconds },
      .always("updated", .timestamp) { $0.updatedAt.microseconds })
  }
}
