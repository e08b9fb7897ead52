@testable import Consoles

extension Sample {
  private static func type(_ index: Int) -> CardsPage.TypeRow {
    CardsPage.TypeRow(
      id: "cty_\(index)", code: "GIFT\(index)", version: "\(index + 1)", name: "Gift <card> \(index)",
      kind: "Gift card", range: "Begins 66000\(index), 16 digits", validity: "36 months",
      notes: index == 0 ? ["Without a holder's name"] : [], isOpen: index != 2)
  }

  private static func batch(_ index: Int) -> CardsPage.BatchRow {
    CardsPage.BatchRow(
      id: "cbt_\(index)", type: "Gift <card>", merchant: "Harbour <Coffee>", made: "500 of 1,000",
      state: index == 0 ? "file waits" : "being made", createdAt: Faked.now, isReady: index == 0)
  }

  private static func desk(
    types: Int = 3, batches: Int = 2, mayPropose: Bool = true, typed: [String: String] = [:],
    fault: String? = nil
  ) -> CardsPage {
    var page = CardsPage(
      types: .loaded((0..<types).map(type)), batches: .loaded((0..<batches).map(batch)))
    (page.mayProposeTypes, page.mayProposeBatches) = (mayPropose, mayPropose)
    (page.typed, page.fault) = (typed, fault)
    return page
  }

  private static func one(_ acts: [CardPage.Act], isReplaced: Bool = false, fault: String? = nil) -> CardPage
  {
    var page = CardPage(
      id: "crd_1", number: "6600********1234", kind: "Gift card", standing: "active", type: "Gift <card>",
      until: isReplaced ? nil : "2029-03-31", issuedBy: "Harbour <Coffee>",
      holder: isReplaced ? nil : (name: "Li <Ming>", link: .member("mem_1")),
      replacedBy: isReplaced ? (name: "crd_2", link: .card("crd_2")) : nil, acts: acts)
    page.fault = fault
    return page
  }

  static let cards: [Sample] = [
    Sample("cards", desk()),
    Sample("cards-first", desk(types: 0, batches: 0)),
    Sample("cards-look", desk(mayPropose: false)),
    Sample("cards-fault", desk(typed: ["code": "<A>", "kind": "gift"], fault: "It cannot be.")),
    Sample(
      "cards-forbidden",
      CardsPage(types: .forbidden(right: "members.read"), batches: .failed(requestID: "req_1"))),
    Sample("card", one([.lost, .stolen, .replace, .bind, .destroy])),
    Sample("card-issued", one([.activate, .destroy], fault: "Cards of this type need a <member>")),
    Sample("card-replaced", one([], isReplaced: true)),
  ]
}
