@testable import Consoles

extension Sample {
  static func caseRow(_ index: Int, _ state: ShownCaseState? = nil) -> CaseRow {
    let (kinds, states) = (ShownCaseKind.allCases, ShownCaseState.allCases)
    let state = state ?? states[index % states.count]
    return CaseRow(
      id: "cas_01K9ZQ4T7M3V8X2C5B\(index)", kind: kinds[index % kinds.count], state: state,
      reason: index == 3 ? "" : "the terminal names another <card>", reference: "000017-<482>",
      merchantName: Faked.shops[index % 3].0, terminal: index.isMultiple(of: 2) ? "T<1>" : nil,
      day: ShownDay(daysSince1970: 20_514 - Int64(index)),
      age: state == .closed ? nil : ShownAge(days: Int64(index * 2)),
      ownerName: index.isMultiple(of: 3) ? "Lin <Yue>" : nil)
  }

  private static func file(
    _ state: ShownCaseState, _ owner: CasePage.Owner = .nobody, isUndecided: Bool = false,
    mayWork: Bool = true,
    isBare: Bool = false, fault: (part: CasePage.Part, text: String)? = nil
  ) -> CasePage {
    var page = CasePage(
      row: caseRow(isBare ? 3 : 0, state),
      about: [
        ("Found by", "Terminal batch", nil), ("Merchant", "Harbour <Coffee>", nil),
        ("Terminal", "T1", .terminal("trm_1")), ("Transaction", "txn_1", .transaction("txn_1")),
      ],
      raisedAt: Faked.ago(days: 4), closedAt: state == .closed ? Faked.now : nil,
      lines: [
        .init(name: "Money", ours: "CNY 128.50", theirs: "CNY 120.00", difference: "CNY 8.50"),
        .init(name: "Points", ours: isBare ? nil : "128", theirs: nil, difference: nil),
        .init(name: "Reference", ours: "000017-000482", theirs: "<b>", difference: nil),
      ],
      notes: isBare ? [] : [.init(by: "Lin Yue", at: Faked.now, text: "The printer was <out> of paper.")],
      owner: owner, isUndecided: isUndecided, resolution: state == .closed ? "booked <by> adjustment" : "",
      proposal: .init(
        programs: [("TB", "Tongbao"), ("SHOP", "Shop <points>")], program: "TB", member: "mem_1"),
      rights: .init(works: mayWork, notes: mayWork))
    page.fault = fault
    if fault != nil {
      page.typedNote = "</textarea><b>"
      page.proposal.points = "\"1"
      page.typedResolution = "<b>"
    }
    return page
  }

  static let cases: [Sample] = [
    Sample(
      "cases", CasesPage(query: ListQuery(), cases: .loaded(Batch((0..<9).map { caseRow($0) }, next: "n")))),
    Sample("cases-first", CasesPage(query: ListQuery(), cases: .loaded(Batch([])))),
    Sample("cases-none", CasesPage(query: Faked.query, cases: .loaded(Batch([])))),
    Sample(
      "cases-forbidden", CasesPage(query: ListQuery(), cases: .forbidden(right: "transactions.read"))),
    Sample("case-open", file(.open)),
    Sample("case-mine", file(.open, .viewer, isBare: true)),
    Sample("case-proposed", file(.proposed, .another, isUndecided: true)),
    Sample("case-decided", file(.proposed, .viewer)),
    Sample("case-closed", file(.closed, .another)),
    Sample("case-look", file(.open, mayWork: false)),
    Sample("case-fault", file(.open, fault: (.note, "A note takes <b>."))),
    Sample("case-fault-propose", file(.open, fault: (.propose, "Give points."))),
  ]
}
