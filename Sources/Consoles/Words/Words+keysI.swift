// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var importAccepted: String { text("import.accepted") }
  var importApproval: String { text("import.approval") }
  var importCheck: String { text("import.check") }
  var importCheckNote: String { text("import.check_note") }
  var importChecked: String { text("import.checked") }
  var importColumn: String { text("import.column") }
  var importDone: String { text("import.done") }
  var importDoubled: String { text("import.doubled") }
  var importFailed: String { text("import.failed") }
  var importFaultFile: String { text("import.fault_file") }
  func importFaultMany(limit: String) -> String { text("import.fault_many", ["limit": .text(limit)]) }
  var importFaultMerchant: String { text("import.fault_merchant") }
  var importFaultName: String { text("import.fault_name") }
  var importFaultNothing: String { text("import.fault_nothing") }
  var importFaultProgram: String { text("import.fault_program") }
  var importFaultSender: String { text("import.fault_sender") }
  func importFaultSize(limit: String) -> String { text("import.fault_size", ["limit": .text(limit)]) }
  var importFaultState: String { text("import.fault_state") }
  var importFaults: String { text("import.faults") }
  var importFaultsNone: String { text("import.faults_none") }
  func importFaultsNote(limit: String) -> String { text("import.faults_note", ["limit": .text(limit)]) }
  var importFile: String { text("import.file") }
  var importIntro: String { text("import.intro") }
  var importLine: String { text("import.line") }
  var importMerchant: String { text("import.merchant") }
  var importNewMembers: String { text("import.new_members") }
  var importNone: String { text("import.none") }
  var importNoneText: String { text("import.none_text") }
  var importNothing: String { text("import.nothing") }
  var importPoints: String { text("import.points") }
  var importProgram: String { text("import.program") }
  func importProgress(done: String, rows: String) -> String {
    text(
      "import.progress", ["done": .text(done), "rows": .text(rows)])
  }
  var importPropose: String { text("import.propose") }
  var importProposeNote: String { text("import.propose_note") }
  var importProposeTitle: String { text("import.propose_title") }
  var importRefused: String { text("import.refused") }
  var importRemoved: String { text("import.removed") }
  var importRows: String { text("import.rows") }
  var importRun: String { text("import.run") }
  var importRunning: String { text("import.running") }
  var importSend: String { text("import.send") }
  func importSendNote(limit: String) -> String { text("import.send_note", ["limit": .text(limit)]) }
  var importSendTitle: String { text("import.send_title") }
  var importTake: String { text("import.take") }
  var importTitle: String { text("import.title") }
  var importUploaded: String { text("import.uploaded") }
  var importWaiting: String { text("import.waiting") }
  var importWithdraw: String { text("import.withdraw") }
  var importWithdrawNote: String { text("import.withdraw_note") }
  var importWithdrawn: String { text("import.withdrawn") }
  var inboxIntro: String { text("inbox.intro") }
  var inboxNew: String { text("inbox.new") }
  var inboxNone: String { text("inbox.none") }
  var inboxNoneText: String { text("inbox.none_text") }
}
