import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import Loyalty

extension MemberSite {
  private static let partsShown = 20

  func advancePage(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in
      let page = try await advanceForm(visit)
      return faces.page(page.render(visit.visit))
    }
  }

  /// Shows what it would do.
  func offerAdvance(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      let (code, typed) = (
        String((form["program"] ?? "").prefix(40)), String((form["points"] ?? "").prefix(20))
      )
      func refused(_ fault: String, _ status: HTTPResponse.Status) async throws -> Response {
        let page = try await advanceForm(visit, typed: (code, typed, fault))
        return faces.page(page.render(visit.visit), status: status)
      }
      let program = try await coalition.programs(by: visit.me).first { $0.code == code }
      guard let program, let units = Entered.decimal(typed, decimals: program.decimals), units > 0 else {
        return try await refused(visit.words.transferPointsWrong, .badRequest)
      }
      do {
        let offer = try await coalition.offerAdvance(of: Points(units), in: program.asset, by: visit.me)
        return try await advanceTerms(offer, visit)
      } catch {
        guard let (text, status) = visit.words.moving(error, decimals: program.decimals) else { throw error }
        return try await refused(text, status)
      }
    }
  }

  func requestAdvanceCode(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      try await refusable {
        try await coalition.requestProofCode(by: visit.me)
      } then: { refusal in
        // A code sent a moment ago is still good, so the form for it is shown.
        let isSent = refusal == nil || refusal?.waitSeconds != nil
        return try await advanceTerms(
          form, visit, isSent: isSent, proofFault: refusal?.text(visit.words), status: refusal?.status ?? .ok)
      }
    }
  }

  /// Does it; the same form sent twice does it once and leads to the same page.
  func sendAdvance(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      var me = visit.me
      do {
        if let proof = ownProof(form) {
          me = try await coalition.proveMyself(proof, from: place(asked), by: me)
        }
        let receipt = try await coalition.advance(form["offer"] ?? "", by: me)
        return faces.redirect(to: .siteAdvanceDone(coalition.publicIDs.text(receipt.transaction.id)))
      } catch AccessRefusal.confirmationNeeded {
        return try await advanceTerms(form, visit, status: .forbidden)
      } catch {
        let decimals = await decimals(ofAdvance: form["offer"] ?? "", visit)
        guard let (text, status) = visit.words.moving(error, decimals: decimals) else { throw error }
        let isProof = error is MemberAccessRefusal || (error as? MemberRefusal)?.isOfProof == true
        return try await advanceTerms(
          form, visit, isSent: form["way"] == "code", proofFault: isProof ? text : nil,
          fault: isProof ? nil : text, status: status)
      }
    }
  }

  func advanceDone(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in
      guard let id: TransactionID = coalition.publicIDs.id(asked.id),
        let made = try await coalition.ownAdvance(id, by: visit.me), let at = made.at
      else { throw HTTPError(.notFound) }
      let page = try await advancePage(made, .done(id: asked.id), at: ShownTime(at), visit)
      return faces.page(page.render(visit.visit))
    }
  }
}

extension MemberSite {
  private func advanceForm(
    _ visit: MemberVisit, typed: (code: String, points: String, fault: String)? = nil
  ) async throws -> SiteAdvancePage {
    let found = try await coalition.waitingPoints(by: visit.me)
    let programs = try await coalition.programs(by: visit.me)
    var page = SiteAdvancePage(
      waiting: found.compactMap { waiting in
        guard let program = programs.first(where: { $0.asset == waiting.asset }),
          let terms = program.policies.services[.advancing]
        else { return nil }
        func shown(_ points: Points) -> ShownPoints { ShownPoints(points.units, decimals: program.decimals) }
        let most = min(waiting.points, terms.maximum ?? waiting.points)
        let isTyped = typed?.code == program.code
        return SiteAdvancePage.Waiting(
          code: program.code, program: visit.words.name(program.names), points: shown(waiting.points),
          parts: waiting.parts.prefix(Self.partsShown).map { (shown($0.points), ShownTime($0.maturesAt)) },
          typed: isTyped ? typed?.points ?? "" : Digits.plain(most.units, decimals: program.decimals),
          fault: isTyped ? typed?.fault : nil,
          rules: terms.advancingRules(decimals: program.decimals, visit.words))
      })
    // What it was about is no longer in the list.
    if let typed, !page.waiting.contains(where: { $0.code == typed.code }) { page.fault = typed.fault }
    return page
  }

