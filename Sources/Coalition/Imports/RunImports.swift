internal import Foundation
internal import Ledger
internal import Logging
internal import Loyalty
internal import Storage

extension Coalition {
  /// Checks files that were sent, and brings in those that were approved, oldest first.
  ///
  /// What a crash interrupted goes on behind the last page that was noted. Every receipt's key follows from
  /// the merchant, the store and its number, so a page that comes again books nothing twice.
  func runImports(_ job: Job, for holder: Int64) async throws -> Int {
    var done = job.done
    try await startApprovedImports()
    while let file = try await nextImport() {
      try await carryOut(file) { [done] in
        guard try await keep(job.name, for: holder, at: file.id.rawValue, done: done) else {
          throw LostLease(name: job.name)
        }
      }
      done += 1
    }
    return done
  }

  private func nextImport() async throws -> ImportFile? {
    try await database.read { tx in
      // What two people agreed on comes before what waits for its check.
      for state in [ImportFile.State.running, .uploaded] {
        let found = try tx.queryFirst(
          ImportFile.select + "WHERE state = \(state) ORDER BY id LIMIT 1"
        ) { ImportFile($0) }
        if let found { return found }
      }
      return nil
    }
  }

  /// Uses the permits of files that were approved; what was not approved can be proposed again.
  private func startApprovedImports() async throws {
    let now = clock.now()
    try await database.write { tx in
      let decided = try tx.query(
        ImportFile.select + """
          WHERE state = 'waiting' AND approval_id IN
            (SELECT id FROM approval WHERE id = import_file.approval_id AND state <> 'requires_review')
          ORDER BY id LIMIT 100
          """
      ) { ImportFile($0) }
      for file in decided { try start(file, at: now, in: tx) }
    }
  }

  private func start(_ file: ImportFile, at now: Instant, in tx: any Storage.Transaction) throws {
    guard let id = file.approval else { return }
    do {
      // As its sender may now: a right may have been taken away meanwhile.
      let sender = try tx.importSender(file)
      try usePermit(id, for: .purchases(PurchasesProposal(file)), by: sender, at: now, in: tx)
      try tx.execute("UPDATE import_file SET state = 'running' WHERE id = \(file.id)")
    } catch let refusal as ApprovalRefusal {
      var failure = ImportFailure.other
      if case .notPending(let state) = refusal { failure = .notApproved(state) }
      logger.notice("import \(file.id.rawValue) does not start: \(refusal)")
      try tx.execute(
        "UPDATE import_file SET state = 'checked', failure = \(failure.text) WHERE id = \(file.id)")
    } catch is AccessRefusal {
      try tx.endImport(file.id, .failed, .rightMissing, at: now)
    }
  }

  /// Checks a file or brings it in, as its state says.
  ///
  /// Its sender may take it back while it is being checked: then nothing is noted of the check, and nothing
  /// of it is left.
  /// - Parameter sign: called behind each page; what it throws ends the work.
  func carryOut(_ file: ImportFile, sign: @escaping () async throws -> Void) async throws {
    do {
      guard try Self.importHash(at: importPath(file.id, .rows)) == file.sha256 else { throw ChangedFile() }
      let sender = try await database.read { try $0.importSender(file) }
      let done = try await pass(over: file, by: sender) { counts in
        if try await isTakenBack(file.id) { throw WithdrawnFile() }
        if file.state != .uploaded { try await note(counts, of: file.id) }
        try await sign()
        try Task.checkCancellation()
      }
      try await finish(file, done.counts, newMembers: done.newMembers)
    } catch is WithdrawnFile {
      logger.info("import \(file.id.rawValue) was taken back")
    } catch {
      guard let failure = ImportFailure(of: error) else { throw error }
      logger.notice("import \(file.id.rawValue) failed: \(error)")
      let now = clock.now()
      try await database.write { tx in
        // One that was taken back meanwhile did not fail.
        guard try tx.endImport(file.id, .failed, failure, at: now) else { return }
        try append(
          Change(action: "import.failed", subject: "import/\(file.id.rawValue)"), by: .system, in: tx)
      }
    }
    // What the check wrote after the file was removed.
    if try await isTakenBack(file.id) { removeImport(file.id) }
  }

