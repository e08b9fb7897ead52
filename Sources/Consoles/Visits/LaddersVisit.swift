import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import Loyalty

extension OperatorConsole {
  func ladders(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      let rows = await visit.loaded { try await ladderRows(visit) }
      let page = LaddersPage(
        ladders: rows, mayPropose: visit.principal.scopes.contains(.writePrograms))
      return faces.page(page.render(visit.visit))
    }
  }

  func newLadder(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in try await shown(LadderForm([:]), visit) }
  }

  func ladder(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      let (program, versions) = try await findLadder(asked.id, visit)
      let form = LadderForm(
        versions[0], in: program, id: coalition.publicIDs.text(program.asset), coalition.settings.calendar,
        at: coalition.clock.now())
      return try await shown(form, visit)
    }
  }

  /// Proposes the ladder, or counts where members would stand on it.
  func proposeLadder(_ asked: Asked) async throws -> Response {
    try await door.signedInForm(asked, upTo: LadderForm.most) { visit, fields in
      try visit.principal.requireOperator(.writePrograms)
      let form = LadderForm(fields)
      do {
        guard let asset: AssetID = coalition.publicIDs.id(form["program"]),
          let program = try await coalition.programs(by: visit.principal).first(where: { $0.asset == asset })
        else { throw LadderForm.Fault.program }
        let definition = try form.definition(in: program)
        if form["do"] == "try" {
          return try await shown(form, visit, result: try await tried(definition, form, program, visit))
        }
        try form.checkNames()
        let proposal = LadderProposal(
          definition, number: UInt32(form["ladder"]) ?? 0, named: form.names, of: asset,
          from: try form.from(coalition.settings.calendar, after: coalition.clock.now()))
        let approval = try await coalition.propose(
          .ladder(proposal), reason: form["reason"], by: visit.principal)
        return faces.redirect(to: .approval(coalition.publicIDs.text(approval.id)))
      } catch let fault as LadderForm.Fault {
        return try await shown(form, visit, fault: .init(field: fault.field, text: fault.text(visit.words)))
      } catch let refusal as ApprovalRefusal {
        return try await shown(form, visit, fault: .init(field: "reason", text: refusal.text(visit.words)))
      }
    }
  }

  func endLadder(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, fields in
      try visit.principal.requireOperator(.writePrograms)
      let (program, versions) = try await findLadder(asked.id, visit)
      let proposal = LadderProposal(
        nil, number: versions[0].number, named: versions[0].names, of: program.asset)
      do {
        let approval = try await coalition.propose(
          .ladder(proposal), reason: fields["reason"] ?? "", by: visit.principal)
        return faces.redirect(to: .approval(coalition.publicIDs.text(approval.id)))
      } catch let refusal as ApprovalRefusal {
        let form = LadderForm(
          versions[0], in: program, id: coalition.publicIDs.text(program.asset),
          coalition.settings.calendar, at: coalition.clock.now())
        return try await shown(
          form, visit, fault: .init(field: "end-reason", text: refusal.text(visit.words)))
      }
    }
  }
}

// What the pages show.
extension OperatorConsole {
  private func ladderRows(_ visit: SignedInVisit) async throws -> [LadderRow] {
    var rows: [LadderRow] = []
    // Programmes are few.
    for program in try await coalition.programs(by: visit.principal) {
      let ladders = try await coalition.ladders(of: program.asset, by: visit.principal)
      rows += try await self.rows(ladders, program, visit)
    }
    return rows
  }

  private func rows(
    _ ladders: [TierLadder], _ program: Program, _ visit: SignedInVisit
  ) async throws -> [LadderRow] {
    if ladders.isEmpty { return [] }
    var question = NameQuestion()
    question.programs = [program.asset]
    let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
    let (now, words, asset) = (coalition.clock.now(), visit.words, program.asset)
    var rows: [LadderRow] = []
    for ladder in ladders {
      let bounds = ladder.inForce
      // Standings are those of the version in force.
      let counts =
        bounds.contains(now)
        ? try await coalition.tierCounts(of: asset, ladder.number, by: visit.principal) : [:]
      rows.append(
        LadderRow(
          link: .ladder("\(coalition.publicIDs.text(asset))-\(ladder.number)"),
          name: words.name(ladder.names),
          number: words.bonusNumber(number: String(ladder.number), version: String(ladder.version)),
          program: naming.program(asset), counts: naming.counting(ladder.ladder),
          levels: naming.levelLines(ladder.definition, asset),
          members: counts.sorted { $0.key < $1.key }.map { level, members in
            words.tierLevelMembers(
              level: ladder.name(of: level).map(words.name) ?? words.tierLevel(number: String(level)),
              members: words.number(Int64(members)))
          },
          inForce: naming.inForce(bounds),
          state: bounds.contains(now) ? .now : now < bounds.lowerBound ? .later : .over))
    }
    return rows
  }

  private func shown(
    _ form: LadderForm, _ visit: SignedInVisit, result: LadderPage.Result? = nil,
    fault: EarningRulePage.Fault? = nil
  ) async throws -> Response {
    let programs = try await coalition.programs(by: visit.principal)
    var page = LadderPage(
      typed: form.typed,
      programs: programs.map { (coalition.publicIDs.text($0.asset), visit.words.name($0.names)) })
    page.levelRows = form.rows
    page.mayPropose = visit.principal.scopes.contains(.writePrograms)
    page.result = result
    page.fault = fault
    if !form["ladder"].isEmpty {
      let id = "\(form["program"])-\(form["ladder"])"
      let (program, versions) = try await findLadder(id, visit)
      page.versions = try await rows(versions, program, visit)
      page.end =
        versions[0].inForce.upperBound > coalition.clock.now() ? Link.ladder(id).appending("end") : nil
    }
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .unprocessableContent)
  }

  /// The programme of an address such as `prg_…-1`, and the ladder's versions, newest first.
  private func findLadder(_ id: String, _ visit: SignedInVisit) async throws -> (Program, [TierLadder]) {
    let parts = id.split(separator: "-", maxSplits: 1).map(String.init)
    guard parts.count == 2, let number = UInt32(parts[1]),
      let asset: AssetID = coalition.publicIDs.id(parts[0]),
      let program = try await coalition.programs(by: visit.principal).first(where: { $0.asset == asset })
    else { throw HTTPError(.notFound) }
    let versions = try await coalition.ladders(of: asset, number: number, by: visit.principal)
    guard !versions.isEmpty else { throw HTTPError(.notFound) }
    return (program, versions)
  }

  private func tried(
    _ definition: TierDefinition, _ form: LadderForm, _ program: Program, _ visit: SignedInVisit
  ) async throws -> LadderPage.Result {
    let words = visit.words
    let counts = try await coalition.previewTiers(
      definition.ladder, of: program.asset, on: try form.triedDay(), by: visit.principal)
    return LadderPage.Result(
      note: words.tierResultNote(count: words.number(Int64(counts.values.reduce(0, +)))),
      levels: (0...definition.ladder.levels.count).map { level in
        (
          level == 0 ? words.tierNoLevel : words.name(definition.texts[level - 1].names),
          words.number(Int64(counts[level] ?? 0))
        )
      })
  }
}
