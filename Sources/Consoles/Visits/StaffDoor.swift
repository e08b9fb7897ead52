import Coalition
import HTTPTypes
import Hummingbird

/// How staff come in at a face, stay in and go: the same for every face, each with a cookie of its own.
struct StaffDoor: Sendable {
  let faces: Faces
  let coalition: Coalition
  let tokens: FormToken
  let face: Face
  let cookie: FaceCookie.Purpose
  /// The face's first page; sign-in and one's own account lie below it.
  let home: Link
  let record: FaceRecord
  /// Puts around a signed-in person's pages what the face shows there.
  var furnish: @Sendable (Session, Asked, Visit) async throws -> Visit = { $2 }

  var signInLink: Link { home.appending("sign-in") }
  var codeLink: Link { signInLink.appending("code") }
  var enrolLink: Link { signInLink.appending("factor") }
  var accountLink: Link { home.appending("account") }
  var confirmLink: Link { home.appending("confirm") }

  func token(_ asked: Asked) -> String? {
    faces.cookie(cookie).value(in: asked.request.headers[.cookie])
  }

  /// Answers a signed-in person; sends everybody else to the sign-in page, and back here after it.
  func signedIn(
    _ asked: Asked, _ answer: (SignedInVisit) async throws -> Response
  ) async throws -> Response {
    guard let token = token(asked) else { return toSignIn(asked, hasEnded: false) }
    let session: Session
    do {
      session = try await coalition.session(token, at: face, from: asked.caller.address)
    } catch AccessRefusal.signInIncomplete(let step) {
      return faces.redirect(to: link(of: step).query([("next", next(asked).text)]))
    } catch is AccessRefusal {
      return toSignIn(asked, hasEnded: true)
    }
    do {
      return try await answer(
        SignedInVisit(
          asked: asked, session: session, visit: try await visit(asked, session, token), token: token,
          record: record))
    } catch let refusal as AccessRefusal {
      var right: String?
      if case .scopeMissing(let scope) = refusal { right = scope.names.joined(separator: ", ") }
      return faces.refusal(.forbidden(right: right), asked, by: session.principal.actor, in: coalition)
    }
  }

  /// As ``signedIn(_:_:)`` for a form, whose token must fit the session.
  ///
  /// Where the person must prove first to be there, they are asked, and what they sent goes on from there.
  func signedInForm(
    _ asked: Asked, upTo most: Int = Asked.formBytes,
    _ answer: (SignedInVisit, FormFields) async throws -> Response
  ) async throws -> Response {
    try await signedIn(asked) { visit in
      let form = try await asked.form(upTo: most)
      guard tokens.accepts(form["form_token"] ?? "", session: visit.token) else {
        return faces.refusal(.staleForm, asked, by: visit.principal.actor, in: coalition)
      }
      do {
        guard let secret = form[ConfirmPage.secretName] else { return try await answer(visit, form) }
        if let refused = try await confirm(secret, visit, form) { return refused }
        // The session is read anew: it knows now that its person is there.
        let session = try await coalition.session(visit.token, at: face, from: asked.caller.address)
        return try await answer(
          SignedInVisit(
            asked: asked, session: session, visit: visit.visit, token: visit.token, record: record), form)
      } catch AccessRefusal.confirmationNeeded {
        return try await asking(visit, form)
      }
    }
  }

  /// Takes a form that may bring a file, from whoever may send it: the body is read only then.
  func signedInUpload(
    _ asked: Asked, upTo most: Int, right: Scope,
    _ answer: (SignedInVisit, MultipartForm) async throws -> Response
  ) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.requireOperator(right)
      guard let form = try await asked.upload(upTo: most) else { throw HTTPError(.badRequest) }
      guard tokens.accepts(form.fields["form_token"] ?? "", session: visit.token) else {
        return faces.refusal(.staleForm, asked, by: visit.principal.actor, in: coalition)
      }
      return try await answer(visit, form)
    }
  }

  /// Takes a proof on its own, and leads back to where it was asked for.
  func confirm(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      faces.redirect(to: Link(local: form["next"] ?? "") ?? home)
    }
  }

  private func visit(_ asked: Asked, _ session: Session, _ token: String) async throws -> Visit {
    var visit = faces.visit(asked.request)
    visit.person = Visit.Person(name: session.user.name, role: session.user.roles.name(visit.words))
    visit.formToken = tokens.token(session: token)
    visit.shelf = try await shelf(asked, session)
    if asked.request.method == .get, let reader = session.principal.reader {
      visit.announcementBase = newsLink
      visit.announcements = await coalition.announcements(for: reader, visit.words) {
        record(asked.caller.requestID, $0)
      }
    }
    return try await furnish(session, asked, visit)
  }

  private func confirm(
    _ secret: String, _ visit: SignedInVisit, _ form: FormFields
  ) async throws -> Response? {
    do {
      try await coalition.confirmSession(
        visit.token, secret: String(secret.prefix(200)), at: face, from: visit.asked.caller.address)
      return nil
    } catch AccessRefusal.codeWrong {
      return try await asking(visit, form, .wrong)
    } catch AccessRefusal.signInDelayed(let seconds) {
      return try await asking(visit, form, .tooManyTries(minutes: max(1, (seconds + 59) / 60)))
    }
  }

  /// The page that asks for a proof. It carries what was sent, unless that must not be shown again.
  private func asking(
    _ visit: SignedInVisit, _ form: FormFields, _ refusal: ConfirmPage.Refusal? = nil
  ) async throws -> Response {
    let hasFactor = try await coalition.secondFactor(of: visit.session.user).since != nil
    let path = visit.asked.request.uri.path
    let above = Link(local: String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])) ?? home
    let back = Link(local: form["next"] ?? "") ?? above
    let fields = form.items.filter { $0.name != "form_token" && $0.name != ConfirmPage.secretName }
    let isSecret = fields.contains { ConfirmPage.secretFields.contains($0.name) }
    let page = ConfirmPage(
      action: isSecret ? confirmLink : Link(local: path) ?? confirmLink,
      fields: isSecret ? [("next", back.text)] : fields.sorted { $0.name < $1.name }, back: back,
      asksCode: hasFactor, mustRetype: isSecret, refusal: refusal)
    return faces.page(page.render(visit.visit), status: refusal == nil ? .ok : .forbidden)
  }

  func link(of step: SignInStep) -> Link {
    switch step {
    case .nothing: home
    case .code: codeLink
    case .enrolment: enrolLink
    }
  }

  /// Where the person wanted to go.
  func next(_ asked: Asked) -> Link {
    asked.request.method == .get ? Link(local: asked.request.uri.string) ?? home : home
  }

  private func toSignIn(_ asked: Asked, hasEnded: Bool) -> Response {
    let next = next(asked)
    var response = faces.redirect(
      to: signInLink.query([("next", next == home ? "" : next.text), ("ended", hasEnded ? "1" : "")]))
    if hasEnded { response.headers[.setCookie] = faces.cookie(cookie).clearing }
    return response
  }
}
