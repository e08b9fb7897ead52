import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import Loyalty

// Outside programmes in the operator's console.
extension OperatorConsole {
  var partnerRoutes: [FaceRoute] {
    [
      (.get, "operator/partners", partners), (.post, "operator/partners", proposePartner),
      (.get, "operator/partners/:id", partner),
      (.post, "operator/partners/:id/rates", proposePartnerRate),
      (.post, "operator/partners/:id/day", comparePartnerDay),
      (.get, "operator/partner-exchanges", partnerExchanges),
      (.get, "operator/partner-exchanges/:id", partnerExchange),
      (.post, "operator/partner-exchanges/:id/retry", retryPartnerExchange),
    ]
  }

  func partners(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in try await shownPartners(visit, [:]) }
  }

  private func shownPartners(
    _ visit: SignedInVisit, _ typed: [String: String], fault: String? = nil
  ) async throws -> Response {
    try visit.principal.requireOperator(.readMerchants)
    let rows = await visit.loaded {
      let found = try await coalition.partners(by: visit.principal)
      let naming = try await naming(of: found, visit)
      return found.map { PartnersPage.Row($0, naming) }
    }
    var page = PartnersPage(
      partners: rows, mayPropose: visit.principal.scopes.contains(.writePrograms), typed: typed)
    page.fault = fault
    page.programs = try await coalition.openPrograms(by: visit.principal).map {
      (coalition.publicIDs.text($0.asset), visit.words.name($0.names))
    }
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .conflict)
  }

  private func naming(of partners: [Partner], _ visit: SignedInVisit) async throws -> Naming {
    var question = NameQuestion()
    question.merchants = Set(partners.map(\.merchant))
    return Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
  }

  func proposePartner(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      try visit.principal.requireOperator(.writePrograms)
      var typed: [String: String] = [:]
      for name in PartnerForm.fields { typed[name] = String((form[name] ?? "").prefix(500)).trimmed }
      let id: PartnerID? = coalition.publicIDs.id(typed["partner"] ?? "")
      do {
        let draft = try await draft(typed, id, visit)
        let made = try await coalition.proposePartner(
          draft, reason: typed["reason"] ?? "", by: visit.principal)
        let approval = coalition.publicIDs.text(made.approval.id)
        guard let secret = made.secret else { return faces.redirect(to: .approval(approval)) }
        return faces.page(PartnerSecretPage(secret: secret, approval: approval).render(visit.visit))
      } catch {
        guard let text = visit.words.partnerFault(error) else { throw error }
        // What was secret is not put into the page again.
        typed["secret"] = nil
        guard let id else { return try await shownPartners(visit, typed, fault: text) }
        return try await shownPartner(id, visit, typed, fault: text)
      }
    }
  }

  private func draft(
    _ typed: [String: String], _ id: PartnerID?, _ visit: SignedInVisit
  ) async throws -> PartnerDraft {
    func text(_ name: String) -> String { typed[name] ?? "" }
    guard let merchant = try await merchant(named: text("merchant"), visit) else {
      throw MerchantRefusal.merchantNotFound
    }
    guard let decimals = Int(text("decimals")) else { throw PartnerRefusal.invalid(.decimals) }
    let hans = text("hans")
    return PartnerDraft(
      id, code: text("code"),
      names: Names(
        hans: hans, hant: text("hant").isEmpty ? hans : text("hant"),
        en: text("en").isEmpty ? hans : text("en")),
      merchant: merchant, contract: Partner.Contract(rawValue: text("contract")) ?? .tongbao,
      url: text("url"), appKey: text("app_key"), decimals: decimals,
      status: Partner.Status(rawValue: text("status")) ?? .active,
      linksAccounts: !text("links_accounts").isEmpty, bringsInto: coalition.publicIDs.id(text("brings_into")),
      secret: text("secret").isEmpty ? nil : text("secret"))
  }

  func partner(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      // Before what was named is looked for.
      try visit.principal.requireOperator(.readMerchants)
      return try await shownPartner(try partnerID(asked), visit)
    }
  }

  private func partnerID(_ asked: Asked) throws -> PartnerID {
    guard let id: PartnerID = coalition.publicIDs.id(asked.id) else { throw HTTPError(.notFound) }
    return id
  }

  private func shownPartner(
    _ id: PartnerID, _ visit: SignedInVisit, _ typed: [String: String] = [:], fault: String? = nil
  ) async throws -> Response {
    let partner: Partner
    do { partner = try await coalition.partner(id, by: visit.principal) } catch PartnerRefusal.partnerNotFound
    {
      throw HTTPError(.notFound)
    }
    let naming = try await naming(of: [partner], visit)
    let words = visit.words
    let programs = try await coalition.openPrograms(by: visit.principal)
    let reader = PartnerRateReader(coalition: coalition, words: words, partner: partner, programs: programs)
    let rates = try await coalition.partnerRates(withPlanned: true).filter {
      $0.from == partner.asset || $0.into == partner.asset
    }
    let days = try await coalition.partnerDays(of: id, by: visit.principal)
    var page = PartnerPage(
      row: PartnersPage.Row(partner, naming), appKey: partner.appKey,
      points: words.partnerPointsOf(name: words.name(partner.names)),
      rates: rates.compactMap(reader.shown), days: days.map { .init($0, partner, words) },
      programs: programs.map { (coalition.publicIDs.text($0.asset), words.name($0.names)) },
      mayPropose: visit.principal.scopes.contains(.writePrograms))
    page.linking = (
      partner.linksAccounts,
      partner.bringsInto.map { asset in
        programs.first { $0.asset == asset }.map { words.name($0.names) } ?? words.commonNone
      }
    )
    page.typed = partner.typed(naming).merging(typed) { $1 }
    page.fault = fault
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .conflict)
  }

  func proposePartnerRate(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      try visit.principal.requireOperator(.writePrograms)
      let id = try partnerID(asked)
      var typed: [String: String] = [:]
      for name in PartnerPage.rateFields {
        if let text = form[name] { typed[name] = String(text.prefix(200)).trimmed }
      }
      do {
        let partner = try await coalition.partner(id, by: visit.principal)
        let programs = try await coalition.openPrograms(by: visit.principal)
        let program = programs.first { coalition.publicIDs.text($0.asset) == typed["program"] }
        guard let program, let pair = PartnerRateForm(typed: typed).pair(partner, program) else {
          throw PartnerRateFault()
        }
        let approval = try await coalition.propose(
          .exchangeRates(ExchangeRatesProposal([pair])), reason: typed["reason"] ?? "", by: visit.principal)
        return faces.redirect(to: .approval(coalition.publicIDs.text(approval.id)))
      } catch PartnerRefusal.partnerNotFound { throw HTTPError(.notFound) } catch {
        guard let text = visit.words.partnerFault(error) else { throw error }
        typed["rate_reason"] = typed["reason"]
        typed["reason"] = nil
        return try await shownPartner(id, visit, typed, fault: text)
      }
    }
  }

  func comparePartnerDay(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      try visit.principal.requireOperator(.writePrograms)
      let id = try partnerID(asked)
      guard let day = CivilDate(form["day"] ?? "") else { throw HTTPError(.badRequest) }
      do {
        try await coalition.comparePartnerDayAgain(
          BusinessDay(daysSince1970: Int32(day.daysSince1970)), of: id, by: visit.principal)
        return faces.redirect(to: Link.partners.appending(asked.id))
      } catch PartnerRefusal.partnerNotFound { throw HTTPError(.notFound) } catch {
        guard let text = visit.words.partnerFault(error) else { throw error }
        return try await shownPartner(id, visit, fault: text)
      }
    }
  }
}

