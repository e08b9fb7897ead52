// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var detailAdjust: String { text("detail.adjust") }
  var detailAdvance: String { text("detail.advance") }
  func detailAward(place: String) -> String { text("detail.award", ["place": .text(place)]) }
  var detailBirthday: String { text("detail.birthday") }
  func detailCancel(place: String) -> String { text("detail.cancel", ["place": .text(place)]) }
  func detailCapture(place: String) -> String { text("detail.capture", ["place": .text(place)]) }
  var detailCards: String { text("detail.cards") }
  func detailConfirm(place: String) -> String { text("detail.confirm", ["place": .text(place)]) }
  func detailEarn(place: String) -> String { text("detail.earn", ["place": .text(place)]) }
  func detailExchange(place: String) -> String { text("detail.exchange", ["place": .text(place)]) }
  var detailExpire: String { text("detail.expire") }
  func detailGift(name: String) -> String { text("detail.gift", ["name": .text(name)]) }
  func detailGiftBack(name: String) -> String { text("detail.gift_back", ["name": .text(name)]) }
  func detailHold(place: String) -> String { text("detail.hold", ["place": .text(place)]) }
  var detailMature: String { text("detail.mature") }
  var detailMerge: String { text("detail.merge") }
  func detailRefund(place: String) -> String { text("detail.refund", ["place": .text(place)]) }
  var detailReinstate: String { text("detail.reinstate") }
  func detailRelease(place: String) -> String { text("detail.release", ["place": .text(place)]) }
  func detailReversal(place: String) -> String { text("detail.reversal", ["place": .text(place)]) }
  var detailSeparate: String { text("detail.separate") }
  func detailSpend(place: String) -> String { text("detail.spend", ["place": .text(place)]) }
  func detailTopup(place: String) -> String { text("detail.topup", ["place": .text(place)]) }
  func detailTransfer(place: String) -> String { text("detail.transfer", ["place": .text(place)]) }
  func detailVoid(place: String) -> String { text("detail.void", ["place": .text(place)]) }
}
