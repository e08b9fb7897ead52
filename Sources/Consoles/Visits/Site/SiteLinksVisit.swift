import Coalition
import HTTPTypes
import Hummingbird
import Ledger

// The member's accounts at other systems.
extension MemberSite {
  func links(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in faces.page(try await linksPage(visit).render(visit.visit)) }
  }

  /// Has a code sent to the account, then asks for it.
  func requestLinkCode(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      var typed: [String: String] = [:]
      for name in SiteLinksPage.fields { typed[name] = String((form[name] ?? "").prefix(100)).trimmed }
      do {
        guard let id: PartnerID = coalition.publicIDs.id(typed["system"] ?? "") else {
          throw LinkRefusal.linkingOff
        }
        try await coalition.requestLinkCode(to: typed["account"] ?? "", at: id, by: visit.me)
        return try await confirmation(["system": typed["system"] ?? ""], visit)
      } catch {
        guard let (text, status) = visit.words.linking(error) else { throw error }
        // Where no code is good, there is nothing to type.
        if (error as? LinkRefusal)?.mayHaveSent == true,
          let page = try? await confirmation(typed, visit, fault: text, status: status)  // as said above
        {
          return page
        }
        return try await linksPage(visit, typed, fault: text, status: status)
      }
    }
  }

  /// Where a partner sends its customer to: shows what would be linked to what.
  func handOver(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in
      var fields: [String: String] = [:]
      for name in HandOver.fields { fields[name] = asked.query[name] ?? "" }
      do { return try await confirmation(fields, visit) } catch {
        guard let (text, status) = visit.words.linking(error) else { throw error }
        return try await linksPage(visit, fault: text, status: status)
      }
    }
  }

  /// Sends the code that proves the member to their number.
  func requestLinkProof(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      try await refusable {
        try await coalition.requestProofCode(by: visit.me)
      } then: { refusal in
        // A code sent a moment ago is still good, so the form for it is shown.
        try await again(
          form, visit, isSent: refusal == nil || refusal?.waitSeconds != nil,
          proofFault: refusal?.text(visit.words), status: refusal?.status ?? .ok)
      }
    }
  }

  /// Links; the same form sent twice links once.
  func confirmLink(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      var me = visit.me
      do {
        if let proof = ownProof(form) {
          me = try await coalition.proveMyself(proof, from: place(asked), by: me)
        }
        if form["sign"] != nil {
          guard let handOver = HandOver(form.linkFields) else { throw LinkRefusal.handOverInvalid }
          _ = try await coalition.linkAccount(handOver, by: me)
        } else {
          guard let id: PartnerID = coalition.publicIDs.id(form["system"] ?? "") else {
            throw LinkRefusal.linkingOff
          }
          _ = try await coalition.linkAccount(withCode: form["link_code"] ?? "", at: id, by: me)
        }
        return done(.linked, at: .siteLinks)
      } catch AccessRefusal.confirmationNeeded {
        return try await again(form, visit, status: .forbidden)
      } catch {
        guard let (text, status) = visit.words.linking(error) else { throw error }
        let isProof = error is MemberAccessRefusal || (error as? MemberRefusal)?.isOfProof == true
        return try await again(
          form, visit, isSent: form["way"] == "code", proofFault: isProof ? text : nil,
          fault: isProof ? nil : text, status: status)
      }
    }
  }

  func endLink(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, _ in
      guard let id: LinkedAccountID = coalition.publicIDs.id(asked.id) else { throw HTTPError(.notFound) }
      do { try await coalition.endOwnLink(id, by: visit.me) } catch is LinkRefusal {
        throw HTTPError(.notFound)
      }
      return done(.linkEnded, at: .siteLinks)
    }
  }
}

extension MemberSite {
  private func linksPage(
    _ visit: MemberVisit, _ typed: [String: String] = [:], fault: String?, status: HTTPResponse.Status
  ) async throws -> Response {
    var page = try await linksPage(visit)
    (page.typed, page.fault) = (typed, fault)
    return faces.page(page.render(visit.visit), status: status)
  }

