internal import Ledger
internal import Storage

// What a line of the bank's does to a settlement, in the transaction in which it is judged.
extension Coalition {
  /// Notes an approved settlement as paid, by the line's name and day.
  func pay(
    _ settlement: Settlement, by entry: BankEntry, of principal: Principal, in tx: any Storage.Transaction
  ) throws {
    let paid = try tx.execute(
      """
      UPDATE settlement SET state = 'paid', bank_reference = \(entry.key), paid_on = \(entry.day.column),
        updated_at = \(clock.now())
      WHERE id = \(settlement.id) AND state = 'approved'
      """)
    guard paid == 1 else { throw SettlementRefusal.wrongState(settlement.state) }
    try keep(.paid, of: settlement, by: entry, principal, in: tx)
    try tx.pay(settlement)
    try tx.bookPayment(of: settlement.id, at: clock.now())
  }

  /// Holds back a settlement whose payment came back: why it did is found out before it is paid again.
  func takeBack(
    _ settlement: Settlement, by entry: BankEntry, of principal: Principal, in tx: any Storage.Transaction
  ) throws {
    let moved = try tx.execute(
      """
      UPDATE settlement SET state = 'on_hold', bank_reference = '', paid_on = 0, updated_at = \(clock.now())
      WHERE id = \(settlement.id) AND state = 'paid'
      """)
    guard moved == 1 else { throw SettlementRefusal.wrongState(settlement.state) }
    try tx.execute(
      "UPDATE bank_line SET is_standing = 0 WHERE settlement_id = \(settlement.id) AND is_standing = 1")
    try keep(.onHold, of: settlement, by: entry, principal, in: tx)
    try tx.pay(settlement, isBack: true)
    try tx.bookReturn(
      of: settlement.id, Int64(entry.amount.magnitude), on: entry.day, at: clock.now())
  }

  private func keep(
    _ state: Settlement.State, of settlement: Settlement, by entry: BankEntry, _ principal: Principal,
    in tx: any Storage.Transaction
  ) throws {
    try tx.keepStep(
      of: settlement.id, state, by: principal.actor, because: entry.key, at: clock.now())
    try append(
      Change(
        action: "settlement.\(state.rawValue)", subject: "settlement/\(settlement.id.rawValue)",
        before: settlement.state.rawValue, after: "\(state.rawValue) bank \(entry.key)"),
      by: principal.actor, in: tx)
  }

  /// The case of a line that does not agree; nil of one that does.
  func caseDraft(of line: BankLine, of file: BankFileID, _ verdict: BankVerdict) -> CaseDraft? {
    guard let kind = verdict.result.caseKind else { return nil }
    let entry = line.entry
    // Of what only may be a merchant's money no merchant is told.
    let settlement = verdict.result == .suggested ? nil : verdict.settlement
    var draft = CaseDraft(
      kind, from: .bankFile, subjectKey: "\(entry.account) \(entry.key)", channel: .platform,
      merchant: settlement?.merchant ?? .none, asset: settlement?.asset ?? .none, day: entry.day,
      theirs: AcquiringCase.Side(minorUnits: entry.amount, reference: entry.key),
      reason: CaseReason(.bankLine, publicIDs.text(file), String(line.number), entry.currency))
    draft.currency = entry.currency
    if !verdict.isFirst { draft.subjectKey += " again \(file.rawValue) \(line.number)" }
    if verdict.result == .currencyDiffers {
      // A case's money is in one currency, the settlement's: what the bank booked is told in words.
      draft.theirs.minorUnits = nil
      draft.reason = CaseReason(
        .bankLine, publicIDs.text(file), String(line.number), entry.currency, String(entry.amount))
    }
    if let block = verdict.block {
      draft.merchant = block.merchant
      draft.asset = block.asset
      draft.ours = AcquiringCase.Side(
        minorUnits: block.price.minorUnits, reference: publicIDs.text(block.id))
      draft.currency = block.price.currency
    }
    if let settlement {
      draft.ours = AcquiringCase.Side(
        minorUnits: -settlement.figures.net, reference: publicIDs.text(settlement.id))
      draft.currency = settlement.currency
    }
    return draft
  }

