import Coalition
import HTTPTypes
import Hummingbird
import Ledger

/// The member site: what its handlers share.
struct MemberSite: Sendable {
  let faces: Faces
  let coalition: Coalition
  let tokens: FormToken
  let record: FaceRecord

  init(_ faces: Faces, _ coalition: Coalition, record: @escaping FaceRecord) {
    self.faces = faces
    self.coalition = coalition
    tokens = FormToken(key: coalition.secrets.formKey)
    self.record = record
  }
}

/// An entered member's request.
struct MemberVisit: Sendable {
  let asked: Asked
  let me: MemberPrincipal
  let member: Member
  var visit: Visit
  let record: FaceRecord

  var words: Words { visit.words }

  mutating func say(_ text: String) { visit.notices.append(Visit.Notice(tone: .good, text: text)) }

  /// Reads a part of a page, so that its failure does not take the page with it.
  func loaded<Value: Sendable>(_ read: () async throws -> Value) async -> Loaded<Value> {
    do { return .loaded(try await read()) } catch {
      record(asked.caller.requestID, error)
      return .failed(requestID: asked.caller.requestID)
    }
  }
}

extension Faces {
  /// Makes what serves an address of the one that answers it.
  typealias Ask<Context: RequestContext> = (
    _ answer: @escaping @Sendable (Asked) async throws -> Response
  ) -> @Sendable (Request, Context) async throws -> Response

  /// Serves the member site.
  func addMemberRoutes<Context: RequestContext>(
    to router: Router<Context>, _ site: MemberSite, _ ask: Ask<Context>
  ) {
    router.get("member/enter", use: ask(site.enterPage))
    router.post("member/enter", use: ask(site.requestEntry))
    router.post("member/enter/code", use: ask(site.enterByCode))
    router.post("member/enter/agree", use: ask(site.agree))
    router.get("member/enter/password", use: ask(site.passwordEntryPage))
    router.post("member/enter/password", use: ask(site.enterByPassword))
    router.post("member/sign-out", use: ask(site.signOut))
    router.get("member/help", use: ask(site.help))
    router.get("member", use: ask(site.home))
    router.get("member/code", use: ask(site.code))
    router.get("member/points", use: ask(site.points))
    router.get("member/points.csv", use: ask(site.pointsExport))
    router.get("member/entries/:id", use: ask(site.movement))
    addMovingRoutes(to: router, site, ask)
    addOwnRoutes(to: router, site, ask)
  }

  /// What moves points, and where they are good.
  private func addMovingRoutes<Context: RequestContext>(
    to router: Router<Context>, _ site: MemberSite, _ ask: Ask<Context>
  ) {
    router.get("member/transfer", use: ask(site.transferPage))
    router.post("member/transfer", use: ask(site.offerTransfer))
    router.post("member/transfer/code", use: ask(site.requestTransferCode))
    router.post("member/transfer/send", use: ask(site.sendTransfer))
    router.get("member/transfer/done/:id", use: ask(site.transferDone))
    router.get("member/exchange", use: ask(site.exchangePage))
    router.post("member/exchange", use: ask(site.quoteExchange))
    router.post("member/exchange/code", use: ask(site.requestExchangeCode))
    router.post("member/exchange/send", use: ask(site.sendExchange))
    router.get("member/exchange/done/:id", use: ask(site.exchangeDone))
    router.get("member/partners", use: ask(site.partners))
    router.post("member/partners", use: ask(site.quotePartner))
    router.post("member/partners/code", use: ask(site.requestPartnerCode))
    router.post("member/partners/send", use: ask(site.sendToPartner))
    router.get("member/malls/:id", use: ask(site.goToMall))
    router.get("member/partners/:id", use: ask(site.partnerExchange))
    router.get("member/buy", use: ask(site.buyPage))
    router.post("member/buy", use: ask(site.offerPoints))
    router.post("member/buy/order", use: ask(site.orderPoints))
    router.get("member/buy/orders/:id", use: ask(site.pointsOrder))
    router.post("member/buy/orders/:id/return", use: ask(site.returnPointsOrder))
    router.get("member/advance", use: ask(site.advancePage))
    router.post("member/advance", use: ask(site.offerAdvance))
    router.post("member/advance/code", use: ask(site.requestAdvanceCode))
    router.post("member/advance/send", use: ask(site.sendAdvance))
    router.get("member/advance/done/:id", use: ask(site.advanceDone))
    router.get("member/reinstate", use: ask(site.reinstatePage))
    router.post("member/reinstate", use: ask(site.offerReinstatement))
    router.post("member/reinstate/code", use: ask(site.requestReinstatementCode))
    router.post("member/reinstate/send", use: ask(site.sendReinstatement))
    router.get("member/reinstate/done/:id", use: ask(site.reinstatementDone))
    router.get("member/pools", use: ask(site.poolsPage))
    router.post("member/pools", use: ask(site.makePool))
    router.post("member/pools/answer", use: ask(site.answerPool))
    router.get("member/pools/:id", use: ask(site.poolPage))
    router.get("member/pools/:id/code", use: ask(site.poolCode))
    router.post("member/pools/:id/invite", use: ask(site.inviteToPool))
    router.post("member/pools/:id/change", use: ask(site.changePool))
    router.get("member/pools/:id/confirm", use: ask(site.poolConfirmPage))
    router.post("member/pools/:id/confirm", use: ask(site.actOnPool))
    router.post("member/pools/:id/confirm/code", use: ask(site.requestPoolCode))
    router.get("member/levels", use: ask(site.levels))
    router.get("member/redeem", use: ask(site.redeemPage))
    router.post("member/redeem", use: ask(site.lookAtCard))
    router.post("member/redeem/confirm", use: ask(site.redeemCard))
    router.get("member/places", use: ask(site.places))
    router.get("member/promotions", use: ask(site.promotions))
    router.get("member/news", use: ask(site.news))
    router.post("member/news/dismiss", use: ask(site.dismissNews))
  }

