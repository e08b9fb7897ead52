internal import Ledger
package import Loyalty
internal import Storage

/// What a movement did to outstanding points. Raw values are stored.
package enum LiabilityFlow: Int64, CaseIterable, Sendable, SQLScalar {
  /// Came into the world, less what repaid a debt at once.
  case issued = 1
  /// Taken out of the world again, as what they were given for came back.
  case takenBack = 2
  case used = 3
  /// Back to their member, as what they were used for came back.
  case givenBack = 4
  case expired = 5
  case exchanged = 6
  case adjusted = 7
  /// From member to member, and fees.
  case moved = 8
  /// Back to their member after they had run out.
  case reinstated = 9

  /// Of a transaction's accounts the one that is not a member's tells what it was; where there are several,
  /// the first of these: exchange and corrections touch others only by the way.
  init(of transaction: Ledger.Transaction, adding points: Points) {
    var kinds: Set<AccountKind> = []
    for entry in transaction.entries { kinds.insert(entry.account.kind) }
    self =
      if kinds.contains(.exchange) { .exchanged } else if kinds.contains(.adjustment) {
        .adjusted
      } else if kinds.contains(where: \.gives) {
        points > 0 ? .issued : .takenBack
      } else if kinds.contains(.acceptor) {
        points > 0 ? .givenBack : .used
      } else if kinds.contains(.breakage) {
        transaction.kind == .reinstate ? .reinstated : .expired
      } else {
        .moved
      }
  }
}

/// The month in which points end; points that never end have the last there is.
package struct EndMonth: Sendable, Hashable, Comparable {
  /// Since January 1970.
  package let number: Int64

  package static let never = EndMonth(number: 2_147_483_647)

  package init(number: Int64) { self.number = number }

  package init(_ date: CivilDate) { number = Int64((date.year - 1970) * 12 + date.month - 1) }

  /// Of a lot: points that end at midnight belong to the month that ends with it.
  init(of end: Instant, in zone: Zone) {
    self =
      end == .distantFuture
      ? .never : EndMonth(zone.date(at: Instant(microseconds: end.microseconds - 1)))
  }

  package static func < (left: Self, right: Self) -> Bool { left.number < right.number }

  /// Also before 1970, where months since then are below none.
  var yearAndMonth: (year: Int64, month: Int64) {
    let years = number >= 0 ? number / 12 : (number - 11) / 12
    return (1970 + years, number - years * 12 + 1)
  }

  /// As 2027-06; nil for never.
  package var text: String? {
    if self == .never { return nil }
    let (year, month) = yearAndMonth
    return String(repeating: "0", count: max(0, 4 - String(year).count)) + "\(year)-"
      + (month < 10 ? "0" : "") + "\(month)"
  }
}

private struct Cohort: Hashable {
  let asset: AssetID
  let issuer: Int64
  let end: EndMonth
}

private struct LiabilityKey: Hashable, Comparable {
  let asset: AssetID
  let issuer: Int64
  let end: EndMonth
  let day: Int64
  let flow: LiabilityFlow

  static func < (left: Self, right: Self) -> Bool {
    (left.asset.rawValue, left.issuer, left.end, left.day, left.flow.rawValue)
      < (right.asset.rawValue, right.issuer, right.end, right.day, right.flow.rawValue)
  }
}

extension Storage.Transaction {
  /// Adds what a stretch of the journal moved of outstanding points, lots by their issuer and end.
  /// - Parameters:
  ///   - sources: what lots' sources stand for, by number from 1.
  ///   - purchasedAlone: of lots that were bought, into a table of their own.
  func addLiability(
    of journal: [Ledger.Transaction], sources: [LotSource], purchasedAlone: Bool = false, in zone: Zone
  ) throws {
    let table: SQL = purchasedAlone ? "purchased_day" : "liability_day"
    var sums: [LiabilityKey: Points] = [:]
    var ends: [Instant: EndMonth] = [:]
    for transaction in journal where transaction.refusal == nil {
      var moved: [Cohort: Points] = [:]
      for entry in transaction.entries where entry.account.kind.isWalletBucket && entry.lot > 0 {
        let place = Int(entry.source) - 1
        let source = sources.indices.contains(place) ? sources[place] : nil
        if purchasedAlone, source?.origin != .purchased { continue }
        let issuer = source?.issuer.rawValue ?? 0
        let end = ends[entry.expiresAt] ?? EndMonth(of: entry.expiresAt, in: zone)
        ends[entry.expiresAt] = end
        moved[Cohort(asset: entry.account.asset, issuer: issuer, end: end), default: 0] += entry.amount
      }
      for (cohort, points) in moved where points != 0 {
        let key = LiabilityKey(
          asset: cohort.asset, issuer: cohort.issuer, end: cohort.end,
          day: Int64(transaction.day.daysSince1970), flow: LiabilityFlow(of: transaction, adding: points))
        sums[key, default: 0] += points
      }
    }
    // In the order of the keys, so that two servers never wait for each other in a circle.
    for (key, points) in sums.sorted(by: { $0.key < $1.key }) {
      try execute(
        """
        INSERT INTO \(table) (asset_id, issuer_id, end_month, day, flow, points)
        VALUES (\(key.asset), \(key.issuer), \(key.end.number), \(key.day), \(key.flow), \(points))
        ON CONFLICT (asset_id, issuer_id, end_month, day, flow) DO UPDATE SET
          points = \(table).points + excluded.points
        """)
    }
  }
}
