package import Ledger
internal import Storage

/// A points currency (积分计划): the universal one, or one hosted for a merchant. Named by its asset.
package struct Program: Sendable, Hashable {
  package enum Status: String, CaseIterable, Sendable, SQLScalar {
    case active, paused, closed
  }

  package let asset: AssetID
  package let code: String
  /// The merchant it is hosted for (积分托管); nil for the universal programme (通用积分).
  package let merchant: MerchantID?
  package var names: Names
  package var status: Status
  /// Digits after the point when points are shown, 0…6; amounts are always in the smallest unit.
  package let decimals: Int
  package var worth: Worth
  package var policies: ProgramPolicies
  /// How long points live, by how they came into the world.
  package var validity: [Origin: Validity]
  package let createdAt: Instant
  package var updatedAt: Instant
}

/// A name in the platform's three languages.
package struct Names: Sendable, Hashable {
  package var hans: String
  package var hant: String
  package var en: String

  package init(hans: String, hant: String, en: String) {
    self.hans = hans
    self.hant = hant
    self.en = en
  }

  /// The same name in every language.
  package init(_ name: String) {
    self.init(hans: name, hant: name, en: name)
  }

  /// The name in each language.
  package var all: [String] { [hans, hant, en] }

  package subscript(language: Language) -> String {
    switch language {
    case .hans: hans
    case .hant: hant
    case .en: en
    }
  }
}

/// The languages of the platform.
package enum Language: String, CaseIterable, Sendable, SQLScalar {
  case hans = "zh-Hans"
  case hant = "zh-Hant"
  case en
}

/// What points are worth in money, as an exact ratio: 500 points are 1.00 CNY.
package struct Worth: Sendable, Hashable {
  /// In the smallest unit, 1…10¹².
  package var points: Points
  /// 1…10¹² minor units.
  package var money: Money

  package init(_ points: Points, are money: Money) {
    self.points = points
    self.money = money
  }

  /// The worth of an amount of points, rounded down.
  package func money(for amount: Points) -> Money {
    let product = amount.units.multipliedFullWidth(by: money.minorUnits)
    let magnitude = points.units.dividingFullWidth(product)
    return Money(minorUnits: magnitude.quotient, currency: money.currency)
  }
}

/// The rules of a programme that spending, giving back and moving points follow.
package struct ProgramPolicies: Sendable, Hashable {
  /// Days that a lot which ran out before a refund lives on; 0 forfeits it.
  package var refundExtensionDays: Int = 30
  /// Whether a clawback may leave the member owing points.
  package var isDebtAllowed: Bool = true
  package var transfer = TransferPolicy()
  package var spendLimit = Limit()
  /// Points that may be taken without proof that the member is there.
  package var proofFreePoints: Points = 0
  /// What members may do with points for a price; off where one is not named.
  package var services: [PaidService: ServiceTerms] = [:]
  /// Which pools there may be.
  package var pools = PoolPolicy()

  package init() {}
}

/// Whether people may pool their points (家庭/企业共享).
package struct PoolPolicy: Sendable, Hashable {
  /// The most people in a pool, 2…100; 0 where there are none.
  package var people = 0
  /// Whether companies may have one, too.
  package var allowsCompanies = false

  package init(people: Int = 0, allowsCompanies: Bool = false) {
    self.people = people
    self.allowsCompanies = allowsCompanies
  }

  package func allows(_ kind: Pool.Kind) -> Bool { people > 0 && (kind == .household || allowsCompanies) }

  var isInRange: Bool { people == 0 ? !allowsCompanies : 2...100 ~= people }
}

/// What moving points between members costs and allows (转让).
package struct TransferPolicy: Sendable, Hashable {
  package var minimum: Points = 10_000
  /// 0…10,000; the fee is rounded up.
  package var feeBasisPoints: Int = 1_000
  package var feeMode: Transfer.FeeMode = .onTop
  package var dailyLimit: Points?
  /// Days that a new member waits before points go to others, 0…366.
  package var coolingDays: Int = 3
  /// Others to whom a member may send on a business day, 1…1,000; nil without a limit.
  package var receiversPerDay: Int? = 10
  /// Others from whom a member may get on a business day, 1…1,000; nil without a limit.
  package var sendersPerDay: Int? = 10

  package init() {}
}

/// What a merchant may do in a programme, and what a purchase there earns.
package struct MerchantTerms: Sendable, Hashable {
  package let merchant: MerchantID
  package let asset: AssetID
  package var isIssuing: Bool
  package var isAccepting: Bool
  package var earning: EarnTerms
  /// The most points the merchant may have in the world; nil without a limit.
  package var issuingLimit: Points?
  /// The most that is paid for, by blocks or on credit, as it stood when these were read; nil where nothing
  /// says so.
  package var ceiling: Points?
  /// Overrides the programme's validity where an origin is named.
  package var validity: [Origin: Validity]

  package init(
    merchant: MerchantID, asset: AssetID, isIssuing: Bool = true, isAccepting: Bool = true,
    earning: EarnTerms,
    issuingLimit: Points? = nil, validity: [Origin: Validity] = [:]
  ) {
    self.merchant = merchant
    self.asset = asset
    self.isIssuing = isIssuing
    self.isAccepting = isAccepting
    self.earning = earning
    self.issuingLimit = issuingLimit
    self.validity = validity
  }
}

/// The base rate: so many points for so much money.
package struct EarnTerms: Sendable, Hashable {
  package enum Rounding: String, CaseIterable, Sendable, SQLScalar {
    case down
    case halfUp = "half_up"
    case up
  }

  /// 0…10⁹, in the smallest unit.
  package var points: Points
  /// 1…10⁹ minor units of the programme's currency.
  package var perMinorUnits: Int64
  package var rounding: Rounding

  package init(_ points: Points, perMinorUnits: Int64, rounding: Rounding = .down) {
    self.points = points
    self.perMinorUnits = perMinorUnits
    self.rounding = rounding
  }
}
