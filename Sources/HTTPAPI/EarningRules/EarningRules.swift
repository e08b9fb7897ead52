import Coalition
import HTTPTypes
import Ledger
import Loyalty

extension Operation<Coalition> {
  static var listEarningRules: Operation {
    Operation(
      .get, "/v1/programs/{id}/earning-rules",
      "List what gives points beyond the base rate, in force or to come", id: "listEarningRules",
      needs: .readPrograms, refusals: [.programNotFound, .operatorOnly], takes: .path("id", .id("prg")),
      gives: .earningRules
    ) { call, id in
      let coalition = call.services
      let asset: AssetID = try coalition.id(id, otherwise: .programNotFound)
      return try await coalition.earningRules(of: asset, by: call.principal).map { coalition.shown($0) }
    }
  }

  static var listEarningRuleVersions: Operation {
    Operation(
      .get, "/v1/programs/{id}/earning-rules/{rule}", "List the versions of a rule, newest first",
      id: "listEarningRuleVersions", needs: .readPrograms,
      refusals: [.programNotFound, .earningRuleNotFound, .operatorOnly], takes: .path("id", .id("prg")),
      .path("rule", .integer(2...4_294_967_295)), gives: .earningRules
    ) { call, id, rule in
      let coalition = call.services
      let asset: AssetID = try coalition.id(id, otherwise: .programNotFound)
      let found = try await coalition.earningRules(of: asset, number: UInt32(rule), by: call.principal)
      if found.isEmpty { throw Problem(.earningRuleNotFound) }
      return found.map { coalition.shown($0) }
    }
  }

  static var proposeEarningRule: Operation {
    Operation(
      .post, "/v1/programs/{id}/earning-rules",
      "Propose a rule, or a new version of one, for another person's approval", id: "proposeEarningRule",
      needs: .writePrograms,
      refusals: [
        .programNotFound, .earningRuleNotFound, .merchantNotFound, .storeNotFound, .cardTypeNotFound,
        .tagNotFound, .amountOutOfRange, .operatorOnly,
      ], status: 201,
      examples: Examples(request: [
        "names": ["zh-Hans": "咖啡双倍", "zh-Hant": "咖啡雙倍", "en": "Double on coffee"],
        "draft": [
          "conditions": ["categories": ["coffee"], "weekdays": ["monday", "tuesday"]],
          "gives": ["kind": "multiple", "hundredths": 200], "limits": ["per_member_day": 500],
        ], "reason": "spring campaign",
      ]),
      takes: .path("id", .id("prg")), .body("rule", optional: .integer(2...4_294_967_295)),
      .body("names", .names), .body("draft", .ruleDraft), .body("from", optional: .timestamp),
      .body("until", optional: .timestamp), .body("reason", .text(1...200)), gives: .approval
    ) { call, id, number, names, draft, from, until, reason in
      let coalition = call.services
      try call.principal.requireOperator(.writePrograms)
      let (from, until) = (from.map { Instant(microseconds: $0) }, until.map { Instant(microseconds: $0) })
      guard (from ?? .distantPast) < (until ?? .distantFuture) else { throw Problem(.amountOutOfRange) }
      let rule = try draft.rule(
        UInt32(number ?? 0), inForce: (from ?? .distantPast)..<(until ?? .distantFuture), coalition)
      let proposal = EarningRuleProposal(
        rule, named: names, of: try coalition.id(id, otherwise: .programNotFound), from: from, until: until)
      return coalition.shown(
        try await coalition.propose(.earningRule(proposal), reason: reason, by: call.principal))
    }
  }

