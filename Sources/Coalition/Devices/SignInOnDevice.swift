package import Ledger
internal import Storage

/// Somebody who signed in on a device.
package struct DeviceSignIn: Sendable {
  package let user: OperatorUser
  /// For the header `Operator-Session`; only its hash is kept.
  package let token: String
  package let endsAt: Instant
}

extension Coalition {
  /// How long somebody stays signed in on a device: a shift, and 15 minutes without a request.
  static let deviceSessionSeconds: Int64 = 8 * 3_600
  static let deviceIdleSeconds: Int64 = 15 * 60

  /// Signs a person of the merchant's in on the caller's own device; whoever was there before is signed out.
  ///
  /// A store's person signs in on devices of the store only. Failures delay login, address and device.
  /// - Throws: `AccessRefusal`, ``DeviceRefusal/deviceNotFound``.
  package func signInOnDevice(
    login: String, password: String, by principal: Principal
  ) async throws -> DeviceSignIn {
    let device = try await ownDevice(principal)
    let user = try await verifiedUser(
      login: login, password: password,
      from: principal.actor.origin, at: ("device", String(device.id.rawValue))
    ) { $0.merchant == device.merchant && ($0.stores?.contains(device.store) ?? true) }
    let now = clock.now()
    let token = sessionToken()
    let endsAt = now.adding(seconds: Self.deviceSessionSeconds)
    try await database.write { tx in
      try tx.execute("DELETE FROM device_session WHERE device_id = \(device.id)")
      try tx.execute(
        """
        INSERT INTO device_session (id_hash, device_id, user_id, seen_at, idle_ends_at, ends_at)
        VALUES (\(APISecret.hash(token)), \(device.id), \(user.id), \(now),
          \(now.adding(seconds: Self.deviceIdleSeconds)), \(endsAt))
        """)
      try append(
        Change(
          action: "device.sign_in", subject: "device/\(device.id.rawValue)", after: "user/\(user.id.rawValue)"
        ),
        by: principal.actor, in: tx)
    }
    return DeviceSignIn(user: user, token: token, endsAt: endsAt)
  }

  /// Signs out whoever is signed in on the caller's own device.
  /// - Throws: ``DeviceRefusal/deviceNotFound``.
  package func signOutOnDevice(by principal: Principal) async throws {
    let device = try await ownDevice(principal)
    try await database.write { tx in
      try tx.execute("DELETE FROM device_session WHERE device_id = \(device.id)")
    }
  }

  /// Who a signed request stands for: the key's holder, and on a device whoever is signed in there.
  ///
  /// A device that needs somebody signed in may without only look at its own settings. With somebody, it may
  /// what both may.
  /// - Throws: ``DeviceRefusal/sessionEnded``, also for a session of another device or a key that is no
  ///   device's.
  package func principal(of key: SigningKey, session token: String?) async throws -> Principal {
    guard let device = key.device else {
      if token != nil { throw DeviceRefusal.sessionEnded }
      return key.principal
    }
    guard let token else {
      return device.isOperatorRequired
        ? key.principal.limited(to: [.readMerchants, .readPrograms]) : key.principal
    }
    let user = try await userOnDevice(device.id, token)
    var actor = user.principal.actor
    actor.origin = key.principal.actor.origin
    return key.principal.limited(to: user.principal.scopes, actor: actor)
  }

  private func userOnDevice(_ device: DeviceID, _ token: String) async throws -> OperatorUser {
    guard token.utf8.count == 52 else { throw DeviceRefusal.sessionEnded }
    let hash = APISecret.hash(token)
    let now = clock.now()
    let found = try await database.read { tx -> (user: OperatorUser, seenAt: Instant, endsAt: Instant)? in
      let row = try tx.queryFirst(
        """
        SELECT user_id, seen_at, ends_at FROM device_session
        WHERE id_hash = \(hash) AND device_id = \(device) AND idle_ends_at > \(now) AND ends_at > \(now)
        """
      ) { (user: $0[0] as OperatorID, seenAt: $0[1] as Instant, endsAt: $0[2] as Instant) }
      guard let row, let user = try tx.user(row.user), user.status == .active else { return nil }
      return (user, row.seenAt, row.endsAt)
    }
    guard let found else { throw DeviceRefusal.sessionEnded }
    // Many requests need one write, not one each.
    if found.seenAt.adding(seconds: 30) <= now {
      let idleEnd = min(now.adding(seconds: Self.deviceIdleSeconds), found.endsAt)
      try await database.write { tx in
        try tx.execute(
          "UPDATE device_session SET seen_at = \(now), idle_ends_at = \(idleEnd) WHERE id_hash = \(hash)")
      }
    }
    return found.user
  }

  /// Removes sessions and codes of devices whose time is over; for the regular run.
  func forgetDeviceSessions() async throws {
    let now = clock.now()
    try await database.write { tx in
      try tx.execute("DELETE FROM device_session WHERE idle_ends_at <= \(now)")
      try tx.execute("DELETE FROM device_enrolment WHERE expires_at <= \(now)")
    }
  }
}

extension Principal {
  /// The same caller with no more than these scopes, perhaps acting for a person.
  fileprivate func limited(to most: Scope, actor: Actor? = nil) -> Principal {
    Principal(
      kind: kind, merchant: merchant, stores: stores, terminal: terminal, scopes: scopes.intersection(most),
      actor: actor ?? self.actor, key: key, isLoginProof: isLoginProof,
      requestsPerMinute: requestsPerMinute,
      presence: presence)
  }
}
