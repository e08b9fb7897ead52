import Ledger

// Refunds, voids and reversals.
extension ReferenceLedger {
  private func accepted(_ original: Int?) throws(Refusal) -> Int {
    guard let original, facts[original].refusal == nil else { throw .transactionNotFound }
    return original
  }

  private func canBeGivenBack(_ kind: Transaction.Kind) -> Bool {
    [.earn, .award, .topUp, .spend, .capture].contains(kind)
  }

  mutating func refund(_ refund: Refund, of original: Int?) throws(Refusal) {
    fact.amount = refund.amount ?? 0
    let number = try accepted(original)
    let first = facts[number]
    try require(canBeGivenBack(first.kind) && first.cards == 0, .notRefundable)
    let left = first.amount - first.returned
    let amount = refund.amount ?? left
    fact.original = number
    try require(left > 0 || first.amount == 0, .alreadyRefunded)
    if amount == 0, first.amount == 0 || refund.mayBeNothing {
      fact.wallet = first.wallet.map(heir)
      return
    }
    try require(isInRange(amount), .amountOutOfRange)
    try require(amount <= left, .refundExceedsOriginal)
    try giveBack(
      amount, of: number, refund.expiredLots, isDebtAllowed: refund.isDebtAllowed,
      isOwnLotOnly: refund.isOwnLotOnly)
  }

  mutating func void(_ original: Int?) throws(Refusal) {
    let number = try accepted(original)
    let first = facts[number]
    fact.amount = first.amount
    try require(first.day == fact.day, .notVoidable)
    if first.kind == .hold {
      try release(number)
      facts[number].returned += fact.amount
      return
    }
    try require(canBeGivenBack(first.kind) && first.cards == 0, .notVoidable)
    try require(first.amount == 0 || first.returned < first.amount, .alreadyRefunded)
    try require(first.returned == 0, .notVoidable)
    try undo(first.amount, of: number)
  }

  mutating func reverse(_ original: Int?) throws(Refusal) {
    guard let original else { return }
    let first = facts[original]
    fact.original = original
    if first.refusal != nil { return }
    if first.kind == .hold {
      if first.isHoldOpen {
        try release(original)
        facts[original].returned += fact.amount
      }
      return
    }
    let left = first.amount - first.returned
    if left == 0 { return }
    if first.kind != .reversal, let hold = first.original, facts[hold].kind == .hold, left == first.amount {
      return try reopen(hold, endedBy: original)
    }
    if canBeGivenBack(first.kind) { return try undo(left, of: original) }
    guard first.kind == .refund || first.kind == .void, let root = first.original else {
      throw .notRefundable
    }
    undoReturn(original)
    facts[original].returned += first.amount
    facts[root].returned -= first.amount
  }

  /// The hold is as it was before its end: what was taken is back, what was freed is set aside as far as it
  /// is there, from the same lots before others. When its time is over, nobody waits for it.
  private mutating func reopen(_ hold: Int, endedBy number: Int) throws(Refusal) {
    let end = facts[number]
    let taken = end.kind == .capture ? end.amount : 0
    if now >= facts[hold].holdUntil { return taken > 0 ? try undo(taken, of: number) : () }
    guard let from = end.wallet else { throw .notRefundable }
    let wallet = heir(of: from)
    post(-taken, .acceptor, facts[hold].partner.rawValue, members[wallet].key.asset)
    members[wallet].spent += -taken
    var (untaken, wanted) = (taken, Points(0))
    var parts: [Part] = []
    for found in end.foundHeld {
      let free = found.amount - min(untaken, found.amount)
      untaken -= found.amount - free
      let lot = lot(like: members[found.wallet].lots[found.lot], in: wallet).index
      let again = min(free, members[wallet].lots[lot].available)
      wanted += free - again
      change(.available, of: lot, in: wallet, by: -again)
      parts.append(Part(wallet: wallet, lot: lot, amount: found.amount - free + again))
    }
    parts += take(wanted, payers(wallet, at: facts[hold].partner), of: wallet)
    parts = parts.filter { $0.amount > 0 }
    try require(!parts.isEmpty, .insufficientPoints)
    for part in parts { change(.held, of: part.lot, in: wallet, by: part.amount) }
    (fact.wallet, fact.amount) = (wallet, end.amount)
    (facts[hold].wallet, facts[hold].parts, facts[hold].isHoldOpen) = (wallet, parts, true)
    facts[number].returned += end.amount
    facts[hold].returned -= min(end.amount, facts[hold].returned)
  }

  private mutating func undo(_ amount: Points, of number: Int) throws(Refusal) {
    if amount == 0 {
      (fact.wallet, fact.amount, fact.original) = (facts[number].wallet.map(heir), 0, number)
    } else {
      try giveBack(amount, of: number, .forfeit, isDebtAllowed: true)
    }
  }

