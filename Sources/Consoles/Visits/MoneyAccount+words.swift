import Coalition

extension MoneyAccount {
  func name(_ words: Words) -> String {
    switch self {
    case .bank: words.moneyAccountBank
    case .merchantsOpen: words.moneyAccountMerchantsOpen
    case .merchantsSettled: words.moneyAccountMerchantsSettled
    case .sharesInTransit: words.moneyAccountSharesInTransit
    case .deferredReceived: words.moneyAccountDeferredReceived
    case .deferredRecognised: words.moneyAccountDeferredRecognised
    case .deferredEnded: words.moneyAccountDeferredEnded
    case .soldReceived: words.moneyAccountSoldReceived
    case .soldRecognised: words.moneyAccountSoldRecognised
    case .blocksReceived: words.moneyAccountBlocksReceived
    case .pool: words.moneyAccountPool
    case .ordersPaid: words.moneyAccountOrdersPaid
    case .membersToRepay: words.moneyAccountMembersToRepay
    case .otherParties: words.moneyAccountOtherParties
    case .pointsUsed: words.moneyAccountPointsUsed
    case .breakage: words.moneyAccountBreakage
    case .pointsPaidAsUsed: words.moneyAccountPointsPaidAsUsed
    case .soldUsed: words.moneyAccountSoldUsed
    case .commission: words.moneyAccountCommission
    case .givingFees: words.moneyAccountGivingFees
    case .takingFees: words.moneyAccountTakingFees
    case .referrals: words.moneyAccountReferrals
    case .exchange: words.moneyAccountExchange
    case .unclassified: words.moneyAccountUnclassified
    case .pointsTaken: words.moneyAccountPointsTaken
    case .campaigns: words.moneyAccountCampaigns
    case .poolContributions: words.moneyAccountPoolContributions
    case .agents: words.moneyAccountAgents
    case .bankCharges: words.moneyAccountBankCharges
    case .corrections: words.moneyAccountCorrections
    }
  }

  func about(_ words: Words) -> String {
    switch self {
    case .bank: words.moneyAboutBank
    case .merchantsOpen: words.moneyAboutMerchantsOpen
    case .merchantsSettled: words.moneyAboutMerchantsSettled
    case .sharesInTransit: words.moneyAboutSharesInTransit
    case .deferredReceived: words.moneyAboutDeferredReceived
    case .deferredRecognised: words.moneyAboutDeferredRecognised
    case .deferredEnded: words.moneyAboutDeferredEnded
    case .soldReceived: words.moneyAboutSoldReceived
    case .soldRecognised: words.moneyAboutSoldRecognised
    case .blocksReceived: words.moneyAboutBlocksReceived
    case .pool: words.moneyAboutPool
    case .ordersPaid: words.moneyAboutOrdersPaid
    case .membersToRepay: words.moneyAboutMembersToRepay
    case .otherParties: words.moneyAboutOtherParties
    case .pointsUsed: words.moneyAboutPointsUsed
    case .breakage: words.moneyAboutBreakage
    case .pointsPaidAsUsed: words.moneyAboutPointsPaidAsUsed
    case .soldUsed: words.moneyAboutSoldUsed
    case .commission: words.moneyAboutCommission
    case .givingFees: words.moneyAboutGivingFees
    case .takingFees: words.moneyAboutTakingFees
    case .referrals: words.moneyAboutReferrals
    case .exchange: words.moneyAboutExchange
    case .unclassified: words.moneyAboutUnclassified
    case .pointsTaken: words.moneyAboutPointsTaken
    case .campaigns: words.moneyAboutCampaigns
    case .poolContributions: words.moneyAboutPoolContributions
    case .agents: words.moneyAboutAgents
    case .bankCharges: words.moneyAboutBankCharges
    case .corrections: words.moneyAboutCorrections
    }
  }
}
