/// A merchant's keys to the interface.
struct DeskKeysPage: DeskPage {
  struct Row: Sendable {
    let id: String
    let name: String
    let prefix: String
    let scopes: [String]
    let createdAt: ShownTime
    let usedAt: ShownTime?
    let isRevoked: Bool
  }

  let query: ListQuery
  let keys: Loaded<Batch<Row>>
  let scopes: [String]
  var fault: String?

  var desk: DeskPlace { .keys }

  func heading(_ words: Words) -> String { words.deskKeys }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      faultNotice(fault)
      Listing(
        base: .deskKeys, query: query, batch: keys, heading: heading(words),
        introduction: words.deskKeysIntro,
        filters: [],
        columns: [
          Column(words.deskKey), Column(words.deskScopes), Column(words.deskUsed, .number),
          Column(words.commonState), Column(words.deskChange),
        ], firstUse: emptyState(.quiet, words.deskKeys, words.deskKeysIntro) {}
      ) { row in
        [
          twoLines(.text(row.name), row.prefix + "\u{2026}"), .text(row.scopes.joined(separator: ", ")),
          row.usedAt.map { moment($0, words) } ?? .text(words.deskNeverSeen),
          row.isRevoked ? badge(words.deskRevoked, .quiet) : badge(words.deskActive, .good),
          row.isRevoked ? .text(words.commonNone) : acts(row, visit),
        ]
      }.node(visit)
      card(words.deskNewKey, words.deskNewKeyNote) {
        deskForm(.deskKeys, words.deskNewKey, visit) {
          deskField("name", words.deskName)
          fieldset {
            legend { words.deskScopes }
            div(.class("checks")) { scopes.map { deskCheck("scope_" + $0, $0, isOn: false) } }
          }
        }
      }
    }
  }

  private func acts(_ row: Row, _ visit: Visit) -> Node {
    let words = visit.words
    return details {
      summary { words.deskChange }
      deskForm(Link.deskKey(row.id).appending("signing"), words.deskNewSigning, isMain: false, visit)
      deskForm(Link.deskKey(row.id).appending("revoke"), words.deskRevoke, isMain: false, visit)
    }
  }
}

/// A secret, this once.
struct DeskSecretPage: DeskPage {
  let name: String
  let keyID: String
  let secret: String
  /// Until when the secret before still serves; nil where there was none.
  var earlierUntil: ShownTime?

  var desk: DeskPlace { .keys }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { words.deskSecret }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.deskSecretOnce)
      card(name) {
        facts(
          [(words.deskKeyId, copyable(keyID, words)), (words.deskSecret, copyable(secret, words))]
            + (earlierUntil.map { [(words.deskEarlierUntil, moment($0, words))] } ?? []))
      }
      p { a(.href(.deskKeys)) { words.deskKeys } }
    }
  }
}
