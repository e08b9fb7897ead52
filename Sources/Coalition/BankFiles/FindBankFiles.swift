package import Ledger
internal import Storage

/// A file with what it says and how its lines came out.
package struct BankFileReport: Sendable, Hashable {
  package let file: BankFile
  package let statements: [BankStatement]
  package let counts: [BankLine.Result: Int]
}

/// Differences with the bank that nobody ended yet, by how long they wait.
package struct BankDifferenceAges: Sendable, Hashable {
  /// Less than 3 days, 3…6, 7…29, 30 or more.
  package var counts = [0, 0, 0, 0]
  package var total: Int { counts.reduce(0, +) }
}

extension Coalition {
  /// Files of the bank, the newest first.
  /// - Throws: `AccessRefusal`.
  package func bankFiles(
    _ page: PageRequest<Identified.BankFile> = PageRequest(), by principal: Principal
  ) async throws -> Page<BankFile> {
    try principal.requireOperator(.reports)
    return try await database.read { tx in
      Page(
        try tx.query(
          BankFile.select + "WHERE id < \(page.bound) ORDER BY id DESC LIMIT \(page.limit + 1)"
        ) { BankFile($0) }, limit: page.limit)
    }
  }

  /// - Throws: `AccessRefusal`, ``BankFileRefusal/fileNotFound``.
  package func bankFile(_ id: BankFileID, by principal: Principal) async throws -> BankFileReport {
    try principal.requireOperator(.reports)
    return try await database.read { tx in
      guard let file = try tx.bankFile(id) else { throw BankFileRefusal.fileNotFound }
      let statements = try tx.query(
        BankStatement.select + "WHERE file_id = \(id) ORDER BY number LIMIT 10000"
      ) { BankStatement($0) }
      let counts = try tx.query(
        "SELECT result, count(*) FROM bank_line WHERE file_id = \(id) GROUP BY result"
      ) { ($0[0] as BankLine.Result, $0[1] as Int) }
      return BankFileReport(
        file: file, statements: statements, counts: Dictionary(uniqueKeysWithValues: counts))
    }
  }

  /// Lines of a file in its order, or of some results alone.
  /// - Throws: `AccessRefusal`, ``BankFileRefusal/fileNotFound``.
  package func bankLines(
    of id: BankFileID, _ results: [BankLine.Result] = BankLine.Result.allCases, after number: Int = 0,
    limit: Int = 100, by principal: Principal
  ) async throws -> [BankLine] {
    try principal.requireOperator(.reports)
    let limit = min(max(limit, 1), 1_001)
    return try await database.read { tx in
      guard try tx.bankFile(id) != nil else { throw BankFileRefusal.fileNotFound }
      return try tx.query(
        BankLine.select + """
          WHERE file_id = \(id) AND result IN (\(results)) AND number > \(number) ORDER BY number
          LIMIT \(limit)
          """
      ) { BankLine($0) }
    }
  }

  /// The file as it was sent.
  /// - Throws: `AccessRefusal`, ``BankFileRefusal/fileNotFound``.
  package func bankFileContent(_ id: BankFileID, by principal: Principal) async throws -> [UInt8] {
    try principal.requireOperator(.reports)
    return try await database.read { tx in
      guard
        let content = try tx.queryFirst(
          "SELECT content FROM bank_file_content WHERE file_id = \(id)", { $0[0] as [UInt8] })
      else { throw BankFileRefusal.fileNotFound }
      return content
    }
  }

  private func before(days: Int64) -> Instant { clock.now().adding(seconds: -days * 86_400) }

  /// How long differences with the bank are open.
  /// - Throws: `AccessRefusal`.
  package func bankDifferenceAges(by principal: Principal) async throws -> BankDifferenceAges {
    try principal.requireOperator(.reports)
    let (three, seven, thirty) = (before(days: 3), before(days: 7), before(days: 30))
    return try await database.read { tx in
      let found = try tx.query(
        """
        SELECT CASE WHEN created_at > \(three) THEN 0 WHEN created_at > \(seven) THEN 1
          WHEN created_at > \(thirty) THEN 2 ELSE 3 END, count(*)
        FROM acquiring_case WHERE source = 'bank_file' AND state IN ('open', 'proposed') GROUP BY 1
        """
      ) { (age: $0[0] as Int, count: $0[1] as Int) }
      return found.reduce(into: BankDifferenceAges()) { $0.counts[$1.age] = $1.count }
    }
  }
}
