/// One proposal: who wants what and why, what it would change, and the decision.
struct ApprovalPage: ConsolePage {
  /// A value that the proposal changes.
  struct Difference: Sendable {
    let name: String
    let before: String
    let after: String
  }

  /// What the viewer may do about it.
  enum Choice: Sendable {
    /// Another person's proposal, to be decided.
    case decide
    /// The viewer's own, to be withdrawn.
    case withdraw
    /// The viewer's own by the key that they answer for, or they lack the right.
    case look(ownWork: Bool)
    /// Approved, and the viewer's to take, once.
    case collect(Link)
    /// It was decided.
    case done
  }

  let row: ApprovalRow
  /// Members and places that it is about, each with the page that shows more.
  let parties: [(name: String, value: String, link: Link?)]
  /// Empty where nothing can be told any more.
  let differences: [Difference]
  /// Whose decision counts.
  var reviewers = ""
  let reviewer: String?
  let decidedAt: ShownTime?
  let decisionReason: String?
  /// What came of it; the link leads to the transaction.
  let outcome: (text: String, link: Link?)?
  let choice: Choice
  /// Why the last try was turned down.
  var fault: String?

  var place: MenuPlace { .approvals }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { row.operation }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      div(.class("detail-head")) {
        div {
          row.decision.badge(words)
          h1 { heading(words) }
          copyable(row.id, words)
        }
      }
      faultNotice(fault)
      div(.class("split")) {
        div {
          card(words.approvalChange, words.approvalChangeNote) { changes(words) }
          card(words.approvalDecision) { decision(visit) }
        }
        aside { card(words.transactionFacts) { facts(pairs(words)) } }
      }
    }
  }

  private func changes(_ words: Words) -> Node {
    if differences.isEmpty { return p(.class("none")) { words.approvalNoChange } }
    return DataTable(
      name: words.approvalChange,
      columns: [
        Column(words.approvalWhat), Column(words.approvalBefore, .number),
        Column(words.approvalAfter, .number),
      ],
      rows: differences.map { line in
        [.text(line.name), .text(line.before), strong { line.after }]
      }, isNarrow: true
    ).node
  }

  private func pairs(_ words: Words) -> [(name: String, value: Node)] {
    var pairs = parties.map { party in
      (party.name, party.link.map { link in a(.href(link)) { party.value } } ?? .text(party.value))
    }
    pairs.append((words.approvalAuthor, .text(row.author)))
    pairs.append((words.approvalReason, .text(row.reason)))
    pairs.append((words.approvalProposed, moment(row.proposedAt, words)))
    pairs.append((words.approvalExpires, moment(row.expiresAt, words)))
    if !reviewers.isEmpty { pairs.append((words.approvalReviewers, .text(reviewers))) }
    return pairs
  }

  private func decision(_ visit: Visit) -> Node {
    let words = visit.words
    switch choice {
    case .decide:
      return Node {
        reasonForm("approve", words.approvalApprove, words.approvalApproveReason, isNeeded: false, visit)
        reasonForm("reject", words.approvalReject, words.approvalRejectReason, isNeeded: true, visit)
      }
    case .withdraw:
      return Node {
        p { words.approvalOwn }
        form(.class("decision"), .method(.post), .action(.approval(row.id).appending("withdraw"))) {
          formToken(visit)
          div { button(.class("button plain")) { words.approvalWithdraw } }
        }
      }
    case .look(let isOwn): return p(.class("none")) { isOwn ? words.approvalOwn : words.approvalNoRight }
    case .collect(let link):
      return Node {
        facts(outcomePairs(words))
        p { a(.class("button"), .href(link)) { words.approvalCollect } }
      }
    case .done: return facts(outcomePairs(words))
    }
  }

  private func reasonForm(
    _ word: String, _ action: String, _ label: String, isNeeded: Bool, _ visit: Visit
  ) -> Node {
    var attributes: [Attribute] = [.id(word), .name("reason"), .maxlength(200)]
    if isNeeded { attributes.append(.required) }
    if fault != nil { attributes.append(.aria(.describedby, "fault")) }
    return form(.class("decision"), .method(.post), .action(.approval(row.id).appending(word))) {
      formToken(visit)
      div(.class("field")) {
        Consoles.label(.for(word)) { label }
        textarea(attributes) {}
      }
      div {
        button(isNeeded ? [.class("button plain")] : [.class("button")]) { action }
      }
    }
  }

  private func outcomePairs(_ words: Words) -> [(name: String, value: Node)] {
    var pairs: [(name: String, value: Node)] = [(words.commonState, row.decision.badge(words))]
    if let reviewer { pairs.append((words.approvalReviewer, .text(reviewer))) }
    if let decidedAt { pairs.append((words.approvalDecided, moment(decidedAt, words))) }
    if let decisionReason, !decisionReason.isEmpty {
      pairs.append((words.approvalReason, .text(decisionReason)))
    }
    if let outcome {
      let text = outcome.link.map { link in a(.href(link)) { outcome.text } } ?? .text(outcome.text)
      pairs.append((words.approvalOutcome, text))
    }
    return pairs
  }
}
