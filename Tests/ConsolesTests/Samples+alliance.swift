@testable import Consoles

// Pages about merchants: who they are, who wants to be one, and what they and the operator make known.
extension Sample {
  static let alliance: [Sample] = merchantPages + applicationPages + publicationPages + announcementPages

  private static let line = MerchantPage.Line(
    name: "Pier <3>", small: "S1", more: "Store & co", isOn: true, link: .staff("usr_1"))
  private static let term = MerchantPage.Term(
    program: "Points <b>", role: "give, take", rate: "1 point for CNY 1.00", limit: "none")

  private static func merchant(_ standing: ShownStanding, isFull: Bool) -> MerchantPage {
    MerchantPage(
      id: "mch_1", code: "SHOP", names: ["Harbour <Coffee>", "港口咖啡"], standing: standing,
      reason: standing == .active ? "" : "unpaid <since> March", joinedAt: Faked.now,
      profile: .init(category: "food", legalName: "Harbour & Sons", phone: "+8613800138000"),
      figures: isFull
        ? .loaded(
          .init(
            given: ShownPoints(12_345), taken: ShownPoints(678), returned: ShownPoints(9),
            reclaimed: ShownPoints(0), transactions: 42)) : .failed(requestID: "req_9"),
      terms: .loaded(isFull ? [term] : []),
      history: .loaded(isFull ? [.init(term: term, number: "2", by: "Lin <Yue>", at: Faked.now)] : []),
      stores: .loaded(isFull ? (0..<20).map { _ in line } : []), staff: .loaded(isFull ? [line] : []),
      terminals: .loaded(isFull ? [line] : []), keys: .forbidden(right: "keys"),
      audit: .loaded(
        isFull
          ? [
            AuditRow(
              number: 7, at: Faked.now, who: "Lin", origin: "192.0.2.1", action: "merchant.update",
              subject: "merchant/7", before: "active <b>", after: "suspended")
          ] : []),
      termsForm: .init(programs: [("TB", "Points")]),
      rights: .init(changes: isFull, proposesTerms: isFull), fault: isFull ? nil : "No <b>")
  }

  private static let merchantPages: [Sample] = [
    Sample("merchant", merchant(.active, isFull: true)),
    Sample("merchant suspended", merchant(.suspended, isFull: true)),
    Sample("merchant closed, nothing there", merchant(.closed, isFull: false)),
  ]

  private static let typed = TypedApplication(values: [
    "name": "Old <Street>", "phone": "12", "note": "line\nand <line>", "category": "beauty",
  ])

  private static func application(
    _ state: ShownApplication, _ proposal: ShownDecision? = nil, checked: Bool = true
  ) -> ApplicationPage {
    var page = ApplicationPage(
      id: "app_1", name: "Old <Street>", state: state,
      stated: [("Name", "Old <Street>"), ("Phone", "+8613900139000")], note: "line\nand <line>",
      likenesses: .loaded(
        checked ? [.init(name: "Like <it>", state: badge("Active", .good), link: .merchant("mch_1"))] : []),
      checks: [("check_seen", "Seen <b>", checked), ("check_agreed", "Agreed", checked)], reviewer: "Lin",
      reason: state == .rejected ? "no <store>" : "",
      proposal: proposal.map { .init(decision: $0, link: .approval("apr_1"), reason: "because <b>") },
      merchant: state == .approved ? .merchant("mch_1") : nil, hasOwner: false)
    page.rights = .init(reviews: true, proposes: true, invites: true)
    page.draft.terms.programs = [("TB", "Points <b>")]
    return page
  }

  private static let applicationPages: [Sample] = [
    Sample("apply", ApplyPage(key: "0123456789abcdef")),
    Sample("apply, refused", ApplyPage(typed: typed, key: "k", fault: ("phone", "Not a <phone>"))),
    Sample("applied", AppliedPage(name: "Old <Street>", number: "app_1", secret: "4F9K-7QRT-X2M4-0C8N")),
    Sample("application status", ApplicationStatusPage(number: "app_<1>", fault: "No <b>")),
    Sample(
      "application status shown",
      ApplicationStatusPage(
        number: "app_1", secret: "s",
        shown: .init(
          name: "Old <Street>", state: .applied, reason: "", sentAt: Faked.now, changedAt: Faked.now))),
    Sample(
      "application status rejected",
      ApplicationStatusPage(
        number: "app_1", secret: "s",
        shown: .init(
          name: "Old", state: .rejected, reason: "no <store>", sentAt: Faked.now, changedAt: Faked.now))),
    Sample("invitation code", InvitationPage(step: .code, code: "<b>", fault: "No <b>")),
    Sample(
      "invitation",
      InvitationPage(step: .access(merchant: "Old <b>", name: "Chen", endsAt: Faked.now), code: "c")),
    Sample("invitation done", InvitationPage(step: .done)),
    Sample(
      "applications",
      ApplicationsPage(
        query: ListQuery(),
        applications: .loaded(
          Batch(
            ShownApplication.allCases.map {
              ApplicationRow(
                id: "app_1", name: "Old <Street>", legalName: "Old & Co", category: "Food", state: $0,
                reviewer: $0 == .applied ? nil : "Lin", sentAt: Faked.now)
            }, next: "app_9")))),
    Sample("no applications", ApplicationsPage(query: ListQuery(), applications: .loaded(Batch([])))),
    Sample("application", application(.applied)),
    Sample("application in review", application(.inReview)),
    Sample("application not checked", application(.inReview, checked: false)),
    Sample("application proposed", application(.inReview, .waiting)),
    Sample("application sent back", application(.inReview, .rejected)),
    Sample("application approved", application(.approved, .succeeded)),
    Sample("application rejected", application(.rejected)),
  ]

