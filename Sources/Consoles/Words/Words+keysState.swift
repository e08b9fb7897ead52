// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  func stateFailedText(request: String) -> String { text("state.failed_text", ["request": .text(request)]) }
  var stateFailedTitle: String { text("state.failed_title") }
  func stateForbiddenText(right: String) -> String { text("state.forbidden_text", ["right": .text(right)]) }
  var stateForbiddenTitle: String { text("state.forbidden_title") }
  var stateRetry: String { text("state.retry") }
}
