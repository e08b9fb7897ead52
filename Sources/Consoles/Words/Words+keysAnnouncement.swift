// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var announcementAll: String { text("announcement.all") }
  var announcementArchiveIntro: String { text("announcement.archive_intro") }
  func announcementBetween(from: String, until: String) -> String {
    text(
      "announcement.between", ["from": .text(from), "until": .text(until)])
  }
  var announcementBodyWrong: String { text("announcement.body_wrong") }
  var announcementDismiss: String { text("announcement.dismiss") }
  var announcementDraftNote: String { text("announcement.draft_note") }
  var announcementDrop: String { text("announcement.drop") }
  var announcementDropNote: String { text("announcement.drop_note") }
  var announcementEnd: String { text("announcement.end") }
  var announcementEndNote: String { text("announcement.end_note") }
  var announcementFirst: String { text("announcement.first") }
  var announcementImportant: String { text("announcement.important") }
  var announcementIntro: String { text("announcement.intro") }
  var announcementLiveNote: String { text("announcement.live_note") }
  var announcementMembers: String { text("announcement.members") }
  var announcementMerchants: String { text("announcement.merchants") }
  var announcementNew: String { text("announcement.new") }
  var announcementNone: String { text("announcement.none") }
  var announcementNoneText: String { text("announcement.none_text") }
  var announcementOne: String { text("announcement.one") }
  var announcementOperators: String { text("announcement.operators") }
  var announcementPreview: String { text("announcement.preview") }
  var announcementPreviewNote: String { text("announcement.preview_note") }
  var announcementPublish: String { text("announcement.publish") }
  var announcementPublished: String { text("announcement.published") }
  var announcementTitle: String { text("announcement.title") }
  var announcementTitleWrong: String { text("announcement.title_wrong") }
  var announcementTo: String { text("announcement.to") }
  var announcementToWrong: String { text("announcement.to_wrong") }
}
