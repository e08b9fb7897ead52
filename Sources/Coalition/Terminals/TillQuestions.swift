package import Ledger
internal import LedgerStore
package import Loyalty
internal import Storage

// What tills ask beside orders.
extension Coalition {
  /// What a transaction was at the till; nil for what no till does.
  package func tillKind(of transaction: Ledger.Transaction) async throws -> TillKind? {
    var original: TillKind?
    if transaction.original.isGiven, let found = try await ledger.transaction(transaction.original) {
      original = TillKind(found, original: nil)
    }
    return TillKind(transaction, original: original)
  }

  /// The discount of the purchase that a void undid; nil where there was none.
  package func discount(undoneBy void: Ledger.Transaction) async throws -> DiscountTaken? {
    guard void.original.isGiven, let original = try await ledger.transaction(void.original) else {
      return nil
    }
    return Particulars(packed: original.context.explanation)?.discount
  }

  /// What a member could spend now at the caller's merchant, what is owed taken off; a proof that is given is
  /// checked, none is asked for.
  /// - Parameter request: the key of the question, so that asking again with the same live code is the same.
  /// - Throws: `AccessRefusal`, `MemberRefusal`, `ProgramRefusal`, ``OrderRefusal``.
  package func tillBalance(
    of claim: MemberClaim, proof: MemberProof?, in program: ProgramClaim, request: String,
    by principal: Principal
  ) async throws -> Points {
    let key = try IdempotencyKey("\(request) balance", tenant: principal.tenant)
    try principal.require(.readMembers)
    if case .code = claim {
      let member = try await identify(claim, proof: proof, request: key, by: principal).member
      return try await tillBalance(of: .id(member.id), proof: nil, in: program, key: key, by: principal)
    }
    return try await tillBalance(of: claim, proof: proof, in: program, key: key, by: principal)
  }

  private func tillBalance(
    of claim: MemberClaim, proof: MemberProof?, in program: ProgramClaim, key: IdempotencyKey,
    by principal: Principal
  ) async throws -> Points {
    let asked = try await asked(claim, program, by: principal)
    if let proof { try await check(Preparation.NeededProof(member: asked.member.id, proof: proof), for: key) }
    switch asked.member.status {
    case .active: break
    case .frozen: throw MemberRefusal.memberFrozen
    case .closed: throw MemberRefusal.memberClosed
    }
    guard asked.takesPart else { return 0 }
    let states: [WalletState]
    do { states = try await ledger.wallets(of: asked.member.id) } catch { throw OrderRefusal.busy }
    guard let wallet = states.first(where: { $0.wallet.asset == asked.asset }) else { return 0 }
    let now = clock.now()
    return wallet.lots.reduce(wallet.wallet.balance.debt) { sum, state in
      let isGoodHere = !state.source.onlyAt.isGiven || state.source.onlyAt == principal.merchant
      return isGoodHere && state.lot.expiresAt > now ? sum + state.lot.available : sum
    }
  }

  /// What a question is about.
  private struct Asked: Sendable {
    let member: Directory.KnownMember
    let asset: AssetID
    /// Whether the caller's merchant has terms in the programme; without them it sees no wallet.
    let takesPart: Bool
  }

  /// From memory, else from one snapshot, as an order is prepared.
  private func asked(
    _ claim: MemberClaim, _ program: ProgramClaim, by principal: Principal
  ) async throws -> Asked {
    let (now, cache, countryCode, merchant) = (
      clock.now(), directoryCache, settings.countryCode, principal.merchant
    )
    @Sendable func look(
      _ tx: (any Storage.Transaction)?
    ) throws -> (asked: Asked, found: DirectoryCache.Findings) {
      var directory = Directory(tx, cache, at: now, countryCode: countryCode)
      let member = try directory.member(claim)
      guard let known = try directory.program(program) else { throw ProgramRefusal.programNotFound }
      let takesPart = try merchant.map { try directory.terms(of: $0, in: known.asset) != nil } ?? true
      return (Asked(member: member, asset: known.asset, takesPart: takesPart), directory.found)
    }
    do { return try look(nil).asked } catch is NotInMemory {
      let generation = cache.generation
      let (asked, found) = try await database.read { try look($0) }
      cache.remember(found, of: generation, at: now)
      return asked
    }
  }

  /// The programme that is hosted for a merchant (积分托管); the first one of several.
  package func hostedProgram(of merchant: MerchantID) async throws -> AssetID? {
    try await database.read { tx in
      try tx.queryFirst(
        "SELECT asset_id FROM program WHERE merchant_id = \(merchant) AND status = 'active' ORDER BY asset_id"
      ) { $0[0] }
    }
  }
}
