import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var listEvents: Operation {
    Operation(
      .get, "/v1/events", "List what happened to members' points, newest first", id: "listEvents",
      needs: .events, takes: .page(), .query("type", optional: Schema<Event.Kind>.choice),
      gives: .list(of: .event)
    ) { call, page, kind in
      let coalition = call.services
      let found = try await coalition.events(
        page.request(coalition.publicIDs), kinds: kind.map { [$0] } ?? [], by: call.principal)
      return page.listing(found, coalition.publicIDs) { $0.id }
    }
  }

  static var readEvent: Operation {
    Operation(
      .get, "/v1/events/{id}", "Read an event", id: "readEvent", needs: .events, refusals: [.eventNotFound],
      takes: .path("id", .id("evt")), gives: .event
    ) { call, id in
      let coalition = call.services
      let id: EventID = try coalition.id(id, otherwise: .eventNotFound)
      guard let event = try await coalition.event(id, by: call.principal) else {
        throw Problem(.eventNotFound)
      }
      return coalition.shown(event)
    }
  }
}

extension Schema<Shown<Event>> {
  fileprivate static var event: Schema {
    .reply(
      "Event",
      .constant("object", "event"),
      .always("id", .id("evt")) { $0.text($0.id) },
      .always("type", Schema<Event.Kind>.choice) { $0.kind },
      .always("transaction", .id("txn")) { $0.text($0.transaction) },
      .always("member", .id("mem")) { $0.text($0.member) },
      .always("program", .id("prg")) { $0.text($0.asset) },
      .maybe("merchant", .id("mch")) { $0.text(given: $0.merchant) },
      .always("points", .points(Int.min...Int.max)) { $0.points.units },
      .always("created", .timestamp) { $0.at.microseconds })
  }
}
