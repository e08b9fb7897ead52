package import Ledger
internal import LedgerStore
internal import Storage

/// What became of a terminal's reversal (冲正).
package enum TillReversal: Sendable {
  /// What the reversal was about has no effect now, and never will have.
  case undone(Receipt)
  /// Its amount is not the original's: nothing was undone, and somebody looks at it.
  case amountDiffers
}

extension Coalition {
  /// Undoes what a terminal's message led to, whether it came, was declined or never arrived; on any day,
  /// also when its batch was settled.
  ///
  /// The same reversal may come as often as the terminal likes.
  /// - Parameter amount: field 4, in minor units; nil where the message had none.
  /// - Throws: ``OrderRefusal``, `AccessRefusal`.
  package func reverse(
    _ reference: TillReference, amount: Int64?, of terminal: POSTerminal, by principal: Principal
  ) async throws -> TillReversal {
    let key = reference.key(of: terminal.id)
    if planted.has(.reversalsLeaveNoTombstone), try await transaction(key: key, by: principal) == nil {
      return .undone(
        try await reverse(
          key + " other", occasion: Occasion(.pos, terminal: .id(terminal.id)),
          key: reference.reversalKey(of: terminal.id), by: principal))
    }
    if let amount, let found = try await transaction(key: key, by: principal)?.transaction,
      found.refusal == nil, let ours = try await tillAmount(of: found), ours.asked != amount,
      ours.approved != amount
    {
      let draft = CaseDraft.reversalAmountDiffers(
        found, ours: ours.approved, theirs: amount, reference, terminal,
        on: settings.calendar.businessDay(of: clock.now()))
      try await raiseCase(draft)
      return .amountDiffers
    }
    return .undone(
      try await reverse(
        key, occasion: Occasion(.pos, terminal: .id(terminal.id), reference: reference.text),
        key: reference.reversalKey(of: terminal.id), by: principal))
  }

  /// The money that a transaction was about; a void's and a release's is their original's.
  package func tillAmount(of transaction: Ledger.Transaction) async throws -> TillAmount? {
    if let own = TillAmount(transaction) { return own }
    guard transaction.kind == .void || transaction.kind == .release, transaction.original.isGiven else {
      return nil
    }
    return try await ledger.transaction(transaction.original).flatMap { TillAmount($0) }
  }
}
