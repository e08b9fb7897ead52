// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var linkAccount: String { text("link.account") }
  var linkAdd: String { text("link.add") }
  var linkAddNote: String { text("link.add_note") }
  var linkAgain: String { text("link.again") }
  func linkBringsNote(program: String) -> String { text("link.brings_note", ["program": .text(program)]) }
  var linkBrought: String { text("link.brought") }
  var linkBroughtAsking: String { text("link.brought_asking") }
  func linkBroughtDone(points: String) -> String { text("link.brought_done", ["points": .text(points)]) }
  var linkBroughtNothing: String { text("link.brought_nothing") }
  var linkCode: String { text("link.code") }
  func linkCodeNote(account: String) -> String { text("link.code_note", ["account": .text(account)]) }
  var linkConfirm: String { text("link.confirm") }
  var linkConfirmButton: String { text("link.confirm_button") }
  var linkConfirmIntro: String { text("link.confirm_intro") }
  var linkDeskNone: String { text("link.desk_none") }
  var linkEnd: String { text("link.end") }
  func linkEndName(account: String) -> String { text("link.end_name", ["account": .text(account)]) }
  var linkEndNote: String { text("link.end_note") }
  var linkEnded: String { text("link.ended") }
  func linkEndedAt(reason: String, time: String) -> String {
    text(
      "link.ended_at", ["reason": .text(reason), "time": .text(time)])
  }
  var linkFaultCode: String { text("link.fault_code") }
  var linkFaultInvalid: String { text("link.fault_invalid") }
  var linkFaultNotFound: String { text("link.fault_not_found") }
  var linkFaultOff: String { text("link.fault_off") }
  var linkFaultOver: String { text("link.fault_over") }
  var linkFaultSilent: String { text("link.fault_silent") }
  func linkFaultSoon(seconds: String) -> String { text("link.fault_soon", ["seconds": .text(seconds)]) }
  var linkFaultTaken: String { text("link.fault_taken") }
  var linkFaultTooMany: String { text("link.fault_too_many") }
  var linkFaultUsed: String { text("link.fault_used") }
  var linkGoOn: String { text("link.go_on") }
  var linkIntro: String { text("link.intro") }
  var linkMember: String { text("link.member") }
  var linkNone: String { text("link.none") }
  var linkNoneOpen: String { text("link.none_open") }
  var linkNoneText: String { text("link.none_text") }
  var linkPartnerBrings: String { text("link.partner_brings") }
  var linkPartnerBringsNone: String { text("link.partner_brings_none") }
  var linkPartnerLinks: String { text("link.partner_links") }
  var linkSaidEnded: String { text("link.said_ended") }
  var linkSaidLinked: String { text("link.said_linked") }
  var linkSince: String { text("link.since") }
  var linkStateCurrent: String { text("link.state_current") }
  var linkStateLeft: String { text("link.state_left") }
  var linkStateMember: String { text("link.state_member") }
  var linkStateOperator: String { text("link.state_operator") }
  var linkStatePartner: String { text("link.state_partner") }
  var linkSystem: String { text("link.system") }
  var linkTitle: String { text("link.title") }
  var linkWay: String { text("link.way") }
  var linkWayCode: String { text("link.way_code") }
  var linkWayHandOver: String { text("link.way_hand_over") }
}
