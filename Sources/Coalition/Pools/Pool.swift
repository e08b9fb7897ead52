package import Ledger
internal import Storage

/// A household or company whose people pool points of a programme in a wallet of its own.
package struct Pool: Sendable, Hashable {
  package enum Kind: String, CaseIterable, Sendable, SQLScalar {
    case household, company
  }

  package enum Status: String, CaseIterable, Sendable, SQLScalar {
    case open
    /// What is left goes to its people.
    case closing
    case closed
  }

  /// What who leaves takes. Fixed when the pool is made: everybody agreed to it by coming.
  package enum Leaving: String, CaseIterable, Sendable, SQLScalar {
    case nothing
    /// Of what is left, the share of what they put in, and never more than that.
    case part
  }

  package let id: PoolID
  package let asset: AssetID
  /// The record whose wallet it is; frozen, the pool is frozen.
  package let account: MemberID
  package let kind: Kind
  package let name: String
  package let leaving: Leaving
  package let status: Status
  package let isFrozen: Bool
  package let createdAt: Instant
  /// Whose part is being paid; none where nobody's is.
  let turn: PoolPersonID
  /// To whom the pool is offered; none where it is to nobody.
  package let heir: PoolPersonID

  package var wallet: WalletKey { WalletKey(member: account, asset: asset) }
}

/// What a person may do in a pool.
package enum PoolRole: String, CaseIterable, Sendable, SQLScalar {
  case owner, adult, child
  case administrator, spender, contributor

  package var kind: Pool.Kind {
    switch self {
    case .owner, .adult, .child: .household
    case .administrator, .spender, .contributor: .company
    }
  }

  /// Asks people in, sets limits, removes, closes; one in a pool.
  package var heads: Bool { self == .owner || self == .administrator }
  package var spends: Bool { self != .contributor }
  package var putsIn: Bool { self != .child }

  /// The one who heads a pool of the kind, and what that one becomes who hands it over.
  static func head(of kind: Pool.Kind) -> PoolRole { kind == .household ? .owner : .administrator }
  static func formerHead(of kind: Pool.Kind) -> PoolRole { kind == .household ? .adult : .spender }
}

/// Somebody who is in a pool, was, or is asked to come.
package struct PoolPerson: Sendable, Hashable {
  package enum Status: String, CaseIterable, Sendable, SQLScalar {
    case invited
    case inside = "in"
    /// Their part is being paid.
    case leaving
    case left, declined
    /// The invitation's time was over.
    case ended
  }

  package let id: PoolPersonID
  package let pool: PoolID
  package let member: MemberID
  package let role: PoolRole
  package let status: Status
  let codeNumber: Int64
  /// At once and on a day.
  package let limit: Limit
  /// Of the points put in what still counts for a part.
  package let putIn: Points
  /// All that was ever paid to them.
  let paid: Points
  /// Below zero: taken of them for the debt of a pool that closed.
  let part: Points?
  let tries: Int64
  package let askedAt: Instant
  package let endsAt: Instant
  package let joinedAt: Instant?
}

/// Why something about a pool was refused. A closed list.
package enum PoolRefusal: Error, Sendable, Hashable {
  /// The programme has no pools, or none for companies.
  case notOffered
  /// 1…40 characters.
  case nameInvalid
  /// No such pool, or one that the caller is not in.
  case poolNotFound
  /// Nobody in it has that number, or what is asked for is not for them.
  case personNotFound
  /// The person's role does not allow it.
  case notAllowed
  /// The member has a place in a pool of that kind already.
  case placedAlready
  /// The person is in it or invited already.
  case invitedAlready
  /// It has as many people as the programme allows.
  case full
  case invitationEnded
  /// A limit is 1 or more; a child has both.
  case limitInvalid
  /// A role of the other kind of pool, or the head's.
  case roleInvalid
  /// Whoever heads it hands it over or closes it first.
  case headStays
  /// Points are held for a payment; it can close when they are taken or released.
  case holdsOpen
  /// Somebody's points are on their way; try again after a moment.
  case busy
  case frozen
}

