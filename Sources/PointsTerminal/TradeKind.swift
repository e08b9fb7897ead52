package import ISO8583

/// What a terminal does with points, by field 60.1; the codes from 36 on are ours, the others UnionPay's.
package enum TradeKind: Int, Codable, Sendable, CaseIterable {
  case balance = 3
  case hold = 10
  case cancel = 11
  case completion = 20
  case spend = 22
  case void = 23
  case refund = 25
  case earn = 36
  case earnVoid = 37
  case earnRefund = 38
  /// What a purchase costs a member.
  case discountQuote = 39
  case topUp = 46
  case topUpVoid = 47
  case draw = 48

  package var type: MessageType {
    switch self {
    case .hold, .cancel: .authorization
    case .refund, .earn, .earnRefund: .financialAdvice
    case .balance, .discountQuote, .completion, .spend, .void, .earnVoid, .topUp, .topUpVoid, .draw:
      .financial
    }
  }

  /// Field 3.
  package var processingCode: String {
    switch self {
    case .balance, .discountQuote: "310000"
    case .hold: "030000"
    case .earn, .topUp: "210000"
    case .cancel, .void, .refund, .earnVoid, .earnRefund, .topUpVoid: "200000"
    case .completion, .spend, .draw: "000000"
    }
  }

  /// Field 25: points; UnionPay's own refund of points has none of it.
  package var condition: String { self == .refund ? "00" : "65" }

  /// An advice is told again until it is taken; an enquiry moves nothing; all else is reversed when no good
  /// answer came.
  package var isAdvice: Bool { type == .financialAdvice }
  package var isReversible: Bool { !isAdvice && self != .balance && self != .discountQuote }

  package enum Side: Sendable { case debit, credit }

  /// On which side of field 48 it counts; nil for what moves nothing for good.
  package var side: Side? {
    switch self {
    case .spend, .completion, .earnVoid, .earnRefund, .topUpVoid, .draw: .debit
    case .void, .refund, .earn, .topUp: .credit
    case .balance, .discountQuote, .hold, .cancel: nil
    }
  }

  /// What undoes a whole trade of this kind within its batch.
  package var undoing: TradeKind? {
    switch self {
    case .spend: .void
    case .earn: .earnVoid
    case .topUp: .topUpVoid
    case .hold: .cancel
    case .balance, .discountQuote, .cancel, .completion, .void, .refund, .earnVoid, .earnRefund, .topUpVoid,
      .draw:
      nil
    }
  }

  /// As slips call it.
  package var title: String {
    switch self {
    case .balance: "积分查询"
    case .hold: "积分预授权"
    case .cancel: "预授权撤销"
    case .completion: "预授权完成"
    case .spend: "积分消费"
    case .void: "消费撤销"
    case .refund: "消费退货"
    case .earn: "消费积分"
    case .earnVoid: "积分撤销"
    case .earnRefund: "积分退货"
    case .discountQuote: "折扣查询"
    case .topUp: "积分充值"
    case .topUpVoid: "充值撤销"
    case .draw: "积分抽奖"
    }
  }
}
