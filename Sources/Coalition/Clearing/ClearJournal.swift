internal import Ledger
internal import Loyalty
internal import Storage

extension Coalition {
  /// Brings clearing lines up to the journal's end; every transaction once.
  /// - Returns: how many transactions were read; less than asked for at the journal's end.
  @discardableResult
  func clearJournal(atMost limit: Int = .max) async throws -> Int {
    try await follow([.clearing], atMost: limit)
  }
}

extension Storage.Transaction {
  /// Makes the clearing lines of a stretch of the journal.
  /// - Parameter sources: what lots' sources stand for, by number from 1.
  /// - Returns: whether a ceiling of points that a merchant may give moved.
  func clear(_ journal: [Ledger.Transaction], sources: [LotSource]) throws -> Bool {
    let source = { (number: Int32) -> LotSource? in
      number >= 1 && number <= sources.count ? sources[Int(number) - 1] : nil
    }
    let owners = try programOwners()
    let moved = journal.map { one in
      (
        transaction: one,
        movements: ClearingMovement.movements(of: one, source: source)
          + ClearingMovement.exchanged(in: one) { owners[$0] }
      )
    }
    .filter { !$0.movements.isEmpty || $0.transaction.mayUndoNothing }
    if moved.isEmpty { return false }
    let merchants = Set(moved.flatMap { $0.movements.map(\.merchant) + [$0.transaction.context.merchant] })
    let fundings = Dictionary(
      try issuingFundings("merchant_id IN (\(merchants.sorted()))").map {
        (TermsPlace(merchant: $0.merchant, asset: $0.asset), $0)
      }
    ) { first, _ in first }
    var clearing = JournalClearing(
      openDay: try firstOpenDay(), known: try originals(of: moved.map(\.transaction)),
      terms: try settlementTerms(of: merchants),
      costs: try costShares(of: Set(moved.flatMap(\.movements).map(\.asset))),
      // A mode is set where clearing stands, so all that is read now was posted under it.
      prepaid: Set(fundings.filter { $0.value.mode == .prepaid }.keys))
    for (transaction, movements) in moved { clearing.add(transaction, movements) }
    try insert(into: "clearing_line", columns: ClearingLine.columns, rows: clearing.rows)
    for line in clearing.undone {
      try execute(
        """
        UPDATE clearing_line SET undone_points = \(line.undonePoints), undone_sale = \(line.undoneSale)
        WHERE merchant_id = \(line.key.merchant) AND day = \(line.day.column)
          AND transaction_id = \(line.key.transaction) AND role = \(Int64(line.key.role.rawValue))
          AND asset_id = \(line.key.asset) AND of_id = \(line.key.of) AND item = \(line.key.item)
        """)
    }
    return try count(clearing.given, against: fundings)
  }

  /// Whose programmes are hosted.
  private func programOwners() throws -> [AssetID: MerchantID] {
    let found = try query("SELECT asset_id, merchant_id FROM program WHERE merchant_id IS NOT NULL") {
      ($0[0] as AssetID, $0[1] as MerchantID)
    }
    return Dictionary(found) { first, _ in first }
  }

  /// The first day that is not closed, below all days where none was.
  func firstOpenDay() throws -> BusinessDay {
    let last = try queryFirst("SELECT max(day) FROM clearing_day") { $0[0] as Int64? }
    return (last ?? nil).map { BusinessDay(column: $0 + 1) } ?? BusinessDay(daysSince1970: .min)
  }

  /// The lines of what the transactions act upon, and of what that had undone.
  private func originals(
    of journal: [Ledger.Transaction]
  ) throws -> [ClearingLine.Key: ClearingLine] {
    func lines(of transactions: Set<TransactionID>) throws -> [ClearingLine] {
      try query(ClearingLine.select + "WHERE transaction_id IN (\(transactions.sorted()))") {
        ClearingLine($0)
      }
    }
    let direct = try lines(of: Set(journal.map(\.original).filter(\.isGiven)))
    let further = try lines(of: Set(direct.map(\.reverses).filter(\.isGiven)))
    return Dictionary((direct + further).map { ($0.key, $0) }) { first, _ in first }
  }
}

