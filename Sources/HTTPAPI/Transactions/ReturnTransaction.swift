import Coalition
import Ledger

/// What is done to an earlier transaction, as a request says it.
struct ReturnRequest: Sendable {
  var points: Int64?
  var amount: Money?
  var reason: String?
  var place = PlaceRequest()

  func order(_ text: String, _ coalition: Coalition) throws(Problem) -> ReturnOrder {
    let value: ReturnOrder.Value
    switch (points, amount) {
    case (nil, nil): value = .rest
    case (let points?, _): value = .points(Points(points))
    case (nil, let amount?): value = .money(amount)
    }
    let occasion = try place.occasion(coalition.publicIDs, reason: reason ?? "")
    return ReturnOrder(try coalition.original(text), value, occasion: occasion)
  }
}

extension Coalition {
  /// A transaction by its name, or the hold that it made.
  func original(_ text: String) throws(Problem) -> TransactionID {
    guard let id = publicIDs.id(text, as: Identified.Transaction.self) ?? publicIDs.hold(text) else {
      throw Problem(text.hasPrefix("hld_") ? .holdNotFound : .transactionNotFound)
    }
    return id
  }
}

extension Schema<ReturnRequest> {
  private typealias Part = RecordPart<ReturnRequest>

  /// Reason and place; all that is left is what is meant.
  static var whole: Schema { .record(ReturnRequest(), place) }
  /// So many points, or all that is left.
  static var inPoints: Schema { .record(ReturnRequest(), [points] + place) }
  /// So many points, or the share of so much money, or all that is left.
  static var inPointsOrMoney: Schema {
    .record(
      ReturnRequest(),
      [points, .may("amount", .price(1...1_000_000_000_000)) { $0.amount = $1 }] + place
    ) { request throws(Faults) in
      guard request.points != nil, request.amount != nil else { return }
      throw Faults(.oneOf, "amount, points")
    }
  }

  private static var points: Part { .may("points", .points()) { $0.points = $1 } }
  private static var place: [Part] {
    [.may("reason", .text(1...200)) { $0.reason = $1 }] + Part.place { $0.place = $1($0.place) }
  }
}

extension Operation<Coalition> {
  static var refund: Operation {
    returning(
      "refund", "Give back a spend, or claw back what a purchase earned: all that is left, or part",
      needs: .refund, .inPointsOrMoney, { .refund($0) },
      refusals: [
        .alreadyRefunded, .refundExceedsOriginal, .notRefundable, .currencyMismatch, .insufficientPoints,
        .issuingLimitExceeded,
      ], example: ["points": 40, "reason": "returned"])
  }

  static var voidTransaction: Operation {
    returning(
      "void", "Undo a whole transaction of the same business day", needs: .refund, .whole, { .void($0) },
      refusals: [.notVoidable, .notRefundable, .alreadyRefunded, .insufficientPoints, .issuingLimitExceeded])
  }

  static var capture: Operation {
    returning(
      "capture", "Take held points, all or part; the rest is released", needs: .spend, .inPoints,
      { .capture($0) }, refusals: [.holdClosed, .holdExpired, .captureExceedsHold])
  }

  static var release: Operation {
    returning(
      "release", "Give held points back", needs: .spend, .whole, { .release($0) },
      refusals: [.holdClosed, .holdExpired])
  }

  static var confirm: Operation {
    returning(
      "confirm", "Make pending points spendable before their time, all or part", needs: .earn, .inPoints,
      { .confirm($0) },
      refusals: [.notPending, .refundExceedsOriginal, .alreadyRefunded])
  }

  static var cancel: Operation {
    returning(
      "cancel", "Take back points that are still pending, all or part", needs: .refund, .inPoints,
      { .cancel($0) },
      refusals: [.notPending, .refundExceedsOriginal, .alreadyRefunded])
  }

  /// What acts upon an earlier transaction and is named in its path.
  private static func returning(
    _ word: String, _ summary: String, needs scope: Scope, _ request: Schema<ReturnRequest>,
    _ order: @escaping @Sendable (ReturnOrder) -> Order, refusals: [ErrorCode],
    example: JSON = ["reason": "changed their mind"]
  ) -> Operation {
    Operation(
      moving: "/v1/transactions/{id}/\(word)", summary, id: word + "Transaction", needs: scope,
      refusals: ErrorCode.ofPlaces + [.transactionNotFound, .holdNotFound, .limitExceeded] + refusals,
      status: 201, examples: Examples(request: example),
      takes: .path("id", .transaction), .optionalBody(request, otherwise: ReturnRequest()),
      gives: .transaction
    ) { call, once, id, request in
      try await call.carryingOut(order(try request.order(id, call.services)), once)
    }
  }
}

extension Schema<String> {
  /// A transaction's id, or that of a hold.
  static var transaction: Schema {
    .text(
      5...64,
      TextPattern("^(txn|hld)_[0-9A-Za-z]{1,48}$") { text in
        let start = text.prefix(4)
        guard start.elementsEqual("txn_".utf8) || start.elementsEqual("hld_".utf8), text.count <= 52 else {
          return false
        }
        return text.dropFirst(4).allSatisfy { 0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 }
      })
  }
}
