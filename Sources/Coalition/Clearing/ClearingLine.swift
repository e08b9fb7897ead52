package import Ledger
package import Loyalty
internal import Storage

/// What a transaction means between a merchant and the operator: a line of a statement.
package struct ClearingLine: Sendable, Hashable {
  /// One a transaction, role, party and programme, and of a share what it is a share of.
  package struct Key: Sendable, Hashable {
    package let transaction: TransactionID
    package let role: ClearingRole
    /// Of a share also `MerchantID.none`, the operator, or `MerchantID.pool`.
    package let merchant: MerchantID
    package let asset: AssetID
    /// Of a share, whose line it is a share of.
    package var of: MerchantID = .none
    /// Of a share, which rule, agent's level or other thing.
    package var item: Int64 = 0
  }

  /// Where a line stands in the list of a settlement's.
  package struct Place: Sendable, Hashable {
    package let day: BusinessDay
    package let transaction: TransactionID
    package let role: ClearingRole
    package let of: MerchantID
    package let item: Int64

    package init(
      day: BusinessDay, transaction: TransactionID, role: ClearingRole, of: MerchantID = .none,
      item: Int64 = 0
    ) {
      self.day = day
      self.transaction = transaction
      self.role = role
      self.of = of
      self.item = item
    }
  }

  package var place: Place {
    Place(day: day, transaction: key.transaction, role: key.role, of: key.of, item: key.item)
  }

  package let key: Key
  /// The business day that was open when the line was made.
  package let day: BusinessDay
  package let kind: Ledger.Transaction.Kind
  package let channel: Channel
  package let store: StoreID
  package let points: Points
  /// Money of the sale, in the currency's smallest unit; of what undoes one, what of it went back.
  package let sale: Int64
  package var money: ClearedMoney
  /// Which version of the terms; 0 where nothing was agreed on.
  package let termsVersion: Int64
  /// The transaction whose line this one undoes; none for an original.
  package let reverses: TransactionID
  var undonePoints: Points = 0
  var undoneSale: Int64 = 0
  /// Its points were given from a block that was paid before, or undo such.
  package var isPrepaid = false
}

extension ClearingLine {
  static let columns = [
    "merchant_id", "day", "transaction_id", "role", "asset_id", "of_id", "item", "kind", "channel",
    "store_id",
    "points", "sale", "price", "commission", "fee", "terms_version", "reverses", "undone_points",
    "undone_sale", "is_prepaid",
  ]

  static let select: SQL = """
    SELECT merchant_id, day, transaction_id, role, asset_id, of_id, item, kind, channel, store_id, points,
      sale, price, commission, fee, terms_version, reverses, undone_points, undone_sale,
      is_prepaid FROM clearing_line 
    """

  init(_ row: borrowing Row) {
    self.init(
      key: Key(
        transaction: row[2], role: ClearingRole(rawValue: UInt8(clamping: row[3] as Int64)) ?? .given,
        merchant: row[0], asset: row[4], of: row[5], item: row[6]),
      day: BusinessDay(column: row[1]),
      kind: Ledger.Transaction.Kind(rawValue: UInt8(clamping: row[7] as Int64)) ?? .adjust,
      channel: Channel(rawValue: UInt8(clamping: row[8] as Int64)) ?? .platform, store: row[9],
      points: row[10], sale: row[11], money: ClearedMoney(price: row[12], commission: row[13], fee: row[14]),
      termsVersion: row[15], reverses: row[16], undonePoints: row[17], undoneSale: row[18],
      isPrepaid: row[19] as Int64 == 1)
  }

  var row: [SQLValue] {
    [
      key.merchant.sqlValue, day.column.sqlValue, key.transaction.sqlValue,
      Int64(key.role.rawValue).sqlValue, key.asset.sqlValue, key.of.sqlValue, key.item.sqlValue,
      Int64(kind.rawValue).sqlValue,
      Int64(channel.rawValue).sqlValue, store.sqlValue, points.sqlValue, sale.sqlValue,
      money.price.sqlValue, money.commission.sqlValue, money.fee.sqlValue, termsVersion.sqlValue,
      reverses.sqlValue, undonePoints.sqlValue, undoneSale.sqlValue, Int64(isPrepaid ? 1 : 0).sqlValue,
    ]
  }

  var original: ClearedOriginal {
    ClearedOriginal(
      money, points: points, sale: sale, undonePoints: undonePoints, undoneSale: undoneSale)
  }
}

extension BusinessDay {
  var column: Int64 { Int64(daysSince1970) }
  init(column: Int64) { self.init(daysSince1970: Int32(clamping: column)) }
  package func adding(_ days: Int) -> BusinessDay {
    BusinessDay(daysSince1970: daysSince1970 + Int32(clamping: days))
  }
}