  /// Goes over the rows behind the last page that was noted.
  private func pass(
    over file: ImportFile, by sender: Principal, noted: (ImportFile.Counts) async throws -> Void
  ) async throws -> (counts: ImportFile.Counts, newMembers: Int) {
    let isCheck = file.state == .uploaded
    let counts = isCheck ? ImportFile.Counts() : file.run
    let reader = try CSVReader(path: importPath(file.id, .rows))
    let faults = try FaultsFile(path: importPath(file.id, .faults), isContinued: file.run.rows > 0)
    switch file.kind {
    case .purchases:
      var pass = ImportPass(
        purchases: try await preparedImport(of: file.merchant, into: .asset(file.asset), true, by: sender),
        zone: settings.calendar.zone, isCheck: isCheck, counts: counts, logger: logger)
      try await pass.run(through: reader, faults, noted: noted)
      return (pass.counts, pass.newMembers)
    case .members:
      var pass = MembersPass(
        members: try await preparedMembers(
          of: file.merchant, into: .asset(file.asset), joinsKnown: file.joinsKnown, by: sender),
        countryCode: settings.countryCode, isCheck: isCheck, counts: counts, logger: logger)
      try await pass.run(through: reader, faults, noted: noted)
      return (pass.counts, pass.newMembers)
    }
  }

  private func isTakenBack(_ id: ImportFileID) async throws -> Bool {
    try await database.read { try $0.requireImport(id).state == .withdrawn }
  }

  private func note(_ counts: ImportFile.Counts, of id: ImportFileID) async throws {
    try await database.write { try $0.note(counts, of: id) }
  }

  private func finish(
    _ file: ImportFile, _ counts: ImportFile.Counts, newMembers: Int
  ) async throws {
    let now = clock.now()
    try await database.write { tx in
      if file.state == .uploaded {
        try tx.execute(
          """
          UPDATE import_file SET state = 'checked', row_count = \(counts.rows),
            accepted = \(counts.accepted), unearning = \(counts.nothing), doubled = \(counts.doubled),
            refused = \(counts.refused), points = \(counts.points), new_members = \(newMembers)
          WHERE id = \(file.id) AND state = 'uploaded'
          """)
      } else {
        try tx.note(counts, of: file.id)
        try tx.endImport(file.id, .done, nil, at: now)
        try append(
          Change(
            action: "import.done", subject: "import/\(file.id.rawValue)",
            after: "\(counts.accepted) accepted, \(counts.doubled) in already, \(counts.refused) refused, "
              + "\(counts.points) points"), by: .system, in: tx)
      }
    }
  }
}

/// Its sender took it back.
private struct WithdrawnFile: Error {}

/// What lies there is not what was sent.
private struct ChangedFile: Error, CustomStringConvertible {
  var description: String { "the file is not the one that was sent" }
}

extension ImportFailure {
  /// Nil where trying again may come to something else.
  fileprivate init?(of error: any Error) {
    switch error {
    case is ChangedFile: self = .changed
    case let fault as CSVFault: self = .noPurchases(fault.code, line: fault.line)
    case is UnreadableFile: self = .missing
    case is AccessRefusal: self = .rightMissing
    case is MerchantRefusal: self = .merchant
    case is ProgramRefusal, OrderRefusal.programMismatch: self = .program
    default: return nil
    }
  }
}

extension Storage.Transaction {
  /// Who sent the file, with what they may now.
  /// - Throws: `AccessRefusal`.
  fileprivate func importSender(_ file: ImportFile) throws -> Principal {
    guard let user = try user(file.user), user.status == .active else {
      throw AccessRefusal.notAuthenticated
    }
    let principal = user.principal
    try principal.requireImports()
    return principal
  }

  fileprivate func note(_ counts: ImportFile.Counts, of id: ImportFileID) throws {
    try execute(
      """
      UPDATE import_file SET done_rows = \(counts.rows), done_accepted = \(counts.accepted),
        done_nothing = \(counts.nothing), done_doubled = \(counts.doubled),
        done_refused = \(counts.refused), done_points = \(counts.points)
      WHERE id = \(id) AND state = 'running'
      """)
  }

  /// - Returns: false where it was over already.
  @discardableResult
  fileprivate func endImport(
    _ id: ImportFileID, _ state: ImportFile.State, _ failure: ImportFailure?, at now: Instant
  ) throws -> Bool {
    try execute(
      """
      UPDATE import_file SET state = \(state), failure = \(failure?.text ?? ""), finished_at = \(now)
      WHERE id = \(id) AND state IN ('uploaded', 'waiting', 'running')
      """) == 1
  }
}
