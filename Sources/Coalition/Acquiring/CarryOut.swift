internal import Ledger
internal import LedgerStore
internal import Logging
internal import Storage

extension Coalition {
  /// The one way of an order to the ledger.
  ///
  /// A key that was decided before is answered from what is kept, whatever the member's or the merchant's
  /// state is today. The ledger is asked for it only where a check refuses: what passes the checks meets the
  /// key in the ledger.
  /// - Throws: ``OrderRefusal``, `AccessRefusal`, `MemberRefusal`, `MerchantRefusal`, `ProgramRefusal`.
  package func carryOut(_ order: Order, key: String, by principal: Principal) async throws -> Receipt {
    let results = try await carryOut([KeyedOrder(order, key: key)], by: principal)
    // One order has one result.
    return try results[0].get()
  }

  /// Carries out the orders, each by itself; what gives money back waits for those before it of its original.
  func carryOut(
    _ orders: [KeyedOrder], by principal: Principal
  ) async throws -> [Result<Receipt, any Error>] {
    try principal.requireConfirmed(at: clock.now())
    // One of the operator's people moves no points alone, however few (双人复核).
    if principal.kind == .platform, principal.actor.kind == .user { throw OrderRefusal.approvalRequired }
    guard orders.contains(where: { $0.order.moneyReturnedOf != nil }) else {
      return try await carryOutAtOnce(orders[...], by: principal)
    }
    var results: [Result<Receipt, any Error>] = []
    var rest = orders[...]
    while let first = rest.first {
      if let original = first.order.moneyReturnedOf {
        do {
          results += try await moneyReturnTurns.one(about: original) {
            try await carryOutAtOnce([first], by: principal)
          }
        } catch { results.append(.failure(error)) }
        rest = rest.dropFirst()
      } else {
        let run = rest.prefix { $0.order.moneyReturnedOf == nil }
        results += try await carryOutAtOnce(run, by: principal)
        rest = rest.dropFirst(run.count)
      }
    }
    return results
  }

  /// With one snapshot of the tables and one call of the ledger.
  private func carryOutAtOnce(
    _ orders: ArraySlice<KeyedOrder>, by principal: Principal
  ) async throws -> [Result<Receipt, any Error>] {
    var requests = orders.map { OrderRequest(order: $0.order, key: $0.key, tenant: principal.tenant) }
    try await prepare(&requests, by: principal)
    try await checkProofs(of: &requests, by: principal)
    try await claimKeyDay(of: &requests, by: principal)
    try await claimBonuses(of: &requests, by: principal)
    try await claimMoves(of: &requests)
    try await claimCards(of: &requests)
    var ready = requests.indices.filter { requests[$0].refusal == nil }
    let goods = ready.compactMap { requests[$0].namedGoods }
    do { try await keep(goods) } catch {
      // Orders without goods do not need that table.
      logger.error("goods could not be kept: \(error)")
      for index in ready where requests[index].namedGoods != nil {
        requests[index].refusal = OrderRefusal.busy
      }
      ready.removeAll { requests[$0].refusal != nil }
    }
    let outcomes = try await submitted(ready.compactMap { requests[$0].command })
    for (index, outcome) in zip(ready, outcomes) { requests[index].take(outcome) }
    let answers = zip(ready, outcomes).map { (requests[$0], $1) }
    await settleBonuses(of: answers)
    await settleMoves(of: answers)
    await settleCards(of: answers)
    await settleKeyDay(of: answers)
    if !goods.isEmpty { try await forget(requests.filter(\.isMismatch).compactMap(\.namedGoods)) }
    for index in requests.indices where requests[index].result == nil {
      requests[index].result = await replayed(requests[index])
    }
    return requests.map(\.answer)
  }

