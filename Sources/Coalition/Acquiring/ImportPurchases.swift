package import Ledger
internal import LedgerStore
package import Loyalty
internal import Storage

/// One purchase of a merchant's history, as a line of an import names it.
package struct PurchaseLine: Sendable, Hashable {
  /// The merchant's own number for its member.
  package var member: String
  /// The store's code.
  package var store: String
  /// Unique within the store; names the purchase for ever, so that importing twice changes nothing.
  package var receipt: String
  package var at: Instant
  /// What was paid, in the smallest unit of the programme's currency.
  package var amount: Int64
  /// What it was of, at most ``PurchaseItem/most`` lines; together ``amount``. May be empty.
  package var items: [PurchaseItem]

  package init(
    member: String, store: String, receipt: String, at: Instant, amount: Int64, items: [PurchaseItem] = []
  ) {
    self.member = member
    self.store = store
    self.receipt = receipt
    self.at = at
    self.amount = amount
    self.items = items
  }
}

/// What became of a line.
package struct PurchaseResult: Sendable, Hashable {
  package var points: Points
  /// The line was imported before.
  package var isReplay: Bool

  package init(points: Points, isReplay: Bool) {
    self.points = points
    self.isReplay = isReplay
  }
}

/// Brings a merchant's past purchases into the ledger, thousands at a time, each at the moment it happened.
///
/// What lines name is looked up once and remembered, so the caller keeps one value for a whole file.
package struct PurchaseImport: Sendable {
  /// The most lines at once: one group of the ledger.
  package static let batchLimit = 4_096

  let coalition: Coalition
  let principal: Principal
  let merchant: MerchantID
  let asset: AssetID
  let currency: String
  let rules: EarningRules
  /// As of the batch that is brought in.
  private(set) var issuingLimit: Points?
  /// Registers members and opens stores that are not known yet; otherwise their lines are refused.
  let registersUnknown: Bool
  var members: [String: MemberID] = [:]
  var stores: [String: StoreID] = [:]

  /// Imports lines in their order, each by itself: a result each.
  /// - Parameter isDryRun: says what each line would earn; books and registers nothing.
  /// - Throws: ``OrderRefusal/batchTooLarge``, ``OrderRefusal/busy``; a line's own refusal is its result.
  package mutating func run(
    _ lines: [PurchaseLine], isDryRun: Bool = false
  ) async throws -> [Result<PurchaseResult, any Error>] {
    guard lines.count <= Self.batchLimit else { throw OrderRefusal.batchTooLarge }
    if let terms = try await coalition.terms(of: merchant, in: asset) { issuingLimit = terms.mostIssued }
    try await learn(lines, isDryRun: isDryRun)
    let commands = lines.map { line in Result { try command(line, isDryRun: isDryRun) } }
    if isDryRun { return commands.map { $0.map { PurchaseResult(points: $0.points, isReplay: false) } } }
    // Lines that were refused keep their refusal in `commands`.
    let ready = commands.compactMap { try? $0.get() }
    var outcomes: [Outcome] = []
    let goods = zip(lines, commands).compactMap { line, command -> NamedGoods? in
      guard case .success(let command) = command, !line.items.isEmpty else { return nil }
      return NamedGoods(Goods(line.items, in: currency), of: command)
    }
    try await coalition.keep(goods)
    if !ready.isEmpty {
      do { outcomes = try await coalition.ledger.submit(ready) } catch { throw OrderRefusal.busy }
    }
    let others = zip(ready, outcomes).filter { $0.1.isMismatch }.map(\.0.key)
    try await coalition.forget(others.isEmpty ? [] : goods.filter { others.contains($0.name.key) })
    var next = outcomes.makeIterator()
    return commands.map { command in
      command.flatMap { _ in next.next().map(result) ?? .failure(OrderRefusal.outcomeUnknown) }
    }
  }

  private func result(of outcome: Outcome) -> Result<PurchaseResult, any Error> {
    switch outcome {
    case .decided(let transaction, let isReplay):
      if let refusal = transaction.refusal {
        return .failure(OrderRefusal.declined(Decline(refusal, transaction, isReplay: isReplay)))
      }
      return .success(PurchaseResult(points: transaction.amount, isReplay: isReplay))
    case .mismatch(let earlier): return .failure(OrderRefusal.idempotencyMismatch(earlier))
    case .unknown: return .failure(OrderRefusal.outcomeUnknown)
    }
  }

  private func command(_ line: PurchaseLine, isDryRun: Bool) throws -> Command {
    guard line.receipt.isCode(of: 1...64) else { throw OrderRefusal.textOutOfRange }
    guard line.member.isCode(of: 1...64) else { throw MemberRefusal.invalid(.ownID) }
    guard line.store.isCode(of: 1...32) else { throw MerchantRefusal.invalid(.code) }
    let isPromised = isDryRun && registersUnknown
    guard let member = members[line.member] ?? (isPromised ? MemberID.none : nil) else {
      throw MemberRefusal.memberNotFound
    }
    guard let store = stores[line.store] ?? (isPromised ? StoreID.none : nil) else {
      throw MerchantRefusal.storeNotFound
    }
    let now = coalition.clock.now()
    guard line.at.microseconds > 0, line.at <= now else { throw OrderRefusal.occurredAtOutOfRange }
    let zone = coalition.settings.calendar.zone
    let purchase = RuledPurchase(
      Purchase(amount: line.amount, at: line.at), at: merchant, channel: .importing, in: zone)
    // The only fault of a rate is too many points.
    guard let earning = try? rules.earning(for: purchase, in: zone) else {
      throw OrderRefusal.amountOutOfRange
    }
    var context = Context(channel: .importing)
    context.merchant = merchant
    context.store = store
    context.actor = principal.actor.operatorID
    context.reference = line.receipt
    context.explanation =
      Particulars(explanation: earning.explanation, goodsLines: line.items.count).packed()
    let credit = Credit(
      .earn, to: WalletKey(member: member, asset: asset), earning.points, source: LotSource(issuer: merchant),
      effectiveAt: earning.effectiveAt, expiresAt: earning.expiresAt, issuingLimit: issuingLimit)
    return Command(
      key: try IdempotencyKey("purchase \(line.store) \(line.receipt)", tenant: merchant.rawValue),
      requestHash: line.requestHash, context: context, action: .credit(credit), at: line.at)
  }
}

