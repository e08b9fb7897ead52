package import Ledger
internal import Storage

/// What became of an earn that a terminal decided by itself and tells of later (脱机消费积分).
package enum AdviceOutcome: Sendable {
  case posted(Receipt)
  /// Received, not posted: somebody must look at it. It never posts by itself from now on. With the moment
  /// at which it was first received, so that the same advice again gets the same answer.
  case kept(at: Instant)
}

extension Coalition {
  /// How many business days an advice may be late.
  static let adviceDays = 3

  /// Takes an advice, which is declined for its discount alone: the customer has left. It posts when it is
  /// within the terminal's limits, at most 3 business days old, and nothing refuses it; otherwise it becomes
  /// a case and makes no points.
  ///
  /// Before the case its key is closed in the ledger, so that the same advice coming again cannot post while
  /// somebody works on the case.
  /// - Throws: ``OrderRefusal/busy`` or `.outcomeUnknown`: nothing may be answered; the terminal sends it
  ///   again. `.discountChanged`: nothing was booked, and the number may be used again.
  package func postAdvice(
    _ order: EarnOrder, _ reference: TillReference, of terminal: POSTerminal, by principal: Principal
  ) async throws -> AdviceOutcome {
    let key = reference.key(of: terminal.id)
    guard case .purchase(let money) = order.value else { throw OrderRefusal.amountOutOfRange }
    let reason: CaseReason
    if !isRecent(order.occasion.occurredAt) {
      reason = CaseReason(.adviceTooOld)
    } else if try await !reserve(money.minorUnits, by: terminal) {
      reason = CaseReason(.adviceLimit)
    } else {
      do {
        let receipt = try await earn(order, key: key, by: principal)
        if receipt.isReplay { giveBack(money.minorUnits, by: terminal) }
        return .posted(receipt)
      } catch let error where error.isRefusal {
        giveBack(money.minorUnits, by: terminal)
        // Another discount than the rules' is declined: nothing was booked, and what was paid may be told
        // without it.
        if error.isUndecided || error.isOfDiscount { throw error }
        reason = error.adviceReason
      }
    }
    // What its number led to before, stands: the same advice again, or a number that the till used twice.
    let known = try await transaction(key: key, by: principal)
    if let known, known.transaction.refusal == nil, known.transaction.kind == .earn,
      reason.code != .traceUsedTwice
    {
      return .posted(known)
    }
    let moment = try await received(reference, known, terminal, by: principal)
    let draft = CaseDraft.adviceNotPosted(
      order, reference, terminal, because: reason, on: settings.calendar.businessDay(of: clock.now()))
    try await raiseCase(draft)
    return .kept(at: moment)
  }

  /// When an advice that is kept first came: when its number was closed, or met what it had led to before.
  private func received(
    _ reference: TillReference, _ known: Receipt?, _ terminal: POSTerminal, by principal: Principal
  ) async throws -> Instant {
    guard let known else { return try await closeKey(of: reference, terminal, by: principal).transaction.at }
    let closed = try await transaction(key: reference.keptKey(of: terminal.id), by: principal)
    return (closed ?? known).transaction.at
  }

  private func isRecent(_ moment: Instant?) -> Bool {
    let now = clock.now()
    let (today, day) = (
      settings.calendar.businessDay(of: now), settings.calendar.businessDay(of: moment ?? now)
    )
    return today.daysSince1970 - day.daysSince1970 <= Self.adviceDays
  }

  private func reserve(_ amount: Int64, by terminal: POSTerminal) async throws -> Bool {
    if planted.has(.advicesPassTheirLimits) { return true }
    guard amount <= terminal.parameters.adviceLimit else { return false }
    var known = posTerminalCache.advices(of: terminal.id, in: terminal.batch)
    if known == nil {
      try await projectTillItems()
      known = try await database.read { tx in
        try tx.tillItems(of: terminal.id, in: terminal.batch)
          .reduce(0) { $1.kind == .earn ? $0 + $1.amount : $0 }
      }
    }
    return posTerminalCache.reserve(
      amount, of: terminal.parameters.batchAdviceLimit, by: terminal.id, in: terminal.batch,
      startingAt: known ?? 0)
  }

  private func giveBack(_ amount: Int64, by terminal: POSTerminal) {
    posTerminalCache.giveBack(amount, by: terminal.id, in: terminal.batch)
  }

  private func closeKey(
    of reference: TillReference, _ terminal: POSTerminal, by principal: Principal
  ) async throws -> Receipt {
    let key = reference.key(of: terminal.id)
    return try await reverse(
      key, occasion: Occasion(.pos, reference: reference.text), key: reference.keptKey(of: terminal.id),
      by: principal)
  }
}

extension Error {
  /// Whether nothing is known of what became of it.
  fileprivate var isUndecided: Bool {
    switch self as? OrderRefusal {
    case .busy, .outcomeUnknown: true
    default: false
    }
  }

  fileprivate var isOfDiscount: Bool {
    if case .discountChanged = self as? OrderRefusal { true } else { false }
  }

  fileprivate var adviceReason: CaseReason {
    if case .idempotencyMismatch = self as? OrderRefusal { return CaseReason(.traceUsedTwice) }
    return .refused(self)
  }
}
