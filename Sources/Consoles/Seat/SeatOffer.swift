/// What a member's discount takes off a price.
struct SeatDiscount: Sendable {
  let gross: ShownMoney
  let off: ShownMoney

  /// The price and what is taken off it, above what was paid.
  func rows(_ words: Words) -> [(String, String)] {
    [(words.discountGross, words.money(gross)), (words.discountOff, "\u{2212}" + words.money(off))]
  }
}

/// What the cashier is shown before the money changes hands: the purchase is booked when the form
/// comes back with this very offer.
struct SeatOffer: Sendable {
  let discount: SeatDiscount
  let net: ShownMoney
  /// What the rule that applies is called.
  let rule: String
  /// The price and what is taken off, as the form brings it back.
  let quoted: String

  func node(_ words: Words) -> Node {
    div(.class("offer"), .role("status")) {
      input(.type("hidden"), .name("quoted"), .value(quoted))
      facts(
        discount.rows(words).map { (name: $0, value: Node.text($1)) }
          + [(name: words.discountNet, value: strong { words.money(net) })])
      p { rule }
      p { words.discountSeatConfirm }
    }
  }
}
