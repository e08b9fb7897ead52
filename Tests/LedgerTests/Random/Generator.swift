import Ledger

/// Makes random histories: few members, merchants and moments, so that things meet.
struct Generator {
  private var random: Seeded
  private var now = Step.start
  private var steps: [Step] = []
  private var serials: [Kind: [Int]] = [:]
  private var lastCredit: Credit?
  private var lastNamed = Step.nowhere

  private enum Kind: CaseIterable {
    case credit, spend, hold, capture, release, refund, void, reverse, transfer, exchange, mature, confirm,
      cancel
    case expire, adjust, cardPoints, merge

    var weight: Int {
      switch self {
      case .credit: 24
      case .cardPoints: 6
      case .spend: 15
      case .refund: 13
      case .hold, .transfer, .reverse: 7
      case .capture: 5
      case .confirm, .void, .mature, .expire, .adjust: 4
      case .release, .cancel, .exchange: 3
      case .merge: 2
      }
    }
  }

  static func history(seed: UInt64) -> [Step] {
    var generator = Generator(random: Seeded(seed))
    let count = Int.random(in: 10...70, using: &generator.random)
    for serial in 1...count { generator.addStep(serial) }
    if seed.isMultiple(of: 8) { return bringingBack(generator.steps, Seeded(~seed)) }
    if seed % 8 == 2 { return separating(generator.steps, Seeded(~seed)) }
    return seed % 8 == 4 ? advancing(generator.steps, Seeded(~seed)) : generator.steps
  }

  /// Of every eighth history: after each daily run some of what ran out is brought back, by chance of its
  /// own, so that the other histories stay as they are.
  private static func bringingBack(_ steps: [Step], _ chance: Seeded) -> [Step] {
    var generator = Generator(random: chance)
    var serial = steps.map(\.serial).max() ?? 0
    return steps.flatMap { step in
      guard case .expire = step.command.action else { return [step] }
      var all = [step]
      for _ in 0..<generator.pick(1...4) {
        serial += 1
        let original = generator.chance(85) ? step.serial : generator.pick(1...serial)
        let ends = [Instant.distantFuture, step.at.adding(seconds: 43_200), step.at.adding(seconds: 86_400)]
        let reinstate = Reinstate(
          of: Step.transaction(of: original), generator.amount(), fee: generator.pick([0, 0, 1, 5, -1]),
          until: generator.pick(ends))
        let key = Step.key(of: serial)
        all.append(
          Step(
            serial: serial, at: step.at,
            command: Command(
              key: key, requestHash: key.low, context: Context(channel: .api), action: .reinstate(reinstate)))
        )
      }
      return all
    }
  }

  /// Of every eighth history: what waits is used before its time, after most steps, by chance of its own.
  private static func advancing(_ steps: [Step], _ chance: Seeded) -> [Step] {
    var generator = Generator(random: chance)
    var serial = steps.map(\.serial).max() ?? 0
    return steps.flatMap { step in
      guard generator.chance(60) else { return [step] }
      serial += 1
      let by = [
        step.at, step.at.adding(seconds: 86_400), Instant.distantFuture, Instant.distantFuture,
      ]
      let amount = generator.chance(80) ? Points(Int64(generator.pick(1...8))) : generator.amount()
      let advance = Advance(
        generator.wallet(), amount, fee: generator.pick([0, 0, 1, 2, -1]), maturingBy: generator.pick(by),
        share: generator.pick([10_000, 10_000, 5_000, 3_333, 1]))
      let key = Step.key(of: serial)
      let command = Command(
        key: key, requestHash: key.low, context: Context(channel: .api), action: .advance(advance))
      return [step, Step(serial: serial, at: step.at, command: command)]
    }
  }

  /// Of every eighth history: wallets are merged more often and merges taken back, by chance of its own.
  private static func separating(_ steps: [Step], _ chance: Seeded) -> [Step] {
    var generator = Generator(random: chance)
    var serial = steps.map(\.serial).max() ?? 0
    var merges = steps.compactMap { if case .merge = $0.command.action { $0.serial } else { nil } }
    func step(_ action: Action, after step: Step) -> Step {
      serial += 1
      let key = Step.key(of: serial)
      let command = Command(
        key: key, requestHash: key.low, context: Context(channel: .api), action: action)
      return Step(serial: serial, at: step.at, command: command)
    }
    return steps.flatMap { given in
      var all = [given]
      if generator.chance(12) {
        all.append(step(.merge(from: generator.anyWallet(), into: generator.anyWallet()), after: given))
        merges.append(serial)
      }
      if generator.chance(20) {
        let merge = generator.chance(90) ? merges.suffix(3).randomElement(using: &generator.random) : nil
        let original = merge.map(Step.transaction(of:)) ?? Step.transaction(of: generator.pick(1...serial))
        all.append(step(.separate(Separate(original, into: generator.anyWallet())), after: given))
      }
      return all
    }
  }

