/// Everything the ledger knows at one moment: wallets, lots, holds, accounts, and what was given back of
/// which original.
///
/// The rules (one file an operation) read it and change it through ``post(_:_:to:lot:in:)`` only, so that
/// live decisions and the replay of the journal are the same arithmetic. Not copyable: there is one set of
/// books a writer.
package struct Books: ~Copyable {
  /// Wallet n is at index n − 1.
  package private(set) var wallets: [Wallet] = []
  var lots: [Lot] = []
  private var freeLots: [Int32] = []
  private(set) var walletNumbers = NumberTable()
  /// Every asset that some wallet has held.
  package private(set) var assets: Set<AssetID> = []
  package private(set) var accounts: [Account] = []
  private var accountNumbers = NumberTable()
  package private(set) var sources: [LotSource] = []
  private var sourceNumbers = NumberTable()
  package private(set) var holds: [TransactionID: Hold] = [:]
  private var holdsOfWallet: [WalletID: [TransactionID]] = [:]
  /// The sums of all wallets' buckets, kept with every entry so that a trial balance never walks the wallets.
  package internal(set) var totals: [AssetTotal] = []
  package internal(set) var returned: [TransactionID: Returned] = [:]
  /// The last transaction in the books; the next one gets the number after it.
  package internal(set) var last: TransactionID = .none
  #if DEBUG
    /// A deliberate fault, for tests that prove that the tests can see it.
    package var plantedBug: PlantedBug?
  #endif

  package init() {}

  /// Makes room at once when the number of wallets is known, as at start.
  package mutating func reserve(wallets count: Int, lots lotCount: Int) {
    wallets.reserveCapacity(count)
    walletNumbers.reserve(count)
    lots.reserveCapacity(lotCount)
  }
}

// Wallets.
extension Books {
  package subscript(_ id: WalletID) -> Wallet {
    _read { yield wallets[Int(id.rawValue) - 1] }
    _modify { yield &wallets[Int(id.rawValue) - 1] }
  }

  /// The wallet of a member in an asset, if it ever had an entry.
  package func wallet(_ key: WalletKey) -> WalletID? {
    walletNumbers.find(key.tableHash) { wallets[$0].member == key.member && wallets[$0].asset == key.asset }
      .map { WalletID(Int64($0 + 1)) }
  }

  /// The wallet, made when this is its first entry.
  mutating func openWallet(_ key: WalletKey) -> WalletID {
    if let known = wallet(key) { return known }
    wallets.append(Wallet(member: key.member, asset: key.asset))
    numberLastWallet()
    return WalletID(Int64(wallets.count))
  }

  private mutating func numberLastWallet() {
    let number = wallets.count - 1
    let asset = wallets[number].asset
    walletNumbers.insert(number, wallets[number].key.tableHash)
    if !assets.contains(asset) { assets.insert(asset) }
  }

  /// Puts back a wallet as the state tables hold it; rows come in the order of their numbers, gaps are not
  /// allowed.
  package mutating func restore(_ wallet: Wallet, lots restored: [Lot]) {
    wallets.append(wallet)
    numberLastWallet()
    addToTotals(wallet)
    let id = WalletID(Int64(wallets.count))
    self[id].firstLot = -1
    for lot in restored { insert(lot, into: id) }
  }
}

// Taking back what a preview made.
extension Books {
  mutating func replace(_ id: WalletID, with wallet: Wallet, lots replacements: [Lot]) {
    freeLots(of: id)
    self[id] = wallet
    self[id].firstLot = -1
    for lot in replacements { insert(lot, into: id) }
  }

  mutating func forgetWallets(after count: Int) {
    while wallets.count > count, let wallet = wallets.last {
      freeLots(of: WalletID(Int64(wallets.count)))
      walletNumbers.remove(wallets.count - 1, wallet.key.tableHash)
      wallets.removeLast()
    }
  }

  mutating func forgetSources(after count: Int) {
    while sources.count > count, let last = sources.last {
      sourceNumbers.remove(sources.count - 1, last.tableHash)
      sources.removeLast()
    }
  }

  mutating func forgetAccounts(restoring before: [Account]) {
    for number in before.count..<accounts.count {
      accountNumbers.remove(number, accounts[number].key.tableHash)
    }
    accounts = before
  }

  private mutating func freeLots(of id: WalletID) {
    var index = self[id].firstLot
    while index >= 0 {
      freeLots.append(index)
      index = lots[Int(index)].next
    }
    self[id].firstLot = -1
  }
}

// Lots.
extension Books {
  /// The wallet's lots in order of use.
  package func lots(of wallet: WalletID) -> [Lot] {
    var found: [Lot] = []
    var index = self[wallet].firstLot
    while index >= 0 {
      found.append(lots[Int(index)])
      index = lots[Int(index)].next
    }
    return found
  }

  /// Gives each of the wallet's lots, in order of use, without making a list of them.
  package func forEachLot(of wallet: WalletID, _ body: (Lot) -> Void) {
    var index = self[wallet].firstLot
    while index >= 0 {
      body(lots[Int(index)])
      index = lots[Int(index)].next
    }
  }

