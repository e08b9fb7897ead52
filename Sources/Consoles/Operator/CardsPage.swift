/// Kinds of cards and batches, with what proposes them, and the look-up of one card by its number.
struct CardsPage: ConsolePage {
  struct TypeRow: Sendable {
    let id: String
    let code: String
    let version: String
    let name: String
    let kind: String
    let range: String
    let validity: String
    /// Whether it may be used without a name, and whether it needs a proof.
    let notes: [String]
    let isOpen: Bool
  }

  struct BatchRow: Sendable {
    let id: String
    let type: String
    let merchant: String
    let made: String
    let state: String
    let createdAt: ShownTime
    /// Whether its file waits for somebody with the right.
    let isReady: Bool
  }

  let types: Loaded<[TypeRow]>
  let batches: Loaded<[BatchRow]>
  /// What the viewer may do.
  var mayProposeTypes = false
  var mayProposeBatches = false
  /// What was typed and not taken.
  var typed: [String: String] = [:]
  var fault: String?

  var place: MenuPlace { .cards }

  func heading(_ words: Words) -> String { words.cardTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.cardIntro)
      if let fault { div(.class("notice bad"), .role("alert"), .id("fault")) { p { fault } } }
      card(words.cardFind, words.cardFindNote) { finding(words) }
      card(words.cardTypes) { types.node(visit) { typeTable($0, words) } }
      card(words.cardBatches) { batches.node(visit) { batchTable($0, visit) } }
      if mayProposeTypes { card(words.cardNewType, words.cardNewTypeNote, id: "new-type") { newType(visit) } }
      if mayProposeBatches {
        card(words.cardNewBatch, words.cardNewBatchNote, id: "new-batch") { newBatch(visit) }
      }
    }
  }

  private func finding(_ words: Words) -> Node {
    form(.class("decision"), .method(.get), .action(.cards)) {
      entry("q", words.cardNumber, [.required, .maxlength(30), Attribute("inputmode", "numeric")])
      div { button(.class("button")) { words.cardFindButton } }
    }
  }

  private func typeTable(_ rows: [TypeRow], _ words: Words) -> Node {
    if rows.isEmpty { return p(.class("none")) { words.cardNoTypes } }
    return DataTable(
      name: words.cardTypes,
      columns: [
        Column(words.cardCode), Column(words.cardKind), Column(words.cardRange), Column(words.cardValidity),
        Column(words.commonState),
      ],
      rows: rows.map { row in
        [
          twoLines(.text(row.name), "\(row.code) \u{00B7} \(row.version)"),
          Node { for line in [row.kind] + row.notes { div { line } } }, .text(row.range),
          .text(row.validity), .text(row.isOpen ? words.cardOpen : words.cardStopped),
        ]
      }
    ).node
  }

  private func batchTable(_ rows: [BatchRow], _ visit: Visit) -> Node {
    let words = visit.words
    if rows.isEmpty { return p(.class("none")) { words.cardNoBatches } }
    return DataTable(
      name: words.cardBatches,
      columns: [
        Column(words.cardKind), Column(words.commonMerchant), Column(words.cardCount, .number),
        Column(words.commonState), Column(words.cardFile),
      ],
      rows: rows.map { row in
        [
          twoLines(.text(row.type), words.time(row.createdAt)), .text(row.merchant), .text(row.made),
          .text(row.state), taking(row, visit),
        ]
      }
    ).node
  }

  private func taking(_ row: BatchRow, _ visit: Visit) -> Node {
    guard row.isReady, mayProposeBatches else { return .text(visit.words.commonNone) }
    return form(.method(.post), .action(.cardFile(row.id))) {
      formToken(visit)
      button(.class("button plain")) { visit.words.cardTake }
    }
  }

  private func newType(_ visit: Visit) -> Node {
    let words = visit.words
    return form(.class("decision"), .method(.post), .action(.cardTypes)) {
      formToken(visit)
      entry("code", words.cardCode, [.required, .maxlength(32)])
      entry("version", words.cardVersion, hint: words.cardVersionNote, [.required, .maxlength(6)], "0")
      entry("name_hans", words.cardNameHans, [.required, .maxlength(100)])
      entry("name_hant", words.cardNameHant, [.required, .maxlength(100)])
      entry("name_en", words.cardNameEn, [.required, .maxlength(100)])
      choice(
        "kind", words.cardKind,
        [("member", words.cardMember), ("gift", words.cardGift), ("welfare", words.cardWelfare)])
      entry("prefix", words.cardPrefix, hint: words.cardPrefixNote, [.required, .maxlength(12)])
      entry("length", words.cardLength, [.required, .maxlength(2)], "16")
      entry("months", words.cardMonthsField, hint: words.cardMonthsNote, [.required, .maxlength(3)], "36")
      fieldset {
        legend { words.cardRules }
        div(.class("checks")) {
          check("bearer", words.cardBearer, false)
          check("pin", words.cardPin, false)
          check("open", words.cardOpen, true)
        }
      }
      reason(words)
      div { button(.class("button")) { words.cardPropose } }
    }
  }

  private func newBatch(_ visit: Visit) -> Node {
    let words = visit.words
    var choices: [(value: String, name: String)] = []
    if case .loaded(let rows) = types { choices = rows.filter(\.isOpen).map { ($0.id, $0.name) } }
    return form(.class("decision"), .method(.post), .action(.cardBatches)) {
      formToken(visit)
      choice("type", words.cardKind, choices)
      entry("count", words.cardCount, [.required, .maxlength(6), Attribute("inputmode", "numeric")])
      entry("merchant", words.commonMerchant, hint: words.cardMerchantNote, [.maxlength(40)])
      div(.class("field")) {
        label(.for("recipient")) { words.cardCertificate }
        textarea(.id("recipient"), .name("recipient"), .maxlength(8_000), .required) {
          typed["recipient"] ?? ""
        }
        small(.class("hint")) { words.cardCertificateNote }
      }
      reason(words, id: "batch-reason")
      div { button(.class("button")) { words.cardPropose } }
    }
  }

  private func reason(_ words: Words, id: String = "reason") -> Node {
    div(.class("field")) {
      label(.for(id)) { words.approvalReason }
      textarea(.id(id), .name("reason"), .maxlength(200), .required) { typed["reason"] ?? "" }
    }
  }

  private func entry(
    _ name: String, _ text: String, hint: String? = nil, _ attributes: [Attribute], _ value: String = ""
  ) -> Node {
    div(.class("field")) {
      label(.for(name)) { text }
      input([.id(name), .name(name), .type("text"), .value(typed[name] ?? value)] + attributes)
      if let hint { small(.class("hint")) { hint } }
    }
  }

  private func choice(_ name: String, _ text: String, _ choices: [(value: String, name: String)]) -> Node {
    div(.class("field")) {
      label(.for(name)) { text }
      select(.id(name), .name(name)) {
        for choice in choices {
          option(
            typed[name] == choice.value ? [.value(choice.value), .selected] : [.value(choice.value)]
          ) { choice.name }
        }
      }
    }
  }

  private func check(_ name: String, _ text: String, _ standard: Bool) -> Node {
    let isOn = typed.isEmpty ? standard : typed[name] != nil
    return label(.class("check")) {
      input([.type("checkbox"), .name(name), .value("1")] + (isOn ? [.checked] : []))
      text
    }
  }
}
