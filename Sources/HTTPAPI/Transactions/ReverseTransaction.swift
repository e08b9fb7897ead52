import Coalition
import Ledger

extension Operation<Coalition> {
  static var reverse: Operation {
    Operation(
      moving: "/v1/reversals",
      "Undo what a key of your own led to, or make sure that it never counts when it never arrived",
      id: "reverseTransaction", needs: [.earn, .spend, .refund],
      refusals: ErrorCode.ofPlaces + [
        .alreadyRefunded, .notRefundable, .insufficientPoints, .transactionNotFound, .notVoidable,
        .holdClosed,
        .holdExpired, .limitExceeded, .issuingLimitExceeded, .notPending,
      ], status: 201, dryRun: false,
      examples: Examples(request: ["idempotency_key": "first-spend"]),
      takes: .wholeBody(.reversalRequest), gives: .transaction
    ) { call, once, request in
      let occasion = try request.place.occasion(call.services.publicIDs, reason: request.reason ?? "")
      return try await call.carryingOut(
        .reverse(key: request.key, occasion), once)
    }
  }
}

/// Which key is to be undone, as a request says it.
struct ReversalRequest: Sendable {
  var key = ""
  var reason: String?
  var place = PlaceRequest()
}

extension Schema<ReversalRequest> {
  fileprivate static var reversalRequest: Schema {
    .record(
      ReversalRequest(),
      [
        .needed(
          "idempotency_key",
          Schema<String>.text(1...255, .visible).described("The key whose outcome is unknown.")
        ) { $0.key = $1 },
        .may("reason", .text(1...200)) { $0.reason = $1 },
      ] + RecordPart<ReversalRequest>.place { $0.place = $1($0.place) })
  }
}
