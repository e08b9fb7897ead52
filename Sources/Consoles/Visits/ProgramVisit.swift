import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import Loyalty

// A programme's page, and the form that proposes another state of it.
extension OperatorConsole {
  private static let merchantsShown = 20

  func program(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      let program = try await servedProgram(asked, visit)
      let words = visit.words
      let (decimals, currency) = (program.decimals, program.worth.money.currency)
      var question = NameQuestion()
      question.merchants = Set([program.merchant].compactMap(\.self))
      let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
      let query = ListQuery(parsing: asked.query.items, filters: [], sorts: [])
      let page = ProgramPage(
        id: coalition.publicIDs.text(program.asset), code: program.code, name: words.name(program.names),
        isUniversal: program.merchant == nil, owner: program.merchant.flatMap(naming.merchant),
        standing: ShownStanding(program.status),
        figures: await visit.loaded {
          ProgramPage.Figures(
            try await coalition.totals(of: program.asset, by: visit.principal), program)
        },
        settings: ProgramSettings(program).lines(decimals: decimals, currency: currency, words),
        query: query, merchants: await visit.loaded { try await merchants(in: program, query, visit) },
        versions: await visit.loaded { try await versions(of: program, visit) },
        mayPropose: visit.principal.scopes.contains(.writePrograms))
      return faces.page(page.render(visit.visit))
    }
  }

  func programChangePage(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.requireOperator(.writePrograms)
      let program = try await servedProgram(asked, visit)
      let (base, latest) = try await latest(program, visit)
      return try await shown(
        program, base: base,
        ProgramSettings(latest).fields(
          decimals: program.decimals, currency: program.worth.money.currency),
        key: coalition.ids.bytes(16).hexadecimal, visit)
    }
  }

  func proposeProgramChange(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      try visit.principal.requireOperator(.writePrograms)
      let program = try await servedProgram(asked, visit)
      let words = visit.words
      let base = Int(form["base"] ?? "") ?? -1
      let typed = Dictionary(form.items.map { ($0.name, String($0.value.prefix(200))) }) { first, _ in first }
      func refused(_ fault: String, _ field: String = "") async throws -> Response {
        try await shown(
          program, base: base, typed, key: form["key"] ?? "", visit, fault: fault, field: field)
      }
      do {
        let (_, latest) = try await latest(program, visit)
        let moment = try effective(form["from"] ?? "")
        let proposal = ProgramProposal(
          program.asset, base: base, settings: ProgramSettings(try form.change(latest)), from: moment)
        let approval = try await coalition.propose(
          .program(proposal), reason: form["reason"] ?? "", once: form["key"], by: visit.principal)
        let link = Link.approval(coalition.publicIDs.text(approval.id))
        return faces.redirect(to: link.query([("said", "proposed")]))
      } catch let fault as FieldFault {
        return try await refused(words.programFaultField, fault.field)
      } catch let refusal as ProgramRefusal {
        return try await refused(refusal.text(words), refusal.formField)
      } catch let refusal as ApprovalRefusal {
        return try await refused(refusal.text(words))
      }
    }
  }

  /// The first moment of a day, or nil for at once.
  private func effective(_ text: String) throws(FieldFault) -> Instant? {
    if text.isEmpty { return nil }
    guard let date = CivilDate(text) else { throw FieldFault(field: "from") }
    return coalition.settings.calendar.start(ofDate: date.daysSince1970)
  }

  private func servedProgram(_ asked: Asked, _ visit: SignedInVisit) async throws -> Program {
    guard let asset = coalition.publicIDs.id(asked.id, as: Identified.Asset.self) else {
      throw HTTPError(.notFound)
    }
    let all = try await coalition.programs(by: visit.principal)
    guard let program = all.first(where: { $0.asset == asset }) else { throw HTTPError(.notFound) }
    return program
  }

  /// The programme as its last version makes it, and that version's number.
  private func latest(_ program: Program, _ visit: SignedInVisit) async throws -> (Int, Program) {
    let last = try await coalition.versions(of: program.asset, by: visit.principal).first
    return (last?.number ?? 0, last.flatMap { $0.settings.applied(to: program) } ?? program)
  }

  private func shown(
    _ program: Program, base: Int, _ values: [String: String], key: String, _ visit: SignedInVisit,
    fault: String? = nil, field: String = ""
  ) async throws -> Response {
    var page = ProgramChangePage(
      id: coalition.publicIDs.text(program.asset), name: visit.words.name(program.names),
      currency: program.worth.money.currency, values: values, key: key, base: Int64(base))
    page.fault = fault
    page.faultField = field
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .conflict)
  }

  private func merchants(
    in program: Program, _ query: ListQuery, _ visit: SignedInVisit
  ) async throws -> Batch<ProgramPage.Merchant> {
    let after: MerchantID? = query.after.flatMap { coalition.publicIDs.id($0) }
    let page = try await coalition.terms(
      in: program.asset, PageRequest(limit: Self.merchantsShown, after: after), by: visit.principal)
    var question = NameQuestion()
    question.merchants = Set(page.items.map(\.merchant))
    let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
    let rows = page.items.map { ProgramPage.Merchant($0, of: program, naming) }
    return Batch(rows, next: page.hasMore ? rows.last?.id : nil)
  }

  private func versions(of program: Program, _ visit: SignedInVisit) async throws -> [ProgramPage.Version] {
    let all = try await coalition.versions(of: program.asset, by: visit.principal)
    var question = NameQuestion()
    question.operators = Set(all.filter { $0.actor == .user }.map { OperatorID($0.by) })
    let book = try await coalition.names(question, by: visit.principal)
    return all.prefix(20).enumerated().map { place, version in
      let earlier = place + 1 < all.count ? all[place + 1].settings : nil
      let who =
        switch version.actor {
        case .user: book.operators[OperatorID(version.by)] ?? visit.words.commonNone
        case .key: visit.words.auditKey(key: coalition.publicIDs.text(APIKeyID(version.by)))
        case .system: visit.words.auditSystem
        }
      return ProgramPage.Version(
        number: Int64(version.number), effectiveAt: ShownTime(version.effectiveAt),
        isWaiting: version.appliedAt == nil, who: who,
        approval: version.approval.map { coalition.publicIDs.text($0) },
        changes: earlier.map {
          version.settings.changes(
            since: $0, decimals: program.decimals, currency: program.worth.money.currency, visit.words)
        } ?? [])
    }
  }
}

