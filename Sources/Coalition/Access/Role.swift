internal import Storage

/// What a person is on the platform; raw values are stored.
package struct Role: OptionSet, Sendable, Hashable {
  package let rawValue: Int64

  package init(rawValue: Int64) { self.rawValue = rawValue }

  /// Everything, except deciding what they proposed themselves.
  package static let administrator = Role(rawValue: 1 << 0)
  /// Decides proposals of others, beside another role or alone (复核).
  package static let reviewer = Role(rawValue: 1 << 1)
  /// Serves members: finds them, sees all, proposes corrections (客服).
  package static let service = Role(rawValue: 1 << 2)
  /// Reads everything, changes nothing (审计).
  package static let auditor = Role(rawValue: 1 << 3)
  /// Runs a merchant's business (店主).
  package static let merchantOwner = Role(rawValue: 1 << 4)
  /// Stands at a till (收银员).
  package static let cashier = Role(rawValue: 1 << 5)
  /// Keeps merchants, programmes and members in order (运营).
  package static let operations = Role(rawValue: 1 << 6)
  /// Watches what points cost, and decides about what costs (财务).
  package static let finance = Role(rawValue: 1 << 7)
  /// Watches for abuse: freezes members, decides about corrections (风控).
  package static let risk = Role(rawValue: 1 << 8)
  /// Runs stores of a merchant: staff, tills, returns (店长).
  package static let merchantLead = Role(rawValue: 1 << 9)
  /// Reads a merchant's figures, and says where a settlement is wrong (商户财务).
  package static let merchantFinance = Role(rawValue: 1 << 10)

  /// The roles of the operator's own staff.
  package static let ofOperator: Role = [
    .administrator, .operations, .finance, .risk, .service, .auditor, .reviewer,
  ]
  /// The roles of a merchant's staff.
  package static let ofMerchant: Role = [.merchantOwner, .merchantLead, .cashier, .merchantFinance]
  /// Those who stand at tills.
  package static let ofSeat: Role = [.merchantOwner, .merchantLead, .cashier]

  /// Every role by its public name with what it allows: the operator's, then a merchant's.
  package static let named: [(name: String, role: Role, scopes: Scope)] = [
    ("administrator", .administrator, .all),
    (
      "operations", .operations,
      [
        .readMembers, .writeMembers, .readTransactions, .refund, .adjust, .readMerchants, .writeMerchants,
        .readPrograms, .writePrograms, .events, .reports,
      ]
    ),
    (
      "finance", .finance,
      [
        .readMembers, .readTransactions, .adjust, .readMerchants, .readPrograms, .events, .reports,
        .reviewApprovals, .settle,
      ]
    ),
    (
      "risk", .risk,
      [
        .readMembers, .writeMembers, .readTransactions, .readMerchants, .readPrograms, .events, .reports,
        .reviewApprovals,
      ]
    ),
    (
      "service", .service,
      [.readMembers, .writeMembers, .readTransactions, .refund, .adjust, .readPrograms]
    ),
    (
      "auditor", .auditor,
      [.readMembers, .readTransactions, .readMerchants, .readPrograms, .events, .audit, .reports]
    ),
    ("reviewer", .reviewer, [.reviewApprovals, .readMembers, .readTransactions]),
    ("merchant-owner", .merchantOwner, .merchantMost),
    (
      "merchant-manager", .merchantLead,
      [.merchantSystem, .writeMerchants, .users, .reports]
    ),
    ("cashier", .cashier, .terminalMost),
    (
      "merchant-finance", .merchantFinance,
      [.readTransactions, .readMerchants, .readPrograms, .reports, .settle]
    ),
  ]

  /// Everything the roles allow together.
  package var scopes: Scope {
    Role.named.filter { contains($0.role) }.reduce(into: []) { $0.formUnion($1.scopes) }
  }

  /// The public names of the roles in the set.
  package var names: [String] { Role.named.filter { contains($0.role) }.map(\.name) }

  /// Reads public names; nil when one is unknown.
  package init?(names: [String]) {
    var roles: Role = []
    for name in names {
      guard let found = Role.named.first(where: { $0.name == name }) else { return nil }
      roles.insert(found.role)
    }
    self = roles
  }
}

extension Role: SQLScalar {
  package static var placeholder: Role { [] }
}
