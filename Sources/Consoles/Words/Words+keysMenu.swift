// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var menuApprovals: String { text("menu.approvals") }
  var menuCases: String { text("menu.cases") }
  var menuDashboard: String { text("menu.dashboard") }
  var menuDayFiles: String { text("menu.day_files") }
  var menuDevelopers: String { text("menu.developers") }
  var menuDevices: String { text("menu.devices") }
  var menuGroupAlliance: String { text("menu.group_alliance") }
  var menuGroupBooks: String { text("menu.group_books") }
  var menuGroupOverview: String { text("menu.group_overview") }
  var menuGroupService: String { text("menu.group_service") }
  var menuGroupSystem: String { text("menu.group_system") }
  var menuLedger: String { text("menu.ledger") }
  var menuMembers: String { text("menu.members") }
  var menuMerchants: String { text("menu.merchants") }
  var menuPrograms: String { text("menu.programs") }
  var menuTerminals: String { text("menu.terminals") }
  var menuTransactions: String { text("menu.transactions") }
}
