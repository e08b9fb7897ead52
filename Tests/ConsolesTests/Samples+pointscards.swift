@testable import Consoles

extension Sample {
  private static func batchRow(_ index: Int) -> PointsCardsPage.Row {
    PointsCardsPage.Row(
      id: "pcb_\(index)", program: "Tongbao <points>", purpose: "Sale", issuer: "Old Tea House & Sons",
      points: ShownPoints(1_000), count: 500, sold: 300, redeemed: 120, outstanding: ShownPoints(180_000),
      validUntil: Faked.now, state: ShownBatchState.allCases[index % ShownBatchState.allCases.count])
  }

  private static func batches(
    _ rows: Loaded<Batch<PointsCardsPage.Row>>, fault: String? = nil, mayPropose: Bool = true,
    alarms: [PointsCardsPage.Alarm] = []
  ) -> PointsCardsPage {
    var page = PointsCardsPage(
      query: ListQuery(), batches: rows, alarms: alarms, programs: [("prg_1", "Tongbao <points>")],
      mayPropose: mayPropose)
    page.fault = fault
    return page
  }

  private static func batch(
    _ index: Int, isExported: Bool = true, mayChange: Bool = true, fault: String? = nil
  ) -> PointsCardBatchPage {
    var page = PointsCardBatchPage(
      row: batchRow(index), buyer: "Spring <fair>", made: 500, voided: 0, expired: 0, open: 180,
      exportedAt: isExported ? Faked.now : nil,
      sales: isExported
        ? [
          .init(
            serials: "1\u{2013}300", reference: "INV-1", state: "Sold", transaction: "txn_1", at: Faked.now)
        ] : [],
      mayChange: mayChange, mayFreeze: mayChange, key: "req_1")
    page.fault = fault
    return page
  }

  static let pointsCards: [Sample] = [
    Sample(
      "points-cards",
      batches(
        .loaded(Batch((0..<7).map(batchRow), next: "pcb_7")),
        alarms: [.init(subject: "One address", failures: 100, at: Faked.now)])),
    Sample("points-cards-first", batches(.loaded(Batch([], next: nil)))),
    Sample(
      "points-cards-fault",
      batches(.loaded(Batch([batchRow(1)], next: nil)), fault: "Say points and cards <1 to 100,000>.")),
    Sample("points-cards-forbidden", batches(.forbidden(right: "programs.read"), mayPropose: false)),
    Sample("points-cards-batch-new", batch(1, isExported: false)),
    Sample("points-cards-batch", batch(1, fault: "Some of these cards were sold before.")),
    Sample("points-cards-batch-frozen", batch(2)),
    Sample("points-cards-batch-no", batch(4, mayChange: false)),
    Sample(site: "redeem", SiteRedeemPage()),
    Sample(site: "redeem-fault", SiteRedeemPage(code: "0000<", fault: "No card has this code.")),
    Sample(
      site: "redeem-promise",
      SiteRedeemPage(
        code: "0000-0000-0000-00000", phone: "13800138000",
        promise: .init(
          points: ShownPoints(1_000), program: "Tongbao <points>", receiver: "\u{674E}** +86******8000"),
        key: "req_1")),
  ]
}
