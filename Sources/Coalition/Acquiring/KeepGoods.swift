package import Ledger
internal import Loyalty
internal import Storage

/// Goods under the names by which their transaction finds them: whose, and of which request under which key.
struct NamedGoods: Sendable {
  struct Name: Hashable, Sendable {
    let member: MemberID
    let key: IdempotencyKey
    let requestHash: UInt64
  }

  let name: Name
  let goods: Goods

  /// Of a purchase on its way to the ledger.
  init?(_ goods: Goods?, of command: Command) {
    guard let goods, case .credit(let credit) = command.action else { return nil }
    name = Name(member: credit.wallet.member, key: command.key, requestHash: command.requestHash)
    self.goods = goods
  }
}

extension Coalition {
  /// Writes down what purchases are of, before the ledger decides them (decision 0022): a purchase that is
  /// acknowledged has its goods, whatever stops when. What is there already stays.
  func keep(_ purchases: [NamedGoods]) async throws {
    if purchases.isEmpty { return }
    @Sendable func write(_ tx: any Storage.Transaction) throws {
      var seen: Set<NamedGoods.Name> = []
      let fresh = try purchases.filter { purchase in
        try seen.insert(purchase.name).inserted && !tx.hasGoods(purchase.name)
      }
      try tx.insert(
        into: "purchase_item", columns: Goods.columns, rows: fresh.flatMap { $0.goods.rows(of: $0.name) })
    }
    do {
      try await database.write(write)
    } catch let error as DatabaseError where error.isUniqueViolation {
      // Another server wrote the same goods for the same request meanwhile; now they are seen.
      try await database.write(write)
    }
  }

  /// Takes away goods whose key turned out to name another request: no transaction will ever ask for them.
  func forget(_ purchases: [NamedGoods]) async throws {
    if purchases.isEmpty { return }
    try await database.write { tx in
      for purchase in purchases {
        try tx.execute("DELETE FROM purchase_item WHERE " + purchase.name.isItsOwn)
      }
    }
  }

  /// The receipts of transactions, with the goods of those that have any.
  package func receipts(of transactions: [Ledger.Transaction]) async throws -> [Receipt] {
    var receipts = transactions.map { Receipt($0) }
    let places = receipts.indices.filter { receipts[$0].particulars.goodsLines > 0 }
    if places.isEmpty { return receipts }
    let names = places.map { NamedGoods.Name(of: transactions[$0]) }
    let found = try await database.read { tx in try names.map { try tx.goods($0) } }
    for (place, goods) in zip(places, found) { receipts[place].goods = goods }
    return receipts
  }
}

extension NamedGoods.Name {
  init(of transaction: Ledger.Transaction) {
    self.init(
      member: transaction.subject.member, key: transaction.key, requestHash: transaction.requestHash)
  }

  fileprivate var columns: [SQLValue] {
    [member.sqlValue] + [key.high, key.low, requestHash].map { Int64(bitPattern: $0).sqlValue }
  }

  fileprivate var isItsOwn: SQL {
    """
    member_id = \(member) AND key_high = \(Int64(bitPattern: key.high))
      AND key_low = \(Int64(bitPattern: key.low)) AND request_hash = \(Int64(bitPattern: requestHash))
    """
  }
}

extension Goods {
  fileprivate static let columns = [
    "member_id", "key_high", "key_low", "request_hash", "line", "code", "name", "category", "quantity",
    "amount",
    "currency",
  ]

  fileprivate func rows(of name: NamedGoods.Name) -> [[SQLValue]] {
    items.enumerated().map { place, item in
      name.columns + [
        (place + 1).sqlValue, item.code.sqlValue, item.name.sqlValue, item.category.sqlValue,
        item.quantity.sqlValue, item.amount.sqlValue, currency.sqlValue,
      ]
    }
  }
}

extension Storage.Transaction {
  fileprivate func hasGoods(_ name: NamedGoods.Name) throws -> Bool {
    try queryFirst("SELECT line FROM purchase_item WHERE " + name.isItsOwn) { $0[0] as Int64 } != nil
  }

  fileprivate func goods(_ name: NamedGoods.Name) throws -> Goods? {
    let lines = try query(
      "SELECT code, name, category, quantity, amount, currency FROM purchase_item WHERE " + name.isItsOwn
        + " ORDER BY line"
    ) { row in
      (
        item: PurchaseItem(code: row[0], name: row[1], category: row[2], quantity: row[3], amount: row[4]),
        currency: row[5] as String
      )
    }
    return lines.first.map { Goods(lines.map(\.item), in: $0.currency) }
  }
}
