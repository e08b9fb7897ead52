// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var startConsole: String { text("start.console") }
  var startDesk: String { text("start.desk") }
  var startDevelopers: String { text("start.developers") }
  var startEyebrow: String { text("start.eyebrow") }
  var startFirst: String { text("start.first") }
  var startFirstNote: String { text("start.first_note") }
  var startHeadline: String { text("start.headline") }
  var startIntegrators: String { text("start.integrators") }
  var startIntegratorsText: String { text("start.integrators_text") }
  var startLede: String { text("start.lede") }
  var startMembers: String { text("start.members") }
  var startMembersText: String { text("start.members_text") }
  var startMerchants: String { text("start.merchants") }
  var startMerchantsText: String { text("start.merchants_text") }
  var startOpenText: String { text("start.open_text") }
  var startOpenTitle: String { text("start.open_title") }
  var startOperator: String { text("start.operator") }
  var startOperatorText: String { text("start.operator_text") }
  var startQuick: String { text("start.quick") }
  var startReference: String { text("start.reference") }
  var startSite: String { text("start.site") }
  var startTrustText: String { text("start.trust_text") }
  var startTrustTitle: String { text("start.trust_title") }
  var startUseText: String { text("start.use_text") }
  var startUseTitle: String { text("start.use_title") }
  var startWho: String { text("start.who") }
}