extension ProgramPage.Figures {
  fileprivate init(_ totals: Totals, _ program: Program) {
    func points(_ points: Points) -> ShownPoints { ShownPoints(points.units, decimals: program.decimals) }
    self.init(
      outstanding: points(totals.outstanding),
      worth: ShownMoney(program.worth.money(for: totals.outstanding)),
      issued: points(totals.issued), used: points(totals.used), expired: points(totals.expired),
      wallets: totals.wallets)
  }
}

extension ProgramPage.Merchant {
  fileprivate init(_ terms: MerchantTerms, of program: Program, _ naming: Naming) {
    let words = naming.words
    let rounding =
      switch terms.earning.rounding {
      case .down: words.reasonDown
      case .halfUp: words.reasonHalfUp
      case .up: words.reasonUp
      }
    func points(_ points: Points) -> ShownPoints { ShownPoints(points.units, decimals: program.decimals) }
    self.init(
      id: naming.publicIDs.text(terms.merchant),
      name: naming.merchant(terms.merchant) ?? words.commonNone,
      earns: words.programEarnRate(
        money: words.money(ShownMoney(terms.earning.perMinorUnits, program.worth.money.currency)),
        points: words.points(points(terms.earning.points)), rounding: rounding),
      isIssuing: terms.isIssuing, isAccepting: terms.isAccepting, limit: terms.issuingLimit.map(points))
  }
}

extension ProgramRefusal {
  func text(_ words: Words) -> String {
    switch self {
    case .changedMeanwhile: words.programFaultChanged
    case .nothingChanged: words.programFaultSame
    case .invalid(.reinstatingMinimum), .invalid(.buyingMinimum), .invalid(.advancingMinimum):
      words.serviceFaultMinimum
    case .invalid(.buyingPrice): words.serviceFaultPrice
    case .invalid(.buyingLicence): words.serviceFaultLicence
    case .rollingNotOffered: words.programFaultRolling
    case .programNotFound, .programExists, .tooManyPrograms, .invalid, .ruleNotFound,
      .ladderNotFound, .discountNotFound:
      words.programFaultField
    }
  }

  /// The field of the form that is at fault; empty where none is alone.
  fileprivate var formField: String {
    switch self {
    case .invalid(.reinstatingMinimum): "reinstating_minimum"
    case .invalid(.buyingMinimum): "buying_minimum"
    case .invalid(.advancingMinimum): "advancing_minimum"
    case .invalid(.buyingPrice): "buying_price_points"
    case .invalid(.buyingLicence): "buying_licensed"
    default: ""
    }
  }
}
