import Ledger

/// One step of the books beside the same step of the reference.
struct Comparison {
  var fact: ReferenceLedger.Fact
  var reference: ReferenceLedger
  var postedBefore: Int
  var transaction: Transaction
  var after: Snapshot
  var at: Instant

  func check() throws(Flaw) {
    guard transaction.refusal == fact.refusal, transaction.kind == fact.kind else {
      let said = "\(transaction.kind) \(spelled(transaction.refusal))"
      throw Flaw(.decisionAsReference, "books: \(said), reference: \(fact.kind) \(spelled(fact.refusal))")
    }
    if fact.refusal == nil { try equal(transaction.amount, fact.amount, .amountAsReference) }
    try checkPostings()
    try equal(after.wallets.count, reference.members.count, .balanceAsReference)
    for index in reference.members.indices { try checkWallet(index) }
    try checkRefusedBalance()
    try checkUnusable()
    try checkHolds()
    try checkReturned()
  }

  private func spelled(_ refusal: Refusal?) -> String { refusal.map { "refused: \($0)" } ?? "accepted" }

  private func equal<Value: Equatable>(
    _ books: Value, _ reference: Value, _ property: Property
  ) throws(Flaw) {
    if books != reference { throw Flaw(property, "books: \(books), reference: \(reference)") }
  }

  private func checkPostings() throws(Flaw) {
    var expected: [AccountKey: Points] = [:]
    for posting in reference.postings[postedBefore...] {
      expected[posting.account, default: 0] += posting.amount
    }
    var found: [AccountKey: Points] = [:]
    for entry in transaction.entries { found[entry.account, default: 0] += entry.amount }
    try equal(found.filter { $0.value != 0 }, expected.filter { $0.value != 0 }, .accountsAsReference)
  }

  private func checkWallet(_ index: Int) throws(Flaw) {
    let wallet = after.wallets[index]
    let member = reference.members[index]
    try equal(WalletKey(member: wallet.member, asset: wallet.asset), member.key, .balanceAsReference)
    let balance = Balance(
      available: member.lots.reduce(0) { $0 + $1.available },
      pending: member.lots.reduce(0) { $0 + $1.pending },
      held: member.lots.reduce(0) { $0 + $1.held }, debt: member.debt)
    try equal(wallet.balance, balance, .balanceAsReference)
    try equal(wallet.lifetimeEarned, member.earned, .lifetimeAsReference)
    try equal(wallet.lifetimeSpent, member.spent, .lifetimeAsReference)
    let survivor = member.mergedInto.map { WalletID(Int64($0 + 1)) } ?? .none
    try equal(wallet.mergedInto, survivor, .balanceAsReference)
    try checkLots(index)
  }

  /// A lot as both sides can tell it: numbers are each side's own.
  private struct View: Hashable {
    var source: LotSource
    var effectiveAt: Instant
    var expiresAt: Instant
    var earnedAt = Instant.distantPast
    var original: Points = 0
    var available: Points = 0
    var held: Points = 0
    var pending: Points = 0
  }

  /// Live lots one by one in order of use. Run-out lots only by what is in them: the books forget empty ones.
  private func checkLots(_ index: Int) throws(Flaw) {
    let found = after.lots[index].map { lot in
      View(
        source: after.sources[Int(lot.source) - 1], effectiveAt: lot.effectiveAt, expiresAt: lot.expiresAt,
        earnedAt: lot.earnedAt, original: lot.original, available: lot.available, held: lot.held,
        pending: lot.pending)
    }
    let expected = reference.inOrderOfUse(index).map { number in
      let lot = reference.members[index].lots[number]
      return View(
        source: lot.source, effectiveAt: lot.effectiveAt, expiresAt: lot.expiresAt, earnedAt: lot.earnedAt,
        original: lot.original, available: lot.available, held: lot.held, pending: lot.pending)
    }
    let (live, expectedLive) = (found.filter { at < $0.expiresAt }, expected.filter { at < $0.expiresAt })
    try equal(live, expectedLive, .lotsAsReference)
    if live.count < found.count || expectedLive.count < expected.count {
      try equal(remains(found), remains(expected), .lotsAsReference)
    }
  }

  private func remains(_ views: [View]) -> [View: [Points]] {
    var sums: [View: [Points]] = [:]
    for view in views where view.expiresAt <= at && view.available + view.held + view.pending > 0 {
      // When they had become effective is forgotten with the lot that a reversal opens again.
      let key = View(source: view.source, effectiveAt: .distantPast, expiresAt: view.expiresAt)
      let sum = sums[key] ?? [0, 0, 0]
      sums[key] = [sum[0] + view.available, sum[1] + view.held, sum[2] + view.pending]
    }
    return sums
  }

  /// A decline comes with what could have been spent there and then.
  private func checkRefusedBalance() throws(Flaw) {
    guard fact.refusal != nil else { return }
    let wallet = fact.subject.flatMap { key in reference.members.firstIndex { $0.key == key } }
    guard let wallet else { return try equal(transaction.touches.count, 0, .balanceAsReference) }
    let there = reference.members[wallet].lots.reduce(Points(0)) { sum, lot in
      let isHere = lot.source.onlyAt == .none || lot.source.onlyAt == transaction.context.merchant
      return isHere && at < lot.expiresAt ? sum + lot.available : sum
    }
    try equal(transaction.touches.map(\.after.available), [there], .balanceAsReference)
  }

  /// What a terminal's slip leaves out of what is available.
  private func checkUnusable() throws(Flaw) {
    guard fact.refusal == nil, transaction.context.terminal.isGiven, let wallet = fact.wallet else { return }
    let lots = reference.members[wallet].lots.filter { lot in
      let isElsewhere = lot.source.onlyAt != .none && lot.source.onlyAt != transaction.context.merchant
      return isElsewhere || !lot.isLive(at: at)
    }
    try equal(transaction.unusable, lots.reduce(0) { $0 + $1.available }, .unusableAsReference)
  }

  private func checkHolds() throws(Flaw) {
    var expected: [Int64: [Points]] = [:]
    for (index, fact) in reference.facts.enumerated() where fact.isHoldOpen {
      expected[Int64(index + 1)] = fact.parts.map(\.amount)
    }
    var found: [Int64: [Points]] = [:]
    for (id, hold) in after.holds { found[id.rawValue] = hold.parts.map(\.amount) }
    try equal(found, expected, .holdsAsReference)
  }

  private func checkReturned() throws(Flaw) {
    guard let original = fact.original, fact.refusal == nil else { return }
    let found = after.returned[TransactionID(Int64(original + 1))] ?? Returned()
    try equal(found.amount, reference.facts[original].returned, .returnedAsReference)
    try equal(found.confirmed, reference.facts[original].confirmed, .returnedAsReference)
    try equal(transaction.original.rawValue, Int64(original + 1), .returnedAsReference)
  }
}
