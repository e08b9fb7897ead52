import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import Loyalty

extension SeatFace {
  func till(_ asked: Asked) async throws -> Response {
    try await atSeat(asked) { visit in
      guard try await coalition.shift(of: visit.session) != nil else {
        return faces.page(SeatShiftPage(place: try await here(visit)).render(visit.visit))
      }
      let query = asked.query
      var draft = SeatTillPage.Draft(query)
      let member: MemberID? = coalition.publicIDs.id(query["m"] ?? "")
      draft.proofBySMS = query["sent"] == "1"
      return try await tillPage(
        visit, key: SeatEntered.newKey(), draft, chosen: member, card: query["c"],
        note: query["sent"] == "1" ? visit.words.seatProofSent : nil)
    }
  }

  /// Books what the form says, once for its key, and leads to what came of it.
  func trade(_ asked: Asked) async throws -> Response {
    try await atSeatForm(asked) { visit, form in
      let key = form["key"] ?? ""
      do {
        var order = try await order(form, visit)
        if let page = try await askDiscount(&order, form, visit) { return page }
        _ = try await coalition.carryOutAtSeat(order, key: key, by: visit.session)
      } catch {
        guard let text = visit.words.seatText(error) else { return lost(error, key, visit) }
        let chosen: MemberID? = coalition.publicIDs.id(form["chosen"] ?? "")
        return try await tillPage(
          visit, key: key, SeatTillPage.Draft(form), chosen: chosen, card: form["card"], fault: text)
      }
      return faces.redirect(to: Link.seatResult.query([("key", key)]))
    }
  }

  func findMember(_ asked: Asked) async throws -> Response {
    try await lookUp(asked) { _ in [] }
  }

  /// Sends the member a code to read out.
  func sendProofCode(_ asked: Asked) async throws -> Response {
    try await lookUp(asked) { member in
      guard let phone = member.phone else { throw MemberRefusal.memberNotFound }
      try await coalition.requestCode(to: .phone(phone), for: .proof, language: member.language)
      return [("sent", "1")]
    }
  }

  /// The answer where the ledger may have booked and we do not know: the page that asks for the key.
  func lost(_ error: any Error, _ key: String, _ visit: CashierVisit) -> Response {
    record(visit.asked.caller.requestID, error)
    return faces.redirect(to: Link.seatResult.query([("key", key)]))
  }

  private func lookUp(
    _ asked: Asked, _ act: (Member) async throws -> [(name: String, value: String)]
  ) async throws -> Response {
    try await atSeatForm(asked) { visit, form in
      do {
        guard let claim = try await claim(form, visit) else { throw SeatFault.noMember }
        let member = try await coalition.member(claim, by: visit.principal)
        let card = try await cardID(claim, visit)
        let more = try await act(member) + (card.map { [("c", $0)] } ?? [])
        let isInPoints = form["unit"] == "points"
        return faces.redirect(
          to: Link.seat.query(
            [
              ("m", coalition.publicIDs.text(member.id)), ("kind", form["kind"] ?? ""),
              ("amount", String((form["amount"] ?? "").prefix(16))), ("unit", isInPoints ? "points" : ""),
              ("program", form["program"] ?? ""), ("reference", form["reference"] ?? ""),
              ("payment", PaymentKind(name: form["payment"] ?? "")?.name ?? ""),
            ] + more))
      } catch {
        guard let text = visit.words.seatText(error) else { throw error }
        let chosen: MemberID? = coalition.publicIDs.id(form["chosen"] ?? "")
        return try await tillPage(
          visit, key: form["key"] ?? SeatEntered.newKey(), SeatTillPage.Draft(form), chosen: chosen,
          card: form["card"], fault: text)
      }
    }
  }

  /// What was typed counts before who was looked up; who was looked up by a card is who has it, as long as it
  /// is good.
  func claim(_ form: FormFields, _ visit: CashierVisit) async throws -> MemberClaim? {
    if let typed = SeatEntered.member(form["member"] ?? "", coalition.publicIDs) { return typed }
    if let card: CardID = coalition.publicIDs.id(form["card"] ?? "") {
      return .card(try await coalition.card(card, by: visit.principal).number)
    }
    return SeatEntered.member(form["chosen"] ?? "", coalition.publicIDs)
  }

  func cardID(_ claim: MemberClaim, _ visit: CashierVisit) async throws -> String? {
    guard case .card(let number) = claim else { return nil }
    let found = try await coalition.cards(number: number, PageRequest(limit: 1), by: visit.principal)
    return found.items.first.map { coalition.publicIDs.text($0.id) }
  }

  private func order(_ form: FormFields, _ visit: CashierVisit) async throws -> SeatOrder {
    guard let claim = try await claim(form, visit) else { throw SeatFault.noMember }
    let programs = try await seatPrograms(visit)
    guard let program = programs.first(where: { $0.code == form["program"] }) ?? programs.first else {
      throw SeatFault.program
    }
    let isInPoints = form["unit"] == "points"
    let kind = SeatKind(rawValue: form["kind"] ?? "") ?? .earn
    if kind == .card {
      guard let code = SeatEntered.pointsCard(form["code"] ?? "") else { throw SeatFault.pointsCard }
      return SeatOrder(.redeem(claim, code: code), reference: form["reference"] ?? "")
    }
    let currency = program.worth.money.currency
    let decimals = isInPoints ? program.decimals : ShownMoney(0, currency).decimals
    guard let units = SeatEntered.amount(form["amount"] ?? "", decimals: decimals) else {
      throw SeatFault.amount
    }
    let money = Money(minorUnits: units, currency: currency)
    let act: SeatOrder.Act
    switch kind {
    case .earn:
      // Points that a cashier makes up are no earn.
      guard !isInPoints else { throw SeatFault.amount }
      act = .earn(claim, money, PaymentKind(name: form["payment"] ?? ""))
    case .spend:
      let proof = SeatEntered.proof(form["proof"] ?? "", how: form["how"] ?? "")
      act = .spend(claim, proof, isInPoints ? .points(Points(units)) : .money(money))
    case .topup: act = .topUp(claim, isInPoints ? .points(Points(units)) : .money(money))
    case .card, .refund, .void: throw SeatFault.receipt
    }
    return SeatOrder(act, program: .asset(program.asset), reference: form["reference"] ?? "")
  }

  /// The programmes that the merchant takes part in, the universal one first.
  func seatPrograms(_ visit: CashierVisit) async throws -> [Program] {
    let terms = try await coalition.terms(of: visit.seat.merchant, by: visit.principal)
    let assets = Set(terms.map(\.asset))
    return try await coalition.programs(by: visit.principal)
      .filter { assets.contains($0.asset) && $0.status == .active }
      .sorted { ($0.merchant == nil ? 0 : 1, $0.asset) < ($1.merchant == nil ? 0 : 1, $1.asset) }
  }
}

extension SeatTillPage.Draft {
  init(_ fields: FormFields) {
    self.init(
      member: String((fields["member"] ?? "").prefix(64)),
      kind: SeatKind(rawValue: fields["kind"] ?? "") ?? .earn,
      amount: String((fields["amount"] ?? "").prefix(16)), isInPoints: fields["unit"] == "points",
      reference: String((fields["reference"] ?? "").prefix(40)),
      program: String((fields["program"] ?? "").prefix(64)), proofBySMS: fields["how"] == "sms",
      payment: PaymentKind(name: fields["payment"] ?? ""), code: String((fields["code"] ?? "").prefix(40)))
  }
}
