import Foundation
import Testing

@testable import Consoles

/// Pages with made-up values, in every shape that a page can take.
struct Sample: Sendable, CustomTestStringConvertible {
  let name: String
  let render: @Sendable (Visit) -> [UInt8]

  var testDescription: String { name }

  init(_ name: String, _ page: some ConsolePage) {
    self.name = name
    render = { page.render($0) }
  }

  init(site name: String, _ page: some SitePage, announcing news: [ShownAnnouncement] = []) {
    self.name = "site " + name
    render = { visit in
      var visit = visit
      visit.announcements = news
      return page.render(visit)
    }
  }

  init(seat name: String, _ page: some SeatPage) {
    self.name = name
    render = { page.render($0) }
  }

  init(_ name: String, _ page: some FrontPage) {
    self.name = name
    render = { page.render($0) }
  }
}

enum Faked {
  static let now = ShownTime(1_795_305_600_000_000)
  static let zone = TimeZone(identifier: "Asia/Shanghai") ?? .gmt

  static func visit(_ language: Language) throws -> Visit {
    Visit(
      words: try Catalogue().words(language, zone: zone), assets: try AssetLinks(), path: .dashboard,
      environment: .demo, person: Visit.Person(name: "Lin Yue", role: "Administrator"), formToken: "token",
      notices: [Visit.Notice(tone: .good, text: "Saved <& done>")])
  }

  static func ago(days: Int64 = 0, minutes: Int64 = 0) -> ShownTime {
    ShownTime(now.microseconds - (days * 1_440 + minutes) * 60_000_000)
  }

  static let shops = [
    ("\u{660E}\u{6E56}\u{4E66}\u{5E97}", "\u{6E56}\u{6EE8}\u{8DEF}\u{5E97}"),
    ("Harbour Coffee", "Pier 3"), ("\u{4E1C}\u{98CE}\u{8D85}\u{5E02}", "\u{5357}\u{4EAC}\u{8DEF}\u{5E97}"),
  ]
  static let people = ["\u{6797}**", "Ch** W*", "\u{738B}*", "\u{6B27}\u{9633}**"]

  static func transaction(_ index: Int) -> TransactionRow {
    let kinds: [ShownKind] = [.earn, .spend, .earn, .refund, .topup, .expire]
    let states: [ShownProgress] = [.booked, .booked, .pending, .partlyRefunded, .booked, .booked]
    let kind = kinds[index % kinds.count]
    let units = Int64(index * 137 % 900 + 12) * (kind == .spend || kind == .expire ? -10 : 1)
    return TransactionRow(
      id: "txn_01K9ZQ4T7M3V8X2C5B6N\(index)", at: ago(minutes: Int64(index) * 17), kind: kind,
      channel: ShownChannel.allCases[index % 6], progress: states[index % states.count],
      points: ShownPoints(units),
      amount: kind == .earn ? ShownMoney(Int64(index * 991 + 12_850), "CNY") : nil,
      memberName: people[index % people.count], merchantName: shops[index % 3].0,
      storeName: shops[index % 3].1)
  }

  static let reasons = [
    ShownReason(rule: "1 point per CNY 1.00", points: ShownPoints(128)),
    ShownReason(rule: "Gold tier \u{00D7} 1.5 <b>", points: ShownPoints(64)),
  ]

  static var query: ListQuery {
    var query = ListQuery()
    query.filters = ["q": "13800<script>", "state": "active"]
    query.sort = "joined"
    query.after = "cursor"
    return query
  }
}
