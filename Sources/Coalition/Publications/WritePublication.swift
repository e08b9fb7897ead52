internal import Crypto
package import Ledger
internal import Storage

extension Coalition {
  /// Writes a brief or promotion of a merchant, as a draft: the merchant and its author alone see it.
  /// - Parameters:
  ///   - replacing: a published one that this takes the place of once it is approved.
  ///   - key: 8…64 visible characters; the same key is the same publication.
  /// - Throws: `AccessRefusal`, ``PublicationRefusal``, `MerchantRefusal.merchantNotFound`.
  package func writePublication(
    _ kind: Publication.Kind, _ draft: PublicationDraft, of merchant: MerchantID,
    replacing: PublicationID? = nil, key: String, by principal: Principal
  ) async throws -> Publication {
    try principal.requireToPublish(for: merchant)
    guard key.isCode(of: 8...64) else { throw PublicationRefusal.invalid(.key) }
    let draft = try draft.checked(kind, countryCode: settings.countryCode)
    let hash = Array(SHA256.hash(data: Array("publication \(merchant.rawValue) \(key)".utf8)))
    let id: PublicationID = ids.next()
    let now = clock.now()
    do {
      return try await database.write { tx in
        if let known = try tx.publication(request: hash) { return known }
        try tx.requireMerchant(merchant)
        if let replacing {
          guard let old = try tx.publication(replacing), old.merchant == merchant, old.kind == kind,
            old.state == .approved
          else { throw PublicationRefusal.notFound }
        }
        try tx.requireRoom(for: kind, of: merchant)
        try tx.insert(
          draft, kind, as: id, of: merchant, replacing, request: hash, by: principal.actor.answerable, at: now
        )
        try tx.setStores(draft.stores, of: id, merchant)
        let made = try tx.publication(id) ?? { throw PublicationRefusal.notFound }()
        try append(
          Change(action: "publication.write", subject: "publication/\(id.rawValue)", after: made.summary),
          by: principal.actor, in: tx)
        return made
      }
    } catch let error as DatabaseError where error.isUniqueViolation { throw PublicationRefusal.briefOpen }
  }

  /// Changes what is not submitted yet, or was rejected, which makes it a draft again.
  /// - Throws: `AccessRefusal`, ``PublicationRefusal``.
  package func editPublication(
    _ id: PublicationID, _ draft: PublicationDraft, by principal: Principal
  ) async throws -> Publication {
    let country = settings.countryCode
    return try await alter(id, "publication.write", by: principal) { tx, old, now in
      guard old.state == .draft || old.state == .rejected else {
        throw PublicationRefusal.notNow(old.state)
      }
      let new = try draft.checked(old.kind, countryCode: country)
      try tx.execute(
        """
        UPDATE publication SET state = 'draft', title_hans = \(new.title.hans),
          title_hant = \(new.title.hant), title_en = \(new.title.en), body_hans = \(new.body.hans),
          body_hant = \(new.body.hant),
          body_en = \(new.body.en), category = \(new.category), hours = \(new.hours), phone = \(new.phone),
          starts_at = \(new.startsAt), ends_at = \(new.endsAt), is_everywhere = \(new.stores.isEmpty),
          author_id = \(principal.actor.answerable), reason = '', updated_at = \(now) WHERE id = \(id)
        """)
      try tx.setStores(new.stores, of: id, old.merchant)
    }
  }

  /// Puts it before the operator; again changes nothing.
  /// - Throws: `AccessRefusal`, ``PublicationRefusal``.
  package func submitPublication(_ id: PublicationID, by principal: Principal) async throws -> Publication {
    try await alter(id, "publication.submit", by: principal) { tx, old, now in
      if old.state == .submitted { return }
      guard old.state == .draft || old.state == .rejected else {
        throw PublicationRefusal.notNow(old.state)
      }
      guard try tx.requireMerchant(old.merchant).status == .active else {
        throw PublicationRefusal.merchantSuspended
      }
      guard old.draft.endsAt > now else { throw PublicationRefusal.invalid(.dates) }
      try tx.setState(.submitted, of: id, at: now)
    }
  }

  /// Takes back what is not shown yet.
  /// - Throws: `AccessRefusal`, ``PublicationRefusal``.
  package func withdrawPublication(_ id: PublicationID, by principal: Principal) async throws -> Publication {
    try await alter(id, "publication.withdraw", by: principal) { tx, old, now in
      if old.state == .withdrawn { return }
      guard [.draft, .submitted, .rejected].contains(old.state) else {
        throw PublicationRefusal.notNow(old.state)
      }
      try tx.setState(.withdrawn, of: id, at: now)
    }
  }

  /// Takes away what is shown: by the merchant, or by the operator, who says why.
  /// - Throws: `AccessRefusal`, ``PublicationRefusal``.
  package func endPublication(
    _ id: PublicationID, reason: String = "", by principal: Principal
  ) async throws -> Publication {
    guard principal.merchant != nil || reason.isReason else { throw PublicationRefusal.reasonMissing }
    guard reason.isEmpty || reason.isReason else { throw PublicationRefusal.reasonMissing }
    return try await alter(id, "publication.end", by: principal) { tx, old, now in
      if old.state == .ended { return }
      guard old.state == .approved else { throw PublicationRefusal.notNow(old.state) }
      try tx.setState(.ended, of: id, at: now)
      try tx.execute("UPDATE publication SET reason = \(reason) WHERE id = \(id)")
    }
  }

