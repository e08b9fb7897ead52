import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import Loyalty

extension OperatorConsole {
  func exchangeRates(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.requireOperator(.readPrograms)
      let query = asked.query
      return try await rates(visit, typed: [:], pair: (query["from"] ?? "", query["into"] ?? ""))
    }
  }

  func proposeExchangeRates(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, fields in
      try visit.principal.requireOperator(.writePrograms)
      var typed: [String: String] = [:]
      for item in fields.items where item.name != "form_token" {
        typed[item.name] = String(item.value.prefix(200)).trimmed
      }
      let programs = try await coalition.programs(by: visit.principal)
      do {
        let proposal = try RateForm(typed: typed, programs: programs).proposal(coalition.settings.calendar)
        let approval = try await coalition.propose(
          .exchangeRates(proposal), reason: typed["reason"] ?? "", by: visit.principal)
        return faces.redirect(to: .approval(coalition.publicIDs.text(approval.id)))
      } catch let fault as RateForm.Fault {
        return try await rates(visit, typed: typed, fault: fault.text(visit.words))
      } catch let refusal as ApprovalRefusal {
        return try await rates(visit, typed: typed, fault: refusal.text(visit.words))
      } catch let refusal as ExchangeRefusal {
        return try await rates(
          visit, typed: typed, fault: refusal.text(visit.words), gain: refusal.gain(programs, visit.words))
      }
    }
  }

  private func rates(
    _ visit: SignedInVisit, typed: [String: String], pair: (from: String, into: String) = ("", ""),
    fault: String? = nil, gain: ExchangeRatesPage.Gain? = nil
  ) async throws -> Response {
    let programs = try await coalition.programs(by: visit.principal)
    let reader = RateReader(coalition: coalition, words: visit.words, programs: programs)
    let rows = await visit.loaded {
      try await coalition.exchangeBoard(withPlanned: true).compactMap(reader.shown)
    }
    var page = ExchangeRatesPage(
      rates: rows,
      programs: programs.map { ($0.code, visit.words.name($0.names)) },
      mayPropose: visit.principal.scopes.contains(.writePrograms), typed: typed)
    page.fault = fault
    page.gain = gain
    page.history = try await reader.history(pair.from, pair.into)
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .unprocessableContent)
  }
}

/// Rates as an operator types them.
private struct RateForm {
  enum Fault: Error {
    case programs, number, limits, days

    func text(_ words: Words) -> String {
      switch self {
      case .programs: words.rateFaultPrograms
      case .number: words.rateFaultNumber
      case .limits: words.rateFaultLimits
      case .days: words.rateFaultDays
      }
    }
  }

  let typed: [String: String]
  let programs: [Program]

  /// - Throws: ``Fault``.
  func proposal(_ calendar: BusinessCalendar) throws(Fault) -> ExchangeRatesProposal {
    guard let from = programs.first(where: { $0.code == typed["from"] }),
      let into = programs.first(where: { $0.code == typed["into"] }), from.asset != into.asset
    else { throw .programs }
    let (start, end) = (try date("from_day"), try date("until_day"))
    let (begins, ends) = (start.map { calendar.start(ofDate: $0) }, end.map { calendar.end(ofDate: $0) })
    guard begins ?? .distantPast < ends ?? .distantFuture else { throw .days }
    let isBoth = typed["both"] != nil
    if typed["ends"] != nil {
      let ways = [ExchangeRatesProposal.Pair(ending: from.asset, into: into.asset)]
      let back = isBoth ? [ExchangeRatesProposal.Pair(ending: into.asset, into: from.asset)] : []
      return ExchangeRatesProposal(ways + back, from: begins)
    }
    guard let rate = rate(from, into) else { throw .number }
    let limits = try limits(from)
    var pairs = [
      ExchangeRatesProposal.Pair(RatedPair(from: from.asset, into: into.asset, rate), limits)
    ]
    if isBoth, let back = ExchangeRate(gives: rate.receives, receives: rate.gives, spread: rate.spread) {
      pairs.append(
        ExchangeRatesProposal.Pair(
          RatedPair(from: into.asset, into: from.asset, back), limits.converted(by: rate)))
    }
    return ExchangeRatesProposal(pairs, from: begins, until: ends)
  }

  private func rate(_ from: Program, _ into: Program) -> ExchangeRate? {
    guard let gives = Entered.decimal(typed["gives"] ?? "", decimals: from.decimals),
      let receives = Entered.decimal(typed["receives"] ?? "", decimals: into.decimals),
      let percent = Entered.decimal(typed["spread"].flatMap { $0.isEmpty ? nil : $0 } ?? "0", decimals: 2),
      let spread = BasisPoints(Int32(clamping: percent)), percent < BasisPoints.whole
    else { return nil }
    return ExchangeRate(gives: gives, receives: receives, spread: spread)
  }

