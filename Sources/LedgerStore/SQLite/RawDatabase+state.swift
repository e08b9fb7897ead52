import Ledger

extension RawDatabase {
  /// Puts the state tables into fresh books. Rows may lag behind the journal by up to two rounds of the
  /// sweep; the caller replays from `mark("replay_from")`.
  func loadState(into books: inout Books) throws {
    let counts = try prepare("SELECT coalesce(max(number), 0), count(*) FROM wallet")
    _ = try counts.step()
    guard counts.integer(0) == counts.integer(1) else {
      throw DamagedJournal(description: "The wallet table has gaps.")
    }
    let count = Int(counts.integer(1))
    books.reserve(wallets: count + count / 8, lots: count * 2)
    counts.reset()
    try forEachSource { books.restore($0) }
    try loadWallets(into: &books)
    try loadRest(into: &books)
  }

  /// The state tables, and besides all returned amounts, which the writer reads one by one.
  func load(into books: inout Books) throws -> [TransactionID: Returned] {
    try loadState(into: &books)
    var found: [TransactionID: Returned] = [:]
    let rows = try prepare("SELECT original, amount, confirmed, last_transaction FROM returned")
    while try rows.step() {
      found[TransactionID(rows.integer(0))] = Returned(
        amount: Points(rows.integer(1)), confirmed: Points(rows.integer(2)),
        last: TransactionID(rows.integer(3)))
    }
    return found
  }

  func mark(_ name: String) throws(SQLiteFailure) -> Int64 {
    let statement = try prepare("SELECT value FROM mark WHERE name = ?")
    statement.bind(name, at: 1)
    return try statement.step() ? statement.integer(0) : 0
  }

  func forEachSource(_ body: (LotSource) -> Void) throws {
    let rows = try prepare("SELECT issuer, campaign, origin, only_at FROM source ORDER BY number")
    while try rows.step() {
      guard let origin = Origin(rawValue: UInt8(truncatingIfNeeded: rows.integer(2))) else {
        throw DamagedJournal(description: "A source has an unknown origin.")
      }
      body(
        LotSource(
          issuer: MerchantID(rows.integer(0)), campaign: CampaignID(rows.integer(1)), origin: origin,
          onlyAt: MerchantID(rows.integer(3))))
    }
  }

  private func loadWallets(into books: inout Books) throws {
    let rows = try prepare("SELECT body FROM wallet ORDER BY number")
    let planted = Planted()
    var lots: [Lot] = []
    while try rows.step() {
      var reader = ByteReader(rows.bytes(0)[...])
      var wallet = try WalletRow.unpack(&reader, lots: &lots)
      if planted.has(.walletsForgetTheirVersion) { wallet.last = .none }
      books.restore(wallet, lots: lots)
    }
  }

  private func loadRest(into books: inout Books) throws {
    let accounts = try prepare("SELECT kind, owner, asset, balance, last_transaction FROM account")
    let planted = Planted()
    while try accounts.step() {
      guard let kind = AccountKind(rawValue: UInt8(truncatingIfNeeded: accounts.integer(0))) else {
        throw DamagedJournal(description: "An account has an unknown kind.")
      }
      let key = AccountKey(kind: kind, owner: accounts.integer(1), asset: AssetID(accounts.integer(2)))
      let last = planted.has(.accountsForgetTheirVersion) ? 0 : accounts.integer(4)
      books.restore(Account(key: key, balance: Points(accounts.integer(3)), last: TransactionID(last)))
    }
    let holds = try prepare("SELECT id, wallet, merchant, expires_at, last_transaction, parts FROM hold")
    while try holds.step() {
      var parts: [Hold.Part] = []
      var reader = ByteReader(holds.bytes(5)[...])
      while !reader.isAtEnd {
        parts.append(Hold.Part(lot: Int32(try reader.count()), amount: Points(try reader.signed())))
      }
      books.restore(
        Hold(
          id: TransactionID(holds.integer(0)), wallet: WalletID(holds.integer(1)),
          merchant: MerchantID(holds.integer(2)), expiresAt: Instant(microseconds: holds.integer(3)),
          parts: parts, last: TransactionID(holds.integer(4))))
    }
  }
}
