import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var orderPointsBlock: Operation {
    Operation(
      moving: "/v1/points-blocks",
      """
      Order a block of points for a merchant, at the price of its settlement terms; they may be given once \
      the block is paid
      """, id: "orderPointsBlock", needs: .settle,
      refusals: [
        .merchantNotFound, .programNotFound, .amountOutOfRange, .feeChanged, .pointsOrdersWaiting,
      ], status: 201, dryRun: false,
      examples: Examples(request: ["merchant": "mch_0000000000001", "points": 100_000]),
      takes: .body("merchant", .id("mch")), .body("points", .points()),
      .body("program", optional: .text(1...64, .visible)),
      .body(
        "price",
        optional: Schema<Money>.price(1...1_000_000_000_000).described("What was shown.")),
      gives: .pointsBlock
    ) { call, once, merchant, points, program, price in
      let coalition = call.services
      let merchant: MerchantID = try coalition.id(merchant, otherwise: .merchantNotFound)
      let asset = try await coalition.program(named: program ?? "universal").asset
      let block = try await coalition.orderBlock(
        of: Points(points), for: merchant, in: asset, price: price, request: once.key, by: call.principal)
      return Answer(coalition.shown(block))
    }
  }

  static var listPointsBlocks: Operation {
    Operation(
      .get, "/v1/points-blocks", "List orders of blocks, newest first; a merchant sees its own",
      id: "listPointsBlocks", needs: .reports, refusals: [.merchantNotFound],
      takes: .query("merchant", optional: .id("mch")),
      .query("state", optional: Schema<PointsBlock.State>.choice), .page(), gives: .list(of: .pointsBlock)
    ) { call, merchant, state, page in
      let coalition = call.services
      var buyer: MerchantID?
      if let merchant { buyer = try coalition.id(merchant, otherwise: .merchantNotFound) }
      let found = try await coalition.pointsBlocks(
        of: buyer, in: state, page.request(coalition.publicIDs), by: call.principal)
      return page.listing(found, coalition.publicIDs) { $0.id }
    }
  }

  static var readPointsBlock: Operation {
    Operation(
      .get, "/v1/points-blocks/{id}", "Read an order of a block", id: "readPointsBlock", needs: .reports,
      refusals: [.pointsBlockNotFound], takes: .path("id", .id("blk")), gives: .pointsBlock
    ) { call, id in
      let coalition = call.services
      let id: PointsBlockID = try coalition.id(id, otherwise: .pointsBlockNotFound)
      return coalition.shown(try await coalition.pointsBlock(id, by: call.principal))
    }
  }

  static var payPointsBlock: Operation {
    Operation(
      .post, "/v1/points-blocks/{id}/payment",
      "Tell that a block was paid: its points may be given, once however often it is told",
      id: "payPointsBlock", needs: .settle,
      refusals: [
        .pointsBlockNotFound, .pointsOrderEnded, .paymentUsed, .amountMismatch, .notAllowedNow, .operatorOnly,
      ],
      examples: Examples(request: [
        "payment": "bank-20261126-0118", "amount": ["value": 20_000, "currency": "CNY"],
      ]),
      takes: .path("id", .id("blk")), .body("payment", .text(1...64, .visible)),
      .body("amount", .price(1...1_000_000_000_000)), gives: .pointsBlock
    ) { call, id, payment, amount in
      let coalition = call.services
      let id: PointsBlockID = try coalition.id(id, otherwise: .pointsBlockNotFound)
      return coalition.shown(
        try await coalition.payBlock(id, payment: payment, amount, by: call.principal))
    }
  }

  static var dropPointsBlockPayment: Operation {
    Operation(
      .post, "/v1/points-blocks/{id}/drop",
      "Take back the word of a person that a block was paid, before another's", id: "dropPointsBlockPayment",
      needs: .settle, refusals: [.pointsBlockNotFound, .notAllowedNow, .operatorOnly],
      takes: .path("id", .id("blk")), gives: .pointsBlock
    ) { call, id in
      let coalition = call.services
      let id: PointsBlockID = try coalition.id(id, otherwise: .pointsBlockNotFound)
      return coalition.shown(try await coalition.dropBlockPayment(id, by: call.principal))
    }
  }
}

extension Schema<Shown<PointsBlock>> {
  fileprivate static var pointsBlock: Schema {
    .reply(
      "PointsBlock",
      .constant("object", "points_block"),
      .always("id", .id("blk")) { $0.text($0.id) },
      .always("merchant", .id("mch")) { $0.text($0.merchant) },
      .always("program", .id("prg")) { $0.text($0.asset) },
      .always("points", .points()) { $0.points.units },
      .always("price", .price(1...1_000_000_000_000)) { $0.price },
      .always(
        "terms_version",
        Schema<Int64>.integer(1...Int.max).described("Of the settlement terms that the price is from.")
      ) { $0.termsVersion },
      .always("state", Schema<PointsBlock.State>.choice) { $0.state },
      .maybe("payment", .text(1...64)) { $0.payment },
      .maybe(
        "number",
        Schema<Int64>.integer(1...Int.max).described("Its place: of paid blocks the lowest is used first.")
      ) { $0.number },
      .always("created", .timestamp) { $0.createdAt.microseconds },
      .always("pay_until", .timestamp) { $0.endsAt.microseconds },
      .maybe("paid_at", .timestamp) { $0.paidAt?.microseconds })
  }
}