extension Pool {
  static let select: SQL = """
    SELECT pool.id, pool.asset_id, pool.account_id, pool.kind, pool.name, pool.leaving, pool.status,
      account.status, pool.created_at, pool.turn_id, pool.heir_id
    FROM pool JOIN member AS account ON account.id = pool.account_id 
    """

  init(_ row: borrowing Row) {
    self.init(
      id: row[0], asset: row[1], account: row[2], kind: row[3], name: row[4], leaving: row[5],
      status: row[6], isFrozen: (row[7] as Member.Status) == .frozen, createdAt: row[8], turn: row[9],
      heir: row[10])
  }
}

extension PoolPerson {
  static let select: SQL = """
    SELECT id, pool_id, member_id, role, status, code_number, limit_once, limit_day, put_in, paid, part,
      tries, asked_at, ends_at, joined_at
    FROM pool_person 
    """

  init(_ row: borrowing Row) {
    self.init(
      id: row[0], pool: row[1], member: row[2], role: row[3], status: row[4], codeNumber: row[5],
      limit: Limit(perTransaction: row[6], perDay: row[7]), putIn: row[8], paid: row[9], part: row[10],
      tries: row[11], askedAt: row[12], endsAt: row[13], joinedAt: row[14])
  }
}

extension Storage.Transaction {
  func pool(_ id: PoolID) throws -> Pool? {
    try queryFirst(Pool.select + "WHERE pool.id = \(id)") { Pool($0) }
  }

  func poolPerson(_ id: PoolPersonID) throws -> PoolPerson? {
    try queryFirst(PoolPerson.select + "WHERE id = \(id)") { PoolPerson($0) }
  }

  /// Those of a pool in the states, in the order in which they were asked.
  func people(of pool: PoolID, _ statuses: [PoolPerson.Status]) throws -> [PoolPerson] {
    let people = try query(
      PoolPerson.select + "WHERE pool_id = \(pool) AND status IN (\(statuses)) LIMIT 200"
    ) { PoolPerson($0) }
    return people.sorted { $0.id < $1.id }
  }

  /// The open pool and the place in it of whoever asks.
  /// - Throws: ``PoolRefusal/poolNotFound``, ``PoolRefusal/frozen``.
  func place(of me: MemberPrincipal, in id: PoolID) throws -> (pool: Pool, own: PoolPerson) {
    let own = try queryFirst(
      PoolPerson.select + "WHERE member_id = \(me.member) AND pool_id = \(id) AND status = 'in'"
    ) { PoolPerson($0) }
    guard let own, let pool = try pool(id), pool.status == .open else { throw PoolRefusal.poolNotFound }
    return (pool, own)
  }

  /// As ``place(of:in:)``, of the one who heads it, for a change of it: two changes come one after the other.
  /// - Throws: ``PoolRefusal``, `MemberRefusal.memberFrozen`.
  func headed(by me: MemberPrincipal, _ id: PoolID) throws -> (pool: Pool, own: PoolPerson) {
    let found = try place(of: me, in: id)
    guard found.own.role.heads else { throw PoolRefusal.notAllowed }
    try requireMember(me.member).requireActive()
    try lock(found.pool)
    return found
  }

  /// Takes the pool's row until the transaction ends.
  /// - Throws: ``PoolRefusal/frozen``, ``PoolRefusal/busy`` while a part is being paid.
  func lock(_ pool: Pool) throws {
    if pool.isFrozen { throw PoolRefusal.frozen }
    let isFree = try execute(
      "UPDATE pool SET turn_id = 0 WHERE id = \(pool.id) AND turn_id = 0 AND status = 'open'")
    guard isFree == 1 else { throw PoolRefusal.busy }
  }
}
