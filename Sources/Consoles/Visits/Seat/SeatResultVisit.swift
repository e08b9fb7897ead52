import Coalition
import HTTPTypes
import Hummingbird
import Ledger

extension SeatFace {
  /// What became of a key: asked of the ledger where it is not known.
  func result(_ asked: Asked) async throws -> Response {
    try await atSeat(asked) { visit in
      let key = asked.query["key"] ?? ""
      let found = try await entry(key, visit)
      let naming = SeatNaming(try await seatPrograms(visit), visit.words)
      var page = SeatResultPage(
        place: try await here(visit), key: key, kind: SeatKind(found.entry.kind),
        outcome: shown(found.outcome, found.entry, naming),
        member: naming.member(name: found.entry.memberName, phone: found.entry.memberPhone),
        money: naming.money(found.entry.money, of: found.entry.asset),
        discount: naming.discount(found.outcome.receipt),
        receipt: found.entry.transaction.map { coalition.publicIDs.text($0) },
        lots: naming.newLots(found.outcome), at: ShownTime(found.entry.at))
      page.isShown = asked.query["shown"] == "1"
      return faces.page(page.render(visit.visit))
    }
  }

  /// Makes sure that what is not known does not count.
  func dropUnknown(_ asked: Asked) async throws -> Response {
    try await atSeatForm(asked) { visit, form in
      let key = form["key"] ?? ""
      do { try await coalition.dropEntry(key, by: visit.session) } catch SeatRefusal.entryNotFound {
        throw HTTPError(.notFound)
      } catch let refusal as OrderRefusal {
        // Still not known, which the page says.
        record(asked.caller.requestID, refusal)
      }
      return faces.redirect(to: Link.seatResult.query([("key", key)]))
    }
  }

  /// - Throws: `HTTPError` 404 where the key is none of this seat's.
  func entry(
    _ key: String, _ visit: CashierVisit
  ) async throws -> (entry: SeatEntry, outcome: SeatOutcome) {
    do { return try await coalition.outcome(ofEntry: key, by: visit.session) } catch is SeatRefusal {
      throw HTTPError(.notFound)
    }
  }

  private func shown(
    _ outcome: SeatOutcome, _ entry: SeatEntry, _ naming: SeatNaming
  ) -> SeatResultPage.Outcome {
    switch (outcome, entry.state) {
    case (_, .dropped): .dropped
    case (_, .refused): .refused
    case (.unknown, _): .unknown
    case (.booked(let receipt), _):
      .booked(
        points: naming.points(receipt.transaction.shownPoints, of: receipt.transaction.subject.asset),
        balance: receipt.left.map { naming.points($0, of: receipt.transaction.subject.asset) })
    case (.declined(let decline), _):
      .declined(
        reason: decline.refusal.text(naming.words),
        spendable: decline.refusal == .insufficientPoints
          ? decline.spendable.map { naming.points($0, of: entry.asset) } : nil)
    }
  }
}

extension Receipt {
  /// What the member can spend here after it.
  var left: Points? { usable ?? wallet?.available }
}

extension SeatNaming {
  /// The lots that came into being, with their last days.
  func newLots(_ outcome: SeatOutcome) -> [SeatLot] {
    guard case .booked(let receipt) = outcome else { return [] }
    let asset = receipt.transaction.subject.asset
    return receipt.lots.filter { $0.points > 0 }.map { lot in
      SeatLot(
        points: points(lot.points, of: asset),
        lastDay: lot.expiresAt.flatMap { $0 == .distantFuture ? nil : ShownTime(lastMomentBefore: $0) })
    }
  }
}
