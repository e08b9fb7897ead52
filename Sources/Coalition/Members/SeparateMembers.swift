package import Ledger
internal import LedgerStore
internal import Storage

extension Coalition {
  /// Carries out an approved separation (撤销合并); again after a crash, with the same result.
  ///
  /// First the person gets a new record, to which the merged one leads from then on, with what the merge
  /// moved and the survivor still has. Then each wallet goes through the ledger: what is still there of the
  /// merge.
  /// - Throws: ``OrderRefusal/busy``, ``OrderRefusal/outcomeUnknown``: it is tried again later.
  package func executeSeparation(
    _ approval: Approval, _ proposal: SeparationProposal
  ) async throws -> ExecutionOutcome {
    let member = MemberID(proposal.member)
    let begun = try await database.read { try $0.separation(of: member) }
    if let begun, begun.by != approval.id { return .failed("taken_back_before") }
    let merges = try await merges(of: member)
    // What was merged into it before was taken back already: its own merge is no longer whole.
    if begun == nil, merges.contains(where: { !$0.isWhole }) { return .failed("taken_back_in_part") }
    let record: MemberID
    if let begun { record = begun.record } else {
      do { record = try await openRecord(of: member, for: approval) } catch let refusal as MemberRefusal {
        return .failed("\(refusal)")
      }
    }
    let occasion = Occasion(.console, reference: publicIDs.text(approval.id), memo: approval.reason.memo)
    for merge in merges where merge.isWhole {
      let asset = merge.transaction.subject.asset
      let order = SeparateOrder(merge.transaction.id, into: record, asset: asset, occasion: occasion)
      do {
        _ = try await carryOut(
          .separate(order), key: "approval \(approval.id.rawValue) separate \(asset.rawValue)", by: .system)
      } catch let refusal as OrderRefusal {
        guard case .declined = refusal else { throw refusal }
        throw OrderRefusal.busy
      }
    }
    return .succeeded(publicIDs.text(record))
  }

  /// What a separation of the member would move now, by programme: nothing is booked.
  /// - Throws: `AccessRefusal`, ``OrderRefusal/busy``.
  package func previewSeparation(
    of member: MemberID, by principal: Principal
  ) async throws -> [SeparationPreview] {
    try principal.requireOperator(.adjust)
    // Into a record that nobody has yet: its wallets are empty.
    let nobody: MemberID = ids.next()
    var found: [SeparationPreview] = []
    for merge in try await merges(of: member) {
      let transaction = merge.transaction
      var back: Points?
      if merge.isWhole {
        let order = SeparateOrder(
          transaction.id, into: nobody, asset: transaction.subject.asset, occasion: Occasion(.console))
        back = try await preview(.separate(order), by: .system).transaction.amount
      }
      found.append(
        SeparationPreview(
          asset: transaction.subject.asset, merged: transaction.amount, back: back, at: transaction.at,
          reference: transaction.context.reference))
    }
    return found
  }

  /// Whether the member was merged and has a record again.
  /// - Throws: `AccessRefusal`.
  package func isSeparate(_ member: MemberID, by principal: Principal) async throws -> Bool {
    try principal.requireOperator(.readMembers)
    return try await database.read { try $0.separation(of: member) != nil }
  }

  private struct WalletMerge: Sendable {
    let transaction: Ledger.Transaction
    /// Nothing of it was taken back.
    let isWhole: Bool
  }

  /// The merges of the member's wallets, of which none moves again.
  private func merges(of member: MemberID) async throws -> [WalletMerge] {
    var found: [WalletMerge] = []
    for wallet in try await walletsInLedger(of: member) where wallet.mergedInto.isGiven {
      guard let last = try await ledger.transaction(wallet.last) else { throw OrderRefusal.busy }
      // Its own was taken back: there is nothing more to do.
      if last.kind == .separate, last.subject.member == member { continue }
      found.append(WalletMerge(transaction: last, isWhole: last.kind == .merge))
    }
    return found
  }

