// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  func dashboardAgainst(percent: String) -> String { text("dashboard.against", ["percent": .text(percent)]) }
  var dashboardAllMerchants: String { text("dashboard.all_merchants") }
  var dashboardAllTransactions: String { text("dashboard.all_transactions") }
  var dashboardApprovals: String { text("dashboard.approvals") }
  var dashboardCases: String { text("dashboard.cases") }
  var dashboardChart: String { text("dashboard.chart") }
  func dashboardChartAbout(days: Int64, issued: String, used: String) -> String {
    text(
      "dashboard.chart_about", ["days": .count(days), "issued": .text(issued), "used": .text(used)])
  }
  var dashboardChartNote: String { text("dashboard.chart_note") }
  var dashboardChartWeeks: String { text("dashboard.chart_weeks") }
  func dashboardDays(count: Int64) -> String { text("dashboard.days", ["count": .count(count)]) }
  var dashboardDeliveries: String { text("dashboard.deliveries") }
  var dashboardExpired: String { text("dashboard.expired") }
  var dashboardFeedback: String { text("dashboard.feedback") }
  func dashboardIntro(program: String, time: String) -> String {
    text(
      "dashboard.intro", ["program": .text(program), "time": .text(time)])
  }
  var dashboardIssued: String { text("dashboard.issued") }
  var dashboardMembers: String { text("dashboard.members") }
  func dashboardMerchants(count: Int64) -> String { text("dashboard.merchants", ["count": .count(count)]) }
  var dashboardNewMembers: String { text("dashboard.new_members") }
  var dashboardNoEarlier: String { text("dashboard.no_earlier") }
  var dashboardNoRecent: String { text("dashboard.no_recent") }
  var dashboardNoTop: String { text("dashboard.no_top") }
  var dashboardNoWork: String { text("dashboard.no_work") }
  var dashboardOutstanding: String { text("dashboard.outstanding") }
  var dashboardPeriod: String { text("dashboard.period") }
  var dashboardPeriodNote: String { text("dashboard.period_note") }
  var dashboardPeriodTransactions: String { text("dashboard.period_transactions") }
  var dashboardRecent: String { text("dashboard.recent") }
  func dashboardShare(percent: String) -> String { text("dashboard.share", ["percent": .text(percent)]) }
  var dashboardSilent: String { text("dashboard.silent") }
  var dashboardSinceStart: String { text("dashboard.since_start") }
  var dashboardToday: String { text("dashboard.today") }
  var dashboardTop: String { text("dashboard.top") }
  func dashboardTopNote(count: Int64) -> String { text("dashboard.top_note", ["count": .count(count)]) }
  var dashboardTransactions: String { text("dashboard.transactions") }
  var dashboardUsed: String { text("dashboard.used") }
  var dashboardWeek: String { text("dashboard.week") }
  var dashboardWork: String { text("dashboard.work") }
  var dashboardWorkNote: String { text("dashboard.work_note") }
  func dashboardWorth(money: String) -> String { text("dashboard.worth", ["money": .text(money)]) }
}
