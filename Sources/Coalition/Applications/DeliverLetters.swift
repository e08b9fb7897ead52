internal import Ledger
internal import Logging
internal import Storage

/// What an applicant is told by mail.
enum LetterKind: String, CaseIterable, Sendable, SQLScalar {
  case received, approved, rejected
  /// A new invitation in place of one that was not used.
  case invited
}

extension Coalition {
  private static let lettersPerStep = 50
  private static let letterLeaseSeconds: Int64 = 120

  /// Sends the letters that are due, at most a step's worth, as ``deliverMessages()`` sends messages: a try
  /// is noted before it is made, and what nobody knows the end of goes out again under the same id.
  func deliverLetters() async throws -> Int {
    guard let send = messageSink.email else { return 0 }
    let now = clock.now()
    let due = try await database.write { tx in
      try tx.execute(
        """
        UPDATE application_letter SET state = 'failed'
        WHERE state = 'waiting' AND next_try_at <= \(now) AND tries >= \(Self.deliveryTries)
        """)
      return try tx.query(
        """
        UPDATE application_letter SET tries = tries + 1,
          next_try_at = \(now.adding(seconds: Self.letterLeaseSeconds))
        WHERE id IN (SELECT id FROM application_letter WHERE state = 'waiting' AND next_try_at <= \(now)
          ORDER BY next_try_at, id LIMIT \(Self.lettersPerStep))
        RETURNING id, application_id, kind, coalesce(invitation_id, 0), tries
        """
      ) { DueLetter(id: $0[0], application: $0[1], kind: $0[2], invitation: $0[3], tries: $0[4]) }
    }
    for letter in due.sorted(by: { $0.id < $1.id }) {
      let application = try await database.read { try $0.requireApplication(letter.application) }
      do {
        try await send(text(of: letter, about: application))
        try await note("sent", letter)
      } catch is CancellationError { throw CancellationError() } catch {
        // What a carrier says may hold the address, which the log must not.
        logger.warning("a letter to an applicant was not delivered")
        let isOver = error is PermanentFailure || letter.tries >= Self.deliveryTries
        try await note(isOver ? "failed" : "waiting", letter)
      }
    }
    return due.count
  }

  private func note(_ state: String, _ letter: DueLetter) async throws {
    let next = clock.now().adding(seconds: 60 << Int64(min(letter.tries - 1, 6)))
    try await database.write { tx in
      try tx.execute(
        """
        UPDATE application_letter SET state = \(state), next_try_at = \(next)
        WHERE id = \(letter.id) AND state = 'waiting'
        """)
    }
  }

  private func text(of letter: DueLetter, about application: MerchantApplication) -> OutgoingText {
    let wording = LetterWording(
      kind: letter.kind, application: application, number: publicIDs.text(application.id),
      secret: applicationSecret(application.id),
      invitation: letter.invitation.isGiven ? invitationCode(letter.invitation) : "",
      address: settings.publicAddress)
    let language = application.draft.language
    return OutgoingText(
      id: publicIDs.text(MessageDeliveryID(letter.id.rawValue)), recipient: application.draft.profile.email,
      title: wording.title[language], body: wording.body[language], language: language)
  }
}

private struct DueLetter: Sendable {
  let id: LetterID
  let application: ApplicationID
  let kind: LetterKind
  let invitation: InvitationID
  let tries: Int
}

extension Storage.Transaction {
  func addLetter(
    _ id: LetterID, _ kind: LetterKind, of application: ApplicationID, invitation: InvitationID? = nil,
    at now: Instant
  ) throws {
    try execute(
      """
      INSERT INTO application_letter (id, application_id, kind, invitation_id, state, tries, next_try_at,
        created_at)
      VALUES (\(id), \(application), \(kind), \(invitation), 'waiting', 0, \(now), \(now))
      """)
  }
}
