package import Ledger

/// A signed-in member. What takes one reaches this member's data and nothing else, and only a session makes
/// one: whoever has none has no way in, and none of these operations takes a member's number beside it.
package struct MemberPrincipal: Sendable, Hashable {
  package let member: MemberID
  /// The device that asks.
  package let session: MemberSessionID
  /// When the member last proved on this device that it is they.
  package let provenAt: Instant

  init(_ member: MemberID, session: MemberSessionID, provenAt: Instant = .distantPast) {
    self.member = member
    self.session = session
    self.provenAt = provenAt
  }

  /// Whether what cannot be taken back may be asked for without another proof.
  package func isProven(at now: Instant) -> Bool {
    now < provenAt.adding(seconds: Principal.presenceSeconds)
  }

  /// How the member moves points of their own. The device's session is the log-in, a proof of the last five
  /// minutes is asked for besides.
  var moving: Principal {
    Principal(
      kind: .platform, scopes: [.transfer, .readMembers],
      actor: Actor(kind: .system, id: 0, answerable: 0, origin: "member"), isLoginProof: true,
      presence: .proved(at: provenAt))
  }

  /// How this member's own data is asked of the operations that staff use; never handed out.
  var reading: Principal {
    Principal(kind: .platform, scopes: [.readMembers, .readTransactions], actor: actor)
  }

  /// The member for the audit log, which cannot forget: so without an address.
  package var actor: Actor { Actor(kind: .system, id: member.rawValue, answerable: 0, origin: "member") }
}

/// Why a member could not enter, or not do something with their own account. A closed list.
package enum MemberAccessRefusal: Error, Sendable, Hashable {
  /// No session, or one that ended.
  case notAuthenticated
  case phoneInvalid
  /// An address has one @ and a dot behind it, at most 254 characters, all of them ASCII.
  case emailInvalid
  /// A name has at most 100 characters.
  case nameInvalid
  /// A code or password that does not fit, whatever is wrong with it.
  case wrong
  /// Too many failures for the number or the address; another try is possible after so many seconds.
  case delayed(seconds: Int64)
  /// A code was sent a moment ago, or too many were; another may be had after so many seconds.
  case codeTooSoon(seconds: Int64)
  /// The steps of entering took too long: begin again.
  case ticketEnded
  case termsNotAgreed
  /// The account is closed.
  case closed
  /// 8…128 characters, none of the most common passwords.
  case passwordTooWeak
  /// The new number belongs to another member, or is the old one.
  case phoneTaken
  /// The new address belongs to another member, or is the proven one.
  case emailTaken
  /// No e-mail goes out from here, so no address can be proven.
  case emailUnavailable
  /// A PIN is 6 digits, neither all the same nor in sequence nor the end of the member's number.
  case pinTooSimple
  /// A payment is under way: points are held until it ends.
  case holdsOpen
  /// Others are in a household or company that the member heads: it is handed over or closed first.
  case poolHeaded
  /// What would be forfeited is not what the member agreed to: look again.
  case pointsChanged
  /// The account is frozen already, or closed.
  case notActive
  /// What would be moved was shown too long ago, to somebody else, or is no longer so: look again.
  case offerEnded
  /// Neither a number nor a member's code.
  case receiverInvalid
  /// Nobody who can get points has that number or code; may be asked for so many of a day only.
  case receiverNotFound
  case tooManyLookups
}
