/// A kind of message, as lists and forms name it.
enum ShownMessage: String, CaseIterable, Sendable {
  case earned, spent, returned, sent, received, expired, reinstated, adjusted
  case takenBack = "taken_back"
  case expiringMonth = "expiring_month"
  case expiringWeek = "expiring_week"
  case newDevice = "new_device"
  case phoneChanged = "phone_changed"
  case passwordSet = "password_set"
  case pinSet = "pin_set"
  case emailChanged = "email_changed"
  case tierUp = "tier_up", tierAhead = "tier_ahead", tierDown = "tier_down"
  case birthdayGift = "birthday_gift"
  case giftGiven = "gift_given", giftReceived = "gift_received", giftReturned = "gift_returned"
  case poolInvited = "pool_invited", poolJoined = "pool_joined", poolLeft = "pool_left"
  case poolOffered = "pool_offered", poolHeaded = "pool_headed", poolClosed = "pool_closed"
  case frozen, unfrozen, answered, code

  func name(_ words: Words) -> String {
    switch self {
    case .earned: words.messageEarned
    case .spent: words.messageSpent
    case .returned: words.messageReturned
    case .sent: words.messageSent
    case .received: words.messageReceived
    case .expired: words.messageExpired
    case .reinstated: words.messageReinstated
    case .adjusted: words.messageAdjusted
    case .takenBack: words.messageTaken
    case .expiringMonth: words.messageMonth
    case .expiringWeek: words.messageWeek
    case .tierUp: words.messageTierUp
    case .tierAhead: words.messageTierAhead
    case .tierDown: words.messageTierDown
    case .birthdayGift: words.messageBirthday
    case .giftGiven: words.messageGiftGiven
    case .giftReceived: words.messageGiftReceived
    case .giftReturned: words.messageGiftReturned
    case .poolInvited: words.messagePoolInvited
    case .poolJoined: words.messagePoolJoined
    case .poolLeft: words.messagePoolLeft
    case .poolOffered: words.messagePoolOffered
    case .poolHeaded: words.messagePoolHeaded
    case .poolClosed: words.messagePoolClosed
    case .newDevice: words.messageDevice
    case .phoneChanged: words.messagePhone
    case .passwordSet: words.messagePassword
    case .pinSet: words.messagePin
    case .emailChanged: words.messageEmail
    case .frozen: words.messageFrozen
    case .unfrozen: words.messageUnfrozen
    case .answered: words.messageAnswered
    case .code: words.messageCode
    }
  }
}

/// By which way a message goes.
enum ShownWay: String, CaseIterable, Sendable {
  case site, email, sms

  func name(_ words: Words) -> String {
    switch self {
    case .site: words.templateSite
    case .email: words.noticeEmail
    case .sms: words.noticeSms
    }
  }
}

/// Every kind of message, and which of them the operator has worded.
struct TemplatesPage: ConsolePage {
  let changed: [ShownMessage: Int64]

  var place: MenuPlace { .messages }

  func heading(_ words: Words) -> String { words.templateTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.templateIntro)
      p(.class("more")) { a(.href(.deliveries)) { words.deliveryTitle } }
      DataTable(
        name: heading(words),
        columns: [Column(words.templateKind), Column(words.templateChanged, .number)],
        rows: ShownMessage.allCases.map { kind in
          [
            a(.href(.template(kind.rawValue))) { kind.name(words) },
            .text((changed[kind] ?? 0) == 0 ? words.commonNone : words.number(changed[kind] ?? 0)),
          ]
        }, isNarrow: true
      ).node
    }
  }
}

/// The words of one kind of message: nine texts, each with its form.
struct TemplatePage: ConsolePage {
  struct Text: Sendable {
    let way: ShownWay
    let language: Language
    let title: String
    let body: String
    let isChanged: Bool
    var fault: String?
    var preview: Preview?
  }

  struct Preview: Sendable {
    let title: String
    let body: String
  }

  let kind: ShownMessage
  let keys: [String]
  let texts: [Text]
  let mayEdit: Bool

