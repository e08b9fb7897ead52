internal import Ledger
internal import LedgerStore
internal import Loyalty
internal import Storage

extension Coalition {
  /// Lists what the merchant's own systems did on the day and no line of any file names.
  ///
  /// Looks newest first, so that a reversal is seen before what it undid, which nobody has to name. Begins
  /// anew after a crash: the same differences are the same cases.
  func listMissingThere(_ file: DayFile) async throws {
    try await database.write { tx in
      try tx.execute(
        "DELETE FROM day_file_line WHERE file_id = \(file.id) AND number > \(DayFileLine.missingThereFrom)")
    }
    var query = TransactionQuery()
    query.merchant = file.merchant
    query.days = file.day...file.day
    query.limit = 500
    let keys = try await systemKeys(of: file.merchant)
    var reversed: Set<TransactionID> = []
    var number = DayFileLine.missingThereFrom
    while true {
      let found = try await ledger.search(query)
      var candidates: [Ledger.Transaction] = []
      for transaction in found {
        if transaction.kind == .reversal { reversed.insert(transaction.original) }
        if transaction.isOf(keys), reversed.remove(transaction.id) == nil { candidates.append(transaction) }
      }
      let (from, listed) = (number, candidates)
      number = try await database.write { tx in try list(listed, after: from, file, in: tx) }
      query.before = found.last?.id
      if found.count < query.limit { return }
    }
  }

  private func list(
    _ candidates: [Ledger.Transaction], after number: Int, _ file: DayFile, in tx: any Storage.Transaction
  ) throws -> Int {
    var number = number
    let named = Set(
      try tx.query(
        """
        SELECT transaction_id FROM day_file_line
        WHERE merchant_id = \(file.merchant) AND transaction_id IN (\(candidates.map(\.id)))
          AND state <> 'missing_there'
        """
      ) { $0[0] as TransactionID })
    for transaction in candidates where !named.contains(transaction.id) {
      number += 1
      let amount = Particulars(packed: transaction.context.explanation)?.explanation?.base
      let raised = try raiseCase(
        CaseDraft(
          .missingThere, from: .dayFile,
          subjectKey: "\(file.merchant.rawValue) missing_there t \(transaction.id.rawValue)",
          channel: .merchantSystem, merchant: file.merchant, store: transaction.context.store,
          terminal: transaction.context.terminal, member: transaction.subject.member,
          asset: transaction.subject.asset, day: file.day, transaction: transaction.id,
          ours: AcquiringCase.Side(
            points: transaction.amount, minorUnits: amount, reference: transaction.context.reference),
          reason: CaseReason(.dayFileNoLine, file.day.isoDate, "\(file.sequence)")),
        in: tx)
      try tx.execute(
        """
        INSERT INTO day_file_line (file_id, number, merchant_id, key, kind, member, reference, is_posting,
          state, fault, transaction_id, our_points, our_amount, case_id)
        VALUES (\(file.id), \(number), \(file.merchant), '', '', '', \(transaction.context.reference), 0,
          'missing_there', '', \(transaction.id), \(transaction.amount), \(amount), \(raised.id))
        """)
    }
    return number
  }

  /// Keys of the merchant's systems: what its tills and devices do is not in its day file.
  private func systemKeys(of merchant: MerchantID) async throws -> Set<Int64> {
    Set(
      try await database.read { tx in
        try tx.query("SELECT id FROM api_key WHERE merchant_id = \(merchant) AND kind = 'merchant'") {
          $0[0] as Int64
        }
      })
  }
}

extension Ledger.Transaction {
  /// Whether a merchant's system with one of the keys did it and would list it.
  fileprivate func isOf(_ keys: Set<Int64>) -> Bool {
    (context.channel == .api || context.channel == .merchantSystem) && keys.contains(context.actor.rawValue)
      && DayFileEntry.kinds.values.contains(kind)
  }
}
