import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var listCases: Operation {
    Operation(
      .get, "/v1/cases", "List differences with tills and merchant systems, newest first", id: "listCases",
      needs: .readTransactions,
      refusals: [.merchantNotFound, .storeNotFound, .terminalNotFound, .operatorNotFound], takes: .page(),
      .query("state", optional: Schema<AcquiringCase.State>.choice),
      .query("kind", optional: Schema<AcquiringCase.Kind>.choice), .query("merchant", optional: .id("mch")),
      .query("store", optional: .id("str")), .query("terminal", optional: .id("trm")),
      .query("day", optional: .day), .query("owner", optional: .id("usr")), gives: .list(of: .acquiringCase)
    ) { call, page, state, kind, merchant, store, terminal, day, owner in
      let coalition = call.services
      var query = CaseQuery()
      query.state = state
      query.kind = kind
      query.merchant = try merchant.map { try coalition.id($0, otherwise: .merchantNotFound) }
      query.store = try store.map { try coalition.id($0, otherwise: .storeNotFound) }
      query.terminal = try terminal.map { try coalition.id($0, otherwise: .terminalNotFound) }
      query.day = day.map { BusinessDay(daysSince1970: Int32(clamping: $0)) }
      query.owner = try owner.map { try coalition.id($0, otherwise: .operatorNotFound) }
      let found = try await coalition.cases(query, page.request(coalition.publicIDs), by: call.principal)
      return page.listing(found, coalition.publicIDs) { $0.id }
    }
  }

  static var readCase: Operation {
    Operation(
      .get, "/v1/cases/{id}", "Read a case with its notes", id: "readCase", needs: .readTransactions,
      refusals: [.caseNotFound], takes: .path("id", .id("cas")), gives: .caseFile
    ) { call, id in
      let coalition = call.services
      let id: CaseID = try coalition.id(id, otherwise: .caseNotFound)
      return coalition.shown(try await coalition.caseFile(id, by: call.principal))
    }
  }

  static var noteOnCase: Operation {
    Operation(
      .post, "/v1/cases/{id}/notes", "Write something about a case", id: "noteOnCase", needs: .refund,
      refusals: [.caseNotFound, .notAllowedNow, .limitExceeded],
      examples: Examples(request: ["text": "The till's printer was out of paper."]),
      takes: .path("id", .id("cas")), .body("text", .text(1...500)), gives: .caseFile
    ) { call, id, text in
      let coalition = call.services
      let id: CaseID = try coalition.id(id, otherwise: .caseNotFound)
      return coalition.shown(try await coalition.noteOnCase(id, text, by: call.principal))
    }
  }

  static var assignCase: Operation {
    Operation(
      .post, "/v1/cases/{id}/assign", "Give a case to a person of the operator's, or to nobody",
      id: "assignCase", needs: .adjust,
      refusals: [.caseNotFound, .notAllowedNow, .operatorNotFound, .operatorOnly],
      takes: .path("id", .id("cas")), .body("owner", optional: .id("usr")), gives: .caseFile
    ) { call, id, owner in
      let coalition = call.services
      let id: CaseID = try coalition.id(id, otherwise: .caseNotFound)
      let owner: OperatorID? = try owner.map { try coalition.id($0, otherwise: .operatorNotFound) }
      return coalition.shown(try await coalition.assignCase(id, to: owner, by: call.principal))
    }
  }

  static var proposeForCase: Operation {
    Operation(
      .post, "/v1/cases/{id}/propose",
      "Propose a correction of points for another person's approval; the case waits for it",
      id: "proposeForCase", needs: .adjust,
      refusals: [
        .caseNotFound, .notAllowedNow, .memberNotFound, .programNotFound, .amountOutOfRange, .operatorOnly,
      ],
      examples: Examples(request: [
        "member": "mem_9D0WN8J2M4KX7QRT", "points": 120, "reason": "the receipt was seen",
      ]),
      takes: .path("id", .id("cas")), .body("member", .id("mem")),
      .body("points", .points(-1_000_000_000_000...1_000_000_000_000)), .body("reason", .text(1...200)),
      .body("program", .text(1...64, .visible), default: "universal"), gives: .caseFile
    ) { call, id, member, points, reason, program in
      let coalition = call.services
      try call.principal.requireOperator(.adjust)
      let id: CaseID = try coalition.id(id, otherwise: .caseNotFound)
      let file = try await coalition.caseFile(id, by: call.principal)
      let proposal = AdjustProposal(
        member: try coalition.id(member, otherwise: .memberNotFound),
        asset: try await coalition.program(named: program).asset, points: Points(points),
        issuer: file.found.merchant, memo: "")
      return coalition.shown(
        try await coalition.proposeForCase(id, proposal, reason: reason, by: call.principal))
    }
  }

  static var proposeMoneyForCase: Operation {
    Operation(
      .post, "/v1/cases/{id}/propose-money",
      "Propose a correction in money, which the account of the open day has; the case waits for it",
      id: "proposeMoneyForCase", needs: .settle,
      refusals: [.caseNotFound, .notAllowedNow, .programNotFound, .amountOutOfRange, .operatorOnly],
      examples: Examples(request: ["amount": -1_234, "reason": "the bank's fee was taken off"]),
      takes: .path("id", .id("cas")),
      .body(
        "amount",
        Schema<Int64>.integer(-1_000_000_000_000...1_000_000_000_000).described(
          "In the currency's smallest unit; positive is the merchant's; not 0.")),
      .body("reason", .text(1...200)), gives: .caseFile
    ) { call, id, amount, reason in
      let coalition = call.services
      let id: CaseID = try coalition.id(id, otherwise: .caseNotFound)
      return coalition.shown(
        try await coalition.proposeMoneyForCase(id, amount, reason: reason, by: call.principal))
    }
  }

  static var closeCase: Operation {
    Operation(
      .post, "/v1/cases/{id}/close", "End a case, saying how it was settled; again changes nothing",
      id: "closeCase", needs: .adjust, refusals: [.caseNotFound, .notAllowedNow, .operatorOnly],
      examples: Examples(request: ["reason": "booked by adjustment, receipt kept"]),
      takes: .path("id", .id("cas")), .body("reason", .text(1...200)), gives: .caseFile
    ) { call, id, reason in
      let coalition = call.services
      let id: CaseID = try coalition.id(id, otherwise: .caseNotFound)
      return coalition.shown(try await coalition.closeCase(id, resolution: reason, by: call.principal))
    }
  }
}
