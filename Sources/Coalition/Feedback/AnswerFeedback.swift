package import Ledger
internal import Storage

extension Coalition {
  /// What members wrote, newest first: the operator's staff sees all, a merchant's what was written to it. It
  /// is written to the whole merchant, so people of some of its stores see none.
  /// - Throws: `AccessRefusal`.
  package func feedback(
    in state: Feedback.State?, of member: MemberID? = nil,
    _ page: PageRequest<Identified.Feedback> = PageRequest(), by principal: Principal
  ) async throws -> Page<Feedback> {
    try principal.require(.readMembers)
    try principal.requireAllStores()
    var conditions: [SQL] = ["feedback.id < \(page.bound)"]
    if let merchant = principal.merchant { conditions.append("feedback.merchant_id = \(merchant)") }
    if let member { conditions.append("feedback.member_id = \(member)") }
    if let state { conditions.append("state = \(state)") }
    let condition = conditions.joined(separator: " AND ")
    return try await database.read { tx in
      let found = try tx.query(
        Feedback.select + "WHERE \(condition) ORDER BY feedback.id DESC LIMIT \(page.limit + 1)"
      ) { Feedback($0) }
      return Page(found, limit: page.limit)
    }
  }

  /// One feedback, whole.
  /// - Throws: `AccessRefusal`, `FeedbackRefusal.notFound`, also for one to another merchant.
  package func feedback(_ id: FeedbackID, by principal: Principal) async throws -> Feedback {
    try principal.require(.readMembers)
    try principal.requireAllStores()
    let found = try await database.read { try $0.feedback("feedback.id = \(id)") }
    guard let found, principal.mayAnswer(found) else { throw FeedbackRefusal.notFound }
    return found
  }

  /// Answers a member.
  /// - Throws: `AccessRefusal`, `FeedbackRefusal`.
  package func answerFeedback(_ id: FeedbackID, _ text: String, by principal: Principal) async throws {
    let text = try Feedback.checked(text)
    try await work(on: id, "feedback.answer", by: principal) { tx, found, now in
      let person: OperatorID? = principal.actor.kind == .user ? principal.actor.operatorID : nil
      try tx.addEntry(to: id, text, by: .staff, person, at: now)
      try tx.execute(
        "UPDATE feedback SET state = 'answered', is_unread = 1, updated_at = \(now) WHERE id = \(id)")
      var message = MessageDraft(.answered, to: found.member)
      message.merchant = found.merchant ?? .none
      try make([message], in: tx)
    }
  }

  /// Takes it off the queue without an answer.
  /// - Throws: `AccessRefusal`, `FeedbackRefusal.notFound`.
  package func closeFeedback(_ id: FeedbackID, by principal: Principal) async throws {
    try await work(on: id, "feedback.close", by: principal) { tx, _, now in
      try tx.execute("UPDATE feedback SET state = 'closed', updated_at = \(now) WHERE id = \(id)")
    }
  }

  private func work(
    on id: FeedbackID, _ action: String, by principal: Principal,
    _ change: @escaping @Sendable (any Storage.Transaction, Feedback, Instant) throws -> Void
  ) async throws {
    try principal.require(.writeMembers)
    try principal.requireAllStores()
    let now = clock.now()
    try await database.write { tx in
      guard let found = try tx.feedback("feedback.id = \(id)"), principal.mayAnswer(found) else {
        throw FeedbackRefusal.notFound
      }
      try change(tx, found, now)
      // What was written may be personal, and the log cannot forget.
      try append(Change(action: action, subject: "feedback/\(id.rawValue)"), by: principal.actor, in: tx)
    }
  }
}

extension Principal {
  /// Only the operator reads what was written to the operator.
  fileprivate func mayAnswer(_ feedback: Feedback) -> Bool {
    merchant == nil || merchant == feedback.merchant
  }
}
