import Ledger

// Transfers, exchanges, waiting credits, the daily run, corrections and merges.
extension ReferenceLedger {
  mutating func transfer(_ transfer: Transfer) throws(Refusal) {
    fact.amount = transfer.amount
    try require(isInRange(transfer.amount), .amountOutOfRange)
    try require(transfer.fee == 0 || isInRange(transfer.fee), .amountOutOfRange)
    let received = transfer.feeMode == .outOfAmount ? transfer.amount - transfer.fee : transfer.amount
    try require(isInRange(received), .amountOutOfRange)
    try require(transfer.sender != transfer.receiver, .sameWallet)
    try require(transfer.sender.asset == transfer.receiver.asset, .assetMismatch)
    guard let sender = index(of: transfer.sender) else { throw .insufficientPoints }
    try requireUnmerged(transfer.sender)
    try requireUnmerged(transfer.receiver)
    try check(transfer.limit, received, usedToday(transfer.sender, [.transfer]))
    try require(transfer.amount >= transfer.minimum, .transferBelowMinimum)
    let lots = payers(sender, purchased: transfer.isPurchasedAllowed)
    try require(sum(lots, of: sender) >= received + transfer.fee, .insufficientPoints)
    let receiver = opened(transfer.receiver)
    (fact.wallet, fact.amount) = (sender, received)
    for part in take(received, lots, of: sender) {
      var lot = members[sender].lots[part.lot]
      lot.effectiveAt = .distantPast
      _ = give(part.amount, like: lot, to: receiver)
    }
    _ = take(transfer.fee, lots, of: sender)
    post(transfer.fee, .fees, 0, transfer.sender.asset)
  }

  mutating func exchange(_ exchange: Exchange) throws(Refusal) {
    fact.amount = exchange.gives
    try require(isInRange(exchange.gives) && isInRange(exchange.receives), .amountOutOfRange)
    try require(exchange.spread == 0 || isInRange(exchange.spread), .amountOutOfRange)
    try require(exchange.from.asset != exchange.into, .assetMismatch)
    guard let giver = index(of: exchange.from) else { throw .insufficientPoints }
    let target = WalletKey(member: exchange.from.member, asset: exchange.into)
    try requireUnmerged(exchange.from)
    try requireUnmerged(target)
    let lots = payers(giver, purchased: exchange.isPurchasedAllowed)
    try require(sum(lots, of: giver) >= exchange.gives, .insufficientPoints)
    fact.wallet = giver
    _ = take(exchange.gives, lots, of: giver)
    post(exchange.gives, .exchange, 0, exchange.from.asset)
    post(-exchange.receives, .exchange, 0, exchange.into)
    post(-exchange.spread, .exchange, 0, exchange.into)
    post(exchange.spread, .fees, 0, exchange.into)
    let source = LotSource(issuer: .none, origin: .converted)
    let lot = Lot(
      number: 0, source: source, effectiveAt: .distantPast, expiresAt: exchange.expiresAt, earnedAt: now)
    _ = give(exchange.receives, like: lot, to: opened(target))
  }

  mutating func mature(_ key: WalletKey) throws(Refusal) {
    guard let wallet = index(of: key) else { throw .nothingDue }
    for index in inOrderOfUse(wallet) {
      let lot = members[wallet].lots[index]
      guard lot.pending > 0, lot.effectiveAt <= now, lot.isLive(at: now) else { continue }
      change(.pending, of: index, in: wallet, by: -lot.pending)
      giveBack(Part(wallet: wallet, lot: index, amount: lot.pending), to: wallet)
      fact.amount += lot.pending
    }
    try require(fact.amount > 0, .nothingDue)
    fact.wallet = wallet
  }

  mutating func confirm(_ amount: Points?, of original: Int?) throws(Refusal) {
    let waiting = try waiting(amount, of: original)
    change(.pending, of: waiting.lot, in: waiting.wallet, by: -waiting.amount)
    giveBack(waiting, to: waiting.wallet)
    if let original { facts[original].confirmed += waiting.amount }
  }

  mutating func cancel(_ amount: Points?, of original: Int?) throws(Refusal) {
    let waiting = try waiting(amount, of: original)
    change(.pending, of: waiting.lot, in: waiting.wallet, by: -waiting.amount)
    let member = members[waiting.wallet]
    let issuer = member.lots[waiting.lot].source.issuer
    post(waiting.amount, .issuer, issuer.rawValue, member.key.asset)
    members[waiting.wallet].earned += -waiting.amount
    if let original { facts[original].returned += waiting.amount }
  }

