internal import Ledger
internal import Loyalty

extension Order {
  /// A hash of everything asked for but the proof.
  var requestHash: UInt64 {
    var hash = RequestHash()
    add(to: &hash)
    return hash.value
  }

  private func add(to hash: inout RequestHash) {
    switch self {
    case .earn(let order): hash.add(order)
    case .spend(let order): hash.add("spend", order)
    case .hold(let order):
      hash.add("hold", order.spend)
      hash.add(order.seconds)
    case .topUp(let order): hash.add("top-up", order)
    case .award(let order): hash.add("award", order)
    case .transfer(let order): hash.add("transfer", order)
    case .exchange(let order): hash.add("exchange", order)
    case .adjust(let order):
      hash.add("adjust")
      hash.add(order.member)
      hash.add(order.program)
      hash.add(order.points.units)
      hash.add(order.reason)
      hash.add(order.occasion)
    case .draw(let order):
      hash.add("draw")
      hash.add(order.member)
      hash.add(order.campaign.rawValue)
      hash.add(order.occasion)
    case .redeemCard(let order):
      hash.add("redeem-card")
      hash.add(order.member)
      hash.add(CardCode(typed: order.code)?.text ?? order.code)
      hash.add(order.occasion)
    case .reinstate(let order):
      hash.add("reinstate")
      hash.add(order.member)
      hash.add(order.original.rawValue)
      hash.add(order.points.units)
      if let fee = order.fee { hash.add(fee.units) }
      hash.add(order.occasion)
    case .advance(let order):
      hash.add("advance")
      hash.add(order.member)
      hash.add(order.program)
      hash.add(order.points.units)
      if let fee = order.fee { hash.add(fee.units) }
      hash.add(order.occasion)
    case .merge(let order): hash.add(order)
    case .separate(let order): hash.add(order)
    case .pool(let order):
      hash.add(order.move.rawValue)
      hash.add(order.person.rawValue)
      hash.add(order.member.rawValue)
      hash.add(order.points.units)
      hash.add(order.occasion)
    case .partnerHold(let order): hash.add("partner-hold", order)
    case .partnerAward(let order): hash.add("partner-award", order)
    case .refund(let order): hash.add("refund", order)
    case .void(let order): hash.add("void", order)
    case .capture(let order): hash.add("capture", order)
    case .release(let order): hash.add("release", order)
    case .confirm(let order): hash.add("confirm", order)
    case .cancel(let order): hash.add("cancel", order)
    case .reverse(let key, let occasion):
      hash.add("reverse")
      hash.add(key)
      hash.add(occasion)
    }
  }
}

extension RequestHash {
  fileprivate mutating func add(_ order: MergeOrder) {
    add("merge")
    add(order.from.rawValue)
    add(order.into.rawValue)
    add(Int64(order.asset.rawValue))
    add(order.occasion)
  }

  fileprivate mutating func add(_ order: SeparateOrder) {
    add("separate")
    add(order.merge.rawValue)
    add(order.into.rawValue)
    add(Int64(order.asset.rawValue))
    add(order.occasion)
  }

  fileprivate mutating func add(_ order: EarnOrder) {
    add("earn")
    add(order.member)
    add(order.program)
    switch order.value {
    case .purchase(let money): add(money)
    case .points(let points): add(points.units)
    }
    add(order.isPending ? 1 : 0)
    add(order.occasion)
    for item in order.items { add(item) }
    if order.waitDays > 0 {
      add("waits")
      add(Int64(order.waitDays))
    }
    if let payment = order.payment { add("paid by " + payment.name) }
    if let discount = order.discount {
      add("discount")
      add(discount.gross)
      add(discount.off)
    }
    if let referral = order.referral { add("referral", referral) }
  }

  fileprivate mutating func add(_ name: String, _ order: TransferOrder) {
    add(name)
    add(order.sender)
    add(order.receiver)
    add(order.program)
    add(order.points.units)
    if let fee = order.fee {
      add(fee.points.units)
      add(Int64(fee.mode.rawValue))
    }
    add(order.occasion)
  }

  fileprivate mutating func add(_ name: String, _ order: ExchangeOrder) {
    add(name)
    add(order.member)
    add(order.program)
    add(order.into)
    add(order.points.units)
    if let quote = order.quote { add(quote.rawValue) }
    add(order.occasion)
  }

  fileprivate mutating func add(_ name: String, _ order: SpendOrder) {
    add(name)
    add(order.member)
    add(order.program)
    switch order.value {
    case .points(let points): add(points.units)
    case .money(let money): add(money)
    }
    add(order.isPartialAllowed ? 1 : 0)
    add(order.occasion)
  }

  fileprivate mutating func add(_ name: String, _ order: GiveOrder) {
    add(name)
    add(order.member)
    add(order.program)
    switch order.value {
    case .points(let points): add(points.units)
    case .money(let money): add(money)
    }
    add(order.campaign.rawValue)
    add(order.occasion)
  }

  fileprivate mutating func add(_ name: String, _ order: ReturnOrder) {
    add(name)
    add(order.original.rawValue)
    switch order.value {
    case .rest: add("rest")
    case .points(let points): add(points.units)
    case .money(let money): add(money)
    }
    add(order.occasion)
  }

  fileprivate mutating func add(_ name: String, _ order: PartnerOrder) {
    add(name)
    add(order.member.rawValue)
    add(Int64(order.asset.rawValue))
    add(order.points.units)
    add(order.occasion)
  }

  mutating func add(_ item: PurchaseItem) {
    add("item")
    for text in [item.code, item.name, item.category] { add(text) }
    add(item.quantity)
    add(item.amount)
  }

  fileprivate mutating func add(_ member: MemberClaim) {
    switch member {
    case .id(let id):
      add("id")
      add(id.rawValue)
    case .phone(let text): add("phone", text)
    case .card(let text): add("card", text)
    case .email(let text): add("email", text)
    case .own(let text, let merchant):
      add("own", text)
      add(merchant.rawValue)
    case .external(let text, let provider):
      add("external", text)
      add(provider)
    case .linked(let account, let merchant):
      add("linked", account)
      add(merchant.rawValue)
    case .code(let text): add("code", text)
    }
  }

  fileprivate mutating func add(_ program: ProgramClaim) {
    switch program {
    case .universal: add("universal")
    case .asset(let asset):
      add("asset")
      add(asset.rawValue)
    case .code(let code): add("code", code)
    }
  }

  fileprivate mutating func add(_ occasion: Occasion) {
    add(occasion.merchant?.rawValue ?? 0)
    add(occasion.store)
    add(occasion.terminal)
    add(occasion.reference)
    add(occasion.memo)
    add(occasion.occurredAt?.microseconds ?? 0)
  }

  private mutating func add<Kind>(_ place: PlaceClaim<Kind>?) {
    switch place {
    case nil: add("none")
    case .id(let id):
      add("id")
      add(id.rawValue)
    case .code(let code): add("code", code)
    }
  }

  fileprivate mutating func add(_ money: Money) {
    add(money.minorUnits)
    add(money.currency)
  }

  private mutating func add(_ kind: String, _ text: String) {
    add(kind)
    add(text)
  }
}
