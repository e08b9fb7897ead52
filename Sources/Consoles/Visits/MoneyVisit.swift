import Coalition
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Loyalty
import NIOCore

// The operator's books in money: for whoever may read reports, as the liability.
extension OperatorConsole {
  var moneyRoutes: [FaceRoute] {
    [
      (.get, "operator/money", moneyBalance), (.get, "operator/money/journal", moneyJournal),
      (.get, "operator/money/income", moneyIncome), (.get, "operator/money/ageing", moneyAgeing),
      (.get, "operator/journal-lines.xlsx", moneyWorkbook),
    ]
  }

  func moneyBalance(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.requireOperator(.reports)
      let query = ListQuery(parsing: asked.query.items, filters: MoneyBalancePage.filters, sorts: [])
      let today = coalition.settings.calendar.businessDay(of: coalition.clock.now())
      let day = CivilDate(query["day"]).map { $0.businessDay } ?? today
      let words = visit.words
      let page = MoneyBalancePage(
        query: query, day: ShownDay(day),
        balance: await visit.loaded {
          let found = try await coalition.moneyTrialBalance(through: day, by: visit.principal)
          return MoneyBalancePage.Balance(found, try await naming(found.faults, visit))
        }, chart: MoneyAccount.allCases.map { ShownAccount($0, words) })
      return faces.page(page.render(visit.visit))
    }
  }

  func moneyJournal(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.requireOperator(.reports)
      let query = ListQuery(parsing: asked.query.items, filters: MoneyJournalPage.filters, sorts: [])
      let words = visit.words
      let page = MoneyJournalPage(
        query: query,
        kinds: MoneyEntry.Kind.allCases.map { ($0.name, $0.text(words)) },
        accounts: MoneyAccount.allCases.map { ShownAccount($0, words) },
        lines: await visit.loaded { try await journalLines(query, visit) })
      return faces.page(page.render(visit.visit))
    }
  }

  private func journalLines(
    _ query: ListQuery, _ visit: SignedInVisit
  ) async throws -> Batch<MoneyJournalPage.Line> {
    guard let question = try await moneyQuery(query, visit) else { return Batch([]) }
    // An entry takes several lines of the page.
    let most = max(query.limit / 2, 1)
    let found = try await coalition.moneyEntries(
      question, before: query.after.flatMap { MoneyEntry.Place($0) }, limit: most + 1, by: visit.principal)
    let shown = found.prefix(most)
    let naming = try await naming(Array(shown), visit)
    let lines = shown.flatMap { booked in
      booked.lines.enumerated().map { place, line in
        MoneyJournalPage.Line(
          entry: booked.entry.id, head: place == 0 ? MoneyJournalPage.Head(booked, naming) : nil,
          account: ShownAccount(line.account, visit.words),
          money: ShownMoney(max(line.debit, line.credit), booked.entry.currency), isDebit: line.debit > 0)
      }
    }
    return Batch(lines, next: found.count > most ? shown.last?.entry.place.text : nil)
  }

  func naming(_ entries: [BookedEntry], _ visit: SignedInVisit) async throws -> Naming {
    var question = NameQuestion()
    question.merchants = Set(entries.map(\.entry.party).filter { $0.rawValue > 0 })
    question.programs = Set(entries.map(\.entry.asset))
    return Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
  }

  /// Nil where it names what there is not.
  func moneyQuery(_ query: ListQuery, _ visit: SignedInVisit) async throws -> MoneyQuery? {
    var question = MoneyQuery()
    let (first, last) = (CivilDate(query["from"])?.businessDay, CivilDate(query["to"])?.businessDay)
    if first != nil || last != nil {
      let from = first ?? BusinessDay(daysSince1970: .min)
      let to = last ?? BusinessDay(daysSince1970: .max)
      if from > to { return nil }
      question.days = from...to
    }
    question.kind = MoneyEntry.Kind.allCases.first { $0.name == query["kind"] }
    question.account = Int64(query["account"]).flatMap { MoneyAccount(rawValue: $0) }
    if !query["settlement"].isEmpty {
      guard let id: SettlementID = coalition.publicIDs.id(query["settlement"]) else { return nil }
      question.settlement = id
    }
    if !query["merchant"].isEmpty {
      if let id: MerchantID = coalition.publicIDs.id(query["merchant"]) {
        question.party = id
      } else {
        do {
          question.party = try await coalition.merchant(code: query["merchant"], by: visit.principal).id
        } catch is MerchantRefusal { return nil }
      }
    }
    return question
  }

  /// The journal's lines as a general ledger takes them, as a workbook.
  func moneyWorkbook(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      let source = try await moneySource(asked, visit)
      try await coalition.recordExport(of: source.list, filter: source.filter, by: visit.principal)
      let query = ListQuery(parsing: asked.query.items, filters: MoneyJournalPage.filters, sorts: [])
      var most: Int64 = 0
      if let question = try await moneyQuery(query, visit) {
        most = try await coalition.mostMoneyLines(question, by: visit.principal)
      }
      let sheet = TableSheet(named: "journal", header: source.header, atMost: most) { after in
        let batch = try await source.rows(after)
        return (batch.rows, batch.next)
      }
      let body = ResponseBody { writer in
        for try await piece in sheet { try await writer.write(ByteBuffer(bytes: piece)) }
        try await writer.finish(nil)
      }
      var headers: HTTPFields = [
        .contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
      ]
      headers[.contentDisposition] = "attachment; filename=\"journal-lines.xlsx\""
      return Response(status: .ok, headers: headers, body: body)
    }
  }
}

