internal import Crypto
package import Ledger
internal import Storage

/// A live member code (动态会员码): the same thing as digits under a barcode and as a QR code's text.
package struct MemberCode: Sendable, Hashable {
  /// 19 digits.
  package let digits: String
  package let payload: String
  /// When a new one should be shown.
  package let refreshAt: Instant
}

/// What a live code says.
struct DecodedMemberCode {
  /// The member, or what stands for a pool.
  let member: Member
  /// Minutes since 1970 in which it was issued.
  let step: Int64
  /// 0…9: codes used before in the same minute.
  let serial: Int64
  /// Who shows it, where it is a pool's.
  var place: PoolPlace?

  var live: LiveCode { LiveCode(member: member.id, place: place) }
}

extension Coalition {
  package static let codeStepSeconds: Int64 = 60

  /// Shows a member's code of this minute; after one was used, the next of ten.
  /// - Throws: `AccessRefusal`, `MemberRefusal.memberNotFound`, `.memberFrozen`, `.memberClosed`,
  ///   `.codesUsedUp`.
  package func issueMemberCode(of member: MemberID, by principal: Principal) async throws -> MemberCode {
    try principal.require(.readMembers)
    let step = codeStep(at: clock.now())
    let (found, used) = try await database.read { tx in
      let found = try tx.requireMember(member)
      let used = try tx.queryFirst(
        "SELECT max(serial) FROM used_member_code WHERE member_id = \(member) AND step = \(step)"
      ) { $0[0] as Int64? }
      return (found, used ?? nil)
    }
    try found.requireActive()
    let serial = (used ?? -1) + 1
    guard serial <= 9 else { throw MemberRefusal.codesUsedUp }
    return MemberCode(
      digits: MemberCodeDigits(key: secrets.memberCodeKey).text(
        number: found.codeNumber, serial: serial, step: step),
      payload: codePayload(member.rawValue, serial: serial, step: step, purpose: "payload"),
      refreshAt: Instant(
        microseconds: (step + 1) * Self.codeStepSeconds * Instant.microsecondsPerSecond))
  }

  /// Takes a live code as proof that the member is there; once, and again for the same request.
  /// - Throws: `MemberRefusal.codeExpired`, also when it was used, `.memberFrozen`, `.memberClosed`.
  package func useMemberCode(_ code: String, for request: IdempotencyKey) async throws -> Member {
    let decoded = try await memberCode(code)
    try decoded.member.requireActive()
    let now = clock.now()
    let name = request.bytes
    let (table, column): (SQL, SQL) =
      decoded.place == nil ? ("used_member_code", "member_id") : ("used_pool_code", "person_id")
    let holder = decoded.place?.person.rawValue ?? decoded.member.id.rawValue
    let (step, serial) = (decoded.step, decoded.serial)
    let isFree = try await database.write { tx in
      let isFirst = try tx.execute(
        """
        INSERT INTO \(table) (\(column), step, serial, used_at, used_for)
        VALUES (\(holder), \(step), \(serial), \(now), \(name))
        ON CONFLICT (\(column), step, serial) DO NOTHING
        """)
      if isFirst == 1 { return true }
      let user = try tx.queryFirst(
        """
        SELECT used_for FROM \(table)
        WHERE \(column) = \(holder) AND step = \(step) AND serial = \(serial)
        """
      ) { $0[0] as [UInt8] }
      return user == name
    }
    guard isFree else { throw MemberRefusal.codeExpired }
    return decoded.member
  }

  /// Reads a live code without using it up; good one minute before and after its own.
  func memberCode(_ text: String) async throws -> DecodedMemberCode {
    let now = codeStep(at: clock.now())
    let steps = [now, now - 1, now + 1]
    if let (number, serial, step) = decodedPayload(text, purpose: "payload"), steps.contains(step) {
      guard let found = try await database.read({ try $0.member(MemberID(number)) }) else {
        throw MemberRefusal.codeExpired
      }
      return DecodedMemberCode(member: found, step: step, serial: serial)
    }
    let cipher = MemberCodeDigits(key: secrets.memberCodeKey)
    for step in steps {
      guard let (number, serial) = cipher.decoded(text, step: step) else { continue }
      let found = try await database.read { tx in
        try tx.queryFirst(Member.select + "WHERE member.code_number = \(number)") { Member($0) }
      }
      if let found { return DecodedMemberCode(member: found, step: step, serial: serial) }
    }
    if let found = try await poolCode(text, in: steps) { return found }
    throw MemberRefusal.codeExpired
  }

