package import Ledger
internal import Loyalty
internal import Storage

/// Points between a pool and somebody in it: what they put in, the part that is paid to them, and what is
/// taken of them for the debt of a pool that closed, in two steps. Only what knows pools makes one.
package struct PoolOrder: Sendable, Hashable {
  enum Move: String, Sendable {
    case putIn = "pool-in"
    case payPart = "pool-part"
    case charge = "pool-charge"
    case repay = "pool-repay"
  }

  var move: Move
  var pool: PoolID
  var person: PoolPersonID
  var member: MemberID
  /// The pool's wallet.
  var wallet: WalletKey
  var points: Points
  var occasion: Occasion
}

extension Coalition {
  /// Moves points from the member's own wallet into the pool, once a request however often it is sent. Lots
  /// keep their source, origin and expiry; there is neither fee nor minimum.
  /// - Parameter request: a name that the form carries, of 1…64 characters.
  /// - Throws: ``PoolRefusal/poolNotFound``, ``PoolRefusal/notAllowed``, ``PoolRefusal/frozen``,
  ///   ``OrderRefusal``, `AccessRefusal.confirmationNeeded`, `MemberRefusal`, `ProgramRefusal`.
  package func putIn(
    _ points: Points, to pool: PoolID, request: String, by me: MemberPrincipal
  ) async throws -> Receipt {
    guard request.isCode(of: 1...64) else { throw OrderRefusal.keyInvalid }
    let key = "pool-in \(me.member.rawValue) \(request)"
    let order = try await orderPuttingIn(points, to: pool, by: me)
    return try await carryOut(.pool(order), key: key, by: me.moving)
  }

  private func orderPuttingIn(
    _ points: Points, to pool: PoolID, by me: MemberPrincipal
  ) async throws -> PoolOrder {
    let (pool, own) = try await database.read { try $0.place(of: me, in: pool) }
    guard own.role.putsIn else { throw PoolRefusal.notAllowed }
    if pool.isFrozen { throw PoolRefusal.frozen }
    return PoolOrder(
      move: .putIn, pool: pool.id, person: own.id, member: me.member, wallet: pool.wallet, points: points,
      occasion: Occasion(.member))
  }
}

extension Preparation {
  mutating func pool(_ order: PoolOrder) throws -> Draft {
    try principal.require(.transfer)
    guard order.points > 0, order.points <= Points.maximumPerCommand else {
      throw OrderRefusal.amountOutOfRange
    }
    let context = try context(order.occasion, Place())
    let own = WalletKey(member: order.member, asset: order.wallet.asset)
    switch order.move {
    case .putIn:
      let policy = try program(.asset(order.wallet.asset)).policies.transfer
      _ = try memberSending(.id(order.member), policy)
      let claim = PoolClaim(
        way: .into, pool: order.pool, person: order.person, day: calendar.day(of: now), points: order.points)
      try directory.snapshot.requireRoom(for: claim, of: request)
      var draft = Draft(
        context,
        .transfer(
          Transfer(from: own, to: order.wallet, order.points, limit: Limit(perDay: policy.dailyLimit))))
      draft.moving = .pool(claim)
      return draft
    case .payPart:
      guard principal.actor == .system else { throw OrderRefusal.poolUnavailable }
      return Draft(
        context, .transfer(Transfer(from: order.wallet, to: own, order.points, isPurchasedAllowed: true)))
    case .charge: return try correction(of: own, by: -order.points, context)
    case .repay: return try correction(of: order.wallet, by: order.points, context)
    }
  }

  /// Debt is allowed whatever the programme says: it is there already, and only changes its place.
  private mutating func correction(
    of wallet: WalletKey, by points: Points, _ context: Context
  ) throws -> Draft {
    guard principal.actor == .system else { throw OrderRefusal.poolUnavailable }
    guard let program = try directory.program(.asset(wallet.asset)) else {
      throw ProgramRefusal.programNotFound
    }
    let end = expiry(.awarded, program, nil).expiry(ofCreditAt: now, in: calendar.zone)
    return Draft(
      context,
      .adjust(
        Adjust(wallet, by: points, source: LotSource(issuer: .none), expiresAt: end, isDebtAllowed: true)))
  }

  /// What a person takes of their limits by spending from a pool, whom only the pool's live code tells.
  /// - Throws: `MemberRefusal.memberProofRequired` without one, ``OrderRefusal``.
  mutating func poolClaim(
    _ order: SpendOrder, of account: MemberID, taking points: Points
  ) throws -> (claim: PoolClaim, proof: NeededProof) {
    var code: String?
    if case .code(let text) = order.proof { code = text }
    if case .code(let text) = order.member { code = text }
    guard let code else { throw MemberRefusal.memberProofRequired }
    let live = try directory.live(code)
    guard live.member == account, let place = live.place else { throw MemberRefusal.codeExpired }
    let claim = PoolClaim(
      way: .out, pool: place.pool, person: place.person, day: calendar.day(of: now), points: points)
    try directory.snapshot.requireRoom(for: claim, of: request)
    return (claim, NeededProof(member: account, proof: .code(code)))
  }
}
