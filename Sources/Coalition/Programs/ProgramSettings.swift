package import Ledger

/// All that can be changed of a programme, as one state: what a version holds and a proposal asks for.
package struct ProgramSettings: Sendable, Hashable, Codable {
  package var hans: String
  package var hant: String
  package var en: String
  /// The raw value of a ``Program/Status``.
  package var status: String
  package var worthPoints: Int64
  package var worthMinorUnits: Int64
  package var refundExtensionDays: Int
  package var isDebtAllowed: Bool
  package var transferMinimum: Int64
  package var transferFeeBasisPoints: Int
  package var isFeeOnTop: Bool
  package var transferDailyLimit: Int64?
  /// Nil where a version is older than this limit is, and there was none.
  package var transferCoolingDays: Int?
  package var transferReceiversPerDay: Int?
  package var transferSendersPerDay: Int?
  package var spendLimit: Int64?
  package var spendDailyLimit: Int64?
  package var proofFreePoints: Int64
  /// By origin.
  package var validity: [TermsProposal.Life]
  /// By service, as numbers by name; nil where there is none, as in versions older than services are.
  package var services: [String: [String: Int64]]?
  /// How many people a pool has at most; nil where there are none, as in versions older than pools are.
  package var poolPeople: Int?
  package var hasCompanyPools: Bool?

  package init(_ program: Program) {
    let policies = program.policies
    (hans, hant, en) = (program.names.hans, program.names.hant, program.names.en)
    status = program.status.rawValue
    worthPoints = program.worth.points.units
    worthMinorUnits = program.worth.money.minorUnits
    refundExtensionDays = policies.refundExtensionDays
    isDebtAllowed = policies.isDebtAllowed
    transferMinimum = policies.transfer.minimum.units
    transferFeeBasisPoints = policies.transfer.feeBasisPoints
    isFeeOnTop = policies.transfer.feeMode == .onTop
    transferDailyLimit = policies.transfer.dailyLimit?.units
    transferCoolingDays = policies.transfer.coolingDays
    transferReceiversPerDay = policies.transfer.receiversPerDay
    transferSendersPerDay = policies.transfer.sendersPerDay
    spendLimit = policies.spendLimit.perTransaction?.units
    spendDailyLimit = policies.spendLimit.perDay?.units
    proofFreePoints = policies.proofFreePoints.units
    validity = program.validity
      .map { TermsProposal.Life(origin: $0.column, rule: $1.rule.name, value: $1.rule.value) }
      .sorted { $0.origin < $1.origin }
    if policies.pools.people > 0 {
      (poolPeople, hasCompanyPools) = (policies.pools.people, policies.pools.allowsCompanies)
    }
    if !policies.services.isEmpty {
      services = Dictionary(
        uniqueKeysWithValues: policies.services.map { ($0.key.rawValue, $0.value.numbers) })
    }
  }

  /// The programme as these settings make it; nil where one of them says nothing that can be.
  package func applied(to program: Program) -> Program? {
    guard let status = Program.Status(rawValue: status) else { return nil }
    var new = program
    new.names = Names(hans: hans, hant: hant, en: en)
    new.status = status
    new.worth.points = Points(worthPoints)
    new.worth.money = Money(minorUnits: worthMinorUnits, currency: program.worth.money.currency)
    new.policies.refundExtensionDays = refundExtensionDays
    new.policies.isDebtAllowed = isDebtAllowed
    new.policies.transfer.minimum = Points(transferMinimum)
    new.policies.transfer.feeBasisPoints = transferFeeBasisPoints
    new.policies.transfer.feeMode = isFeeOnTop ? .onTop : .outOfAmount
    new.policies.transfer.dailyLimit = transferDailyLimit.map { Points($0) }
    new.policies.transfer.coolingDays = transferCoolingDays ?? 0
    new.policies.transfer.receiversPerDay = transferReceiversPerDay
    new.policies.transfer.sendersPerDay = transferSendersPerDay
    new.policies.spendLimit = Limit(
      perTransaction: spendLimit.map { Points($0) }, perDay: spendDailyLimit.map { Points($0) })
    new.policies.proofFreePoints = Points(proofFreePoints)
    for life in validity {
      guard let origin = Origin(column: life.origin), let rule = Validity(rule: life.rule, value: life.value)
      else { return nil }
      new.validity[origin] = rule
    }
    new.policies.pools = PoolPolicy(
      people: poolPeople ?? 0, allowsCompanies: poolPeople != nil && hasCompanyPools ?? false)
    new.policies.services = [:]
    for (name, numbers) in services ?? [:] {
      guard let service = PaidService(rawValue: name),
        let terms = ServiceTerms(numbers, in: program.worth.money.currency)
      else { return nil }
      new.policies.services[service] = terms
    }
    return new
  }

  /// What a service costs and allows, by these settings; nil where nothing was said of it.
  package func terms(of service: PaidService, in currency: String) -> ServiceTerms? {
    services?[service.rawValue].flatMap { ServiceTerms($0, in: currency) }
  }

  /// How long points of an origin live, by these settings.
  package func life(of origin: Origin) -> Validity? {
    validity.first { $0.origin == origin.column }.flatMap { Validity(rule: $0.rule, value: $0.value) }
  }
}

/// A change of a programme to be decided on.
package struct ProgramProposal: Sendable, Hashable, Codable {
  package let asset: Int64
  /// The number of the version it was made upon; 0 where there is none yet. It changes that one or nothing.
  package let base: Int
  /// In µs since 1970, from when it counts; 0 for at once when it is approved.
  package let effectiveAt: Int64
  package let settings: ProgramSettings

  package init(_ asset: AssetID, base: Int, settings: ProgramSettings, from moment: Instant? = nil) {
    self.asset = asset.rawValue
    self.base = base
    self.effectiveAt = moment?.microseconds ?? 0
    self.settings = settings
  }
}
