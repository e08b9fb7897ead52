import Coalition
import Configuration
import Foundation

/// Who carries e-mail and SMS to members.
///
/// | key | environment | default |
/// | --- | --- | --- |
/// | `mail.smtp` (HOST:PORT of a relay; empty: no e-mail) | `TONGBAO_MAIL_SMTP` | none |
/// | `mail.from` | `TONGBAO_MAIL_FROM` | needed with `mail.smtp` |
/// | `mail.allow_plain` (a relay beyond this machine) | `TONGBAO_MAIL_ALLOW_PLAIN` | `false` |
/// | `sms.provider` (`none`; `console` writes texts to the terminal) | `TONGBAO_SMS_PROVIDER` | `none` |
struct MessageSettings: Sendable {
  var relay: SMTPRelay?
  var isSMSOnConsole: Bool

  /// - Throws: ``SettingsFault``.
  init(reader: ConfigReader) throws {
    switch reader.string(forKey: "sms.provider", default: "none") {
    case "none": isSMSOnConsole = false
    case "console": isSMSOnConsole = true
    case let other: throw SettingsFault("sms.provider", "must be none or console, not \(other)")
    }
    let address = reader.string(forKey: "mail.smtp", default: "")
    if address.isEmpty { return }
    guard let colon = address.lastIndex(of: ":"), let port = Int(address[address.index(after: colon)...]),
      1...65_535 ~= port, colon > address.startIndex
    else { throw SettingsFault("mail.smtp", "must be HOST:PORT, such as 127.0.0.1:25, not \(address)") }
    let host = address[..<colon].trimmingCharacters(in: ["[", "]"])
    let from = reader.string(forKey: "mail.from", default: "")
    let isAddress =
      from.split(separator: "@", omittingEmptySubsequences: false).count == 2
      && from.utf8.allSatisfy { 0x21...0x7E ~= $0 && $0 != 0x3C && $0 != 0x3E }
    guard isAddress else {
      throw SettingsFault("mail.from", "must be an address such as points@example.com, not \(from)")
    }
    let isLoopback = host == "localhost" || host == "::1" || host.hasPrefix("127.")
    guard isLoopback || reader.bool(forKey: "mail.allow_plain", default: false) else {
      throw SettingsFault(
        "mail.smtp",
        "\(host) is another machine, and mail would travel in the clear. Use a relay on this machine, or set "
          + "mail.allow_plain for a line that is yours alone")
    }
    relay = SMTPRelay(host: host, port: port, from: from)
  }

  /// Nobody where nothing is set.
  var sink: MessageSink {
    var sink = MessageSink.none
    if let relay { sink.email = { try await relay.send($0) } }
    if isSMSOnConsole { sink.sms = { say("SMS to \($0.recipient): \($0.body)") } }
    return sink
  }
}
