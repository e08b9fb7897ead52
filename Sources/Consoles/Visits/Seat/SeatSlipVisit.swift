import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore

extension SeatFace {
  /// Counts the slip, so that the second says it is one, and leads to it.
  func countSlip(_ asked: Asked) async throws -> Response {
    try await atSeatForm(asked) { visit, form in
      let key = form["key"] ?? ""
      do { try await coalition.countPrint(ofEntry: key, by: visit.session) } catch is SeatRefusal {
        throw HTTPError(.notFound)
      }
      return faces.redirect(to: Link.seatSlip.query([("key", key)]))
    }
  }

  func slip(_ asked: Asked) async throws -> Response {
    try await atSeat(asked) { visit in
      let page = try await slipPage(visit)
      return rememberingWidth(asked, faces.page(page.render(visit.visit)))
    }
  }

  /// The same slip as bytes for a receipt printer.
  func slipFile(_ asked: Asked) async throws -> Response {
    try await atSeat(asked) { visit in
      let page = try await slipPage(visit)
      return printerFile(EscPos.bytes(page.slips(visit.words), page.width), "slip", page.width)
    }
  }

  /// - Throws: `HTTPError` 404 where nothing was booked under the key at this seat.
  private func slipPage(_ visit: CashierVisit) async throws -> SeatSlipPage {
    let key = visit.asked.query["key"] ?? ""
    let (entry, outcome) = try await entry(key, visit)
    guard case .booked(let receipt) = outcome, entry.state == .booked else { throw HTTPError(.notFound) }
    let transaction = receipt.transaction
    let asset = transaction.subject.asset
    let naming = SeatNaming(try await coalition.programs(by: visit.principal), visit.words)
    let shift = try await coalition.handover(of: entry.shift, by: visit.session)
    let id = coalition.publicIDs.text(transaction.id)
    return SeatSlipPage(
      place: try await here(visit.seat, visit.words), key: key, cashier: shift.cashier,
      kind: SeatKind(entry.kind), receipt: id,
      original: entry.original.map { coalition.publicIDs.text($0) },
      reference: transaction.context.reference,
      member: naming.member(name: entry.memberName, phone: entry.memberPhone),
      program: naming.program(asset), points: naming.points(transaction.shownPoints, of: asset),
      money: naming.money(entry.money, of: asset), discount: naming.discount(receipt),
      balance: receipt.left.map { naming.points($0, of: asset) },
      lots: naming.newLots(outcome), at: ShownTime(transaction.at),
      takenOfflineAt: entry.takenAt.map { ShownTime($0) }, isAgain: entry.prints > 1,
      address: faces.apiBase + Link.siteEntry(id).text, width: width(visit.asked))
  }

  func printerFile(_ bytes: [UInt8], _ name: String, _ width: SlipWidth) -> Response {
    var headers: HTTPFields = [.contentType: "application/octet-stream"]
    headers[.contentDisposition] = "attachment; filename=\"\(name)-\(width.rawValue).escpos\""
    return Response(
      status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// As asked for, else as this browser asked last.
  func width(_ asked: Asked) -> SlipWidth {
    SlipWidth(rawValue: asked.query["width"] ?? "")
      ?? SlipWidth(rawValue: faces.cookie(.slipWidth).value(in: asked.request.headers[.cookie]) ?? "")
      ?? .wide
  }

  func rememberingWidth(_ asked: Asked, _ answer: Response) -> Response {
    var response = answer
    if let width = SlipWidth(rawValue: asked.query["width"] ?? "") {
      response.headers[.setCookie] = faces.cookie(.slipWidth).setting(
        width.rawValue, ageSeconds: 400 * 86_400)
    }
    return response
  }
}
