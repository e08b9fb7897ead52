// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var separateApproval: String { text("separate.approval") }
  func separateBack(back: String, merged: String, program: String) -> String {
    text(
      "separate.back", ["back": .text(back), "merged": .text(merged), "program": .text(program)])
  }
  func separateMerged(time: String) -> String { text("separate.merged", ["time": .text(time)]) }
  var separateNote: String { text("separate.note") }
  func separatePart(program: String) -> String { text("separate.part", ["program": .text(program)]) }
  var separateTitle: String { text("separate.title") }
}
