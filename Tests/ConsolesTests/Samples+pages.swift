@testable import Consoles

extension Sample {
  static let all: [Sample] =
    front + account + tagPages + staff + dashboards + lists + details + people + programs + homes
    + ledgers + approvals + bonus + pointsCards + rates + partners + ladders + cards + services
    + settlements + liability + outlook + money + linkPages
    + bank
    + terminals + cases + devices + dayFiles + seats + desks + alliance + systems

  static let front: [Sample] = [
    Sample(
      "start",
      StartPage(
        apiBase: "http://127.0.0.1:8080",
        figures: .init(
          members: 2_013, merchants: 20, outstanding: ShownPoints(48_210_336), transactions: 61_204))),
    Sample("start-quiet", StartPage(apiBase: "http://127.0.0.1:8080", figures: nil)),
    Sample("sign-in", SignInPage()),
    Sample("sign-in-wrong", SignInPage(login: "a\"b", refusal: .wrongPair, next: .members)),
    Sample("sign-in-many", SignInPage(refusal: .tooManyTries(minutes: 1))),
    Sample("sign-in-ended", SignInPage(refusal: .sessionEnded)),
    Sample("sign-in-stale", SignInPage(refusal: .staleForm)),
    Sample("developers", DevelopersPage(apiBase: "http://127.0.0.1:8080")),
    Sample("help", HelpPage()),
    Sample("error-404", ErrorPage(kind: .notFound, requestID: "req_01K9ZQ")),
    Sample("error-403", ErrorPage(kind: .forbidden(right: "members.read"), requestID: "req_01K9ZQ")),
    Sample("error-403-plain", ErrorPage(kind: .forbidden(right: nil), requestID: "req_01K9ZQ")),
    Sample("error-429", ErrorPage(kind: .tooManyRequests(seconds: 30), requestID: "req_01K9ZQ")),
    Sample("error-stale", ErrorPage(kind: .staleForm, requestID: "req_01K9ZQ")),
    Sample("error-500", ErrorPage(kind: .failure, requestID: "req_01K9ZQ")),
  ]

  static let dashboards: [Sample] = [
    Sample(
      "dashboard",
      DashboardPage(
        asOf: Faked.now, program: "Tongbao points",
        totals: .loaded(
          .init(
            issued: ShownPoints(92_418_770), used: ShownPoints(41_887_214), expired: ShownPoints(2_321_220),
            outstanding: ShownPoints(48_210_336), outstandingWorth: ShownMoney(9_642_067, "CNY"),
            members: 2_013, merchants: 20)),
        today: .loaded(
          .init(issued: ShownPoints(1_204_318), used: ShownPoints(618_040), transactions: 842, newMembers: 17)
        ),
        days: .loaded((0..<30).map(dayTotals)),
        recent: .loaded((0..<6).map(Faked.transaction)))),
    Sample(
      "dashboard-partial",
      DashboardPage(
        asOf: Faked.now, program: "Tongbao points", totals: .failed(requestID: "req_01K9ZQ"),
        today: .loaded(.init(issued: ShownPoints(0), used: ShownPoints(0), transactions: 0, newMembers: 0)),
        days: .loaded([]), recent: .loaded([]))),
  ]

  static let members: [MemberRow] = (0..<20).map(memberRow)

  static func memberRow(_ index: Int) -> MemberRow {
    let number = Int64(index)
    return MemberRow(
      id: "mem_01K9ZQ4T7M3V8X2C5B\(index)", name: Faked.people[index % 4], phone: "138****00\(index + 10)",
      standing: index == 4 ? .frozen : .active,
      available: ShownPoints(number * 8_391 + 120), worth: ShownMoney(number * 1_678 + 24, "CNY"),
      joinedAt: Faked.ago(days: number * 11))
  }

  static func merchantRow(_ index: Int) -> MerchantRow {
    let number = Int64(index)
    return MerchantRow(
      id: "mch_\(index)", code: "1000\(index)", name: Faked.shops[index % 3].0,
      category: "Food", stores: number % 4 + 1, standing: index == 2 ? .applied : .active,
      issued: ShownPoints(number * 71_003), accepted: ShownPoints(number * 40_118),
      joinedAt: Faked.ago(days: number * 20))
  }

  static func dayTotals(_ index: Int) -> DashboardPage.DayTotals {
    let number = Int64(index)
    let wave: Int64 = [0, 4, 7, 9, 6, 2, 1][index % 7]
    let day = Faked.ago(days: 29 - number).day(offsetSeconds: 28_800)
    return DashboardPage.DayTotals(
      day: day, issued: 820_000 + wave * 61_000 + number * 9_000,
      used: 410_000 + wave * 33_000 + number * number * 400)
  }

  static let lists: [Sample] = [
    Sample("members", MembersPage(query: ListQuery(), members: .loaded(Batch(members, next: "next")))),
    Sample("members-first", MembersPage(query: ListQuery(), members: .loaded(Batch([])))),
    Sample("members-none", MembersPage(query: Faked.query, members: .loaded(Batch([])))),
    Sample("members-filtered", MembersPage(query: Faked.query, members: .loaded(Batch(members)))),
    Sample("members-failed", MembersPage(query: ListQuery(), members: .failed(requestID: "req_01K9ZQ"))),
    Sample("members-forbidden", MembersPage(query: ListQuery(), members: .forbidden(right: "members.read"))),
    Sample(
      "transactions",
      TransactionsPage(
        query: ListQuery(), transactions: .loaded(Batch((0..<20).map(Faked.transaction), next: "n")))),
    Sample("transactions-first", TransactionsPage(query: ListQuery(), transactions: .loaded(Batch([])))),
    Sample(
      "merchants",
      MerchantsPage(
        query: ListQuery(),
        merchants: .loaded(Batch((0..<20).map(merchantRow))))),
    Sample("merchants-first", MerchantsPage(query: ListQuery(), merchants: .loaded(Batch([])))),
    Sample(
      "programs",
      ProgramsPage(
        programs: .loaded([
          ProgramRow(
            id: "prg_1", code: "TB", name: "Tongbao", isUniversal: true, owner: nil,
            worthPoints: ShownPoints(500),
            worth: ShownMoney(100, "CNY"), life: "24 months", members: 2_013,
            outstanding: ShownPoints(48_210_336),
            standing: .active),
          ProgramRow(
            id: "prg_2", code: "HC", name: "Harbour Beans", isUniversal: false, owner: "Harbour Coffee",
            worthPoints: ShownPoints(10), worth: ShownMoney(100, "TWD"), life: "Never", members: 311,
            outstanding: ShownPoints(20_336), standing: .suspended),
        ]))),
    Sample("programs-first", ProgramsPage(programs: .loaded([]))),
  ]
}
