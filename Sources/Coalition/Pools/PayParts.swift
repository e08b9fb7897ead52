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
    shares(of: max(left, 0), among: people, by: \.putIn)
  }

  /// What a closed pool owes in parts by what everybody was paid of it; where nobody was, it is the head's.
  static func charges(of debt: Points, among people: [PoolPerson]) -> [Points] {
    shares(of: debt, among: people, by: \.paid)
  }

  private static func shares(
    of points: Points, among people: [PoolPerson], by weight: (PoolPerson) -> Points
  ) -> [Points] {
    var weights = people.map { weight($0).units }
    if weights.allSatisfy({ $0 == 0 }), !weights.isEmpty {
      weights[people.firstIndex { $0.role.heads } ?? 0] = 1
    }
    return points.units.shared(by: weights).map { Points($0) }
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
        let left = try await left(in: pool)
        let isDone = try await database.write { tx in try tx.reckonParts(of: id, of: left) }
        if isDone { return }
      }
    }
    throw OrderRefusal.busy
  }

  private func pay(_ person: PoolPerson, of pool: Pool) async throws {
    guard let part = person.part else { return }
    // What the ledger does not take of somebody it will not take later either: that debt stays.
    let isDone = part > 0 ? try await isPaid(part, to: person, of: pool) : true
    if part < 0 { try await charge(-part, person, of: pool) }
    let status: PoolPerson.Status = isDone ? .left : .leaving
    try await database.write { tx in
      try tx.execute(
        """
        UPDATE pool_person SET status = \(status), part = NULL, tries = tries + 1,
          paid = paid + \(isDone ? max(part, 0) : 0)
        WHERE id = \(person.id) AND status = 'leaving' AND tries = \(person.tries)
        """)
    }
  }

  private func isPaid(_ part: Points, to person: PoolPerson, of pool: Pool) async throws -> Bool {
    let order = try await order(.payPart, part, person, of: pool, Occasion(.platform))
    return try await isCarriedOut(order, key: "pool-part \(person.id.rawValue) \(person.tries)")
  }

  /// Takes points of somebody and gives them to the pool, whose debt they repay; each once, also after a
  /// crash between both.
  private func charge(_ points: Points, _ person: PoolPerson, of pool: Pool) async throws {
    var order = try await order(
      .charge, points, person, of: pool, Occasion(.platform, reference: publicIDs.text(pool.id)))
    let name = "\(person.id.rawValue) \(person.tries)"
    guard try await isCarriedOut(order, key: "pool-charge " + name) else { return }
    order.move = .repay
    guard try await isCarriedOut(order, key: "pool-repay " + name) else { throw OrderRefusal.busy }
  }

  private func order(
    _ move: PoolOrder.Move, _ points: Points, _ person: PoolPerson, of pool: Pool, _ occasion: Occasion
  ) async throws -> PoolOrder {
    let member = try await database.read { tx in
      try tx.member(person.member).flatMap { $0.mergedInto } ?? person.member
    }
    return PoolOrder(
      move: move, pool: pool.id, person: person.id, member: member, wallet: pool.wallet, points: points,
      occasion: occasion)
  }

  /// False where the ledger declines it: what there was has changed since it was reckoned.
  private func isCarriedOut(_ order: PoolOrder, key: String) async throws -> Bool {
    do {
      _ = try await carryOut(.pool(order), key: key, by: .system)
      return true
    } catch OrderRefusal.declined { return false } catch OrderRefusal.idempotencyMismatch(let earlier) {
      // Sent before the person's account was merged.
      return try await ledger.transaction(earlier)?.refusal == nil
    }
  }

  /// What can leave a pool now.
  func spendable(of pool: Pool) async throws -> Points { max(try await left(in: pool), 0) }

  /// What can leave a pool now; below zero, what it owes.
  private func left(in pool: Pool) async throws -> Points {
    do {
      let known = try await ledger.wallets(of: pool.account).first { $0.wallet.asset == pool.asset }
      guard let known else { return 0 }
      return known.spendable > 0 ? known.spendable : known.wallet.balance.debt
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
    // Whoever left the platform takes nothing, and nothing can be taken of them.
    let there = try leaving.filter { try !isGone($0) }
    let shares =
      left < 0 ? Pool.charges(of: -left, among: there).map { -$0 } : Pool.parts(of: left, among: there)
    let parts = Dictionary(uniqueKeysWithValues: zip(there.map(\.id), shares))
    let most = Points.maximumPerCommand
    for person in leaving { try setPart(min(max(parts[person.id] ?? 0, -most), most), of: person) }
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

  /// Whoever was there when the pool closed takes part of what comes later, and pays what it owes; gives how
  /// many they are.
  func reopenParts(of pool: PoolID) throws -> Int {
    try execute(
      """
      UPDATE pool_person SET status = 'leaving' WHERE pool_id = \(pool) AND status = 'left' AND is_last = 1
        AND EXISTS (SELECT 1 FROM member LEFT JOIN member AS heir ON heir.id = member.merged_into
          WHERE member.id = pool_person.member_id AND coalesce(heir.status, member.status) <> 'closed')
      """)
  }

  /// Left the platform, also as somebody with whom they were merged.
  private func isGone(_ person: PoolPerson) throws -> Bool {
    guard let member = try member(person.member) else { return true }
    let survivor = try member.mergedInto.flatMap { try self.member($0) } ?? member
    return survivor.status == .closed
  }
}
