import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var listLinkedAccounts: Operation {
    Operation(
      .get, "/v1/linked-accounts",
      """
      List members' accounts at outside systems, newest first, with those that ended; a partner's own key \
      sees those of its own system, with the account's name
      """, id: "listLinkedAccounts", needs: .readMembers, refusals: [.partnerNotFound, .memberNotFound],
      takes: .page(), .query("partner", optional: .id("ptn")), .query("member", optional: .id("mem")),
      .query("account", optional: .text(1...64, .visible)), .query("current", .boolean, default: false),
      gives: .list(of: .linkedAccount)
    ) { call, page, partner, member, account, isCurrent in
      let coalition = call.services
      let query = LinkedAccountQuery(
        partner: try partner.map { try coalition.id($0, otherwise: .partnerNotFound) },
        member: try member.map { try coalition.id($0, otherwise: .memberNotFound) }, account: account,
        isCurrent: isCurrent)
      let found = try await coalition.linkedAccounts(
        query, page.request(coalition.publicIDs), by: call.principal)
      return page.listing(found, coalition.publicIDs) { $0.id }
    }
  }

  static var readLinkedAccount: Operation {
    Operation(
      .get, "/v1/linked-accounts/{id}", "Read a linked account", id: "readLinkedAccount",
      needs: .readMembers, refusals: [.linkedAccountNotFound], takes: .path("id", .id("lac")),
      gives: .linkedAccount
    ) { call, id in
      let coalition = call.services
      let link = try await coalition.linkedAccount(
        try coalition.id(id, otherwise: .linkedAccountNotFound), by: call.principal)
      return coalition.shown(link)
    }
  }

  static var endLinkedAccount: Operation {
    Operation(
      .post, "/v1/linked-accounts/{id}/end",
      "End a link: the account names the member no longer, at once; again without effect",
      id: "endLinkedAccount", needs: .writeMembers, refusals: [.linkedAccountNotFound],
      takes: .path("id", .id("lac")), gives: .linkedAccount
    ) { call, id in
      let coalition = call.services
      let link = try await coalition.endLink(
        try coalition.id(id, otherwise: .linkedAccountNotFound), by: call.principal)
      return coalition.shown(link)
    }
  }
}

extension Schema<Shown<LinkedAccount>> {
  static var linkedAccount: Schema {
    .reply(
      "LinkedAccount",
      .constant("object", "linked_account"),
      .always("id", .id("lac")) { $0.text($0.id) },
      .always("partner", .id("ptn")) { $0.text($0.partner) },
      .always("member", .id("mem")) { $0.text($0.member) },
      .always(
        "account",
        Schema<String>.text(0...64).described(
          "As its system calls it; its end alone for others, and empty once it was erased.")
      ) { $0.account },
      .always("way", Schema<LinkedAccount.Way>.choice.described("How it was shown to be the member's.")) {
        $0.way
      },
      .always("linked", .timestamp) { $0.linkedAt.microseconds },
      .maybe("ended", .timestamp) { $0.endedAt?.microseconds },
      .maybe(
        "end_reason", Schema<String>.text(1...20).described("By whom: member, operator, partner, left.")
      ) {
        $0.endedAt == nil ? nil : $0.endReason.rawValue
      })
  }
}
