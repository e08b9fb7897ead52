// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var stepBooked: String { text("step.booked") }
  func stepRefused(reason: String) -> String { text("step.refused", ["reason": .text(reason)]) }
  func stepReturned(kind: String, points: String) -> String {
    text(
      "step.returned", ["kind": .text(kind), "points": .text(points)])
  }
}
