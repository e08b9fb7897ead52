import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import Loyalty

extension MemberSite {
  func reinstatePage(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in
      let page = try await reinstateForm(visit)
      return faces.page(page.render(visit.visit))
    }
  }

  /// Shows what it would do.
  func offerReinstatement(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      let typed = String((form["points"] ?? "").prefix(20))
      guard let id: TransactionID = coalition.publicIDs.id(form["original"] ?? "") else {
        throw HTTPError(.notFound)
      }
      func refused(_ fault: String, _ status: HTTPResponse.Status) async throws -> Response {
        let page = try await reinstateForm(visit, typed: (form["original"] ?? "", typed, fault))
        return faces.page(page.render(visit.visit), status: status)
      }
      var decimals = 0
      do {
        let found = try await coalition.runOutPoints(in: id, by: visit.me)
        decimals = try await coalition.program(found.asset).decimals
        guard let units = Entered.decimal(typed, decimals: decimals), units > 0 else {
          return try await refused(visit.words.transferPointsWrong, .badRequest)
        }
        let offer = try await coalition.offerReinstatement(of: Points(units), ranOutIn: id, by: visit.me)
        return try await reinstatementTerms(offer, visit)
      } catch {
        guard let (text, status) = visit.words.moving(error, decimals: decimals) else { throw error }
        return try await refused(text, status)
      }
    }
  }

  func requestReinstatementCode(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      try await refusable {
        try await coalition.requestProofCode(by: visit.me)
      } then: { refusal in
        // A code sent a moment ago is still good, so the form for it is shown.
        let isSent = refusal == nil || refusal?.waitSeconds != nil
        return try await reinstatementTerms(
          form, visit, isSent: isSent, proofFault: refusal?.text(visit.words), status: refusal?.status ?? .ok)
      }
    }
  }

  /// Brings back; the same form sent twice does it once and leads to the same page.
  func sendReinstatement(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      var me = visit.me
      do {
        if let proof = ownProof(form) {
          me = try await coalition.proveMyself(proof, from: place(asked), by: me)
        }
        let receipt = try await coalition.reinstate(form["offer"] ?? "", by: me)
        return faces.redirect(to: .siteReinstateDone(coalition.publicIDs.text(receipt.transaction.id)))
      } catch AccessRefusal.confirmationNeeded {
        return try await reinstatementTerms(form, visit, status: .forbidden)
      } catch {
        let decimals = await decimals(ofOffer: form["offer"] ?? "", visit)
        guard let (text, status) = visit.words.moving(error, decimals: decimals) else { throw error }
        let isProof = error is MemberAccessRefusal || (error as? MemberRefusal)?.isOfProof == true
        return try await reinstatementTerms(
          form, visit, isSent: form["way"] == "code", proofFault: isProof ? text : nil,
          fault: isProof ? nil : text, status: status)
      }
    }
  }

  func reinstatementDone(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in
      guard let id: TransactionID = coalition.publicIDs.id(asked.id),
        let made = try await coalition.ownReinstatement(id, by: visit.me), let at = made.at
      else { throw HTTPError(.notFound) }
      let page = try await reinstatementPage(made, .done(id: asked.id), at: ShownTime(at), visit)
      return faces.page(page.render(visit.visit))
    }
  }
}

extension MemberSite {
  /// What the member's programmes offer for a price; nothing where that cannot be read.
  func services(_ visit: MemberVisit) async -> [(name: String, link: Link)] {
    let read = await visit.loaded { try await coalition.programs(by: visit.me) }
    guard case .loaded(let programs) = read else { return [] }
    let active = programs.filter { $0.status == .active }
    return PaidService.allCases.filter { service in
      active.contains { $0.policies.services[service]?.isOn == true }
    }
    .map { service in
      switch service {
      case .reinstating: (visit.words.reinstateTitle, .siteReinstate)
      case .buying: (visit.words.buyTitle, .siteBuy)
      case .advancing: (visit.words.advanceTitle, .siteAdvance)
      }
    }
  }

  private func reinstateForm(
    _ visit: MemberVisit, typed: (original: String, points: String, fault: String)? = nil
  ) async throws -> SiteReinstatePage {
    let found = try await coalition.runOutPoints(by: visit.me)
    let naming = try await naming(of: Set(found.map(\.asset)), visit)
    let programs = try await coalition.programs(by: visit.me)
    var page = SiteReinstatePage(
      runOut: found.compactMap { runOut in
        guard let program = programs.first(where: { $0.asset == runOut.asset }),
          let terms = program.policies.services[.reinstating]
        else { return nil }
        let id = coalition.publicIDs.text(runOut.original)
        let most = min(runOut.points, terms.maximum ?? runOut.points)
        let isTyped = typed?.original == id
        return SiteReinstatePage.RunOut(
          id: id, program: naming.program(runOut.asset),
          points: naming.points(runOut.points, of: runOut.asset),
          ranOutAt: ShownTime(runOut.ranOutAt), until: ShownTime(runOut.until),
          typed: isTyped
            ? typed?.points ?? "" : Digits.plain(most.units, decimals: program.decimals),
          fault: isTyped ? typed?.fault : nil,
          rules: terms.reinstatingRules(decimals: program.decimals, visit.words))
      })
    // What it was about is no longer in the list.
    if let typed, !page.runOut.contains(where: { $0.id == typed.original }) { page.fault = typed.fault }
    return page
  }

