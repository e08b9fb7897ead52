import Coalition

@testable import Consoles

extension Sample {
  static let people: [Sample] = [
    Sample("member-served", served()), Sample("member-served-bare", served(isBare: true)),
    Sample("adjust", adjust(nil)),
    Sample("adjust-effect", adjust(.success(effect(isLarge: false)))),
    Sample(
      "adjust-large", adjust(.success(effect(isLarge: true)), fault: "The points are <not> the same.")),
    Sample("adjust-refused", adjust(.failure(.init(text: "Not enough <points>")))),
    Sample("merge", MergePage(this: side(0), other: nil, key: "k")), Sample("merge-sides", merge()),
  ]

  static let homes: [Sample] = [
    Sample("dashboard-reviewed", home(90)), Sample("dashboard-quiet", home(7, isQuiet: true)),
    Sample("settings", settings(mayChange: true)), Sample("settings-read", settings(mayChange: false)),
    Sample("settings-fault", settings(mayChange: true, fault: "Versions are <like> 2.4.1")),
  ]

  private static func home(_ days: Int64, isQuiet: Bool = false) -> DashboardPage {
    var page = DashboardPage(
      asOf: Faked.now, program: "Tongbao points",
      totals: .loaded(
        .init(
          issued: ShownPoints(92_418_770), used: ShownPoints(41_887_214), expired: ShownPoints(2_321_220),
          outstanding: ShownPoints(48_210_336), outstandingWorth: ShownMoney(9_642_067, "CNY"),
          members: 2_013, merchants: 20)),
      today: .loaded(.init(issued: ShownPoints(0), used: ShownPoints(0), transactions: 0, newMembers: 0)),
      days: .loaded((0..<Int(days)).map { dayTotals($0 % 30) }),
      recent: .loaded((0..<6).map(Faked.transaction)))
    func sums(_ points: Int64) -> DashboardPage.Sums {
      DashboardPage.Sums(
        issued: ShownPoints(points), used: ShownPoints(points / 2), expired: ShownPoints(0),
        transactions: points / 100)
    }
    let merchants = (0..<5).map { index in
      DashboardPage.TopMerchant(
        id: "mch_\(index)", name: "Harbour <Coffee> \(index)", issued: ShownPoints(9_000),
        used: ShownPoints(4_000), transactions: 77)
    }
    let day = Faked.now.day(offsetSeconds: 28_800)
    page.review = DashboardPage.Review(
      chosen: days,
      period: .loaded(
        .init(days: days, from: day, to: day, now: sums(8_000_000), before: sums(isQuiet ? 0 : 9_000_000))),
      merchants: isQuiet ? .forbidden(right: "merchants.read") : .loaded(merchants),
      work: .loaded([
        .init(name: "Proposals <to> decide", count: isQuiet ? 0 : 10_001, link: .approvals),
        .init(name: "Terminals silent", count: isQuiet ? 0 : 3, link: .terminals),
      ]))
    return page
  }

  private static func settings(mayChange: Bool, fault: String? = nil) -> SettingsPage {
    var page = SettingsPage(
      settings: PlatformSetting.Source.allCases.map { source in
        PlatformSetting(
          key: "http.address", variable: "TONGBAO_HTTP_ADDRESS", value: source == .flag ? "" : "<host>:1",
          source: source, isSecret: source == .file)
      },
      programme: .init(minimum: "1.0", latest: "2.4<1", address: "", sha256: ""), rules: mayChange ? 9 : nil,
      mayChange: mayChange)
    page.fault = fault
    return page
  }

  static let programs: [Sample] = [
    Sample("program", program()), Sample("program-bare", program(isBare: true)),
    Sample("program-change", programChange()),
    Sample("program-change-fault", programChange(fault: "One of the <fields>")),
  ]

  private static func program(isBare: Bool = false) -> ProgramPage {
    let change = ProgramPage.Change(name: "Worth", before: "500 = <1>", after: "400 = 1")
    return ProgramPage(
      id: "prg_1", code: "TB", name: "Tongbao <points>", isUniversal: !isBare,
      owner: isBare ? "Harbour Coffee" : nil, standing: .active,
      figures: isBare
        ? .failed(requestID: "req_1")
        : .loaded(
          .init(
            outstanding: ShownPoints(48_210_336), worth: ShownMoney(9_642_067, "CNY"),
            issued: ShownPoints(92_418_770), used: ShownPoints(41_887_214), expired: ShownPoints(2_321_220),
            wallets: 2_013)),
      settings: [("Worth", "400 points = CNY 1.00"), ("Debt allowed", "yes")], query: ListQuery(),
      merchants: .loaded(
        isBare
          ? Batch([])
          : Batch(
            [
              .init(
                id: "mch_1", name: "Harbour <Coffee>", earns: "1 for every CNY 1.00, rounded down",
                isIssuing: true, isAccepting: true, limit: nil),
              .init(
                id: "mch_2", name: "Books", earns: "2 for every CNY 1.00, rounded up", isIssuing: false,
                isAccepting: false, limit: ShownPoints(5_000)),
            ], next: "n")),
      versions: .loaded(
        isBare
          ? []
          : [
            .init(
              number: 3, effectiveAt: Faked.ago(days: -3), isWaiting: true, who: "Lin Yue",
              approval: "apr_1", changes: [change, change]),
            .init(
              number: 1, effectiveAt: Faked.ago(days: 90), isWaiting: false, who: "Tongbao", approval: nil,
              changes: []),
          ]), mayPropose: !isBare)
  }

