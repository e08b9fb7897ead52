package import Ledger
package import Loyalty

/// Anything that may be asked of the points ledger: one case an operation, each in a file of its own.
package enum Order: Sendable, Hashable {
  case earn(EarnOrder)
  case spend(SpendOrder)
  case hold(HoldOrder)
  case topUp(GiveOrder)
  case award(GiveOrder)
  case transfer(TransferOrder)
  case exchange(ExchangeOrder)
  case adjust(AdjustOrder)
  case draw(DrawOrder)
  case redeemCard(RedeemCardOrder)
  case reinstate(ReinstateOrder)
  case advance(AdvanceOrder)
  case merge(MergeOrder)
  case separate(SeparateOrder)
  case pool(PoolOrder)
  case partnerHold(PartnerOrder)
  case partnerAward(PartnerOrder)
  case refund(ReturnOrder)
  case void(ReturnOrder)
  case capture(ReturnOrder)
  case release(ReturnOrder)
  case confirm(ReturnOrder)
  case cancel(ReturnOrder)
  /// Undoes what a key of the same caller led to, or makes sure that it never will.
  case reverse(key: String, Occasion)
}

extension Order {
  /// Where and how it came in.
  var occasion: Occasion {
    switch self {
    case .earn(let order): order.occasion
    case .spend(let order): order.occasion
    case .hold(let order): order.spend.occasion
    case .topUp(let order), .award(let order): order.occasion
    case .transfer(let order): order.occasion
    case .exchange(let order): order.occasion
    case .adjust(let order): order.occasion
    case .draw(let order): order.occasion
    case .redeemCard(let order): order.occasion
    case .reinstate(let order): order.occasion
    case .advance(let order): order.occasion
    case .merge(let order): order.occasion
    case .separate(let order): order.occasion
    case .pool(let order): order.occasion
    case .partnerHold(let order), .partnerAward(let order): order.occasion
    case .refund(let order), .void(let order), .capture(let order), .release(let order), .confirm(let order),
      .cancel(let order):
      order.occasion
    case .reverse(_, let occasion): occasion
    }
  }
}

/// A purchase that earns points (消费积分).
package struct EarnOrder: Sendable, Hashable {
  package enum Value: Sendable, Hashable {
    /// What was paid with money; zero or less earns nothing and is still a fact.
    case purchase(Money)
    /// Points decided by the merchant.
    case points(Points)
  }

  package var member: MemberClaim
  package var program: ProgramClaim
  package var value: Value
  package var occasion: Occasion
  /// Waits for ``Order/confirm(_:)``, as until a return period is over (返利).
  package var isPending: Bool
  /// For how many days its points wait, as until a return period is over; they mature by themselves. 0: not.
  package var waitDays = 0
  /// What was bought; together it is the purchase.
  package var items: [PurchaseItem]
  /// How it was paid; nil where nobody said.
  package var payment: PaymentKind?
  /// What the till took off before it was paid; the purchase is what is left.
  package var discount: DiscountClaim?
  /// The code by which the order came (推荐码), as the merchant's settlement terms have it.
  package var referral: String?

  package init(
    member: MemberClaim, program: ProgramClaim = .universal, _ value: Value, occasion: Occasion = Occasion(),
    isPending: Bool = false, items: [PurchaseItem] = [], payment: PaymentKind? = nil,
    discount: DiscountClaim? = nil, referral: String? = nil
  ) {
    self.discount = discount
    // However it was typed, so that the same order is the same request.
    self.referral = referral?.uppercased()
    self.items = items
    self.payment = payment
    self.member = member
    self.program = program
    self.value = value
    self.occasion = occasion
    self.isPending = isPending
  }
}

/// Points used like money (积分消费).
package struct SpendOrder: Sendable, Hashable {
  package enum Value: Sendable, Hashable {
    case points(Points)
    /// The points that this much is worth, rounded up.
    case money(Money)
  }

  package var member: MemberClaim
  package var proof: MemberProof?
  package var program: ProgramClaim
  package var value: Value
  /// Takes what there is when it is less.
  package var isPartialAllowed: Bool
  package var occasion: Occasion

  package init(
    member: MemberClaim, proof: MemberProof? = nil, program: ProgramClaim = .universal, _ value: Value,
    isPartialAllowed: Bool = false, occasion: Occasion = Occasion()
  ) {
    self.member = member
    self.proof = proof
    self.program = program
    self.value = value
    self.isPartialAllowed = isPartialAllowed
    self.occasion = occasion
  }
}

/// Points set aside for a while (预授权).
package struct HoldOrder: Sendable, Hashable {
  package var spend: SpendOrder
  /// 60 seconds to 30 days.
  package var seconds: Int64

  package init(_ spend: SpendOrder, seconds: Int64 = 3_600) {
    self.spend = spend
    self.seconds = seconds
  }
}

