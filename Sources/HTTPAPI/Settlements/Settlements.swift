import Coalition
import HTTPTypes
import Ledger
import Loyalty

extension Operation<Coalition> {
  static var listSettlements: Operation {
    Operation(
      .get, "/v1/settlements", "List settlements, newest first; a merchant sees its own",
      id: "listSettlements",
      needs: .reports, refusals: [.merchantNotFound], takes: .page(),
      .query("merchant", optional: .id("mch")), .query("state", optional: Schema<Settlement.State>.choice),
      gives: .list(of: .settlement)
    ) { call, page, merchant, state in
      let coalition = call.services
      let request: PageRequest<Identified.Settlement> = page.request(coalition.publicIDs)
      var query = SettlementQuery()
      query.merchant = try merchant.map { try coalition.id($0, otherwise: .merchantNotFound) }
      query.state = state
      query.limit = request.limit
      query.after = request.after
      let found = try await coalition.settlements(query, by: call.principal)
      return page.listing(found, coalition.publicIDs) { $0.id }
    }
  }

  static var readSettlement: Operation {
    Operation(
      .get, "/v1/settlements/{id}", "Read a settlement: its steps, its days' sums and its corrections",
      id: "readSettlement", needs: .reports, refusals: [.settlementNotFound], takes: .path("id", .id("stl")),
      gives: .settlementReport
    ) { call, id in
      let coalition = call.services
      let id: SettlementID = try coalition.id(id, otherwise: .settlementNotFound)
      let found = try await coalition.settlement(id, by: call.principal)
      let parts = try await coalition.parts(of: id, by: call.principal)
      return coalition.shown(
        SettlementReport(
          settlement: found.settlement, steps: found.steps, sums: parts.sums, adjustments: parts.adjustments))
    }
  }

  static var listSettlementLines: Operation {
    Operation(
      .get, "/v1/settlements/{id}/lines",
      "List what a settlement adds up: a line for each transaction and what it was to the merchant",
      id: "listSettlementLines", needs: .reports, refusals: [.settlementNotFound],
      takes: .path("id", .id("stl")), .page(default: 100, max: 1_000), gives: .list(of: .settlementLine)
    ) { call, id, page in
      let coalition = call.services
      let id: SettlementID = try coalition.id(id, otherwise: .settlementNotFound)
      let lines = try await coalition.lines(
        of: id, after: page.linePlace(coalition.publicIDs), limit: page.rowsWanted, by: call.principal)
      return page.listing(lines.map { coalition.shown($0) }) { line in
        [
          .integer(Int64(line.day.daysSince1970)), .text(line.ids.text(line.key.transaction)),
          .integer(Int64(line.key.role.rawValue)), .integer(line.key.of.rawValue), .integer(line.key.item),
        ]
      }
    }
  }

  static var settlementStatement: Operation {
    Operation(
      streaming: .statement, "/v1/settlements/{id}/statement",
      "Get a settlement as a file: a row for each line, and totals that are the settlement's; of one `day`, "
        + "one `store` or both where that is asked for",
      id: "readSettlementStatement", needs: .reports, refusals: [.settlementNotFound, .storeNotFound],
      takes: .path("id", .id("stl")), .query("day", optional: .day), .query("store", optional: .cutStore)
    ) { call, id, day, store in
      let coalition = call.services
      let id: SettlementID = try coalition.id(id, otherwise: .settlementNotFound)
      return try await coalition.statement(of: id, coalition.cut(day, store), by: call.principal)
    }
  }

  static var settlementManifest: Operation {
    Operation(
      .get, "/v1/settlements/{id}/manifest",
      "Get what a settlement's statement is, or its file of a `day` or `store`, signed with the platform's "
        + "key, to prove the file by",
      id: "readSettlementManifest", needs: .reports, refusals: [.settlementNotFound, .storeNotFound],
      takes: .path("id", .id("stl")), .query("day", optional: .day), .query("store", optional: .cutStore),
      gives: .statementManifest
    ) { call, id, day, store in
      let coalition = call.services
      let id: SettlementID = try coalition.id(id, otherwise: .settlementNotFound)
      return coalition.shown(
        try await coalition.statementManifest(of: id, coalition.cut(day, store), by: call.principal))
    }
  }

  static var listPoolBalances: Operation {
    Operation(
      .get, "/v1/pool-balances", "What the alliance's pool has by programme, of closed days",
      id: "listPoolBalances", needs: .reports, refusals: [.operatorOnly], gives: .poolBalances
    ) { call in
      let coalition = call.services
      return try await coalition.poolBalances(by: call.principal).map { coalition.shown($0) }
    }
  }

  static var listBusinessDays: Operation {
    Operation(
      .get, "/v1/business-days",
      "List closed business days, newest first, with the ledger's chain as it stood then",
      id: "listBusinessDays", needs: .reports, refusals: [.operatorOnly], takes: .page(default: 31),
      gives: .list(of: .businessDay)
    ) { call, page in
      var before: BusinessDay?
      if case .integer(let day)? = page.after?.first {
        before = BusinessDay(daysSince1970: Int32(clamping: day))
      }
      let days = try await call.services.closedDays(
        before: before, limit: page.rowsWanted, by: call.principal)
      return page.listing(days) { [.integer(Int64($0.day.daysSince1970))] }
    }
  }
}

extension Schema<String> {
  /// Which store a statement is cut by.
  fileprivate static var cutStore: Schema {
    .text(1...64, .visible).described("A store of the merchant, or `none` for what belongs to no store.")
  }
}

extension Coalition {
  fileprivate func cut(_ day: Int64?, _ store: String?) throws(Problem) -> StatementCut {
    StatementCut(
      day: day.map { BusinessDay(daysSince1970: Int32(clamping: $0)) },
      store: try store.map { store throws(Problem) in
        store == "none" ? StoreID.none : try id(store, otherwise: .storeNotFound)
      })
  }
}

extension PageQuery {
  /// The line with which the page before ended.
  fileprivate func linePlace(_ ids: PublicIDs) -> ClearingLine.Place? {
    guard let after, after.count == 5, case .integer(let day) = after[0], case .text(let name) = after[1],
      case .integer(let number) = after[2], case .integer(let of) = after[3],
      case .integer(let item) = after[4], let transaction = ids.id(name, as: Identified.Transaction.self),
      let role = ClearingRole(rawValue: UInt8(clamping: number))
    else { return nil }
    return ClearingLine.Place(
      day: BusinessDay(daysSince1970: Int32(clamping: day)), transaction: transaction, role: role,
      of: MerchantID(of), item: item)
  }
}
