import Coalition
import Configuration
import Foundation

/// Who carries e-mail and SMS to members.
///
/// | key | environment | default |
/// | --- | --- | --- |
/// | `mail.smtp` (HOST:PORT of a relay; empty: no e-mail) | `TONGBAO_MAIL_SMTP` | none |
/// | `mail.from` | `TONGBAO_MAIL_FROM` | needed with `mail.smtp` |
/// | `mail.tls` (`none`, `starttls`, `implicit`) | `TONGBAO_MAIL_TLS` | by port and host |
/// | `mail.authorities` (PEM file of who vouches for the relay) | `TONGBAO_MAIL_AUTHORITIES` | the system's |
/// | `mail.username` | `TONGBAO_MAIL_USERNAME` | no sign-in |
/// | `mail.password`, or a file that holds it | `TONGBAO_MAIL_PASSWORD`, `…_PASSWORD_FILE` | needed with it |
/// | `mail.site` (where members find their site) | `TONGBAO_MAIL_SITE` | no links in mail |
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
    var relay = SMTPRelay(host: host, port: port, from: try Self.sender(reader))
    let isLoopback = host == "localhost" || host == "::1" || host.hasPrefix("127.")
    relay.security = try Self.security(reader, isLoopback: isLoopback, port: port)
    relay.account = try Self.account(reader)
    relay.site = try Self.site(reader)
    let isPlainAllowed = reader.bool(forKey: "mail.allow_plain", default: false)
    try Self.requireSafe(relay, isLoopback, isPlainAllowed: isPlainAllowed)
    relay.authorities = reader.string(forKey: "mail.authorities", default: "")
    if relay.security != .none {
      do { _ = try relay.tls() } catch {
        throw SettingsFault(
          "mail.authorities", "\(relay.authorities) is no PEM file of certificates: \(error)")
      }
    }
    self.relay = relay
  }

  private static func sender(_ reader: ConfigReader) throws(SettingsFault) -> String {
    let from = reader.string(forKey: "mail.from", default: "")
    let isAddress =
      from.split(separator: "@", omittingEmptySubsequences: false).count == 2
      && from.utf8.allSatisfy { 0x21...0x7E ~= $0 && $0 != 0x3C && $0 != 0x3E }
    guard isAddress else {
      throw SettingsFault("mail.from", "must be an address such as points@example.com, not \(from)")
    }
    return from
  }

  /// Where nothing is set: none on this machine, TLS from the first byte at port 465, else STARTTLS.
  private static func security(
    _ reader: ConfigReader, isLoopback: Bool, port: Int
  ) throws(SettingsFault) -> MailSecurity {
    let word = reader.string(forKey: "mail.tls", default: "")
    if word.isEmpty { return isLoopback ? .none : port == 465 ? .implicit : .starttls }
    guard let security = MailSecurity(rawValue: word) else {
      throw SettingsFault("mail.tls", "must be none, starttls or implicit, not \(word)")
    }
    return security
  }

  private static func account(_ reader: ConfigReader) throws(SettingsFault) -> MailAccount? {
    let username = reader.string(forKey: "mail.username", default: "")
    if username.isEmpty { return nil }
    let file = reader.string(forKey: "mail.password_file", default: "")
    var password = reader.string(forKey: "mail.password", isSecret: true, default: "")
    if !file.isEmpty {
      guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {  // The reason is said here.
        throw SettingsFault("mail.password_file", "\(file) is not there or cannot be read")
      }
      password = text.trimmingCharacters(in: .newlines)
    }
    guard !password.isEmpty else {
      throw SettingsFault(
        "mail.password",
        "is needed with mail.username: in the environment, or in a file that "
          + "mail.password_file names")
    }
    return MailAccount(username: username, password: password)
  }

  private static func site(_ reader: ConfigReader) throws(SettingsFault) -> String? {
    let text = reader.string(forKey: "mail.site", default: "")
    if text.isEmpty { return nil }
    guard let url = URL(string: text), url.scheme == "https" || url.scheme == "http", url.host != nil,
      url.query == nil, url.fragment == nil, url.path.isEmpty || url.path == "/",
      text.utf8.allSatisfy({ 0x21...0x7E ~= $0 })
    else {
      throw SettingsFault("mail.site", "must be an address such as https://points.example.com, not \(text)")
    }
    return text.hasSuffix("/") ? String(text.dropLast()) : text
  }

  private static func requireSafe(
    _ relay: SMTPRelay, _ isLoopback: Bool, isPlainAllowed: Bool
  ) throws(SettingsFault) {
    guard relay.security == .none, !isLoopback else { return }
    guard relay.account == nil else {
      throw SettingsFault(
        "mail.tls",
        "is none, and the password for \(relay.host) would travel in the clear. Set starttls or implicit")
    }
    guard isPlainAllowed else {
      throw SettingsFault(
        "mail.smtp",
        "\(relay.host) is another machine, and mail would travel in the clear. Leave mail.tls out or set "
          + "starttls or implicit, use a relay on this machine, or set mail.allow_plain for a line that is "
          + "yours alone")
    }
  }

  /// Nobody where nothing is set.
  var sink: MessageSink {
    var sink = MessageSink.none
    if let relay { sink.email = { try await relay.send($0) } }
    if isSMSOnConsole { sink.sms = { say("SMS to \($0.recipient): \($0.body)") } }
    return sink
  }
}
