// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var kindAdjust: String { text("kind.adjust") }
  var kindAdvance: String { text("kind.advance") }
  var kindAward: String { text("kind.award") }
  var kindCancel: String { text("kind.cancel") }
  var kindCapture: String { text("kind.capture") }
  var kindCards: String { text("kind.cards") }
  var kindConfirm: String { text("kind.confirm") }
  var kindEarn: String { text("kind.earn") }
  var kindExchange: String { text("kind.exchange") }
  var kindExpire: String { text("kind.expire") }
  var kindHold: String { text("kind.hold") }
  var kindMature: String { text("kind.mature") }
  var kindMerge: String { text("kind.merge") }
  var kindRefund: String { text("kind.refund") }
  var kindReinstate: String { text("kind.reinstate") }
  var kindRelease: String { text("kind.release") }
  var kindReversal: String { text("kind.reversal") }
  var kindSeparate: String { text("kind.separate") }
  var kindSpend: String { text("kind.spend") }
  var kindTopup: String { text("kind.topup") }
  var kindTransfer: String { text("kind.transfer") }
  var kindVoid: String { text("kind.void") }
}