extension CivilDate {
  var businessDay: BusinessDay { BusinessDay(daysSince1970: Int32(clamping: daysSince1970)) }
}

extension MoneyBalancePage.Balance {
  fileprivate init(_ found: MoneyTrialBalance, _ naming: Naming) {
    let currencies = Dictionary(grouping: found.balances, by: \.currency).sorted { $0.key < $1.key }
    self.init(
      first: ShownDay(found.days.lowerBound),
      currencies: currencies.map { currency, balances in
        MoneyBalancePage.Currency(
          currency: currency,
          lines: balances.map {
            MoneyBalancePage.Line(
              account: ShownAccount($0.account, naming.words), opening: $0.opening, debit: $0.debit,
              credit: $0.credit)
          })
      }, closedThrough: found.closedThrough.map { ShownDay($0) }, faults: found.faults.map(naming.fault),
      written: found.booked < found.closed ? (found.booked, found.closed) : nil)
  }
}

extension MoneyJournalPage.Head {
  fileprivate init(_ booked: BookedEntry, _ naming: Naming) {
    let entry = booked.entry
    self.init(
      day: ShownDay(entry.day), valueDay: entry.valueDay == entry.day ? nil : ShownDay(entry.valueDay),
      kind: entry.kind.text(naming.words), party: naming.party(entry.party),
      program: naming.program(entry.asset),
      settlement: booked.settlement.map { naming.publicIDs.text($0) }, note: booked.note)
  }
}

extension Naming {
  /// With whom something is booked.
  func party(_ id: MerchantID) -> String {
    if id == .pool { return words.moneyPool }
    return id.rawValue < 0 ? words.moneyOtherParty : issuer(id)
  }
}

extension MoneyEntry.Kind {
  func text(_ words: Words) -> String {
    switch self {
    case .cleared: words.moneyKindCleared
    case .corrected: words.moneyKindCorrected
    case .settled: words.moneyKindSettled
    case .paid: words.moneyKindPaid
    case .returned: words.moneyKindReturned
    case .recognised: words.moneyKindRecognised
    case .ordered: words.moneyKindOrdered
    case .sold: words.moneyKindSold
    case .owed: words.moneyKindOwed
    case .repaid: words.moneyKindRepaid
    case .bought: words.moneyKindBought
    case .drawn: words.moneyKindDrawn
    }
  }
}
