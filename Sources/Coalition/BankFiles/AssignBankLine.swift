internal import Ledger
internal import Storage

extension Coalition {
  /// Says which settlement a line is the money of, where the bank's file does not: it notes the payment of
  /// one that is approved, confirms one that was noted, and ends the line's case.
  ///
  /// Currency, direction and amount must be the settlement's; the same again changes nothing.
  /// - Throws: `AccessRefusal`, ``BankFileRefusal``, ``SettlementRefusal/notFound``.
  package func assignBankLine(
    _ number: Int, of file: BankFileID, to id: SettlementID, by principal: Principal
  ) async throws -> BankLine {
    try principal.requireOperator(.settle)
    let now = clock.now()
    try principal.requireConfirmed(at: now)
    return try await database.write { tx in
      try tx.execute("UPDATE bank_file SET position = position WHERE id = \(file)")
      guard let found = try tx.bankLine(number, of: file) else { throw BankFileRefusal.fileNotFound }
      guard let settlement = try tx.settlement(id) else { throw SettlementRefusal.notFound }
      if found.result == .assigned, found.settlement == id { return found }
      guard [.suggested, .missingHere, .dateDiffers].contains(found.result), !found.entry.isReturn else {
        throw BankFileRefusal.lineNotOpen
      }
      let (entry, isBanked) = (found.entry, try tx.isBanked(id))
      guard entry.amount == -settlement.figures.net, entry.currency == settlement.currency, !isBanked else {
        throw BankFileRefusal.doesNotFit
      }
      switch settlement.state {
      case .approved:
        if try tx.otherSettlement(paidBy: entry.key, than: id) { throw BankFileRefusal.doesNotFit }
        try pay(settlement, by: entry, of: principal, in: tx)
      case .paid: break
      case .calculated, .reviewed, .disputed, .onHold: throw BankFileRefusal.doesNotFit
      }
      try tx.execute(
        """
        UPDATE bank_line SET result = 'assigned', settlement_id = \(id), is_standing = 1
        WHERE file_id = \(file) AND number = \(number)
        """)
      let resolution = "assigned to \(publicIDs.text(id))"
      if let open = found.caseID {
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
}

extension Storage.Transaction {
  func bankLine(_ number: Int, of file: BankFileID) throws -> BankLine? {
    try queryFirst(BankLine.select + "WHERE file_id = \(file) AND number = \(number)") { BankLine($0) }
  }
}
