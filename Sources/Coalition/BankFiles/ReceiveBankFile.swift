internal import Crypto
internal import Ledger
internal import Storage

extension Coalition {
  /// Keeps a bank's file, once by its SHA-256, with the lines that were read in it; nothing is compared yet
  /// and no payment noted.
  /// - Returns: the file; where the same bytes were sent before, the one that is there.
  /// - Throws: `AccessRefusal`, ``BankFileRefusal``.
  package func receiveBankFile(
    _ bytes: [UInt8], name: String, by principal: Principal
  ) async throws -> BankFile {
    try principal.requireOperator(.settle)
    guard name.isName else { throw BankFileRefusal.wrongName }
    let digest = Array(SHA256.hash(data: bytes))
    if let known = try await database.read({ try $0.bankFile(digest) }) { return known }
    let content = try BankFileContent(reading: bytes)
    let now = clock.now()
    // A bank in another zone may be a day ahead of us, and no more.
    let last = settings.calendar.businessDay(of: now).adding(1)
    if let early = content.entries.first(where: { $0.day > last }) {
      throw BankFileRefusal.malformed(line: early.line, .day)
    }
    let id: BankFileID = ids.next()
    let rows = content.entries.enumerated().map { $1.row(of: id, $0 + 1) }
    let statements = content.statements.enumerated().map { $1.row(of: id, $0 + 1) }
    return try await database.write { tx in
      if let known = try tx.bankFile(digest) { return known }
      let actor = principal.actor
      try tx.execute(
        """
        INSERT INTO bank_file (id, sha256, name, form, byte_count, state, lines, position, actor_kind,
          actor_id, created_at)
        VALUES (\(id), \(digest), \(name), \(content.form), \(bytes.count), 'received', \(rows.count), 0,
          \(actor.kind.rawValue), \(actor.id), \(now))
        """)
      try tx.execute("INSERT INTO bank_file_content (file_id, content) VALUES (\(id), \(bytes))")
      try tx.insert(into: "bank_statement", columns: BankStatement.columns, rows: statements)
      for start in stride(from: 0, to: rows.count, by: 500) {
        try tx.insert(
          into: "bank_line", columns: BankLine.columns,
          rows: Array(rows[start..<min(start + 500, rows.count)]))
      }
      try append(
        Change(
          action: "bank_file.receive", subject: "bank_file/\(id.rawValue)",
          after: "\(content.form.rawValue) \(rows.count) lines \(digest.hexDigits)"),
        by: actor, in: tx)
      guard let file = try tx.bankFile(id) else { throw BankFileRefusal.fileNotFound }
      return file
    }
  }
}

extension Storage.Transaction {
  fileprivate func bankFile(_ digest: [UInt8]) throws -> BankFile? {
    try queryFirst(BankFile.select + "WHERE sha256 = \(digest)") { BankFile($0) }
  }
}
