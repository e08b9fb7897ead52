package import Ledger
internal import Storage

/// A member as a merchant knows them.
package struct Guest: Sendable, Hashable {
  package let member: Member
  /// Accepted transactions here.
  package var transactions: Int64
  /// Nil for one whom the merchant took in and who never bought.
  package var lastAt: Instant?
}

/// Which of a merchant's members a list shows.
package struct GuestQuery: Sendable, Hashable {
  /// A whole e-mail address or card number, or the beginning of a phone number or name.
  package var text = ""
  package var store: StoreID?
  /// The last member of the page before.
  package var after: MemberID?
  /// 1…500.
  package var limit = 20

  package init() {}
}

extension Coalition {
  /// Members who were at the merchant or were taken in by it, the latest to join first: of one store, or of
  /// all that the caller works in.
  /// - Throws: `AccessRefusal`, `MerchantRefusal.merchantNotFound`, `.storeNotFound`.
  package func guests(
    _ query: GuestQuery, of merchant: MerchantID, by principal: Principal
  ) async throws -> Page<Guest> {
    try principal.require(.readMembers)
    guard principal.sees(merchant) else { throw MerchantRefusal.merchantNotFound }
    if let store = query.store, !principal.sees(store) { throw MerchantRefusal.storeNotFound }
    try await projectMerchantBooks(atMost: Self.booksOnPage)
    let limit = min(max(query.limit, 1), 500)
    let stores = query.store.map { [$0] } ?? principal.stores
    let bound = query.after?.rawValue ?? .max
    var search = MemberSearch()
    search.text = query.text
    let countryCode = settings.countryCode
    return try await database.read { [search] tx in
      func sought(_ member: SQL) throws -> SQL {
        if search.text.isEmpty { return " AND " + member + " < \(bound)" }
        let (condition, areFew) = try search.fits(member, countryCode: countryCode, in: tx)
        // As an expression the bound is no reason to walk a busy merchant's members for a few.
        return " AND " + (areFew ? "+" : "") + member + " < \(bound) AND " + condition
      }
      let (visitor, newcomer) = (try sought("store_member.member_id"), try sought("member.id"))
      var visits: [MemberID: (count: Int64, lastAt: Instant?)] = [:]
      // A store at a time, each by its key: no statement sorts.
      for store in (stores ?? [.none]).sorted() {
        let rows = try tx.query(
          "SELECT member_id, transactions, last_at FROM store_member WHERE merchant_id = \(merchant) "
            + "AND store_id = \(store)" + visitor + " ORDER BY member_id DESC LIMIT \(limit + 1)"
        ) { (member: $0[0] as MemberID, count: $0[1] as Int64, lastAt: $0[2] as Instant) }
        for row in rows {
          let known = visits[row.member]
          visits[row.member] = ((known?.count ?? 0) + row.count, max(known?.lastAt ?? row.lastAt, row.lastAt))
        }
      }
      if stores == nil {
        let joined = try tx.query(
          "SELECT id FROM member WHERE merchant_id = \(merchant)"
            + newcomer + " ORDER BY id DESC LIMIT \(limit + 1)"
        ) { $0[0] as MemberID }
        for member in joined where visits[member] == nil { visits[member] = (0, nil) }
      }
      let chosen = Array(visits.keys.sorted(by: >).prefix(limit + 1))
      if chosen.isEmpty { return Page([], limit: limit) }
      let members = try tx.query(
        Member.select + "WHERE member.id IN (\(chosen)) ORDER BY member.id DESC"
      ) { Member($0) }
      return Page(
        members.map { member in
          let visit = visits[member.id]
          return Guest(member: member, transactions: visit?.count ?? 0, lastAt: visit?.lastAt)
        }, limit: limit)
    }
  }

  /// One member as the merchant knows them; whoever was never here is not found.
  /// - Throws: `AccessRefusal`, `MemberRefusal.memberNotFound`.
  package func guest(_ id: MemberID, of merchant: MerchantID, by principal: Principal) async throws -> Guest {
    try principal.require(.readMembers)
    guard principal.sees(merchant) else { throw MemberRefusal.memberNotFound }
    try await projectMerchantBooks(atMost: Self.booksOnPage)
    let stores = (principal.stores ?? [.none]).sorted()
    return try await database.read { tx in
      guard let member = try tx.member(id) else { throw MemberRefusal.memberNotFound }
      let rows = try tx.query(
        """
        SELECT transactions, last_at FROM store_member
        WHERE merchant_id = \(merchant) AND store_id IN (\(stores)) AND member_id = \(id)
        """
      ) { (count: $0[0] as Int64, lastAt: $0[1] as Instant) }
      guard !rows.isEmpty || (principal.stores == nil && member.registeredBy == merchant) else {
        throw MemberRefusal.memberNotFound
      }
      return Guest(
        member: member, transactions: rows.reduce(0) { $0 + $1.count }, lastAt: rows.map(\.lastAt).max())
    }
  }

  /// Those of the members whom the caller may know of.
  func guests(
    among members: Set<MemberID>, of merchant: MerchantID, by principal: Principal
  ) async throws -> Set<MemberID> {
    let asked = members.filter(\.isGiven).sorted()
    guard principal.scopes.contains(.readMembers), !asked.isEmpty else { return [] }
    try await projectMerchantBooks(atMost: Self.booksOnPage)
    let stores = (principal.stores ?? [.none]).sorted()
    let isWhole = principal.stores == nil
    return try await database.read { tx in
      var known = Set(
        try tx.query(
          """
          SELECT member_id FROM store_member
          WHERE merchant_id = \(merchant) AND store_id IN (\(stores)) AND member_id IN (\(asked))
          """
        ) { $0[0] as MemberID })
      if isWhole {
        known.formUnion(
          try tx.query("SELECT id FROM member WHERE id IN (\(asked)) AND merchant_id = \(merchant)") {
            $0[0] as MemberID
          })
      }
      return known
    }
  }
}
