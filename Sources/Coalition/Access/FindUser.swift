package import Ledger
internal import Storage

/// Which people a list shows; all given conditions must hold.
package struct UserQuery: Sendable, Hashable {
  /// The operator's own people, or a merchant's.
  package enum Whose: Sendable, Hashable {
    case operators
    case merchant(MerchantID)
  }

  package var whose: Whose?
  package var status: OperatorUser.Status?
  /// A whole login, in small letters.
  package var login: String?

  package init(whose: Whose? = nil, status: OperatorUser.Status? = nil, login: String? = nil) {
    self.whose = whose
    self.status = status
    self.login = login
  }
}

extension Coalition {
  /// People with access, newest first; a merchant sees its own, whoever works in some stores those of them.
  /// - Throws: `AccessRefusal`.
  package func users(
    _ query: UserQuery = UserQuery(), _ page: PageRequest<Identified.Operator> = PageRequest(),
    by principal: Principal
  ) async throws -> Page<OperatorUser> {
    try principal.require(.users)
    var whose = query.whose
    if let own = principal.merchant {
      guard whose == nil || whose == .merchant(own) else { return Page([], limit: page.limit) }
      whose = .merchant(own)
    }
    var condition: SQL = "WHERE id < \(page.bound) "
    switch whose {
    case .operators: condition += "AND merchant_id IS NULL "
    case .merchant(let merchant): condition += "AND merchant_id = \(merchant) "
    case nil: break
    }
    if let status = query.status { condition += "AND status = \(status) " }
    if let login = query.login { condition += "AND login = \(login) " }
    if let own = principal.stores { condition += Self.confined(to: own) }
    let chosen = condition
    return try await database.read { tx in
      Page(try tx.users(chosen + "ORDER BY id DESC LIMIT \(page.limit + 1)"), limit: page.limit)
    }
  }

  /// One person with access.
  /// - Throws: `AccessRefusal.userNotFound`, also for another merchant's.
  package func user(_ id: OperatorID, by principal: Principal) async throws -> OperatorUser {
    try principal.require(.users)
    guard let found = try await database.read({ try $0.user(id) }), principal.sees(found) else {
      throw AccessRefusal.userNotFound
    }
    return found
  }

  /// Those who work in some of these stores and in no other.
  private static func confined(to stores: Set<StoreID>) -> SQL {
    let own = stores.sorted()
    return """
      AND EXISTS (SELECT 1 FROM operator_user_store WHERE user_id = operator_user.id)
      AND NOT EXISTS (SELECT 1 FROM operator_user_store
        WHERE user_id = operator_user.id AND store_id NOT IN (\(own))) 
      """
  }
}
