import Coalition
import Ledger
import Loyalty

extension TransactionRequest {
  /// The order for the platform.
  func order(_ coalition: Coalition, by principal: Principal) throws(Problem) -> Order {
    let names = coalition.publicIDs
    let occasion = try place.occasion(names, reason: reason ?? "")
    let member = try member.claim.claim(names, by: principal)
    let program = program.programClaim(names)
    switch kind {
    case .earn:
      let total = try items.total
      if let amount, let total, amount.currency != total.currency { throw Problem(.currencyMismatch) }
      let money = amount ?? total
      if isPending, waitDays > 0 { throw Problem.fault(.notAllowed, "not with pending", at: "/wait_days") }
      var earn = EarnOrder(
        member: member, program: program, money.map { .purchase($0) } ?? .points(Points(points ?? 0)),
        occasion: occasion, isPending: isPending, items: items.map(\.item),
        payment: payment.flatMap { PaymentKind(name: $0) }, discount: discount, referral: referral)
      earn.waitDays = waitDays
      return .earn(earn)
    case .spend: return .spend(payment(member, program, occasion))
    case .hold: return .hold(HoldOrder(payment(member, program, occasion), seconds: holdSeconds))
    case .topup: return .topUp(gift(member, program, occasion))
    case .award: return .award(gift(member, program, occasion))
    case .transfer:
      return .transfer(
        TransferOrder(
          from: member, proof: self.member.proof?.proof, to: try receiver.claim.claim(names, by: principal),
          program: program, points: Points(points ?? 0), occasion: occasion))
    case .exchange:
      var promised: ExchangeQuoteID?
      if let quote { promised = try coalition.id(quote, otherwise: .quoteNotFound) }
      return .exchange(
        ExchangeOrder(
          member: member, proof: self.member.proof?.proof, program: program, into: into.programClaim(names),
          points: Points(points ?? 0), quote: promised, occasion: occasion))
    case .adjust:
      return .adjust(
        AdjustOrder(
          member: member, program: program, points: Points(points ?? 0), reason: reason ?? "",
          occasion: occasion))
    case .draw:
      let campaign: CampaignID = try coalition.id(campaign, otherwise: .campaignNotFound)
      return .draw(DrawOrder(member: member, campaign: campaign, occasion: occasion))
    case .advance:
      return .advance(
        AdvanceOrder(
          member: member, proof: self.member.proof?.proof, program: program, points: Points(points ?? 0),
          fee: fee.map { Points($0) }, occasion: occasion))
    case .redeemCard: return .redeemCard(RedeemCardOrder(member: member, code: code, occasion: occasion))
    case .reinstate:
      return .reinstate(
        ReinstateOrder(
          member: member, proof: self.member.proof?.proof,
          original: try coalition.id(original, otherwise: .transactionNotFound),
          points: Points(points ?? 0), fee: fee.map { Points($0) }, occasion: occasion))
    }
  }

  private func payment(_ member: MemberClaim, _ program: ProgramClaim, _ occasion: Occasion) -> SpendOrder {
    SpendOrder(
      member: member, proof: self.member.proof?.proof, program: program,
      amount.map { .money($0) } ?? .points(Points(points ?? 0)), isPartialAllowed: isPartialAllowed,
      occasion: occasion)
  }

  private func gift(_ member: MemberClaim, _ program: ProgramClaim, _ occasion: Occasion) -> GiveOrder {
    GiveOrder(member: member, program: program, points: Points(points ?? 0), occasion: occasion)
  }
}

extension PlaceRequest {
  func occasion(_ names: PublicIDs, reason: String) throws(Problem) -> Occasion {
    var occasion = Occasion(.api, reference: reference ?? "", memo: reason)
    if let merchant {
      guard let id = names.id(merchant, as: Identified.Merchant.self) else {
        throw Problem(.merchantNotFound)
      }
      occasion.merchant = id
    }
    occasion.store = store.map { text in names.id(text).map { .id($0) } ?? .code(text) }
    occasion.terminal = terminal.map { text in names.id(text).map { .id($0) } ?? .code(text) }
    occasion.occurredAt = occurredAt.map { Instant(microseconds: $0) }
    return occasion
  }
}

extension String {
  /// The programme that a request means by this text.
  func programClaim(_ names: PublicIDs) -> ProgramClaim {
    if self == "universal" { return .universal }
    if hasPrefix("prg_"), let asset = names.id(self, as: Identified.Asset.self) { return .asset(asset) }
    return .code(self)
  }
}

extension MemberReference.Claim {
  func claim(_ names: PublicIDs, by principal: Principal) throws(Problem) -> MemberClaim {
    switch self {
    case .id(let text):
      guard let id = names.id(text, as: Identified.Member.self) else { throw Problem(.memberNotFound) }
      return .id(id)
    case .phone(let text): return .phone(text)
    case .card(let text): return .card(text)
    case .code(let text): return .code(text)
    case .email(let text): return .email(text)
    case .account(let text):
      // A system names its own customers so, and nobody else's.
      guard let merchant = principal.merchant else { throw Problem(.memberNotFound) }
      return .linked(text, at: merchant)
    }
  }
}

extension MemberReference.Proof {
  var proof: MemberProof {
    switch self {
    case .code(let text): .code(text)
    case .pin(let text): .pin(text)
    case .oneTimeCode(let text): .oneTimeCode(text)
    }
  }
}
