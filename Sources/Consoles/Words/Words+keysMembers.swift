// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var membersEmptyAction: String { text("members.empty_action") }
  var membersEmptyText: String { text("members.empty_text") }
  var membersEmptyTitle: String { text("members.empty_title") }
  var membersExportAsk: String { text("members.export_ask") }
  var membersExportFull: String { text("members.export_full") }
  var membersExportFullNote: String { text("members.export_full_note") }
  var membersIntro: String { text("members.intro") }
  var membersJoinedFrom: String { text("members.joined_from") }
  var membersJoinedTo: String { text("members.joined_to") }
  var membersSearchHint: String { text("members.search_hint") }
}
