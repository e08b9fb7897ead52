import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import Loyalty
import NIOCore

// One settlement: its page, its lines, its files.
extension SettlementFace {
  func settlement(_ asked: Asked) async throws -> Response {
    try await door.signedIn(asked) { visit in
      var visit = visit
      if asked.query["said"] == "done" { visit.say(visit.words.financeSaid) }
      return try await shown(asked, visit)
    }
  }

  /// Everything that a settlement's page and its print are made of.
  private struct Parts {
    let settlement: Settlement
    let naming: Naming
    let days: [SettlementSum]
    let stores: [SettlementSum]
    let total: SettlementSum
    let corrections: [SettlementPage.Correction]
    let steps: [SettlementStep]

    var row: SettlementRow { SettlementRow(settlement, naming) }

    /// Of the settlement, or of a cut of it.
    func figures(_ figures: SettlementFigures) -> [(name: String, money: ShownMoney)] {
      figures.named(naming.words, beside: settlement.figures).map {
        ($0.name, ShownMoney($0.units, settlement.currency))
      }
    }
  }

  private func parts(
    _ asked: Asked, _ visit: SignedInVisit, _ cut: StatementCut = .whole
  ) async throws -> Parts {
    do {
      let id = try id(asked)
      let found = try await coalition.settlement(id, by: visit.principal)
      let settlement = found.settlement
      let cells = try await coalition.storeDays(of: id, by: visit.principal).filter { cut.takes($0) }
      let adjustments = try await coalition.parts(of: id, by: visit.principal).adjustments
        .filter { cut.takes($0) }
      let people = found.steps.filter { $0.actorKind == .user }.map { OperatorID($0.actor) }
      let naming = try await naming(
        visit, [settlement.merchant], [settlement.asset],
        stores: cells.map(\.store) + [cut.store ?? .none], people: people)
      let own = home.appending(asked.id)
      func sum(
        _ cells: [SettledStoreDay], _ name: String, _ cut: [(String, String)]
      ) -> SettlementSum {
        SettlementSum(cells, name, own, cut, settlement.currency)
      }
      let days = Dictionary(grouping: cells, by: \.day).sorted { $0.key < $1.key }.map { day, cells in
        sum(cells, ShownDay(day).text, [("day", ShownDay(day).text)])
      }
      let stores = Dictionary(grouping: cells, by: \.store).sorted { $0.key < $1.key }.map { store, cells in
        sum(cells, naming.storeName(store), [("store", naming.address(of: store))])
      }
      return Parts(
        settlement: settlement, naming: naming, days: days, stores: stores,
        total: sum(cells, visit.words.financeTogether, []),
        corrections: adjustments.map {
          .init(
            day: ShownDay($0.day), amount: ShownMoney($0.amount, settlement.currency), reason: $0.reason)
        }, steps: found.steps)
    } catch SettlementRefusal.notFound { throw HTTPError(.notFound) }
  }

  func shown(
    _ asked: Asked, _ visit: SignedInVisit, _ typed: [String: String] = [:], fault: String? = nil
  ) async throws -> Response {
    let parts = try await parts(asked, visit)
    let (settlement, naming) = (parts.settlement, parts.naming)
    let today = coalition.settings.calendar.businessDay(of: coalition.clock.now())
    var page = SettlementPage(
      row: parts.row, figures: parts.figures(settlement.figures),
      points: (
        naming.points(settlement.figures.given, of: settlement.asset),
        naming.points(settlement.figures.taken, of: settlement.asset)
      ),
      carried: ShownMoney(settlement.carried, settlement.currency),
      payment: settlement.paidOn.map { (settlement.bankReference, ShownDay($0).text) },
      steps: parts.steps.map { TimelineStep($0, naming, isDesk: visit.principal.merchant != nil) },
      days: parts.days, stores: parts.stores, total: parts.total, corrections: parts.corrections,
      merchantID: coalition.publicIDs.text(settlement.merchant),
      choice: SettlementPage.Choice(settlement, visit.principal),
      key: typed["key"] ?? coalition.publicIDs.text(coalition.ids.next(Identified.Request.self)),
      today: ShownDay(today).text)
    page.typed = typed
    page.fault = fault
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .conflict)
  }

  func printed(_ asked: Asked) async throws -> Response {
    try await door.signedIn(asked) { visit in
      let cut = try cut(asked)
      let statement = try await statement(asked, cut, visit)
      let parts = try await parts(asked, visit, cut)
      var page = SettlementPrintPage(
        row: parts.row, figures: parts.figures(statement.figures), days: parts.days, total: parts.total,
        corrections: parts.corrections, head: statement.closed?.head.hexDigits)
      page.cut = [
        cut.day.map { ShownDay($0).text }, cut.store.map { parts.naming.storeName($0) },
      ].compactMap(\.self)
      return faces.page(page.render(visit.visit))
    }
  }

  /// The signed statement or a cut of it, byte by byte what the API gives.
  func statementCSV(_ asked: Asked) async throws -> Response {
    try await door.signedIn(asked) { visit in
      let cut = try cut(asked)
      return download(
        try await statement(asked, cut, visit), fileName(asked, cut) + ".csv", "text/csv; charset=utf-8")
    }
  }

  /// The same rows as a workbook.
  func statementXLSX(_ asked: Asked) async throws -> Response {
    try await door.signedIn(asked) { visit in
      let cut = try cut(asked)
      return download(
        SettlementSheet(try await statement(asked, cut, visit)), fileName(asked, cut) + ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    }
  }

  private func statement(
    _ asked: Asked, _ cut: StatementCut, _ visit: SignedInVisit
  ) async throws -> SettlementStatement {
    do {
      return try await coalition.statement(of: try id(asked), cut, by: visit.principal)
    } catch is SettlementRefusal {
      throw HTTPError(.notFound)
    } catch MerchantRefusal.storeNotFound { throw HTTPError(.notFound) }
  }

  /// The day and the store that the address names; an empty one is none.
  private func cut(_ asked: Asked) throws -> StatementCut {
    func named<Part>(_ name: String, _ read: (String) -> Part?) throws -> Part? {
      guard let text = asked.query[name], !text.isEmpty else { return nil }
      guard let part = read(text) else { throw HTTPError(.notFound) }
      return part
    }
    return StatementCut(
      day: try named("day") { text in
        CivilDate(text).map { BusinessDay(daysSince1970: Int32(clamping: $0.daysSince1970)) }
      },
      store: try named("store") { $0 == "none" ? StoreID.none : coalition.publicIDs.id($0) })
  }

  private func fileName(_ asked: Asked, _ cut: StatementCut) -> String {
    let store = cut.store.map { $0.isGiven ? coalition.publicIDs.text($0) : "none" }
    let parts = ["settlement", asked.id, cut.day.map { ShownDay($0).text }, store]
    return parts.compactMap(\.self).joined(separator: "-")
  }

  func download<Pieces: AsyncSequence & Sendable>(
    _ pieces: Pieces, _ name: String, _ type: String
  ) -> Response where Pieces.Element == [UInt8] {
    let body = ResponseBody { writer in
      for try await piece in pieces { try await writer.write(ByteBuffer(bytes: piece)) }
      try await writer.finish(nil)
    }
    var headers: HTTPFields = [.contentType: type]
    headers[.contentDisposition] = "attachment; filename=\"\(name)\""
    return Response(status: .ok, headers: headers, body: body)
  }
}