  /// Of more members than the other histories have, so that some wallets are new.
  private mutating func anyWallet() -> WalletKey {
    WalletKey(member: MemberID(pick([1, 1, 2, 2, 3, 4, 5])), asset: AssetID(pick([1, 1, 1, 1, 2])))
  }

  private init(random: Seeded) { self.random = random }

  private mutating func addStep(_ serial: Int) {
    now = now.adding(seconds: pick([0, 0, 0, 1, 1, 60, 600, 3_600, 3_600, 7_200, 21_600, 43_200]))
    let kinds = Kind.allCases.flatMap { Array(repeating: $0, count: $0.weight) }
    let kind = pick(kinds)
    var context = Context(channel: .api)
    context.merchant = MerchantID(pick([0, 1, 2, 3]))
    context.terminal = TerminalID(serial.isMultiple(of: 2) ? 7 : 0)
    let command = Command(
      key: Step.key(of: serial), requestHash: UInt64(serial), context: context, action: action(kind))
    steps.append(Step(serial: serial, at: now, command: command))
    serials[kind, default: []].append(serial)
  }

  private mutating func action(_ kind: Kind) -> Action {
    switch kind {
    case .credit: credit()
    case .spend: .spend(spend())
    case .hold: .hold(spend(), until: now.adding(seconds: pick([-1, 0, 1, 1_800, 7_200, 86_400])))
    case .capture: .capture(hold: transaction(of: [.hold]), amount: amountOrAll())
    case .release: .release(hold: transaction(of: [.hold]))
    case .refund: refund()
    case .void: .void(original: transaction(of: [.credit, .spend, .hold, .capture]))
    case .reverse: .reverse(key: reversedKey())
    case .transfer: transfer()
    case .exchange: exchange()
    case .mature: .mature(wallet())
    case .confirm: .confirm(original: transaction(of: [.credit]), amount: amountOrAll())
    case .cancel: .cancel(original: transaction(of: [.credit]), amount: amountOrAll())
    case .expire: .expire(wallet())
    case .adjust:
      .adjust(
        Adjust(
          wallet(), by: chance(50) ? amount() : -Points(Int64(pick(1...90))), source: source(),
          expiresAt: expiry(), isDebtAllowed: chance(50)))
    case .cardPoints: cardPoints()
    case .merge: .merge(from: wallet(), into: wallet())
    }
  }
}

// Actions.
extension Generator {
  private mutating func credit() -> Action {
    var effectiveAt = Instant.distantPast
    if chance(25) { effectiveAt = Step.start.adding(seconds: Int64(pick(0...12)) * 21_600) }
    if chance(12) { effectiveAt = .distantFuture }
    let reason = pick([Credit.Reason.earn, .earn, .award, .topUp])
    let amount = chance(4) ? 0 : chance(90) ? Points(Int64(pick(1...120))) : amount()
    var credit = Credit(
      reason, to: wallet(), amount, source: source(), effectiveAt: effectiveAt, expiresAt: expiry(),
      issuingLimit: chance(15) ? Points(Int64(pick(50...900))) : nil)
    if chance(15) { credit.cards = PointsCardBatchID(pick([1, 1, 2])) }
    // Equal credits share a lot.
    if let lastCredit, chance(25) {
      credit = lastCredit
      credit.amount = amount
    }
    lastCredit = credit
    return .credit(credit)
  }

  private mutating func cardPoints() -> Action {
    let move = pick([CardPoints.Move.activate, .activate, .activate, .withdraw, .lapse])
    return .cardPoints(
      CardPoints(
        move, chance(50) ? amount() : 300, of: PointsCardBatchID(pick([1, 1, 2])),
        in: AssetID(pick([1, 1, 1, 2])), issuer: MerchantID(pick([0, 1, 2])),
        issuingLimit: chance(15) ? Points(Int64(pick(50...900))) : nil))
  }

