import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var listStaff: Operation {
    Operation(
      .get, "/v1/operators", "List people with access, newest first", id: "listOperators", needs: .users,
      refusals: [.merchantNotFound], takes: .page(), .query("merchant", optional: .id("mch")),
      .query("status", optional: Schema<OperatorUser.Status>.choice), gives: .list(of: .operator)
    ) { call, page, merchant, status in
      let coalition = call.services
      let merchant: MerchantID? = try merchant.map { try coalition.id($0, otherwise: .merchantNotFound) }
      let found = try await coalition.users(
        UserQuery(whose: merchant.map { .merchant($0) }, status: status), page.request(coalition.publicIDs),
        by: call.principal)
      return page.listing(found, coalition.publicIDs) { $0.id }
    }
  }

  static var createStaff: Operation {
    Operation(
      .post, "/v1/operators", "Give a person access", id: "createOperator", needs: .users,
      refusals: [
        .alreadyExists, .scopesTooWide, .wrongOwner, .merchantNotFound, .storeNotFound,
      ], status: 201,
      examples: Examples(request: [
        "login": "lihua", "name": "Li Hua", "password": "a long enough secret", "roles": ["cashier"],
        "merchant": "mch_9D0WN8J2M4KX7QRT",
      ]),
      takes: .body("login", .text(3...64, .visible)), .body("name", .text(1...100)),
      .body("password", .text(8...128)), .body("roles", .roles), .body("merchant", optional: .id("mch")),
      .body("stores", .stores, default: []), .body("number", optional: .text(1...8, .digits)),
      gives: .operator
    ) { call, login, name, password, roles, merchant, stores, number in
      let coalition = call.services
      let owner: MerchantID? = try merchant.map { try coalition.id($0, otherwise: .merchantNotFound) }
      let draft = UserDraft(
        login: login, name: name, password: password, roles: roles,
        merchant: owner ?? call.principal.merchant, stores: try coalition.stores(named: stores),
        number: number)
      return coalition.shown(try await coalition.createUser(draft, by: call.principal))
    }
  }

  static var readStaff: Operation {
    Operation(
      .get, "/v1/operators/{id}", "Read a person with access", id: "readOperator", needs: .users,
      refusals: [.operatorNotFound], takes: .path("id", .id("usr")), gives: .operator
    ) { call, id in
      let coalition = call.services
      let id: OperatorID = try coalition.id(id, otherwise: .operatorNotFound)
      return coalition.shown(try await coalition.user(id, by: call.principal))
    }
  }

  static var changeStaff: Operation {
    Operation(
      .patch, "/v1/operators/{id}",
      "Change a person's name, roles, stores or number, disable or enable them; what is left out stays",
      id: "changeOperator", needs: .users,
      refusals: [
        .operatorNotFound, .storeNotFound, .scopesTooWide, .ownAccess, .personAbove, .alreadyExists,
      ],
      examples: Examples(request: ["roles": ["merchant-manager"]]),
      takes: .path("id", .id("usr")), .body("name", optional: .text(1...100)),
      .body("roles", optional: .roles), .body("stores", optional: .stores),
      .body("number", optional: .text(0...8, .digits)),
      .body("status", optional: Schema<OperatorUser.Status>.choice), gives: .operator
    ) { call, id, name, roles, stores, number, status in
      let coalition = call.services
      let id: OperatorID = try coalition.id(id, otherwise: .operatorNotFound)
      let change = UserChange(
        name: name, roles: roles, stores: try stores.map { try coalition.stores(named: $0) }, number: number)
      var user = try await coalition.changeUser(id, change, by: call.principal)
      if let status, status != user.status {
        user = try await coalition.setStatus(status, ofUser: id, by: call.principal)
      }
      return coalition.shown(user)
    }
  }

  static var setStaffPIN: Operation {
    Operation(
      .put, "/v1/operators/{id}/pin", "Set the PIN with which a merchant's person signs in at seats",
      id: "setOperatorPIN", needs: .users, refusals: [.operatorNotFound, .personAbove], status: 204,
      examples: Examples(request: ["pin": "482915"]),
      takes: .path("id", .id("usr")), .body("pin", .text(6...6, .digits)), gives: .nothing
    ) { call, id, pin in
      let coalition = call.services
      let id: OperatorID = try coalition.id(id, otherwise: .operatorNotFound)
      try await coalition.setStaffPIN(pin, of: id, by: call.principal)
    }
  }

  static var createPairingCode: Operation {
    Operation(
      .post, "/v1/terminals/{id}/pairing", "Make a code with which one browser becomes this seat",
      id: "createPairingCode", needs: .writeMerchants, refusals: [.terminalNotFound, .wrongTerminalKind],
      status: 201, takes: .path("id", .id("trm")), gives: .pairingCode
    ) { call, id in
      let coalition = call.services
      let id: TerminalID = try coalition.id(id, otherwise: .terminalNotFound)
      return try await coalition.createPairingCode(forTerminal: id, by: call.principal)
    }
  }
}

extension Coalition {
  fileprivate func stores(named names: [String]) throws(Problem) -> Set<StoreID> {
    var stores: Set<StoreID> = []
    for name in names { stores.insert(try id(name, otherwise: .storeNotFound)) }
    return stores
  }
}

extension Schema<Role> {
  fileprivate static var roles: Schema {
    Schema<[String]>.array(of: .choice(Role.named.map(\.name)), 1...Role.named.count)
      .mapping { names throws(Faults) in
        guard let roles = Role(names: names) else { throw Faults(.notAllowed, "") }
        return roles
      } from: {
        $0.names
      }
  }
}

extension Schema<[String]> {
  fileprivate static var stores: Schema { .array(of: .id("str"), 0...OperatorUser.storeLimit) }
}

extension Schema<Shown<OperatorUser>> {
  fileprivate static var `operator`: Schema {
    .reply(
      "Operator",
      .constant("object", "operator"),
      .always("id", .id("usr")) { $0.text($0.id) },
      .always("login", .text(3...64)) { $0.login },
      .always("name", .text(1...100)) { $0.name },
      .always("roles", .roles) { $0.roles },
      .always("status", Schema<OperatorUser.Status>.choice) { $0.status },
      .maybe("merchant", .id("mch")) { shown in shown.merchant.map { shown.text($0) } },
      .maybe("stores", Schema<[String]>.stores.described("Left out: all of the merchant's.")) { shown in
        shown.stores.map { $0.sorted().map { shown.text($0) } }
      },
      .maybe("number", .text(1...8)) { $0.number },
      .always("created", .timestamp) { $0.createdAt.microseconds })
  }
}

extension Schema<PairingCode> {
  fileprivate static var pairingCode: Schema {
    .reply(
      "PairingCode",
      .constant("object", "pairing_code"),
      .always("code", Schema<String>.text(9...9).described("Shown once.")) { $0.code },
      .always("expires_at", .timestamp) { $0.expiresAt.microseconds })
  }
}
