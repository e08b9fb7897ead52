import Coalition
import Foundation

/// A text as an e-mail after RFC 5322 and 2045: header fields in ASCII, the body in base64.
///
/// In base64 no line begins with a full stop and none is too long, whatever the body says.
struct MailText {
  let text: OutgoingText
  let from: String
  let at: Date

  var bytes: [UInt8] {
    let domain = from.split(separator: "@").last.map(String.init) ?? "localhost"
    let fields = [
      ("From", from), ("To", text.recipient), ("Subject", Self.encoded(text.title)), ("Date", date),
      // The same for every try, so that a mailbox can tell a second one from a second mail.
      ("Message-ID", "<\(text.id)@\(domain)>"), ("MIME-Version", "1.0"),
      ("Content-Type", "text/plain; charset=utf-8"), ("Content-Language", text.language.rawValue),
      ("Content-Transfer-Encoding", "base64"), ("Auto-Submitted", "auto-generated"),
    ]
    let header = fields.map { "\($0.0): \($0.1)\r\n" }.joined()
    let body = Data(text.body.replacing("\n", with: "\r\n").utf8).base64EncodedString()
    return Array((header + "\r\n" + Self.wrapped(body)).utf8)
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
