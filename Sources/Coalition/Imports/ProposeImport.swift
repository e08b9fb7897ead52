internal import Foundation
internal import Ledger
internal import Storage

extension Coalition {
  /// Puts a checked file before a second person: that file, as it was hashed, and no other.
  /// - Throws: `AccessRefusal`, `ApprovalRefusal`, ``ImportRefusal``.
  package func proposeImport(
    _ id: ImportFileID, reason: String, by principal: Principal
  ) async throws -> Approval {
    try principal.requireImports()
    let owner = try principal.fileOwner
    let found = try await database.read { try $0.requireImport(id) }
    let approval = try proposal(
      of: .purchases(PurchasesProposal(found)), reason: reason, by: principal)
    return try await database.write { tx in
      let file = try tx.requireImport(id)
      guard file.user == owner else { throw ImportRefusal.notTheSender }
      guard file.state == .checked, file == found else { throw ImportRefusal.notNow(file.state) }
      guard file.check.accepted > 0 else { throw ImportRefusal.nothingToImport }
      try insert(approval, in: tx)
      try tx.execute(
        """
        UPDATE import_file SET state = 'waiting', approval_id = \(approval.id), failure = '' WHERE id = \(id)
        """)
      try append(
        Change(
          action: "import.propose", subject: "import/\(id.rawValue)",
          after: "approval/\(approval.id.rawValue) \(file.sha256)"), by: principal.actor, in: tx)
      return try tx.approval(approval.id) ?? approval
    }
  }

  /// Takes one's own file back, and its proposal; the file is removed. What runs already is not stopped.
  /// - Throws: `AccessRefusal`, ``ImportRefusal``.
  package func withdrawImport(_ id: ImportFileID, by principal: Principal) async throws {
    try principal.requireImports()
    let owner = try principal.fileOwner
    let now = clock.now()
    try await database.write { tx in
      let file = try tx.requireImport(id)
      guard file.user == owner else { throw ImportRefusal.notTheSender }
      guard [.uploaded, .checked, .waiting, .failed].contains(file.state), file.removedAt == nil else {
        throw ImportRefusal.notNow(file.state)
      }
      if file.state == .waiting, let approval = file.approval {
        try tx.execute(
          """
          UPDATE approval SET state = 'withdrawn', decided_at = \(now)
          WHERE id = \(approval) AND state IN ('requires_review', 'approved')
          """)
      }
      try tx.execute(
        """
        UPDATE import_file SET state = 'withdrawn', finished_at = \(now), removed_at = \(now)
        WHERE id = \(id)
        """)
      try append(
        Change(
          action: "import.withdraw", subject: "import/\(id.rawValue)", before: file.state.rawValue,
          after: ImportFile.State.withdrawn.rawValue), by: principal.actor, in: tx)
    }
    removeImport(id)
  }

  /// Removes files after thirty days; what was not brought in by then never is.
  func forgetImports() async throws {
    guard settings.exportFolder != nil else { return }
    let now = clock.now()
    let bound = IDSource.lowest(at: now.adding(seconds: -30 * 86_400))
    let old = try await database.write { tx in
      let old = try tx.query(
        """
        SELECT id FROM import_file
        WHERE id < \(bound) AND removed_at IS NULL AND state NOT IN ('waiting', 'running') LIMIT 1000
        """
      ) { $0[0] as ImportFileID }
      guard !old.isEmpty else { return old }
      try tx.execute(
        """
        UPDATE import_file SET removed_at = \(now),
          state = CASE WHEN state IN ('uploaded', 'checked') THEN 'withdrawn' ELSE state END
        WHERE id IN (\(old))
        """)
      return old
    }
    for id in old { removeImport(id) }
  }

  /// Removes what lies there of a file, also the list of its faults.
  func removeImport(_ id: ImportFileID) {
    for part in [ImportPart.rows, .faults] {
      // One that was not made yet, or is gone already, is as it should be.
      if let path = try? importPath(id, part) { try? FileManager.default.removeItem(atPath: path) }
    }
  }
}
