// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var errorFailureText: String { text("error.failure_text") }
  var errorFailureTitle: String { text("error.failure_title") }
  func errorForbiddenRight(right: String) -> String { text("error.forbidden_right", ["right": .text(right)]) }
  var errorForbiddenText: String { text("error.forbidden_text") }
  var errorForbiddenTitle: String { text("error.forbidden_title") }
  var errorHome: String { text("error.home") }
  var errorNotFoundText: String { text("error.not_found_text") }
  var errorNotFoundTitle: String { text("error.not_found_title") }
  var errorRequest: String { text("error.request") }
  var errorStaleText: String { text("error.stale_text") }
  var errorStaleTitle: String { text("error.stale_title") }
  func errorTooManyText(seconds: Int64) -> String {
    text(
      "error.too_many_text", ["seconds": .count(seconds)])
  }
  var errorTooManyTitle: String { text("error.too_many_title") }
}
