import Coalition
import Ledger
import Loyalty

/// Turns a brief or promotion into what pages show, and forms into what is written.
struct PublicationNaming: Sendable {
  let words: Words
  let now: Instant
  let zone: Zone
  let publicIDs: PublicIDs
  /// Of the merchant, by their numbers.
  let stores: [StoreID: String]

  func state(_ publication: Publication) -> ShownPublication {
    switch publication.state {
    case .draft: .draft
    case .submitted: .submitted
    case .approved where now < publication.draft.startsAt: .scheduled
    case .approved where now < publication.draft.endsAt: .live
    case .approved, .ended: .ended
    case .rejected: .rejected
    case .withdrawn: .withdrawn
    }
  }

  func title(_ publication: Publication) -> String {
    if publication.kind == .brief { return words.promotionBrief }
    return publication.draft.title.text(in: MemberLanguage(words.language)).text
  }

  func text(_ publication: Publication) -> PublicationText {
    let draft = publication.draft
    let parts = MemberLanguage.allCases.compactMap { language -> PublicationText.Part? in
      let (title, body) = (draft.title[language], draft.body[language])
      if title.isEmpty && body.isEmpty { return nil }
      return .init(language: Language(language), title: title, body: body)
    }
    return PublicationText(parts: parts, facts: facts(publication))
  }

  private func facts(_ publication: Publication) -> [(name: String, value: String)] {
    let draft = publication.draft
    if publication.kind == .brief {
      return [
        (words.categoryName, draft.category.name(words)),
        (words.promotionHours, draft.hours.isEmpty ? words.commonNone : draft.hours),
        (words.promotionPhone, draft.phone.isEmpty ? words.commonNone : draft.phone),
      ]
    }
    return [
      (words.promotionFrom, words.time(ShownTime(draft.startsAt))),
      (words.promotionUntil, words.time(ShownTime(draft.endsAt))),
      (words.promotionStores, places(draft)),
    ]
  }

  private func places(_ draft: PublicationDraft) -> String {
    if draft.stores.isEmpty { return words.deskAllStores }
    return draft.stores.sorted().map { stores[$0] ?? words.commonNone }.joined(separator: words.placesJoin)
  }

  /// What members see now, and what they would; both languages and facts.
  func differences(_ new: Publication, insteadOf old: Publication?) -> [ApprovalPage.Difference] {
    guard let old else { return [] }
    var lines: [ApprovalPage.Difference] = []
    for language in MemberLanguage.allCases {
      let name = Language(language).name(in: words)
      for (field, before, after) in [
        (words.promotionName, old.draft.title[language], new.draft.title[language]),
        (words.promotionBody, old.draft.body[language], new.draft.body[language]),
      ] where before != after {
        lines.append(
          .init(
            name: words.promotionIn(field: field, language: name),
            before: before.isEmpty ? words.commonNone : before,
            after: after.isEmpty ? words.commonNone : after))
      }
    }
    for (before, after) in zip(facts(old), facts(new)) where before.value != after.value {
      lines.append(.init(name: after.name, before: before.value, after: after.value))
    }
    return lines
  }

  /// What the form shows of what was written.
  func typed(_ publication: Publication) -> TypedPublication {
    let draft = publication.draft
    func local(_ moment: Instant) -> String { words.time(ShownTime(moment)).replacing(" ", with: "T") }
    var typed = TypedPublication(values: [
      "title_hans": draft.title.hans, "title_hant": draft.title.hant, "title_en": draft.title.en,
      "body_hans": draft.body.hans, "body_hant": draft.body.hant, "body_en": draft.body.en,
      "category": draft.category.rawValue, "hours": draft.hours, "phone": draft.phone,
    ])
    if publication.kind == .promotion {
      typed.values["from"] = local(draft.startsAt)
      typed.values["until"] = local(draft.endsAt)
    }
    typed.stores = Set(draft.stores.map { publicIDs.text($0) })
    return typed
  }

  /// What a form says, to be written.
  /// - Throws: `PublicationRefusal.invalid(.dates)`, `.invalid(.stores)`.
  func draft(_ typed: TypedPublication, isBrief: Bool) throws(PublicationRefusal) -> PublicationDraft {
    func local(_ name: String) -> LocalText {
      LocalText(hans: typed[name + "_hans"], hant: typed[name + "_hant"], en: typed[name + "_en"])
    }
    if isBrief {
      return PublicationDraft(
        brief: local("body"), category: MerchantCategory(rawValue: typed["category"]) ?? .other,
        hours: typed["hours"], phone: typed["phone"])
    }
    guard let from = moment(typed["from"], in: zone), let until = moment(typed["until"], in: zone) else {
      throw .invalid(.dates)
    }
    var stores: Set<StoreID> = []
    for name in typed.stores {
      guard let id = publicIDs.id(name, as: Identified.Store.self) else { throw .invalid(.stores) }
      stores.insert(id)
    }
    return PublicationDraft(
      promotion: local("title"), body: local("body"), from: from, until: until, stores: stores)
  }
}

/// The moment at which the operator's clocks show what a field for date and time says: `2026-03-02T08:00`.
func moment(_ text: String, in zone: Zone) -> Instant? {
  guard text.utf8.count == 16 || text.utf8.count == 19 else { return nil }
  let halves = text.split(separator: "T", omittingEmptySubsequences: false)
  guard halves.count == 2, let date = CivilDate(String(halves[0])) else { return nil }
  let parts = halves[1].split(separator: ":").map { Int($0) }
  guard parts.count >= 2, let hour = parts[0], let minute = parts[1],
    let wall = WallTime(date, hour: hour, minute: minute)
  else { return nil }
  return zone.instant(of: wall)
}

extension TypedPublication {
  init(_ form: FormFields) {
    let lengths = [
      ("title_hans", 60), ("title_hant", 60), ("title_en", 60), ("body_hans", 1_000), ("body_hant", 1_000),
      ("body_en", 1_000), ("category", 20), ("hours", 200), ("phone", 30), ("from", 19), ("until", 19),
    ]
    for (name, length) in lengths {
      let text = (form[name] ?? "").replacing("\r\n", with: "\n")
      values[name] = String(text.prefix(length + 1)).trimmed
    }
    stores = Set(form.items.filter { $0.name.hasPrefix("store_") }.map { String($0.name.dropFirst(6)) })
  }
}

extension PublicationRefusal {
  func text(_ words: Words) -> String {
    switch self {
    case .invalid(let field):
      switch field {
      case .title: words.promotionTitleWrong
      case .body: words.promotionBodyWrong
      case .dates: words.promotionDatesWrong
      case .hours: words.merchantFieldWrong(field: words.promotionHours)
      case .phone: words.merchantFieldWrong(field: words.promotionPhone)
      case .stores: words.merchantFieldWrong(field: words.promotionStores)
      case .key: words.errorStaleText
      }
    case .notFound: words.errorNotFoundTitle
    case .notNow: words.promotionNotNow
    case .briefOpen: words.promotionBriefWaits
    case .tooMany: words.promotionTooMany
    case .reasonMissing: words.merchantReasonMissing
    case .reviewerIsAuthor: words.promotionOwn
    case .reviewerMustBePerson: words.approvalFaultPerson
    case .merchantSuspended: words.promotionSuspended
    }
  }
}

extension Language {
  init(_ language: MemberLanguage) {
    self = Language(rawValue: language.rawValue) ?? .simplifiedChinese
  }
}
