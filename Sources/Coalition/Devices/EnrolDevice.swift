internal import Crypto
package import Ledger
internal import Storage

/// A code with which one device is enrolled; it is never shown again.
package struct EnrolmentCode: Sendable {
  /// Three groups of four characters: 60 random bits.
  package let code: String
  package let expiresAt: Instant
}

extension Coalition {
  /// How long an enrolment code serves, in seconds.
  static let enrolmentSeconds: Int64 = 15 * 60

  /// Makes a code for a terminal that is a software till or handheld; an earlier code of it ends.
  /// - Throws: `AccessRefusal`, `MerchantRefusal`, ``DeviceRefusal``.
  package func createEnrolmentCode(
    forTerminal id: TerminalID, isOperatorRequired: Bool = true, by principal: Principal
  ) async throws -> EnrolmentCode {
    try principal.require(.writeMerchants)
    try principal.requireConfirmed(at: clock.now())
    let now = clock.now()
    let expiresAt = now.adding(seconds: Self.enrolmentSeconds)
    let random = ids.bytes(8).reduce(UInt128(0)) { $0 << 8 | UInt128($1) } & (1 << 60 - 1)
    let text = Crockford.text(random, bitCount: 60)
    let hash = enrolmentHash(text)
    try await database.write { tx in
      guard let terminal = try tx.terminal(id), principal.sees(terminal.merchant, terminal.store)
      else {
        throw MerchantRefusal.terminalNotFound
      }
      guard terminal.kind == .softpos || terminal.kind == .mini else { throw DeviceRefusal.wrongTerminalKind }
      try tx.execute("DELETE FROM device_enrolment WHERE terminal_id = \(id)")
      try tx.execute(
        """
        INSERT INTO device_enrolment
          (code_hash, terminal_id, is_operator_required, created_by, created_at, expires_at)
        VALUES (\(hash), \(id), \(isOperatorRequired), \(principal.actor.answerable), \(now), \(expiresAt))
        """)
      try append(
        Change(action: "device.enrolment_code", subject: "terminal/\(id.rawValue)"), by: principal.actor,
        in: tx)
    }
    let groups = [text.prefix(4), text.dropFirst(4).prefix(4), text.dropFirst(8)]
    return EnrolmentCode(code: groups.joined(separator: "-"), expiresAt: expiresAt)
  }

