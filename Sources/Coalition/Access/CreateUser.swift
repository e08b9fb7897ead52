package import Ledger
internal import Storage

/// A person to be given access.
package struct UserDraft: Sendable {
  /// 3…64 characters; capitals become small letters.
  package var login: String
  package var name: String
  package var password: String
  package var roles: Role
  package var merchant: MerchantID?
  package var store: StoreID?

  package init(
    login: String, name: String, password: String, roles: Role, merchant: MerchantID? = nil,
    store: StoreID? = nil
  ) {
    self.login = login
    self.name = name
    self.password = password
    self.roles = roles
    self.merchant = merchant
    self.store = store
  }
}

extension Coalition {
  /// Gives a person access.
  /// - Throws: `AccessRefusal`, `MerchantRefusal`.
  package func createUser(_ draft: UserDraft, by principal: Principal) async throws -> OperatorUser {
    try principal.require(.users)
    let login = draft.login.lowercased()
    guard login.isCode(of: 3...64) else { throw AccessRefusal.loginInvalid }
    guard draft.name.isName else { throw AccessRefusal.nameInvalid }
    guard principal.merchant == nil || principal.merchant == draft.merchant else {
      throw AccessRefusal.wrongOwner
    }
    let allowed: Role = draft.merchant == nil ? .ofOperator : .ofMerchant
    guard !draft.roles.isEmpty, allowed.contains(draft.roles), principal.scopes.contains(draft.roles.scopes),
      draft.store == nil || draft.merchant != nil
    else { throw AccessRefusal.scopesTooWide }
    let hash = try await passwordHash(draft.password, login: login)
    let now = clock.now()
    let user = OperatorUser(
      id: ids.next(), login: login, name: draft.name, roles: draft.roles, status: .active,
      merchant: draft.merchant, store: draft.store, createdAt: now)
    do {
      try await database.write { tx in
        if let merchant = user.merchant { try tx.requireMerchant(merchant) }
        if let store = user.store, try tx.store(store)?.merchant != user.merchant {
          throw MerchantRefusal.storeNotFound
        }
        try tx.execute(
          """
          INSERT INTO operator_user
            (id, login, name, password_hash, roles, status, merchant_id, store_id, created_at, updated_at)
          VALUES (\(user.id), \(login), \(user.name), \(hash), \(user.roles), \(user.status),
            \(user.merchant),
            \(user.store), \(now), \(now))
          """)
        try append(
          Change(
            action: "user.create", subject: "user/\(user.id.rawValue)", after: "roles=\(user.roles.rawValue)"),
          by: principal.actor, in: tx)
      }
    } catch let error as DatabaseError where error.isUniqueViolation {
      throw AccessRefusal.userExists
    }
    return user
  }

  /// People with access, newest first; a merchant sees its own.
  /// - Throws: `AccessRefusal`.
  package func users(
    _ page: PageRequest<Identified.Operator> = PageRequest(), by principal: Principal
  ) async throws -> Page<OperatorUser> {
    try principal.require(.users)
    return try await database.read { tx in
      let own: SQL = principal.merchant.map { "merchant_id = \($0) AND " } ?? ""
      let found = try tx.query(
        OperatorUser.select + "WHERE " + own + "id < \(page.bound) ORDER BY id DESC LIMIT \(page.limit + 1)"
      ) { OperatorUser($0) }
      return Page(found, limit: page.limit)
    }
  }

  /// Sets a new password and ends the person's sessions; one's own, or another's with the scope for users.
  /// - Throws: `AccessRefusal`.
  package func setPassword(_ password: String, of id: OperatorID, by principal: Principal) async throws {
    if principal.actor.kind != .user || principal.actor.id != id.rawValue { try principal.require(.users) }
    guard let user = try await database.read({ try $0.user(id) }),
      principal.merchant == nil || principal.merchant == user.merchant
    else { throw AccessRefusal.userNotFound }
    let hash = try await passwordHash(password, login: user.login)
    let now = clock.now()
    try await database.write { tx in
      try tx.execute("UPDATE operator_user SET password_hash = \(hash), updated_at = \(now) WHERE id = \(id)")
      try tx.execute("DELETE FROM session WHERE user_id = \(id)")
      try append(
        Change(action: "user.password", subject: "user/\(id.rawValue)"), by: principal.actor, in: tx)
    }
  }

  private func passwordHash(_ password: String, login: String) async throws -> String {
    guard Password.isStrong(password, login: login) else { throw AccessRefusal.passwordTooWeak }
    let salt = ids.bytes(16)
    guard let hash = await PasswordGate.shared.run({ Password.hash(password, salt: salt) }) else {
      throw DatabaseError(.other, "the password could not be hashed: out of memory")
    }
    return hash
  }
}

extension Storage.Transaction {
  func user(_ id: OperatorID) throws -> OperatorUser? {
    try queryFirst(OperatorUser.select + "WHERE id = \(id)") { OperatorUser($0) }
  }
}
