/// An announcement as its readers see it.
struct ShownAnnouncement: Sendable {
  let id: String
  let title: String
  let body: String
  let isImportant: Bool
  let from: ShownTime
  let until: ShownTime

  /// What it says, under a heading of the second order.
  func text(_ words: Words) -> Node {
    Node {
      h2 {
        if isImportant { badge(words.announcementImportant, .warn) }
        title
      }
      paragraphs(body)
    }
  }
}

/// What is announced, above what a page is about, each with a button that puts it away.
func announcements(_ visit: Visit) -> Node {
  let words = visit.words
  if visit.announcements.isEmpty { return .nothing }
  return section(.class("announcements"), .aria(.label, words.announcementTitle)) {
    for one in visit.announcements {
      article(.classes(one.isImportant ? ["announcement", "important"] : ["announcement"])) {
        one.text(words)
        form(.method(.post), .action(visit.announcementBase.appending("dismiss"))) {
          formToken(visit)
          input(.type("hidden"), .name("announcement"), .value(one.id))
          input(.type("hidden"), .name("back"), .value(visit.path.text))
          button(.class("quiet")) {
            words.announcementDismiss
            span(.class("unseen")) { one.title }
          }
        }
      }
    }
    p(.class("more")) { a(.href(visit.announcementBase)) { words.announcementAll } }
  }
}

/// The archive of what was announced, for readers of one kind.
struct AnnouncementArchive: Sendable {
  let batch: Loaded<Batch<ShownAnnouncement>>
  let base: Link

  func node(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(words.announcementTitle, words.announcementArchiveIntro)
      batch.node(visit) { batch in
        if batch.rows.isEmpty {
          return emptyState(.quiet, words.announcementNone, words.announcementNoneText) {}
        }
        return Node {
          for one in batch.rows {
            article(.class("card announcement-past")) {
              one.text(words)
              p(.class("hint")) {
                words.announcementBetween(from: words.time(one.from), until: words.time(one.until))
              }
            }
          }
          if let next = batch.next {
            p(.class("actions")) {
              a(.class("button plain"), .rel("next"), .href(base.query([("after", next)]))) {
                words.listNext
              }
            }
          }
        }
      }
    }
  }
}

/// The archive in a console.
struct NewsPage: ConsolePage {
  let archive: AnnouncementArchive

  var place: MenuPlace { .dashboard }
  var deskPlace: DeskPlace { .home }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { words.announcementTitle }
  func content(_ visit: Visit) -> Node { archive.node(visit) }
}

/// The archive on the member site.
struct SiteNewsPage: SitePage {
  let archive: AnnouncementArchive

  var tab: SiteTab? { .home }
  var above: SiteTab? { .home }

  func heading(_ words: Words) -> String { words.announcementTitle }
  func content(_ visit: Visit) -> Node { archive.node(visit) }
}