extension Outcome {
  fileprivate var isMismatch: Bool { if case .mismatch = self { true } else { false } }
}

extension Command {
  /// The points that a credit is about.
  fileprivate var points: Points {
    if case .credit(let credit) = action { credit.amount } else { 0 }
  }
}

extension PurchaseLine {
  fileprivate var requestHash: UInt64 {
    var hash = RequestHash()
    hash.add("purchase")
    hash.add(member)
    hash.add(store)
    hash.add(receipt)
    hash.add(at.microseconds)
    hash.add(amount)
    for item in items { hash.add(item) }
    return hash.value
  }
}

extension Coalition {
  /// Makes ready to import a merchant's purchases into a programme.
  /// - Throws: `AccessRefusal`, ``OrderRefusal``, `MerchantRefusal`, `ProgramRefusal`.
  package func purchaseImport(
    of merchant: MerchantID, into program: ProgramClaim = .universal, registersUnknown: Bool = false,
    permit: ApprovalID? = nil, by principal: Principal
  ) async throws -> PurchaseImport {
    try principal.require([.earn, .writeMembers])
    guard principal.sees(merchant) else { throw MerchantRefusal.merchantNotFound }
    try await permitImport(of: merchant, permit, by: principal)
    return try await preparedImport(of: merchant, into: program, registersUnknown, by: principal)
  }

  /// An import whose permit was used, or one that only looks.
  func preparedImport(
    of merchant: MerchantID, into program: ProgramClaim, _ registersUnknown: Bool, by principal: Principal
  ) async throws -> PurchaseImport {
    let (now, calendar, countryCode) = (clock.now(), settings.calendar, settings.countryCode)
    let cache = directoryCache
    return try await database.read { tx in
      var preparation = Preparation(
        principal: principal, now: now, calendar: calendar, originals: [:], moneyReturned: [:],
        directory: Directory(tx, cache, at: now, countryCode: countryCode))
      let place = try preparation.merchantPlace(Occasion(.importing, merchant: merchant))
      let program = try preparation.program(program)
      let terms = try preparation.terms(place, program)
      let expiry = preparation.expiry(.awarded, program, terms)
      guard terms.isIssuing, let rules = terms.earningRules(expiry) else {
        throw OrderRefusal.programMismatch
      }
      return PurchaseImport(
        coalition: self, principal: principal, merchant: merchant, asset: program.asset,
        currency: program.worth.money.currency, rules: rules, issuingLimit: terms.mostIssued,
        registersUnknown: registersUnknown)
    }
  }

  /// Many purchases at once are the operator's to bring in, and where the rules say so not by one person.
  func permitImport(
    of merchant: MerchantID, _ permit: ApprovalID?, by principal: Principal
  ) async throws {
    let now = clock.now()
    try await database.write { tx in
      if let permit {
        let proposal = PurchasesProposal(merchant: merchant)
        try usePermit(permit, for: .purchases(proposal), by: principal, at: now, in: tx)
      } else {
        try requireNoSecondPerson(for: .purchases, by: principal, in: tx)
      }
    }
  }
}
