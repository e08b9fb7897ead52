internal import Ledger
internal import Storage

extension Coalition {
  /// How many lines are compared in one commit.
  static let bankFilePage = 50

  /// Holds a file's lines against settlements and orders of points blocks: notes payments of approved ones,
  /// confirms those that were noted, holds back those whose money came back, and opens a case for whatever
  /// does not agree.
  ///
  /// Each line is judged once, with what follows from it in the same commit; interrupted, it goes on where it
  /// was, and of a file that is done nothing is done again.
  /// - Throws: `AccessRefusal`, ``BankFileRefusal/fileNotFound``.
  package func compareBankFile(_ id: BankFileID, by principal: Principal) async throws -> BankFile {
    try principal.requireOperator(.settle)
    // What is paid may be given again.
    defer { directoryCache.forgetTerms() }
    try principal.requireConfirmed(at: clock.now())
    while true {
      let file = try await database.write { tx in
        // Taking the row first puts two who compare in a row, on both engines.
        try tx.execute("UPDATE bank_file SET position = position WHERE id = \(id)")
        guard let file = try tx.bankFile(id) else { throw BankFileRefusal.fileNotFound }
        if file.state == .done { return file }
        let lines = try tx.query(
          BankLine.select + """
            WHERE file_id = \(id) AND number > \(file.position) ORDER BY number LIMIT \(Self.bankFilePage)
            """
        ) { BankLine($0) }
        for line in lines { try compare(line, of: id, by: principal, in: tx) }
        if let last = lines.last {
          try tx.execute("UPDATE bank_file SET position = \(last.number) WHERE id = \(id)")
        } else if try listMissingAtBank(id, in: tx) {
          try tx.execute(
            "UPDATE bank_file SET state = 'done', done_at = \(clock.now()) WHERE id = \(id)")
          try append(
            Change(action: "bank_file.compare", subject: "bank_file/\(id.rawValue)"), by: principal.actor,
            in: tx)
        }
        return try tx.bankFile(id) ?? file
      }
      if file.state == .done { return file }
    }
  }

  private func compare(
    _ line: BankLine, of file: BankFileID, by principal: Principal, in tx: any Storage.Transaction
  ) throws {
    var verdict = try verdict(on: line, of: file, in: tx)
    let entry = line.entry
    if let settlement = verdict.settlement {
      switch verdict.result {
      case .paid where try tx.otherSettlement(paidBy: entry.key, than: settlement.id):
        // One transfer of the bank pays one settlement.
        verdict.result = .duplicated
      case .paid: try pay(settlement, by: entry, of: principal, in: tx)
      case .returned: try takeBack(settlement, by: entry, of: principal, in: tx)
      default: break
      }
    }
    if let block = verdict.block, verdict.result == .paid {
      verdict.result = try pay(block, by: entry, of: principal, in: tx)
    }
    let isStanding =
      verdict.settlement != nil && (verdict.result == .paid || verdict.result == .confirmed)
    try tx.execute(
      """
      UPDATE bank_line SET result = \(verdict.result),
        settlement_id = \(verdict.settlement?.id ?? SettlementID.none),
        block_id = \(verdict.block?.id ?? PointsBlockID.none),
        is_first = \(verdict.isFirst), is_standing = \(isStanding)
      WHERE file_id = \(file) AND number = \(line.number)
      """)
    guard let draft = caseDraft(of: line, of: file, verdict) else { return }
    let raised = try raiseCase(draft, in: tx)
    try tx.execute(
      "UPDATE bank_line SET case_id = \(raised.id) WHERE file_id = \(file) AND number = \(line.number)")
  }

