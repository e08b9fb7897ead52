// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var dayFilesAgreed: String { text("day_files.agreed") }
  var dayFilesAmount: String { text("day_files.amount") }
  var dayFilesComparing: String { text("day_files.comparing") }
  var dayFilesDifferences: String { text("day_files.differences") }
  var dayFilesDone: String { text("day_files.done") }
  var dayFilesDuplicated: String { text("day_files.duplicated") }
  var dayFilesEmptyAction: String { text("day_files.empty_action") }
  var dayFilesEmptyText: String { text("day_files.empty_text") }
  var dayFilesEmptyTitle: String { text("day_files.empty_title") }
  var dayFilesIntro: String { text("day_files.intro") }
  var dayFilesInvalid: String { text("day_files.invalid") }
  var dayFilesLine: String { text("day_files.line") }
  var dayFilesLines: String { text("day_files.lines") }
  var dayFilesMissingHere: String { text("day_files.missing_here") }
  var dayFilesMissingThere: String { text("day_files.missing_there") }
  var dayFilesMore: String { text("day_files.more") }
  var dayFilesNoDifferences: String { text("day_files.no_differences") }
  var dayFilesNotPosted: String { text("day_files.not_posted") }
  func dayFilesNumber(number: String) -> String { text("day_files.number", ["number": .text(number)]) }
  var dayFilesOutcome: String { text("day_files.outcome") }
  var dayFilesPending: String { text("day_files.pending") }
  var dayFilesPosted: String { text("day_files.posted") }
  var dayFilesReceived: String { text("day_files.received") }
  var dayFilesToCase: String { text("day_files.to_case") }
}
