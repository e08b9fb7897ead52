import Coalition

/// How far a brief or promotion is, with its dates.
enum ShownPublication: String, CaseIterable, Sendable {
  case draft, submitted
  /// Approved, and its first day is to come.
  case scheduled
  case live
  case rejected, withdrawn, ended

  func name(_ words: Words) -> String {
    switch self {
    case .draft: words.promotionDraft
    case .submitted: words.promotionSubmitted
    case .scheduled: words.promotionScheduled
    case .live: words.promotionLive
    case .rejected: words.promotionRejected
    case .withdrawn: words.promotionWithdrawn
    case .ended: words.promotionEnded
    }
  }

  func badge(_ words: Words) -> Node {
    let tone: Tone =
      switch self {
      case .submitted, .scheduled: .warn
      case .live: .good
      case .rejected: .bad
      case .draft, .withdrawn, .ended: .quiet
      }
    return Consoles.badge(name(words), tone)
  }
}

/// What a brief or promotion says, as its form shows it again.
struct TypedPublication: Sendable {
  var values: [String: String] = [:]
  /// The stores that are chosen, by their public names.
  var stores: Set<String> = []

  subscript(_ name: String) -> String { values[name] ?? "" }
}

/// A brief or promotion to be read: in every language that it has, with the facts beside it.
struct PublicationText: Sendable {
  struct Part: Sendable {
    let language: Language
    let title: String
    let body: String
  }

  let parts: [Part]
  let facts: [(name: String, value: String)]

  func node(_ words: Words) -> Node {
    Node {
      for part in parts {
        section(.class("say"), .lang(part.language)) {
          if !part.title.isEmpty { h3 { part.title } }
          paragraphs(part.body)
        }
      }
      if !facts.isEmpty { Consoles.facts(facts.map { ($0.name, .text($0.value)) }) }
    }
  }
}

/// Text of ours or of a merchant, a paragraph a line.
@Nodes func paragraphs(_ text: String) -> [Node] {
  for line in text.split(separator: "\n") { p { String(line) } }
}

/// What is shown now, beside what would be.
func differenceTable(_ name: String, _ lines: [ApprovalPage.Difference], _ words: Words) -> Node {
  DataTable(
    name: name,
    columns: [Column(words.approvalWhat), Column(words.approvalBefore), Column(words.approvalAfter)],
    rows: lines.map { line in
      [
        .text(line.name), .text(line.before),
        line.before == line.after ? .text(line.after) : strong { line.after },
      ]
    }
  ).node
}

/// The same text in the three languages; one is enough.
@Nodes func languageFields(
  _ name: String, _ text: String, _ typed: TypedPublication, length: Int, isLong: Bool, _ words: Words
) -> [Node] {
  for (suffix, language) in [
    ("hans", Language.simplifiedChinese), ("hant", .traditionalChinese), ("en", .english),
  ] {
    let id = name + "_" + suffix
    div(.class("field")) {
      label(.for(id)) { words.promotionIn(field: text, language: language.name(in: words)) }
      if isLong {
        textarea(.id(id), .name(id), .maxlength(length), .lang(language)) { typed[id] }
      } else {
        input(
          .id(id), .name(id), .type("text"), .value(typed[id]), .maxlength(length), .autocomplete("off"),
          .lang(language))
      }
    }
  }
}
