import Coalition
import HTTPTypes
import Hummingbird
import Ledger

extension SeatFace {
  func voidPage(_ asked: Asked) async throws -> Response {
    try await atSeat(asked) { visit in try await voidPage(visit, key: SeatEntered.newKey()) }
  }

  func voidLast(_ asked: Asked) async throws -> Response {
    try await atSeatForm(asked) { visit, form in
      let key = form["key"] ?? ""
      do {
        guard let original: TransactionID = coalition.publicIDs.id(form["receipt"] ?? "") else {
          throw SeatFault.receipt
        }
        _ = try await coalition.carryOutAtSeat(SeatOrder(.void(original)), key: key, by: visit.session)
      } catch {
        guard let text = visit.words.seatText(error) else { return lost(error, key, visit) }
        return try await voidPage(visit, key: SeatEntered.newKey(), fault: text)
      }
      return faces.redirect(to: Link.seatResult.query([("key", key)]))
    }
  }

  func refundPage(_ asked: Asked) async throws -> Response {
    try await atSeat(asked) { visit in
      let page = SeatRefundPage(
        place: try await here(visit), key: SeatEntered.newKey(),
        currency: SeatLimits(try await seatPrograms(visit).first).currency,
        receipt: String((asked.query["receipt"] ?? "").prefix(64)))
      return faces.page(page.render(visit.visit))
    }
  }

  func refund(_ asked: Asked) async throws -> Response {
    try await atSeatForm(asked) { visit, form in
      let key = form["key"] ?? ""
      do {
        let order = try await refundOrder(form, visit)
        _ = try await coalition.carryOutAtSeat(order, key: key, by: visit.session)
      } catch {
        guard let text = visit.words.seatText(error) else { return lost(error, key, visit) }
        let page = SeatRefundPage(
          place: try await here(visit), key: key,
          currency: SeatLimits(try await seatPrograms(visit).first).currency,
          receipt: String((form["receipt"] ?? "").prefix(64)),
          amount: String((form["amount"] ?? "").prefix(16)), isInPoints: form["unit"] == "points",
          fault: text)
        return faces.page(page.render(visit.visit), status: HTTPResponse.Status(code: 422))
      }
      return faces.redirect(to: Link.seatResult.query([("key", key)]))
    }
  }

  private func refundOrder(_ form: FormFields, _ visit: CashierVisit) async throws -> SeatOrder {
    let receipt = (form["receipt"] ?? "").filter { !$0.isWhitespace }
    guard let original: TransactionID = coalition.publicIDs.id(receipt) else { throw SeatFault.receipt }
    let amount = (form["amount"] ?? "").filter { !$0.isWhitespace }
    if amount.isEmpty { return SeatOrder(.refund(original, .rest)) }
    // The programme of what is given back says how it is told.
    let asset = try await coalition.transaction(original, by: visit.principal).transaction.subject.asset
    let program = try await coalition.program(asset)
    let isInPoints = form["unit"] == "points"
    let currency = program.worth.money.currency
    let decimals = isInPoints ? program.decimals : ShownMoney(0, currency).decimals
    guard let units = SeatEntered.amount(amount, decimals: decimals) else { throw SeatFault.amount }
    return SeatOrder(
      .refund(
        original,
        isInPoints ? .points(Points(units)) : .money(Money(minorUnits: units, currency: currency))))
  }

  private func voidPage(_ visit: CashierVisit, key: String, fault: String? = nil) async throws -> Response {
    let naming = SeatNaming(try await seatPrograms(visit), visit.words)
    // Outside a shift there is none.
    var last: SeatEntry?
    if let shift = try await coalition.shift(of: visit.session) {
      last = try await coalition.lastVoidable(of: shift.id, by: visit.session)
    }
    let page = SeatVoidPage(
      place: try await here(visit), key: key, last: last.map { naming.row($0) },
      receipt: last?.transaction.map { coalition.publicIDs.text($0) } ?? "", fault: fault)
    return faces.page(
      page.render(visit.visit), status: fault == nil ? .ok : HTTPResponse.Status(code: 422))
  }
}
