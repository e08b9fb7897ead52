internal import Crypto
internal import Ledger
internal import Storage

/// The person for whom a pool's live code stands.
struct PoolPlace: Sendable, Hashable {
  var pool: PoolID
  var person: PoolPersonID
  var member: MemberID
}

/// What orders need to know of a live code.
struct LiveCode: Sendable, Hashable {
  /// The member, or what stands for the pool.
  var member: MemberID
  var place: PoolPlace?
}

extension Coalition {
  /// Shows this minute's code by which the member spends from the pool: to tills it is a member code like any
  /// other, good once.
  /// - Throws: ``PoolRefusal``: `poolNotFound`, `notAllowed`, `frozen`; `MemberRefusal`.
  package func issuePoolCode(of pool: PoolID, by me: MemberPrincipal) async throws -> MemberCode {
    let step = codeStep(at: clock.now())
    let (person, used) = try await database.read { tx in
      let (pool, own) = try tx.place(of: me, in: pool)
      if pool.isFrozen { throw PoolRefusal.frozen }
      guard own.role.spends else { throw PoolRefusal.notAllowed }
      try tx.requireMember(me.member).requireActive()
      let used = try tx.queryFirst(
        "SELECT max(serial) FROM used_pool_code WHERE person_id = \(own.id) AND step = \(step)"
      ) { $0[0] as Int64? }
      return (own, used ?? nil)
    }
    for serial in ((used ?? -1) + 1)..<10 {
      let digits = poolDigits.text(number: person.codeNumber, serial: serial, step: step)
      // One in so many millions would be a member's, too, in a minute in which it is good.
      if try await isMembersCode(digits, around: step) { continue }
      return MemberCode(
        digits: digits,
        payload: codePayload(person.id.rawValue, serial: serial, step: step, purpose: "pool payload"),
        refreshAt: Instant(
          microseconds: (step + 1) * Self.codeStepSeconds * Instant.microsecondsPerSecond))
    }
    throw MemberRefusal.codesUsedUp
  }

  /// Reads a live code of a pool: the person is in it and may spend, the pool is open.
  /// - Returns: nil for any other code.
  func poolCode(_ text: String, in steps: [Int64]) async throws -> DecodedMemberCode? {
    if let (id, serial, step) = decodedPayload(text, purpose: "pool payload"), steps.contains(step) {
      return try await decodedPoolCode(of: "id = \(id)", serial: serial, step: step)
    }
    for step in steps {
      guard let (number, serial) = poolDigits.decoded(text, step: step) else { continue }
      if let found = try await decodedPoolCode(of: "code_number = \(number)", serial: serial, step: step) {
        return found
      }
    }
    return nil
  }

  private func decodedPoolCode(
    of condition: SQL, serial: Int64, step: Int64
  ) async throws -> DecodedMemberCode? {
    try await database.read { tx in
      let person = try tx.queryFirst(PoolPerson.select + "WHERE status = 'in' AND " + condition) {
        PoolPerson($0)
      }
      guard let person, person.role.spends, let pool = try tx.pool(person.pool), pool.status == .open,
        let account = try tx.member(pool.account), try tx.requireMember(person.member).status == .active
      else { return nil }
      return DecodedMemberCode(
        member: account, step: step, serial: serial,
        place: PoolPlace(pool: pool.id, person: person.id, member: person.member))
    }
  }

  private func isMembersCode(_ digits: String, around step: Int64) async throws -> Bool {
    let cipher = MemberCodeDigits(key: secrets.memberCodeKey)
    for other in (step - 2)...(step + 2) {
      guard let (number, _) = cipher.decoded(digits, step: other) else { continue }
      let member = try await database.read { tx in
        try tx.queryFirst("SELECT 1 FROM member WHERE code_number = \(number)") { $0[0] as Int64 }
      }
      if member != nil { return true }
    }
    return false
  }

  /// Other digits than a member's of the same number.
  private var poolDigits: MemberCodeDigits {
    let code = HMAC<SHA256>.authenticationCode(for: Array("pool digits".utf8), using: secrets.memberCodeKey)
    return MemberCodeDigits(key: SymmetricKey(data: code))
  }
}
