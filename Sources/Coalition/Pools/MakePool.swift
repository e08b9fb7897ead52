package import Ledger
internal import Storage

/// A household or company to be made.
package struct PoolDraft: Sendable, Hashable {
  package var kind: Pool.Kind
  package var asset: AssetID
  package var name: String
  package var leaving: Pool.Leaving

  package init(_ kind: Pool.Kind, in asset: AssetID, name: String, leaving: Pool.Leaving) {
    (self.kind, self.asset, self.name, self.leaving) = (kind, asset, name, leaving)
  }
}

extension Coalition {
  /// Makes a pool that its maker heads (建立家庭或企业共享).
  /// - Throws: ``PoolRefusal``: `notOffered`, `nameInvalid`, `placedAlready`; `MemberRefusal`,
  ///   `ProgramRefusal.programNotFound`.
  package func makePool(_ draft: PoolDraft, by me: MemberPrincipal) async throws -> PoolID {
    guard draft.name.isPlain(1...40) else { throw PoolRefusal.nameInvalid }
    let (pool, account, head): (PoolID, MemberID, PoolPersonID) = (ids.next(), ids.next(), ids.next())
    let now = clock.now()
    return try await drawingCodeNumbers(ifPlaced: .placedAlready) { numbers in
      try await self.database.write { tx in
        guard let program = try tx.program("asset_id = \(draft.asset)") else {
          throw ProgramRefusal.programNotFound
        }
        guard program.status == .active, program.policies.pools.allows(draft.kind) else {
          throw PoolRefusal.notOffered
        }
        try tx.requireMember(me.member).requireActive()
        try tx.requireNoPlace(me.member, draft.kind, in: draft.asset)
        try tx.execute(
          """
          INSERT INTO member (id, status, code_number, merchant_id, created_at, updated_at, is_pool)
          VALUES (\(account), 'active', \(numbers.account), NULL, \(now), \(now), 1)
          """)
        try tx.execute(
          """
          INSERT INTO pool (id, asset_id, account_id, kind, name, leaving, status, turn_id, heir_id,
            created_at)
          VALUES (\(pool), \(draft.asset), \(account), \(draft.kind), \(draft.name), \(draft.leaving), 'open',
            0, 0, \(now))
          """)
        try tx.execute(
          """
          INSERT INTO pool_person (id, pool_id, asset_id, kind, member_id, role, status, code_number, put_in,
            paid, tries, is_last, asked_at, ends_at, joined_at)
          VALUES (\(head), \(pool), \(draft.asset), \(draft.kind), \(me.member),
            \(PoolRole.head(of: draft.kind)), 'in', \(numbers.person), 0, 0, 0, 0, \(now), \(now), \(now))
          """)
        try self.append(
          Change(
            action: "pool.make", subject: "pool/\(pool.rawValue)",
            after:
              "\(draft.kind.rawValue) of program/\(draft.asset.rawValue), leaving=\(draft.leaving.rawValue)"),
          by: me.actor, in: tx)
        return pool
      }
    }
  }

  struct PoolCodeNumbers: Sendable {
    let account: Int64
    let person: Int64
  }

  /// Draws again where somebody drew the same number at the same moment, or took the place.
  func drawingCodeNumbers<Result: Sendable>(
    ifPlaced refusal: PoolRefusal, _ body: @Sendable (PoolCodeNumbers) async throws -> Result
  ) async throws -> Result {
    for _ in 0..<8 {
      let numbers = PoolCodeNumbers(
        account: Int64(ids.number(below: 1_000_000_000)), person: Int64(ids.number(below: 1_000_000_000)))
      do { return try await body(numbers) } catch let error as DatabaseError where error.isUniqueViolation {
        continue
      }
    }
    throw refusal
  }
}

extension Storage.Transaction {
  /// - Throws: ``PoolRefusal/placedAlready``.
  func requireNoPlace(_ member: MemberID, _ kind: Pool.Kind, in asset: AssetID) throws {
    let place = try queryFirst(
      """
      SELECT 1 FROM pool_person
      WHERE member_id = \(member) AND asset_id = \(asset) AND kind = \(kind) AND status = 'in'
      """
    ) { $0[0] as Int64 }
    if place != nil { throw PoolRefusal.placedAlready }
  }
}
