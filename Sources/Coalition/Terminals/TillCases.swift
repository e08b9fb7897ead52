internal import Ledger

// What a terminal's work leaves for people to look at, as cases.
extension CaseDraft {
  /// Something came into a batch after it was settled, or was undone in it.
  static func lateAfterClose(_ item: TillItem, _ transaction: Ledger.Transaction) -> CaseDraft {
    CaseDraft(
      .lateAfterClose, from: .terminalBatch, subjectKey: "late \(transaction.id.rawValue)", channel: .pos,
      merchant: item.merchant, store: transaction.context.store, terminal: item.terminal, member: item.member,
      asset: transaction.subject.asset, day: transaction.day, transaction: transaction.id,
      ours: AcquiringCase.Side(
        points: transaction.amount, minorUnits: item.amount, reference: item.reference.text),
      reason: CaseReason(transaction.kind == .reversal ? .reversedLate : .postedLate))
  }

  /// A line of a batch on which the terminal's journal and ours do not agree.
  static func difference(
    _ difference: TillComparison.Difference, _ terminal: POSTerminal, _ batch: TillBatchName,
    on day: BusinessDay
  ) -> CaseDraft {
    let reference = TillReference(batch: batch, trace: difference.trace).text
    let kind: AcquiringCase.Kind =
      switch difference.kind {
      case .terminalOnly: .missingHere
      case .hereOnly: .missingThere
      case .agrees, .unlike: .amountDiffers
      }
    var draft = CaseDraft(
      kind, from: .terminalBatch, subjectKey: "line \(terminal.id.rawValue) \(reference)", channel: .pos,
      merchant: terminal.merchant, store: terminal.store, terminal: terminal.id, day: day,
      reason: difference.isCardUnlike ? CaseReason(.cardDiffers) : .unsaid)
    if let item = difference.item {
      draft.member = item.member
      draft.transaction = item.transaction
      draft.ours = AcquiringCase.Side(points: item.points, minorUnits: item.amount, reference: reference)
    }
    if let line = difference.line {
      if !draft.member.isGiven { draft.member = line.member ?? .none }
      draft.theirs = AcquiringCase.Side(minorUnits: line.amount, reference: reference)
    }
    return draft
  }

  /// An earn that a terminal decided by itself and that did not post.
  static func adviceNotPosted(
    _ order: EarnOrder, _ reference: TillReference, _ terminal: POSTerminal, because reason: CaseReason,
    on day: BusinessDay
  ) -> CaseDraft {
    var theirs = AcquiringCase.Side(reference: reference.text)
    if case .purchase(let money) = order.value { theirs.minorUnits = money.minorUnits }
    return CaseDraft(
      .adviceNotPosted, from: .terminalAdvice, subjectKey: reference.key(of: terminal.id), channel: .pos,
      merchant: terminal.merchant, store: terminal.store, terminal: terminal.id, day: day, theirs: theirs,
      reason: reason.telling(order.discount))
  }

  /// A reversal that names another amount than its original has: nothing was undone.
  static func reversalAmountDiffers(
    _ original: Ledger.Transaction, ours: Int64, theirs: Int64, _ reference: TillReference,
    _ terminal: POSTerminal, on day: BusinessDay
  ) -> CaseDraft {
    CaseDraft(
      .reversalAmountDiffers, from: .terminalReversal, subjectKey: reference.key(of: terminal.id),
      channel: .pos,
      merchant: terminal.merchant, store: terminal.store, terminal: terminal.id,
      member: original.subject.member, asset: original.subject.asset, day: day, transaction: original.id,
      ours: AcquiringCase.Side(points: original.amount, minorUnits: ours, reference: reference.text),
      theirs: AcquiringCase.Side(minorUnits: theirs, reference: reference.text),
      reason: CaseReason(.reversalAmount))
  }
}
