import Ledger

// What the rules share: the order of use, paying, crediting.
extension ReferenceLedger {
  var fact: Fact {
    get { facts[facts.count - 1] }
    set { facts[facts.count - 1] = newValue }
  }

  var now: Instant { fact.at }

  func index(of key: WalletKey) -> Int? { members.firstIndex { $0.key == key } }

  mutating func opened(_ key: WalletKey) -> Int {
    if let known = index(of: key) { return known }
    members.append(Member(key: key))
    return members.count - 1
  }

  func heir(of wallet: Int) -> Int {
    guard let next = members[wallet].mergedInto else { return wallet }
    return heir(of: next)
  }

  mutating func post(_ amount: Points, _ kind: AccountKind, _ owner: Int64 = 0, _ asset: AssetID) {
    if amount == 0 { return }
    let key = AccountKey(kind: kind, owner: owner, asset: asset)
    postings.append(Posting(account: key, amount: amount))
  }

  mutating func change(_ bucket: AccountKind, of lot: Int, in wallet: Int, by amount: Points) {
    post(amount, bucket, Int64(wallet + 1), members[wallet].key.asset)
    switch bucket {
    case .available: members[wallet].lots[lot].available += amount
    case .pending: members[wallet].lots[lot].pending += amount
    default: members[wallet].lots[lot].held += amount
    }
  }

  mutating func changeDebt(of wallet: Int, by amount: Points) {
    post(amount, .debt, Int64(wallet + 1), members[wallet].key.asset)
    members[wallet].debt += amount
  }

  /// Order of use: by expires-at, then earned-at, then id.
  func inOrderOfUse(_ wallet: Int) -> [Int] {
    let lots = members[wallet].lots
    return lots.indices.sorted { left, right in
      let (a, b) = (lots[left], lots[right])
      if a.expiresAt != b.expiresAt { return a.expiresAt < b.expiresAt }
      if a.earnedAt != b.earnedAt { return a.earnedAt < b.earnedAt }
      return a.number < b.number
    }
  }

  /// The lots that can pay: live, unrestricted or restricted to the merchant, and not purchased where that is
  /// barred.
  func payers(_ wallet: Int, at merchant: MerchantID = .none, purchased: Bool = true) -> [Int] {
    inOrderOfUse(wallet).filter { index in
      let lot = members[wallet].lots[index]
      let isHere = lot.source.onlyAt == .none || lot.source.onlyAt == merchant
      return lot.available > 0 && lot.isLive(at: now) && isHere
        && (purchased || lot.source.origin != .purchased)
    }
  }

  func sum(_ lots: [Int], of wallet: Int) -> Points {
    lots.reduce(0) { $0 + members[wallet].lots[$1].available }
  }

  /// Takes from these lots in turn; tells the parts.
  mutating func take(_ amount: Points, _ lots: [Int], of wallet: Int) -> [Part] {
    var left = amount
    var parts: [Part] = []
    for lot in lots where left > 0 && members[wallet].lots[lot].available > 0 {
      let part = min(left, members[wallet].lots[lot].available)
      change(.available, of: lot, in: wallet, by: -part)
      parts.append(Part(wallet: wallet, lot: lot, amount: part))
      left -= part
    }
    return parts
  }

  /// Takes from unrestricted lots, and the rest as debt; tells the parts.
  mutating func takeOrOwe(_ amount: Points, of wallet: Int, at merchant: MerchantID = .none) -> [Part] {
    let parts = take(amount, payers(wallet, at: merchant), of: wallet)
    let owed = parts.reduce(amount) { $0 - $1.amount }
    changeDebt(of: wallet, by: -owed)
    fact.owed += owed
    return parts
  }

  /// Every credit that becomes available repays debt first; tells what is left.
  mutating func repay(_ amount: Points, of wallet: Int) -> Points {
    let repaid = min(amount, -members[wallet].debt)
    changeDebt(of: wallet, by: repaid)
    return amount - repaid
  }

  /// The lot of equal properties, or a new one like it.
  mutating func lot(like lot: Lot, in wallet: Int) -> (index: Int, isNew: Bool) {
    if let equal = equalLot(to: lot, in: wallet) { return (equal, false) }
    var new = lot
    new.number = (members.flatMap(\.lots).map(\.number).max() ?? 0) + 1
    (new.original, new.available, new.held, new.pending) = (0, 0, 0, 0)
    members[wallet].lots.append(new)
    return (members[wallet].lots.count - 1, true)
  }

  func equalLot(to lot: Lot, in wallet: Int) -> Int? {
    members[wallet].lots.firstIndex { other in
      other.source == lot.source && other.effectiveAt == lot.effectiveAt && other.expiresAt == lot.expiresAt
    }
  }

  /// Puts points into a lot like this one; new credit, and all that a new lot gets at once, is its original
  /// amount.
  mutating func put(_ amount: Points, _ bucket: AccountKind, like lot: Lot, in wallet: Int) -> Part? {
    guard amount > 0 else { return nil }
    let (index, isNew) = self.lot(like: lot, in: wallet)
    let isCredit = [
      .earn, .award, .topUp, .transfer, .exchange, .adjust, .merge, .reinstate, .separate,
    ].contains(fact.kind)
    if isNew { fact.newLots.append(members[wallet].lots[index].number) }
    let isNewHere = fact.newLots.contains(members[wallet].lots[index].number)
    if isCredit || isNewHere { members[wallet].lots[index].original += amount }
    change(bucket, of: index, in: wallet, by: amount)
    return Part(wallet: wallet, lot: index, amount: amount, isPending: bucket == .pending)
  }

  /// A credit that becomes available at once.
  mutating func give(_ amount: Points, like lot: Lot, to wallet: Int) -> Part? {
    put(repay(amount, of: wallet), .available, like: lot, in: wallet)
  }

  /// Points come back to where they were: live lots get them (the survivor's after a merge), debt first.
  mutating func giveBack(_ part: Part, to wallet: Int) {
    _ = give(part.amount, like: members[part.wallet].lots[part.lot], to: wallet)
  }

  func require(_ holds: Bool, _ refusal: Refusal) throws(Refusal) {
    if !holds { throw refusal }
  }

  func isInRange(_ amount: Points) -> Bool { amount.units >= 1 && amount.units <= 1_000_000_000_000 }

  func requireUnmerged(_ key: WalletKey) throws(Refusal) {
    if let wallet = index(of: key), members[wallet].mergedInto != nil { throw .walletMerged }
  }

  /// Σ of earlier facts of the wallet on this business day.
  /// What the wallet used today, and what those that became one with it had used.
  func usedToday(_ key: WalletKey, _ kinds: [Transaction.Kind]) -> Points {
    facts.dropLast().reduce(0) { sum, other in
      guard other.refusal == nil, other.day == fact.day, kinds.contains(other.kind),
        let subject = other.subject, let wallet = index(of: subject)
      else { return sum }
      return members[heir(of: wallet)].key == key ? sum + other.amount : sum
    }
  }

  func check(_ limit: Limit, _ amount: Points, _ used: Points) throws(Refusal) {
    if let most = limit.perTransaction, amount > most { throw .limitExceeded }
    if let most = limit.perDay, used + amount > most { throw .limitExceeded }
  }

  func balance(_ kind: AccountKind, _ owner: Int64, _ asset: AssetID) -> Points {
    let key = AccountKey(kind: kind, owner: owner, asset: asset)
    return postings.reduce(0) { $1.account == key ? $0 + $1.amount : $0 }
  }
}
