package import Ledger
internal import Storage

/// Which members a list shows.
package struct MemberFilter: Sendable, Hashable {
  package var status: Member.Status?
  /// Created at this moment or later.
  package var createdFrom: Instant?
  /// Created before this moment.
  package var createdBefore: Instant?

  package init(
    status: Member.Status? = nil, createdFrom: Instant? = nil, createdBefore: Instant? = nil
  ) {
    self.status = status
    self.createdFrom = createdFrom
    self.createdBefore = createdBefore
  }
}

extension Coalition {
  /// Members, newest first, for the operator; a merchant finds members one by one.
  /// - Throws: `AccessRefusal`.
  package func members(
    _ filter: MemberFilter = MemberFilter(), _ page: PageRequest<Identified.Member> = PageRequest(),
    by principal: Principal
  ) async throws -> Page<Member> {
    try principal.requireOperator(.readMembers)
    let condition = filter.condition(after: page)
    return try await database.read { tx in
      let found = try tx.query(
        Member.select + "WHERE \(condition) ORDER BY member.id DESC LIMIT \(page.limit + 1)"
      ) { Member($0) }
      return Page(found, limit: page.limit)
    }
  }
}

extension MemberFilter {
  fileprivate func condition(after page: PageRequest<Identified.Member>) -> SQL {
    var conditions: [SQL] = ["member.id < \(page.bound)"]
    if let status { conditions.append("member.status = \(status)") }
    if let createdFrom {
      // The bound on the key ends the scan where older members begin.
      conditions.append(
        "member.id >= \(IDSource.lowest(at: createdFrom)) AND member.created_at >= \(createdFrom)")
    }
    if let createdBefore { conditions.append("member.created_at < \(createdBefore)") }
    return conditions.joined(separator: " AND ")
  }
}
