package import Ledger
internal import Storage

extension Coalition {
  /// Times that one address may ask for an application or an invitation in an hour.
  static let applicationLooksPerHour = 60

  /// An applicant's own application, by its number and secret code.
  /// - Throws: `ApplicationRefusal.notFound`, `.tooMany`.
  package func ownApplication(
    _ number: String, secret: String, from address: String
  ) async throws -> MerchantApplication {
    try await countAsking("look", address, atMost: Self.applicationLooksPerHour)
    guard let id = publicIDs.id(number, as: Identified.Application.self), isSecret(secret, of: id),
      let found = try await database.read({ try $0.application(id) })
    else { throw ApplicationRefusal.notFound }
    return found
  }

  /// Takes one's own application back while it is not decided.
  /// - Throws: `ApplicationRefusal.notFound`, `.notOpen`, `.proposalWaits`, `.tooMany`.
  package func withdrawApplication(
    _ number: String, secret: String, from address: String
  ) async throws -> MerchantApplication {
    let own = try await ownApplication(number, secret: secret, from: address)
    let now = clock.now()
    return try await database.write { tx in
      let found = try tx.openApplication(own.id)
      if try tx.hasProposal(found, at: now) { throw ApplicationRefusal.proposalWaits }
      try tx.execute(
        "UPDATE merchant_application SET state = 'withdrawn', updated_at = \(now) WHERE id = \(own.id)")
      try append(
        Change(
          action: "application.withdraw", subject: "application/\(own.id.rawValue)",
          before: found.state.rawValue, after: "withdrawn"), by: .applicant(from: address), in: tx)
      return try tx.requireApplication(own.id)
    }
  }

  /// Applications, newest first; in one state when it is named.
  /// - Throws: `AccessRefusal`.
  package func applications(
    in state: MerchantApplication.State? = nil,
    _ page: PageRequest<Identified.Application> = PageRequest(), by principal: Principal
  ) async throws -> Page<MerchantApplication> {
    try principal.requireOperator(.readMerchants)
    let chosen: SQL = state.map { "state = \($0) AND " } ?? ""
    return try await database.read { tx in
      let found = try tx.query(
        MerchantApplication.select + "WHERE " + chosen
          + "id < \(page.bound) ORDER BY id DESC LIMIT \(page.limit + 1)"
      ) { MerchantApplication($0) }
      return Page(found, limit: page.limit)
    }
  }

  /// One application.
  /// - Throws: `AccessRefusal`, `ApplicationRefusal.notFound`.
  package func application(_ id: ApplicationID, by principal: Principal) async throws -> MerchantApplication {
    try principal.requireOperator(.readMerchants)
    return try await database.read { try $0.requireApplication(id) }
  }

  /// Who else may be the same: merchants, and other applications, with the number or the name.
  /// - Throws: `AccessRefusal`.
  package func likenesses(
    of application: MerchantApplication, by principal: Principal
  ) async throws -> (merchants: [Merchant], applications: [MerchantApplication]) {
    try principal.requireOperator(.readMerchants)
    let draft = application.draft
    return try await database.read { tx in
      let merchants = try tx.query(
        Merchant.select + """
          WHERE name_hans = \(draft.name) OR name_hant = \(draft.name) OR name_en = \(draft.name)
            OR id IN (SELECT merchant_id FROM merchant_profile
              WHERE registration = \(draft.profile.registration)) ORDER BY id LIMIT 10
          """
      ) { Merchant($0) }
      let others = try tx.query(
        MerchantApplication.select + """
          WHERE id <> \(application.id) AND (registration = \(draft.profile.registration)
            OR name = \(draft.name)) ORDER BY id DESC LIMIT 10
          """
      ) { MerchantApplication($0) }
      return (merchants.filter { $0.id != application.merchant }, others)
    }
  }
}
