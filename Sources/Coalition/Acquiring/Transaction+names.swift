package import Ledger

extension Ledger.Transaction.Kind {
  /// The type as the API names it; never renamed.
  package var name: String {
    switch self {
    case .earn: "earn"
    case .award: "award"
    case .topUp: "topup"
    case .spend: "spend"
    case .hold: "hold"
    case .capture: "capture"
    case .release: "release"
    case .refund: "refund"
    case .void: "void"
    case .reversal: "reversal"
    case .transfer: "transfer"
    case .exchange: "exchange"
    case .mature: "mature"
    case .confirm: "confirm"
    case .cancel: "cancel"
    case .expire: "expire"
    case .adjust: "adjust"
    case .merge: "merge"
    case .cardPoints: "cards"
    case .reinstate: "reinstate"
    case .advance: "advance"
    case .separate: "separate"
    }
  }
}

extension Channel {
  /// The channel as the API names it; never renamed.
  package var name: String {
    switch self {
    case .platform: "platform"
    case .api: "api"
    case .pos: "pos"
    case .merchantSystem: "merchant_system"
    case .seat: "seat"
    case .console: "console"
    case .member: "member"
    case .importing: "import"
    case .mall: "mall"
    case .sms: "sms"
    }
  }
}
