package import Ledger
internal import Storage

/// Something that needs two people: proposed by one, decided by another (双人复核).
package struct Approval: Sendable, Hashable {
  /// From a proposal to its end.
  package enum State: String, CaseIterable, Sendable, SQLScalar {
    case requiresReview = "requires_review"
    /// Decided, not carried out yet; a crash leaves it here, and it is carried out again.
    case approved
    case rejected, withdrawn, expired, succeeded, failed
  }

  package let id: ApprovalID
  package let operation: ProposedOperation
  /// Why the author wants it.
  package let reason: String
  package let author: Actor
  package let state: State
  /// One of these roles decides; empty for everybody who may review.
  package let reviewers: Role
  package let reviewer: OperatorID?
  package let decisionReason: String
  /// What came of carrying it out: a transaction's public name, or why it failed.
  package let outcome: String
  package let createdAt: Instant
  package let expiresAt: Instant
  package let decidedAt: Instant?
}

/// What can be proposed.
package enum ProposedOperation: Sendable, Hashable, Codable {
  /// Gives (positive) or takes (negative) points of a member's wallet (调账).
  case adjust(AdjustProposal)
  /// Moves all that a member has to another and closes them (合并会员).
  case merge(MergeProposal)
  /// Takes a merge back, as far as what it moved is still there (撤销合并).
  case separate(SeparationProposal)
  /// Sets a merchant's terms.
  case terms(TermsProposal)
  /// Changes a programme, at once or from a moment on.
  case program(ProgramProposal)
  /// Makes a key; its author collects it.
  case key(KeyProposal)
  /// Imports purchases of the past; its author does.
  case purchases(PurchasesProposal)
  /// Gives a list with personal data in full to its author.
  case export(ExportProposal)
  /// Sets or takes away a rule of what needs two people.
  case rule(RuleProposal)
  /// Makes an applicant a merchant, with its store and terms.
  case admit(AdmissionProposal)
  /// Sets or ends a rule of earning.
  case earningRule(EarningRuleProposal)
  /// Sets or ends rates between programmes.
  case exchangeRates(ExchangeRatesProposal)
  /// Sets or ends a ladder of levels.
  case ladder(LadderProposal)
  /// Sets or ends a rule of discount.
  case discount(DiscountProposal)
  /// Agrees with a merchant on what points cost.
  case settlementTerms(SettlementProposal)
  /// Says what a merchant's points are paid for with.
  case funding(FundingProposal)
  /// Corrects money between a merchant and the operator.
  case settlementAdjustment(SettlementAdjustmentProposal)
  /// Puts an agent into the tree.
  case agent(AgentProposal)
  /// Says who pays for the points of a rule.
  case costShares(CostSharesProposal)
  /// Makes, thaws or voids a batch of points cards.
  case pointsCards(PointsCardsProposal)
  /// Sets a kind of cards.
  case cardType(CardTypeProposal)
  /// Makes many cards and their file.
  case cardBatch(CardBatchProposal)
  /// Sets an outside programme with which points are exchanged.
  case partner(PartnerProposal)

  package var kind: ReviewedOperation {
    switch self {
    case .adjust: .adjust
    case .merge: .merge
    case .separate: .separate
    case .terms: .terms
    case .program: .program
    case .key: .key
    case .purchases: .purchases
    case .export: .export
    case .rule: .rule
    case .admit: .admit
    case .earningRule: .earningRule
    case .exchangeRates: .exchangeRates
    case .ladder: .ladder
    case .discount: .discount
    case .settlementTerms: .settlementTerms
    case .settlementAdjustment: .settlementAdjustment
    case .costShares: .costShares
    case .agent: .agent
    case .funding: .funding
    case .pointsCards: .pointsCards
    case .cardType: .cardType
    case .cardBatch: .cardBatch
    case .partner: .partner
    }
  }

  /// As the table and the list name it.
  package var name: String { kind.rawValue }

  /// What rules compare: the points of a correction or on cards, else 1.
  var measure: Int64 {
    switch self {
    case .adjust(let proposal): Int64(clamping: proposal.points.magnitude)
    case .pointsCards(let proposal): proposal.worth
    default: 1
    }
  }
}

/// Why something about an approval was declined. A closed list.
package enum ApprovalRefusal: Error, Sendable, Hashable {
  case approvalNotFound
  /// It was decided, withdrawn or carried out before.
  case notPending(Approval.State)
  /// The author, or whoever is answerable for the author's key, may not decide.
  case reviewerIsAuthor
  /// Only the author may withdraw.
  case notTheAuthor
  /// Only a signed-in person may decide.
  case reviewerMustBePerson
  /// A proposal and a rejection need a reason of 1…200 characters.
  case reasonMissing
  /// The proposal is not one that could ever be carried out.
  case invalidOperation
  /// The caller may not do this alone; it can be proposed.
  case approvalRequired(ReviewedOperation)
  /// The rules allow it to nobody.
  case blocked
  /// The rule asks for one of these roles.
  case wrongReviewer(Role)
  /// What was approved is something else.
  case otherOperation
}
