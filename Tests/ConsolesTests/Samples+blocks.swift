@testable import Consoles

extension Sample {
  private static func block(_ state: ShownBlockState) -> BlockRow {
    BlockRow(
      id: "blk_1", merchant: "Harbour <Coffee>", program: "Tongbao <points>", points: ShownPoints(50_000),
      price: ShownMoney(10_000, "CNY"), state: state, number: state == .paid ? 3 : nil, createdAt: Faked.now)
  }

  private static func page(
    _ state: ShownBlockState, isOwn: Bool = false, fault: String? = nil
  ) -> BlockPage {
    var page = BlockPage(
      row: block(state), merchantID: "mch_1", terms: 2, payUntil: Faked.now,
      paidAt: state == .paid ? Faked.now : nil)
    page.payment = state == .paid || isOwn ? "wx-<1>" : nil
    (page.isOwnNote, page.maySettle, page.typed, page.fault) = (isOwn, true, "<x>", fault)
    return page
  }

  private static func funding(isLow: Bool) -> SettlementTermsPage.Funding {
    .init(
      program: "Tongbao <points>",
      lines: [(name: "Mode", text: "<Prepaid>"), (name: "Left to give", text: "120")], isLow: isLow)
  }

  private static func own(
    offer: Bool = false, mayOrder: Bool = true, rows: [BlockRow] = [], fault: String? = nil
  ) -> DeskBlocksPage {
    var page = DeskBlocksPage(
      query: ListQuery(),
      programs: mayOrder || !rows.isEmpty
        ? [.init(code: "TB", funding: funding(isLow: offer), low: "120")] : [],
      blocks: .loaded(Batch(rows, next: rows.isEmpty ? nil : "blk_9")), mayOrder: mayOrder)
    if offer {
      page.offer = .init(
        program: "Tongbao <points>", code: "T<B", points: ShownPoints(50_000), typed: "50<000",
        price: ShownMoney(10_000, "CNY"), key: "k<1>", days: 14)
    }
    page.fault = fault
    return page
  }

  private static func funding(mayPropose: Bool, fault: String? = nil) -> FundingPage {
    var page = FundingPage(
      merchant: "Harbour <Coffee>", id: "mch_1", code: "SHOP",
      fundings: mayPropose ? [funding(isLow: true)] : [], programs: [("TB", "Tongbao <points>")],
      modes: [("open", "Open"), ("credit", "<Credit>")])
    (page.mayPropose, page.fault) = (mayPropose, fault)
    page.typed = ["limit": "<9>", "mode": "credit"]
    return page
  }

  static let blocks: [Sample] = [
    Sample(
      "blocks",
      BlocksPage(
        query: ListQuery(),
        low: .loaded([
          .init(
            merchantID: "mch_1", merchant: "Harbour <Coffee>", program: "Tongbao <points>", mode: "Prepaid",
            left: ShownPoints(120))
        ]), blocks: .loaded(Batch(ShownBlockState.allCases.map(block), next: "blk_9")))),
    Sample("blocks-none", BlocksPage(query: ListQuery(), low: .loaded([]), blocks: .loaded(Batch([])))),
    Sample(
      "blocks-failed",
      BlocksPage(query: ListQuery(), low: .failed(requestID: "req_1"), blocks: .failed(requestID: "req_1"))),
    Sample("block", page(.waiting, fault: "That <payment> pays another")),
    Sample("block-noted", page(.noted)), Sample("block-own-note", page(.noted, isOwn: true)),
    Sample("block-paid", page(.paid)), Sample("block-lapsed", page(.lapsed)),
    Sample("funding", funding(mayPropose: true, fault: "A <limit> is needed")),
    Sample("funding-none", funding(mayPropose: false)),
    Sample(desk: "blocks", own(rows: ShownBlockState.allCases.map(block))),
    Sample(desk: "blocks-offer", own(offer: true, fault: "The <price> has changed")),
    Sample(desk: "blocks-none", own()),
    Sample(desk: "blocks-reader", own(mayOrder: false)),
    Sample(desk: "block", page(.waiting)), Sample(desk: "block-checking", page(.noted)),
    Sample(desk: "block-paid", page(.paid)),
  ]
}
