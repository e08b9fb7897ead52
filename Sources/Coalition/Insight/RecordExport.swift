internal import Storage

extension Coalition {
  /// Notes in the audit log that somebody took a list away as a file, before its first row is given.
  /// - Parameters:
  ///   - list: as `members`.
  ///   - filter: what was asked for, without personal data; cut at 300 characters.
  package func recordExport(of list: String, filter: String, by principal: Principal) async throws {
    try await database.write { tx in
      try append(
        Change(action: "export", subject: "list/\(list)", after: String(filter.prefix(300))),
        by: principal.actor,
        in: tx)
    }
  }
}
