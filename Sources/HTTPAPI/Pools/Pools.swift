import Coalition
import HTTPTypes
import Ledger

// Households and companies, for the operator's systems. Their people act on the member site: an invitation, a
// part and a code are theirs alone to ask for.
extension Operation<Coalition> {
  static var listPools: Operation {
    Operation(
      .get, "/v1/shared-wallets", "List households and companies that share a wallet, newest first",
      id: "listSharedWallets",
      needs: .readMembers, refusals: [.operatorOnly], takes: .page(), gives: .list(of: .listedPool)
    ) { call, page in
      let coalition = call.services
      let found = try await coalition.pools(page.request(coalition.publicIDs), by: call.principal)
      return page.listing(found, coalition.publicIDs) { $0.pool.id }
    }
  }

  static var readPool: Operation {
    Operation(
      .get, "/v1/shared-wallets/{id}", "Read a shared wallet and the people in it", id: "readSharedWallet",
      needs: .readMembers, refusals: [.poolNotFound, .operatorOnly], takes: .path("id", .id("pol")),
      gives: .pool
    ) { call, id in
      let coalition = call.services
      let id: PoolID = try coalition.id(id, otherwise: .poolNotFound)
      return coalition.shown(try await coalition.pool(id, by: call.principal))
    }
  }

  static var poolEntries: Operation {
    Operation(
      .get, "/v1/shared-wallets/{id}/entries",
      "Every movement of a shared wallet and who it was, newest first",
      id: "sharedWalletEntries", needs: .readMembers, refusals: [.poolNotFound, .operatorOnly],
      takes: .path("id", .id("pol")), .page(), gives: .list(of: .poolEntry)
    ) { call, id, page in
      let coalition = call.services
      let id: PoolID = try coalition.id(id, otherwise: .poolNotFound)
      let request = page.request(coalition.publicIDs, Identified.Transaction.self)
      let found = try await coalition.movements(
        of: id, before: request.after, limit: page.limit, by: call.principal)
      return page.listing(found, coalition.publicIDs) { $0.detail.transaction.id }
    }
  }

  static var freezePool: Operation {
    Operation(
      .post, "/v1/shared-wallets/{id}/freeze",
      "Stop a shared wallet: nobody puts in, spends, leaves or closes it",
      id: "freezeSharedWallet", needs: .writeMembers,
      refusals: [.poolNotFound, .notAllowedNow, .operatorOnly],
      examples: Examples(request: ["reason": "asked by one of its people"]),
      takes: .path("id", .id("pol")), .body("reason", .text(1...200)), gives: .pool
    ) { call, id, reason in try await setPool(call.services, id, isFrozen: true, reason, call.principal) }
  }

  static var unfreezePool: Operation {
    Operation(
      .post, "/v1/shared-wallets/{id}/unfreeze", "End the freeze of a shared wallet",
      id: "unfreezeSharedWallet",
      needs: .writeMembers, refusals: [.poolNotFound, .notAllowedNow, .operatorOnly],
      examples: Examples(request: ["reason": "cleared up"]),
      takes: .path("id", .id("pol")), .body("reason", .text(1...200)), gives: .pool
    ) { call, id, reason in try await setPool(call.services, id, isFrozen: false, reason, call.principal) }
  }

  private static func setPool(
    _ coalition: Coalition, _ id: String, isFrozen: Bool, _ reason: String, _ principal: Principal
  ) async throws -> Shown<PoolView> {
    let id: PoolID = try coalition.id(id, otherwise: .poolNotFound)
    try await coalition.setPool(id, isFrozen: isFrozen, reason: reason, by: principal)
    return coalition.shown(try await coalition.pool(id, by: principal))
  }
}

/// Somebody in a pool, with what makes public names.
private struct ShownGuest: Sendable {
  let guest: PoolGuest
  let ids: PublicIDs
}

extension Pool {
  fileprivate var standing: String { isFrozen && status == .open ? "frozen" : status.rawValue }

  fileprivate static let standings = ["open", "frozen", "closing", "closed"]
}

extension Schema<Shown<ListedPool>> {
  fileprivate static var listedPool: Schema {
    .reply(
      "ListedSharedWallet",
      .constant("object", "listed_shared_wallet"),
      .always("id", .id("pol")) { $0.text($0.pool.id) },
      .always("kind", Schema<Pool.Kind>.choice) { $0.pool.kind },
      .always("name", .text(1...40)) { $0.pool.name },
      .always("program", .id("prg")) { $0.text($0.pool.asset) },
      .always("state", .choice(Pool.standings)) { $0.pool.standing },
      .always("people", .integer(0...200)) { Int64($0.people) },
      .always("created", .timestamp) { $0.pool.createdAt.microseconds })
  }
}

