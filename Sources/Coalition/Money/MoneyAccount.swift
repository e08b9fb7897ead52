internal import Storage

/// An account of the operator's books in money (会计科目). Raw values are the codes of the chart, are stored, and
/// never come to mean something else.
package enum MoneyAccount: Int64, CaseIterable, Sendable, SQLScalar {
  /// Money in the operator's bank accounts (银行存款).
  case bank = 1_002
  /// What closed days came to with merchants, until a settlement takes it (商户往来，待结算).
  case merchantsOpen = 112_201
  /// What settlements came to that are not paid (商户往来，已结算).
  case merchantsSettled = 112_202
  /// Shares on their way from one party to another; nothing on every day (分摊过渡).
  case sharesInTransit = 190_101
  /// What issuers paid or owe for points that they gave (合同负债，已收).
  case deferredReceived = 220_501
  /// What of that became income (合同负债，已确认收入): the other side of the account above.
  case deferredRecognised = 220_502
  /// What terms say of points that ran out: given back to issuers, or owed by them (合同负债，到期结算).
  case deferredEnded = 220_503
  /// What members paid for points that they bought (合同负债，售出积分).
  case soldReceived = 220_511
  /// What of that became income: the other side of the account above.
  case soldRecognised = 220_512
  /// What merchants paid for blocks of points that they have not given yet (合同负债，预付额度).
  case blocksReceived = 220_521
  /// What the alliance's pool has (联盟基金).
  case pool = 224_101
  /// What members paid for points that are not credited yet (会员购买积分，待入账).
  case ordersPaid = 224_103
  /// What members are to get back for points that they did not get or gave back (应退会员款).
  case membersToRepay = 224_104
  /// Parties that have no account of their own in this chart (其他往来).
  case otherParties = 224_102
  /// Income from points that were used (积分使用收入).
  case pointsUsed = 600_101
  /// Income from points that are expected not to be used, by the schedule (不兑换收入).
  case breakage = 600_102
  /// Points that issuers pay for as they are used (使用时付费积分收入).
  case pointsPaidAsUsed = 600_103
  /// Income from points that members bought and used (售出积分收入).
  case soldUsed = 600_111
  /// For sales to members (佣金).
  case commission = 605_101
  /// For transactions that gave points (发分手续费).
  case givingFees = 605_102
  /// For transactions that took points (收分手续费).
  case takingFees = 605_103
  /// For orders that the operator brought (推荐佣金).
  case referrals = 605_104
  /// What programmes pay for points that leave, less what they are paid for points that come (通兑差价).
  case exchange = 605_201
  /// What is booked by no row of the chart: to be looked into (待分类).
  case unclassified = 605_901
  /// What merchants are paid for points that they took (受理积分成本).
  case pointsTaken = 640_101
  /// The operator's part of campaigns (活动费用).
  case campaigns = 660_101
  /// What of the price of points that ran out goes to the pool (划入联盟基金).
  case poolContributions = 660_102
  /// Agents' part of commission and fees (代理佣金).
  case agents = 660_103
  /// What banks kept of payments that came back (银行手续费).
  case bankCharges = 660_301
  /// Corrections that two people decided on (结算调整).
  case corrections = 671_101

  package enum Kind: String, CaseIterable, Sendable {
    case asset, liability, transit, income, cost
  }

  package var kind: Kind {
    switch rawValue {
    case ..<190_000: .asset
    case ..<200_000: .transit
    case ..<600_000: .liability
    case ..<640_000: .income
    default: .cost
    }
  }

  /// Whether what is credited makes it more.
  package var growsByCredit: Bool { kind == .liability || kind == .income }

  /// Whether it is about one party each, whose balances stand for themselves.
  package var isOfParties: Bool {
    switch self {
    case .merchantsOpen, .merchantsSettled, .blocksReceived, .pool, .otherParties: true
    default: false
    }
  }
}

/// A figure of a clearing line.
enum ClearedFigure: String, CaseIterable {
  case price, commission, fee
}

extension MoneyAccount {
  /// Which of the operator's accounts is on the other side of a line's figure, by the line's role: a new kind
  /// of figure is one row here. What has none is booked as unclassified, and a test says so.
  static let figures: [(role: Int64, figure: ClearedFigure, account: MoneyAccount)] = [
    (role: 1, figure: .price, account: .deferredReceived),
    (role: 1, figure: .commission, account: .commission),
    (role: 1, figure: .fee, account: .givingFees),
    (role: 2, figure: .price, account: .pointsTaken),
    (role: 2, figure: .commission, account: .commission),
    (role: 2, figure: .fee, account: .takingFees),
    (role: 3, figure: .price, account: .pointsPaidAsUsed),
    (role: 4, figure: .price, account: .deferredEnded),
    (role: 5, figure: .price, account: .sharesInTransit),
    (role: 6, figure: .price, account: .sharesInTransit),
    (role: 7, figure: .price, account: .sharesInTransit),
    (role: 8, figure: .price, account: .sharesInTransit),
    (role: 9, figure: .price, account: .exchange),
  ]

  /// What the operator itself has or bears of shares, by the line's role.
  static let own: [(role: Int64, account: MoneyAccount)] = [
    (role: 5, account: .campaigns), (role: 6, account: .poolContributions), (role: 7, account: .referrals),
    (role: 8, account: .agents),
  ]
}
