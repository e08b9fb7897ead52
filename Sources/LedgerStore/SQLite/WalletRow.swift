import Ledger

/// A wallet and its lots as one column: packed numbers, see docs/journal-format.md.
///
/// A row of sixteen columns cost twice as much to bind and encode, and rows are what a sweep costs
/// (docs/decisions/0009). `unpack` is the exact inverse of `put`.
enum WalletRow {
  static func put(_ wallet: Wallet, _ id: WalletID, of books: borrowing Books, into out: inout ByteWriter) {
    out.put(signed: wallet.member.rawValue)
    out.put(signed: wallet.asset.rawValue)
    out.put(signed: wallet.balance.available.units)
    out.put(signed: wallet.balance.pending.units)
    out.put(signed: wallet.balance.held.units)
    out.put(signed: wallet.balance.debt.units)
    out.put(signed: wallet.lifetimeEarned.units)
    out.put(signed: wallet.lifetimeSpent.units)
    out.put(signed: Int64(wallet.countedDay.daysSince1970))
    out.put(signed: wallet.spentOnDay.units)
    out.put(signed: wallet.sentOnDay.units)
    out.put(Int(wallet.lotsOpened))
    out.put(signed: wallet.mergedInto.rawValue)
    out.put(signed: wallet.last.rawValue)
    books.forEachLot(of: id) { put($0, into: &out) }
  }

  private static func put(_ lot: Lot, into out: inout ByteWriter) {
    out.put(Int(lot.number))
    out.put(Int(lot.source))
    out.put(signed: lot.effectiveAt.microseconds)
    out.put(signed: lot.expiresAt.microseconds)
    out.put(signed: lot.earnedAt.microseconds)
    out.put(signed: lot.original.units)
    out.put(signed: lot.available.units)
    out.put(signed: lot.held.units)
    out.put(signed: lot.pending.units)
  }

  /// The wallet; its lots, in order of use, replace what `lots` holds.
  static func unpack(
    _ reader: inout ByteReader, lots: inout [Lot]
  ) throws(DamagedJournal) -> Wallet {
    var wallet = Wallet(member: MemberID(try reader.signed()), asset: AssetID(try reader.signed()))
    wallet.balance = Balance(
      available: Points(try reader.signed()), pending: Points(try reader.signed()),
      held: Points(try reader.signed()), debt: Points(try reader.signed()))
    wallet.lifetimeEarned = Points(try reader.signed())
    wallet.lifetimeSpent = Points(try reader.signed())
    wallet.countedDay = BusinessDay(daysSince1970: Int32(truncatingIfNeeded: try reader.signed()))
    wallet.spentOnDay = Points(try reader.signed())
    wallet.sentOnDay = Points(try reader.signed())
    wallet.lotsOpened = Int32(try reader.count())
    wallet.mergedInto = WalletID(try reader.signed())
    wallet.last = TransactionID(try reader.signed())
    lots.removeAll(keepingCapacity: true)
    while !reader.isAtEnd { lots.append(try lot(&reader)) }
    return wallet
  }

  private static func lot(_ reader: inout ByteReader) throws(DamagedJournal) -> Lot {
    var lot = Lot(
      number: Int32(try reader.count()), source: Int32(try reader.count()),
      effectiveAt: Instant(microseconds: try reader.signed()),
      expiresAt: Instant(microseconds: try reader.signed()),
      earnedAt: Instant(microseconds: try reader.signed()))
    lot.original = Points(try reader.signed())
    lot.available = Points(try reader.signed())
    lot.held = Points(try reader.signed())
    lot.pending = Points(try reader.signed())
    return lot
  }
}
