import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var listPartners: Operation {
    Operation(
      .get, "/v1/partners", "List the outside programmes with which points are exchanged", id: "listPartners",
      needs: .readMerchants, refusals: [.operatorOnly], gives: .partners
    ) { call in
      let coalition = call.services
      return try await coalition.partners(by: call.principal).map { coalition.shown($0) }
    }
  }

  static var proposePartner: Operation {
    Operation(
      .post, "/v1/partners",
      """
      Propose an outside programme, or a change of one, for another person's approval; a secret that is not \
      given is made for a new one and stands in this answer and nowhere else
      """, id: "proposePartner", needs: .writePrograms,
      refusals: [
        .partnerNotFound, .merchantNotFound, .programNotFound, .alreadyExists, .conflict, .operatorOnly,
      ], status: 201,
      examples: Examples(request: [
        "code": "SKY", "name": "Sky miles", "merchant": "mch_5TGZ3QX1N8M0P2VK",
        "url": "https://points.sky.example/tongbao", "reason": "contract 31",
      ]),
      takes: .body("partner", optional: .id("ptn")), .body("code", .text(1...32, .visible)),
      .body("name", .text(1...100)), .body("merchant", .id("mch")),
      .body("contract", Schema<Partner.Contract>.choice, default: .tongbao), .body("url", .text(1...500)),
      .body("app_key", .text(0...64), default: ""), .body("decimals", .count(0...6), default: 0),
      .body("status", Schema<Partner.Status>.choice, default: .active),
      .body(
        "links_accounts",
        Schema<Bool>.boolean.described("Whether members link their accounts there."), default: false),
      .body(
        "brings_into",
        optional: Schema<String>.id("prg").described(
          "The programme into which what lies in an account is brought once, when it is linked.")),
      .body("secret", optional: .text(16...128)), .body("reason", .text(1...200)),
      gives: .proposedPartnerReply
    ) {
      call, partner, code, name, merchant, contract, url, appKey, decimals, status, links, brings, secret,
      reason in
      let coalition = call.services
      try call.principal.requireOperator(.writePrograms)
      let program: AssetID? = try brings.map { try coalition.id($0, otherwise: .programNotFound) }
      let draft = PartnerDraft(
        try partner.map { try coalition.id($0, otherwise: .partnerNotFound) }, code: code, names: Names(name),
        merchant: try coalition.id(merchant, otherwise: .merchantNotFound), contract: contract, url: url,
        appKey: appKey, decimals: decimals, status: status, linksAccounts: links, bringsInto: program,
        secret: secret)
      let made = try await coalition.proposePartner(draft, reason: reason, by: call.principal)
      return coalition.shown(made)
    }
  }

  static var listPartnerExchanges: Operation {
    Operation(
      .get, "/v1/partner-exchanges",
      "List exchanges with outside programmes, newest first; a partner's own key sees its own",
      id: "listPartnerExchanges", needs: .readTransactions, refusals: [.partnerNotFound, .memberNotFound],
      takes: .page(), .query("partner", optional: .id("ptn")), .query("member", optional: .id("mem")),
      .query("state", optional: Schema<PartnerExchange.State>.choice), gives: .list(of: .partnerExchange)
    ) { call, page, partner, member, state in
      let coalition = call.services
      let query = PartnerExchangeQuery(
        partner: try partner.map { try coalition.id($0, otherwise: .partnerNotFound) }, state: state,
        member: try member.map { try coalition.id($0, otherwise: .memberNotFound) })
      let found = try await coalition.partnerExchanges(
        query, page.request(coalition.publicIDs), by: call.principal)
      return page.listing(found, coalition.publicIDs) { $0.id }
    }
  }

  static var readPartnerExchange: Operation {
    Operation(
      .get, "/v1/partner-exchanges/{id}", "Read an exchange with an outside programme",
      id: "readPartnerExchange", needs: .readTransactions, refusals: [.partnerExchangeNotFound],
      takes: .path("id", .id("pex")), gives: .partnerExchange
    ) { call, id in
      let coalition = call.services
      let id: PartnerExchangeID = try coalition.id(id, otherwise: .partnerExchangeNotFound)
      return coalition.shown(try await coalition.partnerExchange(id, by: call.principal).exchange)
    }
  }

  static var retryPartnerExchange: Operation {
    Operation(
      .post, "/v1/partner-exchanges/{id}/retry",
      "Ask the partner again now, under the exchange's own number, what became of it",
      id: "retryPartnerExchange", needs: .writePrograms,
      refusals: [.partnerExchangeNotFound, .notAllowedNow, .operatorOnly], takes: .path("id", .id("pex")),
      gives: .partnerExchange
    ) { call, id in
      let coalition = call.services
      try call.principal.requireOperator(.writePrograms)
      let id: PartnerExchangeID = try coalition.id(id, otherwise: .partnerExchangeNotFound)
      try await coalition.retryPartnerExchange(id, by: call.principal)
      return coalition.shown(try await coalition.partnerExchange(id, by: call.principal).exchange)
    }
  }

  static var receivePartnerExchange: Operation {
    Operation(
      moving: "/v1/partner-exchanges",
      """
      Give a member what left an account at a partner: the partner's own number is the idempotency key, its \
      key must count with signatures alone, and the answer's state says what became of it
      """, id: "receivePartnerExchange", needs: .earn,
      refusals: ErrorCode.ofMembers + [
        .partnerNotFound, .partnerInactive, .programNotFound, .programClosed, .rateNotFound, .amountTooSmall,
        .amountOutOfRange, .limitExceeded, .signatureRequired, .idempotencyKeyInvalid,
      ], status: 201, dryRun: false,
      examples: Examples(request: [
        "member": ["phone": "13800138000"], "program": "universal", "points": 1200, "account": "SKY-881",
      ]),
      takes: .body("member", Schema<MemberReference>.member),
      .body("program", .text(1...64, .visible), default: "universal"), .body("points", .points()),
      .body("account", .text(0...64), default: ""), gives: .partnerExchange
    ) { call, once, member, program, points, account in
      let coalition = call.services
      let names = coalition.publicIDs
      let notice = PartnerNotice(
        key: once.key, member: try member.claim.claim(names, by: call.principal),
        program: program.programClaim(names),
        points: Points(points), account: account)
      return Answer(
        coalition.shown(try await coalition.receivePartnerExchange(notice, by: call.principal)))
    }
  }
}
