import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var readIssuingFunding: Operation {
    Operation(
      .get, "/v1/merchants/{id}/issuing-funding",
      "Read by programme what a merchant's points are paid for with, and what is left to give",
      id: "readIssuingFunding", needs: .reports, refusals: [.merchantNotFound],
      takes: .path("id", .id("mch")), gives: .issuingFundings
    ) { call, id in
      let coalition = call.services
      let id: MerchantID = try coalition.id(id, otherwise: .merchantNotFound)
      return try await coalition.issuingFunding(of: id, by: call.principal).map { coalition.shown($0) }
    }
  }

  static var proposeIssuingFunding: Operation {
    Operation(
      .post, "/v1/merchants/{id}/issuing-funding",
      """
      Propose what a merchant's points are paid for with, for another person's approval: blocks that it buys \
      before, a limit of points given and not paid for, or neither
      """, id: "proposeIssuingFunding", needs: .settle,
      refusals: [.merchantNotFound, .programNotFound, .amountOutOfRange, .operatorOnly], status: 201,
      examples: Examples(request: [
        "mode": "credit", "credit_limit": 500_000, "reason": "contract of March",
      ]),
      takes: .path("id", .id("mch")), .body("program", .text(1...64, .visible), default: "universal"),
      .body("mode", Schema<IssuingFunding.Mode>.choice),
      .body("credit_limit", optional: .integer(1...1_000_000_000_000_000)),
      .body("reason", .text(1...200)), gives: .approval
    ) { call, id, program, mode, limit, reason in
      let coalition = call.services
      try call.principal.requireOperator(.settle)
      guard (limit != nil) == (mode == .credit) else {
        throw Problem.fault(.notAllowed, "needed with credit, and with nothing else", at: "/credit_limit")
      }
      let proposal = FundingProposal(
        mode, limit: Points(limit ?? 0), of: try coalition.id(id, otherwise: .merchantNotFound),
        in: try await coalition.program(named: program).asset)
      return coalition.shown(
        try await coalition.propose(.funding(proposal), reason: reason, by: call.principal))
    }
  }

  static var setLowPoints: Operation {
    Operation(
      .put, "/v1/merchants/{id}/issuing-funding/low",
      "Say with how many points left little is left; without a number a tenth of the last block or limit",
      id: "setLowPoints", needs: .settle,
      refusals: [.merchantNotFound, .programNotFound, .amountOutOfRange],
      examples: Examples(request: ["points": 20_000]),
      takes: .path("id", .id("mch")), .body("program", .text(1...64, .visible), default: "universal"),
      .body("points", optional: .integer(0...1_000_000_000_000_000)), gives: .issuingFundings
    ) { call, id, program, points in
      let coalition = call.services
      let id: MerchantID = try coalition.id(id, otherwise: .merchantNotFound)
      _ = try await coalition.setLowPoints(
        points.map { Points($0) }, of: id, in: try await coalition.program(named: program).asset,
        by: call.principal)
      return try await coalition.issuingFunding(of: id, by: call.principal).map { coalition.shown($0) }
    }
  }
}

extension Schema<[Shown<FundingShown>]> {
  /// All of them at once: a merchant takes part in a few programmes.
  fileprivate static var issuingFundings: Schema {
    .reply(
      "IssuingFundings", .constant("object", "issuing_fundings"),
      .always("fundings", Schema.array(of: .issuingFunding, 0...100_000)) { $0 })
  }
}

extension Schema<Shown<FundingShown>> {
  fileprivate static var issuingFunding: Schema {
    .reply(
      "IssuingFunding",
      .always("program", .id("prg")) { $0.text($0.funding.asset) },
      .always("mode", Schema<IssuingFunding.Mode>.choice) { $0.funding.mode },
      .maybe("credit_limit", .integer(1...1_000_000_000_000_000)) {
        $0.funding.mode == .credit ? $0.funding.creditLimit.units : nil
      },
      .maybe(
        "left",
        Schema<Int64>.points(Int.min...Int.max).described(
          "Points that may still be given, below none where more were given than is paid for.")
      ) { $0.funding.mode == .open ? nil : $0.funding.room.units },
      .always("low_at", .points(0...Int.max)) { $0.funding.low.units },
      .always("is_low", .boolean) { $0.funding.isLow },
      .always("given_from_blocks", .points(Int.min...Int.max)) { $0.funding.consumed.units },
      .always(
        "blocks",
        Schema<[Shown<BlockLeft>]>.array(of: .blockLeft, 0...10_000).described(
          "Paid blocks of which something is left; the first is used first.")
      ) { shown in
        shown.value.blocks.map { Shown<BlockLeft>(value: $0, ids: shown.ids) }
      })
  }
}

extension Schema<Shown<BlockLeft>> {
  fileprivate static var blockLeft: Schema {
    .reply(
      "BlockLeft",
      .always("block", .id("blk")) { $0.text($0.block.id) },
      .always("points", .points()) { $0.block.points.units },
      .always("left", .points()) { $0.left.units })
  }
}

extension Schema<FundingProposal> {
  /// As a proposal shows it.
  static var proposedFunding: Schema {
    .reply(
      "ProposedFunding",
      .always("mode", Schema<IssuingFunding.Mode>.choice) { $0.funding ?? .open },
      .maybe("credit_limit", .integer(1...1_000_000_000_000_000)) {
        $0.creditLimit > 0 ? $0.creditLimit : nil
      })
  }
}

extension FundingRefusal {
  /// What a caller is told.
  var problem: Problem {
    switch self {
    case .notFound: Problem(.pointsBlockNotFound)
    case .noPrice:
      .fault(.notAllowed, "with settlement terms that have points paid for as they are given", at: "/program")
    case .prepaidNow:
      .fault(.notAllowed, "paid for as given, while blocks pay for them", at: "/terms/issue_moment")
    case .amountOutOfRange: Problem(.amountOutOfRange)
    case .priceChanged: Problem(.feeChanged)
    case .tooManyWaiting(let most): Problem(.pointsOrdersWaiting, String(most))
    case .paymentInvalid: .fault(.badFormat, "1…64 visible ASCII characters", at: "/payment")
    case .ended: Problem(.pointsOrderEnded)
    case .paidBefore, .paymentUsed: Problem(.paymentUsed)
    case .notedOtherwise: Problem(.notAllowedNow, PointsBlock.State.noted.rawValue)
    case .moneyMismatch: Problem(.amountMismatch)
    case .state(let state): Problem(.notAllowedNow, state.rawValue)
    case .otherRequest: Problem(.idempotencyMismatch)
    }
  }
}
