package import Ledger
internal import Storage

extension Coalition {
  /// Looks a settlement through (审核).
  /// - Throws: `AccessRefusal`, ``SettlementRefusal``.
  package func reviewSettlement(_ id: SettlementID, by principal: Principal) async throws -> Settlement {
    try principal.requireOperator(.settle)
    try principal.requireConfirmed(at: clock.now())
    return try await work(on: id, from: [.calculated], to: .reviewed, by: principal) { tx, _ in
      try tx.execute(
        "UPDATE settlement SET reviewer_id = \(try principal.personWhoDecides()) WHERE id = \(id)")
    }
  }

  /// Approves a settlement that another person looked through (批准).
  /// - Throws: `AccessRefusal`, ``SettlementRefusal``.
  package func approveSettlement(_ id: SettlementID, by principal: Principal) async throws -> Settlement {
    try principal.requireOperator(.settle)
    try principal.requireConfirmed(at: clock.now())
    return try await work(on: id, from: [.reviewed], to: .approved, by: principal) { tx, found in
      let person = try principal.personWhoDecides()
      if person == found.reviewer { throw SettlementRefusal.reviewerMayNotApprove }
      try tx.execute("UPDATE settlement SET approver_id = \(person) WHERE id = \(id)")
    }
  }

  /// Notes that a settlement was paid, by the bank's reference (付款).
  /// - Throws: `AccessRefusal`, ``SettlementRefusal``.
  package func paySettlement(
    _ id: SettlementID, reference: String, on day: BusinessDay, by principal: Principal
  ) async throws -> Settlement {
    try principal.requireOperator(.settle)
    try principal.requireConfirmed(at: clock.now())
    guard reference.isPlain(1...64) else { throw SettlementRefusal.referenceMissing }
    guard day <= settings.calendar.businessDay(of: clock.now()) else { throw SettlementRefusal.dayNotCome }
    do {
      return try await work(
        on: id, from: [.approved], to: .paid, by: principal,
        { tx, _ in
          try tx.execute(
            """
            UPDATE settlement SET bank_reference = \(reference), paid_on = \(day.column) WHERE id = \(id)
            """)
        }, because: reference)
    } catch let error as DatabaseError where error.isUniqueViolation(of: "bank_reference") {
      throw SettlementRefusal.referenceUsed
    }
  }

  /// Holds a settlement back (暂缓).
  /// - Throws: `AccessRefusal`, ``SettlementRefusal``.
  package func holdSettlement(
    _ id: SettlementID, reason: String, by principal: Principal
  ) async throws -> Settlement {
    try principal.requireOperator(.settle)
    guard reason.isReason else { throw SettlementRefusal.reasonMissing }
    return try await work(
      on: id, from: [.calculated, .reviewed, .approved], to: .onHold, by: principal, because: reason)
  }

  /// Says on a merchant's behalf that its settlement is wrong (提出异议).
  /// - Throws: `AccessRefusal`, ``SettlementRefusal``.
  package func disputeSettlement(
    _ id: SettlementID, reason: String, by principal: Principal
  ) async throws -> Settlement {
    // What reads figures may not stop a payment.
    try principal.require(.settle)
    guard principal.stores == nil else { throw AccessRefusal.scopeMissing(.settle) }
    // It is nobody's but the merchant's.
    guard principal.merchant != nil else { throw SettlementRefusal.notFound }
    guard reason.isReason else { throw SettlementRefusal.reasonMissing }
    return try await work(
      on: id, from: [.calculated, .reviewed, .approved], to: .disputed, by: principal, because: reason)
  }

  /// Takes up again what was held back or disputed: it is looked through anew. What was wrong is made good by
  /// an adjustment, which the next account has.
  /// - Throws: `AccessRefusal`, ``SettlementRefusal``.
  package func reopenSettlement(
    _ id: SettlementID, reason: String, by principal: Principal
  ) async throws -> Settlement {
    try principal.requireOperator(.settle)
    guard reason.isReason else { throw SettlementRefusal.reasonMissing }
    return try await work(
      on: id, from: [.onHold, .disputed], to: .calculated, by: principal,
      { tx, _ in
        try tx.execute("UPDATE settlement SET reviewer_id = 0, approver_id = 0 WHERE id = \(id)")
      }, because: reason)
  }

  private func work(
    on id: SettlementID, from states: Set<Settlement.State>, to state: Settlement.State,
    by principal: Principal,
    _ change: @escaping @Sendable (any Storage.Transaction, Settlement) throws -> Void = { _, _ in },
    because reason: String = ""
  ) async throws -> Settlement {
    let now = clock.now()
    defer { if state == .paid { directoryCache.forgetTerms() } }
    return try await database.write { tx in
      guard let found = try tx.settlement(id), principal.sees(found.merchant) else {
        throw SettlementRefusal.notFound
      }
      guard states.contains(found.state) else { throw SettlementRefusal.wrongState(found.state) }
      try change(tx, found)
      // Of two people at once one is first: the state is part of the condition.
      let moved = try tx.execute(
        """
        UPDATE settlement SET state = \(state), updated_at = \(now)
        WHERE id = \(id) AND state = \(found.state)
        """)
      guard moved == 1 else { throw SettlementRefusal.wrongState(found.state) }
      try tx.keepStep(of: id, state, by: principal.actor, because: reason, at: now)
      if state == .paid {
        try tx.pay(found)
        try tx.bookPayment(of: id, at: now)
      }
      try append(
        Change(
          action: "settlement.\(state.rawValue)", subject: "settlement/\(id.rawValue)",
          before: found.state.rawValue, after: state.rawValue),
        by: principal.actor, in: tx)
      return try tx.settlement(id) ?? found
    }
  }
}

extension Principal {
  /// Who decides: a signed-in person, never a key.
  /// - Throws: `ApprovalRefusal.reviewerMustBePerson`.
  fileprivate func personWhoDecides() throws(ApprovalRefusal) -> OperatorID {
    guard actor.kind == .user else { throw .reviewerMustBePerson }
    return OperatorID(actor.id)
  }
}
