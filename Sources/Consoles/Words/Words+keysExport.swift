// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var exportAcceptor: String { text("export.acceptor") }
  var exportAfter: String { text("export.after") }
  var exportAgain: String { text("export.again") }
  var exportBackground: String { text("export.background") }
  var exportBefore: String { text("export.before") }
  var exportCurrency: String { text("export.currency") }
  var exportEnded: String { text("export.ended") }
  var exportFailed: String { text("export.failed") }
  var exportFailureMade: String { text("export.failure_made") }
  var exportFailureRight: String { text("export.failure_right") }
  var exportFile: String { text("export.file") }
  var exportFull: String { text("export.full") }
  var exportIntro: String { text("export.intro") }
  var exportInvalid: String { text("export.invalid") }
  var exportLines: String { text("export.lines") }
  var exportList: String { text("export.list") }
  var exportMemberId: String { text("export.member_id") }
  var exportNoFolder: String { text("export.no_folder") }
  var exportNone: String { text("export.none") }
  var exportNoneText: String { text("export.none_text") }
  var exportNumber: String { text("export.number") }
  var exportReady: String { text("export.ready") }
  var exportRunning: String { text("export.running") }
  func exportTake(size: String) -> String { text("export.take", ["size": .text(size)]) }
  func exportTime(zone: String) -> String { text("export.time", ["zone": .text(zone)]) }
  var exportTitle: String { text("export.title") }
  func exportTooMany(limit: String) -> String { text("export.too_many", ["limit": .text(limit)]) }
  var exportTransactionId: String { text("export.transaction_id") }
  func exportUntil(time: String) -> String { text("export.until", ["time": .text(time)]) }
  var exportWaiting: String { text("export.waiting") }
}
