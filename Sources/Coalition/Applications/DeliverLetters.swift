internal import Ledger
internal import Storage

/// What an applicant is told by mail.
enum LetterKind: String, CaseIterable, Sendable, SQLScalar {
  case received, approved, rejected
  /// A new invitation in place of one that was not used.
  case invited
}

extension Coalition {
  private static let letters = MailQueue(
    table: "application_letter", key: ["id"], failure: "a letter to an applicant was not delivered")

  /// Sends the letters that are due, at most a step's worth.
  func deliverLetters() async throws -> Int {
    try await deliver(Self.letters) { mail in
      let (letter, application) = try await database.read { tx in
        guard let letter = try tx.letter(LetterID(mail.key[0])) else { throw PermanentFailure("no letter") }
        return (letter, try tx.requireApplication(letter.application))
      }
      return text(of: letter, about: application)
    }
  }

  private func text(of letter: Letter, about application: MerchantApplication) -> OutgoingText {
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

private struct Letter: Sendable {
  let id: LetterID
  let application: ApplicationID
  let kind: LetterKind
  let invitation: InvitationID
}

extension Storage.Transaction {
  fileprivate func letter(_ id: LetterID) throws -> Letter? {
    try queryFirst(
      """
      SELECT application_id, kind, coalesce(invitation_id, 0) FROM application_letter WHERE id = \(id)
      """
    ) { Letter(id: id, application: $0[0], kind: $0[1], invitation: $0[2]) }
  }

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
