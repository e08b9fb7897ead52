package import Ledger
internal import Storage

/// What a merchant sells (类别), as lists are filtered by. Raw values are stored and public.
package enum MerchantCategory: String, CaseIterable, Sendable, SQLScalar {
  case food, grocery, retail, fashion, beauty, health, leisure, travel, education, services, online, other
}

/// Who a merchant is beside its name (私有信息): for the operator and the merchant's own people.
package struct MerchantProfile: Sendable, Hashable {
  package var category: MerchantCategory
  /// As the register of companies has it; at most 100 characters.
  package var legalName: String
  /// Of the register of companies (统一社会信用代码); at most 32 characters, or empty.
  package var registration: String
  /// Whom the operator talks to.
  package var contact: String
  /// E.164, or empty.
  package var phone: String
  /// In small letters, or empty.
  package var email: String

  package init(
    category: MerchantCategory = .other, legalName: String = "", registration: String = "",
    contact: String = "", phone: String = "", email: String = ""
  ) {
    self.category = category
    self.legalName = legalName
    self.registration = registration
    self.contact = contact
    self.phone = phone
    self.email = email
  }
}

extension Coalition {
  /// A merchant's profile; an empty one where none was written.
  /// - Throws: `AccessRefusal`, `MerchantRefusal.merchantNotFound`.
  package func profile(of merchant: MerchantID, by principal: Principal) async throws -> MerchantProfile {
    try principal.require(.readMerchants)
    guard principal.sees(merchant) else { throw MerchantRefusal.merchantNotFound }
    return try await database.read { tx in
      try tx.requireMerchant(merchant)
      return try tx.profile(of: merchant) ?? MerchantProfile()
    }
  }

  /// Writes a merchant's profile.
  /// - Throws: `AccessRefusal`, `MerchantRefusal`.
  package func setProfile(
    _ profile: MerchantProfile, of merchant: MerchantID, by principal: Principal
  ) async throws {
    try principal.requireOperator(.writeMerchants)
    let profile = try profile.checked(countryCode: settings.countryCode)
    let now = clock.now()
    try await database.write { tx in
      try tx.requireMerchant(merchant)
      let old = try tx.profile(of: merchant)
      if old == profile { return }
      try tx.setProfile(profile, of: merchant, at: now)
      try append(
        Change(
          action: "merchant.profile", subject: "merchant/\(merchant.rawValue)", before: old?.summary ?? "",
          after: profile.summary), by: principal.actor, in: tx)
    }
  }
}

extension MerchantProfile {
  /// The profile in the form in which equal ones are equal text.
  /// - Throws: `MerchantRefusal.invalid` with the field.
  func checked(countryCode: String) throws(MerchantRefusal) -> MerchantProfile {
    var kept = self
    for (text, field) in [(legalName, MerchantField.legalName), (contact, .contact)] {
      guard text.isEmpty || text.isName else { throw .invalid(field) }
    }
    kept.registration = registration.filter { $0 != " " }.uppercased()
    guard kept.registration.isEmpty || kept.registration.isCode(of: 1...32) else {
      throw .invalid(.registration)
    }
    if !phone.isEmpty {
      guard let number = ContactForm.phone(phone, countryCode: countryCode) else { throw .invalid(.phone) }
      kept.phone = number
    }
    if !email.isEmpty {
      guard let address = ContactForm.email(email) else { throw .invalid(.email) }
      kept.email = address
    }
    return kept
  }

  /// As the audit log keeps it, which cannot forget a person: no name, and the rest masked.
  var summary: String {
    "\(category.rawValue) \(registration.isEmpty ? "-" : registration) \(legalName) "
      + "\(phone.isEmpty ? "-" : Masked.phone(phone)) \(email.isEmpty ? "-" : Masked.email(email))"
  }
}

extension Storage.Transaction {
  func profile(of merchant: MerchantID) throws -> MerchantProfile? {
    try queryFirst(
      """
      SELECT category, legal_name, registration, contact, phone, email FROM merchant_profile
      WHERE merchant_id = \(merchant)
      """
    ) {
      MerchantProfile(
        category: $0[0], legalName: $0[1], registration: $0[2], contact: $0[3], phone: $0[4], email: $0[5])
    }
  }

  func setProfile(_ profile: MerchantProfile, of merchant: MerchantID, at now: Instant) throws {
    try execute(
      """
      INSERT INTO merchant_profile (merchant_id, category, legal_name, registration, contact, phone, email,
        updated_at)
      VALUES (\(merchant), \(profile.category), \(profile.legalName), \(profile.registration),
        \(profile.contact), \(profile.phone), \(profile.email), \(now))
      ON CONFLICT (merchant_id) DO UPDATE SET category = excluded.category, legal_name = excluded.legal_name,
        registration = excluded.registration, contact = excluded.contact, phone = excluded.phone,
        email = excluded.email, updated_at = excluded.updated_at
      """)
  }
}
