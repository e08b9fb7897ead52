import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var updateMember: Operation {
    Operation(
      .patch, "/v1/members/{id}", "Change a member's profile and what they are known by", id: "updateMember",
      needs: .writeMembers, refusals: [.memberNotFound, .memberExists, .memberClosed, .wrongOwner],
      examples: Examples(request: ["name": "王小明"], reply: .exampleMember),
      takes: .path("id", .id("mem")), .wholeBody(.memberChange), gives: .member
    ) { call, id, request in
      let coalition = call.services
      let id: MemberID = try coalition.id(id, otherwise: .memberNotFound)
      let change = MemberChange(
        name: request.name, language: request.language,
        identities: try request.identities(for: call.principal))
      return coalition.shown(try await coalition.updateMember(id, change, by: call.principal))
    }
  }

  static var freezeMember: Operation {
    Operation(
      .post, "/v1/members/{id}/freeze", "Stop a member from taking value", id: "freezeMember",
      needs: .writeMembers, refusals: [.memberNotFound, .notAllowedNow, .operatorOnly],
      examples: Examples(request: ["reason": "asked by the member"]),
      takes: .path("id", .id("mem")), .body("reason", .text(1...200)), gives: .member
    ) { call, id, reason in
      let coalition = call.services
      let id: MemberID = try coalition.id(id, otherwise: .memberNotFound)
      return coalition.shown(try await coalition.freezeMember(id, reason: reason, by: call.principal))
    }
  }

  static var unfreezeMember: Operation {
    Operation(
      .post, "/v1/members/{id}/unfreeze", "End a freeze", id: "unfreezeMember", needs: .writeMembers,
      refusals: [.memberNotFound, .notAllowedNow, .operatorOnly],
      examples: Examples(request: ["reason": "cleared up"]),
      takes: .path("id", .id("mem")), .body("reason", .text(1...200)), gives: .member
    ) { call, id, reason in
      let coalition = call.services
      let id: MemberID = try coalition.id(id, otherwise: .memberNotFound)
      return coalition.shown(try await coalition.unfreezeMember(id, reason: reason, by: call.principal))
    }
  }
}
