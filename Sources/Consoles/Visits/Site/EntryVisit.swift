import Coalition
import HTTPTypes
import Hummingbird
import Ledger

extension MemberSite {
  /// How long a form may lie open, in seconds.
  private static let formSeconds = 3_600

  func enterPage(_ asked: Asked) async throws -> Response {
    let next = Link(local: asked.query["next"] ?? "")
    if let token = faces.cookie(.memberSession).value(in: asked.request.headers[.cookie]) {
      // Nil is the answer of an ended session; whoever still has one needs no form.
      let session = try? await coalition.memberSession(token)
      if session != nil { return faces.redirect(to: next ?? .site) }
    }
    let fault: EnterFault? = asked.query["ended"] == "1" ? .ended : nil
    return shown(EnterPage(step: .phone(next: next), fault: fault), asked)
  }

  func passwordEntryPage(_ asked: Asked) async throws -> Response {
    shown(EnterPage(step: .password(next: Link(local: asked.query["next"] ?? ""))), asked)
  }

  func requestEntry(_ asked: Asked) async throws -> Response {
    try await step(asked) { form, next in
      let phone = String((form["phone"] ?? "").prefix(30))
      let page = EnterPage(step: .phone(next: next), phone: phone)
      return try await self.answering(page, asked) {
        let visit = siteVisit(asked)
        try await coalition.requestEntryCode(
          to: phone, language: MemberLanguage(visit.words.language), from: place(asked))
        return shown(EnterPage(step: .code(phone: phone, next: next)), asked)
      }
    }
  }

  func enterByCode(_ asked: Asked) async throws -> Response {
    try await step(asked) { form, next in
      let phone = String((form["phone"] ?? "").prefix(30))
      let page = EnterPage(step: .code(phone: phone, next: next))
      return try await self.answering(page, asked) {
        switch try await coalition.enter(
          phone: phone, code: String((form["code"] ?? "").prefix(20)), from: place(asked))
        {
        case .entered(let entry): return entered(entry, to: next ?? .site)
        case .agreement(let ticket):
          return shown(EnterPage(step: .agreement(ticket: ticket, name: "", next: next)), asked)
        }
      }
    }
  }

  func agree(_ asked: Asked) async throws -> Response {
    try await step(asked) { form, next in
      let ticket = String((form["ticket"] ?? "").prefix(256))
      let name = form["name"] ?? ""
      let page = EnterPage(step: .agreement(ticket: ticket, name: String(name.prefix(100)), next: next))
      return try await self.answering(page, asked) {
        let language = Language(rawValue: form["language"] ?? "") ?? siteVisit(asked).words.language
        let entry = try await coalition.enter(
          ticket: ticket,
          EntryAgreement(isAgreed: form["agree"] == "1", name: name, language: MemberLanguage(language)),
          from: place(asked))
        var response = entered(entry, to: next ?? .site)
        keep(language, in: &response)
        return response
      }
    }
  }

  func enterByPassword(_ asked: Asked) async throws -> Response {
    try await step(asked) { form, next in
      let login = String((form["login"] ?? "").prefix(254))
      let page = EnterPage(step: .password(next: next), phone: login)
      return try await self.answering(page, asked) {
        let entry = try await coalition.enter(
          login: login, password: String((form["password"] ?? "").prefix(200)), from: place(asked))
        return entered(entry, to: next ?? .site)
      }
    }
  }

