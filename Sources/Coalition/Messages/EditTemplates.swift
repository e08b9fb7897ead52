internal import Ledger
internal import Storage

/// A template as the operator sees it.
package struct EditableTemplate: Sendable, Hashable {
  package let name: TemplateName
  package let template: MessageTemplate
  /// Whether these are the operator's words.
  package let isChanged: Bool
}

extension Coalition {
  /// The words of a kind of message, by every way and in every language.
  /// - Throws: `AccessRefusal`.
  package func templates(
    of kind: MessageKind, by principal: Principal
  ) async throws -> [EditableTemplate] {
    try principal.requireOperator(.readMembers)
    let changed = try await database.read { try $0.templates() }
    return kind.channels.flatMap { channel in
      MemberLanguage.allCases.map { language in
        let name = TemplateName(kind: kind, channel: channel, language: language)
        return EditableTemplate(
          name: name, template: changed[name] ?? MessageTemplate.own(kind, channel, language),
          isChanged: changed[name] != nil)
      }
    }
  }

  /// Puts the operator's words in place of the platform's; nil takes the platform's again.
  /// - Throws: `AccessRefusal`, `TemplateRefusal`.
  package func setTemplate(
    _ template: MessageTemplate?, for name: TemplateName, by principal: Principal
  ) async throws {
    try principal.requireOperator(.settings)
    try template?.check(for: name)
    let now = clock.now()
    let subject = "template/\(name.kind.rawValue)/\(name.channel.rawValue)/\(name.language.rawValue)"
    try await database.write { tx in
      let old = try tx.templates()[name]
      if let template {
        try tx.execute(
          """
          INSERT INTO message_template (kind, channel, language, title, body, updated_at)
          VALUES (\(name.kind), \(name.channel), \(name.language), \(template.title), \(template.body),
            \(now))
          ON CONFLICT (kind, channel, language) DO UPDATE SET title = excluded.title, body = excluded.body,
            updated_at = excluded.updated_at
          """)
      } else {
        try tx.execute(
          """
          DELETE FROM message_template WHERE kind = \(name.kind) AND channel = \(name.channel)
            AND language = \(name.language)
          """)
      }
      try append(
        Change(
          action: "template.set", subject: subject, before: old?.body ?? "", after: template?.body ?? ""),
        by: principal.actor, in: tx)
    }
  }

  /// How a template reads with made-up values.
  /// - Throws: `TemplateRefusal`.
  package func preview(
    _ template: MessageTemplate, for name: TemplateName
  ) throws(TemplateRefusal) -> MessageText {
    try template.check(for: name)
    let values: [MessageKey: String] = [
      .points: "1,280", .program: MessageTemplate.sampleProgram[name.language],
      .merchant: MessageTemplate.platform[name.language], .day: "2026-12-31", .time: "2026-11-22 08:00",
      .device: "Chrome, Android", .code: "427193", .minutes: "5",
      .tier: MessageTemplate.sampleTier[name.language],
      .member: MessageTemplate.someMember[name.language],
      .pool: MessageTemplate.samplePool[name.language],
    ]
    return try template.text(values)
  }
}

extension MessageKind {
  /// A code is never shown on the site.
  package var channels: [MessageChannel] { self == .code ? [.email, .sms] : [.site, .email, .sms] }
}
