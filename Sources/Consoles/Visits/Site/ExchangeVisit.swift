import Coalition
import HTTPTypes
import Hummingbird
import Ledger

extension MemberSite {
  /// The calculator; it asks by its address and moves nothing.
  func exchangePage(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in
      let query = asked.query
      let page = try await exchangeForm(visit) { query[$0] ?? "" }
      return faces.page(page.render(visit.visit))
    }
  }

  /// Promises what was reckoned, for a minute.
  func quoteExchange(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      var page = try await exchangeForm(visit) { form[$0] ?? "" }
      let programs = try await coalition.exchangePrograms()
      guard let from = programs.first(where: { $0.code == page.calculator.from }),
        let into = programs.first(where: { $0.code == page.calculator.into }),
        let units = Entered.decimal(page.calculator.points, decimals: from.decimals)
      else { return faces.page(page.render(visit.visit), status: .badRequest) }
      do {
        let offer = try await coalition.offerExchange(
          of: Points(units), from: from.asset, into: into.asset, by: visit.me)
        return try await exchangeTerms(offer, visit)
      } catch {
        guard let (text, status) = visit.words.moving(error) else { throw error }
        page.fault = text
        return faces.page(page.render(visit.visit), status: status)
      }
    }
  }

  func requestExchangeCode(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      try await refusable {
        try await coalition.requestProofCode(by: visit.me)
      } then: { refusal in
        let isSent = refusal == nil || refusal?.waitSeconds != nil
        return try await exchangeTerms(
          form, visit, isSent: isSent, proofFault: refusal?.text(visit.words), status: refusal?.status ?? .ok)
      }
    }
  }

  /// Exchanges; the same form sent twice exchanges once and leads to the same page.
  func sendExchange(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      var me = visit.me
      guard let id: ExchangeQuoteID = coalition.publicIDs.id(form["quote"] ?? "") else {
        throw HTTPError(.notFound)
      }
      do {
        if let proof = ownProof(form) {
          me = try await coalition.proveMyself(proof, from: place(asked), by: me)
        }
        let receipt = try await coalition.exchange(id, by: me)
        return faces.redirect(to: .siteExchangeDone(coalition.publicIDs.text(receipt.transaction.id)))
      } catch AccessRefusal.confirmationNeeded {
        return try await exchangeTerms(form, visit, status: .forbidden)
      } catch {
        guard let (text, status) = visit.words.moving(error) else { throw error }
        let isProof = error is MemberAccessRefusal || (error as? MemberRefusal)?.isOfProof == true
        return try await exchangeTerms(
          form, visit, isSent: form["way"] == "code", proofFault: isProof ? text : nil,
          fault: isProof ? nil : text, status: status)
      }
    }
  }

  func exchangeDone(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in
      guard let id: TransactionID = coalition.publicIDs.id(asked.id),
        let made = try await coalition.ownExchange(id, by: visit.me)
      else { throw HTTPError(.notFound) }
      let page = try await exchangeTerms(made, .done(id: asked.id, at: ShownTime(made.at)), visit)
      return faces.page(page.render(visit.visit))
    }
  }
}

extension MemberSite {
  private func exchangeForm(
    _ visit: MemberVisit, _ typed: (String) -> String
  ) async throws -> SiteExchangePage {
    let rates = try await coalition.exchangeBoard()
    let programs = try await coalition.exchangePrograms()
    let reader = RateReader(coalition: coalition, words: visit.words, programs: programs)
    let wallets = try await coalition.wallets(by: visit.me)
    return SiteExchangePage(
      wallets: programs.map { program in
        let spendable = wallets.first { $0.key.asset == program.asset }?.spendable ?? 0
        return SiteExchangePage.Wallet(
          name: visit.words.name(program.names),
          spendable: ShownPoints(spendable.units, decimals: program.decimals))
      }, rates: rates.compactMap(reader.shown), calculator: reader.calculator(typed, rates))
  }

  private func exchangeTerms(
    _ offer: (quote: HeldQuote, would: OwnExchange), _ visit: MemberVisit, isSent: Bool = false,
    proofFault: String? = nil, fault: String? = nil, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    var proof = try await proofField(visit)
    proof?.isSent = isSent
    proof?.fault = proofFault
    var page = try await exchangeTerms(
      offer.would,
      .promised(
        quote: coalition.publicIDs.text(offer.quote.id), until: ShownTime(offer.quote.endsAt), proof: proof),
      visit)
    page.fault = fault
    return faces.page(page.render(visit.visit), status: status)
  }

  /// The quote of a form once more, with what was wrong; the calculator where it is over.
  private func exchangeTerms(
    _ form: FormFields, _ visit: MemberVisit, isSent: Bool = false, proofFault: String? = nil,
    fault: String? = nil, status: HTTPResponse.Status
  ) async throws -> Response {
    do {
      guard let id: ExchangeQuoteID = coalition.publicIDs.id(form["quote"] ?? "") else {
        throw OrderRefusal.quoteNotFound
      }
      let offer = try await coalition.ownQuote(id, by: visit.me)
      return try await exchangeTerms(
        offer, visit, isSent: isSent, proofFault: proofFault, fault: fault, status: status)
    } catch {
      guard let (text, status) = visit.words.moving(error) else { throw error }
      var page = try await exchangeForm(visit) { _ in "" }
      page.fault = fault ?? text
      return faces.page(page.render(visit.visit), status: status)
    }
  }

  private func exchangeTerms(
    _ exchange: OwnExchange, _ stage: SiteExchangeTermsPage.Stage, _ visit: MemberVisit
  ) async throws -> SiteExchangeTermsPage {
    let naming = try await naming(of: [exchange.from, exchange.into], visit)
    return SiteExchangeTermsPage(
      stage: stage, from: naming.program(exchange.from), into: naming.program(exchange.into),
      gives: naming.points(exchange.gives, of: exchange.from),
      receives: naming.points(exchange.receives, of: exchange.into),
      spread: naming.points(exchange.spread, of: exchange.into),
      fromLeft: naming.points(exchange.fromLeft, of: exchange.from),
      intoLeft: naming.points(exchange.intoLeft, of: exchange.into))
  }
}
