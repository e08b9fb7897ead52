@testable import Consoles

// Pages about merchants: who they are, who wants to be one, and what they and the operator make known.
extension Sample {
  static let alliance: [Sample] = merchantPages

  private static let line = MerchantPage.Line(
    name: "Pier <3>", small: "S1", more: "Store & co", isOn: true, link: .staff("usr_1"))
  private static let term = MerchantPage.Term(
    program: "Points <b>", role: "give, take", rate: "1 point for CNY 1.00", limit: "none")

  private static func merchant(_ standing: ShownStanding, isFull: Bool) -> MerchantPage {
    MerchantPage(
      id: "mch_1", code: "SHOP", names: ["Harbour <Coffee>", "港口咖啡"], standing: standing,
      reason: standing == .active ? "" : "unpaid <since> March", joinedAt: Faked.now,
      profile: .init(category: "food", legalName: "Harbour & Sons", phone: "+8613800138000"),
      figures: isFull
        ? .loaded(
          .init(
            given: ShownPoints(12_345), taken: ShownPoints(678), returned: ShownPoints(9),
            reclaimed: ShownPoints(0), transactions: 42)) : .failed(requestID: "req_9"),
      terms: .loaded(isFull ? [term] : []),
      history: .loaded(isFull ? [.init(term: term, number: "2", by: "Lin <Yue>", at: Faked.now)] : []),
      stores: .loaded(isFull ? (0..<20).map { _ in line } : []), staff: .loaded(isFull ? [line] : []),
      terminals: .loaded(isFull ? [line] : []), keys: .forbidden(right: "keys"),
      audit: .loaded(
        isFull
          ? [
            AuditRow(
              number: 7, at: Faked.now, who: "Lin", origin: "192.0.2.1", action: "merchant.update",
              subject: "merchant/7", before: "active <b>", after: "suspended")
          ] : []),
      termsForm: .init(programs: [("TB", "Points")]),
      rights: .init(changes: isFull, proposesTerms: isFull), fault: isFull ? nil : "No <b>")
  }

  private static let merchantPages: [Sample] = [
    Sample("merchant", merchant(.active, isFull: true)),
    Sample("merchant suspended", merchant(.suspended, isFull: true)),
    Sample("merchant closed, nothing there", merchant(.closed, isFull: false)),
  ]
}
