import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import Loyalty

/// Settlements in both consoles: the operator's people see all of them, a merchant's their own.
struct SettlementFace: Sendable {
  let faces: Faces
  let coalition: Coalition
  let door: StaffDoor
  /// `/operator/settlements` or `/merchant/settlements`.
  let home: Link

  /// What both consoles show.
  func routes(under face: String) -> [FaceRoute] {
    let place = face + "/settlements"
    return [
      (.get, RouterPath(place), list), (.get, RouterPath(place + "/:id"), settlement),
      (.get, RouterPath(place + "/:id/lines"), lines),
      (.get, RouterPath(place + "/:id/statement.csv"), statementCSV),
      (.get, RouterPath(place + "/:id/statement.xlsx"), statementXLSX),
      (.get, RouterPath(place + "/:id/print"), printed),
    ]
  }

  func list(_ asked: Asked) async throws -> Response {
    try await door.signedIn(asked) { visit in
      let query = ListQuery(parsing: asked.query.items, filters: SettlementsPage.filters, sorts: [])
      let programs = try await coalition.programs(by: visit.principal)
      var page = SettlementsPage(
        query: query, programs: programs.map { ($0.code, visit.words.name($0.names)) },
        settlements: await visit.loaded { try await rows(query, programs, visit) })
      if let merchant = visit.principal.merchant {
        page.open = await visit.loaded {
          let open = try await coalition.openPositions(of: merchant, by: visit.principal)
          let naming = try await naming(visit, [], open.map(\.asset))
          return open.map { SettlementsPage.Open($0, naming) }
        }
      }
      return faces.page(page.render(visit.visit))
    }
  }

  private func rows(
    _ query: ListQuery, _ programs: [Program], _ visit: SignedInVisit
  ) async throws -> Batch<SettlementRow> {
    var question = SettlementQuery()
    question.limit = query.limit
    question.after = query.after.flatMap { coalition.publicIDs.id($0) }
    question.state = Settlement.State(rawValue: query["state"])
    question.day = CivilDate(query["day"]).map {
      BusinessDay(daysSince1970: Int32(clamping: $0.daysSince1970))
    }
    if !query["program"].isEmpty {
      guard let program = programs.first(where: { $0.code == query["program"] }) else { return Batch([]) }
      question.asset = program.asset
    }
    if visit.principal.merchant == nil, !query["merchant"].isEmpty {
      guard let merchant = try await merchant(named: query["merchant"], visit) else { return Batch([]) }
      question.merchant = merchant
    }
    let found = try await coalition.settlements(question, by: visit.principal)
    let naming = try await naming(visit, found.items.map(\.merchant), found.items.map(\.asset))
    let rows = found.items.map { SettlementRow($0, naming) }
    return Batch(rows, next: found.hasMore ? rows.last?.id : nil)
  }

  private func merchant(named text: String, _ visit: SignedInVisit) async throws -> MerchantID? {
    if let id: MerchantID = coalition.publicIDs.id(text) { return id }
    do {
      return try await coalition.merchant(code: text, by: visit.principal).id
    } catch is MerchantRefusal { return nil }
  }

  func naming(
    _ visit: SignedInVisit, _ merchants: [MerchantID], _ programs: [AssetID], stores: [StoreID] = [],
    people: [OperatorID] = []
  ) async throws -> Naming {
    var question = NameQuestion()
    question.merchants = Set(merchants)
    question.programs = Set(programs)
    question.stores = Set(stores.filter(\.isGiven))
    question.operators = Set(people)
    return Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
  }

  func id(_ asked: Asked) throws -> SettlementID {
    guard let id: SettlementID = coalition.publicIDs.id(asked.id) else { throw HTTPError(.notFound) }
    return id
  }

  func find(_ asked: Asked, _ visit: SignedInVisit) async throws -> Settlement {
    do {
      return try await coalition.settlement(try id(asked), by: visit.principal).settlement
    } catch SettlementRefusal.notFound { throw HTTPError(.notFound) }
  }
}

extension SettlementRow {
  init(_ settlement: Settlement, _ naming: Naming) {
    self.init(
      id: naming.publicIDs.text(settlement.id), merchant: naming.issuer(settlement.merchant),
      program: naming.program(settlement.asset), first: ShownDay(settlement.days.lowerBound),
      last: ShownDay(settlement.days.upperBound), due: ShownDay(settlement.dueDay),
      lines: settlement.figures.lines, net: ShownMoney(settlement.figures.net, settlement.currency),
      state: ShownSettlementState(rawValue: settlement.state.rawValue) ?? .calculated)
  }
}

extension SettlementsPage.Open {
  fileprivate init(_ open: OpenPosition, _ naming: Naming) {
    let (first, last) = (ShownDay(open.days.lowerBound), ShownDay(open.days.upperBound))
    self.init(
      program: naming.program(open.asset),
      days: first == last ? first.text : first.text + " \u{2013} " + last.text, lines: open.lines,
      net: ShownMoney(open.net, naming.book.programs[open.asset]?.worth.money.currency ?? ""))
  }
}

extension ShownDay {
  init(_ day: BusinessDay) { self.init(daysSince1970: Int64(day.daysSince1970)) }
}