  private func alter(
    _ id: PublicationID, _ action: String, by principal: Principal,
    _ change: @escaping @Sendable (any Storage.Transaction, Publication, Instant) throws -> Void
  ) async throws -> Publication {
    let now = clock.now()
    return try await database.write { tx in
      try principal.require(.writeMerchants)
      guard let old = try tx.publication(id), principal.sees(old) else {
        throw PublicationRefusal.notFound
      }
      try principal.requireToPublish(for: old.merchant)
      try change(tx, old, now)
      let new = try tx.publication(id) ?? old
      if new == old { return old }
      try append(
        Change(
          action: action, subject: "publication/\(id.rawValue)", before: old.summary, after: new.summary),
        by: principal.actor, in: tx)
      return new
    }
  }
}

extension Principal {
  /// A merchant speaks as a whole, by those who run it.
  func requireToPublish(for merchant: MerchantID) throws {
    try require(.writeMerchants)
    try requireAllStores()
    guard sees(merchant) else { throw MerchantRefusal.merchantNotFound }
  }
}

extension PublicationDraft {
  /// The draft as it is kept.
  /// - Throws: ``PublicationRefusal/invalid(_:)`` with the field.
  func checked(_ kind: Publication.Kind, countryCode: String) throws(PublicationRefusal) -> PublicationDraft {
    guard !body.isEmpty, body.isPlain(atMost: Publication.bodyCharacters, allowsLines: true) else {
      throw .invalid(.body)
    }
    switch kind {
    case .brief:
      var kept = PublicationDraft(brief: body, category: category, hours: hours)
      guard hours.isEmpty || hours.isPlain(1...200) else { throw .invalid(.hours) }
      if !phone.isEmpty {
        guard let number = ContactForm.phone(phone, countryCode: countryCode) else { throw .invalid(.phone) }
        kept.phone = number
      }
      return kept
    case .promotion:
      guard !title.isEmpty, title.isPlain(atMost: Publication.titleCharacters, allowsLines: false) else {
        throw .invalid(.title)
      }
      // A promotion of more than two years is none.
      guard startsAt.microseconds > 0, startsAt < endsAt, endsAt <= startsAt.adding(seconds: 732 * 86_400)
      else { throw .invalid(.dates) }
      guard stores.count <= 200 else { throw .invalid(.stores) }
      return PublicationDraft(promotion: title, body: body, from: startsAt, until: endsAt, stores: stores)
    }
  }
}

extension Storage.Transaction {
  fileprivate func publication(request hash: [UInt8]) throws -> Publication? {
    try publications("WHERE request_hash = \(hash)").first
  }

  fileprivate func requireRoom(for kind: Publication.Kind, of merchant: MerchantID) throws {
    guard kind == .promotion else { return }
    let open = try queryFirst(
      """
      SELECT count(*) FROM publication WHERE merchant_id = \(merchant) AND kind = 'promotion'
        AND state IN ('draft', 'submitted', 'rejected', 'approved')
      """
    ) { $0[0] as Int }
    guard (open ?? 0) < Publication.openAtMost else { throw PublicationRefusal.tooMany }
  }

  fileprivate func insert(
    _ draft: PublicationDraft, _ kind: Publication.Kind, as id: PublicationID, of merchant: MerchantID,
    _ replacing: PublicationID?, request hash: [UInt8], by author: Int64, at now: Instant
  ) throws {
    try execute(
      """
      INSERT INTO publication (id, request_hash, merchant_id, kind, state, replaces_id, title_hans,
        title_hant, title_en, body_hans, body_hant, body_en, category, hours, phone, starts_at, ends_at,
        is_everywhere,
        author_id, reason, created_at, updated_at)
      VALUES (\(id), \(hash), \(merchant), \(kind), 'draft', \(replacing), \(draft.title.hans),
        \(draft.title.hant), \(draft.title.en), \(draft.body.hans), \(draft.body.hant), \(draft.body.en),
        \(draft.category), \(draft.hours), \(draft.phone), \(draft.startsAt), \(draft.endsAt),
        \(draft.stores.isEmpty), \(author), '', \(now), \(now))
      """)
  }

  /// - Throws: `PublicationRefusal.invalid(.stores)` for one that is not the merchant's, or closed.
  fileprivate func setStores(_ stores: Set<StoreID>, of id: PublicationID, _ merchant: MerchantID) throws {
    try execute("DELETE FROM publication_store WHERE publication_id = \(id)")
    for store in stores.sorted() {
      guard let found = try self.store(store), found.merchant == merchant, found.status == .active else {
        throw PublicationRefusal.invalid(.stores)
      }
      try execute(
        """
        INSERT INTO publication_store (publication_id, store_id, merchant_id)
        VALUES (\(id), \(store), \(merchant))
        """)
    }
  }

  func setState(_ state: Publication.State, of id: PublicationID, at now: Instant) throws {
    try execute("UPDATE publication SET state = \(state), updated_at = \(now) WHERE id = \(id)")
  }
}
