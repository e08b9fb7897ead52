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
    var figures: [(name: String, money: ShownMoney)] { settlement.shownFigures(naming.words) }
  }

  private func parts(_ asked: Asked, _ visit: SignedInVisit) async throws -> Parts {
    do {
      let id = try id(asked)
      let found = try await coalition.settlement(id, by: visit.principal)
      let settlement = found.settlement
      let cells = try await coalition.storeDays(of: id, by: visit.principal)
      let adjustments = try await coalition.parts(of: id, by: visit.principal).adjustments
      let people = found.steps.filter { $0.actorKind == .user }.map { OperatorID($0.actor) }
      let naming = try await naming(
        visit, [settlement.merchant], [settlement.asset], stores: cells.map(\.store), people: people)
      let lines = home.appending(asked.id).appending("lines")
      func sum(_ cells: [SettledStoreDay], _ name: String, _ link: Link?) -> SettlementSum {
        SettlementSum(cells, name, link, settlement.currency)
      }
      let days = Dictionary(grouping: cells, by: \.day).sorted { $0.key < $1.key }.map { day, cells in
        sum(cells, ShownDay(day).text, lines.query([("day", ShownDay(day).text)]))
      }
      let stores = Dictionary(grouping: cells, by: \.store).sorted { $0.key < $1.key }.map { store, cells in
        sum(cells, naming.storeName(store), lines.query([("store", naming.address(of: store))]))
      }
      return Parts(
        settlement: settlement, naming: naming, days: days, stores: stores,
        total: sum(cells, visit.words.financeTogether, nil),
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
      row: parts.row, figures: parts.figures,
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
      let parts = try await parts(asked, visit)
      let head = try await coalition.statement(of: parts.settlement.id, by: visit.principal).closed?.head
      let page = SettlementPrintPage(
        row: parts.row, figures: parts.figures, days: parts.days, total: parts.total,
        corrections: parts.corrections, head: head?.hexDigits)
      return faces.page(page.render(visit.visit))
    }
  }

  /// The signed statement, byte by byte what the API gives.
  func statementCSV(_ asked: Asked) async throws -> Response {
    try await door.signedIn(asked) { visit in
      do {
        let statement = try await coalition.statement(of: try id(asked), by: visit.principal)
        return download(statement, "settlement-\(asked.id).csv", "text/csv; charset=utf-8")
      } catch SettlementRefusal.notFound { throw HTTPError(.notFound) }
    }
  }

  /// The same rows as a workbook.
  func statementXLSX(_ asked: Asked) async throws -> Response {
    try await door.signedIn(asked) { visit in
      do {
        let statement = try await coalition.statement(of: try id(asked), by: visit.principal)
        return download(
          SettlementSheet(statement), "settlement-\(asked.id).xlsx",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
      } catch SettlementRefusal.notFound { throw HTTPError(.notFound) }
    }
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
  fileprivate init(_ cells: [SettledStoreDay], _ name: String, _ link: Link?, _ currency: String) {
    func sum(_ part: (SettledStoreDay) -> Int64) -> ShownMoney {
      ShownMoney(cells.reduce(0) { $0 + part($1) }, currency)
    }
    self.init(
      name: name, link: link, lines: cells.reduce(0) { $0 + $1.lines }, sale: sum { $0.sale },
      price: sum { $0.money.price }, commission: sum { $0.money.commission }, fee: sum { $0.money.fee },
      net: sum { $0.money.net })
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

extension Settlement {
  fileprivate func shownFigures(_ words: Words) -> [(name: String, money: ShownMoney)] {
    figures.named(words).map { ($0.name, ShownMoney($0.units, currency)) }
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