extension Ledger.Transaction {
  /// A return of too little to have earned anything has no entries, and yet gives back a sale.
  fileprivate var mayUndoNothing: Bool {
    guard refusal == nil, original.isGiven, entries.isEmpty else { return false }
    return [.refund, .void, .reversal].contains(kind)
  }
}

/// Works out the lines of a stretch, which may undo lines of the same stretch.
struct JournalClearing {
  let openDay: BusinessDay
  private(set) var known: [ClearingLine.Key: ClearingLine]
  let terms: [TermsPlace: [SettlementAgreement]]
  let costs: [RulePlace: [CostAgreement]]
  /// Where points are given from blocks.
  let prepaid: Set<TermsPlace>
  /// The shares of original lines.
  private(set) var shares: [ClearingLine.Key: [ClearingLine.Key]] = [:]
  private var made: [ClearingLine.Key] = []
  private var changed: Set<ClearingLine.Key> = []

  init(
    openDay: BusinessDay, known: [ClearingLine.Key: ClearingLine],
    terms: [TermsPlace: [SettlementAgreement]], costs: [RulePlace: [CostAgreement]],
    prepaid: Set<TermsPlace> = []
  ) {
    self.openDay = openDay
    self.known = known
    self.terms = terms
    self.costs = costs
    self.prepaid = prepaid
    for line in known.values where line.key.role.isShare && !line.reverses.isGiven {
      shares[line.key.sharedFrom, default: []].append(line.key)
    }
  }

  /// Keeps a line that was made.
  mutating func keep(_ line: ClearingLine) {
    known[line.key] = line
    made.append(line.key)
    if line.key.role.isShare, !line.reverses.isGiven {
      shares[line.key.sharedFrom, default: []].append(line.key)
    }
  }

  var rows: [[SQLValue]] { made.compactMap { known[$0]?.row } }

  /// The lines of points that were given, or came back to who gave them.
  var given: [ClearingLine] { made.compactMap { known[$0] }.filter { $0.key.role == .given } }

  /// Lines that stood before and were undone in part, in the order of their keys.
  var undone: [ClearingLine] {
    let new = Set(made)
    return changed.subtracting(new).compactMap { known[$0] }.sorted {
      ($0.key.merchant.rawValue, $0.day, $0.key.transaction, $0.key.role.rawValue)
        < ($1.key.merchant.rawValue, $1.day, $1.key.transaction, $1.key.role.rawValue)
    }
  }

  mutating func add(_ transaction: Ledger.Transaction, _ movements: [ClearingMovement]) {
    var movements = movements
    if movements.isEmpty {
      movements = [
        ClearingMovement(
          role: .given, merchant: transaction.context.merchant, asset: transaction.subject.asset, points: 0)
      ]
    }
    for movement in movements {
      let key = ClearingLine.Key(
        transaction: transaction.id, role: movement.role, merchant: movement.merchant, asset: movement.asset)
      if !undo(transaction, movement, key) { begin(transaction, movement, key) }
    }
  }

  /// Makes the line of what undoes another line, with its shares; false where there is none to undo.
  private mutating func undo(
    _ transaction: Ledger.Transaction, _ movement: ClearingMovement, _ key: ClearingLine.Key
  ) -> Bool {
    func of(_ transaction: TransactionID) -> ClearingLine.Key {
      ClearingLine.Key(
        transaction: transaction, role: movement.role, merchant: movement.merchant, asset: movement.asset)
    }
    guard transaction.original.isGiven, let direct = known[of(transaction.original)] else { return false }
    let root = direct.reverses.isGiven ? direct.reverses : transaction.original
    guard var line = known[of(root)] else { return false }
    let before = line.original
    var original = before
    // What undoes a return undoes exactly what that had done; a second time nothing.
    let sale = direct.reverses.isGiven ? direct.sale - direct.undoneSale : transaction.moneyReturned
    var money = original.undo(-movement.points, sale: sale)
    let back = original.undoneSale - line.undoneSale
    money.fee -= ownFee(of: transaction, movement, back: back, after: direct)
    (line.undonePoints, line.undoneSale) = (original.undonePoints, original.undoneSale)
    known[of(root)] = line
    changed.insert(of(root))
    if direct.reverses.isGiven {
      known[direct.key]?.undonePoints = direct.points
      known[direct.key]?.undoneSale = direct.sale
      changed.insert(direct.key)
    }
    var undoing = self.line(
      transaction, movement, key, sale: -back, money, version: line.termsVersion, reverses: root)
    undoing.isPrepaid = line.isPrepaid
    keep(undoing)
    undoShares(of: line, before: before, in: undoing)
    return true
  }

