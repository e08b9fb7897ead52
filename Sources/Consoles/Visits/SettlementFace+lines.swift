import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import Loyalty

extension SettlementFace {
  func lines(_ asked: Asked) async throws -> Response {
    try await door.signedIn(asked) { visit in
      let query = ListQuery(parsing: asked.query.items, filters: SettlementLinesPage.filters, sorts: [])
      let settlement = try await find(asked, visit)
      let cells = try await coalition.storeDays(of: settlement.id, by: visit.principal)
      let stores = Set(cells.map(\.store)).sorted()
      let naming = try await naming(visit, [settlement.merchant], [settlement.asset], stores: stores)
      let lines = await visit.loaded { try await lineRows(settlement, query, stores, visit) }
      let page = SettlementLinesPage(
        id: asked.id, period: SettlementRow(settlement, naming).period,
        currency: settlement.currency, query: query,
        stores: stores.map { (naming.address(of: $0), naming.storeName($0)) },
        lines: lines)
      return faces.page(page.render(visit.visit))
    }
  }

  private func lineRows(
    _ settlement: Settlement, _ query: ListQuery, _ stores: [StoreID], _ visit: SignedInVisit
  ) async throws -> Batch<SettlementLinesPage.Row> {
    var day: BusinessDay?
    if !query["day"].isEmpty {
      guard let date = CivilDate(query["day"]) else { return Batch([]) }
      day = BusinessDay(daysSince1970: Int32(clamping: date.daysSince1970))
    }
    var store: StoreID?
    if !query["store"].isEmpty {
      store = query["store"] == "none" ? StoreID.none : coalition.publicIDs.id(query["store"])
      if store == nil { return Batch([]) }
    }
    let found: [ClearingLine]
    do {
      found = try await coalition.lines(
        of: settlement.id, StatementCut(day: day, store: store), after: query.after.flatMap(place),
        limit: query.limit + 1, by: visit.principal)
    } catch SettlementRefusal.dayOutside {
      return Batch([])
    } catch MerchantRefusal.storeNotFound { return Batch([]) }
    let shown = found.prefix(query.limit)
    let others = shown.compactMap(\.counterparty).filter(\.isGiven)
    let naming = try await naming(
      visit, [settlement.merchant] + others, [settlement.asset], stores: stores)
    let rows = shown.map { SettlementLinesPage.Row($0, settlement.currency, naming) }
    return Batch(rows, next: found.count > query.limit ? shown.last.map(cursor) : nil)
  }

  private func cursor(_ line: ClearingLine) -> String {
    let of = coalition.publicIDs.text(line.key.of)
    return [
      "\(line.day.daysSince1970)", coalition.publicIDs.text(line.key.transaction),
      "\(line.key.role.rawValue)", of, "\(line.key.item)",
    ].joined(separator: ".")
  }

  /// Nil for what is no cursor of ours: the list begins anew.
  private func place(_ cursor: String) -> ClearingLine.Place? {
    let parts = cursor.split(separator: ".").map(String.init)
    guard parts.count == 5, let day = Int32(parts[0]),
      let transaction = coalition.publicIDs.id(parts[1], as: Identified.Transaction.self),
      let role = UInt8(parts[2]).flatMap({ ClearingRole(rawValue: $0) }),
      let of: MerchantID = coalition.publicIDs.id(parts[3]), let item = Int64(parts[4])
    else { return nil }
    return ClearingLine.Place(
      day: BusinessDay(daysSince1970: day), transaction: transaction, role: role, of: of,
      item: item)
  }
}

extension Naming {
  func storeName(_ id: StoreID) -> String {
    id.isGiven ? book.stores[id] ?? publicIDs.text(id) : words.financeNoStore
  }
}

extension ClearingRole {
  func name(_ words: Words) -> String {
    switch self {
    case .given: words.financeRoleGiven
    case .taken: words.financeRoleTaken
    case .used: words.financeRoleUsed
    case .expired: words.financeRoleExpired
    case .campaign: words.financeRoleCampaign
    case .pool: words.financeRolePool
    case .referral: words.financeRoleReferral
    case .agency: words.financeRoleAgency
    case .exchange: words.financeRoleExchange
    }
  }
}

extension SettlementLinesPage.Row {
  fileprivate init(_ line: ClearingLine, _ currency: String, _ naming: Naming) {
    let words = naming.words
    func money(_ units: Int64) -> ShownMoney { ShownMoney(units, currency) }
    self.init(
      transaction: naming.publicIDs.text(line.key.transaction), day: ShownDay(line.day),
      role: line.key.role.name(words), kind: ShownKind(line.kind).name(words),
      channel: ShownChannel(line.channel).name(words), store: naming.storeName(line.store),
      points: naming.points(line.points, of: line.key.asset), sale: money(line.sale),
      price: money(line.money.price), commission: money(line.money.commission), fee: money(line.money.fee),
      net: money(line.money.net),
      counterparty: line.counterparty.map { words.shareWith(party: naming.issuer($0)) }
        ?? line.sharedRule.map { words.shareOfRule(rule: words.number($0)) },
      reverses: line.reverses.isGiven ? naming.publicIDs.text(line.reverses) : nil)
  }
}