  private func advanceTerms(
    _ offer: OwnAdvance, _ visit: MemberVisit, isSent: Bool = false, proofFault: String? = nil,
    fault: String? = nil, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    var proof = try await proofField(visit)
    proof?.isSent = isSent
    proof?.fault = proofFault
    var page = try await advancePage(offer, .promised(offer: offer.offer, proof: proof), visit)
    page.fault = fault
    return faces.page(page.render(visit.visit), status: status)
  }

  /// The offer of a form once more, with what was wrong; the list where it is over.
  private func advanceTerms(
    _ form: FormFields, _ visit: MemberVisit, isSent: Bool = false, proofFault: String? = nil,
    fault: String? = nil, status: HTTPResponse.Status
  ) async throws -> Response {
    do {
      let offer = try await coalition.advanceOffer(form["offer"] ?? "", by: visit.me)
      return try await advanceTerms(
        offer, visit, isSent: isSent, proofFault: proofFault, fault: fault, status: status)
    } catch {
      let decimals = await decimals(ofAdvance: form["offer"] ?? "", visit)
      guard let (text, status) = visit.words.moving(error, decimals: decimals) else { throw error }
      var page = try await advanceForm(visit)
      page.fault = fault ?? text
      return faces.page(page.render(visit.visit), status: status)
    }
  }

  /// Of the programme whose points an offer is of; none where it is over, and no refusal names points.
  private func decimals(ofAdvance offer: String, _ visit: MemberVisit) async -> Int {
    do {
      return try await coalition.program(try coalition.programOfAdvance(offer, by: visit.me)).decimals
    } catch { return 0 }
  }

  private func advancePage(
    _ advance: OwnAdvance, _ stage: SiteServicePage.Stage, at: ShownTime? = nil, _ visit: MemberVisit
  ) async throws -> SiteServicePage {
    let words = visit.words
    let naming = try await naming(of: [advance.asset], visit)
    func shown(_ points: Points) -> String { words.points(naming.points(points, of: advance.asset)) }
    var facts = at.map { [SiteServicePage.Fact(name: words.commonTime, value: words.time($0))] } ?? []
    facts += [
      .init(name: words.advanceAsked, value: shown(advance.points)),
      .init(name: words.reinstateFee, value: shown(advance.fee), isMain: true),
      .init(name: words.advanceComes, value: shown(advance.comes), isMain: true),
      .init(name: words.advanceLeft, value: shown(advance.left)),
    ]
    let isDone = at != nil
    return SiteServicePage(
      stage: stage, program: naming.program(advance.asset), facts: facts,
      wording: SiteServicePage.Wording(
        heading: isDone ? words.advanceDone : words.advanceConfirm,
        intro: isDone ? "" : words.advanceConfirmIntro,
        send: words.advanceSend(points: shown(advance.comes)),
        back: isDone ? words.advanceAgain : words.reinstateChange),
      places: SiteServicePage.Places(send: .siteAdvanceSend, code: .siteAdvanceCode, back: .siteAdvance))
  }
}

extension ServiceTerms {
  /// What a programme says of using points before their time, in sentences.
  func advancingRules(decimals: Int, _ words: Words) -> [String] {
    words.serviceRules(self, decimals: decimals) + [
      words.serviceSaysShare(percent: Digits.decimal(Int64(share.value), decimals: 2) + "%"),
      words.serviceSaysAhead(count: Int64(days)),
    ]
  }
}
