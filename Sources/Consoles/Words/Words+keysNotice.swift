// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var noticeAlways: String { text("notice.always") }
  func noticeChoice(channel: String, topic: String) -> String {
    text(
      "notice.choice", ["channel": .text(channel), "topic": .text(topic)])
  }
  var noticeEarn: String { text("notice.earn") }
  var noticeEmail: String { text("notice.email") }
  var noticeExpiry: String { text("notice.expiry") }
  var noticeIntro: String { text("notice.intro") }
  var noticeNoEmail: String { text("notice.no_email") }
  var noticeSafety: String { text("notice.safety") }
  var noticeService: String { text("notice.service") }
  var noticeSms: String { text("notice.sms") }
  var noticeSpend: String { text("notice.spend") }
  var noticeTopic: String { text("notice.topic") }
  var noticeTransfer: String { text("notice.transfer") }
}
