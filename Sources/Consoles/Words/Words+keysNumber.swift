// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  func numberHuge(number: String) -> String { text("number.huge", ["number": .text(number)]) }
  func numberLarge(number: String) -> String { text("number.large", ["number": .text(number)]) }
  func numberThousands(number: String) -> String { text("number.thousands", ["number": .text(number)]) }
}
