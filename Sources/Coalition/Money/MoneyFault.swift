package import Ledger
internal import Loyalty

/// What the books in money would say is not so: an error of the platform's own. Money is in smallest units.
package enum MoneyFault: Error, Sendable, Hashable {
  /// Debits and credits of all accounts are not the same.
  case sides(currency: String, debit: Int64, credit: Int64)
  /// What parties make good to each other is not nothing on a day.
  case inTransit(BusinessDay, currency: String, money: Int64)
  /// What an account has with a party is not what clearing says is open with it; credits are above none.
  case position(MoneyAccount, MerchantID, AssetID, currency: String, booked: Int64, cleared: Int64)
  /// A sum of an account over days is not what it was added up from, by so much.
  case sum(MoneyAccount, ClosedRange<BusinessDay>, currency: String, off: Int64)
  /// What a settlement came to is not what is booked of it.
  case settlement(SettlementID, currency: String, net: Int64, booked: Int64)
  /// An entry of an order of points is not what the order says, 0 where the order took no such step.
  case order(entry: Int64, currency: String, price: Int64, booked: Int64)
  /// The lines of a party's day are not what the day was closed with; where the money is the same, their
  /// number, points or sales are not.
  case lines(BusinessDay, MerchantID, AssetID, currency: String, lines: Int64, closed: Int64)
  /// What a merchant may give is not what blocks, settlements and its points in the world make of it; where
  /// the ceiling is the same, what it is made of is not. In points.
  case ceiling(MerchantID, AssetID, kept: Points, reckoned: Points)
  /// All accounts of a programme in the ledger do not come to nothing together; in points.
  case points(AssetID, sum: Points)
  /// A day could not be booked; the log says why.
  case notBooked(BusinessDay)
  /// The books could not be held against anything; the log says why.
  case notProven
}

/// For the log and the command line; pages say it in their reader's words.
extension MoneyFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .sides(let currency, let debit, let credit):
      "Debits of \(currency) are \(debit) and credits \(credit)."
    case .inTransit(let day, let currency, let money):
      "Shares of day \(CivilDate(day)) leave \(money) of the smallest unit of \(currency) in transit."
    case .position(let account, let party, let asset, let currency, let booked, let cleared):
      "Account \(account.rawValue) has \(booked) \(currency) with party \(party.rawValue) in programme "
        + "\(asset.rawValue), and what it is made from comes to \(cleared)."
    case .sum(let account, let days, let currency, let off):
      "The sum of account \(account.rawValue) of \(CivilDate(days.lowerBound)) to "
        + "\(CivilDate(days.upperBound)) is \(off) \(currency) off."
    case .settlement(let id, let currency, let net, let booked):
      "Settlement \(id.rawValue) is \(net) \(currency), and \(booked) of it is booked."
    case .order(let entry, let currency, let price, let booked):
      "Entry \(entry) has \(booked) \(currency) of an order of points, and the order says \(price)."
    case .lines(let day, let party, let asset, let currency, let lines, let closed):
      "Day \(CivilDate(day)) was closed with \(closed) \(currency) for party \(party.rawValue) in programme "
        + "\(asset.rawValue), and its lines say \(lines)."
    case .ceiling(let merchant, let asset, let kept, let reckoned):
      "Merchant \(merchant.rawValue) may have \(kept.units) points of programme \(asset.rawValue) in the "
        + "world, and what it paid for and gave makes \(reckoned.units)."
    case .points(let asset, let sum):
      "All accounts of programme \(asset.rawValue) come to \(sum.units) points together, and not to none."
    case .notBooked(let day): "Day \(CivilDate(day)) could not be booked; see the log."
    case .notProven: "The books could not be proven; see the log."
    }
  }
}
