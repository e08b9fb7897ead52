internal import Crypto
internal import Ledger
internal import Storage

/// An application that was taken, with what its applicant keeps.
package struct SubmittedApplication: Sendable, Hashable {
  package let application: MerchantApplication
  /// Shows its state to whoever has it and the number.
  package let secret: String
}

extension Coalition {
  /// Applications that one address may send in an hour.
  static let applicationsPerHour = 5

  /// Takes an application to be a merchant; anybody may send one, and nobody gets an account by it.
  /// - Parameters:
  ///   - key: 8…64 visible characters; the same key with the same words is the same application.
  ///   - address: where it comes from, to be counted.
  /// - Throws: ``ApplicationRefusal/invalid(_:)``, `.duplicate`, `.keyReused`, `.tooMany`.
  package func applyAsMerchant(
    _ draft: ApplicationDraft, key: String, from address: String
  ) async throws -> SubmittedApplication {
    guard key.isCode(of: 8...64) else { throw ApplicationRefusal.invalid(.key) }
    let draft = try draft.checked(countryCode: settings.countryCode)
    let hash = Array(SHA256.hash(data: Array("application \(key)".utf8)))
    if let known = try await database.read({ try $0.application(request: hash) }) {
      guard known.draft == draft else { throw ApplicationRefusal.keyReused }
      return SubmittedApplication(application: known, secret: applicationSecret(known.id))
    }
    try await countAsking("application", address, atMost: Self.applicationsPerHour)
    let id: ApplicationID = ids.next()
    let letter: LetterID = ids.next()
    let now = clock.now()
    do {
      let taken = try await database.write { tx in
        guard try tx.isNew(draft.profile.registration) else { throw ApplicationRefusal.duplicate }
        try tx.insert(draft, as: id, request: hash, at: now)
        try tx.addLetter(letter, .received, of: id, at: now)
        try append(
          Change(
            action: "application.submit", subject: "application/\(id.rawValue)",
            after: draft.profile.summary), by: .applicant(from: address), in: tx)
        return try tx.requireApplication(id)
      }
      return SubmittedApplication(application: taken, secret: applicationSecret(id))
    } catch let error as DatabaseError where error.isUniqueViolation {
      // Two at once: of one form it is the one application, of one company the first.
      guard let known = try await database.read({ try $0.application(request: hash) }), known.draft == draft
      else { throw ApplicationRefusal.duplicate }
      return SubmittedApplication(application: known, secret: applicationSecret(known.id))
    }
  }

  /// Counts what strangers ask, by address, within an hour.
  /// - Throws: `ApplicationRefusal.tooMany`.
  func countAsking(_ what: String, _ address: String, atMost limit: Int) async throws {
    let input = Array("\(what)\u{1F}\(CountedAddress(address).text)".utf8)
    let hash = Array(HMAC<SHA256>.authenticationCode(for: input, using: secrets.applicationKey))
    let now = clock.now()
    let hourAgo = now.adding(seconds: -3_600)
    let refusedUntil = try await database.write { tx -> Instant? in
      try tx.execute("DELETE FROM application_count WHERE window_started_at <= \(hourAgo)")
      let row = try tx.queryFirst(
        """
        INSERT INTO application_count (subject_hash, asked, window_started_at) VALUES (\(hash), 1, \(now))
        ON CONFLICT (subject_hash) DO UPDATE SET asked = application_count.asked + 1
        RETURNING asked, window_started_at
        """
      ) { (asked: $0[0] as Int, start: $0[1] as Instant) }
      guard let row, row.asked > limit else { return nil }
      return row.start.adding(seconds: 3_600)
    }
    if let refusedUntil { throw ApplicationRefusal.tooMany(seconds: now.secondsUntil(refusedUntil)) }
  }
}

extension Actor {
  /// Somebody without an account.
  static func applicant(from address: String) -> Actor {
    Actor(kind: .system, id: 0, answerable: 0, origin: String(address.prefix(100)))
  }
}

extension ApplicationDraft {
  /// The draft as it is kept.
  /// - Throws: ``ApplicationRefusal/invalid(_:)`` with the field.
  func checked(countryCode: String) throws(ApplicationRefusal) -> ApplicationDraft {
    var kept = self
    do {
      kept.profile = try profile.checked(countryCode: countryCode)
    } catch .invalid(let field) {
      throw .invalid(ApplicationField(rawValue: field.rawValue) ?? .name)
    } catch { throw .invalid(.name) }
    let needed: [(String, ApplicationField)] = [
      (name, .name), (kept.profile.legalName, .legalName), (kept.profile.contact, .contact),
      (storeName, .storeName),
    ]
    for (text, field) in needed where !text.isName { throw .invalid(field) }
    if kept.profile.registration.isEmpty { throw .invalid(.registration) }
    if kept.profile.phone.isEmpty { throw .invalid(.phone) }
    if kept.profile.email.isEmpty { throw .invalid(.email) }
    guard storeAddress.isEmpty || storeAddress.isPlain(1...200) else { throw .invalid(.storeAddress) }
    guard note.isEmpty || note.isPlain(1...1_000, allowsLines: true) else { throw .invalid(.note) }
    guard 0...1_000_000_000 ~= points.units, 1...1_000_000_000 ~= perMinorUnits else {
      throw .invalid(.points)
    }
    return kept
  }
}

extension Storage.Transaction {
  fileprivate func application(request hash: [UInt8]) throws -> MerchantApplication? {
    try queryFirst(MerchantApplication.select + "WHERE request_hash = \(hash)") { MerchantApplication($0) }
  }

  /// Whether no merchant that is not closed has the number; open applications are kept apart by the schema.
  fileprivate func isNew(_ registration: String) throws -> Bool {
    let known = try queryFirst(
      """
      SELECT count(*) FROM merchant_profile JOIN merchant ON merchant.id = merchant_profile.merchant_id
      WHERE merchant_profile.registration = \(registration) AND merchant.status <> 'closed'
      """
    ) { $0[0] as Int }
    return known ?? 0 == 0
  }

  fileprivate func insert(
    _ draft: ApplicationDraft, as id: ApplicationID, request hash: [UInt8], at now: Instant
  ) throws {
    let profile = draft.profile
    try execute(
      """
      INSERT INTO merchant_application (id, request_hash, state, name, legal_name, registration, category,
        contact, phone, email, language, points, per_minor_units, store_name, store_address, note, created_at,
        updated_at, checks, reason)
      VALUES (\(id), \(hash), 'applied', \(draft.name), \(profile.legalName), \(profile.registration),
        \(profile.category), \(profile.contact), \(profile.phone), \(profile.email), \(draft.language),
        \(draft.points), \(draft.perMinorUnits), \(draft.storeName), \(draft.storeAddress), \(draft.note),
        \(now), \(now), 0, '')
      """)
  }
}