  func signOut(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, _ in
      try await coalition.endDevice(visit.me.session, by: visit.me)
      var response = faces.redirect(to: .start)
      response.headers[.setCookie] = faces.cookie(.memberSession).clearing
      return response
    }
  }

  func help(_ asked: Asked) async throws -> Response {
    let token = faces.cookie(.memberSession).value(in: asked.request.headers[.cookie])
    // Help is for everybody; without a session it only lacks the bar at the bottom.
    let session = token == nil ? nil : try? await coalition.memberSession(token ?? "")
    let visit = siteVisit(asked, language: session?.member.language)
    return faces.page(SiteHelpPage(isEntered: session != nil).render(visit))
  }

  /// Keeps the new session on the device, and lets the device be known by it.
  func entered(_ entry: MemberEntry, to next: Link) -> Response {
    var response = faces.redirect(to: next)
    set(.memberSession, entry.token, ageSeconds: Int(Coalition.memberSessionSeconds), in: &response)
    set(.knownDevice, entry.knownDevice, ageSeconds: 400 * 86_400, in: &response)
    response.headers.append(HTTPField(name: .setCookie, value: faces.cookie(.visitor).clearing))
    return response
  }

  func keep(_ language: Language, in response: inout Response) {
    set(.language, language.rawValue, ageSeconds: 365 * 86_400, in: &response)
  }

  func set(_ purpose: FaceCookie.Purpose, _ value: String, ageSeconds: Int, in response: inout Response) {
    guard let setting = faces.cookie(purpose).setting(value, ageSeconds: ageSeconds) else { return }
    response.headers.append(HTTPField(name: .setCookie, value: setting))
  }

  /// A form before there is a session: its token is bound to a cookie of its own.
  private func step(
    _ asked: Asked, _ answer: (FormFields, Link?) async throws -> Response
  ) async throws -> Response {
    let form = try await asked.form()
    let next = Link(local: form["next"] ?? "")
    let visitor = faces.cookie(.visitor).value(in: asked.request.headers[.cookie]) ?? ""
    guard !visitor.isEmpty, tokens.accepts(form["form_token"] ?? "", session: visitor) else {
      let phone = String((form["phone"] ?? "").prefix(30))
      return shown(
        EnterPage(step: .phone(next: next), phone: phone, fault: .stale), asked, status: .forbidden)
    }
    return try await answer(form, next)
  }

  /// The same step again with what was wrong.
  private func answering(
    _ page: EnterPage, _ asked: Asked, _ act: () async throws -> Response
  ) async throws -> Response {
    do { return try await act() } catch let refusal as MemberAccessRefusal {
      var page = page
      let (fault, status) = refusal.entryFault
      page.fault = fault
      if case .ticket = fault { page = EnterPage(step: .phone(next: nil), fault: fault) }
      var response = shown(page, asked, status: status)
      if let seconds = refusal.waitSeconds { response.headers[.retryAfter] = String(seconds) }
      return response
    }
  }

  private func shown(_ page: EnterPage, _ asked: Asked, status: HTTPResponse.Status = .ok) -> Response {
    let cookie = faces.cookie(.visitor)
    let visitor = cookie.value(in: asked.request.headers[.cookie]) ?? newVisitor()
    var visit = siteVisit(asked)
    visit.formToken = tokens.token(session: visitor)
    // A step's page lies at an address that takes forms only; the language switch leads to the first.
    if asked.request.method == .post { visit.path = Link.siteEnter }
    var response = faces.page(page.render(visit), status: status)
    set(.visitor, visitor, ageSeconds: Self.formSeconds, in: &response)
    return response
  }

  private func newVisitor() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<2).map { _ in String(UInt64.random(in: .min ... .max, using: &generator), radix: 36) }
      .joined()
  }
}

extension MemberLanguage {
  /// The catalogue's language as the tables name it.
  init(_ language: Language) { self = MemberLanguage(rawValue: language.rawValue) ?? .hans }
}

extension MemberAccessRefusal {
  /// What a step of entering says, and with which status.
  fileprivate var entryFault: (EnterFault, HTTPResponse.Status) {
    switch self {
    case .phoneInvalid, .phoneTaken: (.phone, .badRequest)
    case .emailInvalid, .emailTaken, .emailUnavailable: (.email, .badRequest)
    case .nameInvalid: (.name, .badRequest)
    case .wrong, .notAuthenticated, .passwordTooWeak, .pinTooSimple: (.wrong, .unauthorized)
    case .delayed(let seconds): (.delayed(minutes: max(1, (seconds + 59) / 60)), .tooManyRequests)
    case .codeTooSoon(let seconds): (.tooSoon(seconds: seconds), .tooManyRequests)
    case .ticketEnded: (.ticket, .badRequest)
    case .termsNotAgreed: (.terms, .badRequest)
    case .closed, .holdsOpen, .poolHeaded, .pointsChanged, .notActive, .offerEnded, .receiverInvalid,
      .receiverNotFound,
      .tooManyLookups:
      (.closed, .forbidden)
    }
  }

  /// After how long another try makes sense.
  var waitSeconds: Int64? {
    switch self {
    case .delayed(let seconds), .codeTooSoon(let seconds): seconds
    default: nil
    }
  }

  /// What a form of one's own account says beside the field.
  func text(_ words: Words) -> String {
    switch self {
    case .passwordTooWeak: words.passwordWeak
    case .phoneTaken: words.phoneTaken
    case .emailTaken: words.emailTaken
    case .emailUnavailable: words.emailUnavailable
    case .pinTooSimple: words.pinSimple
    case .holdsOpen: words.leaveHeld
    case .poolHeaded: words.poolFaultHead
    case .pointsChanged: words.leaveChanged
    case .notActive: words.freezeNotActive
    case .offerEnded: words.transferOfferEnded
    case .receiverInvalid: words.transferReceiverInvalid
    case .receiverNotFound: words.transferReceiverUnknown
    case .tooManyLookups: words.transferLookups
    default: entryFault.0.text(words)
    }
  }
}
