package import Ledger
internal import Loyalty
internal import Storage

/// What was booked at once, with one party, in one currency (凭证).
package struct MoneyEntry: Sendable, Hashable {
  /// Raw values are stored.
  package enum Kind: Int64, CaseIterable, Sendable, SQLScalar {
    /// What a closed day came to with a party.
    case cleared = 1
    /// A correction that two people decided on.
    case corrected = 2
    /// A settlement took what was open.
    case settled = 3
    /// A settlement was paid.
    case paid = 4
    /// The payment came back.
    case returned = 5
    /// Deferred revenue became income.
    case recognised = 6
    /// A member's order of points was paid.
    case ordered = 7
    /// Its points were credited.
    case sold = 8
    /// Its points were declined, or are back: the money is to go back.
    case owed = 9
    /// The money went back.
    case repaid = 10
    /// A merchant paid for a block of points.
    case bought = 11
    /// Points of blocks were given on a day.
    case drawn = 12

    /// Those of a settlement, which is their source.
    static let ofSettlements: [Kind] = [.settled, .paid, .returned]

    /// As files and the API say it; never changed.
    package var name: String {
      switch self {
      case .cleared: "cleared"
      case .corrected: "corrected"
      case .settled: "settled"
      case .paid: "paid"
      case .returned: "returned"
      case .recognised: "recognised"
      case .ordered: "ordered"
      case .sold: "sold"
      case .owed: "owed"
      case .repaid: "repaid"
      case .bought: "bought"
      case .drawn: "drawn"
      }
    }
  }

  /// From 1 without a gap.
  package let id: Int64
  /// The day it is booked on.
  package let day: BusinessDay
  package let kind: Kind
  /// A merchant; none where it is the operator's alone; `MerchantID.pool`.
  package let party: MerchantID
  package let asset: AssetID
  /// ISO 4217.
  package let currency: String
  /// The settlement, of a correction the correction, of points that members or
  /// merchants bought the order; 0 of what is a day's.
  package let source: Int64
  /// The day it happened.
  package let valueDay: BusinessDay
  package let madeAt: Instant

  /// Where it stands in the journal: by day, and within a day by number.
  package struct Place: Sendable, Hashable {
    package let day: BusinessDay
    package let id: Int64

    package init(day: BusinessDay, id: Int64) {
      self.day = day
      self.id = id
    }
  }

  package var place: Place { Place(day: day, id: id) }
}

/// One account debited and another credited with the same money: nothing else can be written.
package struct MoneyPosting: Sendable, Hashable {
  package let debit: MoneyAccount
  package let credit: MoneyAccount
  /// Above none, in the smallest unit.
  package let amount: Int64
}

extension MoneyEntry {
  static let columns: SQL = """
    e.id, e.day, e.kind, e.party_id, e.asset_id, e.currency, e.source_id, e.value_day, e.made_at
    """

  init(_ row: borrowing Row) {
    self.init(
      id: row[0], day: BusinessDay(column: row[1]), kind: row[2], party: row[3], asset: row[4],
      currency: row[5], source: row[6], valueDay: BusinessDay(column: row[7]), madeAt: row[8])
  }

  static let insertedColumns = [
    "id", "day", "month", "kind", "party_id", "asset_id", "currency", "source_id", "step", "value_day",
    "made_at",
  ]

  static let inserting = SQL(
    raw: "INSERT INTO money_entry (\(insertedColumns.joined(separator: ", "))) ")

  /// The number of the last entry; 0 before the first.
  static let last: SQL = "(SELECT coalesce(max(id), 0) FROM money_entry)"
}

extension MoneyPosting {
  static let insertedColumns = ["entry_id", "number", "debit", "credit", "amount", "day"]

  static let inserting = SQL(
    raw: "INSERT INTO money_posting (\(insertedColumns.joined(separator: ", "))) ")
}

extension BusinessDay {
  /// Months since 1970.
  var monthColumn: Int64 { EndMonth(CivilDate(self)).number }
  var isLastOfMonth: Bool { adding(1).monthColumn != monthColumn }
}
