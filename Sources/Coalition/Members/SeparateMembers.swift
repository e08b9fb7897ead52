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
    let record: MemberID
    if let begun = try await database.read({ try $0.separation(of: member) }) {
      guard begun.by == approval.id else { return .failed("taken_back_before") }
      record = begun.record
    } else {
      // What was merged into it before was taken back already: its own merge is no longer whole.
      guard try await walletMerges(of: member).allSatisfy(\.isWhole) else {
        return .failed("taken_back_in_part")
      }
      do { record = try await openRecord(of: member, for: approval) } catch let refusal as MemberRefusal {
        return .failed("\(refusal)")
      }
    }
    let occasion = Occasion(.console, reference: publicIDs.text(approval.id), memo: approval.reason.memo)
    for merge in try await walletMerges(of: member) {
      guard merge.isWhole else { return .failed("taken_back_in_part") }
      try await separate(merge.transaction, into: record, occasion, for: approval)
    }
    // What the merge never moved; an order that was on its way may have opened one more wallet.
    while let wallet = try await unmerged(of: member).first {
      _ = try await merge(wallet, into: record, occasion, key: "approval \(approval.id.rawValue)")
    }
    return .succeeded(publicIDs.text(record))
  }

  private func separate(
    _ merge: Ledger.Transaction, into record: MemberID, _ occasion: Occasion, for approval: Approval
  ) async throws {
    let order = try await separateOrder(merge, into: record, occasion)
    // A refusal is for ever; a wallet that moved meanwhile is looked at anew.
    let key = "approval \(approval.id.rawValue) separate \(order.asset.rawValue) \(order.seen.rawValue)"
    do { _ = try await carryOut(.separate(order), key: key, by: .system) } catch let refusal as OrderRefusal {
      guard case .declined = refusal else { throw refusal }
      throw OrderRefusal.busy
    }
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
    for merge in try await walletMerges(of: member) {
      let transaction = merge.transaction
      var back: Points?
      if merge.isWhole {
        let order = try await separateOrder(transaction, into: nobody, Occasion(.console))
        back = try await preview(.separate(order), by: .system).transaction.amount
      }
      found.append(
        SeparationPreview(
          asset: transaction.subject.asset, merged: transaction.amount, back: back, at: transaction.at,
          reference: transaction.context.reference))
    }
    return found
  }

  /// Whether the member was merged and can have a record again.
  /// - Throws: `AccessRefusal`.
  package func isSeparable(_ member: MemberID, by principal: Principal) async throws -> Bool {
    try principal.requireOperator(.readMembers)
    return try await database.read { tx in
      do { _ = try tx.requireSeparable(member) } catch is MemberRefusal { return false }
      return true
    }
  }

  func openRecord(of old: MemberID, for approval: Approval) async throws -> MemberID {
    let now = clock.now()
    let id: MemberID = ids.next()
    let earlier = try await recordsOfBefore(of: old)
    defer { directoryCache.forgetMembers() }
    for _ in 0..<8 {
      let codeNumber = Int64(ids.number(below: 1_000_000_000))
      do {
        return try await database.write { tx in
          // Another server may have begun the same meanwhile.
          if let begun = try tx.separation(of: old), begun.by == approval.id { return begun.record }
          let (merged, survivor) = try tx.requireSeparable(old)
          try tx.requireSettled([old, survivor], but: approval.id)
          if try tx.hasPointsOrderUnderWay(survivor) { throw OrderRefusal.busy }
          let merge = try tx.noteSeparation(of: merged, from: survivor)
          try tx.insert(
            Member(
              id: id, status: merge.status, codeNumber: codeNumber, registeredBy: merged.registeredBy,
              name: merged.name, language: merged.language, createdAt: now, updatedAt: now))
          try tx.giveBackBelongings(
            of: old, from: survivor, to: id, mergedAt: merge.at, recordsOfBefore: earlier, at: now)
          try tx.endAccess(to: survivor, since: merge.at)
          for member in [survivor, id] {
            try tx.execute(
              """
              UPDATE member SET cash_out_from = \(now.adding(seconds: Self.coolingSeconds))
              WHERE id = \(member)
              """)
          }
          try tx.execute(
            """
            UPDATE member_merge SET separated_by = \(approval.id), record_id = \(id) WHERE member_id = \(old)
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
        continue  // Another drew the code number at the same moment.
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
  ///
  /// Who stood for the bearer of a card has nothing but the card, which is its member's.
  /// - Throws: `MemberRefusal.statusConflict`, `.memberNotFound`, `.memberClosed` where the survivor left.
  func requireSeparable(_ id: MemberID) throws -> (merged: Member, survivor: MemberID) {
    let member = try requireMember(id)
    let isBearer = try queryFirst("SELECT is_bearer FROM member WHERE id = \(id)") { $0[0] as Bool }
    guard member.status == .closed, let survivor = member.mergedInto, try separation(of: id) == nil,
      isBearer == false
    else { throw MemberRefusal.statusConflict(member.status) }
    guard try requireMember(survivor).status != .closed else { throw MemberRefusal.memberClosed }
    return (member, survivor)
  }

  /// That no other merge or separation of any of them is being carried out.
  /// - Throws: ``OrderRefusal/busy``.
  func requireSettled(_ members: [MemberID], but approval: ApprovalID) throws {
    let other = try queryFirst(
      """
      SELECT 1 FROM approval JOIN member_merge
        ON member_merge.merged_by = approval.id OR member_merge.separated_by = approval.id
      WHERE approval.state = 'approved' AND approval.operation IN ('member.merge', 'member.separate')
        AND approval.id <> \(approval) AND (member_merge.member_id IN (\(members))
          OR member_merge.survivor_id IN (\(members)) OR member_merge.record_id IN (\(members)))
      LIMIT 1
      """
    ) { $0[0] as Int64 }
    if other != nil { throw OrderRefusal.busy }
  }

  fileprivate func separation(of member: MemberID) throws -> (by: ApprovalID, record: MemberID)? {
    try queryFirst(
      """
      SELECT separated_by, record_id FROM member_merge
      WHERE member_id = \(member) AND separated_by IS NOT NULL
      """
    ) { ($0[0], $0[1]) }
  }

  /// Notes from whom it is taken back, and gives when they were merged and what the member was until then.
  fileprivate func noteSeparation(
    of merged: Member, from survivor: MemberID
  ) throws -> (at: Instant, status: Member.Status) {
    // Of one from before there is no row, and the moment is that of its record's last change.
    try execute(
      """
      INSERT INTO member_merge (member_id, survivor_id, merged_at, status)
      VALUES (\(merged.id), \(survivor), \(merged.updatedAt), 'active')
      ON CONFLICT (member_id) DO UPDATE SET survivor_id = excluded.survivor_id
      """)
    let merge = try queryFirst(
      "SELECT merged_at, status FROM member_merge WHERE member_id = \(merged.id)"
    ) { (at: $0[0] as Instant, status: $0[1] as Member.Status) }
    return merge ?? (merged.updatedAt, .active)
  }

  /// Ends what opens the survivor's account and who was merged may have: their number led there.
  fileprivate func endAccess(to survivor: MemberID, since merged: Instant) throws {
    try endMemberSessions(of: survivor)
    for table in ["member_password", "member_pin"] {
      try execute(
        "DELETE FROM \(identifier: table) WHERE member_id = \(survivor) AND updated_at >= \(merged)")
    }
  }
}

/// Takes a merge of one wallet back; only an approved separation makes one.
package struct SeparateOrder: Sendable, Hashable {
  package var merge: TransactionID
  package var into: MemberID
  package var asset: AssetID
  package var occasion: Occasion
  /// What returns took back since, and the survivor's last transaction when they were looked for.
  package var takenBack: [Entry] = []
  package var seen = TransactionID.none

  package init(_ merge: TransactionID, into: MemberID, asset: AssetID, occasion: Occasion) {
    (self.merge, self.into, self.asset, self.occasion) = (merge, into, asset, occasion)
  }
}

extension Preparation {
  func separate(_ order: SeparateOrder) throws -> Draft {
    guard principal.actor == .system else { throw OrderRefusal.approvalRequired }
    return Draft(
      try context(order.occasion, Place()),
      .separate(
        Separate(
          order.merge, into: WalletKey(member: order.into, asset: order.asset),
          takenBack: order.takenBack, seen: order.seen)))
  }
}
