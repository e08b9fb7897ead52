internal import Ledger
internal import Storage

/// What is known of the settlement that a line names.
struct SettlementClaim: Sendable, Hashable {
  let settlement: Settlement
  /// Whether a line of the bank's is its payment already.
  let isBanked: Bool
}

extension BankLine {
  /// How many days after it is due a settlement's money may come or go.
  static let daysAfterDue = 60
  /// How many days apart the bank's booking and the day that a person noted may be.
  static let daysApart = 10

  /// What a line that names a settlement comes to, and the settlement with it (docs/guide/settlement.md has
  /// the rule in words). Of several reasons the first counts: currency, direction, amount, then what state
  /// the settlement is in, then the day.
  static func judge(_ entry: BankEntry, _ claim: SettlementClaim) -> Result {
    let settlement = claim.settlement
    // From the operator's account: what merchants pay comes in.
    let expected = -settlement.figures.net
    guard entry.currency == settlement.currency else { return .currencyDiffers }
    if entry.isReturn {
      guard settlement.state == .paid else { return .missingHere }
      guard (entry.amount < 0) == (expected > 0) else { return .wrongDirection }
      guard entry.amount == -expected else { return .amountDiffers }
      return settlement.paidOn.map { $0 <= entry.day } ?? true ? .returned : .dateDiffers
    }
    guard (entry.amount > 0) == (expected > 0) else { return .wrongDirection }
    guard entry.amount == expected else { return .amountDiffers }
    switch settlement.state {
    case .calculated, .reviewed, .onHold, .disputed: return .notApproved
    case .approved: return fitsDue(entry, settlement) ? .paid : .dateDiffers
    case .paid:
      if claim.isBanked { return .duplicated }
      let noted = settlement.paidOn ?? entry.day
      return abs(noted.distance(to: entry.day)) <= daysApart ? .confirmed : .dateDiffers
    }
  }

  /// Whether money of this day can be a settlement's: after its last day, and not long after it is due.
  static func fitsDue(_ entry: BankEntry, _ settlement: Settlement) -> Bool {
    settlement.days.upperBound < entry.day && entry.day <= settlement.dueDay.adding(daysAfterDue)
  }
}

extension BusinessDay {
  func distance(to other: BusinessDay) -> Int { Int(other.daysSince1970) - Int(daysSince1970) }
}

extension Coalition {
  /// What of a kind texts name: public names in any case, with or without what stands between letters, since
  /// banks keep neither. At most four.
  func named<Kind: PubliclyNamed>(in texts: [String], as kind: Kind.Type = Kind.self) -> [ID<Kind>] {
    var found: [ID<Kind>] = []
    let prefix = Kind.publicPrefix
    let mark = Array(prefix.uppercased().utf8)
    for text in texts {
      let letters = Array(text.utf8.compactMap { $0.plainCapital })
      guard letters.count >= 19 else { continue }
      for start in 0...(letters.count - 19) where letters[start...].starts(with: mark) {
        let name = prefix + "_" + String(decoding: letters[(start + 3)..<(start + 19)], as: UTF8.self)
        guard let id: ID<Kind> = publicIDs.id(name), !found.contains(id) else { continue }
        found.append(id)
        if found.count == 4 { return found }
      }
    }
    return found
  }
}

extension UInt8 {
  /// Digits and capitals as they are, small letters as capitals, nothing of all others.
  fileprivate var plainCapital: UInt8? {
    switch self {
    case 0x30...0x39, 0x41...0x5A: self
    case 0x61...0x7A: self - 0x20
    default: nil
    }
  }
}
