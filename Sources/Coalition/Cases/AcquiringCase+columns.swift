internal import Ledger
internal import Storage

extension AcquiringCase {
  static let select: SQL = """
    SELECT id, source, subject_key, kind, channel, coalesce(merchant_id, 0), store_id, terminal_id,
      member_id, asset_id, day, our_transaction, our_points, our_amount, our_reference, their_points,
      their_amount, their_reference, reason, reason_details, state, owner_id, approval_id, resolution,
      created_at, updated_at, closed_at, currency
    FROM acquiring_case 
    """

  init(_ row: borrowing Row) throws {
    let channel: Int64 = row[4]
    self.init(
      id: row[0], source: Source(row[1]), subjectKey: row[2], kind: row[3],
      channel: UInt8(exactly: channel).flatMap(Channel.init) ?? .platform, merchant: row[5], store: row[6],
      terminal: row[7], member: row[8], asset: row[9], day: BusinessDay(daysSince1970: row[10]),
      transaction: row[11],
      ours: Side(points: row[12], minorUnits: row[13], reference: row[14]),
      theirs: Side(points: row[15], minorUnits: row[16], reference: row[17]),
      reason: CaseReason(code: row[18], details: row[19]) ?? .said(row[18] as String), currency: row[27],
      state: row[20],
      owner: row[21], approval: row[22], resolution: row[23], createdAt: row[24], updatedAt: row[25],
      closedAt: row[26])
  }
}

extension CaseNote {
  init(_ row: borrowing Row) {
    self.init(
      number: row[0], actorKind: Actor.Kind(rawValue: row[1]) ?? .system, actor: row[2], at: row[3],
      words: row[4])
  }
}

extension Storage.Transaction {
  func acquiringCase(_ id: CaseID) throws -> AcquiringCase? {
    try queryFirst(AcquiringCase.select + "WHERE id = \(id)") { try AcquiringCase($0) }
  }
}
