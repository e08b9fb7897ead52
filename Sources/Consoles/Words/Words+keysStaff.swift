// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var staffAccess: String { text("staff.access") }
  var staffActive: String { text("staff.active") }
  var staffAdd: String { text("staff.add") }
  var staffAddNote: String { text("staff.add_note") }
  var staffAllStores: String { text("staff.all_stores") }
  var staffBelongs: String { text("staff.belongs") }
  var staffChange: String { text("staff.change") }
  var staffCreated: String { text("staff.created") }
  var staffDisable: String { text("staff.disable") }
  var staffDisabled: String { text("staff.disabled") }
  var staffEmptyText: String { text("staff.empty_text") }
  var staffEmptyTitle: String { text("staff.empty_title") }
  var staffEnable: String { text("staff.enable") }
  var staffFaultAbove: String { text("staff.fault_above") }
  var staffFaultLogin: String { text("staff.fault_login") }
  var staffFaultName: String { text("staff.fault_name") }
  var staffFaultOwn: String { text("staff.fault_own") }
  var staffFaultRoles: String { text("staff.fault_roles") }
  var staffIntro: String { text("staff.intro") }
  var staffLogin: String { text("staff.login") }
  var staffName: String { text("staff.name") }
  var staffNumber: String { text("staff.number") }
  var staffPassword: String { text("staff.password") }
  var staffPlatform: String { text("staff.platform") }
  var staffResetFactor: String { text("staff.reset_factor") }
  var staffRoles: String { text("staff.roles") }
  var staffSave: String { text("staff.save") }
  var staffSignOut: String { text("staff.sign_out") }
  var staffStores: String { text("staff.stores") }
  var staffTitle: String { text("staff.title") }
}
