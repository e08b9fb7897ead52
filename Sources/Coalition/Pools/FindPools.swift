package import Ledger
internal import Loyalty
internal import Storage

/// Somebody of a pool as its people see them.
package struct PoolGuest: Sendable, Hashable {
  package let person: PoolPerson
  /// As they gave it; empty where they gave none.
  package let name: String
  /// The last digits of their number; nil where there is none, and of who did not come yet.
  package let phoneEnding: String?
  /// What they spent of the pool today.
  package let spentToday: Points
}

/// A pool as its people see it.
package struct PoolView: Sendable {
  package let pool: Pool
  package let wallet: WalletView
  /// Those in it and those who are asked, in the order in which they were asked.
  package let people: [PoolGuest]

  package func own(of me: MemberPrincipal) -> PoolGuest? {
    people.first { $0.person.member == me.member && $0.person.status == .inside }
  }

  package var head: PoolGuest? { people.first { $0.person.role.heads } }
}

/// A pool in a list, with how many people are in it.
package struct ListedPool: Sendable, Hashable {
  package let pool: Pool
  package let people: Int
}

/// A pool that asks a member in, as far as they may know.
package struct PoolAsking: Sendable, Hashable {
  package let person: PoolPerson
  package let pool: Pool
  /// Who asks, with everything but the first character hidden.
  package let head: String
}

/// A movement of a pool with who it was, where it was one of its people.
package struct PoolMovement: Sendable {
  package let detail: PointDetail
  package let by: PoolGuest?
}

extension Coalition {
  /// The member's pools, in the order of programmes and kinds, and those that ask them in.
  package func pools(by me: MemberPrincipal) async throws -> (own: [Pool], asking: [PoolAsking]) {
    let now = clock.now()
    return try await database.read { tx in
      let own = try tx.query(
        Pool.select
          + """
          JOIN pool_person ON pool_person.pool_id = pool.id
          WHERE pool_person.member_id = \(me.member) AND pool_person.status = 'in'
          ORDER BY pool.asset_id, pool.kind LIMIT 100
          """
      ) { Pool($0) }
      let asked = try tx.query(
        PoolPerson.select
          + """
          WHERE member_id = \(me.member) AND status = 'invited' AND ends_at > \(now) ORDER BY id LIMIT 20
          """
      ) { PoolPerson($0) }
      let asking = try asked.compactMap { person -> PoolAsking? in
        guard let pool = try tx.pool(person.pool), pool.status == .open else { return nil }
        let head = try tx.head(of: pool.id).flatMap { try tx.member($0.member) }
        return PoolAsking(person: person, pool: pool, head: head?.maskedName ?? "")
      }
      return (own, asking)
    }
  }

  /// One of the member's own pools.
  /// - Throws: ``PoolRefusal/poolNotFound``, ``OrderRefusal/busy``.
  package func pool(_ id: PoolID, by me: MemberPrincipal) async throws -> PoolView {
    let pool = try await database.read { try $0.place(of: me, in: id) }.pool
    return try await view(of: pool)
  }

  /// The movements of one of the member's own pools, newest first.
  /// - Throws: ``PoolRefusal/poolNotFound``, ``OrderRefusal/busy``.
  package func movements(
    of id: PoolID, before: TransactionID? = nil, limit: Int = 50, by me: MemberPrincipal
  ) async throws -> Page<PoolMovement> {
    let pool = try await database.read { try $0.place(of: me, in: id) }.pool
    return try await movements(of: pool, before: before, limit: limit)
  }

  /// Pools, newest first, for whoever serves members.
  /// - Throws: `AccessRefusal`.
  package func pools(
    _ page: PageRequest<Identified.Pool> = PageRequest(), by principal: Principal
  ) async throws -> Page<ListedPool> {
    try principal.requireOperator(.readMembers)
    return try await database.read { tx in
      let pools = try tx.query(
        Pool.select + "WHERE pool.id < \(page.bound) ORDER BY pool.id DESC LIMIT \(page.limit + 1)"
      ) { Pool($0) }
      let counts = try tx.query(
        """
        SELECT pool_id, count(*) FROM pool_person
        WHERE pool_id IN (\(pools.map(\.id))) AND status = 'in' GROUP BY pool_id
        """
      ) { ($0[0] as PoolID, $0[1] as Int) }
      let byPool = Dictionary(uniqueKeysWithValues: counts)
      return Page(pools.map { ListedPool(pool: $0, people: byPool[$0.id] ?? 0) }, limit: page.limit)
    }
  }

  /// A pool with its people, for whoever serves members.
  /// - Throws: `AccessRefusal`, ``PoolRefusal/poolNotFound``, ``OrderRefusal/busy``.
  package func pool(_ id: PoolID, by principal: Principal) async throws -> PoolView {
    try principal.requireOperator(.readMembers)
    return try await view(of: try await served(id))
  }

