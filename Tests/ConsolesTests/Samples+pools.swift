@testable import Consoles

extension Sample {
  private static func person(
    _ role: String, state: String? = nil, isInvited: Bool = false, isOwn: Bool = false
  ) -> SitePoolPage.Person {
    SitePoolPage.Person(
      id: "pps_\(role)", name: "Li <Mei>", role: role, roleName: "<\(role)>", state: state,
      isInvited: isInvited, isOwn: isOwn, canHead: role != "child", once: "100", daily: "",
      shownOnce: "100", shownDaily: "None", today: "20", putIn: "1,000")
  }

  private static func sitePool(
    isHead: Bool, isFrozen: Bool = false, isOffered: Bool = false, fault: String? = nil
  ) -> SitePoolPage {
    SitePoolPage(
      id: "pol_1", name: "The <Li> family", kind: "Household", program: "Tongbao <points>",
      leaving: "takes nothing", isFrozen: isFrozen, spendable: ShownPoints(1_980),
      expiring: [(ShownPoints(80), Faked.now)],
      people: [
        person("owner", isOwn: true), person("adult"), person("child"),
        person("spender", state: "Invited", isInvited: true), person("contributor", state: "Leaving"),
      ],
      roles: [("adult", "Adult"), ("child", "<Child>")], isHead: isHead, spends: true, putsIn: !isFrozen,
      heir: isHead ? "pps_adult" : nil, isOffered: isOffered,
      moves: isFrozen
        ? []
        : [
          .init(at: Faked.now, sentence: "Spent at <Harbour>", by: "Li <Mei>", points: ShownPoints(-20)),
          .init(at: Faked.now, sentence: "Received", by: nil, points: ShownPoints(2_000)),
        ],
      older: isHead ? Link.sitePool("pol_1").query([("before", "txn_1")]) : nil, fault: fault)
  }

  private static func row(_ state: ShownPoolState) -> PoolRow {
    PoolRow(
      id: "pol_1", name: "The <Li> family", kind: "Household", program: "Tongbao <points>", people: 3,
      state: state, createdAt: Faked.now)
  }

  private static func pool(_ state: ShownPoolState, fault: String? = nil) -> PoolPage {
    PoolPage(
      row: row(state), account: "mem_9", spendable: ShownPoints(1_980), leaving: "takes nothing",
      people: [
        .init(
          member: "mem_1", name: "Li <Mei>", role: "Owner", state: nil, putIn: ShownPoints(2_000),
          today: ShownPoints(0), once: nil, daily: nil),
        .init(
          member: "mem_2", name: "L*", role: "Child", state: "Invited", putIn: ShownPoints(0),
          today: ShownPoints(20), once: ShownPoints(100), daily: ShownPoints(300)),
      ],
      moves: state == .closed
        ? []
        : [
          .init(
            transaction: "txn_1", at: Faked.now, sentence: "Spent at <Harbour>", by: "Li <Mei>",
            points: ShownPoints(-20))
        ],
      older: Link.pools.appending("pol_1"), mayFreeze: state != .closed, fault: fault)
  }

  static let pools: [Sample] =
    [
      Sample(
        "pools",
        PoolsPage(query: ListQuery(), pools: .loaded(Batch(ShownPoolState.allCases.map(row), next: "pol_9")))
      ),
      Sample("pools-none", PoolsPage(query: ListQuery(), pools: .loaded(Batch([])))),
      Sample("pool", pool(.open, fault: "Give a <reason>")),
      Sample("pool-frozen", pool(.frozen)),
      Sample("pool-closed", pool(.closed)),
      Sample(
        site: "pools",
        SitePoolsPage(
          pools: [.init(id: "pol_1", name: "The <Li> family", kind: "Household", program: "Tongbao")],
          asking: [
            .init(
              id: "pps_1", name: "Wang & <Sons>", kind: "Company", program: "Tongbao", by: "W**",
              role: "Spender", leaving: "takes nothing", limits: [("Limit a day", "300")])
          ],
          programs: [.init(code: "TB", name: "Tongbao <points>", allowsCompanies: true)], name: "<x>",
          fault: "A name has 1 to 40 characters; correct it.")),
      Sample(site: "pools-none", SitePoolsPage(pools: [], asking: [], programs: [])),
      Sample(site: "pool", sitePool(isHead: true, fault: "It is <full>; remove somebody first.")),
      Sample(site: "pool-offered", sitePool(isHead: false, isOffered: true)),
      Sample(site: "pool-frozen", sitePool(isHead: false, isFrozen: true)),
    ]
    + SitePoolConfirmPage.Act.allCases.map { act in
      Sample(
        site: "pool-\(act.rawValue)",
        SitePoolConfirmPage(
          id: "pol_1", act: act, person: "pps_1", request: "req_1", points: act == .put ? "<10>" : "",
          facts: [("Name", "The <Li> family")],
          proof: OwnProofField(ways: [.pin, .code], phone: "138****8000"),
          fault: act == .put ? "Choose <another>" : nil))
    }
}
