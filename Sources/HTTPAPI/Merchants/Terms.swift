import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var listTerms: Operation {
    Operation(
      .get, "/v1/merchants/{id}/programs", "A merchant's terms in every programme it takes part in",
      id: "listTerms", needs: .readPrograms, refusals: [.merchantNotFound], takes: .path("id", .id("mch")),
      .page(default: 100), gives: .list(of: .terms)
    ) { call, id, page in
      let coalition = call.services
      let id: MerchantID = try coalition.id(id, otherwise: .merchantNotFound)
      let found = try await coalition.terms(of: id, by: call.principal)
      let names = coalition.publicIDs
      let after = page.request(names, Identified.Asset.self).after ?? .none
      return page.listing(of: found.map { coalition.shown($0) }) {
        $0.asset > after
      } place: {
        [.text(names.text($0.asset))]
      }
    }
  }

  static var setTerms: Operation {
    Operation(
      .put, "/v1/merchants/{id}/programs/{program}",
      "Set what a merchant may do in a programme and what a purchase there earns", id: "setTerms",
      needs: .writePrograms,
      refusals: [.merchantNotFound, .programNotFound, .operatorOnly, .approvalRequired, .rollingNotOffered],
      examples: Examples(request: ["earning": ["points": 1, "per": 100]]),
      takes: .path("id", .id("mch")), .path("program", .id("prg")), .body("earning", .earning),
      .body("issuing", .boolean, default: true), .body("accepting", .boolean, default: true),
      .body("issuing_limit", optional: .points(0...1_000_000_000_000)),
      .body("validity", .validity, default: [:]),
      gives: .terms
    ) { call, id, program, earning, isIssuing, isAccepting, limit, validity in
      let coalition = call.services
      let terms = MerchantTerms(
        merchant: try coalition.id(id, otherwise: .merchantNotFound),
        asset: try coalition.id(program, otherwise: .programNotFound), isIssuing: isIssuing,
        isAccepting: isAccepting, earning: earning, issuingLimit: limit.map { Points($0) }, validity: validity
      )
      try await coalition.setTerms(terms, by: call.principal)
      return coalition.shown(terms)
    }
  }

  static var proposeTerms: Operation {
    Operation(
      .post, "/v1/merchants/{id}/programs/{program}/proposals",
      "Propose terms for another person's approval", id: "proposeTerms",
      needs: .writePrograms,
      refusals: [.merchantNotFound, .programNotFound, .operatorOnly, .rollingNotOffered],
      status: 201,
      examples: Examples(request: ["earning": ["points": 1, "per": 100], "reason": "contract of March"]),
      takes: .path("id", .id("mch")), .path("program", .id("prg")), .body("earning", .earning),
      .body("issuing", .boolean, default: true), .body("accepting", .boolean, default: true),
      .body("issuing_limit", optional: .points(0...1_000_000_000_000)),
      .body("validity", .validity, default: [:]), .body("reason", .text(1...200)),
      gives: .approval
    ) { call, id, program, earning, isIssuing, isAccepting, limit, validity, reason in
      let coalition = call.services
      let terms = MerchantTerms(
        merchant: try coalition.id(id, otherwise: .merchantNotFound),
        asset: try coalition.id(program, otherwise: .programNotFound), isIssuing: isIssuing,
        isAccepting: isAccepting, earning: earning, issuingLimit: limit.map { Points($0) }, validity: validity
      )
      return coalition.shown(
        try await coalition.propose(.terms(TermsProposal(terms)), reason: reason, by: call.principal))
    }
  }
}

extension Schema<EarnTerms> {
  /// So many points for so many smallest units of money.
  fileprivate static var earning: Schema {
    .object(
      .required("points", .points(0...1_000_000_000), of: { @Sendable in $0.points.units }),
      .required("per", .integer(1...1_000_000_000), of: \.perMinorUnits),
      .defaulted("rounding", Schema<EarnTerms.Rounding>.choice, to: .down, of: \.rounding)
    ) { points, per, rounding in EarnTerms(Points(points), perMinorUnits: per, rounding: rounding) }
    .named("EarnTerms")
  }
}

extension Schema<Shown<MerchantTerms>> {
  static var terms: Schema {
    .reply(
      "MerchantTerms",
      .constant("object", "merchant_terms"),
      .always("merchant", .id("mch")) { $0.ids.text($0.merchant) },
      .always("program", .id("prg")) { $0.text($0.asset) },
      .always("issuing", .boolean) { $0.isIssuing },
      .always("accepting", .boolean) { $0.isAccepting },
      .always("earning", .earning) { $0.earning },
      .maybe("issuing_limit", .points(0...Int.max)) { $0.issuingLimit?.units },
      .always("validity", .validity) { $0.validity })
  }
}
