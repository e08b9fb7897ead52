import Coalition
import HTTPTypes
import Hummingbird
import Ledger

// A merchant's page, and what may be changed there.
extension OperatorConsole {
  func merchant(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      var visit = visit
      switch asked.query["said"] {
      case "standing": visit.say(visit.words.merchantSaidStanding)
      case "profile": visit.say(visit.words.merchantSaidProfile)
      default: break
      }
      return try await shown(try await findMerchant(asked, visit), visit)
    }
  }

  func setMerchantStanding(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      let merchant = try await findMerchant(asked, visit)
      guard let status = Merchant.Status(rawValue: form["status"] ?? "") else { throw HTTPError(.badRequest) }
      do {
        _ = try await coalition.setStanding(
          status, of: merchant.id, reason: form["reason"] ?? "", by: visit.principal)
        return faces.redirect(to: Link.merchant(asked.id).query([("said", "standing")]))
      } catch let refusal as MerchantRefusal {
        return try await shown(merchant, visit, fault: refusal.merchantText(visit.words))
      }
    }
  }

  func setMerchantProfile(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      let merchant = try await findMerchant(asked, visit)
      let profile = MerchantProfile(form)
      do {
        try await coalition.setProfile(profile, of: merchant.id, by: visit.principal)
        return faces.redirect(to: Link.merchant(asked.id).query([("said", "profile")]))
      } catch let refusal as MerchantRefusal {
        return try await shown(merchant, visit, typed: profile, fault: refusal.merchantText(visit.words))
      }
    }
  }

  /// Terms are proposed here and take effect when another person has approved them.
  func proposeMerchantTerms(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      try visit.principal.requireOperator(.writePrograms)
      let merchant = try await findMerchant(asked, visit)
      let typed = MerchantPage.TermsForm(form)
      do {
        let programs = try await coalition.programs(by: visit.principal)
        guard let program = programs.first(where: { $0.code == typed.program }),
          let terms = typed.terms(of: merchant.id, in: program)
        else { throw ApprovalRefusal.invalidOperation }
        var proposed = terms
        let old = try await coalition.terms(of: merchant.id, in: program.asset)
        // How long points live is no part of the form and stays.
        proposed.validity = old?.validity ?? [:]
        let approval = try await coalition.propose(
          .terms(TermsProposal(proposed)), reason: typed.reason, by: visit.principal)
        return faces.redirect(to: .approval(coalition.publicIDs.text(approval.id)))
      } catch is ApprovalRefusal {
        return try await shown(merchant, visit, terms: typed, fault: visit.words.merchantTermsWrong)
      }
    }
  }

  func findMerchant(_ asked: Asked, _ visit: SignedInVisit) async throws -> Merchant {
    guard let id = coalition.publicIDs.id(asked.id, as: Identified.Merchant.self) else {
      throw HTTPError(.notFound)
    }
    do {
      return try await coalition.merchant(id, by: visit.principal)
    } catch is MerchantRefusal { throw HTTPError(.notFound) }
  }

  private func shown(
    _ merchant: Merchant, _ visit: SignedInVisit, typed: MerchantProfile? = nil,
    terms: MerchantPage.TermsForm? = nil, fault: String? = nil
  ) async throws -> Response {
    let principal = visit.principal
    let words = visit.words
    let profile: MerchantProfile
    if let typed {
      profile = typed
    } else {
      profile = try await coalition.profile(of: merchant.id, by: principal)
    }
    let programs = try await coalition.programs(by: principal)
    let lists = MerchantLists(coalition: coalition, merchant: merchant.id, programs: programs, visit: visit)
    var form = terms ?? MerchantPage.TermsForm()
    form.programs = programs.filter { $0.status != .closed }.map { ($0.code, words.name($0.names)) }
    let own = words.name(merchant.names)
    let others = [merchant.names.hans, merchant.names.hant, merchant.names.en].filter { $0 != own }
    let page = MerchantPage(
      id: coalition.publicIDs.text(merchant.id), code: merchant.code, names: [own] + Set(others).sorted(),
      standing: ShownStanding(merchant.status), reason: merchant.standingReason,
      joinedAt: ShownTime(merchant.createdAt), profile: MerchantPage.Profile(profile, visit),
      figures: await visit.loaded { try await lists.figures() },
      terms: await visit.loaded { try await lists.terms() },
      history: await visit.loaded { try await lists.history() },
      stores: await visit.loaded { try await lists.stores() },
      staff: await visit.loaded { try await lists.staff() },
      terminals: await visit.loaded { try await lists.terminals() },
      keys: await visit.loaded { try await lists.keys() },
      audit: await visit.loaded { try await auditRows(about: "merchant/\(merchant.id.rawValue)", visit) },
      termsForm: form,
      rights: .init(
        changes: principal.scopes.contains(.writeMerchants),
        proposesTerms: principal.scopes.contains(.writePrograms)),
      fault: fault)
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .unprocessableContent)
  }

  private func auditRows(about subject: String, _ visit: SignedInVisit) async throws -> [AuditRow] {
    var query = ListQuery()
    query.filters["subject"] = subject
    return try await auditRows(query, visit).rows
  }
}