  /// The part of a credit that still waits, in its lot or in the survivor's lot like it.
  private mutating func waiting(_ amount: Points?, of original: Int?) throws(Refusal) -> Part {
    fact.amount = amount ?? 0
    guard let original, facts[original].refusal == nil else { throw .transactionNotFound }
    let first = facts[original]
    fact.original = original
    guard let credit = first.parts.first, credit.isPending, first.isClawback == false else {
      throw .notPending
    }
    let wallet = heir(of: credit.wallet)
    let properties = members[credit.wallet].lots[credit.lot]
    guard properties.isLive(at: now), let lot = equalLot(to: properties, in: wallet) else {
      throw .notPending
    }
    let open = credit.amount - first.returned - first.confirmed
    let left = min(open, members[wallet].lots[lot].pending)
    try require(left > 0, .notPending)
    try require(isInRange(amount ?? left), .amountOutOfRange)
    try require(amount ?? left <= left, .refundExceedsOriginal)
    (fact.wallet, fact.amount) = (wallet, amount ?? left)
    return Part(wallet: wallet, lot: lot, amount: amount ?? left)
  }

  mutating func expire(_ key: WalletKey) throws(Refusal) {
    guard let wallet = index(of: key) else { throw .nothingDue }
    for index in inOrderOfUse(wallet) where !members[wallet].lots[index].isLive(at: now) {
      let lot = members[wallet].lots[index]
      if lot.available > 0 {
        fact.parts.append(Part(wallet: wallet, lot: index, amount: lot.available))
      }
      change(.available, of: index, in: wallet, by: -lot.available)
      change(.pending, of: index, in: wallet, by: -lot.pending)
      fact.amount += lot.available + lot.pending
    }
    try require(fact.amount > 0, .nothingDue)
    fact.wallet = wallet
    post(fact.amount, .breakage, 0, key.asset)
  }

  mutating func adjust(_ adjust: Adjust) throws(Refusal) {
    fact.amount = adjust.amount
    try require(isInRange(Points(Int64(clamping: adjust.amount.units.magnitude))), .amountOutOfRange)
    try requireUnmerged(adjust.wallet)
    let wallet = opened(adjust.wallet)
    fact.wallet = wallet
    post(-adjust.amount, .adjustment, 0, adjust.wallet.asset)
    if adjust.amount > 0 {
      let lot = Lot(
        number: 0, source: adjust.source, effectiveAt: .distantPast, expiresAt: adjust.expiresAt,
        earnedAt: now)
      _ = give(adjust.amount, like: lot, to: wallet)
    } else {
      _ = takeOrOwe(-adjust.amount, of: wallet)
      try require(fact.owed == 0 || adjust.isDebtAllowed, .insufficientPoints)
    }
  }

  /// Each part that ran out once more, less what came back before and less the fee at the end.
  mutating func reinstate(_ reinstate: Reinstate, of original: Int?) throws(Refusal) {
    fact.amount = reinstate.amount
    guard let original, facts[original].refusal == nil else { throw .transactionNotFound }
    fact.original = original
    let first = facts[original]
    guard first.kind == .expire, let from = first.wallet else { throw .notRefundable }
    let wallet = heir(of: from)
    let gone = first.parts.reduce(Points(0)) { $0 + $1.amount }
    try require(first.returned < gone, .alreadyRefunded)
    try require(isInRange(reinstate.amount), .amountOutOfRange)
    try require(reinstate.fee >= 0 && reinstate.fee < reinstate.amount, .amountOutOfRange)
    try require(first.returned + reinstate.amount <= gone, .refundExceedsOriginal)
    fact.wallet = wallet
    let asset = members[wallet].key.asset
    post(-reinstate.amount, .breakage, 0, asset)
    // Of the points in a row, those from the first not yet back on, without the last that are kept.
    let (begin, end) = (first.returned, first.returned + reinstate.amount - reinstate.fee)
    var place: Points = 0
    for part in first.parts {
      let within = min(end, place + part.amount) - max(begin, place)
      place += part.amount
      let lot = Lot(
        number: 0, source: members[part.wallet].lots[part.lot].source, effectiveAt: .distantPast,
        expiresAt: reinstate.expiresAt, earnedAt: now)
      if within > 0 { _ = give(within, like: lot, to: wallet) }
    }
    post(reinstate.fee, .fees, 0, asset)
    facts[original].returned += reinstate.amount
  }

  /// One waiting point after another, those that mature first before the rest; the last ones are the fee.
  mutating func advance(_ advance: Advance) throws(Refusal) {
    fact.amount = advance.amount
    try require(isInRange(advance.amount), .amountOutOfRange)
    try require(advance.fee >= 0 && advance.fee < advance.amount, .amountOutOfRange)
    guard let wallet = index(of: advance.wallet) else { throw .notPending }
    try requireUnmerged(advance.wallet)
    // Stable: what matures together stays in the order of use.
    let lots = inOrderOfUse(wallet).enumerated().sorted { left, right in
      let (a, b) = (members[wallet].lots[left.element], members[wallet].lots[right.element])
      return (a.effectiveAt, left.offset) < (b.effectiveAt, right.offset)
    }
    fact.wallet = wallet
    var taken: Points = 0
    for (_, index) in lots where taken < advance.amount {
      let lot = members[wallet].lots[index]
      let waits = now < lot.effectiveAt && lot.effectiveAt != .distantFuture && lot.isLive(at: now)
      guard waits, lot.effectiveAt <= advance.maturingBy else { continue }
      let stays = lot.original.units - lot.original.units * Int64(advance.share) / 10_000
      let part = min(advance.amount - taken, Points(max(0, lot.pending.units - stays)))
      if part == 0 { continue }
      change(.pending, of: index, in: wallet, by: -part)
      let kept = max(0, min(part, taken + part - (advance.amount - advance.fee)))
      taken += part
      giveBack(Part(wallet: wallet, lot: index, amount: part - kept), to: wallet)
    }
    try require(taken == advance.amount, .notPending)
    post(advance.fee, .fees, 0, advance.wallet.asset)
  }

