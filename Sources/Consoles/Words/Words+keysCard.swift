// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var cardActivate: String { text("card.activate") }
  var cardActivateNote: String { text("card.activate_note") }
  var cardAdd: String { text("card.add") }
  var cardAddButton: String { text("card.add_button") }
  var cardAddNote: String { text("card.add_note") }
  var cardBatchFailed: String { text("card.batch_failed") }
  var cardBatchMaking: String { text("card.batch_making") }
  var cardBatchReady: String { text("card.batch_ready") }
  var cardBatchTaken: String { text("card.batch_taken") }
  var cardBatches: String { text("card.batches") }
  var cardBearer: String { text("card.bearer") }
  var cardBind: String { text("card.bind") }
  var cardBindNote: String { text("card.bind_note") }
  var cardCertificate: String { text("card.certificate") }
  var cardCertificateNote: String { text("card.certificate_note") }
  var cardCode: String { text("card.code") }
  var cardCodeNote: String { text("card.code_note") }
  var cardCount: String { text("card.count") }
  var cardDestroy: String { text("card.destroy") }
  var cardDestroyNote: String { text("card.destroy_note") }
  var cardFacts: String { text("card.facts") }
  var cardFaultCode: String { text("card.fault_code") }
  var cardFaultHolder: String { text("card.fault_holder") }
  var cardFaultHolds: String { text("card.fault_holds") }
  var cardFaultNumber: String { text("card.fault_number") }
  var cardFaultPoints: String { text("card.fault_points") }
  var cardFaultProof: String { text("card.fault_proof") }
  var cardFaultTaken: String { text("card.fault_taken") }
  var cardFaultTakenFile: String { text("card.fault_taken_file") }
  var cardFaultType: String { text("card.fault_type") }
  var cardFile: String { text("card.file") }
  var cardFind: String { text("card.find") }
  var cardFindButton: String { text("card.find_button") }
  var cardFindNote: String { text("card.find_note") }
  var cardForEver: String { text("card.for_ever") }
  var cardGift: String { text("card.gift") }
  var cardHolder: String { text("card.holder") }
  var cardIntro: String { text("card.intro") }
  var cardIssuedBy: String { text("card.issued_by") }
  var cardJob: String { text("card.job") }
  var cardKind: String { text("card.kind") }
  var cardLength: String { text("card.length") }
  var cardLostNote: String { text("card.lost_note") }
  func cardMade(made: String, wanted: String) -> String {
    text(
      "card.made", ["made": .text(made), "wanted": .text(wanted)])
  }
  var cardMember: String { text("card.member") }
  var cardMemberNote: String { text("card.member_note") }
  var cardMerchantNote: String { text("card.merchant_note") }
  var cardMine: String { text("card.mine") }
  var cardMineIntro: String { text("card.mine_intro") }
  func cardMineNote(count: Int64) -> String { text("card.mine_note", ["count": .count(count)]) }
  func cardMonths(count: String) -> String { text("card.months", ["count": .text(count)]) }
  var cardMonthsField: String { text("card.months_field") }
  var cardMonthsNote: String { text("card.months_note") }
  var cardNameEn: String { text("card.name_en") }
  var cardNameHans: String { text("card.name_hans") }
  var cardNameHant: String { text("card.name_hant") }
  var cardNewBatch: String { text("card.new_batch") }
  var cardNewBatchNote: String { text("card.new_batch_note") }
  var cardNewType: String { text("card.new_type") }
  var cardNewTypeNote: String { text("card.new_type_note") }
  var cardNo: String { text("card.no") }
  var cardNoBatches: String { text("card.no_batches") }
  var cardNoTypes: String { text("card.no_types") }
  var cardNone: String { text("card.none") }
  var cardNoneText: String { text("card.none_text") }
  var cardNumber: String { text("card.number") }
  var cardOpen: String { text("card.open") }
  var cardPin: String { text("card.pin") }
  var cardPrefix: String { text("card.prefix") }
  var cardPrefixNote: String { text("card.prefix_note") }
  func cardProposalBatch(count: String) -> String { text("card.proposal_batch", ["count": .text(count)]) }
  func cardProposalType(name: String) -> String { text("card.proposal_type", ["name": .text(name)]) }
  var cardPropose: String { text("card.propose") }
  var cardRange: String { text("card.range") }
  func cardRangeValue(length: String, prefix: String) -> String {
    text(
      "card.range_value", ["length": .text(length), "prefix": .text(prefix)])
  }
  var cardRecipient: String { text("card.recipient") }
  var cardRelease: String { text("card.release") }
  var cardReleaseNote: String { text("card.release_note") }
  var cardReplace: String { text("card.replace") }
  var cardReplaceNote: String { text("card.replace_note") }
  var cardReplacedBy: String { text("card.replaced_by") }
  var cardReportLost: String { text("card.report_lost") }
  var cardReportStolen: String { text("card.report_stolen") }
  var cardRuleBatch: String { text("card.rule_batch") }
  var cardRuleType: String { text("card.rule_type") }
  var cardRules: String { text("card.rules") }
  var cardSaidBound: String { text("card.said_bound") }
  var cardSaidLost: String { text("card.said_lost") }
  var cardSaidReleased: String { text("card.said_released") }
  var cardSeatActivated: String { text("card.seat_activated") }
  var cardSeatBound: String { text("card.seat_bound") }
  var cardSeatFind: String { text("card.seat_find") }
  var cardSeatFindHint: String { text("card.seat_find_hint") }
  var cardSeatIssue: String { text("card.seat_issue") }
  var cardSeatIssueNote: String { text("card.seat_issue_note") }
  var cardSeatIssued: String { text("card.seat_issued") }
  func cardSeatOf(name: String) -> String { text("card.seat_of", ["name": .text(name)]) }
  var cardSeatOther: String { text("card.seat_other") }
  var cardSeatPinDone: String { text("card.seat_pin_done") }
  var cardSeatPinNote: String { text("card.seat_pin_note") }
  var cardSeatProof: String { text("card.seat_proof") }
  var cardSeatProofMissing: String { text("card.seat_proof_missing") }
  var cardSeatReplaced: String { text("card.seat_replaced") }
  func cardSeatState(state: String) -> String { text("card.seat_state", ["state": .text(state)]) }
  var cardSecurityCode: String { text("card.security_code") }
  var cardSecurityCodeNote: String { text("card.security_code_note") }
  var cardStateActive: String { text("card.state_active") }
  var cardStateClosed: String { text("card.state_closed") }
  var cardStateExpired: String { text("card.state_expired") }
  var cardStateIssued: String { text("card.state_issued") }
  var cardStateLost: String { text("card.state_lost") }
  var cardStateReplaced: String { text("card.state_replaced") }
  var cardStateStolen: String { text("card.state_stolen") }
  var cardStopped: String { text("card.stopped") }
  var cardStoredValue: String { text("card.stored_value") }
  var cardTake: String { text("card.take") }
  var cardTitle: String { text("card.title") }
  var cardTypes: String { text("card.types") }
  var cardValidity: String { text("card.validity") }
  var cardVersion: String { text("card.version") }
  var cardVersionNote: String { text("card.version_note") }
  var cardWelfare: String { text("card.welfare") }
  var cardYes: String { text("card.yes") }
}
