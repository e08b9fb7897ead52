internal import Crypto
internal import Ledger
internal import Storage

/// From where somebody tries to enter.
package struct EntryPlace: Sendable {
  /// The network address.
  package let address: String
  /// What ``Coalition`` gave this device when somebody entered on it; empty for a new one.
  package let knownDevice: String
  /// What kind of device it is, as `Chrome, Android`; at most 60 characters.
  package let device: String

  package init(address: String, knownDevice: String = "", device: String = "") {
    self.address = address
    self.knownDevice = knownDevice
    self.device = String(String.UnicodeScalarView(device.unicodeScalars.prefix(60)))
  }
}

extension Coalition {
  /// Codes that one address may have sent in an hour, to whatever numbers: behind one address of a carrier or
  /// an office are many people.
  static let codesPerAddressAndHour = 60
  /// For the same reason an address may fail more often than a number.
  static let freeFailuresOfAddress = 40

  /// The number and the address; of a device that is known for the number, the device alone, so that nobody
  /// who guesses at the number or sits behind the same address keeps its owner out.
  /// - Parameter phone: the number by which the device knows the member, where they enter with something
  ///   else. Failures are counted by what was typed all the same: else a delay of one would tell that the
  ///   other belongs to it.
  func entrySubjects(_ contact: String, _ place: EntryPlace, phone: String? = nil) -> [TrySubject] {
    if let known = knownDevice(phone ?? contact, place) {
      return [TrySubject(hash: subject("device", known.token), freeFailures: Self.freeFailures)]
    }
    return [
      TrySubject(hash: subject("number", contact), freeFailures: Self.freeFailures),
      TrySubject(hash: subject(CountedAddress(place.address)), freeFailures: Self.freeFailuresOfAddress),
    ]
  }

  func knownDevice(_ phone: String, _ place: EntryPlace) -> KnownDevice? {
    KnownDevice(place.knownDevice, phone: phone, key: secrets.memberAccessKey)
  }

  /// - Throws: `MemberAccessRefusal.codeTooSoon` once the address had its share of the hour.
  func countCode(from address: String) async throws {
    let hash = subject(CountedAddress(address))
    let now = clock.now()
    let hourAgo = now.adding(seconds: -3_600)
    let refusedUntil = try await database.write { tx -> Instant? in
      try tx.execute("DELETE FROM member_code_count WHERE window_started_at <= \(hourAgo)")
      let row = try tx.queryFirst(
        """
        INSERT INTO member_code_count (address_hash, sent, window_started_at) VALUES (\(hash), 1, \(now))
        ON CONFLICT (address_hash) DO UPDATE SET sent = member_code_count.sent + 1
        RETURNING sent, window_started_at
        """
      ) { (sent: $0[0] as Int, start: $0[1] as Instant) }
      guard let row, row.sent > Self.codesPerAddressAndHour else { return nil }
      return row.start.adding(seconds: 3_600)
    }
    if let refusedUntil {
      throw MemberAccessRefusal.codeTooSoon(seconds: now.secondsUntil(refusedUntil))
    }
  }

  private func subject(_ address: CountedAddress) -> [UInt8] { subject("address", address.text) }

  /// Numbers are few enough to be tried all, so their hashes are keyed.
  private func subject(_ kind: String, _ text: String) -> [UInt8] {
    let input = Array("failure\u{1F}\(kind)\u{1F}\(text)".utf8)
    return Array(HMAC<SHA256>.authenticationCode(for: input, using: secrets.memberAccessKey))
  }
}