  /// Enrols a device by its code, with the public key of the pair that signed the request.
  ///
  /// The same code with the same key finds the same device, so that a lost reply does no harm. A device that
  /// the terminal had before is replaced: its key ends.
  /// - Parameter publicKey: 32 bytes; whoever calls has checked that the request was signed with its other
  ///   half.
  /// - Throws: ``DeviceRefusal``.
  package func enrolDevice(
    code: String, publicKey: [UInt8], model: String, programme: String, from origin: String = ""
  ) async throws -> Device {
    guard ProgrammeVersion(programme) != nil else { throw DeviceRefusal.versionInvalid }
    let hash = enrolmentHash(code)
    let now = clock.now()
    let (device, key): (DeviceID, APIKeyID) = (ids.next(), ids.next())
    let credential: Int64 = ids.next(Identified.APIKey.self).rawValue
    // Nobody has the text behind this hash, so the key has no bearer form.
    let noSecret = ids.bytes(32)
    let environment = settings.environment
    let enrolled = try await database.write { tx in
      // Taking the row first lets one of two with the same code win.
      try tx.execute("UPDATE device_enrolment SET device_id = device_id WHERE code_hash = \(hash)")
      guard let code = try tx.enrolment(hash), now < code.expiresAt,
        let terminal = try tx.terminal(code.terminal),
        terminal.status == .enabled
      else { throw DeviceRefusal.enrolmentCodeInvalid }
      if let used = code.device { return try tx.device(used, enrolledWith: publicKey) }
      try tx.endDevice(of: terminal.id, as: .replaced, at: now)
      try tx.insert(
        APIKey(
          id: key, prefix: "tb_device", name: model, kind: .terminal, environment: environment,
          merchant: terminal.merchant, terminal: terminal.id, scopes: .terminalMost, isLoginProof: false,
          isSignedOnly: true, createdBy: code.createdBy, createdAt: now, usedAt: nil, expiresAt: nil,
          revokedAt: nil, requestsPerMinute: nil, pointsPerDay: nil),
        hash: noSecret)
      try tx.execute(
        """
        INSERT INTO signing_credential (id, key_id, algorithm, material, created_at)
        VALUES (\(credential), \(key), \(SigningAlgorithm.ed25519), \(publicKey), \(now))
        """)
      try tx.execute(
        """
        INSERT INTO device (id, merchant_id, terminal_id, key_id, state, is_operator_required, model,
          programme, enrolled_at)
        VALUES (\(device), \(terminal.merchant), \(terminal.id), \(key), 'active',
          \(code.isOperatorRequired), \(model), \(programme), \(now))
        """)
      try tx.execute("UPDATE device_enrolment SET device_id = \(device) WHERE code_hash = \(hash)")
      let actor = Actor(kind: .key, id: key.rawValue, answerable: code.createdBy, origin: origin)
      try append(
        Change(
          action: "device.enrol", subject: "device/\(device.rawValue)",
          after: "terminal/\(terminal.id.rawValue) key/\(key.rawValue)"),
        by: actor, in: tx)
      return try tx.device(device, enrolledWith: publicKey)
    }
    keyCache.forgetAll()
    signingKeyCache.forgetAll()
    return enrolled
  }

  /// Codes are read as people type them: small letters and missing hyphens do no harm.
  private func enrolmentHash(_ code: String) -> [UInt8] {
    let plain = code.prefix(40).uppercased().filter { $0 != "-" && $0 != " " }
    return Array(
      HMAC<SHA256>.authenticationCode(for: Array("enrolment \(plain)".utf8), using: secrets.oneTimeCodeKey))
  }
}

private struct Enrolment {
  let terminal: TerminalID
  let isOperatorRequired: Bool
  let createdBy: Int64
  let expiresAt: Instant
  let device: DeviceID?
}

extension Storage.Transaction {
  fileprivate func enrolment(_ hash: [UInt8]) throws -> Enrolment? {
    try queryFirst(
      """
      SELECT terminal_id, is_operator_required, created_by, expires_at, device_id FROM device_enrolment
      WHERE code_hash = \(hash)
      """
    ) {
      Enrolment(
        terminal: $0[0], isOperatorRequired: $0[1], createdBy: $0[2], expiresAt: $0[3], device: $0[4])
    }
  }

  /// - Throws: ``DeviceRefusal/enrolmentCodeInvalid`` when another key enrolled it.
  fileprivate func device(_ id: DeviceID, enrolledWith publicKey: [UInt8]) throws -> Device {
    guard let device = try device("device.id = \(id)"), device.state == .active else {
      throw DeviceRefusal.enrolmentCodeInvalid
    }
    let material = try queryFirst("SELECT material FROM signing_credential WHERE key_id = \(device.key)") {
      $0[0] as [UInt8]
    }
    guard material == publicKey else { throw DeviceRefusal.enrolmentCodeInvalid }
    return device
  }

  /// Ends a terminal's device, if there is one, with its key and sessions.
  func endDevice(of terminal: TerminalID, as state: Device.State, at now: Instant) throws {
    guard let device = try device("device.terminal_id = \(terminal) AND device.state = 'active'") else {
      return
    }
    try execute("UPDATE device SET state = \(state), ended_at = \(now) WHERE id = \(device.id)")
    try execute("UPDATE api_key SET revoked_at = \(now) WHERE id = \(device.key) AND revoked_at IS NULL")
    try execute("DELETE FROM device_session WHERE device_id = \(device.id)")
  }
}
