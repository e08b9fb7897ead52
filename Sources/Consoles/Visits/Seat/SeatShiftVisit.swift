import Coalition
import HTTPTypes
import Hummingbird
import Ledger

extension SeatFace {
  func openShift(_ asked: Asked) async throws -> Response {
    try await atSeatForm(asked) { visit, _ in
      try await coalition.openShift(by: visit.session)
      return faces.redirect(to: .seat)
    }
  }

  func closePage(_ asked: Asked) async throws -> Response {
    try await atSeat(asked) { visit in try await closePage(visit) }
  }

  func closeShift(_ asked: Asked) async throws -> Response {
    try await atSeatForm(asked) { visit, _ in
      do {
        let id = try await coalition.closeShift(by: visit.session)
        return faces.redirect(to: .seatHandover(coalition.publicIDs.text(id)))
      } catch let refusal as SeatRefusal {
        return try await closePage(visit, fault: visit.words.seatText(refusal))
      }
    }
  }

  func handover(_ asked: Asked) async throws -> Response {
    try await atSeat(asked) { visit in
      let page = try await handoverPage(visit)
      return rememberingWidth(asked, faces.page(page.render(visit.visit)))
    }
  }

  /// The same slip as bytes for a receipt printer.
  func handoverFile(_ asked: Asked) async throws -> Response {
    try await atSeat(asked) { visit in
      let page = try await handoverPage(visit)
      return printerFile(EscPos.bytes([page.slip(visit.words)], page.width), "handover", page.width)
    }
  }

  private func handoverPage(_ visit: CashierVisit) async throws -> SeatHandoverPage {
    let asked = visit.asked
    guard let id: SeatShiftID = coalition.publicIDs.id(asked.id) else { throw HTTPError(.notFound) }
    let found: Handover
    do { found = try await coalition.handover(of: id, by: visit.session) } catch is SeatRefusal {
      throw HTTPError(.notFound)
    }
    let naming = SeatNaming(try await coalition.programs(by: visit.principal), visit.words)
    return SeatHandoverPage(
      place: try await here(visit.seat, visit.words), id: asked.id, cashier: found.cashier,
      openedAt: ShownTime(found.shift.openedAt), closedAt: found.shift.closedAt.map { ShownTime($0) },
      totals: found.totals.map { SeatHandoverPage.Total($0, naming) },
      declined: (found.counts[.declined] ?? 0) + (found.counts[.refused] ?? 0),
      dropped: found.counts[.dropped] ?? 0, width: width(asked))
  }

  private func closePage(_ visit: CashierVisit, fault: String? = nil) async throws -> Response {
    guard let shift = try await coalition.shift(of: visit.session) else { return faces.redirect(to: .seat) }
    let found = try await coalition.handover(of: shift.id, by: visit.session)
    let naming = SeatNaming(try await coalition.programs(by: visit.principal), visit.words)
    let page = SeatClosePage(
      place: try await here(visit), totals: found.totals.map { SeatHandoverPage.Total($0, naming) },
      fault: fault)
    return faces.page(
      page.render(visit.visit), status: fault == nil ? .ok : HTTPResponse.Status(code: 409))
  }
}

extension SeatHandoverPage.Total {
  init(_ total: Handover.Total, _ naming: SeatNaming) {
    self.init(
      kind: SeatKind(total.kind), program: naming.program(total.asset), count: total.count,
      points: naming.points(total.points, of: total.asset),
      money: total.money == 0 ? nil : naming.money(total.money, of: total.asset))
  }
}
