import Coalition
import HTTPTypes
import Ledger
import Loyalty

extension Operation<Coalition> {
  static var quoteDiscount: Operation {
    Operation(
      .post, "/v1/discount-quotes",
      "Tell what a member's discount takes off a price, and why; moves nothing", id: "quoteDiscount",
      needs: .earn,
      refusals: ErrorCode.ofMembers + [
        .merchantNotFound, .merchantSuspended, .storeNotFound, .storeClosed, .terminalNotFound,
        .terminalDisabled, .programNotFound, .programClosed, .programMismatch, .currencyMismatch,
        .amountOutOfRange, .textTooLong,
      ],
      examples: Examples(request: [
        "member": ["phone": "13800138000"], "program": "universal",
        "gross": ["value": 10000, "currency": "CNY"],
      ]),
      takes: .body("member", Schema<MemberReference>.member),
      .body(
        "program", optional: Schema<String>.text(1...64, .visible).annotated("default", "universal")),
      .body("gross", Schema<Money>.price(1...1_000_000_000_000)),
      .body(
        "merchant",
        optional: Schema<String>.id("mch").described("For the operator's keys; others ask for their own.")),
      .body(
        "store",
        optional: Schema<String>.text(1...64, .visible).described("The store's id or the merchant's code.")),
      .body(
        "terminal", optional: Schema<String>.text(1...64, .visible).described("The terminal's id or code.")),
      gives: .discountQuote
    ) { call, member, program, gross, merchant, store, terminal in
      let coalition = call.services
      let names = coalition.publicIDs
      let place = PlaceRequest(merchant: merchant, store: store, terminal: terminal)
      let question = DiscountQuestion(
        of: gross, for: try member.claim.claim(names, by: call.principal),
        program: (program ?? "universal").programClaim(names),
        occasion: try place.occasion(names, reason: ""))
      return coalition.shown(try await coalition.quoteDiscount(question, by: call.principal))
    }
  }

  static var listDiscounts: Operation {
    Operation(
      .get, "/v1/programs/{id}/discount-rules",
      "List what takes money off members' purchases, in force or to come; a merchant sees its own",
      id: "listDiscountRules", needs: .readPrograms, refusals: [.programNotFound],
      takes: .path("id", .id("prg")), gives: .discountRules
    ) { call, id in
      let coalition = call.services
      let asset: AssetID = try coalition.id(id, otherwise: .programNotFound)
      return try await coalition.discounts(in: asset, by: call.principal).map { coalition.shown($0) }
    }
  }

  static var listDiscountVersions: Operation {
    Operation(
      .get, "/v1/programs/{id}/discount-rules/{rule}",
      "List the versions of a rule of discount, newest first", id: "listDiscountRuleVersions",
      needs: .readPrograms, refusals: [.programNotFound, .discountRuleNotFound],
      takes: .path("id", .id("prg")), .path("rule", .integer(1...4_294_967_295)), gives: .discountRules
    ) { call, id, rule in
      let coalition = call.services
      let asset: AssetID = try coalition.id(id, otherwise: .programNotFound)
      let found = try await coalition.discounts(in: asset, number: UInt32(rule), by: call.principal)
      if found.isEmpty { throw Problem(.discountRuleNotFound) }
      return found.map { coalition.shown($0) }
    }
  }

  static var proposeDiscount: Operation {
    Operation(
      .post, "/v1/programs/{id}/discount-rules",
      "Propose a rule of discount, or a new version of one, for another person's approval",
      id: "proposeDiscountRule", needs: .writePrograms,
      refusals: [
        .programNotFound, .discountRuleNotFound, .merchantNotFound, .storeNotFound, .cardTypeNotFound,
        .ladderNotFound, .amountOutOfRange, .operatorOnly,
      ], status: 201,
      examples: Examples(request: [
        "names": ["zh-Hans": "金卡八五折", "zh-Hant": "金卡八五折", "en": "15 % for gold"],
        "draft": [
          "merchant": "mch_5F8M1R4V7Y0B3D6H", "level": ["ladder": 1, "level": 2], "basis_points": 1_500,
          "most": 20_000,
        ], "reason": "agreed with the merchant",
      ]),
      takes: .path("id", .id("prg")), .body("rule", optional: .integer(1...4_294_967_295)),
      .body("names", .names), .body("draft", .discountDraft), .body("from", optional: .timestamp),
      .body("until", optional: .timestamp), .body("reason", .text(1...200)), gives: .approval
    ) { call, id, number, names, draft, from, until, reason in
      let coalition = call.services
      try call.principal.requireOperator(.writePrograms)
      let (from, until) = (from.map { Instant(microseconds: $0) }, until.map { Instant(microseconds: $0) })
      guard (from ?? .distantPast) < (until ?? .distantFuture) else { throw Problem(.amountOutOfRange) }
      let rule = try draft.rule(
        UInt32(number ?? 0), inForce: (from ?? .distantPast)..<(until ?? .distantFuture), coalition)
      let proposal = DiscountProposal(
        rule, named: names, in: try coalition.id(id, otherwise: .programNotFound), from: from, until: until)
      return coalition.shown(
        try await coalition.propose(.discount(proposal), reason: reason, by: call.principal))
    }
  }

  static var endDiscount: Operation {
    Operation(
      .post, "/v1/programs/{id}/discount-rules/{rule}/end",
      "Propose that a rule of discount ends, now or at a moment to come, for another person's approval",
      id: "endDiscountRule", needs: .writePrograms,
      refusals: [.programNotFound, .discountRuleNotFound, .operatorOnly], status: 201,
      examples: Examples(request: ["reason": "the agreement ends"]),
      takes: .path("id", .id("prg")), .path("rule", .integer(1...4_294_967_295)),
      .body("at", optional: .timestamp), .body("reason", .text(1...200)), gives: .approval
    ) { call, id, number, at, reason in
      let coalition = call.services
      try call.principal.requireOperator(.writePrograms)
      let asset: AssetID = try coalition.id(id, otherwise: .programNotFound)
      let versions = try await coalition.discounts(in: asset, number: UInt32(number), by: call.principal)
      guard let last = versions.first else { throw Problem(.discountRuleNotFound) }
      let proposal = DiscountProposal(ending: last, at: at.map { Instant(microseconds: $0) })
      return coalition.shown(
        try await coalition.propose(.discount(proposal), reason: reason, by: call.principal))
    }
  }
}

extension Schema<[Shown<MemberDiscount>]> {
  /// All of them at once: an operator keeps hundreds, not millions.
  fileprivate static var discountRules: Schema {
    .reply(
      "DiscountRules", .constant("object", "discount_rules"),
      .always("rules", Schema.array(of: .discountRule, 0...100_000)) { $0 })
  }
}