  private mutating func spend() -> Spend {
    let (wallet, amount) = (wallet(), amount())
    // Not drawn, so that histories of a seed stay what they were.
    let least = Points(1 + amount.units % 4)
    var spend = Spend(
      from: wallet, amount, at: MerchantID(pick([1, 2, 3])), isPartialAllowed: chance(30), least: least,
      limit: limit())
    spend.isPurchasedAllowed = !steps.count.isMultiple(of: 5)
    return spend
  }

  private mutating func refund() -> Action {
    let original = transaction(of: [.credit, .spend, .spend, .capture])
    let until = chance(30) ? expiry() : now.adding(seconds: 86_400)
    var refund = Refund(
      of: original, chance(10) ? 0 : amountOrAll(),
      expiredLots: chance(50) ? .forfeit : .extend(until: until), isDebtAllowed: chance(70),
      mayBeNothing: chance(50))
    // Not drawn, so that what comes after stays what it was.
    refund.isOwnLotOnly = steps.count.isMultiple(of: 4)
    return .refund(refund)
  }

  private mutating func transfer() -> Action {
    let fees: [Points] = [0, 0, 1, 5, 17, -1, Points(.min)]
    return .transfer(
      Transfer(
        from: wallet(), to: wallet(), amount(), fee: pick(fees), feeMode: pick([.onTop, .outOfAmount]),
        minimum: chance(20) ? 20 : 1, limit: limit(), isPurchasedAllowed: chance(20)))
  }

  private mutating func exchange() -> Action {
    .exchange(
      Exchange(
        from: wallet(), into: AssetID(pick([1, 2])), gives: amount(), receives: amount(),
        spread: pick([0, 0, 3, 11, -1]), expiresAt: expiry(), isPurchasedAllowed: chance(30)))
  }

  private mutating func limit() -> Limit {
    Limit(
      perTransaction: chance(10) ? Points(Int64(pick(1...60))) : nil,
      perDay: chance(20) ? Points(Int64(pick(10...120))) : nil)
  }
}

// What actions are made of.
extension Generator {
  private mutating func pick<Choices: Collection>(_ choices: Choices) -> Choices.Element {
    let offset = Int.random(in: 0..<choices.count, using: &random)
    return choices[choices.index(choices.startIndex, offsetBy: offset)]
  }

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

  private mutating func wallet() -> WalletKey {
    WalletKey(member: MemberID(pick([1, 1, 1, 2, 2, 3])), asset: AssetID(pick([1, 1, 1, 1, 2])))
  }

  private mutating func amount() -> Points {
    if chance(4) {
      return pick([0, -1, -7, Points(.min), Points(.max), 1_000_000_000_000, 1_000_000_000_001])
    }
    return Points(Int64(chance(60) ? pick(1...30) : pick(20...150)))
  }

  private mutating func amountOrAll() -> Points? { chance(40) ? nil : amount() }

  private mutating func source() -> LotSource {
    pick([
      LotSource(issuer: MerchantID(1)), LotSource(issuer: MerchantID(1)),
      LotSource(issuer: MerchantID(1), campaign: CampaignID(1)), LotSource(issuer: MerchantID(2)),
      LotSource(issuer: MerchantID(1), origin: .purchased),
      LotSource(issuer: MerchantID(2), onlyAt: MerchantID(2)),
      LotSource(issuer: MerchantID(3), campaign: CampaignID(2), onlyAt: MerchantID(1)),
      LotSource(issuer: .none, origin: .converted),
    ])
  }

  private mutating func expiry() -> Instant {
    chance(25) ? .distantFuture : Step.start.adding(seconds: Int64(pick([1, 2, 3, 4, 6, 8, 12])) * 43_200)
  }

  /// Mostly a recent step of these kinds or the one named last, at times any step, at times none.
  private mutating func transaction(of kinds: [Kind]) -> TransactionID {
    if chance(20) { return lastNamed }
    let fitting = serials[pick(kinds)] ?? []
    if !fitting.isEmpty, chance(90) {
      lastNamed = Step.transaction(of: pick(fitting.suffix(4)))
      return lastNamed
    }
    return chance(70) && !steps.isEmpty ? Step.transaction(of: pick(steps).serial) : Step.nowhere
  }

  private mutating func reversedKey() -> IdempotencyKey {
    let serial = -transaction(of: [
      .spend, .credit, .refund, .refund, .hold, .capture, .capture, .release, .void, .transfer,
    ]).rawValue
    return serial > 0 ? Step.key(of: Int(serial)) : IdempotencyKey(high: 8, low: 8)
  }
}