extension MerchantProfile {
  init(_ form: FormFields) {
    func typed(_ name: String, _ length: Int) -> String {
      String((form[name] ?? "").prefix(length)).trimmed
    }
    self.init(
      category: MerchantCategory(rawValue: form["category"] ?? "") ?? .other,
      legalName: typed("legal_name", 101), registration: typed("registration", 40),
      contact: typed("contact", 101), phone: typed("phone", 30), email: typed("email", 255))
  }
}

extension MerchantPage.Profile {
  /// A person's number and address are for those who may change them.
  init(_ profile: MerchantProfile, _ visit: SignedInVisit) {
    let isOpen = visit.principal.scopes.contains(.writeMerchants)
    func masked(_ text: String, _ mask: (String) -> String) -> String {
      isOpen || text.isEmpty ? text : mask(text)
    }
    self.init(
      category: profile.category.rawValue, legalName: profile.legalName, registration: profile.registration,
      contact: masked(profile.contact) { $0.prefix(1) + "*" },
      phone: masked(profile.phone, Masked.phone), email: masked(profile.email, Masked.email))
  }
}

extension MerchantPage.TermsForm {
  init(_ form: FormFields) {
    func typed(_ name: String, _ length: Int = 20) -> String { String((form[name] ?? "").prefix(length)) }
    self.init(
      program: typed("program", 32), isIssuing: form["issuing"] == "1",
      isAccepting: form["accepting"] == "1", points: typed("points"), per: typed("per"),
      rounding: typed("rounding"), limit: typed("limit"), reason: typed("reason", 200))
  }

  /// Nil where a number is none or out of range.
  func terms(of merchant: MerchantID, in program: Program) -> MerchantTerms? {
    let money = ShownMoney(0, program.worth.money.currency).decimals
    guard let points = Entered.decimal(points, decimals: program.decimals), points >= 0,
      let per = Entered.decimal(per, decimals: money), per > 0,
      let rounding = EarnTerms.Rounding(rawValue: rounding)
    else { return nil }
    var most: Points?
    if !limit.isEmpty {
      guard let given = Entered.decimal(limit, decimals: program.decimals), given >= 0 else { return nil }
      most = Points(given)
    }
    return MerchantTerms(
      merchant: merchant, asset: program.asset, isIssuing: isIssuing, isAccepting: isAccepting,
      earning: EarnTerms(Points(points), perMinorUnits: per, rounding: rounding), issuingLimit: most)
  }
}

extension MerchantRefusal {
  /// Why a form about a merchant was not taken.
  func merchantText(_ words: Words) -> String {
    switch self {
    case .alreadyClosed: words.merchantIsClosed
    case .invalid(.reason): words.merchantReasonMissing
    case .invalid(let field): words.merchantFieldWrong(field: field.name(words))
    case .codeTaken: words.deskCodeTaken
    case .merchantNotFound, .storeNotFound, .terminalNotFound: words.errorNotFoundTitle
    }
  }
}

extension MerchantField {
  func name(_ words: Words) -> String {
    switch self {
    case .code: words.deskCode
    case .name, .names: words.deskName
    case .category: words.categoryName
    case .legalName: words.merchantLegalName
    case .registration: words.merchantRegistration
    case .contact: words.merchantContact
    case .phone: words.merchantPhone
    case .email: words.merchantEmail
    case .reason: words.commonReason
    }
  }
}
