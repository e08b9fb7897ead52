package import Ledger
internal import Storage

/// A difference between our books and somebody else's, worked to an end (差错).
///
/// Nothing is ever corrected because of one: a correction is proposed, and another person approves it.
package struct AcquiringCase: Sendable, Hashable {
  /// What does not agree. Raw values are stored and public.
  package enum Kind: String, CaseIterable, Sendable, SQLScalar {
    /// Both have it, with different points or amounts.
    case amountDiffers = "amount_differs"
    /// They have it, our books do not.
    case missingHere = "missing_here"
    /// Our books have it, they do not.
    case missingThere = "missing_there"
    /// They name it more than once.
    case duplicated
    /// An earn that came late or over its limit: received, not booked.
    case adviceNotPosted = "advice_not_posted"
    /// A reversal whose amount is not the original's.
    case reversalAmountDiffers = "reversal_amount_differs"
    /// Something that belongs to a batch or day that was closed before.
    case lateAfterClose = "late_after_close"
    /// What became of it is not known.
    case inDoubt = "in_doubt"
    /// Money went the other way than was agreed on.
    case wrongDirection = "wrong_direction"
    case currencyDiffers = "currency_differs"
    /// Money moved too early or too late to be what it names.
    case dateDiffers = "date_differs"
    /// Money moved that nobody had approved.
    case notApproved = "not_approved"
    /// A payment came back.
    case paymentReturned = "payment_returned"
  }

  package enum State: String, CaseIterable, Sendable, SQLScalar {
    case open
    /// A correction waits for another person, or was decided on: see the approval.
    case proposed
    case closed
  }

  /// What one side's books say. Nil: nothing was said.
  package struct Side: Sendable, Hashable {
    package var points: Points?
    /// Money in its smallest unit.
    package var minorUnits: Int64?
    /// Receipt, trace or order number; at most 255 characters.
    package var reference: String

    package init(points: Points? = nil, minorUnits: Int64? = nil, reference: String = "") {
      self.points = points
      self.minorUnits = minorUnits
      self.reference = reference
    }
  }

  package let id: CaseID
  package let source: Source
  package let subjectKey: String
  package let kind: Kind
  package let channel: Channel
  /// None where it is not known yet whose money it is.
  package let merchant: MerchantID
  package let store: StoreID
  package let terminal: TerminalID
  package let member: MemberID
  package let asset: AssetID
  package let day: BusinessDay
  /// Our transaction; `.none` where there is none.
  package let transaction: TransactionID
  package let ours: Side
  package let theirs: Side
  package let reason: CaseReason
  /// Of the money on both sides, ISO 4217; empty where tills' own is meant.
  package let currency: String
  package let state: State
  /// The person of the operator's who works on it.
  package let owner: OperatorID?
  /// The last correction that was proposed.
  package let approval: ApprovalID?
  /// How it was settled; empty until it is closed.
  package let resolution: String
  package let createdAt: Instant
  package let updatedAt: Instant
  package let closedAt: Instant?

  /// What found the difference, as `day_file` or `pos_batch`: 1…40 characters.
  package struct Source: Sendable, Hashable {
    package let name: String

    package init(_ name: String) { self.name = name }

    package static let dayFile = Source("day_file")
    package static let bankFile = Source("bank_file")
    package static let terminalBatch = Source("terminal_batch")
    package static let terminalReversal = Source("terminal_reversal")
    package static let terminalAdvice = Source("terminal_advice")
    package static let partner = Source("partner")
  }
}

/// What somebody said about a case.
package struct CaseNote: Sendable, Hashable {
  package let number: Int
  package let actorKind: Actor.Kind
  package let actor: Int64
  package let at: Instant
  /// 1…500 characters.
  package let words: String
}

/// Why something about a case was declined. A closed list.
package enum CaseRefusal: Error, Sendable, Hashable {
  case caseNotFound
  /// It is closed: nothing of it changes any more.
  case closed
  /// A correction waits for its approval: decide or withdraw that first.
  case approvalPending
  /// A note takes 1…500 characters, not all blank.
  case noteMissing
  /// A resolution takes 1…200 characters, not all blank.
  case resolutionMissing
  /// Only an active person of the operator's can own a case.
  case ownerUnknown
  /// It is not known whose money it is: say first which settlement it pays.
  case merchantUnknown
  /// A case has 1,000 notes at most.
  case notesFull
}
