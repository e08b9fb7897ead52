import Coalition
import Hummingbird
import Ledger
import Loyalty

extension SeatFace {
  /// Puts the member's discount into an earn whose form brings back the offer that holds now; else gives the
  /// page with that offer, for the cashier to take the money by.
  ///
  /// Nil where the order is as it should be. What a quote is refused for, the order will be too, and says it.
  func askDiscount(
    _ order: inout SeatOrder, _ form: FormFields, _ visit: CashierVisit
  ) async throws -> Response? {
    guard case .earn(let member, let gross, let payment) = order.act else { return nil }
    let question = DiscountQuestion(
      of: gross, for: member, program: order.program, occasion: Occasion(.seat))
    let offer: DiscountOffer
    do { offer = try await coalition.quoteDiscount(question, by: visit.principal) } catch let error
      where error is OrderRefusal || error is MemberRefusal || error is MerchantRefusal
      || error is ProgramRefusal
    { return nil }
    let said = form["quoted"] ?? ""
    let holds = offer.quote.off > 0 ? "\(offer.quote.gross)-\(offer.quote.off)" : ""
    guard said == holds else {
      var draft = SeatTillPage.Draft(form)
      // Who they are is known now; a live code would have run out before the form comes back.
      draft.member = ""
      return try await tillPage(
        visit, key: form["key"] ?? SeatEntered.newKey(), draft, chosen: offer.member,
        card: try await cardID(member, visit), fault: said.isEmpty ? nil : visit.words.discountChanged,
        offer: holds.isEmpty ? nil : SeatOffer(offer, quoted: holds, visit.words))
    }
    guard offer.quote.off > 0 else { return nil }
    order.act = .earn(member, Money(minorUnits: offer.quote.net, currency: gross.currency), payment)
    order.discount = DiscountClaim(gross: offer.quote.gross, off: offer.quote.off)
    return nil
  }
}

extension SeatOffer {
  init(_ offer: DiscountOffer, quoted: String, _ words: Words) {
    func money(_ units: Int64) -> ShownMoney { ShownMoney(units, offer.currency) }
    let rule = offer.quote.applied.flatMap { offer.names[$0.rule] }
    self.init(
      discount: SeatDiscount(gross: money(offer.quote.gross), off: money(offer.quote.off)),
      net: money(offer.quote.net), rule: rule.map { words.name($0) } ?? "", quoted: quoted)
  }
}

extension SeatNaming {
  /// What was taken off before a booked purchase was paid.
  func discount(_ receipt: Receipt?) -> SeatDiscount? {
    guard let receipt, let taken = receipt.particulars.discount,
      let gross = money(taken.gross, of: receipt.transaction.subject.asset),
      let off = money(taken.off, of: receipt.transaction.subject.asset)
    else { return nil }
    return SeatDiscount(gross: gross, off: off)
  }
}

extension SeatOutcome {
  var receipt: Receipt? { if case .booked(let receipt) = self { receipt } else { nil } }
}
