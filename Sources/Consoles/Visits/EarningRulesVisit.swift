import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import Loyalty

extension OperatorConsole {
  func earningRules(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      let rows = await visit.loaded { try await ruleRows(visit) }
      let page = EarningRulesPage(
        rules: rows, mayPropose: visit.principal.scopes.contains(.writePrograms))
      return faces.page(page.render(visit.visit))
    }
  }

  func newEarningRule(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      let template = RuleTemplate(rawValue: asked.query["template"] ?? "")
      var typed = template?.typed ?? [:]
      if let template {
        typed["name_hans"] = template.name(faces.catalogue.words(.simplifiedChinese, zone: faces.zone))
        typed["name_hant"] = template.name(faces.catalogue.words(.traditionalChinese, zone: faces.zone))
        typed["name_en"] = template.name(faces.catalogue.words(.english, zone: faces.zone))
      }
      return try await shown(RuleForm(typed), visit)
    }
  }

  func earningRule(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      let (program, versions) = try await findRule(asked.id, visit)
      let places = try await coalition.rulePlaces(
        of: RuleDefinition(versions[0].rule), by: visit.principal)
      let form = RuleForm(
        versions[0].rule, named: versions[0].names, in: program, id: coalition.publicIDs.text(program.asset),
        places,
        coalition.settings.calendar, at: coalition.clock.now())
      return try await shown(form, visit)
    }
  }

  /// Proposes the rule, or tries it on the past.
  func proposeEarningRule(_ asked: Asked) async throws -> Response {
    try await door.signedInForm(asked, upTo: RuleForm.most) { visit, fields in
      try visit.principal.requireOperator(.writePrograms)
      let form = RuleForm(fields)
      do {
        let (program, rule) = try await read(form, visit)
        if form["do"] == "try" {
          return try await shown(form, visit, result: try await tried(rule, form, program, visit))
        }
        try form.checkNames()
        let days = try form.days(coalition.settings.calendar)
        if let until = days.until, until <= coalition.clock.now() { throw RuleForm.Fault.days }
        let proposal = EarningRuleProposal(
          rule, named: form.names, of: program.asset, from: days.from, until: days.until)
        let approval = try await coalition.propose(
          .earningRule(proposal), reason: form["reason"], by: visit.principal)
        return faces.redirect(to: .approval(coalition.publicIDs.text(approval.id)))
      } catch let fault as RuleForm.Fault {
        return try await shown(form, visit, fault: .init(field: fault.field, text: fault.text(visit.words)))
      } catch let refusal as ApprovalRefusal {
        return try await shown(form, visit, fault: .init(field: "reason", text: refusal.text(visit.words)))
      }
    }
  }

  func endEarningRule(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, fields in
      try visit.principal.requireOperator(.writePrograms)
      let (program, versions) = try await findRule(asked.id, visit)
      let proposal = EarningRuleProposal(
        ending: versions[0].rule.number, named: versions[0].names, of: program.asset, at: nil)
      do {
        let approval = try await coalition.propose(
          .earningRule(proposal), reason: fields["reason"] ?? "", by: visit.principal)
        return faces.redirect(to: .approval(coalition.publicIDs.text(approval.id)))
      } catch let refusal as ApprovalRefusal {
        let form = RuleForm([
          "rule": String(versions[0].rule.number), "program": coalition.publicIDs.text(program.asset),
        ])
        return try await shown(
          form, visit, fault: .init(field: "end-reason", text: refusal.text(visit.words)))
      }
    }
  }
}

// What the pages show.
extension OperatorConsole {
  private func ruleRows(_ visit: SignedInVisit) async throws -> [EarningRuleRow] {
    var rows: [EarningRuleRow] = []
    // Programmes are few.
    for program in try await coalition.programs(by: visit.principal) {
      let rules = try await coalition.earningRules(of: program.asset, by: visit.principal)
      rows += try await self.rows(rules, program, visit)
    }
    return rows
  }

  private func rows(
    _ rules: [EarningRule], _ program: Program, _ visit: SignedInVisit
  ) async throws -> [EarningRuleRow] {
    if rules.isEmpty { return [] }
    let totals = try await coalition.ruleTotals(of: program.asset, by: visit.principal)
    var question = NameQuestion(of: rules.map { RuleDefinition($0.rule) })
    question.programs = [program.asset]
    let naming = Naming(
      try await coalition.names(question, by: visit.principal), visit, coalition)
    let now = coalition.clock.now()
    return rules.map { rule in
      let asset = program.asset
      let bounds = rule.rule.inForce
      return EarningRuleRow(
        link: .earningRule("\(coalition.publicIDs.text(asset))-\(rule.rule.number)"),
        name: visit.words.name(rule.names),
        number: visit.words.bonusNumber(
          number: String(rule.rule.number), version: String(rule.rule.version)),
        program: naming.program(asset), conditions: naming.conditions(of: rule.rule, asset),
        gives: naming.gives(rule.rule, asset), limits: naming.limits(of: rule.rule, asset),
        used: rule.rule.limits.needUse
          ? visit.words.bonusUsed(points: naming.shown(totals[rule.rule.number] ?? 0, asset)) : nil,
        inForce: naming.inForce(rule.rule),
        state: bounds.contains(now) ? .now : now < bounds.lowerBound ? .later : .over)
    }
  }