  private static func programChange(fault: String? = nil) -> ProgramChangePage {
    var page = ProgramChangePage(
      id: "prg_1", name: "Tongbao", currency: "CNY",
      values: ["hans": "a<b", "status": "paused", "worth_points": "500", "life_awarded": "rolling"],
      key: "0f1e", base: 3)
    page.fault = fault
    page.faultField = fault == nil ? "" : "worth_points"
    return page
  }

  private static func served(isBare: Bool = false) -> MemberPage {
    var page = member(wallets: .loaded([wallet]), lots: .loaded(lots), details: .loaded(movements))
    let threads = (0..<3).map { index in
      MemberPage.Thread(
        id: "fbk_\(index)", beginning: "Where are my <points>?", to: "Tongbao",
        state: ShownFeedback.allCases[index], at: Faked.ago(days: Int64(index)))
    }
    var service = MemberPage.Service(
      holds: .loaded(
        isBare
          ? []
          : [
            .init(
              transactionID: "txn_1", program: "Tongbao points", place: "Harbour Coffee",
              points: ShownPoints(300), until: Faked.ago(minutes: -20))
          ]),
      devices: .loaded(
        isBare ? [] : [.init(name: "Chrome, Android", enteredAt: Faked.ago(days: 3), seenAt: Faked.now)]),
      messages: .loaded(
        isBare
          ? []
          : [
            .init(kind: .earned, at: Faked.now, isRead: false, ways: [(.sms, .sent), (.email, .failed)]),
            .init(kind: .frozen, at: Faked.ago(days: 2), isRead: true, ways: []),
          ]), feedback: isBare ? .failed(requestID: "req_1") : .loaded(threads),
      links: .loaded(isBare ? [] : Sample.shownLinks),
      notes: .loaded(
        isBare ? [] : [TimelineStep(at: Faked.now, text: "Prefers <letters>", by: "Lin Yue")]))
    service.subject = "member/7"
    service.logged = .loaded(
      isBare
        ? []
        : [
          AuditRow(
            number: 7, at: Faked.now, who: "Lin Yue", origin: "192.0.2.1", action: "member.freeze",
            subject: "member/7", before: "active", after: "frozen: <asked>")
        ])
    (service.mayNote, service.mayPropose) = (true, true)
    if isBare { (service.typedNote, service.noteFault) = ("<x", "A note has 1 to 500 characters.") }
    page.service = service
    if isBare { page.mergedInto = "mem_2" }
    return page
  }

  private static func effect(isLarge: Bool) -> AdjustPage.Effect {
    AdjustPage.Effect(
      program: "Tongbao points", points: ShownPoints(-20_000), worth: ShownMoney(-4_000, "CNY"),
      before: ShownPoints(12_000), after: ShownPoints(0), owedAfter: ShownPoints(isLarge ? -8_000 : 0),
      isLarge: isLarge)
  }

  private static func adjust(
    _ effect: Result<AdjustPage.Effect, AdjustPage.Fault>?, fault: String? = nil
  ) -> AdjustPage {
    var typed = AdjustPage.Typed()
    typed.direction = .take
    typed.program = "HC"
    typed.points = effect == nil ? "" : "20000<"
    typed.reason = fault == nil ? nil : .other
    typed.note = fault == nil ? "" : "as <agreed>"
    var page = AdjustPage(
      id: "mem_1", name: "\u{6797}**", programs: [("TB", "Tongbao points"), ("HC", "Harbour Beans")],
      typed: typed, effect: effect, key: "0f1e")
    page.fault = fault
    return page
  }

  private static func side(_ index: Int) -> MergePage.Side {
    MergePage.Side(
      id: "mem_\(index)", name: Faked.people[index], phone: "138****000\(index)", email: "-",
      standing: .active, joinedAt: Faked.ago(days: 90), cards: Int64(2 - index),
      openHolds: Int64(index), wallets: [("Tongbao points", ShownPoints(Int64(index) * 700 + 90))])
  }

  private static func merge() -> MergePage {
    var page = MergePage(this: side(0), other: side(1), key: "k")
    page.typed = "13800138001"
    page.reason = "one <person>"
    page.fault = "Please give a reason."
    return page
  }
}
