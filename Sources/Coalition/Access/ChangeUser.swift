package import Ledger
internal import Storage

/// What is to change about a person's access; nil leaves as it is.
package struct UserChange: Sendable {
  package var name: String?
  package var roles: Role?
  /// Empty for all of the merchant's.
  package var stores: Set<StoreID>?
  /// Empty takes the number away.
  package var number: String?

  package init(
    name: String? = nil, roles: Role? = nil, stores: Set<StoreID>? = nil, number: String? = nil
  ) {
    self.name = name
    self.roles = roles
    self.stores = stores
    self.number = number
  }
}

extension Coalition {
  /// Changes a person's name, roles, stores or number; what they may do changes with their next request.
  ///
  /// Nobody changes their own access, nor that of somebody who may more than they.
  /// - Throws: `AccessRefusal`, `MerchantRefusal.storeNotFound`.
  package func changeUser(
    _ id: OperatorID, _ change: UserChange, by principal: Principal
  ) async throws -> OperatorUser {
    if let name = change.name, !name.isName { throw AccessRefusal.nameInvalid }
    return try await alterUser(id, action: "user.change", by: principal) { old in
      var stores = old.stores
      if let new = change.stores { stores = new.isEmpty ? nil : new }
      var number = old.number
      if let new = change.number { number = new.isEmpty ? nil : new }
      return OperatorUser(
        id: id, login: old.login, name: change.name ?? old.name, roles: change.roles ?? old.roles,
        status: old.status, merchant: old.merchant, stores: stores, number: number, createdAt: old.createdAt)
    }
  }

  /// Lets a person in no more (停用), which ends their sessions at once, or lets them in again (启用).
  /// - Throws: `AccessRefusal`.
  package func setStatus(
    _ status: OperatorUser.Status, ofUser id: OperatorID, by principal: Principal
  ) async throws -> OperatorUser {
    let action = status == .active ? "user.enable" : "user.disable"
    return try await alterUser(id, action: action, by: principal) { old in
      OperatorUser(
        id: id, login: old.login, name: old.name, roles: old.roles, status: status, merchant: old.merchant,
        stores: old.stores, number: old.number, createdAt: old.createdAt)
    }
  }

  private func alterUser(
    _ id: OperatorID, action: String, by principal: Principal,
    _ alter: @escaping @Sendable (OperatorUser) -> OperatorUser
  ) async throws -> OperatorUser {
    try principal.require(.users)
    try principal.requireConfirmed(at: clock.now())
    guard principal.actor.kind != .user || principal.actor.id != id.rawValue else {
      throw AccessRefusal.ownAccess
    }
    let now = clock.now()
    do {
      return try await database.write { tx in
        guard let old = try tx.user(id), principal.sees(old) else { throw AccessRefusal.userNotFound }
        try principal.requireRank(over: old)
        let new = alter(old)
        try new.checkAccess(givenBy: principal)
        if new == old { return old }
        try tx.execute(
          """
          UPDATE operator_user SET name = \(new.name), roles = \(new.roles), status = \(new.status),
            staff_number = \(new.number), updated_at = \(now)
          WHERE id = \(id)
          """)
        try tx.setStores(of: new)
        if new.status == .disabled { try tx.endSessions(of: id) }
        if new.status == .disabled || new.roles != old.roles || new.stores != old.stores {
          try tx.endExports(of: id)
        }
        try append(
          Change(
            action: action, subject: "user/\(id.rawValue)", before: old.summary, after: new.summary),
          by: principal.actor, in: tx)
        return new
      }
    } catch let error as DatabaseError where error.isUniqueViolation {
      throw AccessRefusal.staffNumberTaken
    }
  }
}

extension Principal {
  /// Whether the person is among those that the caller may know of: everybody for the operator, the
  /// merchant's own for a merchant, those of some stores for whoever works in them.
  func sees(_ user: OperatorUser) -> Bool {
    guard let merchant else { return kind == .platform }
    guard user.merchant == merchant else { return false }
    guard let stores else { return true }
    return user.stores.map { stores.isSuperset(of: $0) } ?? false
  }

  /// - Throws: `AccessRefusal.personAbove` for a person who may what the caller may not.
  func requireRank(over user: OperatorUser) throws(AccessRefusal) {
    guard scopes.contains(user.roles.scopes) else { throw .personAbove }
  }
}
