import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var listPrograms: Operation {
    Operation(
      .get, "/v1/programs", "List the programmes you may use", id: "listPrograms", needs: .readPrograms,
      takes: .query("code", optional: .text(1...32, .visible)), .page(default: 100),
      gives: .list(of: .program)
    ) { call, code, page in
      let coalition = call.services
      let found = try await coalition.programs(by: call.principal).filter { code == nil || $0.code == code }
      let names = coalition.publicIDs
      let after = page.request(names, Identified.Asset.self).after ?? .none
      return page.listing(of: found.map { coalition.shown($0) }) {
        $0.asset > after
      } place: {
        [.text(names.text($0.asset))]
      }
    }
  }

  static var readProgram: Operation {
    Operation(
      .get, "/v1/programs/{id}", "Read a programme", id: "readProgram", needs: .readPrograms,
      refusals: [.programNotFound], takes: .path("id", .id("prg")), gives: .program
    ) { call, id in
      let coalition = call.services
      let asset: AssetID = try coalition.id(id, otherwise: .programNotFound)
      let visible = try await coalition.programs(by: call.principal)
      guard let program = visible.first(where: { $0.asset == asset }) else { throw Problem(.programNotFound) }
      return coalition.shown(program)
    }
  }

  static var createProgram: Operation {
    Operation(
      .post, "/v1/programs",
      "Make a programme, paused where its changes need two people: another approves that it starts",
      id: "createProgram", needs: .writePrograms,
      refusals: [
        .alreadyExists, .merchantNotFound, .limitExceeded, .operatorOnly, .approvalRequired,
        .rollingNotOffered,
      ],
      status: 201,
      examples: Examples(request: [
        "code": "TEA", "names": ["zh-Hans": "茶分", "zh-Hant": "茶分", "en": "Tea points"],
        "worth": ["points": 100, "money": ["value": 100, "currency": "CNY"]],
        "merchant": "mch_5F8M1R4V7Y0B3D6H",
      ]),
      takes: .wholeBody(.programDraft), gives: .program
    ) { call, request in
      let coalition = call.services
      var draft = ProgramDraft(code: request.code, names: request.names, worth: request.worth)
      draft.merchant = try request.merchant.map { try coalition.id($0, otherwise: .merchantNotFound) }
      draft.decimals = request.decimals ?? 0
      draft.policies = request.policies(ProgramPolicies())
      draft.validity = request.validity ?? [:]
      return coalition.shown(try await coalition.createProgram(draft, by: call.principal))
    }
  }

  static var updateProgram: Operation {
    Operation(
      .patch, "/v1/programs/{id}", "Change a programme; what is left out stays", id: "updateProgram",
      needs: .writePrograms,
      refusals: [.programNotFound, .operatorOnly, .approvalRequired, .notAllowedNow, .rollingNotOffered],
      examples: Examples(request: ["status": "paused"]),
      takes: .path("id", .id("prg")), .wholeBody(.programChange), gives: .program
    ) { call, id, request in
      let coalition = call.services
      let asset: AssetID = try coalition.id(id, otherwise: .programNotFound)
      let updated = try await coalition.updateProgram(asset, by: call.principal) { request.change(&$0) }
      return coalition.shown(updated)
    }
  }

  static var proposeProgram: Operation {
    Operation(
      .post, "/v1/programs/{id}/proposals",
      "Propose a change of a programme for another person's approval; what is left out stays",
      id: "proposeProgram", needs: .writePrograms,
      refusals: [.programNotFound, .operatorOnly, .notAllowedNow, .rollingNotOffered], status: 201,
      examples: Examples(request: ["debt_allowed": false, "reason": "decided in March"]),
      takes: .path("id", .id("prg")), .wholeBody(.programProposal), gives: .approval
    ) { call, id, request in
      let coalition = call.services
      let asset: AssetID = try coalition.id(id, otherwise: .programNotFound)
      let versions = try await coalition.versions(of: asset, by: call.principal)
      let current = try await coalition.program(asset)
      // What waits for its moment is what the change is made upon.
      var program = versions.first.flatMap { $0.settings.applied(to: current) } ?? current
      guard !request.isWorth || request.worth.money.currency == program.worth.money.currency else {
        throw ProgramRefusal.invalid(.worth)
      }
      request.change(&program)
      let proposal = ProgramProposal(
        asset, base: versions.first?.number ?? 0, settings: ProgramSettings(program),
        from: request.effectiveAt.map { Instant(microseconds: $0) })
      return coalition.shown(
        try await coalition.propose(.program(proposal), reason: request.reason, by: call.principal))
    }
  }
}

