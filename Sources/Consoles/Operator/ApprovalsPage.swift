/// How far a proposal has come.
enum ShownDecision: String, CaseIterable, Sendable {
  case waiting = "requires_review"
  case approved, rejected, withdrawn, expired, succeeded, failed

  func name(_ words: Words) -> String {
    switch self {
    case .waiting: words.approvalWaiting
    case .approved: words.approvalApproved
    case .rejected: words.approvalRejected
    case .withdrawn: words.approvalWithdrawn
    case .expired: words.approvalExpired
    case .succeeded: words.approvalSucceeded
    case .failed: words.approvalFailed
    }
  }

  func badge(_ words: Words) -> Node {
    let tone: Tone =
      switch self {
      case .waiting, .approved: .warn
      case .succeeded: .good
      case .rejected, .failed: .bad
      case .withdrawn, .expired: .quiet
      }
    return Consoles.badge(name(words), tone)
  }
}

/// A line of the list of proposals.
struct ApprovalRow: Sendable {
  let id: String
  /// What is to be done, in a sentence.
  let operation: String
  let author: String
  let reason: String
  let decision: ShownDecision
  let proposedAt: ShownTime
  let expiresAt: ShownTime
}

/// What waits for a second person, and what became of what waited.
struct ApprovalsPage: ConsolePage {
  static let filters = ["state"]

  let query: ListQuery
  let approvals: Loaded<Batch<ApprovalRow>>

  var place: MenuPlace { .approvals }

  func heading(_ words: Words) -> String { words.menuApprovals }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Listing(
      base: .approvals, query: query, batch: approvals, heading: heading(words),
      introduction: words.approvalsIntro,
      filters: [
        FilterField(
          "state", words.commonState,
          .choice(ShownDecision.allCases.map { ($0.rawValue, $0.name(words)) }))
      ],
      columns: [
        Column(words.approvalOperation), Column(words.approvalAuthor), Column(words.approvalReason),
        Column(words.commonState), Column(words.approvalProposed, .number),
        Column(words.approvalExpires, .number),
      ],
      firstUse: emptyState(.quiet, words.approvalsEmptyTitle, words.approvalsEmptyText) {
        a(.class("button"), .href(.members)) { words.menuMembers }
      },
      cells: { row in
        [
          a(.href(.approval(row.id))) { row.operation }, .text(row.author), .text(row.reason),
          row.decision.badge(words), moment(row.proposedAt, words), moment(row.expiresAt, words),
        ]
      }
    ).node(visit)
  }
}
