import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var createPointsOrder: Operation {
    Operation(
      moving: "/v1/points-orders",
      "Order points that a member buys, for themselves or another member; credited once it is paid",
      id: "createPointsOrder",
      needs: .transfer,
      refusals: [
        .memberNotFound, .memberFrozen, .memberClosed, .programNotFound, .programClosed, .serviceOff,
        .serviceBelowMinimum, .serviceAboveMaximum, .serviceDayLimit, .serviceMonthLimit,
        .pointsOrdersWaiting, .amountOutOfRange, .feeChanged, .giftsOff, .receiverNotFound,
        .receiverNotActive,
        .sameMember, .operatorOnly,
      ], status: 201, dryRun: false,
      examples: Examples(request: ["member": "mem_9D0WN8J2M4KX7QRT", "points": 5000]),
      takes: .body("member", .id("mem")), .body("points", .points()),
      .body("program", optional: .text(1...64, .visible)),
      .body(
        "price",
        optional: Schema<Money>.price(1...1_000_000_000_000).described("What the member was shown.")),
      .body("to", optional: .member), .body("message", optional: .giftWords), gives: .pointsOrder
    ) { call, once, member, points, program, price, to, message in
      let coalition = call.services
      let member: MemberID = try coalition.id(member, otherwise: .memberNotFound)
      let asset = try await coalition.program(named: program ?? "universal").asset
      let order = try await coalition.orderPoints(
        Points(points), in: asset, for: member,
        to: try to?.claim.claim(coalition.publicIDs, by: call.principal), words: message ?? "", price: price,
        request: once.key, by: call.principal)
      return Answer(coalition.shown(order))
    }
  }

  static var listPointsOrders: Operation {
    Operation(
      .get, "/v1/points-orders", "List orders of points, newest first", id: "listPointsOrders",
      needs: .readMembers, refusals: [.memberNotFound, .operatorOnly],
      takes: .query("member", optional: .id("mem")), .query("to", optional: .id("mem")),
      .query("state", optional: Schema<PointsOrder.State>.choice), .page(), gives: .list(of: .pointsOrder)
    ) { call, member, to, state, page in
      let coalition = call.services
      var buyer: MemberID?
      if let member { buyer = try coalition.id(member, otherwise: .memberNotFound) }
      var receiver: MemberID?
      if let to { receiver = try coalition.id(to, otherwise: .memberNotFound) }
      let found = try await coalition.pointsOrders(
        of: buyer, to: receiver, in: state, page.request(coalition.publicIDs), by: call.principal)
      return page.listing(found, coalition.publicIDs) { $0.id }
    }
  }

  static var readPointsOrder: Operation {
    Operation(
      .get, "/v1/points-orders/{id}", "Read an order of points", id: "readPointsOrder",
      needs: .readMembers, refusals: [.pointsOrderNotFound, .operatorOnly],
      takes: .path("id", .id("pod")), gives: .pointsOrder
    ) { call, id in
      let coalition = call.services
      let id: PointsOrderID = try coalition.id(id, otherwise: .pointsOrderNotFound)
      return coalition.shown(try await coalition.pointsOrder(id, by: call.principal))
    }
  }

  static var payPointsOrder: Operation {
    Operation(
      .post, "/v1/points-orders/{id}/payment",
      "Tell that an order was paid: its points are credited, once however often it is told",
      id: "payPointsOrder", needs: .settle,
      refusals: [
        .pointsOrderNotFound, .pointsOrderEnded, .paymentUsed, .amountMismatch, .notAllowedNow, .operatorOnly,
      ],
      examples: Examples(request: [
        "payment": "wx-20261126-000118", "amount": ["value": 1000, "currency": "CNY"],
      ]),
      takes: .path("id", .id("pod")), .body("payment", .text(1...64, .visible)),
      .body("amount", .price(1...1_000_000_000_000)), gives: .pointsOrder
    ) { call, id, payment, amount in
      let coalition = call.services
      let id: PointsOrderID = try coalition.id(id, otherwise: .pointsOrderNotFound)
      return coalition.shown(
        try await coalition.payPointsOrder(id, payment: payment, amount, by: call.principal))
    }
  }

  static var returnPointsOrder: Operation {
    Operation(
      .post, "/v1/points-orders/{id}/return",
      "Take back the points of an order that are all unused, so that its money can go back",
      id: "returnPointsOrder", needs: .settle,
      refusals: [
        .pointsOrderNotFound, .pointsOrderUsed, .pointsOrderEnded, .notAllowedNow, .systemRequired,
        .operatorOnly,
      ],
      takes: .path("id", .id("pod")), gives: .pointsOrder
    ) { call, id in
      let coalition = call.services
      let id: PointsOrderID = try coalition.id(id, otherwise: .pointsOrderNotFound)
      return coalition.shown(try await coalition.returnPointsOrder(id, by: call.principal))
    }
  }

  static var repayPointsOrder: Operation {
    Operation(
      .post, "/v1/points-orders/{id}/repayment", "Note the payment by which an order's money went back",
      id: "repayPointsOrder", needs: .settle,
      refusals: [.pointsOrderNotFound, .notAllowedNow, .operatorOnly],
      examples: Examples(request: ["repayment": "wx-refund-20261127-000002"]),
      takes: .path("id", .id("pod")), .body("repayment", .text(1...64, .visible)), gives: .pointsOrder
    ) { call, id, repayment in
      let coalition = call.services
      let id: PointsOrderID = try coalition.id(id, otherwise: .pointsOrderNotFound)
      return coalition.shown(
        try await coalition.repayPointsOrder(id, repayment: repayment, by: call.principal))
    }
  }
}

