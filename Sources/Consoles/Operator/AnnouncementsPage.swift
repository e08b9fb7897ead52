import Coalition

/// How far an announcement is, with its dates.
enum ShownNews: String, CaseIterable, Sendable {
  case draft, scheduled, live, ended

  func badge(_ words: Words) -> Node {
    switch self {
    case .draft: Consoles.badge(words.promotionDraft, .quiet)
    case .scheduled: Consoles.badge(words.promotionScheduled, .warn)
    case .live: Consoles.badge(words.promotionLive, .good)
    case .ended: Consoles.badge(words.promotionEnded, .quiet)
    }
  }
}

/// The operator's announcements.
struct AnnouncementsPage: ConsolePage {
  struct Row: Sendable {
    let id: String
    let title: String
    let audiences: String
    let isImportant: Bool
    let from: ShownTime
    let until: ShownTime
    let state: ShownNews
  }

  static let filters = ["state"]

  let query: ListQuery
  let rows: Loaded<Batch<Row>>

  var place: MenuPlace { .announcements }

  func heading(_ words: Words) -> String { words.announcementTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    var listing = Listing(
      base: .announcements, query: query, batch: rows, heading: heading(words),
      introduction: words.announcementIntro,
      filters: [
        FilterField(
          "state", words.commonState,
          .choice([
            ("draft", words.promotionDraft), ("published", words.announcementPublished),
            ("ended", words.promotionEnded),
          ]))
      ],
      columns: [
        Column(words.promotionName), Column(words.announcementTo), Column(words.promotionFrom, .number),
        Column(words.promotionUntil, .number), Column(words.commonState),
      ],
      firstUse: emptyState(.quiet, words.announcementNone, words.announcementFirst) {
        a(.class("button"), .href(.announcement("new"))) { words.announcementNew }
      },
      cells: { row in
        [
          span(.class("two")) {
            a(.href(.announcement(row.id))) { row.title }
            if row.isImportant { small { words.announcementImportant } }
          },
          .text(row.audiences), moment(row.from, words), moment(row.until, words), row.state.badge(words),
        ]
      })
    listing.addition = (words.announcementNew, .announcement("new"))
    return listing.node(visit)
  }
}

/// One announcement: written, previewed, published and ended.
struct AnnouncementPage: ConsolePage {
  /// Nil for one that is to be written.
  let id: String?
  let state: ShownNews
  var typed: TypedPublication
  /// As its readers will see it, in each language; empty while nothing was saved.
  var previews: [(language: Language, shown: ShownAnnouncement)] = []
  var facts: [(name: String, value: String)] = []
  var key = ""
  var fault: String?

  var place: MenuPlace { .announcements }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String {
    if id == nil { return words.announcementNew }
    return previews.first { $0.language == words.language }?.shown.title ?? words.announcementOne
  }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      div(.class("detail-head")) {
        div {
          if id != nil { state.badge(words) }
          h1 { heading(words) }
          if let id { copyable(id, words) }
        }
      }
      faultNotice(fault)
      if let id {
        card(words.applicationDecision) { acts(id, visit) }
        card(words.announcementPreview, words.announcementPreviewNote) {
          for preview in previews {
            article(
              .classes(preview.shown.isImportant ? ["announcement", "important"] : ["announcement"]),
              .lang(preview.language)
            ) { preview.shown.text(words) }
          }
          Consoles.facts(facts.map { ($0.name, .text($0.value)) })
        }
      }
      if state == .draft {
        card(id == nil ? words.promotionWrite : words.promotionEdit) { writing(visit) }
      }
    }
  }

  @Nodes private func acts(_ id: String, _ visit: Visit) -> [Node] {
    let words = visit.words
    switch state {
    case .draft:
      p { words.announcementDraftNote }
      deskForm(.announcement(id).appending("publish"), words.announcementPublish, visit)
      finalForm(
        .announcement(id).appending("end"), words.announcementDrop, words.announcementDropNote, visit)
    case .scheduled, .live:
      p { words.announcementLiveNote }
      finalForm(
        .announcement(id).appending("end"), words.announcementEnd, words.announcementEndNote, visit)
    case .ended: p(.class("none")) { words.promotionOverNote }
    }
  }

  private func writing(_ visit: Visit) -> Node {
    let words = visit.words
    return deskForm(id.map { .announcement($0) } ?? .announcements, words.promotionSave, visit) {
      if id == nil { input(.type("hidden"), .name("key"), .value(key)) }
      languageFields("title", words.promotionName, typed, length: 60, isLong: false, words)
      languageFields("body", words.promotionBody, typed, length: 1_000, isLong: true, words)
      fieldset {
        legend { words.announcementTo }
        div(.class("checks")) {
          for (name, audience) in Announcement.Audience.named {
            deskCheck("to_" + name, audience.text(words), isOn: !typed["to_" + name].isEmpty)
          }
        }
      }
      deskCheck("important", words.announcementImportant, isOn: !typed["important"].isEmpty)
      deskField("from", words.promotionFrom, typed["from"], type: "datetime-local", length: 20)
      deskField("until", words.promotionUntil, typed["until"], type: "datetime-local", length: 20)
      p(.class("hint")) { words.shellZone(zone: words.zoneName) }
    }
  }
}

extension Announcement.Audience {
  /// One of them, or several joined.
  func text(_ words: Words) -> String {
    Self.named.filter { contains($0.audience) }.map { $0.audience.single(words) }
      .joined(separator: words.listConditionJoin)
  }

  private func single(_ words: Words) -> String {
    switch self {
    case .members: words.announcementMembers
    case .merchants: words.announcementMerchants
    default: words.announcementOperators
    }
  }
}
