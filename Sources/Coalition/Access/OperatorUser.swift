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
  package let store: StoreID?
  package let createdAt: Instant

  /// What the person may do, signed in.
  package var principal: Principal {
    Principal(
      kind: merchant == nil ? .platform : .merchant, merchant: merchant, store: store, scopes: roles.scopes,
      actor: Actor(kind: .user, id: id.rawValue, answerable: id.rawValue))
  }
}

/// What a person is on the platform; raw values are stored.
package struct Role: OptionSet, Sendable, Hashable {
  package let rawValue: Int64

  package init(rawValue: Int64) { self.rawValue = rawValue }

  /// Everything, except reviewing what they proposed themselves.
  package static let administrator = Role(rawValue: 1 << 0)
  /// Decides proposals of others.
  package static let reviewer = Role(rawValue: 1 << 1)
  /// Serves members: finds them, sees all, proposes corrections.
  package static let service = Role(rawValue: 1 << 2)
  /// Reads everything, changes nothing.
  package static let auditor = Role(rawValue: 1 << 3)
  /// Runs a merchant's business.
  package static let merchantOwner = Role(rawValue: 1 << 4)
  /// Stands at a till.
  package static let cashier = Role(rawValue: 1 << 5)

  /// The roles of the operator's own staff.
  package static let ofOperator: Role = [.administrator, .reviewer, .service, .auditor]
  /// The roles of a merchant's staff.
  package static let ofMerchant: Role = [.merchantOwner, .cashier]

  /// Everything the roles allow together.
  package var scopes: Scope {
    var scopes: Scope = []
    if contains(.administrator) { scopes.formUnion(.all) }
    if contains(.reviewer) { scopes.formUnion([.reviewApprovals, .readMembers, .readTransactions]) }
    if contains(.service) {
      scopes.formUnion([.readMembers, .writeMembers, .readTransactions, .refund, .adjust, .readPrograms])
    }
    if contains(.auditor) {
      scopes.formUnion([
        .readMembers, .readTransactions, .readMerchants, .readPrograms, .events, .audit, .reports,
      ])
    }
    if contains(.merchantOwner) { scopes.formUnion(.merchantMost) }
    if contains(.cashier) { scopes.formUnion(.terminalMost) }
    return scopes
  }
}

extension Role: SQLScalar {
  package static var placeholder: Role { [] }
}

extension OperatorUser {
  static let select: SQL =
    "SELECT id, login, name, roles, status, merchant_id, store_id, created_at FROM operator_user "

  init(_ row: borrowing Row) {
    self.init(
      id: row[0], login: row[1], name: row[2], roles: row[3], status: row[4], merchant: row[5], store: row[6],
      createdAt: row[7])
  }
}
