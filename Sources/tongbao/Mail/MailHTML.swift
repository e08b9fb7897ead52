import Coalition

/// The words of a mail as a page that mailboxes can show: no script, no picture, nothing from elsewhere, and
/// rules on the elements alone, since mailboxes take sheets away.
///
/// Letters and background are the mailbox' own, so that it reads by day and by night; lines are a grey that
/// is seen on both.
struct MailHTML {
  let text: OutgoingText
  let stop: String?

  private static let font = "-apple-system,'PingFang SC','PingFang TC','Microsoft YaHei',sans-serif"

  var page: String {
    // The last paragraph is why the mail came.
    let paragraphs = text.body.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
    let words = paragraphs.count > 1 ? paragraphs.dropLast() : paragraphs[...]
    let reason = paragraphs.count > 1 ? paragraphs.last : nil
    let small = "margin:8px 0;font-size:13px;line-height:1.5"
    let head =
      "margin:0 0 16px;padding:0 0 12px;border-bottom:2px solid #8a8a8a;font-size:20px;line-height:1.4"
    var foot = reason.map { "<p style=\"\(small)\">\(Self.escaped($0))</p>\n" } ?? ""
    if let stop {
      foot +=
        "<p style=\"\(small)\"><a href=\"\(Self.escaped(stop))\" style=\"color:inherit\">"
        + "\(Self.escaped(Self.stopWords(text.language)))</a></p>\n"
    }
    return """
      <!DOCTYPE html>
      <html lang="\(text.language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <meta name="color-scheme" content="light dark">
      <meta name="supported-color-schemes" content="light dark">
      <title>\(Self.escaped(text.title))</title>
      </head>
      <body style="margin:0;padding:16px;font-family:\(Self.font)">
      <div style="max-width:560px;margin:0 auto">
      <h1 style="\(head)">\(Self.escaped(text.title))</h1>
      \(words.map { "<p style=\"margin:0 0 16px;font-size:16px;line-height:1.6\">\(Self.escaped($0))</p>" }
        .joined(separator: "\n"))
      \(foot.isEmpty ? "" : "<div style=\"margin-top:24px;border-top:1px solid #8a8a8a\">\n\(foot)</div>")
      </div>
      </body>
      </html>

      """
  }

  static func stopWords(_ language: MemberLanguage) -> String {
    switch language {
    case .hans: "不再接收这类邮件"
    case .hant: "不再接收這類郵件"
    case .en: "Stop mails of this kind"
    }
  }

  /// What was filled in may be anything: a merchant's name, a device's own.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}
