import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import Loyalty

// Who pays for the points of rules: looked at, tried, proposed.
extension OperatorConsole {
  func costShares(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in try await shownShares(visit) }
  }

  func workOnCostShares(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      let isProposal = form["do"] == "propose"
      try visit.principal.requireOperator(.settle)
      var typed: [String: String] = [:]
      for name in CostSharesPage.fields {
        typed[name] = String((form[name] ?? "").prefix(name == "payers" ? 2_000 : 200))
      }
      do {
        let programs = try await coalition.programs(by: visit.principal)
        let rules = try await coalition.rulesToShare(by: visit.principal)
        guard let rule = rules.first(where: { $0.value(programs) == typed["rule"] }),
          let program = programs.first(where: { $0.asset == rule.asset })
        else { throw CostSharesFault.rule }
        let shares = try await written(typed["payers"] ?? "", visit)
        if !isProposal {
          let trial = try await trial(shares, typed["cost"] ?? "", program, visit)
          return try await shownShares(visit, typed, trial: trial)
        }
        guard let from = CivilDate(typed["from"] ?? "") else { throw TermsFormFault.day }
        let proposal = CostSharesProposal(
          shares, of: rule.rule, in: rule.asset,
          from: BusinessDay(daysSince1970: Int32(clamping: from.daysSince1970)))
        let approval = try await coalition.propose(
          .costShares(proposal), reason: typed["reason"] ?? "", by: visit.principal)
        return faces.redirect(to: .approval(coalition.publicIDs.text(approval.id)))
      } catch let fault as CostSharesFault {
        return try await shownShares(visit, typed, fault: fault.text(visit.words))
      } catch let fault as TermsFormFault {
        return try await shownShares(visit, typed, fault: fault.text(visit.words))
      } catch let refusal as ApprovalRefusal {
        return try await shownShares(visit, typed, fault: refusal.text(visit.words))
      } catch let refusal as SettlementRefusal {
        return try await shownShares(visit, typed, fault: refusal.text(visit.words))
      }
    }
  }

  /// The payers of a form, a line each: a merchant's code or a word for whom, and per cent.
  /// - Returns: nil for none.
  private func written(_ text: String, _ visit: SignedInVisit) async throws -> CostShares? {
    let lines = text.split(whereSeparator: \.isNewline).map { $0.split(whereSeparator: \.isWhitespace) }
      .filter { !$0.isEmpty }
    if lines.isEmpty { return nil }
    var payers: [CostShares.Payer] = []
    for (place, line) in lines.enumerated() {
      guard line.count == 2, let share = Entered.decimal(String(line[1].filter { $0 != "%" }), decimals: 2)
      else {
        throw CostSharesFault.line(place + 1)
      }
      payers.append(
        CostShares.Payer(
          try await payer(String(line[0]), at: place + 1, visit), share: Int32(clamping: share)))
    }
    let shares = CostShares(payers)
    do { try shares.check() } catch { throw CostSharesFault.shares(error) }
    return shares
  }

  private func payer(_ name: String, at line: Int, _ visit: SignedInVisit) async throws -> MerchantID? {
    if ["giver", visit.words.shareGiver.lowercased()].contains(name.lowercased()) { return nil }
    guard let found = try await party(name, visit) else { throw CostSharesFault.merchant(line) }
    return found
  }

  private func trial(
    _ shares: CostShares?, _ cost: String, _ program: Program, _ visit: SignedInVisit
  ) async throws -> CostSharesPage.Trial {
    let currency = program.worth.money.currency
    guard
      let units = Entered.decimal(
        cost.trimmed.isEmpty ? "100" : cost.trimmed, decimals: decimalPlaces(ofCurrency: currency)),
      0...PointPrice.largest ~= units
    else { throw TermsFormFault.prices }
    let shares = shares ?? CostShares([.init(nil, share: CostShares.whole)])
    var question = NameQuestion()
    question.merchants = Set(shares.payers.compactMap(\.merchant))
    let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
    // Whoever gives the points is nobody yet: a party with a number that no merchant has.
    let giver = MerchantID(.max)
    return CostSharesPage.Trial(
      cost: ShownMoney(units, currency),
      parts: shares.parts(of: units, givenBy: giver).map {
        ($0.party == giver ? visit.words.shareGiver : naming.issuer($0.party), ShownMoney($0.money, currency))
      })
  }

  private func shownShares(
    _ visit: SignedInVisit, _ typed: [String: String] = [:], trial: CostSharesPage.Trial? = nil,
    fault: String? = nil
  ) async throws -> Response {
    let programs = try await coalition.programs(by: visit.principal)
    let rules = try await coalition.rulesToShare(by: visit.principal)
    let today = coalition.settings.calendar.businessDay(of: coalition.clock.now())
    let rows = await visit.loaded { try await agreements(programs, rules, on: today, visit) }
    var page = CostSharesPage(
      agreements: rows,
      rules: rules.map { rule in
        let program = programs.first { $0.asset == rule.asset }
        return (
          rule.value(programs),
          visit.words.name(rule.names) + " \u{00B7} " + (program.map { visit.words.name($0.names) } ?? "")
        )
      }, typed: typed)
    if page.typed["from", default: ""].isEmpty { page.typed["from"] = ShownDay(today.adding(1)).text }
    page.mayPropose = visit.principal.scopes.contains(.settle)
    page.trial = trial
    page.fault = fault
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .unprocessableContent)
  }

  private func agreements(
    _ programs: [Program], _ rules: [NamedRule], on today: BusinessDay, _ visit: SignedInVisit
  ) async throws -> [CostSharesPage.Agreement] {
    var found: [CostAgreement] = []
    for program in programs {
      found += try await coalition.costAgreements(of: program.asset, by: visit.principal)
    }
    var question = NameQuestion()
    question.programs = Set(programs.map(\.asset))
    question.merchants = Set(found.flatMap { $0.shares?.payers ?? [] }.compactMap(\.merchant))
    let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
    return found.map { one in
      let same = found.filter { $0.asset == one.asset && $0.rule == one.rule && $0.from <= today }
      let isNow = same.map(\.version).max() == one.version
      let rule = rules.first { $0.asset == one.asset && $0.rule == one.rule }
      return CostSharesPage.Agreement(
        rule: rule.map { visit.words.name($0.names) } ?? visit.words.number(Int64(one.rule)),
        program: naming.program(one.asset), version: one.version, from: ShownDay(one.from),
        standing: isNow ? .now : one.from > today ? .coming : .past, payers: naming.payers(one.shares),
        approval: naming.publicIDs.text(one.approval))
    }
  }

  /// What a proposal changes of who pays for a rule.
  func differences(
    _ proposal: CostSharesProposal, _ approval: Approval, _ naming: Naming, _ visit: SignedInVisit
  ) async throws -> [ApprovalPage.Difference] {
    let words = visit.words
    let old = try await coalition.costAgreements(
      of: AssetID(proposal.asset), rule: proposal.rule, by: visit.principal
    ).first { $0.approval != approval.id }
    func text(_ shares: CostShares?) -> String {
      shares == nil ? words.shareAlone : naming.payers(shares).joined(separator: words.listConditionJoin)
    }
    return [.init(name: words.sharePayers, before: text(old?.shares), after: text(proposal.shares))]
  }
}