  var place: MenuPlace { .messages }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { kind.name(words) }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words))
      p(.class("more")) {
        span { words.templateKeys }
        for key in keys { code { "{{" + key + "}}" } }
      }
      for text in texts { textCard(text, visit) }
    }
  }

  private func textCard(_ text: Text, _ visit: Visit) -> Node {
    let words = visit.words
    let id = "\(text.way.rawValue)-\(text.language.rawValue)"
    return section(.class("card"), .id(id)) {
      div(.class("card-head")) {
        h2 { text.way.name(words) + " \u{00B7} " + text.language.name(in: words) }
        badge(text.isChanged ? words.templateChanged : words.templateOwn, text.isChanged ? .good : .quiet)
      }
      if let preview = text.preview {
        div(.class("notice good"), .role("status"), .lang(text.language)) {
          p { strong { words.templateShown } }
          if !preview.title.isEmpty { p { preview.title } }
          for line in preview.body.split(separator: "\n") { p { String(line) } }
        }
      }
      if mayEdit {
        editor(text, id, visit)
      } else {
        if !text.title.isEmpty { p(.lang(text.language)) { strong { text.title } } }
        p(.lang(text.language)) { text.body }
      }
    }
  }

  private func editor(_ text: Text, _ id: String, _ visit: Visit) -> Node {
    let words = visit.words
    var attributes: [Attribute] = [
      .id("body-" + id), .name("body"), .maxlength(1_000), .required, .lang(text.language),
    ]
    if text.fault != nil { attributes += [.aria(.invalid, "true"), .aria(.describedby, "fault-" + id)] }
    return form(.method(.post), .action(.template(kind.rawValue)), .class("decision")) {
      formToken(visit)
      input(.type("hidden"), .name("way"), .value(text.way.rawValue))
      input(.type("hidden"), .name("language"), .value(text.language.rawValue))
      if text.way != .sms {
        div(.class("field")) {
          label(.for("title-" + id)) { words.templateHeading }
          input(
            .id("title-" + id), .name("title"), .type("text"), .maxlength(100), .required, .value(text.title),
            .lang(text.language))
        }
      }
      div(.class("field")) {
        label(.for("body-" + id)) { words.templateBody }
        textarea(attributes) { text.body }
        if let fault = text.fault { p(.id("fault-" + id), .class("fault"), .role("alert")) { fault } }
      }
      div(.class("actions")) {
        button(.class("button"), .name("act"), .value("save")) { words.templateSave }
        button(.class("button plain"), .name("act"), .value("try")) { words.templateTry }
        if text.isChanged {
          button(.class("button plain"), .name("act"), .value("reset")) { words.templateReset }
        }
      }
    }
  }
}

/// The log of deliveries.
struct DeliveriesPage: ConsolePage {
  enum Progress: String, CaseIterable, Sendable {
    case waiting, sent, failed

    func name(_ words: Words) -> String {
      switch self {
      case .waiting: words.deliveryWaiting
      case .sent: words.deliverySent
      case .failed: words.deliveryFailed
      }
    }

    func badge(_ words: Words) -> Node {
      let tone: Tone =
        switch self {
        case .waiting: .warn
        case .sent: .good
        case .failed: .bad
        }
      return Consoles.badge(name(words), tone)
    }
  }

  struct Row: Sendable {
    let at: ShownTime
    let kind: ShownMessage
    let member: String
    let memberLink: Link
    let way: ShownWay
    let tries: Int64
    let progress: Progress
    let nextTry: ShownTime?
    let failure: String
  }

  static let filters = ["state"]

  let query: ListQuery
  let rows: Loaded<Batch<Row>>

  var place: MenuPlace { .messages }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { words.deliveryTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Listing(
      base: .deliveries, query: query, batch: rows, heading: heading(words),
      introduction: words.deliveryIntro,
      filters: [
        FilterField(
          "state", words.commonState, .choice(Progress.allCases.map { ($0.rawValue, $0.name(words)) }))
      ],
      columns: [
        Column(words.templateKind), Column(words.commonMember), Column(words.deliveryChannel),
        Column(words.deliveryTries, .number), Column(words.commonState), Column(words.deliveryFailure),
        Column(words.commonTime, .number),
      ],
      firstUse: emptyState(.quiet, words.deliveryNone, words.deliveryNoneText) {}
    ) { row in
      [
        .text(row.kind.name(words)), a(.href(row.memberLink)) { row.member }, .text(row.way.name(words)),
        .text(words.number(row.tries)), row.progress.badge(words),
        row.nextTry.map { twoLines(.text(row.failure), words.deliveryNext + " " + words.time($0)) }
          ?? .text(row.failure),
        moment(row.at, words),
      ]
    }.node(visit)
  }
}
