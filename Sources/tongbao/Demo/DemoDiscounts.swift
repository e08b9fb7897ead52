import Coalition
import Ledger
import Loyalty

/// What one of the demo's merchants takes off for members: one person proposes, another approves.
struct DemoDiscounts {
  let coalition: Coalition
  /// Who proposes and who approves.
  let people: [Principal]

  /// A little for every member, more in one store up to a limit, and most for who holds a gold card.
  func make(_ universal: AssetID, of merchant: MerchantID, in store: StoreID) async throws {
    let type = CardTypeProposal(
      code: "GOLD", names: Names(hans: "金卡", hant: "金卡", en: "Gold card"), kind: .member,
      prefix: "660088", validityMonths: 36, isBearer: false, needsPIN: false)
    try await decide(.cardType(type), "金卡")
    let gold = try await coalition.cardTypes(by: .system).first { $0.code == "GOLD" }
    let rules: [(DiscountRule, Names)] = [
      (
        DiscountRule(0, of: merchant, takes: 200),
        Names(hans: "会员九八折", hant: "會員九八折", en: "2 % for members")
      ),
      (
        DiscountRule(0, of: merchant, stores: [store], takes: 750, atMost: 20_00),
        Names(hans: "总店九二五折，最多减 20 元", hant: "總店九二五折，最多減 20 元", en: "7.5 % here, 20 at most")
      ),
      (
        DiscountRule(0, of: merchant, cardTypes: Set([gold?.id.rawValue].compactMap(\.self)), takes: 1_500),
        Names(hans: "金卡八五折", hant: "金卡八五折", en: "15 % with the gold card")
      ),
    ]
    for (rule, names) in rules {
      let proposal = DiscountProposal(rule, named: names, in: universal, from: nil, until: nil)
      try await decide(.discount(proposal), names.hans)
    }
  }

  private func decide(_ operation: ProposedOperation, _ reason: String) async throws {
    let proposed = try await coalition.propose(operation, reason: reason, by: people[0])
    let doer = coalition
    _ = try await coalition.approve(proposed.id, by: people[1]) { try await doer.execute($0) }
  }
}
