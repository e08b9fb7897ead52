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

  /// As the table and the list name it.
  package var name: String {
    switch self {
    case .adjust: "points.adjust"
    case .merge: "member.merge"
    }
  }
}

/// A correction of points to be decided on.
package struct AdjustProposal: Sendable, Hashable, Codable {
  package let member: Int64
  package let asset: Int64
  /// Positive gives, negative takes; never 0.
  package let points: Int64
  /// The merchant that bears it, 0 for the operator.
  package let issuer: Int64
  /// At most 200 UTF-8 bytes.
  package let memo: String

  package init(member: MemberID, asset: AssetID, points: Points, issuer: MerchantID = .none, memo: String) {
    self.member = member.rawValue
    self.asset = asset.rawValue
    self.points = points.units
    self.issuer = issuer.rawValue
    self.memo = memo
  }

  package var wallet: WalletKey { WalletKey(member: MemberID(member), asset: AssetID(asset)) }
}

/// Two members of one person that are to become one.
package struct MergeProposal: Sendable, Hashable, Codable {
  /// Will be closed.
  package let from: Int64
  /// Will have everything.
  package let into: Int64

  package init(from: MemberID, into: MemberID) {
    self.from = from.rawValue
    self.into = into.rawValue
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
}