  /// Onto the cards, or off them; never more off than there are.
  mutating func move(_ cards: CardPoints) throws(Refusal) {
    fact.amount = cards.amount
    try require(isInRange(cards.amount), .amountOutOfRange)
    let there = balance(.vouchersOutstanding, cards.batch.rawValue, cards.asset)
    if cards.move == .activate {
      let outstanding = -balance(.issuer, cards.issuer.rawValue, cards.asset)
      if let limit = cards.issuingLimit {
        try require(outstanding + cards.amount <= limit, .issuingLimitExceeded)
      }
      post(cards.amount, .vouchersOutstanding, cards.batch.rawValue, cards.asset)
      post(-cards.amount, .issuer, cards.issuer.rawValue, cards.asset)
      return
    }
    try require(there >= cards.amount, .insufficientPoints)
    fact.amount = -cards.amount
    post(-cards.amount, .vouchersOutstanding, cards.batch.rawValue, cards.asset)
    if cards.move == .lapse {
      post(cards.amount, .breakage, 0, cards.asset)
    } else {
      post(cards.amount, .issuer, cards.issuer.rawValue, cards.asset)
    }
  }

  mutating func merge(_ from: WalletKey, _ into: WalletKey) throws(Refusal) {
    try require(from != into, .sameWallet)
    try require(from.asset == into.asset, .assetMismatch)
    guard let giver = index(of: from) else { throw .transactionNotFound }
    try requireUnmerged(from)
    try requireUnmerged(into)
    try require(members[giver].lots.allSatisfy { $0.held == 0 }, .holdsOpen)
    let survivor = opened(into)
    fact.wallet = giver
    for index in inOrderOfUse(giver) {
      let lot = members[giver].lots[index]
      fact.amount += lot.available + lot.pending
      change(.pending, of: index, in: giver, by: -lot.pending)
      let waiting = put(lot.pending, .pending, like: lot, in: survivor)
      change(.available, of: index, in: giver, by: -lot.available)
      let left = lot.isLive(at: now) ? repay(lot.available, of: survivor) : lot.available
      let usable = put(left, .available, like: lot, in: survivor)
      fact.came += [waiting, usable].compactMap(\.self)
    }
    let debt = -members[giver].debt
    changeDebt(of: giver, by: debt)
    _ = takeOrOwe(debt, of: survivor)
    members[survivor].earned += members[giver].earned
    members[survivor].spent += members[giver].spent
    members[giver].mergedInto = survivor
    members[giver].merge = facts.count - 1
  }

  /// Each lot once more, as far as what came is there; what waited goes before what does not.
  mutating func separate(_ separate: Separate, of original: Int?) throws(Refusal) {
    guard let original, facts[original].refusal == nil else { throw .transactionNotFound }
    fact.original = original
    let merge = facts[original]
    guard merge.kind == .merge, let giver = merge.wallet else { throw .notRefundable }
    try require(members[giver].merge == original, .alreadyRefunded)
    let holder = heir(of: giver)
    try requireUnmerged(separate.into)
    try require(separate.into != members[holder].key, .sameWallet)
    try require(separate.into.asset == members[giver].key.asset, .assetMismatch)
    fact.wallet = giver
    var passed = giver
    while let next = members[passed].mergedInto {
      members[passed].merge = nil
      passed = next
    }
    let target = opened(separate.into)
    for lot in Set(merge.came.map(\.lot)).sorted() {
      let parts = merge.came.filter { $0.lot == lot }
      let like = members[parts[0].wallet].lots[lot]
      guard like.isLive(at: now), let index = equalLot(to: like, in: holder) else { continue }
      let there = members[holder].lots[index]
      let waiting = min(there.pending, parts.reduce(0) { $1.isPending ? $0 + $1.amount : $0 })
      let usable = min(there.available, parts.reduce(0) { $0 + $1.amount } - waiting)
      change(.pending, of: index, in: holder, by: -waiting)
      _ = put(waiting, .pending, like: there, in: target)
      change(.available, of: index, in: holder, by: -usable)
      _ = give(usable, like: there, to: target)
      members[holder].lots[index].original -= waiting + usable
      fact.amount += waiting + usable
    }
    members[target].earned += members[giver].earned
    members[target].spent += members[giver].spent
    members[holder].earned -= members[giver].earned
    members[holder].spent -= members[giver].spent
    members[giver].mergedInto = target
  }
}
