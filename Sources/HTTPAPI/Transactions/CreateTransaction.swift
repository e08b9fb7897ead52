import Coalition
import Ledger

extension Operation<Coalition> {
  static var createTransaction: Operation {
    Operation(
      moving: "/v1/transactions", "Move points: earn, spend, hold, top up, award, transfer, exchange, adjust",
      id: "createTransaction", needs: .movingPoints, refusals: ErrorCode.ofOrders, status: 201,
      examples: Examples(
        request: [
          "type": "earn", "member": ["phone": "13800138000"], "program": "universal",
          "amount": ["value": 12850, "currency": "CNY"], "reference": "receipt 1",
        ], reply: .exampleTransaction),
      takes: .wholeBody(.transactionRequest), gives: .transaction
    ) { call, once, request in
      let coalition = call.services
      var order = try request.order(coalition, by: call.principal)
      if case .redeemCard(var redemption) = order {
        redemption.address = call.address ?? ""
        order = .redeemCard(redemption)
      }
      return try await call.carryingOut(order, once)
    }
  }
}

extension Call<Coalition> {
  /// Carries the order out, or tells what it would do.
  func carryingOut(_ order: Order, _ once: Once) async throws -> Answer<ShownTransaction> {
    let receipt =
      once.isDryRun
      ? try await services.preview(order, by: principal)
      : try await services.carryOut(order, key: once.key, by: principal)
    return Answer(services.shown(receipt), isReplayed: receipt.isReplay)
  }
}

extension Scope {
  /// What any movement of points needs one of.
  static let movingPoints: Scope = [.earn, .spend, .refund, .transfer, .adjust]
}

extension ErrorCode {
  /// The ways in which what an order names can be refused.
  static let ofPlaces: [ErrorCode] = [
    .merchantNotFound, .merchantSuspended, .storeNotFound, .storeClosed, .terminalNotFound, .terminalDisabled,
    .programNotFound, .programClosed, .programMismatch, .amountOutOfRange, .textTooLong, .operatorOnly,
    .walletMerged, .reversed,
  ]
  static let ofMembers: [ErrorCode] = [
    .memberNotFound, .memberFrozen, .memberClosed, .cardNotFound, .cardLost, .cardNotActive, .codeExpired,
  ]
  static let ofProofs: [ErrorCode] = [.memberProofRequired, .proofRejected, .pinNotSet, .pinLocked]
  static let ofOrders: [ErrorCode] =
    ofPlaces + ofMembers + ofProofs + [
      .currencyMismatch, .insufficientPoints, .limitExceeded, .issuingLimitExceeded, .transferBelowMinimum,
      .memberTooNew, .tooManyReceivers, .tooManySenders, .feeChanged,
      .discountChanged,
      .serviceOff, .serviceBelowMinimum, .serviceAboveMaximum, .serviceDayLimit, .serviceMonthLimit,
      .ranOutTooLongAgo, .notPending, .alreadyRefunded, .refundExceedsOriginal,
      .sameMember, .rateNotFound, .quoteNotFound, .quoteExpired, .amountTooSmall, .campaignNotFound,
      .approvalRequired, .notOffered, .transactionNotFound,
      .pointsCardInvalid, .pointsCardNotActive, .pointsCardUsed, .pointsCardFrozen, .pointsCardExpired,
      .pointsCardVoided,
    ]
}

extension JSON {
  /// A purchase's transaction as examples show one.
  static let exampleTransaction: JSON = [
    "object": "transaction", "id": "txn_7F3K9M2Q8R4T6W1X", "type": "earn", "status": "accepted",
    "member": "mem_9D0WN8J2M4KX7QRT", "program": "prg_2C5H8N1P4S7V0Y3B", "points": 128,
    "wallet": [
      "id": "wal_3D6J9P2S5V8Y1B4E7H0K3N6Q9T", "member": "mem_9D0WN8J2M4KX7QRT",
      "program": "prg_2C5H8N1P4S7V0Y3B", "change": 128, "available": 128, "pending": 0, "held": 0, "debt": 0,
    ],
    "lots": [
      [
        "id": "lot_4E7K0Q3T6W9Z2C5F8J1M4P7R0S", "wallet": "wal_3D6J9P2S5V8Y1B4E7H0K3N6Q9T", "points": 128,
        "expires_at": "2028-03-31T16:00:00Z",
      ]
    ],
    "explanation": [
      "base": 12850, "rate": ["points": 1, "per": 100, "rounding": "down"], "points": 128,
      "rules": [["rule": "base_rate", "version": 1, "applied": true, "points": 128]], "rules_omitted": 0,
    ],
    "merchant": "mch_5F8M1R4V7Y0B3D6H", "reference": "receipt 1", "business_day": "2026-03-02",
    "created": "2026-03-02T08:00:00Z",
  ]
}
