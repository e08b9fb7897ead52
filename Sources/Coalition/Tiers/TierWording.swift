internal import Ledger
internal import Loyalty
internal import Storage

extension MessageKind {
  var isOfTier: Bool { [.tierUp, .tierAhead, .tierDown, .birthdayGift].contains(self) }
}

extension Storage.Transaction {
  /// What the levels that messages tell of were called when it happened.
  func tierNames(of messages: [MemberMessage]) throws -> [String: Names] {
    let told = Set(messages.filter { $0.kind.isOfTier }.map(\.detail))
    var names: [String: Names] = [:]
    for reference in told.sorted() {
      // As ``TierLadder/levelReference(_:)`` writes it.
      let numbers = reference.split(separator: " ").compactMap { Int64($0) }
      guard numbers.count == 4 else { continue }
      let ladder = try queryFirst(
        TierLadder.select
          + "WHERE asset_id = \(numbers[0]) AND number = \(numbers[1]) AND version = \(numbers[2])"
      ) { try TierLadder($0) }
      names[reference] = ladder?.name(of: Int(numbers[3]))
    }
    return names
  }
}
