package import Ledger
internal import LedgerStore
internal import Storage

extension Coalition {
  /// Carries out an approved merge of two members (合并积分); again after a crash, with the same result.
  ///
  /// First the merged member is closed and points onward, with what they were known by and their cards moved
  /// to the survivor: nothing new reaches their wallets from then on. Then each wallet goes through the
  /// ledger. An open hold stops the merge before it begins; one that slipped in is waited for.
  /// - Throws: ``OrderRefusal/busy``, ``OrderRefusal/outcomeUnknown``: it is tried again later.
  package func executeMerge(_ approval: Approval) async throws -> ExecutionOutcome {
    guard case .merge(let proposal) = approval.operation else { return .failed("wrong_operation") }
    let (from, into) = (MemberID(proposal.from), MemberID(proposal.into))
    let isBegun = try await database.read { try $0.member(from)?.mergedInto == into }
    if !isBegun {
      if try await unmerged(of: from).contains(where: { $0.balance.held > 0 }) {
        return .failed(Refusal.holdsOpen.outcome)
      }
      do {
        try await closeMerged(from, into: into, for: approval)
      } catch let refusal as MemberRefusal { return .failed("\(refusal)") } catch PoolRefusal.placedAlready {
        return .failed("in_two_pools")
      }
    }
    var last: TransactionID?
    // An order that was on its way may open one more wallet.
    while let wallet = try await unmerged(of: from).first {
      last = try await merge(wallet, into: into, for: approval)
    }
    return .succeeded(last.map { publicIDs.text($0) } ?? publicIDs.text(into))
  }

  func unmerged(of member: MemberID) async throws -> [Wallet] {
    do {
      return try await ledger.wallets(of: member).map(\.wallet).filter { !$0.mergedInto.isGiven }
    } catch { throw OrderRefusal.busy }
  }

  private func merge(_ wallet: Wallet, into: MemberID, for approval: Approval) async throws -> TransactionID {
    let occasion = Occasion(.console, reference: publicIDs.text(approval.id), memo: approval.reason.memo)
    return try await merge(wallet, into: into, occasion, key: "approval \(approval.id.rawValue)")
  }

  /// - Parameter key: what the merge is for; the rest of its key follows from the wallet.
  /// - Throws: ``OrderRefusal/busy`` while a hold is open.
  func merge(
    _ wallet: Wallet, into: MemberID, _ occasion: Occasion, key: String
  ) async throws -> TransactionID {
    let order = MergeOrder(from: wallet.member, into: into, asset: wallet.asset, occasion: occasion)
    // A refusal is for ever; a wallet that changed since is asked for anew.
    let key = "\(key) \(wallet.asset.rawValue) \(wallet.last.rawValue)"
    do {
      return try await carryOut(.merge(order), key: key, by: .system).transaction.id
    } catch let refusal as OrderRefusal {
      guard case .declined = refusal else { throw refusal }
      throw OrderRefusal.busy
    }
  }

  private func closeMerged(_ from: MemberID, into: MemberID, for approval: Approval) async throws {
    let now = clock.now()
    defer { directoryCache.forgetMembers() }
    try await database.write { tx in
      let (old, survivor) = (try tx.requireMember(from), try tx.requireMember(into))
      // Else points that were bought might come to the wallet when it is merged already.
      if try tx.hasPointsOrderUnderWay(from) { throw OrderRefusal.busy }
      guard old.status != .closed, survivor.status != .closed else { throw MemberRefusal.memberClosed }
      // Of a merge or a separation that goes on to the closed one, wallets would stay behind.
      try tx.requireSettled([from], but: approval.id)
      try tx.keepBelongings(of: old, into: into, by: approval.id, at: now)
      try tx.close(old, into: survivor, at: now)
      try append(
        Change(
          action: "member.merge", subject: "member/\(from.rawValue)", before: old.status.rawValue,
          after: "member/\(into.rawValue) by approval/\(approval.id.rawValue)"),
        by: approval.author, in: tx)
    }
  }