  /// What the order would do now; books nothing, uses up no proof and remembers no key.
  /// - Throws: as ``carryOut(_:key:by:)``.
  package func preview(_ order: Order, by principal: Principal) async throws -> Receipt {
    var requests = [OrderRequest(order: order, key: "preview", tenant: principal.tenant)]
    try await prepare(&requests, by: principal)
    if let refusal = requests[0].refusal { throw refusal }
    guard let command = requests[0].command else { throw OrderRefusal.outcomeUnknown }
    let outcome: Outcome
    do { outcome = try await ledger.preview(command) } catch { throw OrderRefusal.busy }
    guard case .decided(let transaction, _) = outcome else { throw OrderRefusal.outcomeUnknown }
    if let refusal = transaction.refusal {
      throw OrderRefusal.declined(Decline(refusal, transaction, isReplay: false, isPreview: true))
    }
    var receipt = Receipt(transaction, isPreview: true)
    receipt.goods = order.goods
    return receipt
  }

  /// Reads what the orders name and makes their commands; one that is refused is refused alone.
  func prepare(_ requests: inout [OrderRequest], by principal: Principal) async throws {
    let orders = requests.map(\.order)
    // A request whose key is at fault has its refusal already.
    let claiming = requests.map {
      $0.claiming ?? ClaimingRequest(key: IdempotencyKey(high: 0, low: 0), hash: $0.hash)
    }
    let acted = try await actedUpon(by: orders)
    let codes = try await liveCodes(among: orders.flatMap(\.memberClaims) + orders.compactMap(\.codeAsProof))
    let cards = try await pointsCards(in: orders, by: principal)
    let (now, calendar, countryCode) = (clock.now(), settings.calendar, settings.countryCode)
    let cache = directoryCache
    @Sendable func drafts(
      _ tx: (any Storage.Transaction)?
    ) throws -> ([Result<Preparation.Draft, any Error>], DirectoryCache.Findings) {
      var preparation = Preparation(
        principal: principal, now: now, calendar: calendar, originals: acted.originals,
        moneyReturned: acted.moneyReturned, cards: cards,
        directory: Directory(tx, cache, at: now, countryCode: countryCode, codes: codes))
      let drafts = try zip(orders, claiming).map { order, request in
        try preparation.refusable { try $0.draft(order, of: request) }
      }
      return (drafts, preparation.directory.found)
    }
    let prepared: [Result<Preparation.Draft, any Error>]
    do { prepared = try drafts(nil).0 } catch is NotInMemory {
      let generation = cache.generation
      let (read, found) = try await database.read { try drafts($0) }
      cache.remember(found, of: generation, at: now)
      prepared = read
    }
    for (index, draft) in prepared.enumerated() { requests[index].take(draft) }
  }

  private struct ActedUpon: Sendable {
    var originals: [TransactionID: Ledger.Transaction] = [:]
    var moneyReturned: [TransactionID: MoneyReturned] = [:]
  }

  private func actedUpon(by orders: [Order]) async throws -> ActedUpon {
    var acted = ActedUpon()
    for order in orders {
      guard let id = order.original, acted.originals[id] == nil else { continue }
      acted.originals[id] = try await ledger.transaction(id)
      guard let original = acted.originals[id], order.moneyReturnedOf != nil else { continue }
      acted.moneyReturned[id] = try await moneyReturned(of: id)
      // How a capture's points were reckoned stands with its hold.
      if original.kind == .capture {
        acted.originals[original.original] = try await ledger.transaction(original.original)
      }
    }
    return acted
  }

  /// Whose each live code is.
  func liveCodes(
    among claims: [MemberClaim]
  ) async throws -> [String: Result<LiveCode, MemberRefusal>] {
    var codes: [String: Result<LiveCode, MemberRefusal>] = [:]
    for case .code(let text) in claims where codes[text] == nil {
      do { codes[text] = .success(try await memberCode(text).live) } catch let refusal as MemberRefusal {
        codes[text] = .failure(refusal)
      }
    }
    return codes
  }

