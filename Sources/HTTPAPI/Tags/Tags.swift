import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var listTags: Operation {
    Operation(
      .get, "/v1/tags", "List the tags of members: one's own, or a merchant's for the operator",
      id: "listTags", needs: .readMembers, refusals: [.merchantNotFound],
      takes: .query("merchant", optional: .id("mch")), gives: .tags
    ) { call, merchant in
      let coalition = call.services
      let owner: MerchantID? = try merchant.map { try coalition.id($0, otherwise: .merchantNotFound) }
      return try await coalition.tags(of: owner, by: call.principal).map { coalition.shown($0) }
    }
  }

  static var createTag: Operation {
    Operation(
      .post, "/v1/tags", "Make a tag that members can be sorted by, and rules of earning may ask for",
      id: "createTag", needs: .writeMerchants, refusals: [.alreadyExists, .limitExceeded, .wrongOwner],
      status: 201, examples: Examples(request: ["name": "VIP"]), takes: .body("name", .text(1...32)),
      gives: .tag
    ) { call, name in
      call.services.shown(try await call.services.createTag(name, by: call.principal))
    }
  }

  static var updateTag: Operation {
    Operation(
      .patch, "/v1/tags/{id}", "End a tag, or take that back: who has it keeps it, nobody else gets it",
      id: "updateTag", needs: .writeMerchants, refusals: [.tagNotFound, .wrongOwner],
      examples: Examples(request: ["retired": true]), takes: .path("id", .id("tag")),
      .body("retired", .boolean), gives: .tag
    ) { call, id, isRetired in
      let coalition = call.services
      let tag: TagID = try coalition.id(id, otherwise: .tagNotFound)
      return coalition.shown(try await coalition.retireTag(tag, isRetired, by: call.principal))
    }
  }

  static var listMemberTags: Operation {
    Operation(
      .get, "/v1/members/{id}/tags", "List a member's tags: one's own, all for the operator",
      id: "listMemberTags", needs: .readMembers, refusals: [.memberNotFound], takes: .path("id", .id("mem")),
      gives: .memberTags
    ) { call, id in
      let coalition = call.services
      let member: MemberID = try coalition.id(id, otherwise: .memberNotFound)
      return try await coalition.tags(of: member, by: call.principal)
        .map { MemberTagReply(tag: coalition.shown($0.tag), setAt: $0.setAt) }
    }
  }

  static var setMemberTag: Operation {
    Operation(
      .put, "/v1/members/{id}/tags/{tag}", "Set a tag of one's own on a member; again without effect",
      id: "setMemberTag", needs: .writeMerchants,
      refusals: [.memberNotFound, .memberClosed, .tagNotFound, .notAllowedNow, .limitExceeded], status: 204,
      takes: .path("id", .id("mem")), .path("tag", .id("tag")), gives: .nothing
    ) { call, id, tag in
      try await call.services.set(tag, true, of: id, by: call.principal)
    }
  }

  static var clearMemberTag: Operation {
    Operation(
      .delete, "/v1/members/{id}/tags/{tag}", "Take a tag of one's own off a member; again without effect",
      id: "clearMemberTag", needs: .writeMerchants, refusals: [.memberNotFound, .memberClosed, .tagNotFound],
      status: 204, takes: .path("id", .id("mem")), .path("tag", .id("tag")), gives: .nothing
    ) { call, id, tag in
      try await call.services.set(tag, false, of: id, by: call.principal)
    }
  }
}

extension Coalition {
  fileprivate func set(_ tag: String, _ isSet: Bool, of id: String, by principal: Principal) async throws {
    let member: MemberID = try self.id(id, otherwise: .memberNotFound)
    try await setTag(try self.id(tag, otherwise: .tagNotFound), isSet, of: member, by: principal)
  }
}

/// A tag on a member, as a reply shows it.
private struct MemberTagReply: Sendable {
  let tag: Shown<Tag>
  let setAt: Instant
}

extension Schema<Shown<Tag>> {
  fileprivate static var tag: Schema {
    .reply(
      "Tag", .constant("object", "tag"), .always("id", .id("tag")) { $0.text($0.id) },
      .maybe("merchant", .id("mch")) { $0.text(given: $0.merchant) },
      .always("name", .text(1...32)) { $0.name }, .always("retired", .boolean) { $0.isRetired },
      .always("created", .timestamp) { $0.createdAt.microseconds })
  }
}

extension Schema<[Shown<Tag>]> {
  fileprivate static var tags: Schema {
    .reply(
      "Tags", .constant("object", "tags"),
      .always("tags", Schema.array(of: .tag, 0...Tag.mostOfOwner)) { $0 })
  }
}

extension Schema<MemberTagReply> {
  fileprivate static var memberTag: Schema {
    .reply(
      "MemberTag", .always("tag", .tag) { $0.tag }, .always("set", .timestamp) { $0.setAt.microseconds })
  }
}

extension Schema<[MemberTagReply]> {
  /// Of every owner ``Tag/mostOfMember`` at most.
  fileprivate static var memberTags: Schema {
    .reply(
      "MemberTags", .constant("object", "member_tags"),
      .always("tags", Schema.array(of: .memberTag, 0...1_000_000)) { $0 })
  }
}