  /// Whether something in the wallet is to be expired, or else matured, at the moment.
  package func isDue(_ expiring: Bool, _ wallet: WalletID, at moment: Instant) -> Bool {
    var index = self[wallet].firstLot
    while index >= 0 {
      let lot = lots[Int(index)]
      if expiring {
        if lot.expiresAt > moment { return false }
        if lot.available + lot.pending > 0 { return true }
      } else if lot.pending > 0, lot.effectiveAt <= moment, moment < lot.expiresAt {
        return true
      }
      index = lot.next
    }
    return false
  }

  /// How many lots all wallets have together.
  package var lotCount: Int { lots.count - freeLots.count }

  func lotIndex(_ number: Int32, of wallet: WalletID) -> Int32? {
    var index = self[wallet].firstLot
    while index >= 0 {
      if lots[Int(index)].number == number { return index }
      index = lots[Int(index)].next
    }
    return nil
  }

  /// Links a lot into its place in the order of use.
  @discardableResult
  mutating func insert(_ lot: Lot, into wallet: WalletID) -> Int32 {
    let index: Int32
    if let free = freeLots.popLast() {
      index = free
      lots[Int(free)] = lot
    } else {
      index = Int32(lots.count)
      lots.append(lot)
    }
    var previous: Int32 = -1
    var following = self[wallet].firstLot
    while following >= 0, lots[Int(following)].isUsedBefore(lot) {
      previous = following
      following = lots[Int(following)].next
    }
    lots[Int(index)].next = following
    if previous < 0 { self[wallet].firstLot = index } else { lots[Int(previous)].next = index }
    return index
  }

  /// Forgets lots that are empty and whose time is over: nothing can come back to them. Called where a lot is
  /// opened or expires, so that the replay forgets at the same places.
  mutating func forgetSpentLots(of wallet: WalletID, at now: Instant) {
    var previous: Int32 = -1
    var index = self[wallet].firstLot
    while index >= 0, lots[Int(index)].expiresAt <= now {
      let next = lots[Int(index)].next
      if lots[Int(index)].isEmpty {
        if previous < 0 { self[wallet].firstLot = next } else { lots[Int(previous)].next = next }
        freeLots.append(index)
      } else {
        previous = index
      }
      index = next
    }
  }
}

// Accounts and sources.
extension Books {
  /// The balance of an account that is not a wallet's; zero when it never had an entry.
  package func balance(of key: AccountKey) -> Points {
    knownAccount(key).map { accounts[$0].balance } ?? 0
  }

  private func knownAccount(_ key: AccountKey) -> Int? {
    accountNumbers.find(key.tableHash) { accounts[$0].key == key }
  }

  mutating func accountIndex(_ key: AccountKey) -> Int {
    if let index = knownAccount(key) { return index }
    restore(Account(key: key))
    return accounts.count - 1
  }

  /// Puts back an account as the state tables hold it.
  package mutating func restore(_ account: Account) {
    accounts.append(account)
    accountNumbers.insert(accounts.count - 1, account.key.tableHash)
  }

  mutating func withAccount(_ index: Int, _ change: (inout Account) -> Void) { change(&accounts[index]) }

  /// The number of a source, given on first use: 1, 2, 3 …
  package mutating func number(of source: LotSource) -> Int32 {
    if let number = sourceNumbers.find(source.tableHash, { sources[$0] == source }) {
      return Int32(number + 1)
    }
    sources.append(source)
    sourceNumbers.insert(sources.count - 1, source.tableHash)
    return Int32(sources.count)
  }

  /// Puts back a source; they come in the order of their numbers.
  package mutating func restore(_ source: LotSource) { _ = number(of: source) }

  package func source(_ number: Int32) -> LotSource { sources[Int(number) - 1] }
}

// Holds and returns come and go with the transactions that need them.
extension Books {
  package mutating func restore(_ hold: Hold) { keep(hold) }

  mutating func keep(_ hold: Hold) {
    if holds.updateValue(hold, forKey: hold.id) == nil {
      holdsOfWallet[hold.wallet, default: []].append(hold.id)
    }
  }

  mutating func drop(_ id: TransactionID) {
    guard let hold = holds.removeValue(forKey: id) else { return }
    holdsOfWallet[hold.wallet]?.removeAll { $0 == id }
    if holdsOfWallet[hold.wallet]?.isEmpty == true { holdsOfWallet[hold.wallet] = nil }
  }

  /// The open holds of a wallet, oldest first.
  package func holds(of wallet: WalletID) -> [Hold] {
    (holdsOfWallet[wallet] ?? []).sorted().compactMap { holds[$0] }
  }

  package mutating func restore(_ amounts: Returned, of original: TransactionID) {
    returned[original] = amounts
  }

  /// Drops what is safely in the state tables, so that memory holds only the recent.
  package mutating func forgetReturned(of original: TransactionID) { returned[original] = nil }

  /// Says where the books stand after their state was put back.
  package mutating func restore(last: TransactionID) { self.last = last }
}
