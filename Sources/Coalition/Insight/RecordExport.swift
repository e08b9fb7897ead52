internal import Ledger
internal import Storage

extension Coalition {
  /// Notes in the audit log that somebody took a list away as a file, before its first row is given.
  /// - Parameters:
  ///   - list: as `members`.
  ///   - filter: what was asked for, without personal data; cut at 300 characters.
  ///   - permit: an approval of exactly this, used up by it, where personal data is given in full.
  /// - Throws: `ApprovalRefusal`.
  package func recordExport(
    of list: String, filter: String, permit: ApprovalID? = nil, by principal: Principal
  ) async throws {
    let now = clock.now()
    let kept = filter.cut(to: 300)
    try await database.write { tx in
      if let permit {
        let proposal = ExportProposal(list: list, filter: kept)
        try usePermit(permit, for: .export(proposal), by: principal, at: now, in: tx)
      }
      try append(
        Change(action: "export", subject: "list/\(list)", after: permit == nil ? kept : "in full: " + kept),
        by: principal.actor,
        in: tx)
    }
  }
}
