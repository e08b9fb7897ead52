// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var stopAction: String { text("stop.action") }
  var stopDone: String { text("stop.done") }
  func stopDoneText(topic: String) -> String { text("stop.done_text", ["topic": .text(topic)]) }
  func stopText(topic: String) -> String { text("stop.text", ["topic": .text(topic)]) }
  var stopTitle: String { text("stop.title") }
  var stopUnknown: String { text("stop.unknown") }
  var stopUnknownText: String { text("stop.unknown_text") }
}