  private func limits(_ from: Program) throws(Fault) -> ExchangeLimits {
    func limit(_ field: String) throws(Fault) -> Points? {
      guard let text = typed[field], !text.isEmpty else { return nil }
      guard let units = Entered.decimal(text, decimals: from.decimals), units >= 1 else { throw .limits }
      return Points(units)
    }
    let limits = ExchangeLimits(
      minimum: try limit("minimum") ?? 1, maximum: try limit("maximum"),
      memberDaily: try limit("member_daily"), pairDaily: try limit("pair_daily"))
    guard limits.maximum ?? limits.minimum >= limits.minimum else { throw .limits }
    return limits
  }

  private func date(_ field: String) throws(Fault) -> Int? {
    guard let text = typed[field], !text.isEmpty else { return nil }
    guard let date = CivilDate(text) else { throw .days }
    return date.daysSince1970
  }
}

extension ExchangeLimits {
  /// The same worth in the other programme's points, for the way back; at least one.
  fileprivate func converted(by rate: ExchangeRate) -> ExchangeLimits {
    func converted(_ limit: Points) -> Points {
      let units = Int128(limit.units) * Int128(rate.receives) / Int128(rate.gives)
      return Points(max(1, Int64(clamping: min(units, 1_000_000_000_000_000))))
    }
    return ExchangeLimits(
      minimum: converted(minimum), maximum: maximum.map(converted), memberDaily: memberDaily.map(converted),
      pairDaily: pairDaily.map(converted))
  }
}

extension ExchangeRefusal {
  func text(_ words: Words) -> String {
    switch self {
    case .arbitrage: words.rateArbitrage
    case .tooManyRates: words.rateFaultMany
    case .rateNotFound: words.rateFaultNone
    case .neverInForce: words.rateFaultDays
    }
  }

  /// The way round that gains, step by step, with what a million would become; nil for other refusals.
  func gain(_ programs: [Program], _ words: Words) -> ExchangeRatesPage.Gain? {
    guard case .arbitrage(let cycle) = self, let first = cycle.first else { return nil }
    func name(_ asset: AssetID) -> String {
      programs.first { $0.asset == asset }.map { words.name($0.names) } ?? words.commonNone
    }
    func shown(_ units: Int64, _ asset: AssetID) -> String {
      let decimals = programs.first { $0.asset == asset }?.decimals ?? 0
      return words.points(ShownPoints(units, decimals: decimals)) + " " + name(asset)
    }
    let steps = cycle.map { pair in
      words.rateStep(
        from: shown(pair.rate.gives, pair.from), into: shown(pair.rate.receives, pair.into),
        spread: Digits.decimal(Int64(pair.rate.spread.value), decimals: 2) + "%")
    }
    return ExchangeRatesPage.Gain(
      steps: steps, result: words.rateGain(percent: cycle.gainInPercent, program: name(first.from)))
  }
}

extension [RatedPair] {
  /// What going round once gains, for people to read: rounded, while the decision was exact.
  fileprivate var gainInPercent: String {
    let factor = reduce(1.0) { product, pair in
      let share = Double(BasisPoints.whole - Int64(pair.rate.spread.value)) / Double(BasisPoints.whole)
      return product * Double(pair.rate.receives) / Double(pair.rate.gives) * share
    }
    let hundredths = Swift.max(1, Int64((Swift.min(factor - 1, 1_000_000) * 10_000).rounded()))
    return Digits.decimal(hundredths, decimals: 2) + "%"
  }
}

extension ExchangeRatesProposal {
  func title(_ naming: Naming) -> String {
    guard pairs.count == 1, let pair = pairs.first else {
      return naming.words.rateProposalMany(count: Int64(pairs.count))
    }
    return naming.words.rateProposal(
      from: naming.program(AssetID(pair.from)), into: naming.program(AssetID(pair.into)))
  }

  /// Pair by pair, what holds now and what would.
  func differences(_ old: [ExchangeTerms], _ naming: Naming) -> [ApprovalPage.Difference] {
    let words = naming.words
    return pairs.map { pair in
      let (from, into) = (AssetID(pair.from), AssetID(pair.into))
      func text(_ rate: ExchangeRate, _ limits: ExchangeLimits) -> String {
        let ratio = words.rateRatio(
          from: words.points(naming.points(Points(rate.gives), of: from)),
          into: words.points(naming.points(Points(rate.receives), of: into)))
        let least = words.rateMinimum(points: words.points(naming.points(limits.minimum, of: from)))
        let most = limits.maximum.map {
          words.rateMaximum(points: words.points(naming.points($0, of: from)))
        }
        let daily = limits.memberDaily.map {
          words.rateMemberDaily(points: words.points(naming.points($0, of: from)))
        }
        return words.rateProposalText(
          limits: ([least] + [most, daily].compactMap(\.self)).joined(separator: words.listConditionJoin),
          ratio: ratio, spread: Digits.decimal(Int64(rate.spread.value), decimals: 2) + "%")
      }
      let known = old.first { $0.from == from && $0.into == into }
      return ApprovalPage.Difference(
        name: words.rateArrow(from: naming.program(from), into: naming.program(into)),
        before: known.map { text($0.rate, $0.limits) } ?? words.commonNone,
        after: pair.rate.flatMap { terms in terms.rate.map { text($0, terms.limits) } }
          ?? words.rateProposalEnd)
    }
  }
}
