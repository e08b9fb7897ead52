internal import Ledger
internal import LedgerStore
internal import Logging
internal import Loyalty
internal import Storage

// What leaves a pool with its people. Recorded first, then done step by step, each safe to do again: the part
// stands at its person before the ledger is asked, under a key made of the person and the try. One leaves
// after another, so that each part is reckoned of what the one before left.

extension Pool {
  /// What a person takes by leaving: of what is left the share of what they put in, and no more than that.
  /// What the pool earned itself stays in it until it closes.
  func part(of person: PoolPerson, among people: [PoolPerson], of left: Points) -> Points {
    guard leaving == .part, let place = people.firstIndex(where: { $0.id == person.id }) else { return 0 }
    return min(person.putIn, Pool.parts(of: left, among: people)[place], .maximumPerCommand)
  }

  /// All that is left in parts by what everybody put in, to the last point; where nobody did, it is the
  /// head's.
  static func parts(of left: Points, among people: [PoolPerson]) -> [Points] {
    var weights = people.map(\.putIn.units)
    if weights.allSatisfy({ $0 == 0 }), !weights.isEmpty {
      weights[people.firstIndex { $0.role.heads } ?? 0] = 1
    }
    return max(left, 0).units.shared(by: weights).map { Points($0) }
  }
}

extension Coalition {
  /// Pays what can be paid at once; what waits a job pays.
  func payPartsNow(of pool: PoolID) async {
    do { try await payParts(of: pool) } catch {
      logger.notice("parts of a pool wait: \(error)")
    }
  }

  /// Goes on with pools whose people are leaving, as after a crash; gives how many.
  func resumePools() async throws -> Int {
    let unfinished = try await database.read { tx in
      try tx.query(
        "SELECT id FROM pool WHERE id > 0 AND (status = 'closing' OR turn_id <> 0) ORDER BY id LIMIT 100"
      ) { $0[0] as PoolID }
    }
    for pool in unfinished { await payPartsNow(of: pool) }
    return unfinished.count
  }

  /// - Throws: ``OrderRefusal/busy``, ``OrderRefusal/outcomeUnknown``: it is tried again.
  func payParts(of id: PoolID) async throws {
    // Each person takes two steps; what others move meanwhile takes some more.
    for _ in 0..<1_000 {
      let (pool, leaving) = try await database.read { tx in
        (try tx.pool(id), try tx.people(of: id, [.leaving]))
      }
      guard let pool, pool.status == .closing || pool.turn.isGiven else { return }
      if let next = leaving.first(where: { $0.part != nil }) {
        try await pay(next, of: pool)
      } else {
        let left = try await spendable(of: pool)
        let isDone = try await database.write { tx in try tx.reckonParts(of: id, of: left) }
        if isDone { return }
      }
    }
    throw OrderRefusal.busy
  }

  private func pay(_ person: PoolPerson, of pool: Pool) async throws {
    guard let part = person.part else { return }
    var isPaid = true
    if part > 0 {
      let member = try await database.read { tx in
        try tx.member(person.member).flatMap { $0.mergedInto } ?? person.member
      }
      let order = PoolOrder(
        move: .payPart, pool: pool.id, person: person.id, member: member, wallet: pool.wallet, points: part,
        occasion: Occasion(.platform))
      let key = "pool-part \(person.id.rawValue) \(person.tries)"
      do { _ = try await carryOut(.pool(order), key: key, by: .system) } catch OrderRefusal.declined {
        // Something was spent meanwhile: it is reckoned anew.
        isPaid = false
      } catch OrderRefusal.idempotencyMismatch(let earlier) {
        // Sent before the person's account was merged.
        isPaid = try await ledger.transaction(earlier)?.refusal == nil
      }
    }
    let status: PoolPerson.Status = isPaid ? .left : .leaving
    try await database.write { tx in
      try tx.execute(
        """
        UPDATE pool_person SET status = \(status), part = NULL, tries = tries + 1
        WHERE id = \(person.id) AND status = 'leaving' AND tries = \(person.tries)
        """)
    }
  }

  /// What can leave a pool now.
  func spendable(of pool: Pool) async throws -> Points {
    do {
      let wallets = try await ledger.wallets(of: pool.account)
      return wallets.first { $0.wallet.asset == pool.asset }?.spendable ?? 0
    } catch { throw OrderRefusal.busy }
  }
}

extension Storage.Transaction {
  /// Says what each who leaves takes, unless that is said; true when nobody is left who takes anything.
  fileprivate func reckonParts(of id: PoolID, of left: Points) throws -> Bool {
    guard let pool = try pool(id) else { return true }
    let leaving = try people(of: id, [.leaving])
    if leaving.contains(where: { $0.part != nil }) { return false }
    if leaving.isEmpty { return try endParts(of: pool, left) }
    guard pool.status == .closing else {
      let people = try people(of: id, [.inside, .leaving])
      for person in leaving { try setPart(pool.part(of: person, among: people, of: left), of: person) }
      return false
    }
    // Whoever left the platform takes nothing.
    let takers = try leaving.filter { person in try member(person.member).map { !$0.isGone } ?? false }
    let parts = Dictionary(
      uniqueKeysWithValues: zip(takers.map(\.id), Pool.parts(of: left, among: takers)))
    for person in leaving { try setPart(min(parts[person.id] ?? 0, .maximumPerCommand), of: person) }
    return false
  }

  private func setPart(_ part: Points, of person: PoolPerson) throws {
    try execute(
      "UPDATE pool_person SET part = \(part) WHERE id = \(person.id) AND status = 'leaving' AND part IS NULL")
  }

  private func endParts(of pool: Pool, _ left: Points) throws -> Bool {
    try execute("UPDATE pool SET turn_id = 0 WHERE id = \(pool.id)")
    guard pool.status == .closing else { return true }
    // What came meanwhile, or was more than one command moves.
    if left > 0, try reopenParts(of: pool.id) > 0 { return false }
    try execute("UPDATE pool SET status = 'closed' WHERE id = \(pool.id)")
    return true
  }

  /// Whoever was there when the pool closed takes part of what comes later; gives how many they are.
  func reopenParts(of pool: PoolID) throws -> Int {
    try execute(
      """
      UPDATE pool_person SET status = 'leaving' WHERE pool_id = \(pool) AND status = 'left' AND is_last = 1
        AND EXISTS (SELECT 1 FROM member WHERE member.id = pool_person.member_id
          AND (member.status <> 'closed' OR member.merged_into IS NOT NULL))
      """)
  }
}

extension Member {
  fileprivate var isGone: Bool { status == .closed && mergedInto == nil }
}
