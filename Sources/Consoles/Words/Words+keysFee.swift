// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  func feeAndShare(fee: String, share: String) -> String {
    text(
      "fee.and_share", ["fee": .text(fee), "share": .text(share)])
  }
  var feeAnyChannel: String { text("fee.any_channel") }
  var feeFault: String { text("fee.fault") }
  var feeField: String { text("fee.field") }
  var feeHint: String { text("fee.hint") }
  func feeOf(channel: String, fee: String, kind: String) -> String {
    text(
      "fee.of", ["channel": .text(channel), "fee": .text(fee), "kind": .text(kind)])
  }
  var feeShare: String { text("fee.share") }
  var feeTitle: String { text("fee.title") }
  func feeWithin(fee: String, least: String, most: String) -> String {
    text(
      "fee.within", ["fee": .text(fee), "least": .text(least), "most": .text(most)])
  }
}
