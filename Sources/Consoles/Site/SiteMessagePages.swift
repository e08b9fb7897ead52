/// The member's inbox.
struct SiteMessagesPage: SitePage {
  struct Row: Sendable {
    let title: String
    let body: String
    let at: ShownTime
    let isNew: Bool
    /// Where what it is about is shown; nil where there is nothing more to see.
    let link: Link?
  }

  let rows: Loaded<Batch<Row>>

  var tab: SiteTab? { .me }
  var above: SiteTab? { .me }

  func heading(_ words: Words) -> String { words.siteMessages }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.inboxIntro)
      rows.node(visit) { batch in
        if batch.rows.isEmpty {
          return emptyState(.quiet, words.inboxNone, words.inboxNoneText) {}
        }
        return Node {
          ul(.class("letters")) { batch.rows.map { letter($0, words) } }
          if let next = batch.next {
            p(.class("actions")) {
              a(
                .class("button plain wide"), .rel("next"),
                .href(Link.siteMessages.query([("after", next)]))
              ) { words.memberOlder }
            }
          }
        }
      }
      p(.class("more")) { a(.href(.sitePreferences)) { words.meNotices } }
    }
  }

  private func letter(_ row: Row, _ words: Words) -> Node {
    li(.class("card")) {
      h2 {
        if let link = row.link { a(.href(link)) { row.title } } else { row.title }
        if row.isNew { badge(words.inboxNew, .good) }
      }
      p { row.body }
      small { words.time(row.at) }
    }
  }
}

/// What a notice is about, as members choose ways for it.
enum ShownTopic: String, CaseIterable, Sendable {
  case earn, spend, transfer, expiry, service

  func name(_ words: Words) -> String {
    switch self {
    case .earn: words.noticeEarn
    case .spend: words.noticeSpend
    case .transfer: words.noticeTransfer
    case .expiry: words.noticeExpiry
    case .service: words.noticeService
    }
  }
}

/// By which ways the member hears of what.
struct SitePreferencesPage: SitePage {
  struct Row: Sendable {
    let topic: ShownTopic
    let email: Bool
    let sms: Bool
  }

  let rows: [Row]
  let hasEmail: Bool
  /// Whether e-mail goes out from this platform.
  let sendsEmail: Bool

  var tab: SiteTab? { .me }
  var above: SiteTab? { .me }

  func heading(_ words: Words) -> String { words.meNotices }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.noticeIntro)
      form(.method(.post), .action(.sitePreferences), .class("card")) {
        formToken(visit)
        DataTable(
          name: heading(words),
          columns: [Column(words.noticeTopic), Column(words.noticeEmail), Column(words.noticeSms)],
          rows: rows.map { row in
            [
              .text(row.topic.name(words)), box(row.topic, "email", words.noticeEmail, row.email, words),
              box(row.topic, "sms", words.noticeSms, row.sms, words),
            ]
          } + [[.text(words.noticeSafety), .text(words.noticeAlways), .text(words.noticeAlways)]],
          isNarrow: true
        ).node
        if !hasEmail { p(.class("hint")) { sendsEmail ? words.noticeNoEmail : words.emailUnavailable } }
        button(.class("button wide")) { words.meSave }
      }
      if !hasEmail, sendsEmail { p(.class("more")) { a(.href(.siteEmail)) { words.meEmail } } }
    }
  }

  private func box(
    _ topic: ShownTopic, _ channel: String, _ name: String, _ isOn: Bool, _ words: Words
  ) -> Node {
    var attributes: [Attribute] = [
      .type("checkbox"), .name("\(channel)_\(topic.rawValue)"), .value("1"),
      .aria(.label, words.noticeChoice(channel: name, topic: topic.name(words))),
    ]
    if isOn { attributes.append(.checked) }
    return label(.class("check")) { input(attributes) }
  }
}

/// Ends e-mail of one kind, from the link at its end and without signing in.
struct SiteStopPage: SitePage {
  enum State: Sendable {
    case asking(ShownTopic, String)
    case done(ShownTopic)
    /// A link that is not ours, or was cut off.
    case unknown
  }

  let state: State

  var tab: SiteTab? { nil }

  func heading(_ words: Words) -> String {
    switch state {
    case .asking: words.stopTitle
    case .done: words.stopDone
    case .unknown: words.stopUnknown
    }
  }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return section(.class("card sign-in")) {
      coin
      h1 { heading(words) }
      switch state {
      case .asking(let topic, let ticket):
        p { words.stopText(topic: topic.name(words)) }
        form(.method(.post), .action(.siteStop(ticket))) {
          button(.class("button wide")) { words.stopAction }
        }
      case .done(let topic): p { words.stopDoneText(topic: topic.name(words)) }
      case .unknown: p { words.stopUnknownText }
      }
      p(.class("more")) { a(.href(.sitePreferences)) { words.meNotices } }
    }
  }
}

/// What the demonstration sent: the place where a visitor finds the code for signing in.
struct DemoInboxPage: FrontPage {
  struct Row: Sendable {
    let channel: String
    let recipient: String
    let title: String
    let body: String
    let at: ShownTime
  }

  let rows: [Row]

  func heading(_ words: Words) -> String { words.trayTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.trayIntro)
      p(.class("actions")) {
        a(.class("button"), .href(.demoInbox)) { words.trayRenew }
        a(.class("button plain"), .href(.siteEnter)) { words.trayEnter }
      }
      if rows.isEmpty { emptyState(.quiet, words.trayNone, words.trayNoneText) {} }
      ul(.class("letters")) {
        for row in rows {
          li(.class("card")) {
            h2 { words.trayTo(recipient: row.recipient) }
            p(.class("hint")) { row.channel + " \u{00B7} " + words.exactTime(row.at) }
            if !row.title.isEmpty { p { strong { row.title } } }
            for line in row.body.split(separator: "\n", omittingEmptySubsequences: true) {
              p { String(line) }
            }
          }
        }
      }
    }
  }
}
