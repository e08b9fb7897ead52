extension TillKind {
  /// The public name; never renamed.
  package var name: String {
    switch self {
    case .balance: "balance"
    case .hold: "hold"
    case .holdCancel: "hold_cancel"
    case .completion: "completion"
    case .spend: "spend"
    case .spendVoid: "spend_void"
    case .spendRefund: "spend_refund"
    case .earn: "earn"
    case .earnVoid: "earn_void"
    case .earnRefund: "earn_refund"
    case .discountQuote: "discount_quote"
    case .topUp: "top_up"
    case .topUpVoid: "top_up_void"
    case .draw: "draw"
    }
  }

  /// Nil for what is no kind's name.
  package init?(name: String) {
    guard let kind = TillKind.allCases.first(where: { $0.name == name }) else { return nil }
    self = kind
  }
}
