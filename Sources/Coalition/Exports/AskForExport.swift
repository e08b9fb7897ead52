internal import Ledger
internal import Storage

/// What is to be taken away.
package struct ExportDraft: Sendable, Hashable {
  package var list: String
  package var query: String
  package var language: String
  /// What was asked for, for the log: without personal data.
  package var filter: String

  package init(list: String, query: String, language: String, filter: String) {
    self.list = list
    self.query = query
    self.language = language
    self.filter = filter
  }
}

extension Coalition {
  /// The most files of one person that wait or are being made.
  package static let exportLimit = 5

  /// Asks for a list as a file; a job makes it, with what its owner may see then.
  /// - Parameter permit: an approval of exactly this, used up by it, where personal data is given in full.
  /// - Throws: `AccessRefusal.notAuthenticated` for a program, `ApprovalRefusal`, ``ExportRefusal``.
  package func askForExport(
    _ draft: ExportDraft, permit: ApprovalID? = nil, by principal: Principal
  ) async throws -> ExportFileID {
    let owner = try principal.fileOwner
    guard settings.exportFolder != nil else { throw ExportRefusal.noFolder }
    guard 1...40 ~= draft.list.unicodeScalars.count, draft.query.unicodeScalars.count <= 1_000 else {
      throw ExportRefusal.invalid
    }
    let id: ExportFileID = ids.next()
    let now = clock.now()
    let merchant = principal.merchant ?? .none
    let kept = draft.filter.cut(to: 300)
    try await database.write { tx in
      let waiting = try tx.queryFirst(
        """
        SELECT count(*) FROM export_file WHERE user_id = \(owner) AND state IN ('waiting', 'running')
        """
      ) { $0[0] as Int64 }
      guard waiting ?? 0 < Self.exportLimit else { throw ExportRefusal.tooMany(limit: Self.exportLimit) }
      if let permit {
        let proposal = ExportProposal(list: draft.list, filter: kept)
        try usePermit(permit, for: .export(proposal), by: principal, at: now, in: tx)
      }
      try tx.execute(
        """
        INSERT INTO export_file (id, user_id, merchant_id, list, query, language, is_full, state, line_count,
          byte_count, downloads, failure, created_at)
        VALUES (\(id), \(owner), \(merchant), \(draft.list), \(draft.query), \(draft.language),
          \(permit != nil), 'waiting', 0, 0, 0, '', \(now))
        """)
      try append(
        Change(
          action: "export.ask", subject: "export/\(id.rawValue)",
          after: "\(draft.list): " + (permit == nil ? kept : "in full: " + kept)),
        by: principal.actor, in: tx)
    }
    return id
  }
}
