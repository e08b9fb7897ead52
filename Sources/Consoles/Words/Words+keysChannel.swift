// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var channelApi: String { text("channel.api") }
  var channelConsole: String { text("channel.console") }
  var channelEcommerce: String { text("channel.ecommerce") }
  var channelImporting: String { text("channel.importing") }
  var channelJob: String { text("channel.job") }
  var channelMember: String { text("channel.member") }
  var channelMis: String { text("channel.mis") }
  var channelPos: String { text("channel.pos") }
  var channelSeat: String { text("channel.seat") }
  var channelSms: String { text("channel.sms") }
}
