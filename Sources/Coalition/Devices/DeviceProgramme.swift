internal import Ledger
internal import Storage

extension Coalition {
  /// Says which programme devices should run.
  /// - Throws: `AccessRefusal`, ``DeviceRefusal``.
  package func setDeviceProgramme(
    _ programme: DeviceProgramme, by principal: Principal
  ) async throws -> DeviceProgramme {
    try principal.requireOperator(.writeMerchants)
    try principal.requireConfirmed(at: clock.now())
    guard let minimum = ProgrammeVersion(programme.minimum), let latest = ProgrammeVersion(programme.latest),
      minimum <= latest
    else { throw DeviceRefusal.versionInvalid }
    guard programme.address.isEmpty == programme.sha256.isEmpty, programme.address.utf8.count <= 500,
      programme.sha256.isEmpty
        || programme.sha256.utf8.count == 64 && programme.sha256.allSatisfy(\.isHexDigit)
    else { throw DeviceRefusal.programmeInvalid }
    let now = clock.now()
    try await database.write { tx in
      let old = try tx.queryFirst("SELECT minimum, latest, sha256 FROM device_programme WHERE id = 1") {
        "\($0[0] as String) \($0[1] as String) \($0[2] as String)"
      }
      try tx.execute(
        """
        INSERT INTO device_programme (id, minimum, latest, address, sha256, updated_at)
        VALUES (1, \(programme.minimum), \(programme.latest), \(programme.address), \(programme.sha256),
          \(now))
        ON CONFLICT (id) DO UPDATE SET minimum = excluded.minimum, latest = excluded.latest,
          address = excluded.address, sha256 = excluded.sha256, updated_at = excluded.updated_at
        """)
      try append(
        Change(
          action: "device.programme", subject: "device_programme/1", before: old ?? "",
          after: "\(programme.minimum) \(programme.latest) \(programme.sha256)"),
        by: principal.actor, in: tx)
    }
    return programme
  }

  /// Which programme devices should run; nil while nobody said.
  package func deviceProgramme() async throws -> DeviceProgramme? {
    try await database.read { tx in
      try tx.queryFirst("SELECT minimum, latest, address, sha256 FROM device_programme WHERE id = 1") {
        DeviceProgramme(minimum: $0[0], latest: $0[1], address: $0[2], sha256: $0[3])
      }
    }
  }

  /// Notes which version the caller's own device runs.
  /// - Throws: ``DeviceRefusal``.
  package func reportProgramme(_ version: String, by principal: Principal) async throws -> Device {
    guard ProgrammeVersion(version) != nil else { throw DeviceRefusal.versionInvalid }
    let device = try await ownDevice(principal)
    try await database.write { tx in
      try tx.execute("UPDATE device SET programme = \(version) WHERE id = \(device.id)")
    }
    return try await ownDevice(principal)
  }
}

extension Device {
  /// Whether the device runs less than what is asked for at least.
  package func mustUpdate(to programme: DeviceProgramme?) -> Bool {
    guard let programme, let minimum = ProgrammeVersion(programme.minimum) else { return false }
    return ProgrammeVersion(self.programme).map { $0 < minimum } ?? true
  }
}