  /// Codes of steps long past, which no longer pass anyway; for the daily run.
  package func forgetUsedCodes() async throws {
    let old = codeStep(at: clock.now()) - 60
    try await database.write { tx in
      try tx.execute("DELETE FROM used_member_code WHERE step < \(old)")
      try tx.execute("DELETE FROM used_pool_code WHERE step < \(old)")
    }
  }

  func codeStep(at moment: Instant) -> Int64 {
    moment.microseconds / (Self.codeStepSeconds * Instant.microsecondsPerSecond)
  }

  /// Whose it is, step and serial under a permutation of 128 bits, of which 28 are zero.
  func codePayload(_ holder: Int64, serial: Int64, step: Int64, purpose: String) -> String {
    let plain =
      UInt128(UInt64(bitPattern: holder)) << 64 | UInt128(UInt64(step)) << 32 | UInt128(
        UInt64(serial)) << 28
    let shuffled = Permutation(key: secrets.memberCodeKey, purpose: purpose, halfBits: 64).forward(plain)
    return "TB1" + Crockford.text(shuffled, bitCount: 128)
  }

  func decodedPayload(_ text: String, purpose: String) -> (holder: Int64, serial: Int64, step: Int64)? {
    guard text.hasPrefix("TB1"), let shuffled = Crockford.value(text.dropFirst(3), bitCount: 128) else {
      return nil
    }
    let plain = Permutation(key: secrets.memberCodeKey, purpose: purpose, halfBits: 64).backward(shuffled)
    let serial = Int64(truncatingIfNeeded: plain >> 28 & 0xF)
    guard plain & 0xFFF_FFFF == 0, serial <= 9 else { return nil }
    return (
      Int64(truncatingIfNeeded: plain >> 64), serial,
      Int64(truncatingIfNeeded: plain >> 32 & 0xFFFF_FFFF)
    )
  }
}

/// The digits of a live code: 28, sixteen digits of a permutation of the minute, a check digit.
///
/// Sixteen digits are the member's nine, a serial digit and six zeros, shuffled by a Feistel network over two
/// halves of eight digits. A guess passes with 3 × 10⁻⁶ × the share of numbers in use; nothing links one code
/// to the next.
struct MemberCodeDigits {
  let key: SymmetricKey

  /// What every code begins with, and no card.
  static let prefix = "28"
  private static let half: UInt64 = 100_000_000
  private static let rounds = 8

  func text(number: Int64, serial: Int64, step: Int64) -> String {
    let plain = (UInt64(number) * 10 + UInt64(serial)) * 1_000_000
    var (left, right) = (plain / Self.half, plain % Self.half)
    for round in 0..<Self.rounds {
      (left, right) = (right, (left + mixed(right, step, round)) % Self.half)
    }
    let digits = String(left * Self.half + right)
    let body = Self.prefix + String(repeating: "0", count: 16 - digits.count) + digits
    return body + String(Luhn.checkDigit(for: body))
  }

  /// Number and serial when the text is a code of that minute.
  func decoded(_ text: String, step: Int64) -> (number: Int64, serial: Int64)? {
    guard text.utf8.count == 19, text.isDigits, text.hasPrefix(Self.prefix), Luhn.isValid(text) else {
      return nil
    }
    guard let shuffled = UInt64(text.dropFirst(2).dropLast()) else { return nil }
    var (left, right) = (shuffled / Self.half, shuffled % Self.half)
    for round in (0..<Self.rounds).reversed() {
      (left, right) = ((right + Self.half - mixed(left, step, round)) % Self.half, left)
    }
    let plain = left * Self.half + right
    guard plain % 1_000_000 == 0 else { return nil }
    let used = Int64(plain / 1_000_000)
    return (used / 10, used % 10)
  }

  private func mixed(_ half: UInt64, _ step: Int64, _ round: Int) -> UInt64 {
    let input = [UInt8(round)] + step.bigEndianBytes + half.bigEndianBytes
    let code = HMAC<SHA256>.authenticationCode(for: input, using: key)
    return code.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } % Self.half
  }
}

extension IdempotencyKey {
  var bytes: [UInt8] { high.bigEndianBytes + low.bigEndianBytes }
}
