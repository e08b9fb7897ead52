import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import LedgerStore

extension MerchantDesk {
  private static let transactionsShown = 20

  func members(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.require(.readMembers)
      let query = ListQuery(parsing: asked.query.items, filters: DeskMembersPage.filters, sorts: [])
      let batch = await visit.visit.loaded { () -> Batch<DeskMembersPage.Row> in
        var search = GuestQuery()
        search.text = String(query["q"].drop(while: \.isWhitespace))
        search.store = visit.store
        search.after = query.after.flatMap { coalition.publicIDs.id($0) }
        search.limit = query.limit
        let page = try await coalition.guests(search, of: visit.merchant, by: visit.principal)
        let rows = page.items.map { row($0, visit) }
        return Batch(rows, next: page.hasMore ? rows.last?.id : nil)
      }
      return faces.page(DeskMembersPage(query: query, members: batch).render(visit.visit.visit))
    }
  }

  func member(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try await shownMember(try id(asked, Identified.Member.self), visit)
    }
  }

  /// - Parameter fault: why a tag was not set.
  func shownMember(_ id: MemberID, _ visit: DeskVisit, fault: String? = nil) async throws -> Response {
    let guest: Guest
    do {
      guest = try await coalition.guest(id, of: visit.merchant, by: visit.principal)
    } catch is MemberRefusal { throw HTTPError(.notFound) }
    var query = TransactionQuery()
    query.member = id
    query.store = visit.store
    query.limit = Self.transactionsShown
    query.includesRefused = true
    var page = DeskMemberPage(
      row: row(guest, visit), standing: ShownStanding(guest.member.status),
      transactions: await visit.visit.loaded { [query] in try await transactionRows(query, visit) })
    let action = Link.deskMember(coalition.publicIDs.text(id)).appending("tags")
    page.tags = await visit.visit.loaded {
      try await coalition.shownTags(of: id, at: action, list: .deskTags, visit.visit)
    }
    page.fault = fault
    return faces.page(page.render(visit.visit.visit), status: fault == nil ? .ok : .unprocessableContent)
  }

  private func row(_ guest: Guest, _ visit: DeskVisit) -> DeskMembersPage.Row {
    let naming = Naming(NameBook(), visit.visit, coalition)
    let id = coalition.publicIDs.text(guest.member.id)
    let phone = guest.member.phone.map(naming.phone)
    return DeskMembersPage.Row(
      id: id, name: guest.member.name.isEmpty ? phone ?? id : naming.name(guest.member.name),
      phone: phone ?? visit.words.commonNone, transactions: guest.transactions,
      lastAt: guest.lastAt.map { ShownTime($0) }, joinedAt: ShownTime(guest.member.createdAt))
  }
}