extension Coalition {
  /// What is open to be exchanged.
  fileprivate func openPrograms(by principal: Principal) async throws -> [Program] {
    try await programs(by: principal).filter { $0.status == .active }
  }
}

struct PartnerRateFault: Error {}

/// A rate between a programme and a partner, as an operator types it.
private struct PartnerRateForm {
  let typed: [String: String]

  /// Nil for what is no rate.
  func pair(_ partner: Partner, _ program: Program) -> ExchangeRatesProposal.Pair? {
    let isOut = typed["way"] != "in"
    let (from, into) = isOut ? (program.asset, partner.asset) : (partner.asset, program.asset)
    if typed["ends"] != nil { return ExchangeRatesProposal.Pair(ending: from, into: into) }
    let given = isOut ? program.decimals : partner.decimals
    let received = isOut ? partner.decimals : program.decimals
    let spreadText = typed["spread"] ?? ""
    guard let gives = Entered.decimal(typed["gives"] ?? "", decimals: given),
      let receives = Entered.decimal(typed["receives"] ?? "", decimals: received),
      let percent = Entered.decimal(spreadText.isEmpty ? "0" : spreadText, decimals: 2),
      percent < BasisPoints.whole, let spread = BasisPoints(Int32(clamping: percent)),
      let rate = ExchangeRate(gives: gives, receives: receives, spread: spread)
    else { return nil }
    var limits: [String: Points] = [:]
    for name in ["minimum", "maximum", "member_daily", "pair_daily"] {
      guard let text = typed[name], !text.isEmpty else { continue }
      guard let units = Entered.decimal(text, decimals: given), units >= 1 else { return nil }
      limits[name] = Points(units)
    }
    let minimum = limits["minimum"] ?? 1
    guard limits["maximum"] ?? minimum >= minimum else { return nil }
    return ExchangeRatesProposal.Pair(
      RatedPair(from: from, into: into, rate),
      ExchangeLimits(
        minimum: minimum, maximum: limits["maximum"], memberDaily: limits["member_daily"],
        pairDaily: limits["pair_daily"]))
  }
}
