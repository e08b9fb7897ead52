// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var blockAct: String { text("block.act") }
  var blockActNote: String { text("block.act_note") }
  var blockConfirm: String { text("block.confirm") }
  func blockConfirmNote(count: Int64) -> String { text("block.confirm_note", ["count": .count(count)]) }
  var blockDeskIntro: String { text("block.desk_intro") }
  var blockDeskNoneText: String { text("block.desk_none_text") }
  var blockFaultNoPrice: String { text("block.fault_no_price") }
  var blockFaultPoints: String { text("block.fault_points") }
  var blockFaultPrice: String { text("block.fault_price") }
  var blockFaultProgram: String { text("block.fault_program") }
  var blockFaultRequest: String { text("block.fault_request") }
  var blockIntro: String { text("block.intro") }
  var blockMerchantCode: String { text("block.merchant_code") }
  var blockNone: String { text("block.none") }
  var blockNoneText: String { text("block.none_text") }
  var blockOrder: String { text("block.order") }
  var blockPayNote: String { text("block.pay_note") }
  var blockPlace: String { text("block.place") }
  func blockPlaceNumber(number: String) -> String { text("block.place_number", ["number": .text(number)]) }
  var blockSecondNote: String { text("block.second_note") }
  var blockShowPrice: String { text("block.show_price") }
  var blockStateChecking: String { text("block.state_checking") }
  var blockStateLapsed: String { text("block.state_lapsed") }
  var blockStatePaid: String { text("block.state_paid") }
  func blockTerms(number: String) -> String { text("block.terms", ["number": .text(number)]) }
  var blockTitle: String { text("block.title") }
  var blockTransfer: String { text("block.transfer") }
  var blockTransferReference: String { text("block.transfer_reference") }
  var blockTransferSum: String { text("block.transfer_sum") }
  var blockTransferText: String { text("block.transfer_text") }
}
