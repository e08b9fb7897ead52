// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var progressBooked: String { text("progress.booked") }
  var progressHeld: String { text("progress.held") }
  var progressPartlyRefunded: String { text("progress.partly_refunded") }
  var progressPending: String { text("progress.pending") }
  var progressRefunded: String { text("progress.refunded") }
  var progressRefused: String { text("progress.refused") }
  var progressReversed: String { text("progress.reversed") }
  var progressVoided: String { text("progress.voided") }
}
