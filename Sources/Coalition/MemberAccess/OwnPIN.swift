package import Ledger
internal import Storage

/// Whether a member has a payment PIN, as they see it.
package enum OwnPIN: Sendable, Hashable {
  case none, set
  /// Too many wrong ones; it can be tried again from then on.
  case locked(until: Instant)
}

extension Coalition {
  package func ownPIN(by me: MemberPrincipal) async throws -> OwnPIN {
    let now = clock.now()
    let lockedUntil = try await database.read { tx in
      try tx.queryFirst("SELECT locked_until FROM member_pin WHERE member_id = \(me.member)") {
        $0[0] as Instant
      }
    }
    guard let lockedUntil else { return .none }
    return lockedUntil > now ? .locked(until: lockedUntil) : .set
  }

  /// Sets the PIN that pays at tills and seats, proven by a code to the member's number; a lock of the one
  /// before ends. For a day no points go to others, and the member is told.
  ///
  /// Devices stay signed in: nobody enters with a PIN.
  /// - Throws: `MemberAccessRefusal.pinTooSimple`, `.wrong`, `.delayed`, `.closed`.
  package func setOwnPIN(
    _ pin: String, code: String, from place: EntryPlace, by me: MemberPrincipal
  ) async throws {
    let number = try await ownPhone(me)
    // Before the code, which a slip of the finger must not use up.
    guard pin.isDigits, pin.utf8.count == 6, !pin.isSimplePIN, !number.hasSuffix(pin) else {
      throw MemberAccessRefusal.pinTooSimple
    }
    try await requireCode(code, of: number, for: .contactChange, from: place)
    let new = newPIN(pin)
    let now = clock.now()
    try await changeAccess(
      "member.pin", MessageDraft(.pinSet, to: me.member), signsOut: false, by: me
    ) { tx in try tx.set(new, of: me.member, at: now) }
  }
}
