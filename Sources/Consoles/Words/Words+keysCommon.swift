// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var commonAccount: String { text("common.account") }
  var commonAmount: String { text("common.amount") }
  var commonAvailable: String { text("common.available") }
  var commonBalanceAfter: String { text("common.balance_after") }
  var commonChannel: String { text("common.channel") }
  var commonDay: String { text("common.day") }
  var commonEmail: String { text("common.email") }
  var commonExpires: String { text("common.expires") }
  var commonFrom: String { text("common.from") }
  var commonJoined: String { text("common.joined") }
  var commonKind: String { text("common.kind") }
  var commonLot: String { text("common.lot") }
  var commonMember: String { text("common.member") }
  var commonMerchant: String { text("common.merchant") }
  var commonNever: String { text("common.never") }
  var commonNone: String { text("common.none") }
  var commonPhone: String { text("common.phone") }
  var commonPoints: String { text("common.points") }
  var commonProgram: String { text("common.program") }
  var commonReason: String { text("common.reason") }
  var commonReference: String { text("common.reference") }
  var commonSource: String { text("common.source") }
  var commonState: String { text("common.state") }
  var commonStore: String { text("common.store") }
  var commonSum: String { text("common.sum") }
  var commonTerminal: String { text("common.terminal") }
  var commonTime: String { text("common.time") }
  var commonTimeline: String { text("common.timeline") }
  var commonTo: String { text("common.to") }
  var commonTransaction: String { text("common.transaction") }
  func commonWorth(money: String) -> String { text("common.worth", ["money": .text(money)]) }
}
