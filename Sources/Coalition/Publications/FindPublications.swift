package import Ledger
internal import Storage

extension Coalition {
  /// Briefs and promotions, newest first: a merchant sees its own, the operator what was submitted.
  /// - Throws: `AccessRefusal`.
  package func publications(
    _ kind: Publication.Kind? = nil, in state: Publication.State? = nil, of merchant: MerchantID? = nil,
    _ page: PageRequest<Identified.Publication> = PageRequest(), by principal: Principal
  ) async throws -> Page<Publication> {
    try principal.require(.readMerchants)
    var conditions: [SQL] = ["publication.id < \(page.bound)"]
    if let whose = principal.merchant ?? merchant { conditions.append("publication.merchant_id = \(whose)") }
    let hidden = Publication.State.merchantsOwn
    if principal.merchant == nil, state.map(hidden.contains) ?? true {
      conditions.append(
        """
        (publication.state NOT IN (\(hidden.map(\.rawValue)))
          OR author_id = \(principal.actor.answerable))
        """)
    }
    if let kind { conditions.append("kind = \(kind)") }
    if let state { conditions.append("publication.state = \(state)") }
    let condition = conditions.joined(separator: " AND ")
    return try await database.read { tx in
      let found = try tx.publications(
        "WHERE \(condition) ORDER BY publication.id DESC LIMIT \(page.limit + 1)")
      return Page(found, limit: page.limit)
    }
  }

  /// One of them; another merchant's is not found, and no draft by the operator.
  /// - Throws: `AccessRefusal`, `PublicationRefusal.notFound`.
  package func publication(_ id: PublicationID, by principal: Principal) async throws -> Publication {
    try principal.require(.readMerchants)
    guard let found = try await database.read({ try $0.publication(id) }), principal.sees(found)
    else { throw PublicationRefusal.notFound }
    return found
  }

  /// What members see in its place now: of a brief the one that is shown, of a promotion what it replaces.
  /// - Throws: `AccessRefusal`.
  package func published(
    insteadOf publication: Publication, by principal: Principal
  ) async throws -> Publication? {
    try principal.require(.readMerchants)
    guard principal.sees(publication.merchant) else { return nil }
    return try await database.read { tx in
      if publication.kind == .brief {
        return try tx.brief(of: publication.merchant).flatMap { $0.id == publication.id ? nil : $0 }
      }
      return try publication.replaces.flatMap { try tx.publication($0) }.flatMap {
        principal.sees($0) ? $0 : nil
      }
    }
  }

  /// A merchant's brief that members see, and, for the merchant, the one that is being written or waits.
  /// - Throws: `AccessRefusal`, `MerchantRefusal.merchantNotFound`.
  package func briefs(
    of merchant: MerchantID, by principal: Principal
  ) async throws -> (live: Publication?, open: Publication?) {
    try principal.require(.readMerchants)
    guard principal.sees(merchant) else { throw MerchantRefusal.merchantNotFound }
    return try await database.read { tx in
      if principal.merchant == nil { return (try tx.brief(of: merchant), nil) }
      let open = try tx.publications(
        """
        WHERE publication.merchant_id = \(merchant) AND kind = 'brief'
          AND publication.state IN ('draft', 'submitted', 'rejected') ORDER BY publication.id DESC LIMIT 1
        """
      ).first
      return (try tx.brief(of: merchant), open)
    }
  }
}

/// A promotion as members see it.
package struct MemberPromotion: Sendable, Hashable {
  package let id: PublicationID
  package let merchant: MerchantID
  package let names: Names
  package let title: LocalText
  package let body: LocalText
  package let startsAt: Instant
  package let endsAt: Instant
  /// Where it counts; empty for every store.
  package let stores: [String]
}

extension Coalition {
  static let promotionsPerPage = 20

  /// Promotions that count at the moment, newest first; of one merchant when it is named.
  package func promotions(
    of merchant: MerchantID? = nil, limit: Int = promotionsPerPage, after: PublicationID? = nil,
    by me: MemberPrincipal
  ) async throws -> Page<MemberPromotion> {
    let now = clock.now()
    let limit = min(max(limit, 1), Self.promotionsPerPage)
    var whose: SQL = merchant.map { "publication.merchant_id = \($0) AND " } ?? ""
    if let after { whose += "publication.id < \(after) AND " }
    let chosen = whose
    return try await database.read { tx in
      let found = try tx.publications(
        "JOIN merchant ON merchant.id = publication.merchant_id WHERE " + chosen
          + """
          kind = 'promotion' AND publication.state = 'approved' AND starts_at <= \(now) AND ends_at > \(now)
            AND merchant.status = 'active' ORDER BY publication.id DESC LIMIT \(limit + 1)
          """)
      let page = Page(found, limit: limit)
      return Page(try tx.shown(page.items), hasMore: page.hasMore)
    }
  }
}

extension Storage.Transaction {
  /// The brief that members see.
  func brief(of merchant: MerchantID) throws -> Publication? {
    try publications(
      "WHERE publication.merchant_id = \(merchant) AND kind = 'brief' AND publication.state = 'approved'"
    ).first
  }

  /// Of many merchants at once.
  func briefs(of merchants: [MerchantID]) throws -> [MerchantID: Publication] {
    let found = try publications(
      "WHERE publication.merchant_id IN (\(merchants)) AND kind = 'brief' AND publication.state = 'approved'")
    return Dictionary(found.map { ($0.merchant, $0) }) { first, _ in first }
  }

  /// Of many merchants at once, the newest first.
  func livePromotions(of merchants: [MerchantID], at now: Instant) throws -> [Publication] {
    try publications(
      """
      WHERE publication.merchant_id IN (\(merchants)) AND kind = 'promotion'
        AND publication.state = 'approved' AND starts_at <= \(now) AND ends_at > \(now)
      ORDER BY publication.id DESC LIMIT 200
      """)
  }

  fileprivate func shown(_ publications: [Publication]) throws -> [MemberPromotion] {
    let merchants = Array(Set(publications.map(\.merchant))).sorted()
    let names = try query(
      "SELECT id, name_hans, name_hant, name_en FROM merchant WHERE id IN (\(merchants))"
    ) { ($0[0] as MerchantID, Names(hans: $0[1], hant: $0[2], en: $0[3])) }
    let nameOf = Dictionary(names) { first, _ in first }
    let places = Array(publications.reduce(into: Set<StoreID>()) { $0.formUnion($1.draft.stores) }).sorted()
    let stores = try query("SELECT id, name FROM store WHERE id IN (\(places)) AND status = 'active'") {
      ($0[0] as StoreID, $0[1] as String)
    }
    let storeOf = Dictionary(stores) { first, _ in first }
    return publications.map { one in
      MemberPromotion(
        id: one.id, merchant: one.merchant, names: nameOf[one.merchant] ?? Names(""),
        title: one.draft.title, body: one.draft.body, startsAt: one.draft.startsAt, endsAt: one.draft.endsAt,
        stores: one.draft.stores.sorted().compactMap { storeOf[$0] })
    }
  }
}