/// Points bought by the member (充值) or given without a purchase (奖励).
package struct GiveOrder: Sendable, Hashable {
  package enum Value: Sendable, Hashable {
    case points(Points)
    /// The points that this much is worth, rounded down: what was paid for them.
    case money(Money)
  }

  package var member: MemberClaim
  package var program: ProgramClaim
  package var value: Value
  package var campaign: CampaignID
  package var occasion: Occasion

  package init(
    member: MemberClaim, program: ProgramClaim = .universal, _ value: Value, campaign: CampaignID = .none,
    occasion: Occasion = Occasion()
  ) {
    self.member = member
    self.program = program
    self.value = value
    self.campaign = campaign
    self.occasion = occasion
  }

  package init(
    member: MemberClaim, program: ProgramClaim = .universal, points: Points, campaign: CampaignID = .none,
    occasion: Occasion = Occasion()
  ) {
    self.init(member: member, program: program, .points(points), campaign: campaign, occasion: occasion)
  }
}

/// Points from member to member (转让).
package struct TransferOrder: Sendable, Hashable {
  package var sender: MemberClaim
  package var proof: MemberProof?
  package var receiver: MemberClaim
  package var program: ProgramClaim
  package var points: Points
  /// What the sender was shown that it costs; at another fee it is refused. Nil for whatever it costs.
  package var fee: TransferFee?
  package var occasion: Occasion

  package init(
    from sender: MemberClaim, proof: MemberProof? = nil, to receiver: MemberClaim,
    program: ProgramClaim = .universal, points: Points, fee: TransferFee? = nil,
    occasion: Occasion = Occasion()
  ) {
    self.fee = fee
    self.sender = sender
    self.proof = proof
    self.receiver = receiver
    self.program = program
    self.points = points
    self.occasion = occasion
  }
}

/// One programme's points for another's (兑换/通兑).
package struct ExchangeOrder: Sendable, Hashable {
  package var member: MemberClaim
  package var proof: MemberProof?
  package var program: ProgramClaim
  package var into: ProgramClaim
  package var points: Points
  /// What the member was promised; nil for the rate of the moment.
  package var quote: ExchangeQuoteID?
  package var occasion: Occasion

  package init(
    member: MemberClaim, proof: MemberProof? = nil, program: ProgramClaim, into: ProgramClaim, points: Points,
    quote: ExchangeQuoteID? = nil, occasion: Occasion = Occasion()
  ) {
    self.quote = quote
    self.member = member
    self.proof = proof
    self.program = program
    self.into = into
    self.points = points
    self.occasion = occasion
  }
}

/// A correction by the operator (调账).
package struct AdjustOrder: Sendable, Hashable {
  package var member: MemberClaim
  package var program: ProgramClaim
  /// Positive gives, negative takes.
  package var points: Points
  /// 1…200 UTF-8 bytes.
  package var reason: String
  package var occasion: Occasion

  package init(
    member: MemberClaim, program: ProgramClaim = .universal, points: Points, reason: String,
    occasion: Occasion = Occasion(.console)
  ) {
    self.member = member
    self.program = program
    self.points = points
    self.reason = reason
    self.occasion = occasion
  }
}

/// A draw of a campaign (抽奖).
package struct DrawOrder: Sendable, Hashable {
  package var member: MemberClaim
  package var campaign: CampaignID
  package var occasion: Occasion

  package init(member: MemberClaim, campaign: CampaignID, occasion: Occasion = Occasion()) {
    self.member = member
    self.campaign = campaign
    self.occasion = occasion
  }
}

/// All points of a points card for a member (积分卡充值).
package struct RedeemCardOrder: Sendable, Hashable {
  /// Who gets them: anybody whom the one with the card names.
  package var member: MemberClaim
  /// As it was typed.
  package var code: String
  package var occasion: Occasion
  /// The network address that asks, where that is known: wrong codes are counted by it.
  package var address: String

  package init(member: MemberClaim, code: String, occasion: Occasion = Occasion(), address: String = "") {
    self.member = member
    self.code = code
    self.occasion = occasion
    self.address = address
  }
}

/// Acts upon an earlier transaction: refund, void, capture, release, confirm or cancel.
package struct ReturnOrder: Sendable, Hashable {
  package enum Value: Sendable, Hashable {
    /// All that is left.
    case rest
    case points(Points)
    /// The share of so much money: for refunds of what was reckoned from money, and for captures.
    case money(Money)

    var isMoney: Bool { if case .money = self { true } else { false } }
  }

  package var original: TransactionID
  package var value: Value
  package var occasion: Occasion

  package init(_ original: TransactionID, _ value: Value = .rest, occasion: Occasion = Occasion()) {
    self.original = original
    self.value = value
    self.occasion = occasion
  }
}