  /// What taking back costs by the terms of its own day; where a return itself is undone, what that had cost
  /// with the other sign.
  private func ownFee(
    of transaction: Ledger.Transaction, _ movement: ClearingMovement, back: Int64, after direct: ClearingLine
  ) -> Int64 {
    // Undoing a second time moves nothing, and costs nothing.
    if movement.points == 0, back == 0 { return 0 }
    let place = TermsPlace(merchant: movement.merchant, asset: movement.asset)
    func fee(_ act: ChargedAct, points: Points, sale: Int64, on day: BusinessDay) -> Int64 {
      let agreed = terms[place]?.last { $0.from <= day }?.terms
      return agreed?.returnFee(movement.role, points: points, sale: sale, act) ?? 0
    }
    if direct.reverses.isGiven {
      return -fee(
        ChargedAct(direct.kind, on: direct.channel), points: -direct.points, sale: -direct.sale,
        on: direct.day)
    }
    return fee(
      ChargedAct(transaction.kind, on: transaction.context.channel), points: -movement.points, sale: back,
      on: day(of: transaction))
  }

  /// Makes the line of what stands for itself, by the terms of its day, with its shares; none where it costs
  /// nobody anything.
  private mutating func begin(
    _ transaction: Ledger.Transaction, _ movement: ClearingMovement, _ key: ClearingLine.Key
  ) {
    // What comes back after its end undoes what its end was cleared for, and where that was nothing, nothing:
    // what was agreed on since is no reason to pay back what nobody was credited.
    if transaction.kind == .reinstate { return }
    // Likewise of cards that nobody redeems any more.
    if transaction.kind == .cardPoints, transaction.original.isGiven { return }
    // Of a return of nothing whose original has no line.
    if movement.points == 0, transaction.kind != .earn { return }
    let place = TermsPlace(merchant: movement.merchant, asset: movement.asset)
    let agreement = terms[place]?.last { $0.from <= day(of: transaction) }
    let terms = agreement?.terms ?? .none
    guard terms.clears(movement.role) else { return }
    let sale = movement.role == .given ? transaction.sale : 0
    var line = line(
      transaction, movement, key, sale: sale,
      terms.money(
        movement.role, points: movement.points, sale: sale,
        ChargedAct(transaction.kind, on: transaction.context.channel)), version: agreement?.version ?? 0,
      reverses: .none)
    // Paid for before. What takes points without naming what gave them goes by the terms.
    if movement.role == .given, movement.points > 0, prepaid.contains(place) {
      line.isPrepaid = true
      line.money.price = 0
    }
    keep(line)
    share(line, of: transaction, by: terms)
  }

  private func line(
    _ transaction: Ledger.Transaction, _ movement: ClearingMovement, _ key: ClearingLine.Key, sale: Int64,
    _ money: ClearedMoney, version: Int64, reverses: TransactionID
  ) -> ClearingLine {
    ClearingLine(
      key: key, day: day(of: transaction), kind: transaction.kind, channel: transaction.context.channel,
      // Where points that it gave were used is not the issuer's to know.
      store: transaction.context.merchant == movement.merchant ? transaction.context.store : .none,
      points: movement.points, sale: sale, money: money, termsVersion: version, reverses: reverses)
  }

  /// A late correction belongs to the day that is open.
  private func day(of transaction: Ledger.Transaction) -> BusinessDay { max(transaction.day, openDay) }
}
