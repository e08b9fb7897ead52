@testable import Consoles

extension Sample {
  private static func runOut(_ index: Int, fault: String? = nil) -> SiteReinstatePage.RunOut {
    SiteReinstatePage.RunOut(
      id: "txn_\(index)", program: "Tongbao <points>", points: ShownPoints(2_000),
      ranOutAt: Faked.ago(days: 9),
      until: Faked.now, typed: "2000", fault: fault, rules: ["Fee 10.00%", "within 30 days"])
  }

  private static func waiting(_ fault: String?) -> SiteAdvancePage.Waiting {
    SiteAdvancePage.Waiting(
      code: "T<B", program: "Tongbao <points>", points: ShownPoints(2_000),
      parts: [(ShownPoints(500), Faked.now), (ShownPoints(1_500), Faked.now)], typed: "2000", fault: fault,
      rules: ["Fee 10.00%", "At most 50.00%"])
  }

  private static func service(
    _ stage: SiteServicePage.Stage, fault: String? = nil
  ) -> SiteServicePage {
    SiteServicePage(
      stage: stage, program: "Tongbao <points>",
      facts: [.init(name: "Fee", value: "<200>"), .init(name: "Come back", value: "1,800", isMain: true)],
      wording: .init(
        heading: "Please confirm", intro: "The fee is kept.", send: "Bring back", back: "Change"),
      places: .init(send: .siteReinstateSend, code: .siteReinstateCode, back: .siteReinstate), fault: fault)
  }

  private static func order(_ state: ShownOrderState) -> PointsOrderRow {
    PointsOrderRow(
      id: "pod_1", member: "mem_1", memberName: "Li <Mei>", program: "Tongbao <points>",
      points: ShownPoints(5_000), price: ShownMoney(1_000, "CNY"), state: state,
      owesMoney: state == .returned,
      receiver: state == .credited ? PointsOrderRow.Receiver(id: "mem_2", name: "Wang <Bo>") : nil,
      words: state == .credited ? "Happy <birthday>" : "", createdAt: Faked.now)
  }

  private static func orderPage(
    _ state: ShownOrderState, isOwn: Bool = false, fault: String? = nil
  ) -> PointsOrderPage {
    PointsOrderPage(
      row: order(state), payUntil: Faked.now, end: state == .waiting ? nil : Faked.now,
      paidAt: state == .waiting ? nil : Faked.now,
      payment: state == .waiting || state == .noted && !isOwn ? nil : "wx-<1>", isOwnNote: isOwn,
      returnUntil: state == .credited ? Faked.now : nil,
      repaidAt: nil, repayment: nil, transactions: state == .waiting ? [] : ["txn_1"], maySettle: true,
      typed: "<x>", fault: fault)
  }

  private static func ownOrder(_ state: ShownOrderState) -> SiteBuyPage.Order {
    SiteBuyPage.Order(
      id: "pod_1", program: "Tongbao <points>", points: ShownPoints(5_000), price: ShownMoney(1_000, "CNY"),
      state: state, at: Faked.now)
  }

  static let buying: [Sample] = [
    Sample(
      "points-orders",
      PointsOrdersPage(
        query: ListQuery(),
        sales: .loaded([
          .init(
            program: "Tongbao <points>", orders: 3, points: ShownPoints(9_000), paid: ShownMoney(900, "CNY"),
            repaid: ShownMoney(0, "CNY"), owed: ShownMoney(300, "CNY"))
        ]), orders: .loaded(Batch(ShownOrderState.allCases.map(order), next: "pod_9")))),
    Sample(
      "points-orders-none",
      PointsOrdersPage(query: ListQuery(), sales: .loaded([]), orders: .loaded(Batch([])))),
    Sample("points-order", orderPage(.waiting, fault: "That <payment> pays another")),
    Sample("points-order-noted", orderPage(.noted)),
    Sample("points-order-own-note", orderPage(.noted, isOwn: true)),
    Sample("points-order-paid", orderPage(.paid)),
    Sample("points-order-credited", orderPage(.credited)),
    Sample("points-order-returned", orderPage(.returned)),
    Sample(
      site: "buy",
      SiteBuyPage(
        programs: [.init(code: "TB", name: "Tongbao <points>", rules: ["100 points = <3>"])],
        orders: .loaded([ownOrder(.waiting), ownOrder(.credited)]), points: "x", fault: "More than <0>")),
    Sample(site: "buy-none", SiteBuyPage(programs: [], orders: .loaded([]))),
    Sample(
      site: "buy-order",
      SiteBuyOrderPage(
        order: ownOrder(.waiting), payUntil: Faked.now, end: nil, returnUntil: nil, entry: nil)),
    Sample(
      site: "buy-order-credited",
      SiteBuyOrderPage(
        order: ownOrder(.credited), payUntil: Faked.now, end: Faked.now, returnUntil: Faked.now,
        entry: "txn_1", fault: "Points of <it> are used")),
  ]

  static let services: [Sample] =
    buying + pools + blocks + [
      Sample(
        site: "reinstate", SiteReinstatePage(runOut: [runOut(1), runOut(2, fault: "Too many <points>")])),
      Sample(site: "reinstate-none", SiteReinstatePage(runOut: [], fault: "Refused")),
      Sample(site: "advance", SiteAdvancePage(waiting: [waiting(nil), waiting("Too many <points>")])),
      Sample(site: "advance-none", SiteAdvancePage(waiting: [], fault: "Refused")),
      Sample(
        site: "service-promise",
        service(.promised(offer: "a+b/c=", proof: OwnProofField(ways: [.pin, .code], phone: "138****8000")))),
      Sample(
        site: "service-proven", service(.promised(offer: "a+b/c=", proof: nil), fault: "Limit <reached>")),
      Sample(site: "service-done", service(.done(id: "txn_1"))),
    ]
}
