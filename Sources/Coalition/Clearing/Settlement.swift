package import Ledger
internal import Storage

/// A merchant's account of some business days in one programme (结算单). Money is in the smallest unit of the
/// currency and from the merchant's side: a positive net is what the operator pays.
package struct Settlement: Sendable, Hashable {
  package enum State: String, CaseIterable, Sendable, SQLScalar {
    /// Made by the run (已计算).
    case calculated
    /// Looked through by one person (已审核).
    case reviewed
    /// Approved by another (已批准).
    case approved
    /// Paid, with the bank's reference (已付款).
    case paid
    /// The merchant says that it is wrong (有争议).
    case disputed
    /// The operator holds it back (暂缓).
    case onHold = "on_hold"
  }

  package let id: SettlementID
  package let merchant: MerchantID
  package let asset: AssetID
  /// ISO 4217.
  package let currency: String
  package let days: ClosedRange<BusinessDay>
  package var figures: SettlementFigures
  /// Of ``SettlementFigures/net``: from days before the last cycle, whose accounts were too small.
  package let carried: Int64
  package let dueDay: BusinessDay
  package let state: State
  package let reviewer: OperatorID
  package let approver: OperatorID
  /// Empty until it is paid.
  package let bankReference: String
  package let paidOn: BusinessDay?
  package let createdAt: Instant
  package let updatedAt: Instant
}

/// What a settlement adds up.
package struct SettlementFigures: Sendable, Hashable {
  /// Transactions, each once a role.
  package var lines: Int64 = 0
  /// Points given and taken, what was undone taken off.
  package var given: Points = 0
  package var taken: Points = 0
  /// Of those given, the points of blocks that were paid before.
  package var prepaid: Points = 0
  /// For points given, or used where that was agreed on; zero or less as a rule.
  package var issueCost: Int64 = 0
  package var acceptProceeds: Int64 = 0
  package var expiredShare: Int64 = 0
  package var commission: Int64 = 0
  package var fees: Int64 = 0
  package var adjustments: Int64 = 0
  /// How many of the lines are shares of what another line came to.
  package var shareLines: Int64 = 0
  /// Of rules' points: what others made good to the merchant, less what it paid for points of others.
  package var campaignShare: Int64 = 0
  /// For orders that it brought, less those that were brought to it.
  package var referral: Int64 = 0
  /// As an agent.
  package var agency: Int64 = 0
  /// Of points that left its programme for another, or came from one.
  package var exchange: Int64 = 0

  package var net: Int64 {
    issueCost + acceptProceeds + expiredShare + commission + fees + adjustments + shares
  }

  /// The four kinds of shares together.
  package var shares: Int64 { campaignShare + referral + agency + exchange }
}

/// A step that a settlement took.
package struct SettlementStep: Sendable, Hashable {
  package let state: Settlement.State
  package let actorKind: Actor.Kind
  package let actor: Int64
  package let reason: String
  package let at: Instant
}

/// The shares of a transaction are not nothing in sum: an error of the platform's own; the day stays open.
struct SharesOutOfBalance: Error {
  let day: BusinessDay
  let transaction: TransactionID
  let asset: AssetID
  let sum: Int64
}

/// Why something about a settlement was declined. A closed list.
package enum SettlementRefusal: Error, Sendable, Hashable {
  case notFound
  /// A settlement in this state does not go there.
  case wrongState(Settlement.State)
  /// Who looked it through may not approve it.
  case reviewerMayNotApprove
  /// A step needs a reason of 1…200 characters.
  case reasonMissing
  /// A payment needs the bank's reference of 1…64 printable characters.
  case referenceMissing
  /// This reference paid another settlement.
  case referenceUsed
  /// Nobody can be paid on a day that has not come.
  case dayNotCome
  /// A statement is cut by one of the days that the settlement takes.
  case dayOutside(ClosedRange<BusinessDay>)
  /// A merchant that is to pay or to be paid has no terms in the programme, and so no account.
  case noTerms(Party)
  /// The merchant's terms have no such code.
  case referralUnknown
  /// A merchant does not bring orders to itself, nor look after itself.
  case ownParty(Party)
  /// The agents that terms name are no agent and the one above it.
  case agentsNotInLine
  /// Whoever is to stand above an agent is no agent of the first level.
  case notAbove
  /// An agent with others below it stays on the first level, and does not end.
  case othersBelow
  /// A merchant that is to pay or to be paid from now on is closed.
  case partyClosed(Party)

  /// As what a merchant is named.
  package enum Party: Sendable, Hashable {
    case referrer, agent, payer
    /// The one that the proposal is about.
    case itself
  }

  /// As the outcome of a decision tells it.
  var name: String {
    switch self {
    case .dayOutside: "dayOutside"
    case .noTerms: "noTerms"
    case .ownParty: "ownParty"
    case .partyClosed: "partyClosed"
    default: "\(self)"
    }
  }
}

extension Settlement {
  static let select: SQL = """
    SELECT id, merchant_id, asset_id, currency, first_day, last_day, lines, given, taken, issue_cost,
      accept_proceeds, expired_share, commission, fees, adjustments, carried, due_day, state, reviewer_id,
      approver_id, bank_reference, paid_on, created_at, updated_at, share_lines, campaign_share, referral,
      agency, exchange, prepaid FROM settlement 
    """

  init(_ row: borrowing Row) {
    let paidOn: Int64 = row[21]
    // The table has shares in the sums to which they belong, and beside them.
    let (campaign, referral, agency): (Int64, Int64, Int64) = (row[25], row[26], row[27])
    let exchange: Int64 = row[28]
    self.init(
      id: row[0], merchant: row[1], asset: row[2], currency: row[3],
      days: BusinessDay(column: row[4])...BusinessDay(column: row[5]),
      figures: SettlementFigures(
        lines: row[6], given: row[7], taken: row[8], prepaid: row[29], issueCost: row[9] - campaign,
        acceptProceeds: row[10] - exchange, expiredShare: row[11],
        commission: row[12] - referral - agency, fees: row[13], adjustments: row[14], shareLines: row[24],
        campaignShare: campaign, referral: referral, agency: agency, exchange: exchange),
      carried: row[15], dueDay: BusinessDay(column: row[16]), state: row[17], reviewer: row[18],
      approver: row[19], bankReference: row[20],
      paidOn: paidOn == 0 ? nil : BusinessDay(column: paidOn), createdAt: row[22], updatedAt: row[23])
  }
}

extension Storage.Transaction {
  func settlement(_ id: SettlementID) throws -> Settlement? {
    try queryFirst(Settlement.select + "WHERE id = \(id)") { Settlement($0) }
  }

  func keepStep(
    of settlement: SettlementID, _ state: Settlement.State, by actor: Actor, because reason: String,
    at now: Instant
  ) throws {
    try execute(
      """
      INSERT INTO settlement_step (settlement_id, number, state, actor_kind, actor_id, reason, at)
      SELECT \(settlement), coalesce(max(number), 0) + 1, \(state), \(actor.kind.rawValue), \(actor.id),
        \(reason), \(now)
      FROM settlement_step WHERE settlement_id = \(settlement)
      """)
  }
}
