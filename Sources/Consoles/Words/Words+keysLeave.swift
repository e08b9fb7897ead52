// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var leaveAction: String { text("leave.action") }
  var leaveAgree: String { text("leave.agree") }
  var leaveAgreePoints: String { text("leave.agree_points") }
  var leaveBooks: String { text("leave.books") }
  var leaveCards: String { text("leave.cards") }
  var leaveChanged: String { text("leave.changed") }
  var leaveConfirm: String { text("leave.confirm") }
  var leaveDone: String { text("leave.done") }
  var leaveDoneText: String { text("leave.done_text") }
  var leaveErased: String { text("leave.erased") }
  var leaveFinal: String { text("leave.final") }
  var leaveHeld: String { text("leave.held") }
  var leaveIntro: String { text("leave.intro") }
  var leaveNoPoints: String { text("leave.no_points") }
  var leavePoints: String { text("leave.points") }
  var leavePointsNote: String { text("leave.points_note") }
  var leaveWhat: String { text("leave.what") }
}
