import Ledger

/// Random commands of every kind about few members, so that they meet.
struct RandomHistory {
  var random: Seeded
  let members: Int64
  /// Accepted transactions, for commands that name one.
  private(set) var posted: [Transaction] = []
  private var serial: UInt64 = 0

  init(seed: UInt64, members: Int64 = 24) {
    random = Seeded(seed)
    self.members = members
  }

  mutating func note(_ transaction: Transaction) {
    if transaction.refusal == nil { posted.append(transaction) }
  }

  mutating func next(at now: Instant) -> Command {
    serial += 1
    var command = TestLedger.command(serial, action(at: now))
    command.context.merchant = MerchantID(random.pick([0, 7, 7, 8, 9]))
    command.context.store = StoreID(random.pick([0, 0, 70, 71]))
    command.context.terminal = TerminalID(random.pick([0, 0, 700, 701]))
    command.context.reference = random.pick(["", "", "R-\(serial / 5)", "小票-\(serial % 40)"])
    command.context.memo = random.pick(["", "", "", "Näher erläutert 说明"])
    command.context.explanation = random.chance(20) ? [1, 2, UInt8(serial % 256)] : []
    return command
  }

  private mutating func action(at now: Instant) -> Action {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<30: credit(at: now)
    case 30..<44: .spend(spend())
    case 44..<52: .hold(spend(), until: now.adding(seconds: random.pick([60, 90_000, 400_000])))
    case 52..<58: endOfHold()
    case 58..<69: .refund(Refund(of: original(.spend, .earn, .capture), random.chance(30) ? nil : amount()))
    case 69..<73: .reverse(key: reversedKey())
    case 73..<75: .void(original: original(.spend, .earn, .topUp))
    case 75..<82: transfer()
    case 82..<84: exchange(at: now)
    case 84..<85: .separate(Separate(original(.merge), into: wallet()))
    case 85..<87: .expire(wallet())
    case 87..<88: reinstate(at: now)
    case 88..<89: .mature(wallet())
    case 89..<90: advance(at: now)
    case 90..<93: .confirm(original: original(.earn), amount: random.chance(50) ? nil : amount())
    case 93..<95: .cancel(original: original(.earn), amount: random.chance(50) ? nil : amount())
    case 95..<97: adjust(at: now)
    case 97..<99: cardPoints()
    default: .merge(from: wallet(), into: wallet())
    }
  }

  private mutating func credit(at now: Instant) -> Action {
    let reason = random.pick([Credit.Reason.earn, .earn, .earn, .award, .topUp])
    let effectiveAt: Instant =
      random.chance(75) ? .distantPast : random.chance(50) ? .distantFuture : now.adding(seconds: 50_000)
    return .credit(
      Credit(
        reason, to: wallet(), amount(), source: source(), effectiveAt: effectiveAt, expiresAt: expiry(now),
        fromCards: PointsCardBatchID(random.pick([0, 0, 0, 0, 1, 2]))))
  }

  private mutating func reinstate(at now: Instant) -> Action {
    .reinstate(
      Reinstate(of: original(.expire), amount(), fee: random.pick([0, 0, 1]), until: expiry(now)))
  }

  private mutating func advance(at now: Instant) -> Action {
    .advance(
      Advance(
        wallet(), random.chance(50) ? 1 : amount(), fee: 0, maturingBy: now.adding(seconds: 90_000),
        share: random.pick([10_000, 5_000])))
  }

  private mutating func cardPoints() -> Action {
    .cardPoints(
      CardPoints(
        random.pick([.activate, .activate, .withdraw, .lapse]), amount() + 100,
        of: PointsCardBatchID(random.pick([1, 2])), in: AssetID(random.pick([1, 1, 2])),
        issuer: MerchantID(random.pick([0, 7]))))
  }

  private mutating func spend() -> Spend {
    Spend(
      from: wallet(), amount(), at: MerchantID(random.pick([7, 8])), isPartialAllowed: random.chance(50),
      limit: Limit(perDay: random.chance(20) ? 200 : nil))
  }

  private mutating func endOfHold() -> Action {
    let hold = original(.hold)
    if random.chance(40) { return .release(hold: hold) }
    return .capture(hold: hold, amount: random.chance(50) ? nil : amount())
  }

  private mutating func transfer() -> Action {
    .transfer(
      Transfer(
        from: wallet(), to: wallet(), amount(), fee: random.pick([0, 0, 3]),
        feeMode: random.pick([.onTop, .outOfAmount]), isPurchasedAllowed: random.chance(50)))
  }

  private mutating func exchange(at now: Instant) -> Action {
    .exchange(
      Exchange(
        from: wallet(), into: AssetID(random.pick([1, 2])), gives: amount(), receives: amount(),
        spread: random.pick([0, 2]), expiresAt: expiry(now)))
  }

  private mutating func adjust(at now: Instant) -> Action {
    let by = random.chance(50) ? amount() : -amount()
    return .adjust(
      Adjust(wallet(), by: by, source: source(), expiresAt: expiry(now), isDebtAllowed: random.chance(50)))
  }

  private mutating func wallet() -> WalletKey {
    WalletKey(
      member: MemberID(Int64.random(in: 1...members, using: &random)),
      asset: AssetID(random.pick([1, 1, 1, 2])))
  }

  private mutating func amount() -> Points { Points(Int64.random(in: 1...60, using: &random)) }

  private mutating func source() -> LotSource {
    LotSource(
      issuer: MerchantID(random.pick([1, 2, 3])), campaign: CampaignID(random.pick([0, 0, 4])),
      origin: random.pick([.awarded, .awarded, .purchased]), onlyAt: MerchantID(random.pick([0, 0, 0, 7])))
  }

  private mutating func expiry(_ now: Instant) -> Instant {
    random.chance(20) ? .distantFuture : now.adding(seconds: random.pick([30_000, 200_000, 900_000]))
  }

  /// Mostly an accepted transaction of one of the kinds, at times any, at times none.
  private mutating func original(_ kinds: Transaction.Kind...) -> TransactionID {
    let recent = posted.suffix(60).filter { kinds.contains($0.kind) }
    if let fitting = recent.randomElement(using: &random), random.chance(90) { return fitting.id }
    return posted.randomElement(using: &random)?.id ?? TransactionID(random.chance(50) ? 999_999 : .min)
  }

  private mutating func reversedKey() -> IdempotencyKey {
    if random.chance(20) { return IdempotencyKey(high: random.next(), low: random.next()) }
    return posted.suffix(40).randomElement(using: &random)?.key ?? IdempotencyKey(high: 1, low: 1)
  }
}
