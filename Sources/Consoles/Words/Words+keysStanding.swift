// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var standingActive: String { text("standing.active") }
  var standingApplied: String { text("standing.applied") }
  var standingClosed: String { text("standing.closed") }
  var standingFrozen: String { text("standing.frozen") }
  var standingSuspended: String { text("standing.suspended") }
}
