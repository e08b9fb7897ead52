import Coalition
import Hummingbird
import Ledger

extension MemberSite {
  func inbox(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in
      let after: MessageID? = coalition.publicIDs.id(asked.query["after"] ?? "")
      let rows = await visit.loaded {
        let page = try await coalition.messages(
          PageRequest(limit: 20, after: after), in: MemberLanguage(visit.words.language), by: visit.me)
        let rows = page.items.map { worded in
          SiteMessagesPage.Row(
            title: worded.title, body: worded.body, at: ShownTime(worded.message.at),
            isNew: !worded.message.isRead, link: worded.message.kind.page)
        }
        let next = page.hasMore ? page.items.last.map { coalition.publicIDs.text($0.message.id) } : nil
        return Batch(rows, next: next)
      }
      return faces.page(SiteMessagesPage(rows: rows).render(visit.visit))
    }
  }

  func preferences(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in
      let choices = try await coalition.messageChoices(by: visit.me)
      let rows = ShownTopic.allCases.compactMap { topic in
        MessageTopic(rawValue: topic.rawValue).flatMap { choices[$0] }.map {
          SitePreferencesPage.Row(topic: topic, email: $0.email, sms: $0.sms)
        }
      }
      let page = SitePreferencesPage(
        rows: rows, hasEmail: visit.member.email != nil, sendsEmail: coalition.sendsEmail)
      return faces.page(page.render(visit.visit))
    }
  }

  func savePreferences(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      var choices: [MessageTopic: MessageChoice] = [:]
      for topic in MessageTopic.allCases {
        choices[topic] = MessageChoice(
          email: form["email_" + topic.rawValue] == "1", sms: form["sms_" + topic.rawValue] == "1")
      }
      try await coalition.setMessageChoices(choices, by: visit.me)
      return done(.preferences, at: .sitePreferences)
    }
  }
}

extension MessageKind {
  /// Where what a message tells can be looked at.
  fileprivate var page: Link? {
    switch self {
    case .earned, .spent, .returned, .sent, .received, .expired, .reinstated, .adjusted, .takenBack,
      .birthdayGift, .giftReceived:
      .sitePoints
    case .giftGiven, .giftReturned: .siteBuy
    case .expiringMonth, .expiringWeek: .sitePlaces
    case .tierUp, .tierAhead, .tierDown: .site
    case .newDevice: .siteDevices
    case .phoneChanged, .passwordSet, .pinSet, .emailChanged, .frozen, .unfrozen: .siteMe
    case .answered: .siteFeedback
    case .poolInvited, .poolJoined, .poolLeft, .poolOffered, .poolHeaded, .poolClosed: .sitePools
    case .code: nil
    }
  }
}

extension Faces {
  /// What the demonstration sent, for whoever tries it.
  func demoInbox(_ tray: MessageTray, _ request: Request) async -> Response {
    let visit = visit(request)
    let rows = await tray.texts().prefix(50).map { kept in
      DemoInboxPage.Row(
        channel: (ShownWay(rawValue: kept.channel.rawValue) ?? .sms).name(visit.words),
        recipient: kept.text.recipient, title: kept.text.title, body: kept.text.body, at: ShownTime(kept.at))
    }
    return page(DemoInboxPage(rows: Array(rows)).render(visit))
  }
}
