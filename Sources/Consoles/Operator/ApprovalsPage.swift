import Coalition

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
  static let filters = ["part", "state"]

  let query: ListQuery
  let approvals: Loaded<Batch<ApprovalRow>>

  var place: MenuPlace { .approvals }

  func heading(_ words: Words) -> String { words.menuApprovals }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      parts(words)
      listing(visit)
    }
  }

  /// The queue's parts as the viewer sees them; the rules beside it.
  private func parts(_ words: Words) -> Node {
    nav(.class("tabs"), .aria(.label, words.approvalsPart)) {
      for part in ApprovalPart.allCases {
        let link = Link.approvals.query([("part", part.rawValue)])
        a(
          query["part"] == part.rawValue ? [.href(link), .aria(.current, "page")] : [.href(link)]
        ) { part.name(words) }
      }
      a(.href(.approvalRules)) { words.approvalsRules }
    }
  }

  private func listing(_ visit: Visit) -> Node {
    let words = visit.words
    return Listing(
      base: .approvals, query: query, batch: approvals, heading: heading(words),
      introduction: words.approvalsIntro, export: .approvalsExport,
      filters: [
        FilterField(
          "part", words.approvalsPart,
          .choice(ApprovalPart.allCases.map { ($0.rawValue, $0.name(words)) })),
        FilterField(
          "state", words.commonState,
          .choice(ShownDecision.allCases.map { ($0.rawValue, $0.name(words)) })),
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

extension ApprovalPart {
  func name(_ words: Words) -> String {
    switch self {
    case .toDecide: words.approvalsToDecide
    case .own: words.approvalsOwn
    case .settled: words.approvalsSettled
    }
  }
}