  private func shown(
    _ form: RuleForm, _ visit: SignedInVisit, result: EarningRulePage.Result? = nil,
    fault: EarningRulePage.Fault? = nil
  ) async throws -> Response {
    let programs = try await coalition.programs(by: visit.principal)
    var page = EarningRulePage(
      typed: form.typed,
      programs: programs.map { (coalition.publicIDs.text($0.asset), visit.words.name($0.names)) })
    page.mayPropose = visit.principal.scopes.contains(.writePrograms)
    page.result = result
    page.fault = fault
    if !form["rule"].isEmpty {
      let id = "\(form["program"])-\(form["rule"])"
      let (program, versions) = try await findRule(id, visit)
      page.versions = try await rows(versions, program, visit)
      page.end =
        versions[0].rule.inForce.upperBound > coalition.clock.now()
        ? Link.earningRule(id).appending("end") : nil
    }
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .unprocessableContent)
  }

  /// The programme of an address such as `prg_…-7`, and the rule's versions, newest first.
  private func findRule(_ id: String, _ visit: SignedInVisit) async throws -> (Program, [EarningRule]) {
    let parts = id.split(separator: "-", maxSplits: 1).map(String.init)
    guard parts.count == 2, let number = UInt32(parts[1]),
      let asset: AssetID = coalition.publicIDs.id(parts[0]),
      let program = try await coalition.programs(by: visit.principal).first(where: { $0.asset == asset })
    else { throw HTTPError(.notFound) }
    let versions = try await coalition.earningRules(of: asset, number: number, by: visit.principal)
    guard !versions.isEmpty else { throw HTTPError(.notFound) }
    return (program, versions)
  }

  private func read(_ form: RuleForm, _ visit: SignedInVisit) async throws -> (Program, BonusRule) {
    guard let asset: AssetID = coalition.publicIDs.id(form["program"]),
      let program = try await coalition.programs(by: visit.principal).first(where: { $0.asset == asset })
    else { throw RuleForm.Fault.program }
    let places = try await coalition.rulePlaces(
      merchants: try form.list("merchants"), stores: try form.list("stores"),
      cardTypes: try form.list("card_types"),
      tags: try form.list("tags") + form.list("without_tags"), by: visit.principal)
    let number = UInt32(form["rule"]) ?? 0
    return (program, try form.rule(number, in: program, places, coalition.settings.calendar))
  }

  private func tried(
    _ rule: BonusRule, _ form: RuleForm, _ program: Program, _ visit: SignedInVisit
  ) async throws -> EarningRulePage.Result {
    let words = visit.words
    let now = coalition.clock.now()
    let typed = form["days"].isEmpty ? "90" : form["days"]
    guard let days = Int64(typed), 1...Coalition.longestSimulatedDays ~= days else {
      throw RuleForm.Fault.period
    }
    // Up to this moment, with what is booked in it.
    let end = Instant(microseconds: now.microseconds + 1)
    let found: RuleSimulation
    do {
      found = try await coalition.simulate(
        rule, in: program.asset, over: end.adding(seconds: -days * 86_400)..<end, by: visit.principal)
    } catch OrderRefusal.busy { throw RuleForm.Fault.busy }
    func shown(_ points: Points) -> String {
      words.points(ShownPoints(points.units, decimals: program.decimals))
    }
    let names = try await coalition.earningRules(of: program.asset, by: visit.principal)
      .reduce(into: [UInt32: Names]()) { $0[$1.rule.number] = $1.names }
    let more = found.simulated - found.given
    return EarningRulePage.Result(
      note: words.bonusResultNote(
        count: words.number(Int64(found.purchases)), members: words.number(Int64(found.members))),
      base: shown(found.base), given: shown(found.given), simulated: shown(found.simulated),
      difference: words.money(ShownMoney(program.worth.money(for: more))),
      members: words.number(Int64(found.membersGiven)),
      rules: found.gains.sorted { $0.key < $1.key }.map { number, gain in
        (
          number == rule.number || number == RuleSimulation.draft
            ? words.bonusDraft : names[number].map { words.name($0) } ?? String(number),
          shown(gain.points), words.number(Int64(gain.purchases)), words.number(Int64(gain.members))
        )
      })
  }
}