/// A programme as a request says it.
struct ProgramRequest: Sendable {
  var code = ""
  var names = Names("") { didSet { isNamed = true } }
  var isNamed = false
  var worth = Worth(1, are: Money(minorUnits: 1, currency: "CNY")) { didSet { isWorth = true } }
  var isWorth = false
  var merchant: String?
  var decimals: Int?
  var status: Program.Status?
  var validity: [Origin: Validity]?
  var transfer: TransferPolicy?
  var spendLimit: Int64?
  var spendDailyLimit: Int64?
  var isDebtAllowed: Bool?
  var refundExtensionDays: Int?
  var proofFreePoints: Int64?
  var services: [PaidService: ServiceTerms]?
  var pools: PoolPolicy?
  /// Of a proposal.
  var reason = ""
  var effectiveAt: Int64?

  /// Changes what the request names.
  func change(_ program: inout Program) {
    if isNamed { program.names = names }
    if isWorth { program.worth = worth }
    program.status = status ?? program.status
    program.policies = policies(program.policies)
    program.validity.merge(validity ?? [:]) { _, new in new }
  }

  func policies(_ before: ProgramPolicies) -> ProgramPolicies {
    var policies = before
    policies.transfer = transfer ?? before.transfer
    policies.spendLimit = Limit(
      perTransaction: spendLimit.map { Points($0) } ?? before.spendLimit.perTransaction,
      perDay: spendDailyLimit.map { Points($0) } ?? before.spendLimit.perDay)
    policies.isDebtAllowed = isDebtAllowed ?? before.isDebtAllowed
    policies.refundExtensionDays = refundExtensionDays ?? before.refundExtensionDays
    policies.proofFreePoints = proofFreePoints.map { Points($0) } ?? before.proofFreePoints
    policies.pools = pools ?? before.pools
    policies.services.merge(services ?? [:]) { _, new in new }
    return policies
  }
}

extension Schema<ProgramRequest> {
  private typealias Part = RecordPart<ProgramRequest>

  static var programDraft: Schema {
    .record(
      ProgramRequest(),
      [
        .needed("code", .text(1...32, .visible)) { $0.code = $1 }, .needed("names", .names) { $0.names = $1 },
        .needed("worth", .worth) { $0.worth = $1 },
        .may("merchant", Schema<String>.id("mch").described("Whose hosted programme it is.")) {
          $0.merchant = $1
        },
        .may("decimals", .count(0...6)) { $0.decimals = $1 },
      ] + policies)
  }

  static var programChange: Schema { .record(ProgramRequest(), changes + policies) }

  static var programProposal: Schema {
    .record(
      ProgramRequest(),
      changes + policies + [
        .needed("reason", .text(1...200)) { $0.reason = $1 },
        .may("effective_at", .timestamp) { $0.effectiveAt = $1 },
      ])
  }

  private static var changes: [Part] {
    [
      .may("names", .names) { $0.names = $1 }, .may("worth", .worth) { $0.worth = $1 },
      .may("status", Schema<Program.Status>.choice) { $0.status = $1 },
    ]
  }

  private static var policies: [Part] {
    [
      .may("validity", .validity) { $0.validity = $1 },
      .may("transfer", .transferPolicy) { $0.transfer = $1 },
      .may("spend_limit", .points(0...1_000_000_000_000)) { $0.spendLimit = $1 },
      .may("spend_daily_limit", .points(0...1_000_000_000_000)) { $0.spendDailyLimit = $1 },
      .may("debt_allowed", .boolean) { $0.isDebtAllowed = $1 },
      .may("refund_extension_days", .count(0...3_660)) { $0.refundExtensionDays = $1 },
      .may("proof_free_points", .points(0...1_000_000_000_000)) { $0.proofFreePoints = $1 },
      .may("shared_wallets", .poolPolicy) { $0.pools = $1 },
      .may("services", Schema<[PaidService: ServiceTerms]>.services.described("One that is left out stays."))
      {
        $0.services = $1
      },
    ]
  }
}
