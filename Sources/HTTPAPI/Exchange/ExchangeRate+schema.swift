import Coalition
import Ledger
import Loyalty

extension Schema<[Shown<NamedRate>]> {
  /// All of them at once: programmes are few.
  static var rateBoard: Schema {
    .reply(
      "ExchangeRates", .constant("object", "exchange_rates"),
      .always("rates", Schema.array(of: .exchangeRate, 0...Coalition.mostRates)) { $0 })
  }
}

extension Schema<Shown<NamedRate>> {
  fileprivate static var exchangeRate: Schema {
    let most = Schema<Int64>.points(1...1_000_000_000_000_000)
    return .reply(
      "ExchangeRate",
      .constant("object", "exchange_rate"),
      .always("from", .id("prg")) { $0.text($0.terms.from) },
      .always("from_code", .text(0...32)) { $0.value.from },
      .always("into", .id("prg")) { $0.text($0.terms.into) },
      .always("into_code", .text(0...32)) { $0.value.into },
      .always("version", .integer(1...Int.max)) { $0.terms.version },
      .always("gives", .integer(1...1_000_000_000)) { $0.terms.rate.gives },
      .always(
        "receives",
        Schema<Int64>.integer(1...1_000_000_000).described("For so many given, before the spread.")
      ) { $0.terms.rate.receives },
      .always("spread_basis_points", .integer(0...9_999)) { Int64($0.terms.rate.spread.value) },
      .always("minimum", most) { $0.terms.limits.minimum.units },
      .maybe("maximum", most) { $0.terms.limits.maximum?.units },
      .maybe("member_daily_limit", most) { $0.terms.limits.memberDaily?.units },
      .maybe("pair_daily_limit", most) { $0.terms.limits.pairDaily?.units },
      .always("valid_from", .timestamp) { $0.terms.inForce.lowerBound.microseconds },
      .maybe("valid_until", .timestamp) { shown in
        let end = shown.terms.inForce.upperBound
        return end == .distantFuture ? nil : end.microseconds
      })
  }
}

extension Schema<Shown<HeldQuote>> {
  static var exchangeQuote: Schema {
    .reply(
      "ExchangeQuote",
      .constant("object", "exchange_quote"),
      .always("id", .id("qte")) { $0.text($0.id) },
      .always("member", .id("mem")) { $0.text($0.member) },
      .always("from", .id("prg")) { $0.text($0.from) },
      .always("into", .id("prg")) { $0.text($0.into) },
      .always("rate_version", .integer(1...Int.max)) { $0.version },
      .always("gives", .points()) { $0.gives.units },
      .always("receives", .points()) { $0.receives.units },
      .always(
        "spread",
        Schema<Int64>.points(0...1_000_000_000_000).described("The operator's, in what is received.")
      ) { $0.spread.units },
      .always("created", .timestamp) { $0.madeAt.microseconds },
      .always("expires_at", .timestamp) { $0.endsAt.microseconds })
  }
}

/// A rate as a caller writes it: programmes by their names.
struct RateRequest: Sendable {
  var from = ""
  var into = ""
  var gives: Int64?
  var receives: Int64?
  var spread = 0
  var minimum: Int64 = 1
  var maximum: Int64?
  var memberDaily: Int64?
  var pairDaily: Int64?
  var isEnd = false

  /// - Throws: `program_not_found`, `amount_out_of_range`.
  func pair(
    _ programs: [Program], _ partners: [Partner], _ names: PublicIDs
  ) throws(Problem) -> ExchangeRatesProposal.Pair {
    func find(_ text: String) throws(Problem) -> AssetID {
      let partner = partners.first { "partner:\($0.code)" == text || names.text($0.asset) == text }
      if let partner { return partner.asset }
      let found = programs.first {
        $0.code == text || names.text($0.asset) == text || text == "universal" && $0.merchant == nil
      }
      guard let found else { throw Problem(.programNotFound) }
      return found.asset
    }
    let (source, target) = (try find(from), try find(into))
    if isEnd { return ExchangeRatesProposal.Pair(ending: source, into: target) }
    guard let gives, let receives, let spread = BasisPoints(Int32(clamping: self.spread)),
      let rate = ExchangeRate(gives: gives, receives: receives, spread: spread)
    else { throw Problem(.amountOutOfRange) }
    let limits = ExchangeLimits(
      minimum: Points(minimum), maximum: maximum.map { Points($0) },
      memberDaily: memberDaily.map { Points($0) }, pairDaily: pairDaily.map { Points($0) })
    return ExchangeRatesProposal.Pair(RatedPair(from: source, into: target, rate), limits)
  }
}

extension Schema<RateRequest> {
  static var proposedRate: Schema {
    let most = Schema<Int64>.points(1...1_000_000_000_000_000)
    let name = Schema<String>.text(1...64, .visible).described(
      "`universal`, a programme's code or its id; `partner:` and a partner's code.")
    return Schema.record(
      RateRequest(),
      [
        .needed("from", name) { $0.from = $1 }, .needed("into", name) { $0.into = $1 },
        .may("gives", .integer(1...1_000_000_000)) { $0.gives = $1 },
        .may("receives", .integer(1...1_000_000_000)) { $0.receives = $1 },
        .may("spread_basis_points", .count(0...9_999)) { $0.spread = $1 },
        .may("minimum", most) { $0.minimum = $1 }, .may("maximum", most) { $0.maximum = $1 },
        .may("member_daily_limit", most) { $0.memberDaily = $1 },
        .may("pair_daily_limit", most) { $0.pairDaily = $1 },
        .may("ends", Schema<Bool>.boolean.described("The pair's rate ends; no other one follows.")) {
          $0.isEnd = $1
        },
      ]
    ) { request throws(Faults) in
      guard (request.gives != nil && request.receives != nil) != request.isEnd else {
        throw Faults(.oneOf, "gives and receives, ends")
      }
    }
    .named("ProposedExchangeRate")
  }
}

/// What a proposal asks for, pair by pair.
extension Schema<Shown<ExchangeRatesProposal.Pair>> {
  static var proposedPair: Schema {
    .reply(
      "ProposedExchangePair",
      .always("from", .id("prg")) { $0.text(AssetID($0.value.from)) },
      .always("into", .id("prg")) { $0.text(AssetID($0.value.into)) },
      .maybe("gives", Schema<Int64>.integer(1...1_000_000_000).described("Left out where it ends.")) {
        $0.value.rate?.rate?.gives
      },
      .maybe("receives", .integer(1...1_000_000_000)) { $0.value.rate?.rate?.receives },
      .maybe("spread_basis_points", .integer(0...9_999)) {
        $0.value.rate?.rate.map { Int64($0.spread.value) }
      })
  }
}

extension ExchangeRefusal {
  /// What a caller is told; a way round that gains is named by its programmes.
  func problem(_ names: PublicIDs) -> Problem {
    switch self {
    case .arbitrage(let cycle):
      let way = cycle.map { names.text($0.from) } + [cycle.first.map { names.text($0.from) } ?? ""]
      return Problem(.rateArbitrage, way.joined(separator: " > "))
    case .tooManyRates: return Problem(.limitExceeded)
    case .rateNotFound: return Problem(.rateNotFound)
    case .neverInForce: return .fault(.notAllowed, "after from", at: "/until")
    }
  }
}
