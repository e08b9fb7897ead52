import Coalition
import HTTPTypes
import Ledger
import Loyalty

extension Operation<Coalition> {
  static var listExchangeRates: Operation {
    Operation(
      .get, "/v1/exchange-rates",
      "The rate board: what each programme's points become in another's now; needs no key",
      id: "listExchangeRates", needs: nil, gives: .rateBoard
    ) { call in
      let coalition = call.services
      let rates = try await coalition.exchangeBoard()
      let programs = try await coalition.exchangePrograms()
      return rates.map { coalition.shown(NamedRate($0, programs)) }
    }
  }

  static var listExchangeRateVersions: Operation {
    Operation(
      .get, "/v1/exchange-rates/{from}/{into}",
      "Every version of a pair's rate, newest first, those to come too; needs no key",
      id: "listExchangeRateVersions", needs: nil, refusals: [.programNotFound],
      takes: .path("from", .text(1...64, .visible)), .path("into", .text(1...64, .visible)), gives: .rateBoard
    ) { call, from, into in
      let coalition = call.services
      let programs = try await coalition.exchangePrograms()
      guard let source = programs.first(where: { $0.isNamed(from, coalition.publicIDs) }),
        let target = programs.first(where: { $0.isNamed(into, coalition.publicIDs) })
      else { throw Problem(.programNotFound) }
      return try await coalition.exchangeHistory(from: source.asset, into: target.asset)
        .map { coalition.shown(NamedRate($0, programs)) }
    }
  }

  static var proposeExchangeRates: Operation {
    Operation(
      .post, "/v1/exchange-rates",
      """
      Propose rates that are to hold together, for another person's approval; refused where a way round \
      through all rates would gain
      """, id: "proposeExchangeRates", needs: .writePrograms,
      refusals: [
        .programNotFound, .operatorOnly, .rateArbitrage, .rateNotFound, .limitExceeded, .amountOutOfRange,
      ], status: 201,
      examples: Examples(request: [
        "rates": [
          [
            "from": "universal", "into": "BEANS", "gives": 500, "receives": 10,
            "spread_basis_points": 200, "minimum": 500, "member_daily_limit": 50000,
          ]
        ], "reason": "spring rates",
      ]),
      takes: .body("rates", Schema<[RateRequest]>.array(of: .proposedRate, 1...40)),
      .body("from", optional: .timestamp),
      .body("until", optional: .timestamp), .body("reason", .text(1...200)), gives: .approval
    ) { call, rates, from, until, reason in
      let coalition = call.services
      try call.principal.requireOperator(.writePrograms)
      let programs = try await coalition.programs(by: call.principal)
      let partners = try await coalition.openPartners()
      var pairs: [ExchangeRatesProposal.Pair] = []
      for rate in rates { pairs.append(try rate.pair(programs, partners, coalition.publicIDs)) }
      let (from, until) = (from.map { Instant(microseconds: $0) }, until.map { Instant(microseconds: $0) })
      let proposal = ExchangeRatesProposal(pairs, from: from, until: until)
      return coalition.shown(
        try await coalition.propose(.exchangeRates(proposal), reason: reason, by: call.principal))
    }
  }

  static var quoteExchange: Operation {
    Operation(
      .post, "/v1/exchange-quotes",
      """
      Promise a member what an exchange gives, for a minute; an exchange that names the quote gets it once, \
      whatever is published meanwhile
      """, id: "quoteExchange", needs: .transfer,
      refusals: ErrorCode.ofMembers + [
        .programNotFound, .programClosed, .programMismatch, .rateNotFound, .amountTooSmall, .limitExceeded,
        .amountOutOfRange,
      ], status: 201,
      examples: Examples(request: [
        "member": ["phone": "13800138000"], "program": "universal", "into": "BEANS", "points": 5000,
      ]),
      takes: .body("member", Schema<MemberReference>.member), .body("program", .text(1...64, .visible)),
      .body("into", .text(1...64, .visible)), .body("points", .points()), gives: .exchangeQuote
    ) { call, member, program, into, points in
      let coalition = call.services
      let names = coalition.publicIDs
      return coalition.shown(
        try await coalition.quoteExchange(
          of: Points(points), from: program.programClaim(names), into: into.programClaim(names),
          for: try member.claim.claim(names, by: call.principal), by: call.principal))
    }
  }
}

/// A rate with the codes of its programmes.
struct NamedRate: Sendable {
  let terms: ExchangeTerms
  let from: String
  let into: String

  init(_ terms: ExchangeTerms, _ programs: [Program]) {
    self.terms = terms
    from = programs.first { $0.asset == terms.from }?.code ?? ""
    into = programs.first { $0.asset == terms.into }?.code ?? ""
  }
}

extension Program {
  fileprivate func isNamed(_ text: String, _ names: PublicIDs) -> Bool {
    code == text || names.text(asset) == text || text == "universal" && merchant == nil
  }
}
