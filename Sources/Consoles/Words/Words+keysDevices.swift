// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var devicesActive: String { text("devices.active") }
  var devicesDevice: String { text("devices.device") }
  var devicesEmptyAction: String { text("devices.empty_action") }
  var devicesEmptyText: String { text("devices.empty_text") }
  var devicesEmptyTitle: String { text("devices.empty_title") }
  var devicesEnded: String { text("devices.ended") }
  var devicesEnrolled: String { text("devices.enrolled") }
  var devicesFacts: String { text("devices.facts") }
  var devicesIntro: String { text("devices.intro") }
  var devicesLoss: String { text("devices.loss") }
  var devicesLossNote: String { text("devices.loss_note") }
  var devicesLost: String { text("devices.lost") }
  var devicesOperator: String { text("devices.operator") }
  var devicesOperatorNo: String { text("devices.operator_no") }
  var devicesOperatorYes: String { text("devices.operator_yes") }
  var devicesOver: String { text("devices.over") }
  var devicesProgramme: String { text("devices.programme") }
  var devicesReplaced: String { text("devices.replaced") }
  var devicesReport: String { text("devices.report") }
  var devicesSaidLost: String { text("devices.said_lost") }
}
