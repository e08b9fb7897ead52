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
  /// Empty for all of the merchant's.
  package var stores: Set<StoreID>
  /// 1…8 digits, of a merchant's staff.
  package var number: String?

  package init(
    login: String, name: String, password: String, roles: Role, merchant: MerchantID? = nil,
    store: StoreID? = nil, stores: Set<StoreID> = [], number: String? = nil
  ) {
    self.login = login
    self.name = name
    self.password = password
    self.roles = roles
    self.merchant = merchant
    self.stores = stores.union(store.map { [$0] } ?? [])
    self.number = number
  }
}

extension Coalition {
  /// Gives a person access.
  /// - Throws: `AccessRefusal`, `MerchantRefusal`.
  package func createUser(_ draft: UserDraft, by principal: Principal) async throws -> OperatorUser {
    try principal.require(.users)
    try principal.requireConfirmed(at: clock.now())
    let login = draft.login.lowercased()
    guard login.isCode(of: 3...64) else { throw AccessRefusal.loginInvalid }
    guard draft.name.isName else { throw AccessRefusal.nameInvalid }
    guard principal.merchant == nil || principal.merchant == draft.merchant else {
      throw AccessRefusal.wrongOwner
    }
    let now = clock.now()
    let user = OperatorUser(
      id: ids.next(), login: login, name: draft.name, roles: draft.roles, status: .active,
      merchant: draft.merchant, stores: draft.stores.isEmpty ? nil : draft.stores, number: draft.number,
      createdAt: now)
    try user.checkAccess(givenBy: principal)
    let hash = try await passwordHash(draft.password, login: login)
    do {
      try await database.write { tx in
        if let merchant = user.merchant { try tx.requireMerchant(merchant) }
        try tx.insert(user, passwordHash: hash)
        try tx.setStores(of: user)
        try append(
          Change(action: "user.create", subject: "user/\(user.id.rawValue)", after: user.summary),
          by: principal.actor, in: tx)
      }
    } catch let error as DatabaseError where error.isUniqueViolation {
      throw try await takenName(of: user)
    }
    return user
  }

  /// Sets a new password and ends the person's sessions; one's own, or another's with the scope for users.
  /// - Throws: `AccessRefusal`.
  package func setPassword(_ password: String, of id: OperatorID, by principal: Principal) async throws {
    let isOwn = principal.actor.kind == .user && principal.actor.id == id.rawValue
    if !isOwn { try principal.require(.users) }
    try principal.requireConfirmed(at: clock.now())
    guard let user = try await database.read({ try $0.user(id) }), isOwn || principal.sees(user) else {
      throw AccessRefusal.userNotFound
    }
    if !isOwn { try principal.requireRank(over: user) }
    let hash = try await passwordHash(password, login: user.login)
    let now = clock.now()
    try await database.write { tx in
      try tx.execute("UPDATE operator_user SET password_hash = \(hash), updated_at = \(now) WHERE id = \(id)")
      try tx.endSessions(of: id)
      try append(
        Change(action: "user.password", subject: "user/\(id.rawValue)"), by: principal.actor, in: tx)
    }
  }

  func passwordHash(_ password: String, login: String) async throws -> String {
    guard settings.passwords.accepts(password, names: [login]) else { throw AccessRefusal.passwordTooWeak }
    let salt = ids.bytes(16)
    guard let hash = await passwordGate.run({ Password.hash(password, salt: salt) }) else {
      throw DatabaseError(.other, "the password could not be hashed: out of memory")
    }
    return hash
  }

  /// Which of the two names that are unique was taken.
  func takenName(of user: OperatorUser) async throws -> AccessRefusal {
    let holder = try await database.read { tx in
      try tx.queryFirst("SELECT id FROM operator_user WHERE login = \(user.login)") { $0[0] as OperatorID }
    }
    return holder == nil || holder == user.id ? .staffNumberTaken : .userExists
  }
}

extension OperatorUser {
  /// Whether the roles, stores and number fit together and are the caller's to give: nobody gives more than
  /// they have, and whoever works in some stores gives access to those alone.
  /// - Throws: `AccessRefusal`.
  func checkAccess(givenBy principal: Principal) throws(AccessRefusal) {
    let allowed: Role = merchant == nil ? .ofOperator : .ofMerchant
    guard !roles.isEmpty, allowed.contains(roles), principal.scopes.contains(roles.scopes),
      stores == nil || merchant != nil, (stores?.count ?? 0) <= Self.storeLimit
    else { throw .scopesTooWide }
    if let own = principal.stores {
      guard let stores, own.isSuperset(of: stores) else { throw .scopesTooWide }
    }
    if let number {
      guard merchant != nil, 1...8 ~= number.utf8.count, number.isDigits else { throw .staffNumberInvalid }
    }
  }

  /// Stores that one person can be confined to.
  package static let storeLimit = 200

  /// As the audit log keeps it.
  var summary: String {
    let places = stores.map { " stores=" + $0.sorted().map { "\($0.rawValue)" }.joined(separator: ",") } ?? ""
    let number = number.map { " number=\($0)" } ?? ""
    let text = "\(login) \(status.rawValue) roles=\(roles.names.joined(separator: ","))\(number)\(places)"
    return String(text.prefix(3_000))
  }
}

extension Storage.Transaction {
  func insert(_ user: OperatorUser, passwordHash: String) throws {
    try execute(
      """
      INSERT INTO operator_user
        (id, login, name, password_hash, roles, status, merchant_id, staff_number, created_at, updated_at)
      VALUES (\(user.id), \(user.login), \(user.name), \(passwordHash), \(user.roles), \(user.status),
        \(user.merchant), \(user.number), \(user.createdAt), \(user.createdAt))
      """)
  }

  /// Confines the person to their stores.
  /// - Throws: `MerchantRefusal.storeNotFound` for a store of another merchant.
  func setStores(of user: OperatorUser) throws {
    try execute("DELETE FROM operator_user_store WHERE user_id = \(user.id)")
    for store in (user.stores ?? []).sorted() {
      guard let owner = try self.store(store)?.merchant, owner == user.merchant else {
        throw MerchantRefusal.storeNotFound
      }
      try execute(
        """
        INSERT INTO operator_user_store (user_id, store_id, merchant_id)
        VALUES (\(user.id), \(store), \(owner))
        """)
    }
  }

  /// Signs a person out everywhere.
  func endSessions(of user: OperatorID) throws {
    try execute("DELETE FROM session WHERE user_id = \(user)")
    try execute("DELETE FROM device_session WHERE user_id = \(user)")
  }
}
