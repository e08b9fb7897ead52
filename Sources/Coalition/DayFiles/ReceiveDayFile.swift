package import Ledger
internal import Storage

extension Coalition {
  /// How far back a day file may reach, in days.
  static let dayFileDays: Int32 = 31

  /// Takes a merchant's day file as it comes in; holds one piece of it at a time.
  ///
  /// Lines are kept under an upload of their own until the trailer was found right; only then does the file
  /// count. The same file again (merchant, day, sequence and content) finds the one that is there. What
  /// throws while the pieces come, as for a wrong signature, leaves nothing.
  /// - Throws: `AccessRefusal`, `MerchantRefusal`, ``DayFileRefusal``.
  package func receiveDayFile<Pieces: AsyncSequence>(
    _ pieces: Pieces, of merchant: MerchantID? = nil, by principal: Principal
  ) async throws -> DayFile where Pieces.Element == [UInt8] {
    try principal.require(.readTransactions)
    // A day is a merchant's as a whole, and what was given offline is booked in whichever store.
    try principal.requireAllStores()
    guard let owner = principal.merchant ?? merchant else { throw OrderRefusal.merchantRequired }
    guard principal.sees(owner), merchant == nil || merchant == owner else {
      throw MerchantRefusal.merchantNotFound
    }
    let id: DayFileID = ids.next()
    do {
      var reader = DayFileReader()
      var isKnown = false
      for try await piece in pieces {
        let lines = try reader.take(piece)
        isKnown = try await keep(lines, of: id, owner, reader, isKnown, by: principal)
      }
      isKnown = try await keep(try reader.finish(), of: id, owner, reader, isKnown, by: principal)
      return try await closeUpload(id, owner, reader, by: principal)
    } catch {
      // What stays when this fails too is removed by the job.
      try? await database.write { tx in try tx.forgetUpload(id) }
      throw error
    }
  }

  /// Writes lines that came, with the file's own row before the first; true once that is there.
  private func keep(
    _ lines: [DayFileReader.Line], of id: DayFileID, _ merchant: MerchantID, _ reader: DayFileReader,
    _ isKnown: Bool, by principal: Principal
  ) async throws -> Bool {
    guard let header = reader.header else { return false }
    let (now, actor) = (clock.now(), principal.actor)
    if !isKnown {
      let today = settings.calendar.businessDay(of: now).daysSince1970
      guard (today - Self.dayFileDays)...today ~= header.day.daysSince1970 else {
        throw DayFileRefusal.malformed(line: 1, .day)
      }
      let mayEarn = principal.scopes.contains(.earn)
      try await database.write { tx in
        try tx.requireMerchant(merchant)
        try tx.execute(
          """
          INSERT INTO day_file (id, merchant_id, day, sequence, is_last, currency, state, lines, points,
            amount, sha256, actor_kind, actor_id, answerable_id, may_earn, position, created_at)
          VALUES (\(id), \(merchant), \(header.day.daysSince1970), \(header.sequence), \(header.isLast),
            \(header.currency), 'receiving', 0, 0, 0, \([UInt8]()), \(actor.kind.rawValue), \(actor.id),
            \(actor.answerable), \(mayEarn), 0, \(now))
          """)
      }
    }
    if !lines.isEmpty {
      let rows = lines.map { $0.row(of: id, merchant) }
      try await database.write { tx in
        try tx.insert(into: "day_file_line", columns: DayFileReader.Line.columns, rows: rows)
      }
    }
    return true
  }

  private func closeUpload(
    _ id: DayFileID, _ merchant: MerchantID, _ reader: DayFileReader, by principal: Principal
  ) async throws -> DayFile {
    guard let header = reader.header else { throw DayFileRefusal.malformed(line: 1, .header) }
    let (count, points, amount, digest) = (reader.count, reader.points, reader.amount, reader.digest)
    do {
      return try await database.write { tx in
        if let known = try tx.dayFile(of: merchant, header) {
          guard known.sha256 == digest else { throw DayFileRefusal.otherFile }
          try tx.forgetUpload(id)
          return known
        }
        try tx.execute(
          """
          UPDATE day_file SET state = 'received', lines = \(count), points = \(points), amount = \(amount),
            sha256 = \(digest)
          WHERE id = \(id)
          """)
        try append(
          Change(
            action: "day_file.receive", subject: "day_file/\(id.rawValue)",
            after: "\(header.day.isoDate) \(header.sequence) \(count) lines \(digest.hexDigits)"),
          by: principal.actor, in: tx)
        guard let file = try tx.dayFile(id) else { throw DayFileRefusal.dayFileNotFound }
        return file
      }
    } catch let error as DatabaseError where error.isUniqueViolation {
      // Another upload of the same number was closed at the same moment.
      throw DayFileRefusal.otherFile
    }
  }
}

extension DayFileReader.Line {
  static let columns = [
    "file_id", "number", "merchant_id", "key", "kind", "points", "amount", "member", "occurred_at",
    "reference", "is_posting", "state", "fault", "transaction_id",
  ]

  func row(of file: DayFileID, _ merchant: MerchantID) -> [SQLValue] {
    let state: DayFile.Result = fault == nil ? .pending : .invalid
    // Who it was is needed to book the line and for nothing else, so it is kept no longer than that.
    let member = entry.isPosting && fault == nil ? entry.member : ""
    return [
      file.sqlValue, number.sqlValue, merchant.sqlValue, entry.key.sqlValue, entry.kind.sqlValue,
      entry.points.sqlValue, entry.minorUnits.sqlValue, member.sqlValue, entry.occurredAt.sqlValue,
      entry.reference.sqlValue, entry.isPosting.sqlValue, state.sqlValue, (fault ?? "").sqlValue,
      Int64(0).sqlValue,
    ]
  }
}

extension Storage.Transaction {
  func dayFile(_ id: DayFileID) throws -> DayFile? {
    try queryFirst(DayFile.select + "WHERE id = \(id)") { DayFile($0) }
  }

  fileprivate func dayFile(of merchant: MerchantID, _ header: DayFileReader.Header) throws -> DayFile? {
    try queryFirst(
      DayFile.select + """
        WHERE merchant_id = \(merchant) AND day = \(header.day.daysSince1970)
          AND sequence = \(header.sequence) AND state <> 'receiving'
        """
    ) { DayFile($0) }
  }

  /// Takes away an upload that never became a file.
  func forgetUpload(_ id: DayFileID) throws {
    let isUpload = try queryFirst("SELECT 1 FROM day_file WHERE id = \(id) AND state = 'receiving'") {
      $0.count
    }
    guard isUpload != nil else { return }
    try execute("DELETE FROM day_file_line WHERE file_id = \(id)")
    try execute("DELETE FROM day_file WHERE id = \(id)")
  }
}
