/// A member's tags, and the form that sets another: of the operator's console and of a merchant's.
struct MemberTags: Sendable {
  struct Entry: Sendable {
    let id: String
    let name: String
    /// The merchant whose it is, where it is not the viewer's own.
    let owner: String?
    let setAt: ShownTime
  }

  var entries: [Entry]
  /// The viewer's own that the member does not have.
  var free: [(value: String, name: String)]
  /// Where a tag is set and taken off; nil for those who may not.
  var action: Link?
  /// All of the viewer's own.
  let list: Link

  func node(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      if entries.isEmpty {
        p(.class("none")) { words.tagNoneOnMember }
      } else {
        ul(.class("plain-list")) { for entry in entries { li { row(entry, visit) } } }
      }
      if let action, !free.isEmpty {
        deskForm(action, words.tagSet, isMain: false, visit) {
          input(.type("hidden"), .name("do"), .value("set"))
          deskChoice("tag", words.tagName, free)
        }
      }
      p(.class("more")) { a(.href(list)) { words.tagAll } }
    }
  }

  private func row(_ entry: Entry, _ visit: Visit) -> Node {
    let words = visit.words
    let since = words.tagSince(day: words.day(entry.setAt))
    return Node {
      twoLines(
        badge(entry.name, .quiet), entry.owner.map { $0 + words.listConditionJoin + since } ?? since)
      if let action, entry.owner == nil {
        deskForm(
          action, words.tagClear, isMain: false, name: words.tagClearThis(name: entry.name), visit
        ) {
          input(.type("hidden"), .name("do"), .value("clear"))
          input(.type("hidden"), .name("tag"), .value(entry.id))
        }
      }
    }
  }
}

/// All tags of the operator or of a merchant, and the form for a new one.
struct TagList: Sendable {
  struct Row: Sendable {
    let id: String
    let name: String
    let isRetired: Bool
    let createdAt: ShownTime
  }

  let base: Link
  let rows: Loaded<[Row]>
  let mayChange: Bool
  var typed = ""
  var fault: String?

  func node(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(words.tagTitle, words.tagIntro)
      faultNotice(fault)
      card(words.tagTitle) {
        rows.node(visit) { rows in
          rows.isEmpty ? p(.class("none")) { words.tagNone } : table(rows, visit)
        }
      }
      if mayChange {
        card(words.tagNew) {
          deskForm(base, words.tagMake, visit) { deskField("name", words.tagName, typed, length: 32) }
        }
      }
    }
  }

  private func table(_ rows: [Row], _ visit: Visit) -> Node {
    let words = visit.words
    return DataTable(
      name: words.tagTitle,
      columns: [
        Column(words.tagName), Column(words.commonState), Column(words.tagSinceColumn, .number),
        Column(words.deskChange),
      ],
      rows: rows.map { row in
        [
          .text(row.name),
          row.isRetired ? badge(words.tagRetired, .quiet) : badge(words.tagInUse, .good),
          .text(words.day(row.createdAt)),
          mayChange ? change(row, visit) : .text(words.commonNone),
        ]
      },
      isNarrow: true
    ).node
  }

  private func change(_ row: Row, _ visit: Visit) -> Node {
    let words = visit.words
    let act = row.isRetired ? words.tagRevive : words.tagRetire
    return deskForm(base.appending(row.id), act, isMain: false, name: "\(act) \(row.name)", visit) {
      input(.type("hidden"), .name("retired"), .value(row.isRetired ? "0" : "1"))
    }
  }
}

/// The operator's tags.
struct TagsPage: ConsolePage {
  let list: TagList

  var place: MenuPlace { .members }
  var isBelowPlace: Bool { true }
  func heading(_ words: Words) -> String { words.tagTitle }
  func content(_ visit: Visit) -> Node { list.node(visit) }
}

/// A merchant's tags.
struct DeskTagsPage: DeskPage {
  let list: TagList

  var desk: DeskPlace { .members }
  var isBelowPlace: Bool { true }
  func heading(_ words: Words) -> String { words.tagTitle }
  func content(_ visit: Visit) -> Node { list.node(visit) }
}
