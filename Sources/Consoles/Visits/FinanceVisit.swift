import Coalition
import Hummingbird
import Ledger
import Loyalty

// What finance people of the operator open: settlements, closed days, terms.
extension OperatorConsole {
  var financeRoutes: [FaceRoute] {
    let settlements = SettlementFace(faces: faces, coalition: coalition, door: door, home: .settlements)
    let shares: [FaceRoute] = [
      (.get, "operator/agents", agents), (.post, "operator/agents", proposeAgent),
      (.get, "operator/agents/:id", agent),
      (.get, "operator/cost-shares", costShares), (.post, "operator/cost-shares", workOnCostShares),
    ]
    return shares + bankRoutes + moneyRoutes + settlements.routes(under: "operator")
      + settlements.operatorSteps(under: "operator")
      + [
        (.get, "operator/business-days", businessDays), (.get, "operator/liability", liability),
        (.get, "operator/liability/outlook", outlook),
        (.get, "operator/liability.csv", liabilityExport), (.post, "operator/liability", estimateUse),
        (.get, "operator/settlement-terms/:id", settlementTerms),
        (.post, "operator/settlement-terms/:id", workOnSettlementTerms),
      ]
  }

  /// A month of closed days, the one that runs unless another is asked for.
  func businessDays(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.requireOperator(.reports)
      let today = CivilDate(coalition.settings.calendar.businessDay(of: coalition.clock.now()))
      let shown = CivilDate((asked.query["month"] ?? "") + "-01") ?? today
      let now = Month(shown)
      let days = await visit.loaded {
        let found = try await coalition.closedDays(
          before: now.end, limit: now.length, by: visit.principal)
        return found.filter { $0.day >= now.start }.map { BusinessDaysPage.Day($0) }
      }
      var page = BusinessDaysPage(
        month: now.text, earlier: now.earlier.text,
        later: now.text < Month(today).text ? now.later.text : nil, days: days)
      let pool = try await coalition.poolBalances(by: visit.principal)
      let programs = try await coalition.programs(by: visit.principal)
      page.pool = pool.compactMap { one in
        programs.first { $0.asset == one.asset }.map {
          (
            visit.words.name($0.names), ShownMoney(one.money, $0.worth.money.currency),
            ShownDay(one.through)
          )
        }
      }
      return faces.page(page.render(visit.visit))
    }
  }
}

extension BusinessDaysPage.Day {
  fileprivate init(_ closed: ClosedDay) {
    self.init(
      day: ShownDay(closed.day), lines: closed.lines, block: closed.block, head: closed.head.hexDigits,
      closedAt: ShownTime(closed.closedAt), settledAt: closed.settledAt.map { ShownTime($0) })
  }
}