extension SettlementSum {
  /// - Parameter cut: of the settlement, as its addresses name it; empty for all of it.
  fileprivate init(
    _ cells: [SettledStoreDay], _ name: String, _ settlement: Link, _ cut: [(String, String)],
    _ currency: String
  ) {
    func sum(_ part: (SettledStoreDay) -> Int64) -> ShownMoney {
      ShownMoney(cells.reduce(0) { $0 + part($1) }, currency)
    }
    self.init(
      name: name, link: cut.isEmpty ? nil : settlement.appending("lines").query(cut),
      lines: cells.reduce(0) { $0 + $1.lines }, sale: sum { $0.sale },
      price: sum { $0.money.price }, commission: sum { $0.money.commission }, fee: sum { $0.money.fee },
      net: sum { $0.money.net })
    if cut.isEmpty { return }
    files = ["statement.csv", "statement.xlsx", "print"].map { settlement.appending($0).query(cut) }
  }
}

extension SettlementFigures {
  /// The parts of the net with what they are called, the net last. What few merchants have is left out where
  /// it is nothing.
  /// - Parameter other: what is shown beside, with the same parts.
  func named(_ words: Words, beside other: Self? = nil) -> [(name: String, units: Int64)] {
    let rare = [
      (words.financeReferral, \Self.referral), (words.financeAgency, \.agency),
      (words.financeExchange, \.exchange),
    ].filter { self[keyPath: $1] != 0 || other?[keyPath: $1] ?? 0 != 0 }
    return [
      (words.financeIssueCost, issueCost), (words.financeProceeds, acceptProceeds),
      (words.financeExpiredPart, expiredShare), (words.settlementCommission, commission),
      (words.financeFees, fees), (words.financeCampaignShare, campaignShare),
    ] + rare.map { ($0, self[keyPath: $1]) } + [
      (words.financeCorrections, adjustments), (words.financeNet, net),
    ]
  }
}

extension Naming {
  /// What names a store in an address; what belongs to none has a word of its own.
  func address(of store: StoreID) -> String { store.isGiven ? publicIDs.text(store) : "none" }
}

extension TimelineStep {
  fileprivate init(_ step: SettlementStep, _ naming: Naming, isDesk: Bool) {
    let words = naming.words
    let state = ShownSettlementState(rawValue: step.state.rawValue)?.name(words) ?? step.state.rawValue
    let name = naming.book.operators[OperatorID(step.actor)]
    let by =
      switch step.actorKind {
      case .user: name ?? (isDesk ? words.accountPlatform : words.commonNone)
      case .key: words.auditKey(key: naming.publicIDs.text(APIKeyID(step.actor)))
      case .system: words.auditSystem
      }
    self.init(
      at: ShownTime(step.at),
      text: step.reason.isEmpty ? state : words.financeStepWith(reason: step.reason, state: state), by: by)
  }
}

extension SettlementPage.Choice {
  fileprivate init(_ settlement: Settlement, _ principal: Principal) {
    self.init()
    guard principal.scopes.contains(.settle) else { return }
    let isOpen = [.calculated, .reviewed, .approved].contains(settlement.state)
    guard principal.merchant == nil else {
      disputes = isOpen && principal.stores == nil
      return
    }
    reviews = settlement.state == .calculated
    isReviewer = settlement.state == .reviewed && settlement.reviewer == principal.actor.operatorID
    approves = settlement.state == .reviewed && !isReviewer
    pays = settlement.state == .approved
    holds = isOpen
    reopens = [.onHold, .disputed].contains(settlement.state)
    corrects = true
  }
}