  /// - Throws: as ``pool(_:by:)-(PoolID,Principal)``.
  package func movements(
    of id: PoolID, before: TransactionID? = nil, limit: Int = 50, by principal: Principal
  ) async throws -> Page<PoolMovement> {
    try principal.requireOperator(.readMembers)
    return try await movements(of: try await served(id), before: before, limit: limit)
  }

  /// Stops everything in a pool, or lets it go on; the points stay where they are.
  /// - Throws: `AccessRefusal`, ``PoolRefusal/poolNotFound``, `MemberRefusal.statusConflict`.
  package func setPool(
    _ id: PoolID, isFrozen: Bool, reason: String, by principal: Principal
  ) async throws {
    try principal.requireOperator(.writeMembers)
    let account = try await served(id).account
    _ =
      isFrozen
      ? try await freezeMember(account, reason: reason, by: principal)
      : try await unfreezeMember(account, reason: reason, by: principal)
  }

  private func served(_ id: PoolID) async throws -> Pool {
    guard let pool = try await database.read({ try $0.pool(id) }) else { throw PoolRefusal.poolNotFound }
    return pool
  }

  private func view(of pool: Pool) async throws -> PoolView {
    let day = settings.calendar.day(of: clock.now())
    let people = try await database.read { tx in
      try tx.guests(try tx.people(of: pool.id, [.invited, .inside, .leaving]), on: day)
    }
    return PoolView(pool: pool, wallet: try await wallet(pool.wallet, by: .system), people: people)
  }

  private func movements(
    of pool: Pool, before: TransactionID?, limit: Int
  ) async throws -> Page<PoolMovement> {
    let page = try await entries(of: pool.wallet, before: before, limit: limit, by: .system)
    let day = settings.calendar.day(of: clock.now())
    let transactions = page.items.map(\.transaction)
    let (by, guests) = try await database.read { tx in
      let by = try tx.persons(behind: transactions)
      let people = try tx.query(PoolPerson.select + "WHERE id IN (\(Set(by.values).sorted()))") {
        PoolPerson($0)
      }
      return (by, try tx.guests(people, on: day))
    }
    let byPerson = Dictionary(uniqueKeysWithValues: guests.map { ($0.person.id, $0) })
    let items = page.items.map { detail in
      PoolMovement(detail: detail, by: by[detail.transaction.id].flatMap { byPerson[$0] })
    }
    return Page(items, hasMore: page.hasMore)
  }
}

extension Storage.Transaction {
  /// Who spent or put in what the transactions are about.
  fileprivate func persons(
    behind transactions: [Ledger.Transaction]
  ) throws -> [TransactionID: PoolPersonID] {
    let named = transactions.flatMap { [$0.id, $0.original] }.filter(\.isGiven)
    if named.isEmpty { return [:] }
    let direct = try query(
      """
      SELECT transaction_id, person_id FROM pool_claim
      WHERE transaction_id IN (\(named)) AND transaction_id <> 0
      """
    ) { ($0[0] as TransactionID, $0[1] as PoolPersonID) }
    let behind = try query(
      """
      SELECT pool_return.transaction_id, pool_claim.person_id FROM pool_return
      JOIN pool_claim ON pool_claim.transaction_id = pool_return.spent_id AND pool_claim.transaction_id <> 0
      WHERE pool_return.transaction_id IN (\(named))
      """
    ) { ($0[0] as TransactionID, $0[1] as PoolPersonID) }
    let known = Dictionary(direct + behind) { first, _ in first }
    return transactions.reduce(into: [:]) { found, transaction in
      found[transaction.id] = known[transaction.id] ?? known[transaction.original]
    }
  }

  fileprivate func guests(_ people: [PoolPerson], on day: BusinessDay) throws -> [PoolGuest] {
    if people.isEmpty { return [] }
    let members = try query(Member.select + "WHERE member.id IN (\(people.map(\.member)))") { Member($0) }
    let spent = try query(
      """
      SELECT person_id, points FROM pool_total
      WHERE person_id IN (\(people.map(\.id))) AND day = \(Int64(day.daysSince1970))
      """
    ) { ($0[0] as PoolPersonID, $0[1] as Points) }
    let byMember = Dictionary(members.map { ($0.id, $0) }) { first, _ in first }
    let byPerson = Dictionary(spent) { first, _ in first }
    return people.map { person in
      let member = byMember[person.member]
      // Who did not come yet is known as to a sender of points.
      let name = person.status == .invited ? member?.maskedName : member?.name
      let phone = person.status == .invited ? nil : member?.phone
      return PoolGuest(
        person: person, name: name ?? "", phoneEnding: phone.map { String($0.suffix(4)) },
        spentToday: byPerson[person.id] ?? 0)
    }
  }
}
