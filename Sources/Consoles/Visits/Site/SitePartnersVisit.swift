import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import Loyalty

extension MemberSite {
  func partners(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in
      faces.page(try await partnersPage(visit, [:]).render(visit.visit))
    }
  }

  /// Promises what was reckoned, for a minute.
  func quotePartner(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      var typed: [String: String] = [:]
      for name in SitePartnersPage.fields { typed[name] = String((form[name] ?? "").prefix(100)).trimmed }
      do {
        let quote = try await promise(typed, visit)
        let (_, partner) = try await coalition.ownPartnerQuote(quote.id, by: visit.me)
        guard (1...64).contains((typed["account"] ?? "").utf8.count) else {
          throw PartnerRefusal.accountInvalid
        }
        if quote.from == partner.asset, typed["proof"]?.isEmpty ?? true { throw PartnerRefusal.proofMissing }
        return try await partnerTerms(quote, partner, typed, visit)
      } catch {
        guard let (text, status) = visit.words.partnerMoving(error) else { throw error }
        var page = try await partnersPage(visit, typed)
        page.fault = text
        return faces.page(page.render(visit.visit), status: status)
      }
    }
  }

  private func promise(_ typed: [String: String], _ visit: MemberVisit) async throws -> HeldQuote {
    let way = (typed["way"] ?? "").split(separator: " ").map(String.init)
    let names = coalition.publicIDs
    guard way.count == 3, let partner: PartnerID = names.id(way[0]),
      let direction = PartnerExchange.Direction(rawValue: way[1]), let asset: AssetID = names.id(way[2])
    else { throw OrderRefusal.rateNotFound }
    let decimals =
      direction == .out
      ? try await coalition.program(asset).decimals
      : try await coalition.openPartners().first { $0.id == partner }?.decimals ?? 0
    guard let units = Entered.decimal(typed["points"] ?? "", decimals: decimals) else {
      throw OrderRefusal.amountOutOfRange
    }
    return try await coalition.offerPartnerExchange(
      of: Points(units), direction, in: asset, with: partner, by: visit.me)
  }

  func requestPartnerCode(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      try await refusable {
        try await coalition.requestProofCode(by: visit.me)
      } then: { refusal in
        let isSent = refusal == nil || refusal?.waitSeconds != nil
        return try await partnerTerms(
          form, visit, isSent: isSent, proofFault: refusal?.text(visit.words), status: refusal?.status ?? .ok)
      }
    }
  }

  /// Begins; the same form sent twice begins once and leads to the same page.
  func sendToPartner(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      var me = visit.me
      guard let id: ExchangeQuoteID = coalition.publicIDs.id(form["quote"] ?? "") else {
        throw HTTPError(.notFound)
      }
      do {
        if let proof = ownProof(form) {
          me = try await coalition.proveMyself(proof, from: place(asked), by: me)
        }
        let begun = try await coalition.beginPartnerExchange(
          id, account: form["account"] ?? "", proof: form["proof"] ?? "", by: me)
        return faces.redirect(to: Link.sitePartners.appending(coalition.publicIDs.text(begun.id)))
      } catch AccessRefusal.confirmationNeeded {
        return try await partnerTerms(form, visit, status: .forbidden)
      } catch {
        guard let (text, status) = visit.words.partnerMoving(error) else { throw error }
        let isProof = error is MemberAccessRefusal || (error as? MemberRefusal)?.isOfProof == true
        return try await partnerTerms(
          form, visit, isSent: form["way"] == "code", proofFault: isProof ? text : nil,
          fault: isProof ? nil : text, status: status)
      }
    }
  }

  /// Sends the member to a mall's door, signed for this moment; by a link, as forms lead nowhere outside.
  func goToMall(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in
      guard let id: PartnerID = coalition.publicIDs.id(asked.id) else { throw HTTPError(.notFound) }
      do {
        let address = try await coalition.mallEntry(to: id, by: visit.me)
        return Response(status: .seeOther, headers: [.location: address, .referrerPolicy: "no-referrer"])
      } catch is PartnerRefusal { throw HTTPError(.notFound) }
    }
  }

  func partnerExchange(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in
      guard let id: PartnerExchangeID = coalition.publicIDs.id(asked.id),
        let exchange = try await coalition.ownPartnerExchange(id, by: visit.me)
      else { throw HTTPError(.notFound) }
      let naming = try await naming(
        of: Set([exchange.asset] + coalition.partnerAssets()), visit)
      let partner = try await coalition.partnerAsset(exchange.partner)
      let (ours, theirs) = (
        naming.amount(exchange.points, of: exchange.asset), naming.amount(exchange.theirPoints, of: partner)
      )
      let isOut = exchange.direction == .out
      let page = SitePartnerExchangePage(
        name: visit.words.rateArrow(
          from: naming.currency(isOut ? exchange.asset : partner),
          into: naming.currency(isOut ? partner : exchange.asset)),
        gives: isOut ? ours : theirs, receives: isOut ? theirs : ours, account: exchange.account,
        isOut: isOut, state: ShownPartnerState(rawValue: exchange.state.rawValue) ?? .unknown,
        reason: exchange.failure,
        entry: exchange.transaction.isGiven ? coalition.publicIDs.text(exchange.transaction) : nil,
        at: ShownTime(exchange.finishedAt ?? exchange.createdAt))
      return faces.page(page.render(visit.visit))
    }
  }
}

