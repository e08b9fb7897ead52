import Coalition
import Hummingbird
import Ledger
import LedgerStore
import Loyalty

extension OperatorConsole {
  func members(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      let query = ListQuery(
        parsing: asked.query.items, filters: MembersPage.filters, sorts: MembersPage.sorts)
      if query["q"].hasPrefix("mem_"), coalition.publicIDs.id(query["q"], as: Identified.Member.self) != nil {
        return faces.redirect(to: .member(query["q"]))
      }
      if let member = try await member(ofTransaction: query["q"], visit) {
        return faces.redirect(to: .member(coalition.publicIDs.text(member)))
      }
      let batch = await visit.loaded {
        var search = memberSearch(query)
        search.others = try await members(ofReceipt: search.text, visit)
        return try await memberRows(search, visit)
      }
      return faces.page(MembersPage(query: query, members: batch).render(visit.visit))
    }
  }

  /// What the address asks for.
  func memberSearch(_ query: ListQuery) -> MemberSearch {
    let calendar = coalition.settings.calendar
    var search = MemberSearch()
    search.text = String(query["q"].drop(while: \.isWhitespace))
    search.status = Member.Status(rawValue: query["state"])
    search.createdFrom = CivilDate(query["from"]).map { calendar.start(ofDate: $0.daysSince1970) }
    search.createdBefore = CivilDate(query["to"]).map { calendar.end(ofDate: $0.daysSince1970) }
    search.isOldestFirst = !query.isDescending
    search.after = query.after.flatMap { coalition.publicIDs.id($0) }
    search.limit = query.limit
    return search
  }

  func memberRows(_ search: MemberSearch, _ visit: SignedInVisit) async throws -> Batch<MemberRow> {
    let page = try await coalition.members(search, by: visit.principal)
    let naming = Naming(NameBook(), visit, coalition)
    // A new platform has members before it has a programme.
    let program = try? await coalition.universalProgram()
    var spendable: [MemberID: Points] = [:]
    if let program {
      spendable = try await coalition.ledger.spendable(of: page.items.map(\.id), in: program.asset)
    }
    let rows = page.items.map { member in
      MemberRow(member, spendable[member.id] ?? 0, program, naming, coalition.publicIDs)
    }
    return Batch(rows, next: page.hasMore ? rows.last?.id : nil)
  }
}

extension MemberRow {
  init(_ member: Member, _ points: Points, _ program: Program?, _ naming: Naming, _ publicIDs: PublicIDs) {
    let id = publicIDs.text(member.id)
    let phone = member.phone.map(naming.phone)
    self.init(
      id: id, name: member.name.isEmpty ? phone ?? id : naming.name(member.name),
      phone: phone ?? naming.words.commonNone, standing: ShownStanding(member.status),
      available: ShownPoints(points.units, decimals: program?.decimals ?? 0),
      worth: program.map { ShownMoney($0.worth.money(for: points)) } ?? ShownMoney(0, "CNY"),
      joinedAt: ShownTime(member.createdAt))
  }
}

extension ShownStanding {
  init(_ status: Member.Status) {
    self =
      switch status {
      case .active: .active
      case .frozen: .frozen
      case .closed: .closed
      }
  }
}