  /// What a member sets and asks for.
  private func addOwnRoutes<Context: RequestContext>(
    to router: Router<Context>, _ site: MemberSite, _ ask: Ask<Context>
  ) {
    router.get("member/me", use: ask(site.account))
    router.post("member/me/profile", use: ask(site.saveProfile))
    router.post("member/me/type", use: ask(site.setType))
    router.get("member/me/devices", use: ask(site.devices))
    router.post("member/me/devices/others", use: ask(site.endOtherDevices))
    router.post("member/me/devices/:id", use: ask(site.endDevice))
    router.get("member/me/password", use: ask(site.passwordPage))
    router.post("member/me/password/code", use: ask(site.requestPasswordCode))
    router.post("member/me/password", use: ask(site.setPassword))
    router.get("member/stop/:id", use: ask(site.stopPage))
    router.post("member/stop/:id", use: ask(site.stopMail))
    router.get("member/me/links", use: ask(site.links))
    router.post("member/me/links", use: ask(site.requestLinkCode))
    router.get("member/me/links/hand-over", use: ask(site.handOver))
    router.post("member/me/links/proof", use: ask(site.requestLinkProof))
    router.post("member/me/links/confirm", use: ask(site.confirmLink))
    router.post("member/me/links/:id/end", use: ask(site.endLink))
    router.get("member/me/cards", use: ask(site.cardsPage))
    router.post("member/me/cards", use: ask(site.addCard))
    router.post("member/me/cards/code", use: ask(site.requestCardCode))
    router.post("member/me/cards/:id/lost", use: ask(site.reportCardLost))
    router.post("member/me/cards/:id/release", use: ask(site.releaseCard))
    router.get("member/me/pin", use: ask(site.pinPage))
    router.post("member/me/pin/code", use: ask(site.requestPINCode))
    router.post("member/me/pin", use: ask(site.setPIN))
    router.get("member/me/email", use: ask(site.emailPage))
    router.post("member/me/email", use: ask(site.requestEmailCodes))
    router.post("member/me/email/change", use: ask(site.changeEmail))
    router.get("member/me/phone", use: ask(site.phonePage))
    router.post("member/me/phone", use: ask(site.requestPhoneCodes))
    router.post("member/me/phone/change", use: ask(site.changePhone))
    router.get("member/me/freeze", use: ask(site.freezePage))
    router.post("member/me/freeze", use: ask(site.freeze))
    router.get("member/me/leave", use: ask(site.leavePage))
    router.post("member/me/leave/code", use: ask(site.requestLeaveCode))
    router.post("member/me/leave", use: ask(site.leave))
    router.get("member/me/export.json", use: ask(site.export))
    router.get("member/messages", use: ask(site.inbox))
    router.get("member/me/notices", use: ask(site.preferences))
    router.post("member/me/notices", use: ask(site.savePreferences))
    router.get("member/feedback", use: ask(site.feedbackPage))
    router.post("member/feedback", use: ask(site.sendFeedback))
    router.get("member/feedback/:id", use: ask(site.thread))
    router.post("member/feedback/:id", use: ask(site.addToThread))
  }
}

