import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var runOutPoints: Operation {
    Operation(
      .get, "/v1/members/{id}/run-out-points",
      "A member's points that ran out and can be brought back by a transaction of type `reinstate`",
      id: "runOutPoints", needs: [.readMembers, .readTransactions],
      refusals: [.memberNotFound, .operatorOnly], takes: .path("id", .id("mem")), .page(default: 100),
      gives: .list(of: .runOutPoints)
    ) { call, id, page in
      let coalition = call.services
      let member: MemberID = try coalition.id(id, otherwise: .memberNotFound)
      let found = try await coalition.runOutPoints(of: member, by: call.principal)
      let names = coalition.publicIDs
      let after = page.request(names, Identified.Transaction.self).after
      return page.listing(of: found.map { coalition.shown($0) }) { shown in
        // By programme and the newest first: what comes after the place of the last page.
        guard let after, let place = found.firstIndex(where: { $0.original == after }) else { return true }
        return (found.firstIndex { $0.original == shown.value.original } ?? 0) > place
      } place: {
        [.text(names.text($0.value.original))]
      }
    }
  }
}

extension Schema<Shown<RunOutPoints>> {
  static var runOutPoints: Schema {
    .reply(
      "RunOutPoints",
      .constant("object", "run_out_points"),
      .always("original", Schema<String>.id("txn").described("What booked them as run out.")) {
        $0.text($0.value.original)
      },
      .always("program", .id("prg")) { $0.text($0.value.asset) },
      .always("points", Schema<Int64>.points().described("Those that are not back yet.")) {
        $0.value.points.units
      },
      .always("ran_out_at", .timestamp) { $0.value.ranOutAt.microseconds },
      .always("until", Schema<Int64>.timestamp.described("The first moment at which it is too late.")) {
        $0.value.until.microseconds
      })
  }
}
