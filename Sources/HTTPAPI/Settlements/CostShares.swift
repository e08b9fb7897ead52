import Coalition
import HTTPTypes
import Ledger
import Loyalty

extension Operation<Coalition> {
  static var listCostShares: Operation {
    Operation(
      .get, "/v1/programs/{id}/cost-shares",
      "List who pays for the points of rules, by rule, the newest version first", id: "listCostShares",
      needs: .reports, refusals: [.programNotFound, .operatorOnly],
      takes: .path("id", .id("prg")), gives: .costAgreements
    ) { call, id in
      let coalition = call.services
      let asset: AssetID = try coalition.id(id, otherwise: .programNotFound)
      return try await coalition.costAgreements(of: asset, by: call.principal).map {
        coalition.shown($0)
      }
    }
  }

  static var proposeCostShares: Operation {
    Operation(
      .post, "/v1/programs/{id}/earning-rules/{rule}/cost-shares",
      """
      Propose who pays for the points of a rule from a day on, for another person's approval; without payers \
      whoever gives the points pays alone again
      """, id: "proposeCostShares", needs: .settle,
      refusals: [
        .programNotFound, .earningRuleNotFound, .merchantNotFound, .notAllowedNow, .operatorOnly,
        .amountOutOfRange,
      ], status: 201,
      examples: Examples(request: [
        "from": "2026-04-01",
        "payers": [
          ["party": "giver", "basis_points": 5_000], ["party": "operator", "basis_points": 5_000],
        ], "reason": "spring campaign",
      ]),
      takes: .path("id", .id("prg")), .path("rule", .integer(2...4_294_967_295)), .body("from", .day),
      .body("payers", optional: Schema<[WrittenPayer]>.payers), .body("reason", .text(1...200)),
      gives: .approval
    ) { call, id, rule, from, payers, reason in
      let coalition = call.services
      try call.principal.requireOperator(.settle)
      var shares: CostShares?
      if let payers { shares = try payers.shares(coalition) }
      let asset: AssetID = try coalition.id(id, otherwise: .programNotFound)
      let proposal = CostSharesProposal(
        shares, of: UInt32(rule), in: asset,
        from: BusinessDay(daysSince1970: Int32(clamping: from)))
      return coalition.shown(
        try await coalition.propose(.costShares(proposal), reason: reason, by: call.principal))
    }
  }
}

/// A payer as a caller writes it.
struct WrittenPayer: Sendable {
  let party: String
  let share: Int
}

extension [WrittenPayer] {
  /// - Throws: `Problem` that says what is at fault.
  fileprivate func shares(_ coalition: Coalition) throws -> CostShares {
    var payers: [CostShares.Payer] = []
    for payer in self {
      var merchant: MerchantID?
      if payer.party == "operator" {
        merchant = MerchantID.none
      } else if payer.party != "giver" {
        let named: MerchantID = try coalition.id(payer.party, otherwise: .merchantNotFound)
        merchant = named
      }
      payers.append(CostShares.Payer(merchant, share: Int32(payer.share)))
    }
    let shares = CostShares(payers)
    do { try shares.check() } catch {
      switch error {
      case .noPayers: throw Problem.fault(.badFormat, "1…\(CostShares.mostPayers) payers", at: "/payers")
      case .payerTwice: throw Problem.fault(.notAllowed, "each party once", at: "/payers")
      case .shareOutOfRange: throw Problem.fault(.badFormat, "1…10000", at: "/payers")
      case .sumIsNotWhole(let sum):
        throw Problem.fault(.notAllowed, "basis_points together 10000, not \(sum)", at: "/payers")
      }
    }
    return shares
  }
}

extension CostShares.Payer {
  func written(_ ids: PublicIDs) -> WrittenPayer {
    WrittenPayer(
      party: merchant.map { $0.isGiven ? ids.text($0) : "operator" } ?? "giver", share: Int(share))
  }
}

extension Schema<WrittenPayer> {
  static var payer: Schema {
    .object(
      .required(
        "party",
        Schema<String>.text(1...64, .visible).described(
          "A merchant's id, `operator`, or `giver` for whoever gave the points."),
        of: { @Sendable in $0.party }),
      .required("basis_points", .count(1...10_000), of: { @Sendable in $0.share })
    ) { WrittenPayer(party: $0, share: $1) }
    .named("CostPayer")
  }
}

extension Schema<[WrittenPayer]> {
  static var payers: Schema {
    .array(of: .payer, 1...CostShares.mostPayers)
      .described("Together 10,000; a cost that does not divide is given out by largest remainders.")
  }
}

extension Schema<[Shown<CostAgreement>]> {
  fileprivate static var costAgreements: Schema {
    .reply(
      "CostAgreements", .constant("object", "cost_agreements"),
      .always("agreements", Schema.array(of: .costAgreement, 0...100_000)) { $0 })
  }
}

extension Schema<Shown<CostAgreement>> {
  fileprivate static var costAgreement: Schema {
    .reply(
      "CostAgreement",
      .constant("object", "cost_agreement"),
      .always("program", .id("prg")) { $0.text($0.asset) },
      .always("rule", .integer(2...Int(UInt32.max))) { Int64($0.rule) },
      .always("version", .integer(1...Int.max)) { $0.version },
      .always("from", Schema<Int64>.day.described("The first business day on which it counts.")) {
        Int64($0.from.daysSince1970)
      },
      .maybe("payers", .payers) { shown in shown.shares?.payers.map { $0.written(shown.ids) } },
      .always("approval", .id("apr")) { $0.text($0.approval) },
      .always("set_at", .timestamp) { $0.setAt.microseconds })
  }
}

extension Schema<Shown<CostSharesProposal>> {
  /// As a proposal shows it.
  static var proposedCostShares: Schema {
    .reply(
      "ProposedCostShares",
      .always("rule", .integer(2...Int(UInt32.max))) { Int64($0.rule) },
      .maybe("payers", .payers) { shown in shown.shares?.payers.map { $0.written(shown.ids) } })
  }
}