extension MemberSite {
  /// Answers an entered member; sends everybody else to enter, and back here after it.
  func entered(
    _ asked: Asked, _ answer: (MemberVisit) async throws -> Response
  ) async throws -> Response {
    guard let token = faces.cookie(.memberSession).value(in: asked.request.headers[.cookie]) else {
      return toEntry(asked, hasEnded: false)
    }
    let session: MemberSession
    do { session = try await coalition.memberSession(token) } catch is MemberAccessRefusal {
      return toEntry(asked, hasEnded: true)
    }
    var visit = siteVisit(asked, language: session.member.language)
    visit.formToken = tokens.token(session: token)
    if let said = Said(rawValue: asked.query["said"] ?? "") {
      visit.notices.append(Visit.Notice(tone: .good, text: said.text(visit.words)))
    }
    let member = MemberVisit(
      asked: asked, me: session.principal, member: session.member, visit: visit, record: record)
    do { return try await answer(member) } catch MemberAccessRefusal.notAuthenticated {
      return toEntry(asked, hasEnded: true)
    }
  }

  /// As ``entered(_:_:)`` for a form, whose token must fit the session.
  func enteredForm(
    _ asked: Asked, _ answer: (MemberVisit, FormFields) async throws -> Response
  ) async throws -> Response {
    try await entered(asked) { visit in
      let form = try await asked.form()
      let session = faces.cookie(.memberSession).value(in: asked.request.headers[.cookie]) ?? ""
      guard tokens.accepts(form["form_token"] ?? "", session: session) else {
        return faces.refusal(.staleForm, asked, by: visit.me.actor, in: coalition)
      }
      return try await answer(visit, form)
    }
  }

  /// What was chosen on this device counts first, then what the member set.
  func siteVisit(_ asked: Asked, language: MemberLanguage? = nil) -> Visit {
    let cookies = asked.request.headers[.cookie]
    var visit = faces.visit(asked.request)
    if faces.cookie(.language).value(in: cookies) == nil, let language,
      let own = Language(rawValue: language.rawValue)
    {
      visit = faces.visit(asked.request, in: own)
    }
    visit.isLargeType = faces.cookie(.typeSize).value(in: cookies) == "large"
    return visit
  }

  /// Goes on to a page that says what was done.
  func done(_ said: Said, at page: Link) -> Response {
    faces.redirect(to: page.query([("said", said.rawValue)]))
  }

  func place(_ asked: Asked) -> EntryPlace {
    EntryPlace(
      address: asked.caller.address,
      knownDevice: faces.cookie(.knownDevice).value(in: asked.request.headers[.cookie]) ?? "",
      device: DeviceName.of(asked.request.headers[.userAgent] ?? ""))
  }

  private func toEntry(_ asked: Asked, hasEnded: Bool) -> Response {
    let wasReading = asked.request.method == .get
    let next = wasReading ? asked.request.uri.string : Link.site.text
    var response = faces.redirect(
      to: Link.siteEnter.query([("next", next == Link.site.text ? "" : next), ("ended", hasEnded ? "1" : "")])
    )
    if hasEnded { response.headers[.setCookie] = faces.cookie(.memberSession).clearing }
    return response
  }
}

/// What a page says was done, carried over a redirect by name.
enum Said: String {
  case saved, phone, password, pin, email, frozen, ended, sent, preferences, redeemed
  case cardBound, cardLost, cardReleased, linked, linkEnded
  case poolInvited, poolPutIn, poolLeft, poolClosed

  func text(_ words: Words) -> String {
    switch self {
    case .saved: words.saidSaved
    case .cardBound: words.cardSaidBound
    case .linked: words.linkSaidLinked
    case .linkEnded: words.linkSaidEnded
    case .cardLost: words.cardSaidLost
    case .cardReleased: words.cardSaidReleased
    case .poolInvited: words.poolInvited
    case .poolPutIn: words.poolPutInDone
    case .poolLeft: words.poolWasLeft
    case .poolClosed: words.poolWasClosed
    case .phone: words.saidPhone
    case .password: words.saidPassword
    case .pin: words.saidPin
    case .email: words.saidEmail
    case .frozen: words.saidFrozen
    case .ended: words.saidEnded
    case .sent: words.saidSent
    case .preferences: words.saidSaved
    case .redeemed: words.redeemSaid
    }
  }
}

/// What kind of browser and system asks, by the names they give themselves.
enum DeviceName {
  private static let browsers = [
    ("MicroMessenger", "WeChat"), ("AlipayClient", "Alipay"), ("Edg", "Edge"), ("HuaweiBrowser", "Huawei"),
    ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("Chrome", "Chrome"), ("CriOS", "Chrome"),
    ("Safari", "Safari"), ("curl", "curl"),
  ]
  private static let systems = [
    ("HarmonyOS", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
    ("Windows", "Windows"), ("Macintosh", "Mac"), ("Linux", "Linux"),
  ]

  /// As `Chrome, Android`; empty where neither is known.
  static func of(_ userAgent: String) -> String {
    let text = String(userAgent.prefix(500))
    return [browsers, systems].compactMap { list in list.first { text.contains($0.0) }?.1 }
      .joined(separator: ", ")
  }
}
