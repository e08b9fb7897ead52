internal import Ledger

/// Which text a template is.
package struct TemplateName: Sendable, Hashable {
  package let kind: MessageKind
  package let channel: MessageChannel
  package let language: MemberLanguage

  package init(kind: MessageKind, channel: MessageChannel, language: MemberLanguage) {
    self.kind = kind
    self.channel = channel
    self.language = language
  }
}

/// A message's words with names between double braces, as `{{points}}`.
///
/// A name that the kind does not have is refused when the template is saved, so none can stay open in what a
/// member reads. Nothing else is special: no conditions, no loops, no markup.
package struct MessageTemplate: Sendable, Hashable {
  /// The subject of an e-mail and the heading in the inbox; an SMS has none.
  package var title: String
  package var body: String

  package init(title: String, body: String) {
    self.title = title
    self.body = body
  }
}

/// A message's words, filled in.
package struct MessageText: Sendable, Hashable {
  package let title: String
  package let body: String
}

/// Why a template was not taken. A closed list.
package enum TemplateRefusal: Error, Sendable, Hashable {
  /// A name that this kind of message does not have.
  case unknownKey(String)
  /// Braces that do not close, or single ones.
  case braces
  /// A title of 1…100 characters (none for an SMS), a body of 1…1,000, and of 300 for an SMS.
  case length
  /// A one-time code's text must show the code.
  case codeMissing
}

extension MessageTemplate {
  /// - Throws: `TemplateRefusal`.
  package func check(for name: TemplateName) throws(TemplateRefusal) {
    let hasTitle = name.channel != .sms
    let longest = name.channel == .sms ? 300 : 1_000
    guard hasTitle ? 1...100 ~= title.unicodeScalars.count : title.isEmpty,
      1...longest ~= body.unicodeScalars.count
    else { throw .length }
    for text in [title, body] { _ = try Self.filled(text, name.kind.keys.reduce(into: [:]) { $0[$1] = "" }) }
    if name.kind == .code, !body.contains("{{code}}") { throw .codeMissing }
  }

  /// - Throws: `TemplateRefusal`, for what was not checked before.
  package func text(_ values: [MessageKey: String]) throws(TemplateRefusal) -> MessageText {
    // What fills a title must not break a line: it becomes a field of an e-mail's header.
    let title = try Self.filled(title, values).filter { !$0.isNewline }
    return MessageText(title: title, body: try Self.filled(body, values))
  }

  private static func filled(
    _ text: String, _ values: [MessageKey: String]
  ) throws(TemplateRefusal) -> String {
    var filled = ""
    var rest = text[...]
    while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      filled += rest[..<brace]
      rest = rest[brace...]
      guard rest.hasPrefix("{{"), let end = rest.range(of: "}}") else { throw .braces }
      let name = rest[rest.index(rest.startIndex, offsetBy: 2)..<end.lowerBound].filter { $0 != " " }
      guard let key = MessageKey(rawValue: name), let value = values[key] else {
        throw .unknownKey(String(name.prefix(40)))
      }
      filled += value
      rest = rest[end.upperBound...]
    }
    return filled + rest
  }
}

extension Substring {
  /// The first place of a text of two characters.
  fileprivate func range(of pair: String) -> Range<Index>? {
    var place = startIndex
    while place < endIndex {
      if self[place...].hasPrefix(pair) { return place..<index(place, offsetBy: pair.count) }
      place = index(after: place)
    }
    return nil
  }
}
