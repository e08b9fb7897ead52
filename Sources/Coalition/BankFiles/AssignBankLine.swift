internal import Ledger
internal import Storage

extension Coalition {
  /// Says which settlement a line is the money of, where the bank's file does not: it notes the payment of
  /// one that is approved, confirms one that was noted, and ends the line's case. A line that came before the
  /// approval waits for it; one that undoes a payment takes back that of a settlement that is paid.
  ///
  /// Currency, direction and amount must be the settlement's. Only what came back to the settlement that its
  /// line names may be less, as where a bank kept its fee: its case stays open, since money is missing. The
  /// same again changes nothing.
  /// - Throws: `AccessRefusal`, ``BankFileRefusal``, ``SettlementRefusal/notFound``.
  package func assignBankLine(
    _ number: Int, of file: BankFileID, to id: SettlementID, by principal: Principal
  ) async throws -> BankLine {
    try principal.requireOperator(.settle)
    // What is paid may be given again.
    defer { directoryCache.forgetTerms() }
    let now = clock.now()
    try principal.requireConfirmed(at: now)
    return try await database.write { tx in
      try tx.execute("UPDATE bank_file SET position = position WHERE id = \(file)")
      guard let found = try tx.bankLine(number, of: file) else { throw BankFileRefusal.fileNotFound }
      guard let settlement = try tx.settlement(id) else { throw SettlementRefusal.notFound }
      let isReturn = found.entry.isReturn
      if found.result == (isReturn ? .returned : .assigned), found.settlement == id { return found }
      guard found.canBeAssigned else { throw BankFileRefusal.lineNotOpen }
      if isReturn {
        try takeBack(settlement, byAssigning: found, of: principal, in: tx)
      } else {
        try pay(settlement, byAssigning: found, of: principal, in: tx)
      }
      try tx.execute(
        """
        UPDATE bank_line SET result = \(isReturn ? BankLine.Result.returned : .assigned),
          settlement_id = \(id), is_standing = \(!isReturn)
        WHERE file_id = \(file) AND number = \(number)
        """)
      let resolution = "assigned to \(publicIDs.text(id))"
      if let open = found.caseID, settlement.moves(found.entry) {
        try tx.execute(
          """
          UPDATE acquiring_case SET state = 'closed', resolution = \(resolution), closed_at = \(now),
            updated_at = \(now)
          WHERE id = \(open) AND state = 'open'
          """)
      }
      try append(
        Change(
          action: "bank_line.assign", subject: "bank_file/\(file.rawValue)", before: found.result.rawValue,
          after: "line \(number) settlement/\(id.rawValue)"),
        by: principal.actor, in: tx)
      return try tx.bankLine(number, of: file) ?? found
    }
  }

  private func pay(
    _ settlement: Settlement, byAssigning line: BankLine, of principal: Principal,
    in tx: any Storage.Transaction
  ) throws {
    guard settlement.moves(line.entry), try !tx.isBanked(settlement.id) else {
      throw BankFileRefusal.doesNotFit
    }
    switch settlement.state {
    case .approved:
      if try tx.otherSettlement(paidBy: line.entry.key, than: settlement.id) {
        throw BankFileRefusal.doesNotFit
      }
      try pay(settlement, by: line.entry, of: principal, in: tx)
    case .paid: break
    case .calculated, .reviewed, .disputed, .onHold: throw BankFileRefusal.doesNotFit
    }
  }

  private func takeBack(
    _ settlement: Settlement, byAssigning line: BankLine, of principal: Principal,
    in tx: any Storage.Transaction
  ) throws {
    let (entry, net) = (line.entry, settlement.figures.net)
    let isLess =
      line.result == .amountDiffers && line.settlement == settlement.id && (entry.amount > 0) == (net > 0)
      && entry.currency == settlement.currency && entry.amount.magnitude < net.magnitude
    guard settlement.state == .paid, settlement.moves(entry) || isLess,
      try !tx.isTakenBack(entry)
    else { throw BankFileRefusal.doesNotFit }
    try takeBack(settlement, by: entry, of: principal, in: tx)
  }
}

extension BankLine {
  /// Whether a person may say whose money it is. One that undoes a payment was no more than misunderstood
  /// where it was called a duplicate; a payment that came twice pays nothing twice.
  fileprivate var canBeAssigned: Bool {
    switch result {
    case .missingHere, .dateDiffers: true
    case .suggested, .notApproved: !entry.isReturn
    case .duplicated, .amountDiffers: entry.isReturn
    case .pending, .paid, .noted, .confirmed, .assigned, .returned, .known, .wrongDirection, .currencyDiffers:
      false
    }
  }
}

extension Settlement {
  /// Whether it is exactly this one's money: its payment, or the whole of it on its way back.
  fileprivate func moves(_ entry: BankEntry) -> Bool {
    entry.amount == (entry.isReturn ? figures.net : -figures.net) && entry.currency == currency
  }
}

extension Storage.Transaction {
  /// Whether a line of this name took a payment back: told again, it undoes nothing more.
  fileprivate func isTakenBack(_ entry: BankEntry) throws -> Bool {
    try queryFirst(
      """
      SELECT 1 FROM bank_line
      WHERE account = \(entry.account) AND line_key = \(entry.key) AND result = 'returned'
      """
    ) { $0[0] as Int64 } != nil
  }

  func bankLine(_ number: Int, of file: BankFileID) throws -> BankLine? {
    try queryFirst(BankLine.select + "WHERE file_id = \(file) AND number = \(number)") { BankLine($0) }
  }
}
