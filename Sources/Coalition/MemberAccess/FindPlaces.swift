package import Ledger
internal import Storage

/// Where a member may look for using or earning points.
package struct PlaceSearch: Sendable, Hashable {
  /// A part of a merchant's or store's name, in any language; empty for all.
  package var text = ""
  package var program: AssetID?
  /// Merchants that take points, rather than all that give or take some.
  package var isTakingOnly = false
  /// The last merchant of the page before.
  package var after: MerchantID?

  package init() {}
}

/// A merchant as members see it.
package struct MemberPlace: Sendable, Hashable {
  package let merchant: MerchantID
  package let names: Names
  /// Up to five of its open stores, and how many there are.
  package var stores: [String] = []
  package var storeCount = 0
  package var terms: [MerchantTerms] = []
  /// Who the merchant says it is, as the operator approved; nil for none.
  package var brief: PublicationDraft?
  /// Up to three promotions that count now, the newest first.
  package var promotions: [PublicationDraft] = []
}

extension Coalition {
  static let placesPerPage = 20

  /// Merchants at which members earn or use points, in the order they joined.
  package func places(_ search: PlaceSearch, by me: MemberPrincipal) async throws -> Page<MemberPlace> {
    let condition = search.condition
    let now = clock.now()
    return try await database.read { tx in
      let found = try tx.query(
        """
        SELECT id, name_hans, name_hant, name_en FROM merchant
        WHERE status = 'active' AND id > \(search.after?.rawValue ?? 0) AND \(condition)
        ORDER BY id LIMIT \(Self.placesPerPage + 1)
        """
      ) { MemberPlace(merchant: $0[0], names: Names(hans: $0[1], hant: $0[2], en: $0[3])) }
      let page = Page(found, limit: Self.placesPerPage)
      let merchants = page.items.map(\.merchant)
      // A chain has thousands of stores: five are named, the others counted.
      let stores = try tx.query(
        """
        SELECT merchant_id, name, many FROM (
          SELECT merchant_id, name, row_number() OVER (PARTITION BY merchant_id ORDER BY id) AS place,
            count(*) OVER (PARTITION BY merchant_id) AS many
          FROM store WHERE merchant_id IN (\(merchants)) AND status = 'active'
        ) AS placed WHERE place <= 5 ORDER BY merchant_id, place
        """
      ) { (merchant: $0[0] as MerchantID, name: $0[1] as String, many: $0[2] as Int) }
      let storesOf = Dictionary(grouping: stores, by: \.merchant)
      let termsOf = Dictionary(grouping: try tx.terms(merchants: merchants), by: \.merchant)
      let briefs = try tx.briefs(of: merchants)
      let promotions = Dictionary(
        grouping: try tx.livePromotions(of: merchants, at: now), by: \.merchant)
      let places = page.items.map { place in
        var place = place
        place.stores = storesOf[place.merchant]?.map(\.name) ?? []
        place.storeCount = storesOf[place.merchant]?.first?.many ?? 0
        place.terms = termsOf[place.merchant]?.filter { $0.isIssuing || $0.isAccepting } ?? []
        place.brief = briefs[place.merchant]?.draft
        place.promotions = promotions[place.merchant]?.prefix(3).map(\.draft) ?? []
        return place
      }
      return Page(places, hasMore: page.hasMore)
    }
  }

  /// The programmes that points are in, in the order they were made.
  package func programs(by me: MemberPrincipal) async throws -> [Program] {
    try await database.read { tx in
      try tx.query(Program.select + "WHERE status <> 'closed' ORDER BY asset_id") { Program($0) }
        .map { try tx.withValidity($0) }
    }
  }
}

extension PlaceSearch {
  /// Merchants are thousands at most, so a part of a name is looked for without an index.
  fileprivate var condition: SQL {
    var terms: SQL = "terms.merchant_id = merchant.id"
    terms +=
      isTakingOnly ? " AND terms.is_accepting = 1" : " AND (terms.is_accepting = 1 OR terms.is_issuing = 1)"
    if let program { terms += " AND terms.asset_id = \(program)" }
    var condition: SQL = "EXISTS (SELECT 1 FROM merchant_program AS terms WHERE \(terms))"
    if !text.isEmpty {
      let escaped = text.lowercased().reduce(into: "") { result, character in
        if "%_\\".contains(character) { result.append("\\") }
        result.append(character)
      }
      let pattern = "%" + escaped + "%"
      condition += """
         AND (lower(name_hans) LIKE \(pattern) ESCAPE '\\' OR lower(name_hant) LIKE \(pattern) ESCAPE '\\'
          OR lower(name_en) LIKE \(pattern) ESCAPE '\\'
          OR EXISTS (SELECT 1 FROM store WHERE store.merchant_id = merchant.id AND store.status = 'active'
            AND lower(store.name) LIKE \(pattern) ESCAPE '\\'))
        """
    }
    return condition
  }
}