  private func linksPage(_ visit: MemberVisit) async throws -> SiteLinksPage {
    let words = visit.words
    let partners = Dictionary(
      try await coalition.knownPartners().map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let programs = try await coalition.programs(by: visit.me)
    let brought = try await coalition.ownBroughtIn(by: visit.me)
    var shown: [(isCurrent: Bool, link: ShownLink)] = []
    for link in try await coalition.ownLinks(by: visit.me) {
      var row = ShownLink(link, partners[link.partner], coalition.publicIDs, words)
      if link.endedAt == nil, let came = brought.first(where: { $0.bringIn.link == link.id }) {
        let exchange = came.exchange
        row.brought = words.brought(came.bringIn, exchange) { points in
          let program = programs.first { $0.asset == exchange?.asset }
          return words.points(ShownPoints(points.units, decimals: program?.decimals ?? 0)) + " "
            + (program.map { words.name($0.names) } ?? "")
        }
        row.exchange = exchange.map { coalition.publicIDs.text($0.id) }
      }
      shown.append((link.endedAt == nil, row))
    }
    return SiteLinksPage(
      current: shown.filter(\.isCurrent).map(\.link), ended: shown.filter { !$0.isCurrent }.map(\.link),
      systems: try await coalition.linkingPartners().map {
        (coalition.publicIDs.text($0.id), words.name($0.names))
      })
  }

  /// - Throws: ``LinkRefusal``.
  private func confirmation(
    _ fields: [String: String], _ visit: MemberVisit, isSent: Bool = false, proofFault: String? = nil,
    fault: String? = nil, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let (partner, account, carried) = try await offered(fields, visit)
    var proof = try await proofField(visit)
    proof?.isSent = isSent
    proof?.fault = proofFault
    let program = try await partner.bringsInto.asyncMap { try await coalition.program($0) }
    var page = SiteLinkConfirmPage(
      system: visit.words.name(partner.names), account: account, member: masked(visit),
      program: program.map { visit.words.name($0.names) }, carried: carried,
      asksCode: fields["sign"] == nil, proof: proof)
    page.fault = fault
    return faces.page(page.render(visit.visit), status: status)
  }

  private func offered(
    _ fields: [String: String], _ visit: MemberVisit
  ) async throws -> (partner: Partner, account: String, carried: [(name: String, value: String)]) {
    if fields["sign"] != nil {
      guard let handOver = HandOver(fields) else { throw LinkRefusal.handOverInvalid }
      let (partner, account) = try await coalition.offeredLink(handOver, by: visit.me)
      return (partner, account.maskedAccount, handOver.parameters)
    }
    guard let id: PartnerID = coalition.publicIDs.id(fields["system"] ?? ""),
      let partner = try await coalition.linkingPartners().first(where: { $0.id == id })
    else { throw LinkRefusal.linkingOff }
    guard let account = try await coalition.linkCodeAccount(at: id, by: visit.me) else {
      throw LinkRefusal.codeWrong
    }
    return (partner, account, [("system", fields["system"] ?? "")])
  }

  /// What a form carried once more, with what was wrong; the first page where it is good no more.
  private func again(
    _ form: FormFields, _ visit: MemberVisit, isSent: Bool = false, proofFault: String? = nil,
    fault: String? = nil, status: HTTPResponse.Status
  ) async throws -> Response {
    do {
      return try await confirmation(
        form.linkFields, visit, isSent: isSent, proofFault: proofFault, fault: fault, status: status)
    } catch {
      guard let (text, status) = visit.words.linking(error) else { throw error }
      return try await linksPage(visit, fault: fault ?? text, status: status)
    }
  }
}

extension LinkRefusal {
  /// Whether a code may have come to the account nevertheless, so that there is something to type.
  fileprivate var mayHaveSent: Bool {
    switch self {
    case .notAnswered, .codeTooSoon: true
    default: false
    }
  }
}

extension FormFields {
  /// What a form about a link carries on, cut to what could be.
  fileprivate var linkFields: [String: String] {
    var fields: [String: String] = [:]
    for name in HandOver.fields + ["system"] {
      if let text = self[name] { fields[name] = String(text.prefix(100)) }
    }
    return fields
  }
}

extension Optional {
  fileprivate func asyncMap<Other>(_ change: (Wrapped) async throws -> Other) async rethrows -> Other? {
    guard let self else { return nil }
    return try await change(self)
  }
}

extension ShownLink {
  init(_ link: LinkedAccount, _ partner: Partner?, _ names: PublicIDs, _ words: Words) {
    self.init(
      id: names.text(link.id), system: partner.map { words.name($0.names) } ?? words.commonNone,
      account: link.account.isEmpty ? words.commonNone : link.masked, way: words.linkWay(link.way),
      since: ShownTime(link.linkedAt))
    ended = link.endedAt.map {
      words.linkEndedAt(reason: words.linkState(link.endReason), time: words.time(ShownTime($0)))
    }
  }
}

extension Words {
  func linkWay(_ way: LinkedAccount.Way) -> String {
    switch way {
    case .handOver: linkWayHandOver
    case .code: linkWayCode
    }
  }

  func linkState(_ reason: LinkedAccount.EndReason) -> String {
    switch reason {
    case .none: linkStateCurrent
    case .member: linkStateMember
    case .operator: linkStateOperator
    case .partner: linkStatePartner
    case .left: linkStateLeft
    }
  }

  /// What came with a link; what is not known is said to be so.
  fileprivate func brought(
    _ bringIn: BringIn, _ exchange: PartnerExchange?, _ shown: (Points) -> String
  ) -> String {
    switch (bringIn.state, exchange?.state) {
    case (_, .done): linkBroughtDone(points: shown(exchange?.points ?? 0))
    case (.nothing, _), (_, .refused): linkBroughtNothing
    case (.asking, _), (.exchanged, _): linkBroughtAsking
    }
  }

  /// As ``moving(_:)``, for links.
  func linking(_ error: any Error) -> (text: String, status: HTTPResponse.Status)? {
    guard let refusal = error as? LinkRefusal else { return partnerMoving(error) }
    return switch refusal {
    case .linkNotFound: (linkFaultNotFound, .notFound)
    case .linkingOff: (linkFaultOff, .conflict)
    case .accountTaken: (linkFaultTaken, .conflict)
    case .tooMany: (linkFaultTooMany, .conflict)
    case .handOverInvalid: (linkFaultInvalid, .badRequest)
    case .handOverEnded: (linkFaultOver, .badRequest)
    case .handOverUsed: (linkFaultUsed, .conflict)
    case .codeWrong: (linkFaultCode, .badRequest)
    case .codeTooSoon(let seconds): (linkFaultSoon(seconds: String(seconds)), .tooManyRequests)
    case .notAnswered: (linkFaultSilent, .serviceUnavailable)
    }
  }
}
