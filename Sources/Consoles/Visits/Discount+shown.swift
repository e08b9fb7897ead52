import Coalition
import Ledger
import Loyalty

extension OperatorConsole {
  /// What a rule of discount says now, and what it would say.
  func differences(
    _ proposal: DiscountProposal, _ approval: Approval, _ naming: Naming, _ visit: SignedInVisit
  ) async throws -> [ApprovalPage.Difference] {
    let asset = AssetID(proposal.asset)
    // Whoever decides but may not see programmes has the proposal itself.
    let isSeen = visit.principal.scopes.contains(.readPrograms) && proposal.number > 0
    let versions =
      isSeen ? try await coalition.discounts(in: asset, number: proposal.number, by: visit.principal) : []
    let old = approval.state == .requiresReview ? versions.first : nil
    let types = try await kindsOfCards(visit)
    let before = old.map { naming.lines(of: $0.rule, asset, types) } ?? []
    let after = proposal.rule.map { naming.lines(of: $0, asset, types) } ?? []
    let none = visit.words.commonNone
    return (0..<max(before.count, after.count)).map { place in
      let (was, will) = (before.dropFirst(place).first, after.dropFirst(place).first)
      return .init(
        name: will?.name ?? was?.name ?? "", before: was?.text ?? none, after: will?.text ?? none)
    }
  }

  /// What kinds of cards are called, where the visitor may see them.
  func kindsOfCards(_ visit: SignedInVisit) async throws -> [Int64: Names] {
    guard visit.principal.scopes.contains(.readMembers) else { return [:] }
    let types = try await coalition.cardTypes(by: visit.principal).map { ($0.id.rawValue, $0.names) }
    return Dictionary(types) { first, _ in first }
  }
}

extension Naming {
  /// A rule of discount in words, line by line.
  func lines(
    of rule: DiscountRule, _ asset: AssetID, _ types: [Int64: Names]
  ) -> [(name: String, text: String)] {
    let stores = rule.stores.sorted().map { book.stores[$0] ?? publicIDs.text($0) }
    let cards = rule.cardTypes.sorted().map {
      types[$0].map { words.name($0) } ?? publicIDs.text(CardTypeID($0))
    }
    let level = rule.level.map {
      words.discountLevelOf(ladder: String($0.ladder), level: String($0.level))
    }
    return [
      (words.discountShare, words.share(rule.basisPoints)),
      (words.discountMost, rule.most.map { money($0, asset) } ?? words.discountUnlimited),
      (words.discountStores, stores.isEmpty ? words.discountAllStores : stores.joined(separator: ", ")),
      (words.discountCards, cards.isEmpty ? words.discountAnyMember : cards.joined(separator: ", ")),
      (words.discountLevel, level ?? words.discountAnyMember),
    ]
  }
}

extension Words {
  /// Hundredths of a per cent, without zeros that say nothing: 15 % or 12.5 %.
  func share(_ basisPoints: Int64) -> String {
    let (whole, part) = (basisPoints / 100, basisPoints % 100)
    if part == 0 { return "\(whole)\u{00A0}%" }
    let digits = part % 10 == 0 ? String(part / 10) : (part < 10 ? "0\(part)" : "\(part)")
    return "\(whole).\(digits)\u{00A0}%"
  }
}
