package import Ledger
internal import Storage

/// A list that somebody takes away as a file made in the background.
package struct ExportFile: Sendable, Hashable {
  package enum State: String, CaseIterable, Sendable, SQLScalar {
    case waiting, running, ready, failed
    /// Its time is over, or it was taken: the file is gone.
    case ended
  }

  package let id: ExportFileID
  package let user: OperatorID
  /// Whose data it is; none for the platform's.
  package let merchant: MerchantID
  /// As `members`.
  package let list: String
  /// As it stood in the list's address after the question mark.
  package let query: String
  package let language: String
  /// Whether personal data stands in it in full.
  package let isFull: Bool
  package let state: State
  package let lines: Int
  package let bytes: Int64
  package let downloads: Int
  package let failure: ExportFailure?
  package let createdAt: Instant
  package let finishedAt: Instant?
  package let endsAt: Instant?
}

/// Why something about a file was declined. A closed list.
package enum ExportRefusal: Error, Sendable, Hashable {
  /// There is none, or it is somebody else's.
  case fileNotFound
  /// It is not made yet, or its time is over.
  case notReady
  /// So many may wait at once.
  case tooMany(limit: Int)
  /// This platform has no folder for files.
  case noFolder
  /// The list or what is asked of it is longer than is kept.
  case invalid
}

extension Coalition {
  /// Files of the caller's own, newest first.
  package func exportFiles(
    _ page: PageRequest<Identified.ExportFile> = PageRequest(), by principal: Principal
  ) async throws -> Page<ExportFile> {
    let owner = try principal.fileOwner
    return try await database.read { tx in
      let found = try tx.query(
        ExportFile.select + """
          WHERE user_id = \(owner) AND id < \(page.bound) ORDER BY id DESC LIMIT \(page.limit + 1)
          """
      ) { ExportFile($0) }
      return Page(found, limit: page.limit)
    }
  }

  /// Gives a finished file to whoever asked for it, and to nobody else.
  ///
  /// A file with personal data in full is given once: its time is over with the call. What made the file is
  /// days old by now, so the right to it is asked for again.
  /// - Parameter mayRead: whether the caller may read the file's list now; throws or is false where not.
  /// - Returns: the file's path, and whether it is to be removed when it was read.
  /// - Throws: `AccessRefusal`, ``ExportRefusal``.
  package func takeExport(
    _ id: ExportFileID, by principal: Principal, mayRead: (ExportFile) async throws -> Bool
  ) async throws -> (file: ExportFile, path: String) {
    let owner = try principal.fileOwner
    let now = clock.now()
    let path = try exportPath(id)
    let found = try await database.read { try $0.exportFile(id) }
    guard let found, found.user == owner, found.merchant == principal.merchant ?? .none else {
      throw ExportRefusal.fileNotFound
    }
    if found.isFull { try principal.require(.exportMembers) }
    guard try await mayRead(found) else { throw ExportRefusal.fileNotFound }
    let file = try await database.write { tx in
      guard let file = try tx.exportFile(id), file.user == owner, file.merchant == principal.merchant ?? .none
      else { throw ExportRefusal.fileNotFound }
      guard file.state == .ready, let ends = file.endsAt, now < ends else { throw ExportRefusal.notReady }
      let state: ExportFile.State = file.isFull ? .ended : .ready
      try tx.execute(
        "UPDATE export_file SET downloads = downloads + 1, state = \(state) WHERE id = \(id)")
      try append(
        Change(
          action: "export.download", subject: "export/\(id.rawValue)",
          after: "\(file.list), \(file.lines) lines\(file.isFull ? ", in full" : "")"),
        by: principal.actor, in: tx)
      return file
    }
    return (file, path)
  }

  /// Where a file lies. Its name is a number of ours, so nothing of a request is part of the path.
  /// - Throws: `ExportRefusal.noFolder`.
  func exportPath(_ id: ExportFileID) throws -> String {
    guard let folder = settings.exportFolder else { throw ExportRefusal.noFolder }
    return "\(folder)/export-\(id.rawValue).csv"
  }
}

extension ExportFile {
  static let select: SQL = """
    SELECT id, user_id, merchant_id, list, query, language, is_full, state, line_count, byte_count,
      downloads, failure, created_at, finished_at, ends_at FROM export_file 
    """

  init(_ row: borrowing Row) {
    self.init(
      id: row[0], user: row[1], merchant: row[2], list: row[3], query: row[4], language: row[5],
      isFull: row[6], state: row[7], lines: row[8], bytes: row[9], downloads: row[10],
      failure: ExportFailure(kept: row[11]),
      createdAt: row[12], finishedAt: row[13], endsAt: row[14])
  }
}

extension Storage.Transaction {
  func exportFile(_ id: ExportFileID) throws -> ExportFile? {
    try queryFirst(ExportFile.select + "WHERE id = \(id)") { ExportFile($0) }
  }

  /// What a person may see changed: files made before hold what they might see then. Those that are being
  /// made are made again.
  func endExports(of user: OperatorID) throws {
    try execute("UPDATE export_file SET state = 'ended' WHERE user_id = \(user) AND state = 'ready'")
    try execute("UPDATE export_file SET state = 'waiting' WHERE user_id = \(user) AND state = 'running'")
  }
}

extension Principal {
  /// Files are a person's own.
  var fileOwner: OperatorID {
    get throws(AccessRefusal) {
      guard actor.kind == .user else { throw .notAuthenticated }
      return OperatorID(actor.id)
    }
  }
}

/// Why a file was not made, as far as its owner is told; the log tells the rest. A closed list.
package enum ExportFailure: String, CaseIterable, Sendable {
  /// Its owner may no longer see the list.
  case rightMissing = "right_missing"
  case notMade = "not_made"

  /// As the table keeps it; nil for nothing.
  init?(kept text: String) {
    if text.isEmpty { return nil }
    self = ExportFailure(rawValue: text) ?? .notMade
  }
}
