// What waits for a hand, and how a stretch of days compares with the one before it.
extension DashboardPage {
  /// How many days can be looked at.
  static let periods: [Int64] = [7, 30, 90]

  struct Sums: Sendable {
    let issued: ShownPoints
    let used: ShownPoints
    let expired: ShownPoints
    let transactions: Int64
  }

  struct Period: Sendable {
    let days: Int64
    let from: ShownDay
    let to: ShownDay
    let now: Sums
    /// As many days before.
    let before: Sums
  }

  /// How much of something waits, and where it is listed.
  struct Work: Sendable {
    let name: String
    let count: Int64
    let link: Link
  }

  struct TopMerchant: Sendable {
    let id: String
    let name: String
    let issued: ShownPoints
    let used: ShownPoints
    let transactions: Int64
  }

  /// Everything of the page that a choice of days changes.
  struct Review: Sendable {
    let chosen: Int64
    let period: Loaded<Period>
    let merchants: Loaded<[TopMerchant]>
    let work: Loaded<[Work]>
  }

  func workCard(_ review: Review, _ visit: Visit) -> Node {
    let words = visit.words
    return card(words.dashboardWork, words.dashboardWorkNote, id: "work") {
      review.work.node(visit) { works in
        let waiting = works.filter { $0.count > 0 }
        if waiting.isEmpty { return p(.class("none")) { words.dashboardNoWork } }
        return ul(.class("plain-list")) {
          for work in waiting {
            li {
              a(.href(work.link)) { work.name }
              strong { work.count > 10_000 ? words.number(10_000) + "+" : words.number(work.count) }
            }
          }
        }
      }
    }
  }

  func periodChoice(_ review: Review, _ words: Words) -> Node {
    nav(.class("limits"), .aria(.label, words.dashboardPeriod)) {
      for days in Self.periods {
        if days == review.chosen {
          strong(.aria(.current, "true")) { words.dashboardDays(count: days) }
        } else {
          a(.href(Link.dashboard.query([("days", String(days))]))) { words.dashboardDays(count: days) }
        }
      }
    }
  }

  func periodCard(_ review: Review, _ visit: Visit) -> Node {
    let words = visit.words
    return card(words.dashboardPeriod, words.dashboardPeriodNote, id: "period") {
      periodChoice(review, words)
      review.period.node(visit) { periodTiles($0, words) }
    }
  }

  private func periodTiles(_ period: Period, _ words: Words) -> Node {
    let (now, before) = (period.now, period.before)
    return Node {
      tiles {
        tile(
          words.dashboardIssued, words.points(now.issued),
          change(now.issued.units, before.issued.units, words))
        tile(words.dashboardUsed, words.points(now.used), change(now.used.units, before.used.units, words))
        tile(
          words.dashboardExpired, words.points(now.expired),
          change(now.expired.units, before.expired.units, words))
        tile(
          words.dashboardTransactions, words.number(now.transactions),
          change(now.transactions, before.transactions, words))
      }
      p(.class("more")) {
        a(.href(Link.transactions.query([("from", period.from.text), ("to", period.to.text)]))) {
          words.dashboardPeriodTransactions
        }
        a(.href(Link.dashboardExport.query([("days", String(period.days))]))) { words.listExport }
      }
    }
  }

  /// Against as many days before, in tenths of a per cent.
  private func change(_ now: Int64, _ before: Int64, _ words: Words) -> String {
    guard before > 0 else { return words.dashboardNoEarlier }
    let (product, overflows) = (now - before).multipliedReportingOverflow(by: 1_000)
    let tenths = overflows ? (now - before) / max(before / 1_000, 1) : product / before
    return words.dashboardAgainst(
      percent: (tenths > 0 ? "+" : "") + Digits.decimal(tenths, decimals: 1) + "%")
  }

  func merchantCard(_ review: Review, _ visit: Visit) -> Node {
    let words = visit.words
    return card(words.dashboardTop, words.dashboardTopNote(count: review.chosen), id: "top") {
      review.merchants.node(visit) { merchants in
        if merchants.isEmpty { return p(.class("none")) { words.dashboardNoTop } }
        return DataTable(
          name: words.dashboardTop,
          columns: [
            Column(words.commonMerchant), Column(words.dashboardIssued, .number),
            Column(words.dashboardUsed, .number), Column(words.dashboardTransactions, .number),
          ],
          rows: merchants.map { merchant in
            [
              a(.href(.transactions(at: merchant.id))) { merchant.name },
              .text(words.points(merchant.issued)),
              .text(words.points(merchant.used)), .text(words.number(merchant.transactions)),
            ]
          }
        ).node
      }
      p(.class("more")) { a(.href(.merchants)) { words.dashboardAllMerchants } }
    }
  }
}
