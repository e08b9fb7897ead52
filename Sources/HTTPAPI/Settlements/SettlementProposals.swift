import Coalition
import HTTPTypes
import Ledger
import Loyalty

extension Operation<Coalition> {
  static var listSettlementTerms: Operation {
    Operation(
      .get, "/v1/merchants/{id}/settlement-terms",
      "List what was agreed on with a merchant, by programme, the newest version first",
      id: "listSettlementTerms", needs: .reports, refusals: [.merchantNotFound],
      takes: .path("id", .id("mch")), gives: .settlementAgreements
    ) { call, id in
      let coalition = call.services
      let id: MerchantID = try coalition.id(id, otherwise: .merchantNotFound)
      return try await coalition.settlementAgreements(of: id, by: call.principal).map { coalition.shown($0) }
    }
  }

  static var proposeSettlementTerms: Operation {
    Operation(
      .post, "/v1/merchants/{id}/settlement-terms",
      "Propose settlement terms of a merchant for another person's approval", id: "proposeSettlementTerms",
      needs: .settle,
      refusals: [.merchantNotFound, .programNotFound, .amountOutOfRange, .notAllowedNow, .operatorOnly],
      status: 201,
      examples: Examples(request: [
        "from": "2026-04-01",
        "terms": [
          "issue_price": ["money": 100, "points": 500], "accept_price": ["money": 90, "points": 500],
          "commission": ["basis_points": 125, "minimum": 50], "cycle": ["kind": "daily"],
        ], "reason": "contract of March",
      ]),
      takes: .path("id", .id("mch")), .body("program", .text(1...64, .visible), default: "universal"),
      .body("from", .day), .body("terms", .settlementTerms), .body("reason", .text(1...200)),
      gives: .approval
    ) { call, id, program, from, terms, reason in
      let coalition = call.services
      try call.principal.requireOperator(.settle)
      let proposal = SettlementProposal(
        try terms.terms(coalition), of: try coalition.id(id, otherwise: .merchantNotFound),
        in: try await coalition.program(named: program).asset,
        from: BusinessDay(daysSince1970: Int32(clamping: from)))
      return coalition.shown(
        try await coalition.propose(.settlementTerms(proposal), reason: reason, by: call.principal))
    }
  }

  static var proposeSettlementAdjustment: Operation {
    Operation(
      .post, "/v1/merchants/{id}/settlement-adjustments",
      "Propose a correction in money, which the account of the open day has, for another person's approval",
      id: "proposeSettlementAdjustment", needs: .settle,
      refusals: [.merchantNotFound, .programNotFound, .amountOutOfRange, .operatorOnly], status: 201,
      examples: Examples(request: ["amount": -1_234, "reason": "fee of March"]),
      takes: .path("id", .id("mch")), .body("program", .text(1...64, .visible), default: "universal"),
      .body(
        "amount",
        Schema<Int64>.integer(-1_000_000_000_000...1_000_000_000_000).described(
          "In the currency's smallest unit; positive is the merchant's; not 0.")),
      .body("reason", .text(1...200)), gives: .approval
    ) { call, id, program, amount, reason in
      let coalition = call.services
      try call.principal.requireOperator(.settle)
      let proposal = SettlementAdjustmentProposal(
        amount, for: try coalition.id(id, otherwise: .merchantNotFound),
        in: try await coalition.program(named: program).asset, reason: reason)
      return coalition.shown(
        try await coalition.propose(.settlementAdjustment(proposal), reason: reason, by: call.principal))
    }
  }
}

extension Schema<[Shown<SettlementAgreement>]> {
  /// All of them at once: a contract has a few versions.
  fileprivate static var settlementAgreements: Schema {
    .reply(
      "SettlementAgreements", .constant("object", "settlement_agreements"),
      .always("agreements", Schema.array(of: .settlementAgreement, 0...100_000)) { $0 })
  }
}

extension Schema<Shown<SettlementAgreement>> {
  fileprivate static var settlementAgreement: Schema {
    .reply(
      "SettlementAgreement",
      .constant("object", "settlement_agreement"),
      .always("merchant", .id("mch")) { $0.text($0.merchant) },
      .always("program", .id("prg")) { $0.text($0.asset) },
      .always("version", .integer(1...Int.max)) { $0.version },
      .always("from", Schema<Int64>.day.described("The first business day on which it counts.")) {
        Int64($0.from.daysSince1970)
      },
      .always("terms", .settlementTerms) { WrittenTerms($0.value.terms, $0.ids) },
      .always("approval", .id("apr")) { $0.text($0.approval) },
      .always("set_at", .timestamp) { $0.setAt.microseconds })
  }
}
