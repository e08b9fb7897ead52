import Coalition
import HTTPTypes
import Ledger
import Loyalty

extension Operation<Coalition> {
  static var readLiability: Operation {
    Operation(
      .get, "/v1/programs/{id}/liability",
      "Read a programme's outstanding points over a period: opening, flows, closing, by issuer and month",
      id: "readLiability", needs: .reports, refusals: [.programNotFound, .operatorOnly],
      takes: .path("id", .id("prg")),
      .query("from", optional: Schema<Int64>.day.described("The first of this month where left out.")),
      .query("through", optional: Schema<Int64>.day.described("Today where left out.")), gives: .liability
    ) { call, id, from, through in
      let coalition = call.services
      let asset: AssetID = try coalition.id(id, otherwise: .programNotFound)
      let days = try coalition.period(from, through)
      return coalition.shown(try await coalition.liability(of: asset, on: days, by: call.principal))
    }
  }

  static var readDeferredRevenue: Operation {
    Operation(
      .get, "/v1/programs/{id}/deferred-revenue",
      "Read what issuers paid for points and how much of it is income (IFRS 15), over whole months",
      id: "readDeferredRevenue", needs: .reports, refusals: [.programNotFound, .operatorOnly],
      takes: .path("id", .id("prg")),
      .query("from", optional: Schema<Int64>.day.described("The first of this month where left out.")),
      .query("through", optional: Schema<Int64>.day.described("Today where left out.")),
      .query(
        "as_of",
        optional: Schema<Int64>.timestamp.described("What was known then; estimates set later have no say.")),
      gives: .deferredRevenue
    ) { call, id, from, through, moment in
      let coalition = call.services
      let asset: AssetID = try coalition.id(id, otherwise: .programNotFound)
      let days = try coalition.period(from, through)
      let months = [days.lowerBound, days.upperBound].map {
        EndMonth(CivilDate(daysSince1970: Int($0.daysSince1970)))
      }
      let report = try await coalition.deferredRevenue(
        of: asset, over: months[0]...months[1], knownAt: moment.map { Instant(microseconds: $0) },
        by: call.principal)
      return coalition.shown(RevenueReport(lines: report.lines, isComplete: report.isComplete))
    }
  }

  static var readOutstandingAges: Operation {
    Operation(
      .get, "/v1/programs/{id}/outstanding-ages",
      "Read how old a programme's open points are as of now, by issuer, since their lot was first credited",
      id: "readOutstandingAges", needs: .reports, refusals: [.programNotFound, .operatorOnly],
      takes: .path("id", .id("prg")), gives: .outstandingAges
    ) { call, id in
      let coalition = call.services
      let asset: AssetID = try coalition.id(id, otherwise: .programNotFound)
      return try await coalition.outstandingAges(of: asset, by: call.principal).map { coalition.shown($0) }
    }
  }

  static var readUseOutlook: Operation {
    Operation(
      .get, "/v1/programs/{id}/use-outlook",
      """
      Read how much of points that have not ended is expected to be used, by what became of earlier ones, as \
      of the end of the last whole month
      """, id: "readUseOutlook", needs: .reports,
      refusals: [.programNotFound, .merchantNotFound, .operatorOnly],
      takes: .path("id", .id("prg")),
      .query("issuer", optional: Schema<String>.id("mch").described("All issuers where left out.")),
      gives: .useOutlook
    ) { call, id, issuer in
      let coalition = call.services
      let asset: AssetID = try coalition.id(id, otherwise: .programNotFound)
      let issuer: MerchantID? = try issuer.map { try coalition.id($0, otherwise: .merchantNotFound) }
      let found = try await coalition.useOutlook(of: asset, issuedBy: issuer, by: call.principal)
      return UseOutlookReport(lines: found.lines, through: found.through, isComplete: found.isComplete)
    }
  }

  static var listUseEstimates: Operation {
    Operation(
      .get, "/v1/programs/{id}/use-estimates",
      "List how much of a programme's points was expected to be used, and when that was said",
      id: "listUseEstimates", needs: .reports, refusals: [.programNotFound, .operatorOnly],
      takes: .path("id", .id("prg")), gives: .useEstimates
    ) { call, id in
      let coalition = call.services
      let asset: AssetID = try coalition.id(id, otherwise: .programNotFound)
      return try await coalition.useEstimates(of: asset, by: call.principal).map { coalition.shown($0) }
    }
  }

  static var setUseEstimate: Operation {
    Operation(
      .post, "/v1/programs/{id}/use-estimates",
      "Say how much of an issuer's points is expected to be used, from a month on; nothing said is changed",
      id: "setUseEstimate", needs: .writePrograms,
      refusals: [.programNotFound, .merchantNotFound, .operatorOnly], status: 201,
      examples: Examples(request: [
        "basis_points": 9_500, "from": "2026-01-01", "reason": "use of three years",
      ]),
      takes: .path("id", .id("prg")), .body("basis_points", .integer(0...10_000)), .body("from", .day),
      .body("issuer", optional: .id("mch")), .body("reason", .text(1...200)), gives: .useEstimate
    ) { call, id, use, from, issuer, reason in
      let coalition = call.services
      let issuer: MerchantID? = try issuer.map { try coalition.id($0, otherwise: .merchantNotFound) }
      let estimate = try await coalition.setUseEstimate(
        BasisPoints(Int32(use)) ?? .zero, of: try coalition.id(id, otherwise: .programNotFound),
        issuedBy: issuer ?? .none, from: EndMonth(CivilDate(daysSince1970: Int(from))), reason: reason,
        by: call.principal)
      return coalition.shown(estimate)
    }
  }
}

extension Coalition {
  fileprivate func period(_ from: Int64?, _ through: Int64?) throws(Problem) -> ClosedRange<BusinessDay> {
    let today = settings.calendar.businessDay(of: clock.now())
    let last = through.map { BusinessDay(daysSince1970: Int32(clamping: $0)) } ?? today
    let date = CivilDate(daysSince1970: Int(last.daysSince1970))
    let first = from.map { BusinessDay(daysSince1970: Int32(clamping: $0)) } ?? last.adding(1 - date.day)
    guard first <= last else { throw Problem.before(CivilDate(first), "through") }
    return first...last
  }
}
