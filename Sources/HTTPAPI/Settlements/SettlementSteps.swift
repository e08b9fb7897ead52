import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var reviewSettlement: Operation {
    step("review", "Look a settlement through", id: "reviewSettlement", refusals: [.personRequired]) {
      call, id in try await call.services.reviewSettlement(id, by: call.principal)
    }
  }

  static var approveSettlement: Operation {
    step(
      "approve", "Approve a settlement that another person looked through", id: "approveSettlement",
      refusals: [.personRequired, .sameReviewer]
    ) { call, id in try await call.services.approveSettlement(id, by: call.principal) }
  }

  private static func step(
    _ verb: String, _ summary: String, id: String, refusals: [ErrorCode],
    _ body: @escaping @Sendable (Call<Coalition>, SettlementID) async throws -> Settlement
  ) -> Operation {
    Operation(
      .post, "/v1/settlements/{id}/\(verb)", summary, id: id, needs: .settle,
      refusals: [.settlementNotFound, .notAllowedNow, .operatorOnly] + refusals,
      takes: .path("id", .id("stl")), gives: .settlement
    ) { call, id in
      let coalition = call.services
      let id: SettlementID = try coalition.id(id, otherwise: .settlementNotFound)
      return coalition.shown(try await body(call, id))
    }
  }

  static var paySettlement: Operation {
    Operation(
      .post, "/v1/settlements/{id}/pay", "Note that a settlement was paid, by the bank's reference",
      id: "paySettlement", needs: .settle,
      refusals: [.settlementNotFound, .notAllowedNow, .alreadyExists, .operatorOnly],
      examples: Examples(request: ["reference": "20260304-000017", "day": "2026-03-04"]),
      takes: .path("id", .id("stl")), .body("reference", .text(1...64)), .body("day", .day),
      gives: .settlement
    ) { call, id, reference, day in
      let coalition = call.services
      let id: SettlementID = try coalition.id(id, otherwise: .settlementNotFound)
      return coalition.shown(
        try await coalition.paySettlement(
          id, reference: reference, on: BusinessDay(daysSince1970: Int32(clamping: day)), by: call.principal))
    }
  }

  static var holdSettlement: Operation {
    step("hold", "Hold a settlement back", "contract ends", id: "holdSettlement", isOperators: true) {
      call, id, reason in
      try await call.services.holdSettlement(id, reason: reason, by: call.principal)
    }
  }

  static var reopenSettlement: Operation {
    step(
      "reopen", "Take up again what was held back or disputed; it is looked through anew",
      "explained to the merchant", id: "reopenSettlement", isOperators: true
    ) { call, id, reason in
      try await call.services.reopenSettlement(id, reason: reason, by: call.principal)
    }
  }

  static var disputeSettlement: Operation {
    step(
      "dispute", "Say as the merchant that a settlement is wrong", "refund of 4 March is missing",
      id: "disputeSettlement", isOperators: false
    ) { call, id, reason in
      try await call.services.disputeSettlement(id, reason: reason, by: call.principal)
    }
  }

  private static func step(
    _ verb: String, _ summary: String, _ example: String, id: String, isOperators: Bool,
    _ body: @escaping @Sendable (Call<Coalition>, SettlementID, String) async throws -> Settlement
  ) -> Operation {
    Operation(
      .post, "/v1/settlements/{id}/\(verb)", summary, id: id, needs: .settle,
      refusals: [.settlementNotFound, .notAllowedNow] + (isOperators ? [.operatorOnly] : []),
      examples: Examples(request: ["reason": .string(example)]), takes: .path("id", .id("stl")),
      .body("reason", .text(1...200)), gives: .settlement
    ) { call, id, reason in
      let coalition = call.services
      let id: SettlementID = try coalition.id(id, otherwise: .settlementNotFound)
      return coalition.shown(try await body(call, id, reason))
    }
  }
}