  private func verdict(
    on line: BankLine, of file: BankFileID, in tx: any Storage.Transaction
  ) throws -> BankVerdict {
    let entry = line.entry
    if let first = try tx.firstLine(named: entry.key, of: entry.account) {
      let isSame =
        first.file != file && first.amount == entry.amount && first.currency == entry.currency
        && first.day == entry.day && first.isReturn == entry.isReturn
      return BankVerdict(result: isSame ? .known : .duplicated, isFirst: false)
    }
    if let verdict = try verdictOfBlocks(on: entry, in: tx) { return verdict }
    let claims = try settlements(meantBy: entry, in: tx)
    if let claim = claims.first, claims.count == 1 {
      return BankVerdict(result: BankLine.judge(entry, claim), settlement: claim.settlement)
    }
    let fitting = claims.isEmpty && !entry.isReturn ? try tx.settlements(thatFit: entry) : []
    if let only = fitting.first, fitting.count == 1 {
      return BankVerdict(result: .suggested, settlement: only)
    }
    return BankVerdict(result: .missingHere)
  }

  /// By public name in reference or purpose; else by the reference that somebody noted; else by that of the
  /// line that paid it.
  private func settlements(
    meantBy entry: BankEntry, in tx: any Storage.Transaction
  ) throws -> [SettlementClaim] {
    var found = try named(in: [entry.reference, entry.purpose]).compactMap { try tx.settlement($0) }
    let references = [entry.reference, entry.bankReference].filter { !$0.isEmpty }
    if found.isEmpty, !references.isEmpty {
      found = try tx.query(
        Settlement.select + "WHERE bank_reference <> '' AND bank_reference IN (\(references)) ORDER BY id"
      ) { Settlement($0) }
    }
    if found.isEmpty, !entry.reference.isEmpty {
      found = try tx.query(
        Settlement.select + """
          WHERE id IN (SELECT settlement_id FROM bank_line
            WHERE reference = \(entry.reference) AND account = \(entry.account) AND is_standing = 1)
          ORDER BY id
          """
      ) { Settlement($0) }
    }
    return try found.map { SettlementClaim(settlement: $0, isBanked: try tx.isBanked($0.id)) }
  }
}

/// What a line came to, before it is written.
struct BankVerdict {
  var result: BankLine.Result
  var settlement: Settlement?
  var block: PointsBlock?
  var isFirst = true
}

extension Storage.Transaction {
  fileprivate func firstLine(
    named key: String, of account: String
  ) throws -> (file: BankFileID, amount: Int64, currency: String, day: BusinessDay, isReturn: Bool)? {
    try queryFirst(
      """
      SELECT file_id, amount, currency, day, is_return FROM bank_line
      WHERE account = \(account) AND line_key = \(key) AND is_first = 1
      """
    ) { row in
      (
        file: row[0] as BankFileID, amount: row[1] as Int64, currency: row[2] as String,
        day: BusinessDay(column: row[3]), isReturn: row[4] as Bool
      )
    }
  }

  func otherSettlement(paidBy key: String, than id: SettlementID) throws -> Bool {
    try queryFirst(
      "SELECT 1 FROM settlement WHERE bank_reference = \(key) AND bank_reference <> '' AND id <> \(id)"
    ) { $0[0] as Int64 } != nil
  }

  func isBanked(_ id: SettlementID) throws -> Bool {
    try queryFirst("SELECT 1 FROM bank_line WHERE settlement_id = \(id) AND is_standing = 1") {
      $0[0] as Int64
    } != nil
  }

  /// What could be this money and has none yet; two at most, since two are as good as many.
  fileprivate func settlements(thatFit entry: BankEntry) throws -> [Settlement] {
    try query(
      Settlement.select + """
        WHERE net = \(-entry.amount) AND currency = \(entry.currency) AND state IN ('approved', 'paid')
          AND last_day < \(entry.day.column) AND due_day >= \(entry.day.adding(-BankLine.daysAfterDue).column)
          AND NOT EXISTS (SELECT 1 FROM bank_line WHERE settlement_id = settlement.id AND is_standing = 1)
        ORDER BY id LIMIT 2
        """
    ) { Settlement($0) }
  }
}
