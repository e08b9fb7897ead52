import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Testing

@testable import Coalition

/// What moves value or says who may do what asks its person to prove to be there (ASVS 5.0, 7.5.3).
@Suite(.database) struct AskedPresenceTests {
  private static func proposal(_ kind: ReviewedOperation, _ shop: TestShop) -> ProposedOperation {
    let asset = shop.program.asset
    let terms = MerchantTerms(
      merchant: shop.merchant.id, asset: asset, earning: EarnTerms(2, perMinorUnits: 100))
    return switch kind {
    case .adjust: .adjust(AdjustProposal(member: shop.member.id, asset: asset, points: 1, memo: "m"))
    case .merge: .merge(MergeProposal(from: shop.member.id, into: shop.friend.id))
    case .separate: .separate(SeparationProposal(member: shop.member.id))
    case .terms: .terms(TermsProposal(terms))
    case .program: .program(ProgramProposal(asset, base: 0, settings: ProgramSettings(shop.program)))
    case .key: .key(KeyProposal(APIKeyDraft(forOperator: "k", scopes: .earn)))
    case .purchases: .purchases(PurchasesProposal(merchant: shop.merchant.id))
    case .export: .export(ExportProposal(list: "members", filter: ""))
    case .rule: .rule(RuleProposal(removing: .adjust, above: 0))
    case .admit:
      .admit(
        AdmissionProposal(
          ApplicationID(1), code: "NEW", names: Names("New"), category: .food, storeName: "S", terms: terms))
    case .earningRule:
      .earningRule(
        EarningRuleProposal(
          BonusRule(0, gives: .fixed(5)), named: Names("Rule"), of: asset, from: nil, until: nil))
    case .discount:
      .discount(
        DiscountProposal(
          DiscountRule(0, of: shop.merchant.id, takes: 500), named: Names("Off"), in: asset, from: nil,
          until: nil))
    case .cardType:
      .cardType(
        CardTypeProposal(
          code: "GIFT", names: Names("Gift"), kind: .gift, prefix: "660001", validityMonths: 12,
          isBearer: true, needsPIN: false))
    case .cardBatch: .cardBatch(CardBatchProposal(type: CardTypeID(1), count: 5, recipient: ""))
    case .exchangeRates:
      .exchangeRates(ExchangeRatesProposal([.init(ending: asset, into: AssetID(asset.rawValue + 1))]))
    case .partner:
      .partner(
        PartnerProposal(
          PartnerDraft(
            code: "P", names: Names("P"), merchant: shop.merchant.id, url: "https://partner.example/a"),
          version: 0, sealedSecret: [1]))
    case .ladder:
      .ladder(
        LadderProposal(
          TierDefinition(Ladder(measure: .points, window: .calendarYear, levels: [TierLevel(from: 100)]), []),
          named: Names("Ladder"), of: asset))
    case .pointsCards:
      .pointsCards(
        PointsCardsProposal(
          making: 5, of: 10, in: asset, for: .campaign, buyer: "B",
          validUntil: shop.clock.clock.now().adding(seconds: 864_000)))
    case .settlementTerms:
      .settlementTerms(
        SettlementProposal(
          SettlementTerms(), of: shop.merchant.id, in: asset, from: BusinessDay(daysSince1970: 30_000)))
    case .agent: .agent(AgentProposal(shop.merchant.id, region: "East"))
    case .funding: .funding(FundingProposal(.open, of: shop.merchant.id, in: asset))
    case .costShares:
      .costShares(
        CostSharesProposal(
          CostShares([.init(nil, share: 10_000)]), of: 2, in: asset, from: BusinessDay(daysSince1970: 30_000))
      )
    case .settlementAdjustment:
      .settlementAdjustment(
        SettlementAdjustmentProposal(5, for: shop.merchant.id, in: asset, reason: "r"))
    }
  }

  @Test func `no proposal, whatever it is of, comes from who has not proved to be there`() async throws {
    try await TestShop.open { shop in
      let late = Principal(
        kind: .platform, scopes: .all, actor: Actor(kind: .user, id: 7, answerable: 7),
        presence: .proved(at: shop.clock.clock.now()))
      shop.clock.advance(seconds: 300)
      for kind in ReviewedOperation.allCases {
        await #expect(throws: AccessRefusal.confirmationNeeded, "\(kind)") {
          try await shop.coalition.propose(Self.proposal(kind, shop), reason: "r", by: late)
        }
      }
      let proposed = try await shop.coalition.approvals(by: .system).items
      #expect(proposed.isEmpty)
    }
  }

  @Test func `an account and a terminal are stopped at once, and opened by who is there`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let terminal = try await coalition.createTerminal(
        in: shop.store.id, code: "T1", kind: .pos, by: .system)
      let late = Principal(
        kind: .platform, scopes: .all, actor: Actor(kind: .user, id: 7, answerable: 7),
        presence: .proved(at: shop.clock.clock.now()))
      shop.clock.advance(seconds: 300)
      _ = try await coalition.freezeMember(shop.member.id, reason: "r", by: late)
      _ = try await coalition.setStatus(.disabled, ofTerminal: terminal.id, by: late)
      await #expect(throws: AccessRefusal.confirmationNeeded) {
        try await coalition.unfreezeMember(shop.member.id, reason: "r", by: late)
      }
      await #expect(throws: AccessRefusal.confirmationNeeded) {
        try await coalition.setStatus(.enabled, ofTerminal: terminal.id, by: late)
      }
      await #expect(throws: AccessRefusal.confirmationNeeded) {
        try await coalition.setParameters(POSParameters(), ofPOSTerminal: terminal.id, by: late)
      }
      await #expect(throws: AccessRefusal.confirmationNeeded) {
        try await coalition.setDeviceProgramme(
          DeviceProgramme(minimum: "1.0.0", latest: "1.0.0", address: "", sha256: ""), by: late)
      }
      #expect(try await coalition.deviceProgramme() == nil)
      #expect(try await coalition.member(.id(shop.member.id), by: .system).status == .frozen)
    }
  }
}
