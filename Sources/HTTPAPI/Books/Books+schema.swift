import Coalition
import Ledger
import Loyalty

struct RevenueReport: Sendable {
  let lines: [DeferredRevenueLine]
  let isComplete: Bool
}

struct UseOutlookReport: Sendable {
  let lines: [UseOutlook]
  let through: EndMonth
  let isComplete: Bool
}

extension Schema<Int64> {
  fileprivate static var signed: Schema { .integer(Int.min...Int.max) }
}

extension Schema<Bool> {
  fileprivate static var completeness: Schema {
    Schema<Bool>.boolean.described(
      "False where the journal was too far ahead to be read to its end; ask again.")
  }
}

extension Schema<Shown<LiabilityReport>> {
  static var liability: Schema {
    .reply(
      "Liability",
      .constant("object", "liability"),
      .always("complete", .completeness) { $0.value.isComplete },
      .always("opening", .signed) { $0.value.lines.reduce(0) { $0 + $1.opening.units } },
      .always("closing", .signed) { $0.value.lines.reduce(0) { $0 + $1.closing.units } },
      .always(
        "closing_worth", Schema<Int64>.signed.described("In the smallest unit of the programme's currency.")
      ) { report in
        report.value.worth.money(for: report.value.lines.reduce(Points(0)) { $0 + $1.closing }).minorUnits
      },
      .always("lines", .array(of: .liabilityLine, 0...1_000_000)) { report in
        report.value.lines.map { Shown<LiabilityLine>(value: $0, ids: report.ids) }
      })
  }
}

extension Schema<Shown<LiabilityLine>> {
  fileprivate static var liabilityLine: Schema {
    func flow(_ flow: LiabilityFlow) -> @Sendable (Shown<LiabilityLine>) -> Int64 {
      { $0.value.flows[flow]?.units ?? 0 }
    }
    return .reply(
      "LiabilityLine",
      .maybe("issuer", .id("mch")) { $0.value.issuer.isGiven ? $0.text($0.value.issuer) : nil },
      .maybe("end_month", .text(7...7)) { $0.value.end.text },
      .always("opening", .signed) { $0.value.opening.units },
      .always("issued", .signed, flow(.issued)), .always("taken_back", .signed, flow(.takenBack)),
      .always("used", .signed, flow(.used)), .always("given_back", .signed, flow(.givenBack)),
      .always("expired", .signed, flow(.expired)), .always("exchanged", .signed, flow(.exchanged)),
      .always("adjusted", .signed, flow(.adjusted)), .always("moved", .signed, flow(.moved)),
      .always("reinstated", .signed, flow(.reinstated)),
      .always("closing", .signed) { $0.value.closing.units })
  }
}

extension Schema<Shown<RevenueReport>> {
  static var deferredRevenue: Schema {
    .reply(
      "DeferredRevenue",
      .constant("object", "deferred_revenue"),
      .always("complete", .completeness) { $0.value.isComplete },
      .always("deferred", .signed) { $0.value.lines.reduce(0) { $0 + $1.deferred } },
      .always("income", .signed) { $0.value.lines.reduce(0) { $0 + $1.income } },
      .always("left", .signed) { $0.value.lines.reduce(0) { $0 + $1.left } },
      .always("lines", .array(of: .revenueLine, 0...1_000_000)) { report in
        report.value.lines.map { Shown<DeferredRevenueLine>(value: $0, ids: report.ids) }
      })
  }
}

extension Schema<Shown<DeferredRevenueLine>> {
  fileprivate static var revenueLine: Schema {
    .reply(
      "DeferredRevenueLine",
      .maybe("issuer", .id("mch").described("None: points that members bought.")) {
        $0.value.issuer.isGiven ? $0.text($0.value.issuer) : nil
      },
      .maybe("end_month", .text(7...7)) { $0.value.end.text },
      .always("issued", .signed) { $0.value.issued.units }, .always("used", .signed) { $0.value.used.units },
      .always("expected_use", Schema<Int64>.integer(0...10_000).described("Of all issued, in basis points."))
      {
        Int64($0.value.use.value)
      },
      .always("deferred", .signed) { $0.value.deferred },
      .always("income_before", .signed) { $0.value.before },
      .always("income", .signed) { $0.value.income }, .always("left", .signed) { $0.value.left })
  }
}

extension Schema<[Shown<UseEstimate>]> {
  static var useEstimates: Schema { .array(of: .useEstimate, 0...100_000) }
}

extension Schema<Shown<UseEstimate>> {
  static var useEstimate: Schema {
    .reply(
      "UseEstimate",
      .constant("object", "use_estimate"),
      .maybe("issuer", .id("mch")) { $0.value.issuer.isGiven ? $0.text($0.value.issuer) : nil },
      .maybe("from_month", .text(7...7)) { $0.value.from.text },
      .always("basis_points", .integer(0...10_000)) { Int64($0.value.use.value) },
      .always("reason", .text(1...500)) { $0.value.reason },
      .always("set_at", .timestamp) { $0.value.setAt.microseconds })
  }
}

extension Schema<[Shown<AgedIssuer>]> {
  static var outstandingAges: Schema { .array(of: .agedIssuer, 0...1_000_000) }
}

extension Schema<Shown<AgedIssuer>> {
  fileprivate static var agedIssuer: Schema {
    func points(_ age: Int) -> @Sendable (Shown<AgedIssuer>) -> Int64 { { $0.value.points[age].units } }
    return .reply(
      "OutstandingAges",
      .constant("object", "outstanding_ages"),
      .maybe("issuer", .id("mch")) { $0.value.issuer.isGiven ? $0.text($0.value.issuer) : nil },
      .always("below_3_months", .signed, points(0)), .always("below_6_months", .signed, points(1)),
      .always("below_12_months", .signed, points(2)), .always("below_24_months", .signed, points(3)),
      .always("older", .signed, points(4)))
  }
}

extension Schema<UseOutlookReport> {
  static var useOutlook: Schema {
    .reply(
      "UseOutlook",
      .constant("object", "use_outlook"),
      .always("complete", .completeness) { $0.isComplete },
      .maybe("through_month", .text(7...7)) { $0.through.text },
      .always("lines", .array(of: .useOutlookLine, 0...1_200)) { Array($0.lines.prefix(1_200)) })
  }
}

extension Schema<UseOutlook> {
  fileprivate static var useOutlookLine: Schema {
    let basisPoints = Schema<Int64>.integer(0...10_000)
    return .reply(
      "UseOutlookLine",
      .maybe("end_month", .text(7...7)) { EndMonth(number: $0.end).text },
      .always("issued", .signed) { $0.issued }, .always("used", .signed) { $0.used },
      .maybe(
        "earlier_then", basisPoints.described("Of earlier points, used as long before their end.")
      ) { $0.earlier?.then.units },
      .maybe("earlier_finally", basisPoints.described("Of earlier points, used in the end.")) {
        $0.earlier?.finally.units
      },
      .maybe("expected", basisPoints.described("Absent where no points ended before.")) {
        $0.expected?.units
      })
  }
}

extension BasisPoints {
  fileprivate var units: Int64 { Int64(value) }
}
