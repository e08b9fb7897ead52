// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var returnAmount: String { text("return.amount") }
  var returnComplaint: String { text("return.complaint") }
  var returnDoubled: String { text("return.doubled") }
  var returnGoods: String { text("return.goods") }
  var returnMember: String { text("return.member") }
  var returnOther: String { text("return.other") }
}
