package import Ledger
internal import LedgerStore
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

  /// What a member could spend now at the caller's merchant, what is owed taken off; a proof that is given is
  /// checked, none is asked for.
  /// - Parameter request: the key of the question, so that asking again with the same live code is the same.
  /// - Throws: `AccessRefusal`, `MemberRefusal`, `ProgramRefusal`, ``OrderRefusal``.
  package func tillBalance(
    of claim: MemberClaim, proof: MemberProof?, in program: ProgramClaim, request: String,
    by principal: Principal
  ) async throws -> Points {
    let key = try IdempotencyKey("\(request) balance", tenant: principal.tenant)
    let member = try await identify(claim, proof: proof, request: key, by: principal).member
    try member.requireActive()
    let found =
      switch program {
      case .universal: try await universalProgram()
      case .asset(let asset): try await self.program(asset)
      case .code(let code): try await self.program(code: code)
      }
    let wallet = try await wallet(WalletKey(member: member.id, asset: found.asset), by: principal)
    let now = clock.now()
    return wallet.lots.reduce(wallet.balance.debt) { sum, state in
      let isGoodHere = !state.source.onlyAt.isGiven || state.source.onlyAt == principal.merchant
      return isGoodHere && state.lot.expiresAt > now ? sum + state.lot.available : sum
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