  static var endEarningRule: Operation {
    Operation(
      .post, "/v1/programs/{id}/earning-rules/{rule}/end",
      "Propose that a rule ends, now or at a moment to come, for another person's approval",
      id: "endEarningRule", needs: .writePrograms,
      refusals: [.programNotFound, .earningRuleNotFound, .operatorOnly], status: 201,
      examples: Examples(request: ["reason": "budget of spring is spent"]),
      takes: .path("id", .id("prg")), .path("rule", .integer(2...4_294_967_295)),
      .body("at", optional: .timestamp), .body("reason", .text(1...200)), gives: .approval
    ) { call, id, number, at, reason in
      let coalition = call.services
      try call.principal.requireOperator(.writePrograms)
      let asset: AssetID = try coalition.id(id, otherwise: .programNotFound)
      let versions = try await coalition.earningRules(of: asset, number: UInt32(number), by: call.principal)
      guard let last = versions.first else { throw Problem(.earningRuleNotFound) }
      let proposal = EarningRuleProposal(
        ending: UInt32(number), named: last.names, of: asset, at: at.map { Instant(microseconds: $0) })
      return coalition.shown(
        try await coalition.propose(.earningRule(proposal), reason: reason, by: call.principal))
    }
  }

  static var simulateEarningRules: Operation {
    Operation(
      .post, "/v1/programs/{id}/earning-rules/simulations",
      "Run today's rules, with a draft among them, over the purchases of at most 400 days; books nothing",
      id: "simulateEarningRules", needs: .writePrograms,
      refusals: [
        .programNotFound, .merchantNotFound, .storeNotFound, .cardTypeNotFound, .tagNotFound,
        .amountOutOfRange, .operatorOnly,
      ],
      examples: Examples(request: [
        "from": "2026-01-01T00:00:00Z", "until": "2026-02-01T00:00:00Z",
        "draft": ["gives": ["kind": "fixed", "points": 10]],
      ]),
      takes: .path("id", .id("prg")), .body("rule", optional: .integer(2...4_294_967_295)),
      .body("draft", optional: .ruleDraft), .body("from", .timestamp), .body("until", .timestamp),
      gives: .ruleSimulation
    ) { call, id, number, draft, from, until in
      let coalition = call.services
      try call.principal.requireOperator(.writePrograms)
      guard from < until else { throw Problem(.amountOutOfRange) }
      let rule = try draft?.rule(
        UInt32(number ?? 0), inForce: .distantPast ..< .distantFuture, coalition)
      return try await coalition.simulate(
        rule, in: try coalition.id(id, otherwise: .programNotFound),
        over: Instant(microseconds: from)..<Instant(microseconds: until), by: call.principal)
    }
  }
}

extension Schema<[Shown<EarningRule>]> {
  /// All of them at once: an operator keeps hundreds, not millions.
  fileprivate static var earningRules: Schema {
    .reply(
      "EarningRules", .constant("object", "earning_rules"),
      .always("rules", Schema.array(of: .earningRule, 0...100_000)) { $0 })
  }
}

extension Schema<RuleSimulation> {
  fileprivate static var ruleSimulation: Schema {
    .reply(
      "EarningRuleSimulation",
      .constant("object", "earning_rule_simulation"),
      .always("purchases", .integer()) { Int64($0.purchases) },
      .always("members", .integer()) { Int64($0.members) },
      .always("base", Schema<Int64>.points(0...Int.max).described("What the base rate gave.")) {
        $0.base.units
      },
      .always(
        "given", Schema<Int64>.points(0...Int.max).described("What rules beside it gave at the time.")
      ) { $0.given.units },
      .always("simulated", Schema<Int64>.points(0...Int.max).described("What they would have given.")) {
        $0.simulated.units
      },
      .always("members_given", .integer()) { Int64($0.membersGiven) },
      .always("rules", Schema<[RuleGain]>.array(of: .ruleGain, 0...100_000)) { simulation in
        simulation.gains.sorted { $0.key < $1.key }.map { RuleGain(number: $0.key, gain: $0.value) }
      })
  }
}

private struct RuleGain: Sendable {
  let number: UInt32
  let gain: RuleSimulation.Gain
}

extension Schema<RuleGain> {
  fileprivate static var ruleGain: Schema {
    .reply(
      "EarningRuleGain",
      .maybe("rule", Schema<Int64>.integer(2...4_294_967_295).described("Left out of a new rule's draft.")) {
        $0.number == RuleSimulation.draft ? nil : Int64($0.number)
      },
      .always("points", .points(0...Int.max)) { $0.gain.points.units },
      .always("purchases", .integer()) { Int64($0.gain.purchases) },
      .always("members", .integer()) { Int64($0.gain.members) })
  }
}
