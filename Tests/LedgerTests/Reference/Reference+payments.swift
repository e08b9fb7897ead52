import Ledger

// Credits, spends and holds.
extension ReferenceLedger {
  mutating func credit(_ credit: Credit) throws(Refusal) {
    fact.amount = credit.amount
    let isZeroEarn = credit.reason == .earn && credit.amount == 0
    try require(isZeroEarn || isInRange(credit.amount), .amountOutOfRange)
    try requireUnmerged(credit.wallet)
    let (issuer, asset) = (credit.source.issuer, credit.wallet.asset)
    if credit.cards.isGiven {
      let there = balance(.vouchersOutstanding, credit.cards.rawValue, asset)
      try require(there >= credit.amount, .insufficientPoints)
    } else if let limit = credit.issuingLimit {
      let outstanding = -balance(.issuer, issuer.rawValue, asset)
      try require(outstanding + credit.amount <= limit, .issuingLimitExceeded)
    }
    let wallet = opened(credit.wallet)
    fact.wallet = wallet
    fact.partner = issuer
    // A zero earn posts nothing, so it is no card's.
    if credit.amount > 0 { fact.cards = credit.cards.rawValue }
    giveFrom(fact, -credit.amount, asset)
    members[wallet].earned += credit.amount
    let isPending = credit.effectiveAt > now && !credit.cards.isGiven
    let lot = Lot(
      number: 0, source: credit.source, effectiveAt: isPending ? credit.effectiveAt : .distantPast,
      expiresAt: credit.expiresAt, earnedAt: now)
    let part =
      isPending
      ? put(credit.amount, .pending, like: lot, in: wallet) : give(credit.amount, like: lot, to: wallet)
    if let part { fact.parts = [part] }
  }

  /// Books the other side of a credit: its issuer's, or its cards'.
  mutating func giveFrom(_ credit: Fact, _ amount: Points, _ asset: AssetID) {
    if credit.cards > 0 {
      post(amount, .vouchersOutstanding, credit.cards, asset)
    } else {
      post(amount, .issuer, credit.partner.rawValue, asset)
    }
  }

  /// What may be spent: all, or where a part is allowed what there is.
  private func payable(_ spend: Spend) throws(Refusal) -> (wallet: Int, amount: Points) {
    try require(isInRange(spend.amount), .amountOutOfRange)
    guard let wallet = index(of: spend.wallet) else { throw .insufficientPoints }
    try requireUnmerged(spend.wallet)
    try check(spend.limit, spend.amount, usedToday(spend.wallet, [.spend, .hold]))
    let there = sum(payers(wallet, at: spend.acceptor, purchased: spend.isPurchasedAllowed), of: wallet)
    if there >= spend.amount { return (wallet, spend.amount) }
    try require(spend.isPartialAllowed && there >= max(spend.least, 1), .insufficientPoints)
    return (wallet, there)
  }

  mutating func spend(_ spend: Spend) throws(Refusal) {
    fact.amount = spend.amount
    let (wallet, amount) = try payable(spend)
    (fact.wallet, fact.amount, fact.partner) = (wallet, amount, spend.acceptor)
    fact.parts = take(
      amount, payers(wallet, at: spend.acceptor, purchased: spend.isPurchasedAllowed), of: wallet)
    post(amount, .acceptor, spend.acceptor.rawValue, spend.wallet.asset)
    members[wallet].spent += amount
  }

  mutating func hold(_ spend: Spend, _ until: Instant) throws(Refusal) {
    fact.amount = spend.amount
    let (wallet, amount) = try payable(spend)
    try require(until > now, .holdExpired)
    (fact.wallet, fact.amount, fact.partner) = (wallet, amount, spend.acceptor)
    fact.parts = take(
      amount, payers(wallet, at: spend.acceptor, purchased: spend.isPurchasedAllowed), of: wallet)
    for part in fact.parts { change(.held, of: part.lot, in: wallet, by: part.amount) }
    fact.holdUntil = until
    fact.isHoldOpen = true
  }

  private func openHold(_ original: Int?) throws(Refusal) -> Int {
    guard let original, facts[original].kind == .hold, facts[original].refusal == nil else {
      throw .transactionNotFound
    }
    try require(facts[original].isHoldOpen, .holdEnded)
    return original
  }

  mutating func capture(_ amount: Points?, of original: Int?) throws(Refusal) {
    fact.amount = amount ?? 0
    let number = try openHold(original)
    let hold = facts[number]
    guard let wallet = hold.wallet else { throw .transactionNotFound }
    let held = hold.parts.reduce(0) { $0 + $1.amount }
    let captured = amount ?? held
    try require(isInRange(captured), .amountOutOfRange)
    try require(now < hold.holdUntil, .holdExpired)
    try require(captured <= held, .captureExceedsHold)
    (fact.wallet, fact.amount, fact.partner, fact.original) = (wallet, captured, hold.partner, number)
    fact.foundHeld = hold.parts
    var left = captured
    var rest: [Part] = []
    for part in hold.parts {
      var (used, unused) = (part, part)
      used.amount = min(left, part.amount)
      unused.amount -= used.amount
      left -= used.amount
      change(.held, of: part.lot, in: wallet, by: -used.amount)
      if used.amount > 0 { fact.parts.append(used) }
      if unused.amount > 0 { rest.append(unused) }
    }
    post(captured, .acceptor, hold.partner.rawValue, members[wallet].key.asset)
    members[wallet].spent += captured
    free(rest)
    facts[number].isHoldOpen = false
  }

  mutating func release(_ original: Int?) throws(Refusal) {
    let number = try openHold(original)
    (fact.wallet, fact.amount, fact.original) = (facts[number].wallet, facts[number].amount, number)
    fact.amount = facts[number].parts.reduce(0) { $0 + $1.amount }
    fact.foundHeld = facts[number].parts
    free(facts[number].parts)
    facts[number].isHoldOpen = false
  }

  /// Held points become available again in their lots; those of run-out lots repay nothing.
  private mutating func free(_ parts: [Part]) {
    for part in parts {
      let lot = members[part.wallet].lots[part.lot]
      change(.held, of: part.lot, in: part.wallet, by: -part.amount)
      let left = lot.isLive(at: now) ? repay(part.amount, of: part.wallet) : part.amount
      change(.available, of: part.lot, in: part.wallet, by: left)
    }
  }
}
