import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var registerPOSTerminal: Operation {
    Operation(
      .post, "/v1/terminals/{id}/pos",
      "Register a terminal for ISO 8583 under its merchant and terminal numbers (fields 42 and 41)",
      id: "registerPOSTerminal", needs: .writeMerchants,
      refusals: [.terminalNotFound, .wrongTerminalKind, .alreadyExists, .operatorOnly], status: 201,
      examples: Examples(request: [
        "merchant_number": "898440359980011", "terminal_number": "10000001", "mac": "sm4",
      ]),
      takes: .path("id", .id("trm")),
      .body("merchant_number", Schema<String>.text(15...15, .visible).described("Field 42.")),
      .body("terminal_number", Schema<String>.text(8...8, .visible).described("Field 41.")),
      .body("mac", optional: Schema<POSTerminal.MAC>.choice), .body("kinds", optional: .tillKinds),
      .body("advice_limit", optional: .adviceLimit), .body("batch_advice_limit", optional: .batchAdviceLimit),
      .body("reply_texts", optional: .boolean), gives: .posTerminal
    ) { call, id, acceptor, number, mac, kinds, adviceLimit, batchAdviceLimit, replyTexts in
      let coalition = call.services
      try call.principal.requireOperator(.writeMerchants)
      var parameters = POSParameters()
      parameters.set(mac, kinds, adviceLimit, batchAdviceLimit, replyTexts)
      return coalition.shown(
        try await coalition.registerPOSTerminal(
          try coalition.id(id, otherwise: .terminalNotFound), acceptor: acceptor, number: number,
          parameters: parameters, by: call.principal))
    }
  }

  static var updatePOSTerminal: Operation {
    Operation(
      .patch, "/v1/terminals/{id}/pos",
      "Change a terminal's parameters; another cipher takes its keys away, another MAC its sign-in",
      id: "updatePOSTerminal", needs: .writeMerchants, refusals: [.posTerminalNotFound, .operatorOnly],
      examples: Examples(request: ["kinds": ["balance", "earn", "spend", "spend_void"]]),
      takes: .path("id", .id("trm")), .body("mac", optional: Schema<POSTerminal.MAC>.choice),
      .body("kinds", optional: .tillKinds), .body("advice_limit", optional: .adviceLimit),
      .body("batch_advice_limit", optional: .batchAdviceLimit), .body("reply_texts", optional: .boolean),
      gives: .posTerminal
    ) { call, id, mac, kinds, adviceLimit, batchAdviceLimit, replyTexts in
      let coalition = call.services
      try call.principal.requireOperator(.writeMerchants)
      return coalition.shown(
        try await coalition.changeParameters(
          ofPOSTerminal: try coalition.id(id, otherwise: .posTerminalNotFound), by: call.principal
        ) { $0.set(mac, kinds, adviceLimit, batchAdviceLimit, replyTexts) })
    }
  }

  static var readPOSTerminal: Operation {
    Operation(
      .get, "/v1/terminals/{id}/pos",
      "Read how a terminal speaks ISO 8583: numbers, parameters, sign-in, batch",
      id: "readPOSTerminal", needs: .readMerchants, refusals: [.posTerminalNotFound],
      takes: .path("id", .id("trm")), gives: .posTerminal
    ) { call, id in
      let coalition = call.services
      let id: TerminalID = try coalition.id(id, otherwise: .posTerminalNotFound)
      return coalition.shown(try await coalition.posTerminal(id, by: call.principal))
    }
  }

  static var listPOSTerminals: Operation {
    Operation(
      .get, "/v1/pos-terminals", "List the terminals that speak ISO 8583, newest first",
      id: "listPOSTerminals", needs: .readMerchants, refusals: [.merchantNotFound], takes: .page(),
      .query("merchant", optional: .id("mch")), gives: .list(of: .posTerminal)
    ) { call, page, merchant in
      let coalition = call.services
      let merchant: MerchantID? = try merchant.map { try coalition.id($0, otherwise: .merchantNotFound) }
      let found = try await coalition.posTerminals(
        of: merchant, page.request(coalition.publicIDs), by: call.principal)
      return page.listing(found, coalition.publicIDs) { $0.id }
    }
  }
}

extension POSParameters {
  /// Takes what was given.
  fileprivate mutating func set(
    _ mac: POSTerminal.MAC?, _ kinds: [TillKind]?, _ adviceLimit: Int64?, _ batchAdviceLimit: Int64?,
    _ replyTexts: Bool?
  ) {
    self.mac = mac ?? self.mac
    self.kinds = kinds.map { TillKinds($0) } ?? self.kinds
    self.adviceLimit = adviceLimit ?? self.adviceLimit
    self.batchAdviceLimit = batchAdviceLimit ?? self.batchAdviceLimit
    self.replyTexts = replyTexts ?? self.replyTexts
  }
}
