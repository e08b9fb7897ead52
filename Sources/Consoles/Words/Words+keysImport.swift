// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var importAccepted: String { text("import.accepted") }
  var importApproval: String { text("import.approval") }
  var importCheck: String { text("import.check") }
  var importCheckNote: String { text("import.check_note") }
  var importChecked: String { text("import.checked") }
  var importColumn: String { text("import.column") }
  func importCsvAt(line: String, reason: String) -> String {
    text(
      "import.csv_at", ["line": .text(line), "reason": .text(reason)])
  }
  var importCsvBehind: String { text("import.csv_behind") }
  var importCsvCr: String { text("import.csv_cr") }
  var importCsvEncoding: String { text("import.csv_encoding") }
  func importCsvHeader(members: String, purchases: String) -> String {
    text(
      "import.csv_header", ["members": .text(members), "purchases": .text(purchases)])
  }
  var importCsvInside: String { text("import.csv_inside") }
  var importCsvLongField: String { text("import.csv_long_field") }
  var importCsvLongRow: String { text("import.csv_long_row") }
  var importCsvOpen: String { text("import.csv_open") }
  var importCsvUnreadable: String { text("import.csv_unreadable") }
  var importDone: String { text("import.done") }
  var importDoubled: String { text("import.doubled") }
  var importFailed: String { text("import.failed") }
  func importFailureApproval(state: String) -> String {
    text(
      "import.failure_approval", ["state": .text(state)])
  }
  var importFailureChanged: String { text("import.failure_changed") }
  var importFailureMerchant: String { text("import.failure_merchant") }
  var importFailureMissing: String { text("import.failure_missing") }
  var importFailureOther: String { text("import.failure_other") }
  var importFailureProgram: String { text("import.failure_program") }
  var importFailureRight: String { text("import.failure_right") }
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
  var importJoined: String { text("import.joined") }
  var importJoining: String { text("import.joining") }
  var importJoinsKnown: String { text("import.joins_known") }
  var importKind: String { text("import.kind") }
  var importKindMembers: String { text("import.kind_members") }
  var importKindPurchases: String { text("import.kind_purchases") }
  var importLine: String { text("import.line") }
  var importMerchant: String { text("import.merchant") }
  var importNewMembers: String { text("import.new_members") }
  var importNone: String { text("import.none") }
  var importNoneText: String { text("import.none_text") }
  var importNotJoined: String { text("import.not_joined") }
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
  func importRowAmount(value: String) -> String { text("import.row_amount", ["value": .text(value)]) }
  var importRowCode: String { text("import.row_code") }
  var importRowContact: String { text("import.row_contact") }
  func importRowCount(count: String, wanted: String) -> String {
    text(
      "import.row_count", ["count": .text(count), "wanted": .text(wanted)])
  }
  func importRowDate(value: String) -> String { text("import.row_date", ["value": .text(value)]) }
  func importRowDeclined(reason: String) -> String { text("import.row_declined", ["reason": .text(reason)]) }
  func importRowEnded(value: String) -> String { text("import.row_ended", ["value": .text(value)]) }
  func importRowLanguage(value: String) -> String { text("import.row_language", ["value": .text(value)]) }
  func importRowLength(count: String, most: String) -> String {
    text(
      "import.row_length", ["count": .text(count), "most": .text(most)])
  }
  func importRowLines(most: String) -> String { text("import.row_lines", ["most": .text(most)]) }
  func importRowLots(most: String) -> String { text("import.row_lots", ["most": .text(most)]) }
  var importRowLotsDiffer: String { text("import.row_lots_differ") }
  var importRowMember: String { text("import.row_member") }
  var importRowMoment: String { text("import.row_moment") }
  var importRowName: String { text("import.row_name") }
  var importRowPoints: String { text("import.row_points") }
  var importRowReceipt: String { text("import.row_receipt") }
  func importRowSum(amount: String, sum: String) -> String {
    text(
      "import.row_sum", ["amount": .text(amount), "sum": .text(sum)])
  }
  var importRowTaken: String { text("import.row_taken") }
  func importRowTime(value: String) -> String { text("import.row_time", ["value": .text(value)]) }
  var importRowUnforeseen: String { text("import.row_unforeseen") }
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
}
