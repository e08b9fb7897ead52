import Coalition
import HTTPAPI

/// What an import of purchases came to.
struct ImportReport {
  /// More faults than this are counted, not kept; `--refused` writes all of them.
  static let faultLimit = 1_000

  var rows: Int64 = 0
  var earned: Int64 = 0
  var earnedNothing: Int64 = 0
  var repeated: Int64 = 0
  var refused: Int64 = 0
  var members: Set<String> = []
  var stores: Set<String> = []
  var earnedPoints: Int64 = 0
  var expiredPoints: Int64 = 0
  private(set) var faults: [RowFault] = []

  mutating func refuse(_ fault: RowFault) {
    refused += 1
    if faults.count < Self.faultLimit { faults.append(fault) }
  }

  var json: JSON {
    [
      "rows": .integer(rows), "earned": .integer(earned), "earned_nothing": .integer(earnedNothing),
      "repeated": .integer(repeated), "refused": .integer(refused), "members": .integer(Int64(members.count)),
      "stores": .integer(Int64(stores.count)), "earned_points": .integer(earnedPoints),
      "expired_points": .integer(expiredPoints),
      "faults": .array(
        faults.map {
          [
            "line": .integer(Int64($0.line)), "column": .string($0.column),
            "code": .string($0.code.rawValue), "reason": .string($0.reason),
          ]
        }),
    ]
  }
}