  private func checkProofs(of requests: inout [OrderRequest], by principal: Principal) async throws {
    for index in requests.indices where requests[index].refusal == nil {
      guard let needed = requests[index].proof, let key = requests[index].key else { continue }
      do { try await check(needed, for: key) } catch let refusal as MemberRefusal {
        requests[index].refusal = refusal
      }
    }
  }

  private func submitted(_ commands: [Command]) async throws -> [Outcome] {
    if commands.isEmpty { return [] }
    do {
      // One command has a way of its own into the queue that makes no array.
      if commands.count == 1 { return [try await ledger.submit(commands[0])] }
      return try await ledger.submit(commands)
    } catch { throw OrderRefusal.busy }
  }

  /// A refused order whose key was decided before gets what was decided then.
  private func replayed(_ request: OrderRequest) async -> Result<Receipt, any Error> {
    guard let refusal = request.refusal else { return .failure(OrderRefusal.outcomeUnknown) }
    guard let key = request.key, !(refusal is AccessRefusal) else { return .failure(refusal) }
    do {
      guard let kept = try await ledger.transaction(for: key) else { return .failure(refusal) }
      guard kept.requestHash == request.hash else {
        return .failure(OrderRefusal.idempotencyMismatch(kept.id))
      }
      return Receipt.result(of: kept, isReplay: true)
    } catch { return .failure(error) }
  }
}

extension Preparation {
  /// Keeps apart what an order is refused for from what fails for all, as the database.
  fileprivate mutating func refusable(
    _ body: (inout Preparation) throws -> Draft
  ) throws -> Result<Draft, any Error> {
    do { return .success(try body(&self)) } catch let error where error.isRefusal { return .failure(error) }
  }
}

extension Error {
  /// Whether an order was turned away, rather than something broke.
  var isRefusal: Bool {
    self is OrderRefusal || self is MemberRefusal || self is MerchantRefusal || self is ProgramRefusal
      || self is AccessRefusal || self is PointsCardRefusal
  }
}

extension Order {
  var returnOrder: ReturnOrder? {
    switch self {
    case .refund(let order), .void(let order), .capture(let order), .release(let order), .confirm(let order),
      .cancel(let order):
      order
    case .earn, .spend, .hold, .topUp, .award, .transfer, .exchange, .adjust, .draw, .redeemCard,
      .reinstate, .advance, .merge, .separate, .partnerHold, .partnerAward, .pool, .reverse:
      nil
    }
  }

  /// A live code that proves who pays, beside what names them.
  var codeAsProof: MemberClaim? {
    switch self {
    case .spend(let order): order.codeAsProof
    case .hold(let order): order.spend.codeAsProof
    default: nil
    }
  }

  /// The transaction that it acts upon.
  var original: TransactionID? {
    if case .reinstate(let order) = self { order.original } else { returnOrder?.original }
  }

  /// The original of a refund that is told in money.
  var moneyReturnedOf: TransactionID? {
    guard case .refund(let order) = self, case .money = order.value else { return nil }
    return order.original
  }

  var memberClaims: [MemberClaim] {
    switch self {
    case .earn(let order): [order.member]
    case .spend(let order): [order.member]
    case .hold(let order): [order.spend.member]
    case .topUp(let order), .award(let order): [order.member]
    case .transfer(let order): [order.sender, order.receiver]
    case .exchange(let order): [order.member]
    case .adjust(let order): [order.member]
    case .draw(let order): [order.member]
    case .redeemCard(let order): [order.member]
    case .partnerHold(let order), .partnerAward(let order): [.id(order.member)]
    case .reinstate(let order): [order.member]
    case .advance(let order): [order.member]
    case .pool(let order): [.id(order.member)]
    case .refund, .void, .capture, .release, .confirm, .cancel, .merge, .separate, .reverse: []
    }
  }
}

extension SpendOrder {
  fileprivate var codeAsProof: MemberClaim? {
    if case .code(let text) = proof { .code(text) } else { nil }
  }
}
