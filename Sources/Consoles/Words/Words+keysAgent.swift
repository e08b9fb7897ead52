// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var agentActive: String { text("agent.active") }
  var agentEnded: String { text("agent.ended") }
  var agentEnds: String { text("agent.ends") }
  var agentFaultAbove: String { text("agent.fault_above") }
  var agentFaultBelow: String { text("agent.fault_below") }
  var agentFaultClosed: String { text("agent.fault_closed") }
  var agentFaultForm: String { text("agent.fault_form") }
  var agentFaultLine: String { text("agent.fault_line") }
  var agentFaultMerchant: String { text("agent.fault_merchant") }
  var agentFaultShares: String { text("agent.fault_shares") }
  var agentField: String { text("agent.field") }
  var agentHint: String { text("agent.hint") }
  var agentIntro: String { text("agent.intro") }
  var agentLevel: String { text("agent.level") }
  func agentLevelNumber(level: String) -> String { text("agent.level_number", ["level": .text(level)]) }
  var agentLooksAfter: String { text("agent.looks_after") }
  var agentLooksAfterNone: String { text("agent.looks_after_none") }
  var agentMerchantHint: String { text("agent.merchant_hint") }
  var agentNone: String { text("agent.none") }
  var agentNoneText: String { text("agent.none_text") }
  var agentNote: String { text("agent.note") }
  var agentParent: String { text("agent.parent") }
  var agentParentHint: String { text("agent.parent_hint") }
  func agentProposal(merchant: String) -> String { text("agent.proposal", ["merchant": .text(merchant)]) }
  var agentPropose: String { text("agent.propose") }
  var agentProposeNote: String { text("agent.propose_note") }
  var agentRegion: String { text("agent.region") }
  var agentSettlements: String { text("agent.settlements") }
  var agentTitle: String { text("agent.title") }
}