  private func walletsInLedger(of member: MemberID) async throws -> [Wallet] {
    do { return try await ledger.wallets(of: member).map(\.wallet) } catch { throw OrderRefusal.busy }
  }

  func openRecord(of old: MemberID, for approval: Approval) async throws -> MemberID {
    let now = clock.now()
    let id: MemberID = ids.next()
    defer { directoryCache.forgetMembers() }
    for _ in 0..<8 {
      let codeNumber = Int64(ids.number(below: 1_000_000_000))
      do {
        return try await database.write { tx in
          let (merged, survivor) = try tx.requireSeparable(old)
          if try tx.hasPointsOrderUnderWay(survivor) { throw OrderRefusal.busy }
          try tx.insert(
            Member(
              id: id, status: .active, codeNumber: codeNumber, registeredBy: merged.registeredBy,
              name: merged.name, language: merged.language, createdAt: now, updatedAt: now))
          try tx.giveBackBelongings(of: old, from: survivor, to: id, at: now)
          try tx.execute(
            """
            INSERT INTO member_merge (member_id, merged_at, separated_by, record_id)
            VALUES (\(old), \(merged.updatedAt), \(approval.id), \(id))
            ON CONFLICT (member_id) DO UPDATE SET separated_by = excluded.separated_by,
              record_id = excluded.record_id
            """)
          try append(
            Change(
              action: "member.separate", subject: "member/\(old.rawValue)",
              before: "member/\(survivor.rawValue)",
              after: "member/\(id.rawValue) by approval/\(approval.id.rawValue)"),
            by: approval.author, in: tx)
          return id
        }
      } catch let error as DatabaseError where error.isUniqueViolation {
        // Another drew the code number at the same moment, or the record is there already.
        if let begun = try await database.read({ try $0.separation(of: old) }) { return begun.record }
      }
    }
    throw OrderRefusal.busy
  }
}

/// What of a merge would go back, in one programme.
package struct SeparationPreview: Sendable, Hashable {
  package let asset: AssetID
  /// What the merge moved.
  package let merged: Points
  /// What of it is still there; nil where nothing can be taken back.
  package let back: Points?
  package let at: Instant
  /// The approval by which they were merged, as it is named in public.
  package let reference: String
}

extension Storage.Transaction {
  /// A member who was merged and is not separate again, and who has everything.
  /// - Throws: `MemberRefusal.statusConflict`, `.memberNotFound`.
  func requireSeparable(_ id: MemberID) throws -> (merged: Member, survivor: MemberID) {
    let member = try requireMember(id)
    guard member.status == .closed, let survivor = member.mergedInto, try separation(of: id) == nil else {
      throw MemberRefusal.statusConflict(member.status)
    }
    return (member, survivor)
  }

  fileprivate func separation(of member: MemberID) throws -> (by: ApprovalID, record: MemberID)? {
    try queryFirst(
      """
      SELECT separated_by, record_id FROM member_merge
      WHERE member_id = \(member) AND separated_by IS NOT NULL
      """
    ) { ($0[0], $0[1]) }
  }
}

/// Takes a merge of one wallet back; only an approved separation makes one.
package struct SeparateOrder: Sendable, Hashable {
  package var merge: TransactionID
  package var into: MemberID
  package var asset: AssetID
  package var occasion: Occasion

  package init(_ merge: TransactionID, into: MemberID, asset: AssetID, occasion: Occasion) {
    (self.merge, self.into, self.asset, self.occasion) = (merge, into, asset, occasion)
  }
}

extension Preparation {
  func separate(_ order: SeparateOrder) throws -> Draft {
    guard principal.actor == .system else { throw OrderRefusal.approvalRequired }
    return Draft(
      try context(order.occasion, Place()),
      .separate(Separate(order.merge, into: WalletKey(member: order.into, asset: order.asset))))
  }
}