  private func reinstatementTerms(
    _ offer: OwnReinstatement, _ visit: MemberVisit, isSent: Bool = false, proofFault: String? = nil,
    fault: String? = nil, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    var proof = try await proofField(visit)
    proof?.isSent = isSent
    proof?.fault = proofFault
    var page = try await reinstatementPage(offer, .promised(offer: offer.offer, proof: proof), visit)
    page.fault = fault
    return faces.page(page.render(visit.visit), status: status)
  }

  /// The offer of a form once more, with what was wrong; the list where it is over.
  private func reinstatementTerms(
    _ form: FormFields, _ visit: MemberVisit, isSent: Bool = false, proofFault: String? = nil,
    fault: String? = nil, status: HTTPResponse.Status
  ) async throws -> Response {
    do {
      let offer = try await coalition.reinstatementOffer(form["offer"] ?? "", by: visit.me)
      return try await reinstatementTerms(
        offer, visit, isSent: isSent, proofFault: proofFault, fault: fault, status: status)
    } catch {
      let decimals = await decimals(ofOffer: form["offer"] ?? "", visit)
      guard let (text, status) = visit.words.moving(error, decimals: decimals) else { throw error }
      var page = try await reinstateForm(visit)
      page.fault = fault ?? text
      return faces.page(page.render(visit.visit), status: status)
    }
  }

  /// Of the programme whose points an offer is of; none where it is over, and no refusal names points.
  private func decimals(ofOffer offer: String, _ visit: MemberVisit) async -> Int {
    do {
      return try await coalition.program(try coalition.programOfReinstatement(offer, by: visit.me)).decimals
    } catch { return 0 }
  }

  private func reinstatementPage(
    _ reinstatement: OwnReinstatement, _ stage: SiteServicePage.Stage, at: ShownTime? = nil,
    _ visit: MemberVisit
  ) async throws -> SiteServicePage {
    let words = visit.words
    let naming = try await naming(of: [reinstatement.asset], visit)
    func shown(_ points: Points) -> String { words.points(naming.points(points, of: reinstatement.asset)) }
    var facts = at.map { [SiteServicePage.Fact(name: words.commonTime, value: words.time($0))] } ?? []
    facts += [
      .init(name: words.reinstateAsked, value: shown(reinstatement.points)),
      .init(name: words.reinstateFee, value: shown(reinstatement.fee)),
      .init(name: words.reinstateComes, value: shown(reinstatement.comes), isMain: true),
      .init(
        name: words.reinstateNewEnd,
        value: reinstatement.expiresAt.flatMap { ShownTime(lastDay: $0) }.map(words.day)
          ?? words.reinstateDebt),
      .init(name: words.reinstateLeft, value: shown(reinstatement.left)),
    ]
    let isDone = at != nil
    return SiteServicePage(
      stage: stage, program: naming.program(reinstatement.asset), facts: facts,
      wording: SiteServicePage.Wording(
        heading: isDone ? words.reinstateDone : words.reinstateConfirm,
        intro: isDone ? "" : words.reinstateConfirmIntro,
        send: words.reinstateSend(points: shown(reinstatement.comes)),
        back: isDone ? words.reinstateAgain : words.reinstateChange),
      places: SiteServicePage.Places(
        send: .siteReinstateSend, code: .siteReinstateCode, back: .siteReinstate))
  }
}

extension ServiceTerms {
  /// What a programme says of bringing points back, in sentences.
  func reinstatingRules(decimals: Int, _ words: Words) -> [String] {
    words.serviceRules(self, decimals: decimals)
      + [words.serviceTermsBack(days: Int64(days), life: Int64(lifeDays))]
  }
}

extension Words {
  /// Fee and limits of a service in sentences; without those that there are not.
  func serviceRules(_ terms: ServiceTerms, decimals: Int) -> [String] {
    func points(_ points: Points) -> String { self.points(ShownPoints(points.units, decimals: decimals)) }
    var rules: [String] = []
    if terms.fee > .zero {
      rules.append(serviceSaysFee(percent: Digits.decimal(Int64(terms.fee.value), decimals: 2) + "%"))
    }
    rules.append(serviceSaysMinimum(points: points(terms.minimum)))
    if let most = terms.maximum { rules.append(serviceSaysMaximum(points: points(most))) }
    if let most = terms.daily { rules.append(serviceSaysDaily(points: points(most))) }
    if let most = terms.monthly { rules.append(serviceSaysMonthly(points: points(most))) }
    return rules
  }
}
