import Coalition
import HTTPTypes
import Ledger
import Loyalty

extension Operation<Coalition> {
  static var readMoneyBalance: Operation {
    Operation(
      .get, "/v1/money/trial-balance",
      "Read the trial balance of the operator's books in money at the end of a day", id: "readMoneyBalance",
      needs: .reports, refusals: [.operatorOnly],
      takes: .query("through", optional: Schema<Int64>.day.described("Today where left out.")),
      gives: .moneyBalance
    ) { call, through in
      let coalition = call.services
      let today = coalition.settings.calendar.businessDay(of: coalition.clock.now())
      let day = through.map { BusinessDay(daysSince1970: Int32(clamping: $0)) } ?? today
      return try await coalition.moneyTrialBalance(through: day, by: call.principal)
    }
  }

  static var listMoneyEntries: Operation {
    Operation(
      .get, "/v1/money/entries", "List entries of the journal of money, newest first", id: "listMoneyEntries",
      needs: .reports, refusals: [.operatorOnly, .merchantNotFound, .settlementNotFound],
      takes: .page(default: 100, max: 500), .query("from", optional: Schema<Int64>.day),
      .query("through", optional: Schema<Int64>.day), .query("merchant", optional: .id("mch")),
      .query("settlement", optional: .id("stl")),
      .query(
        "account",
        optional: Schema<Int64>.integer(1...999_999).described("A code of the chart; others have no entries.")
      ),
      gives: .list(of: .moneyEntry)
    ) { call, page, from, through, merchant, settlement, account in
      let coalition = call.services
      var query = MoneyQuery()
      if from != nil || through != nil {
        let first = BusinessDay(daysSince1970: Int32(clamping: from ?? .min))
        let last = BusinessDay(daysSince1970: Int32(clamping: through ?? .max))
        guard first <= last else { throw Problem.before(CivilDate(first), "through") }
        query.days = first...last
      }
      query.party = try merchant.map { try coalition.id($0, otherwise: .merchantNotFound) }
      query.settlement = try settlement.map { try coalition.id($0, otherwise: .settlementNotFound) }
      var before: MoneyEntry.Place?
      if case .integer(let day)? = page.after?.first, case .integer(let id)? = page.after?.last {
        before = MoneyEntry.Place(day: BusinessDay(daysSince1970: Int32(clamping: day)), id: id)
      }
      if let account {
        guard let known = MoneyAccount(rawValue: account) else {
          return page.listing([]) { _ in [] }
        }
        query.account = known
      }
      let found = try await coalition.moneyEntries(
        query, before: before, limit: page.rowsWanted, by: call.principal)
      return page.listing(found.map { coalition.shown($0) }) {
        [.integer(Int64($0.entry.day.daysSince1970)), .integer($0.entry.id)]
      }
    }
  }

  static var readMoneyIncome: Operation {
    Operation(
      .get, "/v1/money/income", "Read the operator's income and cost by account and month",
      id: "readMoneyIncome", needs: .reports, refusals: [.operatorOnly, .merchantNotFound],
      takes: .query("from", .day), .query("through", .day), .query("merchant", optional: .id("mch")),
      gives: .moneyIncome
    ) { call, from, through, merchant in
      let coalition = call.services
      let months = [from, through].map { EndMonth(CivilDate(daysSince1970: Int($0))) }
      guard from <= through else { throw Problem.before(CivilDate(daysSince1970: Int(from)), "through") }
      let most = Coalition.mostIncomeMonths
      guard months[1].number - months[0].number < Int64(most) else {
        let last = CivilDate(daysSince1970: Int(from)).adding(months: most - 1).endOfMonth
        throw Problem(Faults(.tooLarge, "\(last)").under("through").at(.query))
      }
      return try await coalition.monthlyIncome(
        over: months[0]...months[1],
        of: try merchant.map { try coalition.id($0, otherwise: .merchantNotFound) }, by: call.principal)
    }
  }

  static var readMoneyAgeing: Operation {
    Operation(
      .get, "/v1/money/ageing",
      "List what merchants owe and are owed by settlements that are not paid, by how long they are overdue",
      id: "readMoneyAgeing", needs: .reports, refusals: [.operatorOnly],
      takes: .page(default: 100, max: 500), gives: .list(of: .aged)
    ) { call, page in
      let coalition = call.services
      var place: (merchant: MerchantID, currency: String)?
      if case .integer(let id)? = page.after?.first, case .text(let currency)? = page.after?.last {
        place = (MerchantID(id), currency)
      }
      let found = try await coalition.agedPositions(
        after: place, limit: page.rowsWanted, by: call.principal)
      return page.listing(found.map { coalition.shown($0) }) {
        [.integer($0.merchant.rawValue), .text($0.currency)]
      }
    }
  }
}

extension Problem {
  /// A day of a period that comes before its first.
  static func before(_ first: CivilDate, _ parameter: String) -> Problem {
    Problem(Faults(.tooSmall, "\(first)").under(parameter).at(.query))
  }
}
