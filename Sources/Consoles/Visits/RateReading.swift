import Coalition
import Ledger
import Loyalty

/// Reads rates into what pages show, for the board, the member site and the operator.
struct RateReader: Sendable {
  /// How many days a chart goes back.
  private static let days = 60

  let coalition: Coalition
  let words: Words
  let programs: [Program]

  func program(_ code: String) -> Program? { programs.first { $0.code == code } }

  private func program(_ asset: AssetID) -> Program? { programs.first { $0.asset == asset } }

  func shown(_ terms: ExchangeTerms) -> ShownRate? {
    guard let from = program(terms.from), let into = program(terms.into) else { return nil }
    func given(_ units: Int64) -> ShownPoints { ShownPoints(units, decimals: from.decimals) }
    let sample = sampleGiven(from)
    let until = terms.inForce.upperBound
    return ShownRate(
      fromCode: from.code, intoCode: into.code, from: words.name(from.names), into: words.name(into.names),
      gives: given(terms.rate.gives), receives: ShownPoints(terms.rate.receives, decimals: into.decimals),
      spread: Int64(terms.rate.spread.value),
      sample: ShownPoints(worth(terms, sample), decimals: into.decimals),
      sampleGiven: given(sample.units), minimum: given(terms.limits.minimum.units),
      maximum: terms.limits.maximum.map { given($0.units) },
      memberDaily: terms.limits.memberDaily.map { given($0.units) },
      validFrom: ShownTime(terms.inForce.lowerBound),
      validUntil: until == .distantFuture ? nil : ShownTime(until), version: terms.version,
      isNow: terms.inForce.contains(coalition.clock.now()))
  }

  /// What the calculator says for what was typed; nothing for what was not.
  func calculator(_ query: (String) -> String, _ rates: [ExchangeTerms]) -> RateCalculator {
    var calculator = RateCalculator(programs: programs.map { ($0.code, words.name($0.names)) })
    let first = rates.first
    calculator.from = named(query("from")) ?? first.flatMap { program($0.from)?.code } ?? ""
    calculator.into = named(query("into")) ?? first.flatMap { program($0.into)?.code } ?? ""
    calculator.points = String(query("points").prefix(20))
    if !calculator.points.isEmpty { calculator.answer = answer(calculator, rates) }
    return calculator
  }

  private func named(_ code: String) -> String? { program(code)?.code }

  private func answer(_ asked: RateCalculator, _ rates: [ExchangeTerms]) -> RateCalculator.Answer {
    guard let from = program(asked.from), let into = program(asked.into),
      let terms = rates.first(where: { $0.from == from.asset && $0.into == into.asset })
    else { return .fault(words.movingRate) }
    guard let units = Entered.decimal(asked.points, decimals: from.decimals), units > 0 else {
      return .fault(words.transferPointsWrong)
    }
    do {
      let quote = try terms.quote(giving: Points(units))
      return .gives(
        ShownPoints(quote.gives.units, decimals: from.decimals),
        ShownPoints(quote.receives.units, decimals: into.decimals),
        spread: ShownPoints(quote.spread.units, decimals: into.decimals))
    } catch { return .fault(words.exchangeFault(error, from.decimals)) }
  }

  /// A pair's rate day by day, and its versions; nil where it never had one.
  func history(_ from: String, _ into: String) async throws -> RateHistory? {
    guard let source = program(from), let target = program(into) else { return nil }
    let versions = try await coalition.exchangeHistory(from: source.asset, into: target.asset)
    if versions.isEmpty { return nil }
    let calendar = coalition.settings.calendar
    let today = calendar.date(of: coalition.clock.now())
    let days = (today - Self.days + 1)...today
    let sample = sampleGiven(source)
    let values = days.map { day -> Int64 in
      // What held at the day's end, or holds now.
      let moment = min(calendar.end(ofDate: day).adding(seconds: -1), coalition.clock.now())
      return versions.first { $0.inForce.contains(moment) }.map { worth($0, sample) } ?? 0
    }
    let name = words.rateArrow(from: words.name(source.names), into: words.name(target.names))
    return RateHistory(
      fromCode: source.code, intoCode: target.code, name: name,
      valueName: words.rateChartValue(
        points: words.points(ShownPoints(sample.units, decimals: source.decimals))),
      days: days.map { ShownDay(daysSince1970: Int64($0)).text }, values: values,
      versions: versions.prefix(50).compactMap(shown))
  }

  /// Ten thousand as people write them.
  private func sampleGiven(_ program: Program) -> Points {
    Points((0..<program.decimals).reduce(Int64(10_000)) { units, _ in units * 10 })
  }

  /// Rounded down, whatever the smallest amount of the rate is.
  private func worth(_ terms: ExchangeTerms, _ given: Points) -> Int64 {
    // An amount too small to be worth a point is shown as none.
    (try? terms.rate.quote(giving: given))?.receives.units ?? 0
  }
}

extension Words {
  /// Why an amount cannot be exchanged at a rate.
  func exchangeFault(_ refusal: OrderRefusal, _ decimals: Int) -> String {
    func shown(_ limit: Points) -> String { points(ShownPoints(limit.units, decimals: decimals)) }
    return switch refusal {
    case .exchangeBelowMinimum(let least): exchangeTooFew(points: shown(least))
    case .exchangeAboveMaximum(let most): exchangeTooMany(points: shown(most))
    default: transferPointsWrong
    }
  }
}