extension Schema<Shown<PoolView>> {
  fileprivate static var pool: Schema {
    .reply(
      "SharedWallet",
      .constant("object", "shared_wallet"),
      .always("id", .id("pol")) { $0.text($0.pool.id) },
      .always("kind", Schema<Pool.Kind>.choice) { $0.pool.kind },
      .always("name", .text(1...40)) { $0.pool.name },
      .always("program", .id("prg")) { $0.text($0.pool.asset) },
      .always("state", .choice(Pool.standings)) { $0.pool.standing },
      .always(
        "member", Schema<String>.id("mem").described("Whose wallet it is to tills and in transactions.")
      ) { $0.text($0.pool.account) },
      .always("leaving", Schema<Pool.Leaving>.choice.described("What who leaves takes.")) {
        $0.pool.leaving
      },
      .always("spendable", .points(Int.min...Int.max)) { $0.wallet.spendable.units },
      .always("people", .array(of: .poolPerson, 0...200)) { view in
        view.people.map { ShownGuest(guest: $0, ids: view.ids) }
      },
      .always("created", .timestamp) { $0.pool.createdAt.microseconds })
  }
}

extension Schema<ShownGuest> {
  fileprivate static var poolPerson: Schema {
    .reply(
      "SharedWalletPerson",
      .constant("object", "shared_wallet_person"),
      .always("id", .id("pps")) { $0.ids.text($0.guest.person.id) },
      .always("member", .id("mem")) { $0.ids.text($0.guest.person.member) },
      .always("role", Schema<PoolRole>.choice) { $0.guest.person.role },
      .always("state", Schema<PoolPerson.Status>.choice) { $0.guest.person.status },
      .maybe("limit", .points()) { $0.guest.person.limit.perTransaction?.units },
      .maybe("daily_limit", .points()) { $0.guest.person.limit.perDay?.units },
      .always("put_in", .points(0...Int.max)) { $0.guest.person.putIn.units },
      .always("spent_today", .points(Int.min...Int.max)) { $0.guest.spentToday.units })
  }
}

extension Schema<Shown<PoolMovement>> {
  fileprivate static var poolEntry: Schema {
    .reply(
      "SharedWalletEntry",
      .constant("object", "shared_wallet_entry"),
      .always("transaction", .id("txn")) { $0.text($0.detail.transaction.id) },
      .always("type", .choice(Ledger.Transaction.Kind.allCases.map(\.name))) {
        $0.detail.transaction.kind.name
      },
      .always("change", .points(Int.min...Int.max)) { $0.detail.effect.units },
      .always("available", .points(Int.min...Int.max)) { $0.detail.after.available.units },
      .maybe("by", Schema<String>.id("mem").described("Who spent it or put it in.")) {
        $0.text(given: $0.by?.person.member ?? .none)
      },
      .always("at", .timestamp) { $0.detail.transaction.at.microseconds })
  }
}

extension Schema<PoolPolicy> {
  /// Whether people may share a wallet.
  static var poolPolicy: Schema {
    let people = Property<PoolPolicy, Int>.defaulted(
      "people", Schema<Int>.count(0...100).described("The most in one; 0: none."), to: 0
    ) { $0.people }
    let companies = Property<PoolPolicy, Bool>.defaulted("companies", .boolean, to: false) {
      $0.allowsCompanies
    }
    return Schema.object(people, companies) { PoolPolicy(people: $0, allowsCompanies: $1) }
      .named("SharedWalletPolicy")
  }
}

extension PoolRefusal {
  /// What an operator's system is told; the rest is refused to people on the member site alone.
  var problem: Problem {
    switch self {
    case .poolNotFound, .personNotFound: Problem(.poolNotFound)
    case .notOffered, .nameInvalid, .notAllowed, .placedAlready, .invitedAlready, .full, .invitationEnded,
      .limitInvalid, .roleInvalid, .headStays:
      Problem(.notPermitted)
    case .holdsOpen: Problem(.holdsOpen)
    case .busy: Problem(.busy, retryAfterSeconds: 1)
    case .frozen: Problem(.memberFrozen)
    }
  }
}
