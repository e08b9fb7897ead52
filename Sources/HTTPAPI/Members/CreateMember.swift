import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var createMember: Operation {
    Operation(
      .post, "/v1/members", "Register a member", id: "createMember", needs: .writeMembers,
      refusals: [.memberExists, .cardNotFound, .cardNotActive], status: 201,
      examples: Examples(request: ["phone": "13800138000", "name": "王小明"], reply: .exampleMember),
      takes: .wholeBody(.memberDraft), gives: .member
    ) { call, request in
      let coalition = call.services
      let member = try await coalition.createMember(
        try request.draft(for: call.principal), by: call.principal)
      return coalition.shown(member)
    }
  }
}

/// What a member is known by and called, as a request says it.
struct MemberRequest: Sendable {
  var phone: String?
  var email: String?
  var ownID: String?
  var external: String?
  var card: String?
  var wantsCard = false
  var name: String?
  var language: Language?

  func identities(for principal: Principal) throws(Problem) -> [MemberIdentity] {
    var identities: [MemberIdentity] = []
    if let phone { identities.append(.phone(phone)) }
    if let email { identities.append(.email(email)) }
    if let ownID {
      guard let merchant = principal.merchant else { throw MemberRefusal.invalid(.ownID).problem }
      identities.append(.own(ownID, of: merchant))
    }
    if let external {
      guard let (provider, account) = external.externalParts else {
        throw MemberRefusal.invalid(.externalID).problem
      }
      identities.append(.external(account, provider: provider))
    }
    return identities
  }

  func draft(for principal: Principal) throws(Problem) -> MemberDraft {
    var draft = MemberDraft(
      name: name ?? "", language: language ?? .hans, wantsCard: wantsCard, cardNumber: card)
    draft.identities = try identities(for: principal)
    return draft
  }
}

extension String {
  /// Provider and account of `wechat:o6_bmjrPTlm6`.
  var externalParts: (provider: String, account: String)? {
    let parts = split(separator: ":", maxSplits: 1)
    return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
  }
}

extension Schema<MemberRequest> {
  static var memberDraft: Schema {
    .record(
      MemberRequest(),
      identityParts + profileParts + [
        .may("card", .text(12...19, .digits).described("A card that was handed out, to be bound.")) {
          $0.card = $1
        },
        .may("issue_card", Schema<Bool>.boolean.described("Make a card and bind it.")) { $0.wantsCard = $1 },
      ]
    ) { request throws(Faults) in
      let known = [request.phone, request.email, request.ownID, request.external, request.card]
      guard known.contains(where: { $0 != nil }) || request.wantsCard else {
        throw Faults(.oneOf, "phone, email, own_id, external_id, card, issue_card")
      }
    }
    .annotated(
      "anyOf",
      .array(
        ["phone", "email", "own_id", "external_id", "card", "issue_card"].map { ["required": [.string($0)]] })
    )
    .described(
      "At least one thing to be known by. Needs no Idempotency-Key: that is unique, so a "
        + "second try is refused with member_exists.")
  }

  static var memberChange: Schema { .record(MemberRequest(), identityParts + profileParts) }

  private static var identityParts: [RecordPart<MemberRequest>] {
    [
      .may("phone", .text(5...16, .phone)) { $0.phone = $1 },
      .may("email", .text(3...254, .email)) { $0.email = $1 },
      .may("own_id", .text(1...64, .visible).described("The merchant's own number.")) { $0.ownID = $1 },
      .may("external_id", .text(3...319, .visible).described("provider:account, as wechat:o6_bm.")) {
        $0.external = $1
      },
    ]
  }

  private static var profileParts: [RecordPart<MemberRequest>] {
    [
      .may("name", .text(1...100)) { $0.name = $1 },
      .may("language", Schema<Language>.choice) { $0.language = $1 },
    ]
  }
}
