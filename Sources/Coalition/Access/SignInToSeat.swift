internal import Ledger
internal import Storage

extension Coalition {
  /// Signs a person in at a paired seat with a PIN; whoever was there before is signed out.
  ///
  /// A PIN of six digits is no secret against a network: it serves only at a browser that the store's own
  /// people paired, and after five wrong ones not for an hour. Unknown, disabled, of another store, without a
  /// PIN and wrong are one answer; failures delay the person, the address and the seat.
  /// - Parameters:
  ///   - seat: what the browser's lasting cookie holds.
  ///   - login: the staff number (工号) or the login.
  /// - Throws: `AccessRefusal.seatNotPaired`, `.notAuthenticated`, `.signInDelayed`.
  package func signInToSeat(
    _ seat: String, login: String, pin: String, from address: String
  ) async throws -> SignedIn {
    let seat = try await self.seat(seat)
    let login = login.asLogin
    let account = failureSubject("seat account", "\(seat.merchant.rawValue) \(login)")
    let subjects = [
      account, failureSubject(CountedAddress(address)), failureSubject("seat", "\(seat.id.rawValue)"),
    ]
    try await requireNoDelay(of: subjects)
    let person = try await database.read { tx in
      // Digits are a number first; nobody is shut out whose login is digits, since theirs is looked for next.
      try tx.users(
        """
        WHERE merchant_id = \(seat.merchant) AND status = 'active'
          AND (staff_number = \(login) OR login = \(login))
        ORDER BY staff_number IS NULL, id LIMIT 2
        """
      ).first { !$0.roles.isDisjoint(with: .ofSeat) && ($0.stores?.contains(seat.store) ?? true) }
    }
    let isRight = try await isStaffPIN(pin, of: person?.id ?? .none)
    let now = clock.now()
    guard let person, isRight else {
      try await countFailure(of: subjects, at: now)
      throw AccessRefusal.notAuthenticated
    }
    try await database.write { tx in
      try tx.execute("DELETE FROM sign_in_failure WHERE subject_hash = \(account)")
    }
    return try await openSession(of: person, .seat, at: now, seat: seat, from: address)
  }

  /// As ``signInToSeat(_:login:pin:from:)`` with the password, for whoever has no PIN.
  /// - Throws: `AccessRefusal.seatNotPaired`, `.notAuthenticated`, `.signInDelayed`.
  package func signInToSeat(
    _ seat: String, login: String, password: String, from address: String
  ) async throws -> SignedIn {
    let seat = try await self.seat(seat)
    let person = try await verifiedUser(
      login: login, password: password, from: address, at: ("seat", "\(seat.id.rawValue)")
    ) { person in
      person.merchant == seat.merchant && !person.roles.isDisjoint(with: .ofSeat)
        && person.stores?.contains(seat.store) ?? true
    }
    return try await openSession(of: person, .seat, at: clock.now(), seat: seat, from: address)
  }
}
