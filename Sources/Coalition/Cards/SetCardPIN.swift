package import Ledger
internal import Storage

extension Coalition {
  /// Sets or changes the PIN that pays with a card (设密、改密). It is its holder's, and pays with their other
  /// cards as well.
  ///
  /// A merchant needs what shows that the holder agrees: the PIN of before or a code to their number; for a
  /// card without a name and without a PIN the security code. A live code pays, but changes no PIN: it is on
  /// the screen of whoever has the phone. Of two who change it at once with the PIN of before one does. A
  /// member is told, and gives no points to others for a day.
  /// - Throws: `AccessRefusal`, `MemberRefusal`: `cardNotFound`, what the card's state is refused for,
  ///   `pinTooSimple`, `memberProofRequired`, what the proof is refused for, `memberFrozen`, `memberClosed`.
  package func setCardPIN(
    _ pin: String, of id: CardID, proof: MemberProof? = nil, code: String? = nil,
    for request: IdempotencyKey? = nil, by principal: Principal
  ) async throws {
    try principal.require(.writeMembers)
    let now = clock.now()
    let card = try await card(id, by: principal)
    try card.requireActive(at: now)
    guard let holder = card.member else { throw MemberRefusal.cardInactive }
    let known = try await database.read { tx in
      try (member: tx.requireMember(holder), isBearer: tx.isBearer(holder), salt: tx.pinSalt(of: holder))
    }
    guard pin.isDigits, pin.utf8.count == 6, !pin.isSimplePIN, known.member.phone?.hasSuffix(pin) != true
    else { throw MemberRefusal.pinTooSimple }
    if case .code = proof { throw MemberRefusal.memberProofRequired }
    let isFirst = known.isBearer && known.salt == nil
    try await requireHolder(
      of: card, proof, code: isFirst ? code : nil, isLogInEnough: false,
      opensPoints: true, for: request, by: principal)
    let new = newPIN(pin)
    let coolUntil = now.adding(seconds: Self.coolingSeconds)
    defer { directoryCache.forgetMembers() }
    try await database.write { tx in
      try tx.requireMember(holder).requireActive()
      // What was proven is the PIN that stood then.
      guard try tx.pinSalt(of: holder) == known.salt else { throw MemberRefusal.memberProofRequired }
      try tx.set(new, of: holder, at: now)
      if !known.isBearer {
        try tx.execute(
          "UPDATE member SET cash_out_from = \(coolUntil), updated_at = \(now) WHERE id = \(holder)")
        try make([MessageDraft(.pinSet, to: holder)], in: tx)
      }
      try append(
        Change(action: "card.pin", subject: "card/\(id.rawValue)", after: "member/\(holder.rawValue)"),
        by: principal.actor, in: tx)
    }
  }
}

extension Storage.Transaction {
  /// Another PIN has another salt, also of the same digits.
  fileprivate func pinSalt(of member: MemberID) throws -> [UInt8]? {
    try queryFirst("SELECT salt FROM member_pin WHERE member_id = \(member)") { $0[0] as [UInt8] }
  }
}
