import Coalition
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Loyalty
import NIOCore

extension SeatFace {
  /// Books an earn that a browser took without the line, under the key that the browser gave it; at the seat
  /// where it was taken and nowhere else, as the browser may be another store's by now.
  func takeQueued(_ asked: Asked) async throws -> Response {
    try await atSeatForm(asked) { visit, form in
      guard form["seat"] == coalition.publicIDs.text(visit.seat.terminal) else {
        return try said("refused", visit.words.seatOfflineElsewhere)
      }
      do {
        let order = try await queuedOrder(form, visit)
        let key = form["key"] ?? ""
        switch try await coalition.carryOutAtSeat(order, key: key, by: visit.session) {
        case .booked: return try said("booked", "")
        case .declined(let decline): return try said("refused", decline.refusal.text(visit.words))
        case .unknown: return try said("unknown", "")
        }
      } catch SeatRefusal.shiftClosed {
        // It waits for the next shift.
        return try said("waiting", visit.words.seatShiftClosed)
      } catch {
        guard let text = visit.words.seatText(error) else { throw error }
        return try said("refused", text)
      }
    }
  }

  /// The page that a browser keeps for when there is no line; it says nothing of anybody.
  func offlinePage(_ asked: Asked) async throws -> Response {
    let program = try? await coalition.universalProgram()  // Only the currency's name hangs on it.
    return faces.page(SeatOfflinePage(limits: SeatLimits(program)).render(faces.visit(asked.request)))
  }

  /// The service worker, at the address that lets it see every page of the seat.
  func worker(_ asked: Asked) async throws -> Response {
    guard let file = faces.assets.file(.seatWorker) else { throw HTTPError(.notFound) }
    var headers: HTTPFields = [.contentType: file.mediaType, .cacheControl: "no-cache", .eTag: file.etag]
    headers[.serviceWorkerAllowed] = "/seat"
    return Response(
      status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes)))
  }

  private func queuedOrder(_ form: FormFields, _ visit: CashierVisit) async throws -> SeatOrder {
    guard let claim = SeatEntered.member(form["member"] ?? "", coalition.publicIDs) else {
      throw SeatFault.noMember
    }
    let programs = try await seatPrograms(visit)
    guard let program = programs.first(where: { $0.code == form["program"] }) ?? programs.first else {
      throw SeatFault.program
    }
    let currency = program.worth.money.currency
    let decimals = ShownMoney(0, currency).decimals
    guard let units = SeatEntered.amount(form["amount"] ?? "", decimals: decimals),
      let taken = Int64(form["at"] ?? ""), 0...Int64(1) << 50 ~= taken
    else { throw SeatFault.amount }
    return SeatOrder(
      .earn(
        claim, Money(minorUnits: units, currency: currency), PaymentKind(name: form["payment"] ?? "")),
      program: .asset(program.asset),
      reference: form["reference"] ?? "", takenAt: Instant(microseconds: taken * 1_000))
  }

  private func said(_ state: String, _ text: String) throws -> Response {
    let body = try JSONEncoder().encode(["state": state, "text": text])
    return Response(
      status: .ok, headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: [UInt8](body))))
  }
}

extension HTTPField.Name {
  fileprivate static let serviceWorkerAllowed = HTTPField.Name("Service-Worker-Allowed")!  // a valid token
}