extension NamedRule {
  /// As the form sends it.
  fileprivate func value(_ programs: [Program]) -> String {
    "\(programs.first { $0.asset == asset }?.code ?? "")/\(rule)"
  }
}

extension Naming {
  /// Each payer with its part.
  fileprivate func payers(_ shares: CostShares?) -> [String] {
    (shares?.payers ?? []).map { payer in
      words.sharePart(
        party: payer.merchant.map { issuer($0) } ?? words.shareGiver,
        share: words.settlementPercent(share: Digits.shortest(Int64(payer.share), decimals: 2)))
    }
  }
}

/// What is wrong with a form of cost shares.
enum CostSharesFault: Error {
  case rule
  /// The line is not a name and a part.
  case line(Int)
  /// The line names no merchant.
  case merchant(Int)
  case shares(CostShareFault)

  func text(_ words: Words) -> String {
    switch self {
    case .rule: words.shareFaultRule
    case .line(let line): words.shareFaultLine(line: words.number(Int64(line)))
    case .merchant(let line): words.shareFaultMerchant(line: words.number(Int64(line)))
    case .shares(.noPayers), .shares(.shareOutOfRange): words.shareFaultParts
    case .shares(.payerTwice): words.shareFaultTwice
    case .shares(.sumIsNotWhole(let sum)):
      words.shareFaultSum(
        sum: words.settlementPercent(share: Digits.shortest(sum, decimals: 2)))
    }
  }
}