extension MemberSite {
  private func partnersPage(
    _ visit: MemberVisit, _ typed: [String: String]
  ) async throws -> SitePartnersPage {
    let words = visit.words
    let partners = try await coalition.openPartners()
    let rates = try await coalition.partnerRates()
    let latest = try await coalition.ownPartnerExchanges(by: visit.me)
    let assets = rates.flatMap { [$0.from, $0.into] } + latest.map(\.asset)
    let known = Dictionary(
      try await coalition.knownPartners().map { ($0.id, $0.asset) }, uniquingKeysWith: { first, _ in first })
    let naming = try await naming(of: Set(assets + known.values), visit)
    let ways = rates.compactMap { terms -> SitePartnersPage.Way? in
      let isOut = terms.into.isPartners
      let asset = isOut ? terms.into : terms.from
      guard let partner = partners.first(where: { $0.asset == asset }) else { return nil }
      let program = isOut ? terms.from : terms.into
      let names = coalition.publicIDs
      return SitePartnersPage.Way(
        value: "\(names.text(partner.id)) \(isOut ? "out" : "in") \(names.text(program))",
        name: words.rateArrow(from: naming.currency(terms.from), into: naming.currency(terms.into)),
        ratio: words.rateRatio(
          from: words.points(naming.points(Points(terms.rate.gives), of: terms.from)),
          into: words.points(naming.points(Points(terms.rate.receives), of: terms.into))))
    }
    let rows = latest.map { exchange in
      let (partner, isOut) = (known[exchange.partner] ?? .none, exchange.direction == .out)
      return SitePartnersPage.Row(
        id: coalition.publicIDs.text(exchange.id),
        name: words.rateArrow(
          from: naming.currency(isOut ? exchange.asset : partner),
          into: naming.currency(isOut ? partner : exchange.asset)),
        points: naming.amount(exchange.points, of: exchange.asset),
        state: ShownPartnerState(rawValue: exchange.state.rawValue) ?? .unknown,
        at: ShownTime(exchange.createdAt))
    }
    var page = SitePartnersPage(ways: ways, latest: rows, typed: typed)
    page.malls = partners.filter { $0.contract == .mall }.map {
      (coalition.publicIDs.text($0.id), words.name($0.names))
    }
    return page
  }

  private func partnerTerms(
    _ quote: HeldQuote, _ partner: Partner, _ typed: [String: String], _ visit: MemberVisit,
    isSent: Bool = false, proofFault: String? = nil, fault: String? = nil,
    status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let naming = try await naming(of: [quote.from, quote.into], visit)
    var proof = try await proofField(visit)
    proof?.isSent = isSent
    proof?.fault = proofFault
    var page = SitePartnerTermsPage(
      name: visit.words.rateArrow(from: naming.currency(quote.from), into: naming.currency(quote.into)),
      gives: naming.amount(quote.gives, of: quote.from),
      receives: naming.amount(quote.receives, of: quote.into),
      spread: naming.amount(quote.spread, of: quote.into), quote: coalition.publicIDs.text(quote.id),
      until: ShownTime(quote.endsAt), account: typed["account"] ?? "", partnerProof: typed["proof"] ?? "",
      proof: proof)
    page.fault = fault
    return faces.page(page.render(visit.visit), status: status)
  }

  /// The quote of a form once more, with what was wrong; the first page where it is over.
  private func partnerTerms(
    _ form: FormFields, _ visit: MemberVisit, isSent: Bool = false, proofFault: String? = nil,
    fault: String? = nil, status: HTTPResponse.Status
  ) async throws -> Response {
    let typed = ["account": String((form["account"] ?? "").prefix(64)), "proof": form["proof"] ?? ""]
    do {
      guard let id: ExchangeQuoteID = coalition.publicIDs.id(form["quote"] ?? "") else {
        throw OrderRefusal.quoteNotFound
      }
      let (quote, partner) = try await coalition.ownPartnerQuote(id, by: visit.me)
      return try await partnerTerms(
        quote, partner, typed, visit, isSent: isSent, proofFault: proofFault, fault: fault, status: status)
    } catch {
      guard let (text, status) = visit.words.partnerMoving(error) else { throw error }
      var page = try await partnersPage(visit, typed)
      page.fault = fault ?? text
      return faces.page(page.render(visit.visit), status: status)
    }
  }
}

extension Coalition {
  /// Every partner's points, to be named.
  fileprivate func partnerAssets() async throws -> [AssetID] { try await knownPartners().map(\.asset) }

  fileprivate func partnerAsset(_ id: PartnerID) async throws -> AssetID {
    try await knownPartners().first { $0.id == id }?.asset ?? .none
  }
}

extension Naming {
  /// A programme's name, or whose points they are.
  fileprivate func currency(_ asset: AssetID) -> String {
    asset.isPartners ? words.partnerPointsOf(name: program(asset)) : program(asset)
  }

  fileprivate func amount(_ points: Points, of asset: AssetID) -> String {
    words.points(self.points(points, of: asset)) + " " + currency(asset)
  }
}

extension Words {
  /// As ``moving(_:)``, for exchanges with partners.
  func partnerMoving(_ error: any Error) -> (text: String, status: HTTPResponse.Status)? {
    if let refusal = error as? PartnerRefusal { return (partnerText(refusal), .conflict) }
    return moving(error)
  }
}
