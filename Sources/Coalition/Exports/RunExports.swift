internal import Foundation
internal import Ledger
internal import Logging
internal import Storage

/// A file to be made, with whom it is for and what they may see now.
package struct ExportTask: Sendable {
  package let file: ExportFile
  package let session: Session
  /// Where to write.
  package let path: String
  /// Tells how many lines are written; called now and then.
  package let progress: @Sendable (_ lines: Int) async throws -> Void
}

/// Writes a file whole and gives the number of its lines.
package typealias Exporter = @Sendable (ExportTask) async throws -> Int

extension Coalition {
  /// How long a file lies ready: a week, a day where personal data stands in it in full.
  static func exportLife(isFull: Bool) -> Int64 { isFull ? 86_400 : 7 * 86_400 }

  /// Makes the files that wait, oldest first; one that a crash interrupted is made again from its beginning.
  func runExports(_ job: Job, for holder: Int64, by exporter: Exporter) async throws -> Int {
    var done = job.done
    while let file = try await nextExport() {
      try await make(file, by: exporter) { [done] lines in
        guard try await keep(job.name, for: holder, at: file.id.rawValue, done: done) else {
          throw LostLease(name: job.name)
        }
        try await noteExport(file.id, lines: lines)
      }
      done += 1
      guard try await keep(job.name, for: holder, at: file.id.rawValue, done: done) else {
        throw LostLease(name: job.name)
      }
    }
    return done
  }

  private func nextExport() async throws -> ExportFile? {
    try await database.write { tx in
      let found = try tx.queryFirst(
        ExportFile.select + "WHERE state IN ('waiting', 'running') ORDER BY id LIMIT 1"
      ) { ExportFile($0) }
      if let found { try tx.execute("UPDATE export_file SET state = 'running' WHERE id = \(found.id)") }
      return found
    }
  }

  private func make(
    _ file: ExportFile, by exporter: Exporter, progress: @escaping @Sendable (Int) async throws -> Void
  ) async throws {
    let path = try exportPath(file.id)
    do {
      guard let session = try await session(of: file) else { throw MissingOwner() }
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      // Readable by its owner alone, from its first byte.
      guard
        FileManager.default.createFile(
          atPath: path + ".part", contents: nil, attributes: [.posixPermissions: 0o600])
      else { throw UnwritableExport() }
      let task = ExportTask(file: file, session: session, path: path + ".part", progress: progress)
      let lines = try await exporter(task)
      if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
      try FileManager.default.moveItem(atPath: path + ".part", toPath: path)
      try await finish(file, lines: lines, path)
    } catch is CancellationError {
      throw CancellationError()
    } catch let error as LostLease {
      throw error
    } catch {
      logger.error("an export failed: \(error)")
      try? FileManager.default.removeItem(atPath: path + ".part")  // Nothing may be there.
      let failure: ExportFailure = error is AccessRefusal ? .rightMissing : .notMade
      let now = clock.now()
      try await database.write { tx in
        try tx.execute(
          """
          UPDATE export_file SET state = 'failed', failure = \(failure.rawValue), finished_at = \(now)
          WHERE id = \(file.id) AND state = 'running'
          """)
      }
    }
  }

  private func finish(_ file: ExportFile, lines: Int, _ path: String) async throws {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    let size = (attributes[.size] as? NSNumber)?.int64Value ?? 0
    let now = clock.now()
    let ends = now.adding(seconds: Self.exportLife(isFull: file.isFull))
    try await database.write { tx in
      try tx.execute(
        """
        UPDATE export_file SET state = 'ready', line_count = \(lines), byte_count = \(size),
          finished_at = \(now), ends_at = \(ends) WHERE id = \(file.id) AND state = 'running'
        """)
    }
  }

  private func noteExport(_ id: ExportFileID, lines: Int) async throws {
    try await database.write { tx in
      try tx.execute("UPDATE export_file SET line_count = \(lines) WHERE id = \(id)")
    }
  }

  /// As its owner would be signed in now; nil for somebody who has left, or works elsewhere.
  private func session(of file: ExportFile) async throws -> Session? {
    let found = try await database.read { try $0.user(file.user) }
    guard let user = found, user.status == .active, user.merchant ?? .none == file.merchant else {
      return nil
    }
    return Session(
      id: .none, user: user, principal: user.principal, seat: nil, endsAt: clock.now().adding(seconds: 3_600))
  }

  private struct MissingOwner: Error {}
  private struct UnwritableExport: Error {}

  /// Removes files whose time is over, and rows after ninety days.
  func forgetExports() async throws {
    guard settings.exportFolder != nil else { return }
    let now = clock.now()
    let bound = IDSource.lowest(at: now.adding(seconds: -90 * 86_400))
    let ended = try await database.write { tx in
      try tx.execute(
        "UPDATE export_file SET state = 'ended' WHERE state = 'ready' AND ends_at <= \(now)")
      try tx.execute("DELETE FROM export_file WHERE id < \(bound) AND state IN ('ended', 'failed')")
      return try tx.query(
        "SELECT id FROM export_file WHERE state = 'ended' ORDER BY id DESC LIMIT 1000"
      ) { $0[0] as ExportFileID }
    }
    for id in ended {
      // Most are gone already.
      try? FileManager.default.removeItem(atPath: try exportPath(id))
    }
  }
}