extension Schema<String> {
  fileprivate static var giftWords: Schema {
    Schema<String>.text(1...100).described("What the receiver reads with the points.")
  }
}

extension Schema<Shown<PointsOrder>> {
  fileprivate static var pointsOrder: Schema {
    .reply(
      "PointsOrder",
      .constant("object", "points_order"),
      .always("id", .id("pod")) { $0.text($0.id) },
      .always("member", Schema<String>.id("mem").described("Who buys.")) { $0.text($0.member) },
      .maybe("to", Schema<String>.id("mem").described("Who gets the points; none: who buys.")) {
        $0.receiver.flatMap($0.text(given:))
      },
      .maybe("message", .giftWords) { $0.words.isEmpty ? nil : $0.words },
      .always("program", .id("prg")) { $0.text($0.asset) },
      .always("points", .points()) { $0.points.units },
      .always("price", .price(1...1_000_000_000_000)) { $0.price },
      .always("state", Schema<PointsOrder.State>.choice) { $0.state },
      .maybe(
        "expires_at",
        Schema<Int64>.timestamp.described("The first moment at which its points are gone; none: never.")
      ) { $0.expiresAt?.microseconds },
      .maybe("payment", .text(1...64)) { $0.payment },
      .maybe("repayment", .text(1...64)) { $0.repayment },
      .maybe("transaction", .id("txn")) { $0.text(given: $0.transaction) },
      .maybe("return_transaction", .id("txn")) { $0.text(given: $0.returning) },
      .always("created", .timestamp) { $0.createdAt.microseconds },
      .always("pay_until", .timestamp) { $0.endsAt.microseconds },
      .maybe("paid_at", .timestamp) { $0.paidAt?.microseconds },
      .maybe("return_until", .timestamp) { $0.returnsUntil?.microseconds },
      .maybe("repaid_at", .timestamp) { $0.repaidAt?.microseconds })
  }
}

extension PointsOrderRefusal {
  /// What a caller is told.
  var problem: Problem {
    switch self {
    case .notFound: Problem(.pointsOrderNotFound)
    case .ended, .tooLate: Problem(.pointsOrderEnded)
    case .paidBefore, .paymentUsed: Problem(.paymentUsed)
    case .moneyMismatch: Problem(.amountMismatch)
    case .notedOtherwise: Problem(.notAllowedNow, PointsOrder.State.noted.rawValue)
    case .repaidBefore: Problem(.notAllowedNow, "repaid")
    case .paymentInvalid: .fault(.badFormat, "1…64 visible ASCII characters", at: "/payment")
    case .repaymentInvalid: .fault(.badFormat, "1…64 visible ASCII characters", at: "/repayment")
    case .state(let state): Problem(.notAllowedNow, state.rawValue)
    case .used: Problem(.pointsOrderUsed)
    case .tooManyWaiting(let most): Problem(.pointsOrdersWaiting, String(most))
    case .notAlone: Problem(.systemRequired)
    case .giftsOff: Problem(.giftsOff)
    case .toOneself: Problem(.sameMember)
    case .receiverUnknown: Problem(.receiverNotFound)
    case .receiverFrozen: Problem(.receiverNotActive, "frozen")
    case .receiverClosed: Problem(.receiverNotActive, "closed")
    case .wordsInvalid: .fault(.badFormat, "1…100 characters on one line", at: "/message")
    }
  }
}
