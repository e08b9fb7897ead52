package import Ledger
package import Storage

/// A difference to be worked on.
package struct CaseDraft: Sendable, Hashable {
  package var source: AcquiringCase.Source
  /// Unique within the source, 1…300 characters: raising the same difference twice is one case.
  package var subjectKey: String
  package var kind: AcquiringCase.Kind
  package var channel: Channel
  package var merchant: MerchantID
  package var store: StoreID
  package var terminal: TerminalID
  package var member: MemberID
  package var asset: AssetID
  package var day: BusinessDay
  package var transaction: TransactionID
  package var ours: AcquiringCase.Side
  package var theirs: AcquiringCase.Side
  package var reason: CaseReason
  /// ISO 4217, or empty.
  package var currency = ""

  package init(
    _ kind: AcquiringCase.Kind, from source: AcquiringCase.Source, subjectKey: String, channel: Channel,
    merchant: MerchantID, store: StoreID = .none, terminal: TerminalID = .none, member: MemberID = .none,
    asset: AssetID = .none, day: BusinessDay, transaction: TransactionID = .none,
    ours: AcquiringCase.Side = AcquiringCase.Side(), theirs: AcquiringCase.Side = AcquiringCase.Side(),
    reason: CaseReason = .unsaid
  ) {
    self.source = source
    self.subjectKey = subjectKey
    self.kind = kind
    self.channel = channel
    self.merchant = merchant
    self.store = store
    self.terminal = terminal
    self.member = member
    self.asset = asset
    self.day = day
    self.transaction = transaction
    self.ours = ours
    self.theirs = theirs
    self.reason = reason
  }
}

/// The case of a difference, and whether it is new.
package struct RaisedCase: Sendable, Hashable {
  package let id: CaseID
  /// False where the same difference had been raised before; that case stays as it was.
  package let isNew: Bool
}

extension Coalition {
  /// Opens a case in a transaction of its own.
  /// - Throws: `DatabaseError`, as for an unknown merchant.
  @discardableResult
  package func raiseCase(_ draft: CaseDraft) async throws -> RaisedCase {
    try await database.write { tx in try raiseCase(draft, in: tx) }
  }

  /// Opens a case together with whatever else the transaction writes; call it late, since it locks the end of
  /// the audit log.
  ///
  /// The same source and subject key give the same case for ever, whatever else the draft says then.
  /// - Throws: `DatabaseError`, as for an unknown merchant.
  @discardableResult
  package func raiseCase(_ draft: CaseDraft, in tx: any Storage.Transaction) throws -> RaisedCase {
    let now = clock.now()
    let id: CaseID = ids.next()
    let inserted = try tx.execute(
      """
      INSERT INTO acquiring_case (id, source, subject_key, kind, channel, merchant_id, store_id, terminal_id,
        member_id, asset_id, day, our_transaction, our_points, our_amount, our_reference, their_points,
        their_amount, their_reference, reason, reason_details, currency, state, resolution, created_at,
        updated_at)
      VALUES (\(id), \(draft.source.name), \(draft.subjectKey), \(draft.kind),
        \(Int64(draft.channel.rawValue)),
        \(draft.merchant.isGiven ? draft.merchant : nil), \(draft.store), \(draft.terminal),
        \(draft.member), \(draft.asset),
        \(draft.day.daysSince1970), \(draft.transaction), \(draft.ours.points), \(draft.ours.minorUnits),
        \(draft.ours.reference.beginning(255)), \(draft.theirs.points), \(draft.theirs.minorUnits),
        \(draft.theirs.reference.beginning(255)), \(draft.reason.code.rawValue), \(draft.reason.detailText),
        \(draft.currency), 'open', '', \(now), \(now))
      ON CONFLICT (source, subject_key) DO NOTHING
      """)
    guard inserted == 1 else {
      let known = try tx.queryFirst(
        """
        SELECT id FROM acquiring_case
        WHERE source = \(draft.source.name) AND subject_key = \(draft.subjectKey)
        """
      ) { $0[0] as CaseID }
      guard let known else { throw DatabaseError(.other, "a case is neither new nor there") }
      return RaisedCase(id: known, isNew: false)
    }
    try append(
      Change(
        action: "case.raise", subject: "case/\(id.rawValue)",
        after: "\(draft.kind.rawValue) \(draft.source.name)"),
      by: .system, in: tx)
    return RaisedCase(id: id, isNew: true)
  }
}

extension String {
  /// The first so many code points, which is how both engines count.
  func beginning(_ count: Int) -> String {
    String(String.UnicodeScalarView(unicodeScalars.prefix(count)))
  }
}