  private mutating func giveBack(
    _ amount: Points, of number: Int, _ policy: Refund.ExpiredLots, isDebtAllowed: Bool,
    isOwnLotOnly: Bool = false
  ) throws(Refusal) {
    let first = facts[number]
    guard let from = first.wallet else { throw .notRefundable }
    let wallet = heir(of: from)
    (fact.wallet, fact.amount, fact.original, fact.partner) = (wallet, amount, number, first.partner)
    if first.kind == .spend || first.kind == .capture {
      giveBackSpend(amount, of: number, policy, to: wallet)
    } else {
      try clawBack(
        amount, of: number, from: wallet, isDebtAllowed: isDebtAllowed, isOwnLotOnly: isOwnLotOnly)
    }
    facts[number].returned += amount
  }

  /// The points of the spend one after the other, last used first; the first of them may be back already.
  private mutating func giveBackSpend(
    _ amount: Points, of number: Int, _ policy: Refund.ExpiredLots, to wallet: Int
  ) {
    let first = facts[number]
    let asset = members[wallet].key.asset
    post(-amount, .acceptor, first.partner.rawValue, asset)
    members[wallet].spent += -amount
    var position: Points = 0
    for part in first.parts.reversed() {
      let from = max(position, first.returned)
      let to = min(position + part.amount, first.returned + amount)
      position += part.amount
      guard to > from else { continue }
      let back = Part(wallet: part.wallet, lot: part.lot, amount: to - from)
      let lot = members[part.wallet].lots[part.lot]
      if lot.isLive(at: now) {
        giveBack(back, to: wallet)
        fact.gained += back.amount
        continue
      }
      switch policy {
      case .forfeit:
        post(back.amount, .breakage, 0, asset)
        fact.broken += back.amount
      case .extend(let until):
        let grace = Lot(
          number: 0, source: lot.source, effectiveAt: .distantPast, expiresAt: until, earnedAt: now)
        _ = give(back.amount, like: grace, to: wallet)
        fact.gained += back.amount
      }
    }
  }

  /// First the credit's own lot (what waits before what is available), then others in order of use, then
  /// debt; or its own lot and nothing else.
  private mutating func clawBack(
    _ amount: Points, of number: Int, from wallet: Int, isDebtAllowed: Bool, isOwnLotOnly: Bool
  ) throws(Refusal) {
    let first = facts[number]
    fact.isClawback = true
    var left = amount
    if let credit = first.parts.first, let own = ownLot(of: credit, in: wallet) {
      let quota = min(max(credit.amount - first.returned, 0), amount)
      let waiting = min(quota, members[wallet].lots[own].pending)
      change(.pending, of: own, in: wallet, by: -waiting)
      let usable = take(quota - waiting, [own], of: wallet)
      let both = [Part(wallet: wallet, lot: own, amount: waiting, isPending: true)] + usable
      fact.parts = both.filter { $0.amount > 0 }
      left = fact.parts.reduce(amount) { $0 - $1.amount }
    }
    try require(left == 0 || !isOwnLotOnly, .insufficientPoints)
    let others = takeOrOwe(left, of: wallet)
    fact.parts += others
    try require(fact.owed == 0 || isDebtAllowed, .insufficientPoints)
    giveFrom(first, amount, members[wallet].key.asset)
    members[wallet].earned += -amount
  }

  private func ownLot(of credit: Part, in wallet: Int) -> Int? {
    let lot = members[credit.wallet].lots[credit.lot]
    guard lot.isLive(at: now) else { return nil }
    return wallet == credit.wallet ? credit.lot : equalLot(to: lot, in: wallet)
  }

  /// A returned spend is spent again; a clawed back credit is credited again.
  private mutating func undoReturn(_ number: Int) {
    let first = facts[number]
    guard let from = first.wallet else { return }
    let wallet = heir(of: from)
    let asset = members[wallet].key.asset
    (fact.wallet, fact.amount) = (wallet, first.amount)
    if first.isClawback {
      post(-first.amount, .issuer, first.partner.rawValue, asset)
      members[wallet].earned += first.amount
      creditAgain(first, to: wallet)
    } else {
      _ = takeOrOwe(first.gained, of: wallet, at: first.partner)
      post(-first.broken, .breakage, 0, asset)
      post(first.amount, .acceptor, first.partner.rawValue, asset)
      members[wallet].spent += first.amount
    }
  }

  private mutating func creditAgain(_ first: Fact, to wallet: Int) {
    let asset = members[wallet].key.asset
    for part in first.parts {
      let lot = members[part.wallet].lots[part.lot]
      if !lot.isLive(at: now) {
        post(part.amount, .breakage, 0, asset)
      } else if part.isPending {
        _ = put(part.amount, .pending, like: lot, in: wallet)
      } else {
        giveBack(part, to: wallet)
      }
    }
    let longest = members[wallet].lots.filter { $0.isLive(at: now) }.map(\.expiresAt).max()
    let lot = Lot(
      number: 0, source: LotSource(issuer: first.partner), effectiveAt: .distantPast,
      expiresAt: longest ?? .distantFuture, earnedAt: now)
    _ = give(first.owed, like: lot, to: wallet)
  }
}