  private static let said = PublicationText(
    parts: [
      .init(language: .english, title: "Double <points>", body: "line\nand <line>"),
      .init(language: .traditionalChinese, title: "", body: "文"),
    ], facts: [("From", "2026 <now>")])
  private static let lines: [ApprovalPage.Difference] = [
    .init(name: "Title <b>", before: "old <b>", after: "new <b>"),
    .init(name: "Hours", before: "9", after: "9"),
  ]

  private static func publication(_ state: ShownPublication, isBrief: Bool = false) -> DeskPublicationPage {
    var page = DeskPublicationPage(
      id: "pub_1", isBrief: isBrief, state: state,
      typed: TypedPublication(values: ["title_en": "<b>", "body_hans": "a\n<b>"], stores: ["str_1"]),
      text: said, differences: lines, stores: [("str_1", "Pier <3>"), ("str_2", "Hill")], mayWrite: true)
    page.reason = state == .rejected ? "say <where>" : ""
    return page
  }

  private static func review(_ state: ShownPublication) -> PublicationPage {
    PublicationPage(
      id: "pub_1", title: "Double <points>", merchant: ("Harbour <b>", .merchant("mch_1")), state: state,
      text: said, differences: lines, author: "Mei <b>", reviewer: "Lin", reason: "because <b>",
      at: Faked.now, mayDecide: true, fault: state == .live ? "No <b>" : nil)
  }

  private static let offer = SitePromotion(
    id: "pub_1", merchant: "Harbour <b>", title: "Double <points>", titleLanguage: .english,
    body: "line\nand <line>", bodyLanguage: .english, until: Faked.now, stores: ["Pier <3>"])

  private static let publicationPages: [Sample] =
    [
      Sample(
        desk: "promotions",
        DeskPromotionsPage(
          query: ListQuery(), brief: .loaded(.init(live: "We <sell>\ntea", open: ("pub_2", .submitted))),
          promotions: .loaded(
            Batch(
              ShownPublication.allCases.map {
                .init(id: "pub_1", title: "Double <b>", from: Faked.now, until: Faked.now, state: $0)
              })), mayWrite: true)),
      Sample(
        desk: "no promotions",
        DeskPromotionsPage(
          query: ListQuery(), brief: .loaded(.init(live: nil, open: nil)), promotions: .loaded(Batch([])),
          mayWrite: true)),
      Sample(
        desk: "new promotion",
        DeskPublicationPage(
          id: nil, isBrief: false, state: .draft, stores: [("str_1", "A"), ("str_2", "B")], mayWrite: true,
          key: "k", fault: "No <b>")),
      Sample(
        desk: "new brief",
        DeskPublicationPage(id: nil, isBrief: true, state: .draft, stores: [], mayWrite: true, key: "k")),
      Sample(desk: "brief draft", publication(.draft, isBrief: true)),
      Sample(
        "publications",
        PublicationsPage(
          query: ListQuery(),
          rows: .loaded(
            Batch([
              .init(
                id: "pub_1", title: "Double <b>", merchant: "Harbour <b>", isBrief: false, state: .submitted,
                at: Faked.now)
            ])))),
      Sample("no publications", PublicationsPage(query: ListQuery(), rows: .loaded(Batch([])))),
      Sample(
        site: "promotions", SitePromotionsPage(promotions: .loaded(Batch([offer, offer], next: "pub_9")))),
      Sample(site: "no promotions", SitePromotionsPage(promotions: .loaded(Batch([])))),
    ] + ShownPublication.allCases.map { Sample(desk: "promotion \($0.rawValue)", publication($0)) }
    + [ShownPublication.submitted, .live, .ended].map { Sample("publication \($0.rawValue)", review($0)) }

  private static let news = ShownAnnouncement(
    id: "ann_1", title: "Night <work>", body: "line\nand <line>", isImportant: true, from: Faked.now,
    until: Faked.now)

  private static func announcement(_ state: ShownNews, isNew: Bool = false) -> AnnouncementPage {
    var page = AnnouncementPage(
      id: isNew ? nil : "ann_1", state: state,
      typed: TypedPublication(values: ["title_en": "<b>", "to_members": "1", "important": "1"]))
    page.previews = isNew ? [] : Language.allCases.map { ($0, news) }
    page.facts = [("For", "Members <b>")]
    page.fault = isNew ? "No <b>" : nil
    return page
  }

  private static let announcementPages: [Sample] =
    [
      Sample(
        "announcements",
        AnnouncementsPage(
          query: ListQuery(),
          rows: .loaded(
            Batch(
              ShownNews.allCases.map {
                .init(
                  id: "ann_1", title: "Night <b>", audiences: "Members", isImportant: true, from: Faked.now,
                  until: Faked.now, state: $0)
              })))),
      Sample("no announcements", AnnouncementsPage(query: ListQuery(), rows: .loaded(Batch([])))),
      Sample("new announcement", announcement(.draft, isNew: true)),
      Sample("news", NewsPage(archive: .init(batch: .loaded(Batch([news], next: "ann_9")), base: .news))),
      Sample("no news", NewsPage(archive: .init(batch: .loaded(Batch([])), base: .news))),
      Sample(
        site: "news", SiteNewsPage(archive: .init(batch: .loaded(Batch([news])), base: .siteNews)),
        announcing: [news]),
    ] + ShownNews.allCases.map { Sample("announcement \($0.rawValue)", announcement($0)) }
}
