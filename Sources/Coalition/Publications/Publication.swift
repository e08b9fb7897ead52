package import Ledger
internal import Storage

/// A text in the languages of the platform, at least one of them.
package struct LocalText: Sendable, Hashable {
  package var hans: String
  package var hant: String
  package var en: String

  package init(hans: String = "", hant: String = "", en: String = "") {
    self.hans = hans
    self.hant = hant
    self.en = en
  }

  package var isEmpty: Bool { hans.isEmpty && hant.isEmpty && en.isEmpty }

  /// In the language, or else in one that its reader is likeliest to read, with the language that it is in.
  package func text(in language: Language) -> (text: String, language: Language) {
    let order: [Language] =
      switch language {
      case .hans: [.hans, .hant, .en]
      case .hant: [.hant, .hans, .en]
      case .en: [.en, .hans, .hant]
      }
    for one in order where !self[one].isEmpty { return (self[one], one) }
    return ("", language)
  }

  package subscript(language: Language) -> String {
    switch language {
    case .hans: hans
    case .hant: hant
    case .en: en
    }
  }

  /// Whether every language that is there is plain text of such a length.
  func isPlain(atMost length: Int, allowsLines: Bool) -> Bool {
    [hans, hant, en].allSatisfy { $0.isEmpty || $0.isPlain(1...length, allowsLines: allowsLines) }
  }
}

/// Something that a merchant makes known to members: its brief, or a promotion.
package struct Publication: Sendable, Hashable {
  package enum Kind: String, CaseIterable, Sendable, SQLScalar {
    /// Who the merchant is (简介); one a merchant.
    case brief
    /// What it offers from a day to a day (促销/广告).
    case promotion
  }

  package enum State: String, CaseIterable, Sendable, SQLScalar {
    case draft
    /// Waits for the operator.
    case submitted
    /// Shown, a promotion between its dates.
    case approved
    /// May be mended and submitted again.
    case rejected
    case withdrawn
    /// Was shown, and is no more.
    case ended

    /// What is the merchant's alone: what was not submitted yet, and what was taken back.
    static let merchantsOwn: [State] = [.draft, .withdrawn]
  }

  package let id: PublicationID
  package let merchant: MerchantID
  package let kind: Kind
  package let state: State
  package let replaces: PublicationID?
  package let draft: PublicationDraft
  /// The person answerable for what it says; 0 for the platform.
  package let author: Int64
  package let reviewer: OperatorID?
  /// Why it was rejected, or ended by the operator.
  package let reason: String
  package let createdAt: Instant
  package let updatedAt: Instant

  /// Whether members see it at the moment.
  package func isLive(at now: Instant) -> Bool {
    state == .approved && draft.startsAt <= now && now < draft.endsAt
  }
}

/// What a brief or a promotion says. Plain text, no markup.
package struct PublicationDraft: Sendable, Hashable {
  /// Of a promotion: at most 60 characters.
  package var title: LocalText
  /// At most 1,000 characters.
  package var body: LocalText
  package var category: MerchantCategory
  /// When the merchant is open, in its own words.
  package var hours: String
  package var phone: String
  package var startsAt: Instant
  package var endsAt: Instant
  /// Where a promotion counts; empty for every store.
  package var stores: Set<StoreID>

  /// A brief.
  package init(brief body: LocalText, category: MerchantCategory, hours: String = "", phone: String = "") {
    title = LocalText()
    self.body = body
    self.category = category
    self.hours = hours
    self.phone = phone
    startsAt = Instant(microseconds: 0)
    endsAt = .distantFuture
    stores = []
  }

  /// A promotion.
  package init(
    promotion title: LocalText, body: LocalText, from startsAt: Instant, until endsAt: Instant,
    stores: Set<StoreID> = []
  ) {
    self.title = title
    self.body = body
    category = .other
    hours = ""
    phone = ""
    self.startsAt = startsAt
    self.endsAt = endsAt
    self.stores = stores
  }
}

/// Why something about a brief or promotion was declined. A closed list.
package enum PublicationRefusal: Error, Sendable, Hashable {
  case invalid(PublicationField)
  case notFound
  /// It is in a state in which this cannot be done.
  case notNow(Publication.State)
  /// The merchant has a brief that is being written or waits.
  case briefOpen
  /// Fifty promotions of a merchant wait or are shown at most.
  case tooMany
  case reasonMissing
  /// Who wrote it may not approve it.
  case reviewerIsAuthor
  /// Only a signed-in person may decide.
  case reviewerMustBePerson
  case merchantSuspended
}

package enum PublicationField: String, Sendable, Hashable, CaseIterable {
  case key, title, body, hours, phone, dates, stores
}

extension Publication {
  static let titleCharacters = 60
  static let bodyCharacters = 1_000
  static let openAtMost = 50

  static let select: SQL = """
    SELECT publication.id, publication.merchant_id, kind, publication.state, replaces_id, title_hans,
      title_hant, title_en, body_hans, body_hant, body_en, publication.category, hours, publication.phone,
      starts_at, ends_at, author_id, reviewer_id, reason, publication.created_at, publication.updated_at
    FROM publication 
    """

  init(_ row: borrowing Row) {
    var draft = PublicationDraft(
      promotion: LocalText(hans: row[5], hant: row[6], en: row[7]),
      body: LocalText(hans: row[8], hant: row[9], en: row[10]), from: row[14], until: row[15])
    draft.category = row[11]
    draft.hours = row[12]
    draft.phone = row[13]
    self.init(
      id: row[0], merchant: row[1], kind: row[2], state: row[3], replaces: row[4], draft: draft,
      author: row[16], reviewer: row[17], reason: row[18], createdAt: row[19], updatedAt: row[20])
  }

  func at(_ stores: Set<StoreID>) -> Publication {
    var draft = draft
    draft.stores = stores
    return Publication(
      id: id, merchant: merchant, kind: kind, state: state, replaces: replaces, draft: draft, author: author,
      reviewer: reviewer, reason: reason, createdAt: createdAt, updatedAt: updatedAt)
  }

  /// As the audit log keeps it: what it is and how long, not all it says; the operator reads it.
  var summary: String {
    let named = State.merchantsOwn.contains(state) ? "-" : draft.title.text(in: .hans).text
    let length = draft.body.hans.count + draft.body.hant.count + draft.body.en.count
    return "\(kind.rawValue) \(state.rawValue) \(named) \(draft.startsAt.microseconds)-"
      + "\(draft.endsAt.microseconds) characters=\(length)"
  }
}

extension Principal {
  /// Whether it may be shown to the caller: to the operator only what was submitted, or is the caller's own.
  func sees(_ publication: Publication) -> Bool {
    if let merchant { return merchant == publication.merchant }
    return !Publication.State.merchantsOwn.contains(publication.state)
      || publication.author == actor.answerable
  }
}

extension Storage.Transaction {
  func publication(_ id: PublicationID) throws -> Publication? {
    try publications("WHERE publication.id = \(id)").first
  }

  /// With the stores that each counts at.
  func publications(_ condition: SQL) throws -> [Publication] {
    let found = try query(Publication.select + condition) { Publication($0) }
    let some = found.map(\.id)
    if some.isEmpty { return [] }
    let rows = try query(
      "SELECT publication_id, store_id FROM publication_store WHERE publication_id IN (\(some))"
    ) { (publication: $0[0] as PublicationID, store: $0[1] as StoreID) }
    var stores: [PublicationID: Set<StoreID>] = [:]
    for row in rows { stores[row.publication, default: []].insert(row.store) }
    return found.map { $0.at(stores[$0.id] ?? []) }
  }
}
