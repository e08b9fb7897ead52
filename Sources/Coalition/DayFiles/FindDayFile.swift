package import Ledger
internal import Storage

/// A day file with how its lines came out.
package struct DayFileReport: Sendable, Hashable {
  package let file: DayFile
  /// Those that occurred.
  package let counts: [DayFile.Result: Int]
}

extension Coalition {
  /// Day files, newest first; a merchant sees its own.
  /// - Throws: `AccessRefusal`, `MerchantRefusal.merchantNotFound`.
  package func dayFiles(
    of merchant: MerchantID? = nil, _ page: PageRequest<Identified.DayFile> = PageRequest(),
    by principal: Principal
  ) async throws -> Page<DayFile> {
    try principal.require(.readTransactions)
    try principal.requireAllStores()
    if let merchant, !principal.sees(merchant) { throw MerchantRefusal.merchantNotFound }
    let owner = merchant ?? principal.merchant
    return try await database.read { tx in
      let owned: SQL = owner.map { "merchant_id = \($0) AND " } ?? ""
      let found = try tx.query(
        DayFile.select + "WHERE " + owned
          + "state <> 'receiving' AND id < \(page.bound) ORDER BY id DESC LIMIT \(page.limit + 1)"
      ) { DayFile($0) }
      return Page(found, limit: page.limit)
    }
  }

  /// One day file with its counts; another merchant's is not found.
  /// - Throws: `AccessRefusal`, ``DayFileRefusal/dayFileNotFound``.
  package func dayFile(_ id: DayFileID, by principal: Principal) async throws -> DayFileReport {
    try principal.require(.readTransactions)
    try principal.requireAllStores()
    return try await database.read { tx in
      let file = try tx.requireDayFile(id, seenBy: principal)
      let counts = try tx.query(
        "SELECT state, count(*) FROM day_file_line WHERE file_id = \(id) GROUP BY state"
      ) { (result: $0[0] as DayFile.Result, count: $0[1] as Int) }
      return DayFileReport(
        file: file, counts: Dictionary(uniqueKeysWithValues: counts.map { ($0.result, $0.count) }))
    }
  }

  /// Lines that did not agree, in their order, after a line, at most `limit`.
  /// - Throws: `AccessRefusal`, ``DayFileRefusal/dayFileNotFound``.
  package func dayFileDifferences(
    _ id: DayFileID, after number: Int = 0, limit: Int, by principal: Principal
  ) async throws -> [DayFileLine] {
    try principal.require(.readTransactions)
    try principal.requireAllStores()
    return try await database.read { tx in
      _ = try tx.requireDayFile(id, seenBy: principal)
      return try tx.query(
        DayFileLine.select + """
          WHERE file_id = \(id) AND number > \(number) AND state IN (\(DayFile.Result.differences))
          ORDER BY number LIMIT \(limit)
          """
      ) { DayFileLine($0) }
    }
  }
}

extension Storage.Transaction {
  /// - Throws: ``DayFileRefusal/dayFileNotFound``.
  fileprivate func requireDayFile(_ id: DayFileID, seenBy principal: Principal) throws -> DayFile {
    guard let file = try dayFile(id), file.state != .receiving, principal.sees(file.merchant) else {
      throw DayFileRefusal.dayFileNotFound
    }
    return file
  }
}
