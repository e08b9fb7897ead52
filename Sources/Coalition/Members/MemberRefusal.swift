/// Why an operation on a member was declined. A closed list.
package enum MemberRefusal: Error, Sendable, Hashable {
  /// No member answers to the id, phone, card, e-mail, own id or code.
  case memberNotFound
  /// Another member is known by the same thing.
  case memberExists(MemberField)
  case memberFrozen
  case memberClosed
  /// The value is not of the form that the field needs.
  case invalid(MemberField)
  /// The status cannot change to the one asked for.
  case statusConflict(Member.Status)
  case cardNotFound
  case cardLost
  /// The card was reported stolen.
  case cardStolen
  /// The card waits to be activated (未启用).
  case cardNotActivated
  case cardExpired
  /// Another card took its place.
  case cardReplaced
  /// The card was destroyed or closed, or its state is not what the operation needs.
  case cardInactive
  /// Cards of its type are used by members only.
  case cardNeedsHolder
  /// Points are held on the card: a payment is under way.
  case cardHoldsOpen
  /// Points lie on the card that would be nobody's.
  case cardHasPoints
  /// No cards of the type are made.
  case cardTypeNotFound
  /// The live or one-time code is wrong, too old or was used.
  case codeExpired
  /// Something that takes value needs a live code, a PIN or a one-time code.
  case memberProofRequired
  case pinNotSet
  /// The PIN is wrong; so many tries are left before it is locked.
  case pinWrong(triesLeft: Int)
  /// Too many wrong PINs; it can be tried again after so many seconds.
  case pinLocked(seconds: Int64)
  /// A PIN is 6 digits, not all the same and not in sequence.
  case pinTooSimple
  /// A code was sent a moment ago, or too many today; another may be had after so many seconds.
  case codeTooSoon(seconds: Int64)
  /// The last live code of this minute was used; a new one comes with the next.
  case codesUsedUp
  /// The phone or password changed a while ago; value may leave again after so many seconds.
  case cashOutCooling(seconds: Int64)
}

/// The fields of a member that can be at fault.
package enum MemberField: String, Sendable, Hashable, CaseIterable {
  case phone, email, card, name
  case ownID = "own_id"
  case externalID = "external_id"
}
