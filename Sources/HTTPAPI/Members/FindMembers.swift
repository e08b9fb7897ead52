import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var findMembers: Operation {
    Operation(
      .get, "/v1/members", "Find a member by what they are known by; the operator may list all",
      id: "findMembers", needs: .readMembers,
      refusals: [.memberNotFound, .cardLost, .cardNotActive, .codeExpired, .operatorOnly],
      examples: Examples(
        reply: ["object": "list", "data": [.exampleMember], "has_more": false, "next_cursor": nil]),
      takes: .page(), .query("phone", optional: .text(5...16, .phone)),
      .query("card", optional: .text(12...19, .digits)), .query("code", optional: .text(6...64, .visible)),
      .query("email", optional: .text(3...254, .email)), .query("own_id", optional: .text(1...64, .visible)),
      .query("external", optional: .text(3...319, .visible)),
      .query("account", optional: .text(1...64, .visible)),
      .query("status", optional: Schema<Member.Status>.choice), .bounds("created", .timestamp),
      gives: .list(of: .member)
    ) { call, page, phone, card, code, email, own, external, account, status, created in
      var claims: [MemberClaim] = [
        phone.map { .phone($0) }, card.map { .card($0) }, code.map { .code($0) }, email.map { .email($0) },
      ].compactMap { $0 }
      if let own {
        guard let merchant = call.principal.merchant else { throw MemberRefusal.memberNotFound }
        claims.append(.own(own, of: merchant))
      }
      if let external {
        guard let (provider, account) = external.externalParts else { throw MemberRefusal.memberNotFound }
        claims.append(.external(account, provider: provider))
      }
      if let account {
        guard let merchant = call.principal.merchant else { throw MemberRefusal.memberNotFound }
        claims.append(.linked(account, at: merchant))
      }
      guard claims.count <= 1 else {
        let names = "phone, card, code, email, own_id, external, account"
        throw Problem(Faults(Fault(.oneOf, names, place: .query)))
      }
      let coalition = call.services
      if let claim = claims.first {
        let member = try await coalition.member(claim, by: call.principal)
        return Listing(items: [coalition.shown(member)], nextCursor: nil)
      }
      let filter = MemberFilter(
        status: status, createdFrom: created.from.map { Instant(microseconds: $0) },
        createdBefore: created.before.map { Instant(microseconds: $0) })
      let found = try await coalition.members(filter, page.request(coalition.publicIDs), by: call.principal)
      return page.listing(found, coalition.publicIDs) { $0.id }
    }
  }

  static var readMember: Operation {
    Operation(
      .get, "/v1/members/{id}", "Read a member", id: "readMember", needs: .readMembers,
      refusals: [.memberNotFound], examples: Examples(reply: .exampleMember),
      takes: .path("id", .id("mem")), gives: .member
    ) { call, id in
      let coalition = call.services
      let id: MemberID = try coalition.id(id, otherwise: .memberNotFound)
      return coalition.shown(try await coalition.member(.id(id), by: call.principal))
    }
  }
}

extension Bounds<Int64> {
  /// The first moment inside; µs since 1970.
  var from: Int64? { atLeast ?? above.map { $0 == .max ? $0 : $0 + 1 } }
  /// The first moment past the end; µs since 1970.
  var before: Int64? { below ?? atMost.map { $0 == .max ? $0 : $0 + 1 } }
}
