import Coalition
import Foundation

/// A text as an e-mail after RFC 5322, 2045 and 2046: header fields in ASCII, the words twice, plain and as
/// HTML, both in base64.
///
/// In base64 no line begins with a full stop and none is too long, whatever the body says, and no boundary
/// can be in it.
struct MailText {
  let text: OutgoingText
  let from: String
  /// Where members find their site, as `https://points.example.com`; nil where mail cannot link to it.
  var site: String?
  let at: Date

  private static let boundary = "=_tongbao_alternative"

  var bytes: [UInt8] {
    let domain = from.split(separator: "@").last.map(String.init) ?? "localhost"
    var fields = [
      ("From", from), ("To", text.recipient), ("Subject", Self.encoded(text.title)), ("Date", date),
      // The same for every try, so that a mailbox can tell a second one from a second mail.
      ("Message-ID", "<\(text.id)@\(domain)>"), ("MIME-Version", "1.0"),
      ("Content-Type", "multipart/alternative; boundary=\"\(Self.boundary)\""),
      ("Content-Language", text.language.rawValue), ("Auto-Submitted", "auto-generated"),
    ]
    if let stop {
      // RFC 8058: mailboxes show a button that sends one form, without a page between.
      fields.append(("List-Unsubscribe", "<\(stop)>"))
      fields.append(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
    }
    let header = fields.map { "\($0.0): \($0.1)\r\n" }.joined()
    let html = MailHTML(text: text, stop: stop).page
    let parts = part("text/plain", plain) + part("text/html", html) + "--\(Self.boundary)--\r\n"
    return Array((header + "\r\n" + parts).utf8)
  }

  /// Where this kind of mail can be switched off; nil where it cannot, as for what guards an account.
  private var stop: String? {
    guard let site, let ticket = text.stopTicket else { return nil }
    return site + "/member/stop/" + ticket
  }

  private var plain: String {
    guard let stop else { return text.body }
    return text.body + "\n\n" + MailHTML.stopWords(text.language) + "\n" + stop
  }

  private func part(_ type: String, _ body: String) -> String {
    "--\(Self.boundary)\r\nContent-Type: \(type); charset=utf-8\r\n"
      + "Content-Transfer-Encoding: base64\r\n\r\n"
      + Self.wrapped(Data(body.replacing("\n", with: "\r\n").utf8).base64EncodedString())
  }

  private var date: String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = .gmt
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss '+0000'"
    return formatter.string(from: at)
  }

  /// Encoded words of RFC 2047, each within 75 characters and none with half a character in it.
  static func encoded(_ text: String) -> String {
    if text.utf8.allSatisfy({ 0x20...0x7E ~= $0 }), !text.contains("=?") { return text }
    var words: [String] = []
    var part: [UInt8] = []
    func end() {
      if !part.isEmpty { words.append("=?utf-8?B?" + Data(part).base64EncodedString() + "?=") }
      part = []
    }
    for character in text {
      let bytes = Array(String(character).utf8)
      // 45 bytes are 60 characters of base64, and 12 stand around them.
      if part.count + bytes.count > 45 { end() }
      part += bytes
    }
    end()
    return words.joined(separator: "\r\n ")
  }

  private static func wrapped(_ base64: String) -> String {
    var lines = ""
    var rest = base64[...]
    while !rest.isEmpty {
      lines += rest.prefix(76) + "\r\n"
      rest = rest.dropFirst(76)
    }
    return lines
  }
}