  /// How many settlements that the bank does not tell of get their cases in one commit.
  static let missingPage = 500

  /// Opens a case for each settlement that was noted as paid, and that none of the bank's files tells of
  /// although they reach far enough past that day; a page of them, less those that have their case.
  /// - Returns: whether it was the last page.
  func listMissingAtBank(_ file: BankFileID, in tx: any Storage.Transaction) throws -> Bool {
    let currencies = try tx.query(
      "SELECT DISTINCT currency FROM bank_statement WHERE file_id = \(file) ORDER BY currency"
    ) { $0[0] as String }
    for currency in currencies {
      guard let covered = try tx.coveredDays(in: currency) else { continue }
      let missing = try tx.query(
        Settlement.select + """
          WHERE state = 'paid' AND currency = \(currency) AND paid_on >= \(covered.lowerBound.column)
            AND paid_on <= \(covered.upperBound.adding(-BankLine.daysApart).column)
            AND NOT EXISTS (SELECT 1 FROM bank_line WHERE settlement_id = settlement.id AND is_standing = 1)
            AND NOT EXISTS (SELECT 1 FROM acquiring_case WHERE source = 'bank_file'
              AND subject_key = 'missing ' || settlement.id || ' ' || settlement.bank_reference)
          ORDER BY paid_on LIMIT \(Self.missingPage)
          """
      ) { Settlement($0) }
      let raised = try missing.map { try raiseCase(missingDraft($0), in: tx) }
      // What is new is left out next time, so that every page comes to an end.
      if missing.count == Self.missingPage, raised.allSatisfy(\.isNew) { return false }
    }
    return true
  }

  private func missingDraft(_ settlement: Settlement) -> CaseDraft {
    var draft = CaseDraft(
      .missingThere, from: .bankFile,
      subjectKey: "missing \(settlement.id.rawValue) \(settlement.bankReference)", channel: .platform,
      merchant: settlement.merchant, asset: settlement.asset, day: settlement.paidOn ?? settlement.dueDay,
      ours: AcquiringCase.Side(
        minorUnits: -settlement.figures.net, reference: publicIDs.text(settlement.id)),
      theirs: AcquiringCase.Side(reference: settlement.bankReference))
    draft.currency = settlement.currency
    return draft
  }
}

extension BankLine.Result {
  /// Nil where both sides agree.
  var caseKind: AcquiringCase.Kind? {
    switch self {
    case .pending, .paid, .noted, .confirmed, .assigned, .known: nil
    case .returned: .paymentReturned
    case .suggested, .missingHere: .missingHere
    case .amountDiffers: .amountDiffers
    case .duplicated: .duplicated
    case .wrongDirection: .wrongDirection
    case .currencyDiffers: .currencyDiffers
    case .dateDiffers: .dateDiffers
    case .notApproved: .notApproved
    }
  }
}

extension Storage.Transaction {
  /// From the first day that a file of a currency's accounts has to the last that all of them have that are
  /// still in use: an account without a file for a month is not.
  fileprivate func coveredDays(in currency: String) throws -> ClosedRange<BusinessDay>? {
    let accounts = try query(
      """
      SELECT min(first_day), max(last_day) FROM bank_statement WHERE currency = \(currency) GROUP BY account
      """
    ) { (first: BusinessDay(column: $0[0]), last: BusinessDay(column: $0[1])) }
    guard let newest = accounts.map(\.last).max(), let first = accounts.map(\.first).min() else { return nil }
    let last = accounts.map(\.last).filter { $0 >= newest.adding(-31) }.min() ?? newest
    return first <= last ? first...last : nil
  }
}
