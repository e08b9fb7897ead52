// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  func meCodeTo(phone: String) -> String { text("me.code_to", ["phone": .text(phone)]) }
  var meData: String { text("me.data") }
  var meDevices: String { text("me.devices") }
  func meDevicesNote(count: Int64) -> String { text("me.devices_note", ["count": .count(count)]) }
  var meEmail: String { text("me.email") }
  var meEmailNone: String { text("me.email_none") }
  var meEmailNote: String { text("me.email_note") }
  var meExport: String { text("me.export") }
  var meExportNote: String { text("me.export_note") }
  var meFeedbackNote: String { text("me.feedback_note") }
  var meFreeze: String { text("me.freeze") }
  var meFreezeNote: String { text("me.freeze_note") }
  var meLeave: String { text("me.leave") }
  var meLeaveNote: String { text("me.leave_note") }
  var meNotices: String { text("me.notices") }
  var meNoticesNote: String { text("me.notices_note") }
  var mePassword: String { text("me.password") }
  var mePasswordNone: String { text("me.password_none") }
  var mePasswordSet: String { text("me.password_set") }
  var mePhone: String { text("me.phone") }
  var mePhoneNote: String { text("me.phone_note") }
  var mePin: String { text("me.pin") }
  var mePinNone: String { text("me.pin_none") }
  var mePinSet: String { text("me.pin_set") }
  var meSafety: String { text("me.safety") }
  var meSave: String { text("me.save") }
  var meSettings: String { text("me.settings") }
  var meType: String { text("me.type") }
  var meTypeLarge: String { text("me.type_large") }
  var meTypeNormal: String { text("me.type_normal") }
}
