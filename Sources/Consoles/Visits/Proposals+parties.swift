import Coalition
import Ledger

extension AdjustProposal {
  /// All that a correction of points names beside the member.
  func parties(_ naming: Naming) -> [(name: String, value: String, link: Link?)] {
    let words = naming.words
    let bearer = naming.merchant(MerchantID(issuer)) ?? words.accountPlatform
    var parties: [(name: String, value: String, link: Link?)] = [
      (words.commonProgram, naming.program(wallet.asset), nil), (words.approvalBearer, bearer, nil),
    ]
    if let code = code.flatMap({ AdjustReason(rawValue: $0) }) {
      parties.append((words.adjustReason, code.name(words), nil))
    }
    return parties
  }
}

extension SettlementProposal {
  func parties(_ naming: Naming) -> [(name: String, value: String, link: Link?)] {
    let words = naming.words
    return [
      (words.commonMerchant, naming.merchant(MerchantID(merchant)) ?? words.commonNone, nil),
      (words.commonProgram, naming.program(AssetID(asset)), nil),
      (words.settlementFrom, ShownDay(daysSince1970: Int64(fromDay)).text, nil),
    ]
  }
}

extension AgentProposal {
  func parties(_ naming: Naming) -> [(name: String, value: String, link: Link?)] {
    let id = MerchantID(merchant)
    let words = naming.words
    return [
      (
        words.commonMerchant, naming.merchant(id) ?? words.commonNone,
        .merchant(naming.publicIDs.text(id))
      )
    ] + (legalNote.isEmpty ? [] : [(words.agentNote, legalNote, nil)])
  }
}

extension CostSharesProposal {
  func parties(_ naming: Naming) -> [(name: String, value: String, link: Link?)] {
    let words = naming.words
    return [
      (words.commonProgram, naming.program(AssetID(asset)), nil),
      (words.shareRule, words.number(Int64(rule)), nil),
      (words.settlementFrom, ShownDay(daysSince1970: Int64(fromDay)).text, nil),
    ]
  }
}

extension FundingProposal {
  func parties(_ naming: Naming) -> [(name: String, value: String, link: Link?)] {
    let words = naming.words
    return [
      (words.commonMerchant, naming.merchant(MerchantID(merchant)) ?? words.commonNone, nil),
      (words.commonProgram, naming.program(AssetID(asset)), nil),
    ]
  }
}

extension SettlementAdjustmentProposal {
  func parties(_ naming: Naming) -> [(name: String, value: String, link: Link?)] {
    let words = naming.words
    return [
      (words.commonMerchant, naming.merchant(MerchantID(merchant)) ?? words.commonNone, nil),
      (words.commonProgram, naming.program(AssetID(asset)), nil),
      (words.settlementAmount, naming.money(amount, AssetID(asset)), nil),
      (words.commonReason, reason, nil),
    ]
  }
}