  /// Carries out what was approved, whatever it is.
  package func execute(_ approval: Approval) async throws -> ExecutionOutcome {
    switch approval.operation {
    case .adjust: try await executeAdjustment(approval)
    case .merge: try await executeMerge(approval)
    case .separate(let proposal): try await executeSeparation(approval, proposal)
    case .terms(let proposal): try await executeTerms(approval, proposal)
    case .program(let proposal): try await executeProgram(approval, proposal)
    case .rule(let proposal): try await executeRule(approval, proposal)
    case .admit(let proposal): try await executeAdmission(approval, proposal)
    case .earningRule(let proposal): try await executeEarningRule(approval, proposal)
    case .exchangeRates(let proposal): try await executeExchangeRates(approval, proposal)
    case .ladder(let proposal): try await executeLadder(approval, proposal)
    case .discount(let proposal): try await executeDiscount(approval, proposal)
    case .settlementTerms(let proposal): try await executeSettlementTerms(approval, proposal)
    case .settlementAdjustment(let proposal):
      try await executeSettlementAdjustment(approval, proposal)
    case .agent(let proposal): try await executeAgent(approval, proposal)
    case .funding(let proposal): try await executeFunding(approval, proposal)
    case .costShares(let proposal): try await executeCostShares(approval, proposal)
    case .pointsCards(let proposal): try await executePointsCards(approval, proposal)
    case .cardType(let proposal): try await executeCardType(approval, proposal)
    case .cardBatch(let proposal): try await executeCardBatch(approval, proposal)
    case .partner(let proposal): try await executePartner(approval, proposal)
    // Their authors carry these out.
    case .key, .purchases, .export: .failed("wrong_operation")
    }
  }
}

extension Storage.Transaction {
  /// Closes a member who points to another from then on, with what they were known by and their cards.
  /// - Throws: `MemberRefusal.memberClosed`.
  func close(_ old: Member, into survivor: Member, at now: Instant) throws {
    let (from, into) = (old.id, survivor.id)
    guard old.status != .closed, survivor.status != .closed else { throw MemberRefusal.memberClosed }
    try execute(
      """
      UPDATE member SET status = 'closed', merged_into = \(into), updated_at = \(now) WHERE id = \(from)
      """)
    try execute("UPDATE member SET merged_into = \(into) WHERE merged_into = \(from)")
    // Where both have a phone or the like, the survivor's stays theirs; the other leads onward.
    try execute(
      """
      UPDATE member_identity SET member_id = \(into) WHERE member_id = \(from) AND NOT EXISTS (
        SELECT 1 FROM member_identity AS own WHERE own.member_id = \(into)
          AND own.kind = member_identity.kind AND own.merchant_id = member_identity.merchant_id
          AND own.provider = member_identity.provider)
      """)
    try execute("UPDATE card SET member_id = \(into), updated_at = \(now) WHERE member_id = \(from)")
    try moveTags(of: from, to: into)
    try execute("UPDATE linked_account SET member_id = \(into) WHERE member_id = \(from)")
    try execute("DELETE FROM link_code WHERE member_id = \(from)")
    // A gift comes to whom it is known of, once.
    try execute(
      """
      UPDATE member_birthday SET member_id = \(into) WHERE member_id = \(from) AND NOT EXISTS (
        SELECT 1 FROM member_birthday AS own WHERE own.member_id = \(into))
      """)
    try movePointsOrders(of: from, to: into)
    try movePlaces(of: from, to: into, at: now)
    try execute("DELETE FROM member_pin WHERE member_id = \(from)")
    try execute("DELETE FROM member_password WHERE member_id = \(from)")
    try endMemberSessions(of: from)
  }
}

extension Refusal {
  /// As an approval's outcome names it.
  fileprivate var outcome: String { "\(self)" }
}

/// Moves everything of one member's wallet into another's; only an approved merge makes one.
package struct MergeOrder: Sendable, Hashable {
  package var from: MemberID
  package var into: MemberID
  package var asset: AssetID
  package var occasion: Occasion

  package init(from: MemberID, into: MemberID, asset: AssetID, occasion: Occasion) {
    (self.from, self.into, self.asset, self.occasion) = (from, into, asset, occasion)
  }
}

extension Preparation {
  func merge(_ order: MergeOrder) throws -> Draft {
    guard principal.actor == .system else { throw OrderRefusal.approvalRequired }
    return Draft(
      try context(order.occasion, Place()),
      .merge(
        from: WalletKey(member: order.from, asset: order.asset),
        into: WalletKey(member: order.into, asset: order.asset)))
  }
}
