package import Ledger
internal import Storage

/// A person who works with the platform (操作员): the operator's staff, or a merchant's.
package struct OperatorUser: Sendable, Hashable {
  package enum Status: String, CaseIterable, Sendable, SQLScalar {
    case active, disabled
  }

  package let id: OperatorID
  /// Lower case, 3…64 characters.
  package let login: String
  package let name: String
  package let roles: Role
  package let status: Status
  package let merchant: MerchantID?
  /// The stores that the person works in; nil for all of the merchant's.
  package let stores: Set<StoreID>?
  /// What a cashier types in place of the login (工号): 1…8 digits, unique within the merchant.
  package let number: String?
  package let createdAt: Instant

  /// What the person may do, signed in.
  package var principal: Principal {
    Principal(
      kind: merchant == nil ? .platform : .merchant, merchant: merchant, stores: stores,
      scopes: roles.scopes,
      actor: Actor(kind: .user, id: id.rawValue, answerable: id.rawValue))
  }
}

extension OperatorUser {
  static let select: SQL =
    "SELECT id, login, name, roles, status, merchant_id, staff_number, created_at FROM operator_user "

  init(_ row: borrowing Row) {
    self.init(
      id: row[0], login: row[1], name: row[2], roles: row[3], status: row[4], merchant: row[5], stores: nil,
      number: row[6], createdAt: row[7])
  }

  func working(in stores: Set<StoreID>) -> OperatorUser {
    OperatorUser(
      id: id, login: login, name: name, roles: roles, status: status, merchant: merchant,
      stores: stores.isEmpty ? nil : stores, number: number, createdAt: createdAt)
  }
}

extension Storage.Transaction {
  func user(_ id: OperatorID) throws -> OperatorUser? {
    try users("WHERE id = \(id)").first
  }

  /// People with the stores that they work in, in the order of the statement's end.
  func users(_ condition: SQL) throws -> [OperatorUser] {
    let found = try query(OperatorUser.select + condition) { OperatorUser($0) }
    let staff = found.filter { $0.merchant != nil }.map(\.id)
    if staff.isEmpty { return found }
    var stores: [OperatorID: Set<StoreID>] = [:]
    let rows = try query("SELECT user_id, store_id FROM operator_user_store WHERE user_id IN (\(staff))") {
      (user: $0[0] as OperatorID, store: $0[1] as StoreID)
    }
    for row in rows { stores[row.user, default: []].insert(row.store) }
    return found.map { $0.working(in: stores[$0.id] ?? []) }
  }
}
