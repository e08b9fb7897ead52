import Foundation

@testable import Consoles

extension Sample {
  /// A page as a merchant's console shows it.
  init(desk name: String, _ page: some ConsolePage) {
    self.name = "desk " + name
    render = { visit in
      var visit = visit
      visit.desk = DeskShell(
        merchant: "Harbour <Coffee>",
        stores: [
          .init(id: "str_1", name: "Pier 3"), .init(id: "str_2", name: "\u{5357}\u{4EAC}\u{8DEF}\u{5E97}"),
        ],
        store: "str_1", places: Set(DeskPlace.allCases))
      return page.render(visit)
    }
  }

  static let desks: [Sample] = deskHomes + deskLists + deskDetails

  private static let figures = DeskHomePage.Figures(
    given: ShownPoints(12_345), taken: ShownPoints(678), returned: ShownPoints(9), reclaimed: ShownPoints(0),
    transactions: 42)

  private static let rows = (0..<20).map { Faked.transaction($0) }
  private static let day = ShownDay(daysSince1970: 20_000)

  private static let deskHomes: [Sample] = [
    Sample(
      desk: "home",
      DeskHomePage(
        asOf: Faked.now, today: day, store: nil,
        programs: [
          .init(code: "a", name: "A <b>", isShown: true), .init(code: "b", name: "B", isShown: false),
        ], figures: .loaded(figures),
        days: .loaded(
          (0..<30).map { .init(day: ShownDay(daysSince1970: 20_000 + $0), given: $0 * 7, taken: $0) }),
        recent: .loaded(Array(rows.prefix(6))), stepsLeft: 2)),
    Sample(
      desk: "home of a cashier, failed",
      DeskHomePage(
        asOf: Faked.now, today: day, store: "Pier 3", programs: [], figures: .failed(requestID: "req_9"),
        days: nil, recent: .loaded([]), stepsLeft: nil)),
    Sample(
      desk: "set-up",
      DeskSetUpPage(
        code: "SHOP", names: ["A", "B", "C & D"],
        steps: DeskSetUpPage.Step.allCases.enumerated().map { ($1, $0 % 2 == 0) })),
  ]

  private static let person = PersonRow(
    id: "usr_1", login: "mei", name: "Mei <b>", roles: "Cashier", stores: ["Pier 3"], number: "7",
    isActive: true)
  private static let choices = PersonChoices(
    roles: [.init(field: "role_cashier", name: "Cashier", isOn: true)],
    stores: [.init(field: "str_1", name: "Pier 3", isOn: true)])
  private static let guest = DeskMembersPage.Row(
    id: "mem_1", name: "L*", phone: "138****8000", transactions: 7, lastAt: Faked.now, joinedAt: Faked.now)
  private static let terminal = DeskTerminalRow(
    id: "trm_1", code: "W1", kind: "Seat", store: "Pier 3", isOn: true, seenAt: nil)

  private static let deskLists: [Sample] = [
    Sample(
      desk: "transactions",
      DeskTransactionsPage(query: ListQuery(), transactions: .loaded(Batch(rows, next: "txn_9")))),
    Sample(
      desk: "no transactions", DeskTransactionsPage(query: ListQuery(), transactions: .loaded(Batch([])))),
    Sample(
      desk: "members",
      DeskMembersPage(query: Faked.query, members: .loaded(Batch([guest])))),
    Sample(
      desk: "staff",
      DeskStaffPage(
        query: ListQuery(), people: .loaded(Batch([person])), choices: choices, fault: "No <b>")),
    Sample(
      desk: "stores",
      DeskStoresPage(
        query: ListQuery(),
        stores: .loaded(Batch([.init(id: "str_1", code: "S1", name: "Pier <3>", isOpen: true)])),
        mayChange: true, mayOpen: true)),
    Sample(
      desk: "terminals",
      DeskTerminalsPage(
        query: ListQuery(), terminals: .loaded(Batch([terminal])),
        adding: ([("str_1", "Pier 3")], [("seat", "Seat")]))),
    Sample(
      desk: "keys",
      DeskKeysPage(
        query: ListQuery(),
        keys: .loaded(
          Batch([
            .init(
              id: "key_1", name: "MIS", prefix: "tb_live_4F9K", scopes: ["earn"], createdAt: Faked.now,
              usedAt: nil, isRevoked: false)
          ])), scopes: ["earn", "spend"])),
    Sample(
      desk: "days",
      DeskDaysPage(
        query: ListQuery(), store: nil, program: "P", days: .loaded([.init(day: day, figures: figures)]))),
    Sample(
      desk: "day files",
      DeskDayFilesPage(query: ListQuery(), files: .loaded(Batch([dayFile])))),
  ]

  private static let dayFile = DeskDayFilesPage.Row(
    id: "dyf_1", day: day, sequence: 1, isDone: true, lines: 12, receivedAt: Faked.now)

  private static func returning(
    _ way: DeskReturnPage.Way, _ effect: Result<DeskReturnPage.Effect, DeskReturnPage.Fault>
  ) -> DeskReturnPage {
    var page = DeskReturnPage(
      way: way, id: "txn_1", kind: "Earn", member: "L*", store: "Pier 3", at: Faked.now,
      original: ShownPoints(100), money: ShownMoney(10_000, "CNY"), left: ShownPoints(60),
      typed: ("40", ""), effect: effect, key: "k")
    page.reason = .other
    page.note = "<torn>"
    page.fault = "No."
    return page
  }

  private static let deskDetails: [Sample] = [
    Sample(
      desk: "refund",
      returning(
        .refund,
        .success(
          .init(
            points: ShownPoints(-40), worth: ShownMoney(8, "CNY"), before: ShownPoints(100),
            after: ShownPoints(60), owedAfter: ShownPoints(-3), lots: 1)))),
    Sample(desk: "void", returning(.void, .failure(.init(text: "Too late <b>")))),
    Sample(
      desk: "receipt",
      DeskReceiptPage(
        row: Faked.transaction(3), merchant: "Harbour", balance: ShownPoints(60), original: "txn_1",
        reason: "Other, torn", by: "Mei")),
    Sample(
      desk: "member",
      DeskMemberPage(
        row: guest, standing: .active, transactions: .loaded(Batch(Array(rows.prefix(3)))),
        tags: .loaded(Sample.memberTags), fault: "The tag has ended")),
    Sample(desk: "tags", DeskTagsPage(list: Sample.tags(fault: nil))),
    Sample(
      desk: "person", DeskPersonPage(row: person, choices: choices, mayChange: true, isSelf: false)),
    Sample(
      desk: "oneself", DeskPersonPage(row: person, choices: choices, mayChange: false, isSelf: true)),
    Sample(
      desk: "terminal",
      DeskTerminalPage(
        row: terminal, pairs: true, mayChange: true,
        today: .loaded([.init(kind: "Earn", count: 3, points: ShownPoints(30))]), batches: .loaded([]),
        code: .init(text: "AB12-CD34", until: Faked.now))),
    Sample(
      desk: "secret",
      DeskSecretPage(name: "MIS", keyID: "key_1", secret: "tb_live_x", earlierUntil: Faked.now)),
    Sample(desk: "day file", DeskDayFilePage(row: dayFile, counts: [("agreed", 11), ("missing_here", 1)])),
    Sample(desk: "transaction", transaction(isRich: true)),
  ]
}
