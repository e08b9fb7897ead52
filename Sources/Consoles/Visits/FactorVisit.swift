import Coalition
import HTTPTypes
import Hummingbird

// What follows a right password where there is, or must be, a second factor.
extension StaffDoor {
  func codePage(_ asked: Asked) async throws -> Response {
    try await waiting(asked, for: .code) { token in
      shown(SignInCodePage(action: codeLink, next: Link(local: asked.query["next"] ?? "")), token, asked)
    }
  }

  func enterCode(_ asked: Asked) async throws -> Response {
    try await waitingForm(asked, for: .code) { token, form in
      var page = SignInCodePage(action: codeLink, next: Link(local: form["next"] ?? ""))
      do {
        let signedIn = try await coalition.completeSignIn(
          token, code: String((form["code"] ?? "").prefix(60)), at: face, from: asked.caller.address)
        return entered(signedIn.token, to: page.next ?? home)
      } catch AccessRefusal.codeWrong {
        page.refusal = .wrong
        return shown(page, token, asked, status: .unauthorized)
      } catch AccessRefusal.signInDelayed(let seconds) {
        page.refusal = .tooManyTries(minutes: max(1, (seconds + 59) / 60))
        var response = shown(page, token, asked, status: .tooManyRequests)
        response.headers[.retryAfter] = String(seconds)
        return response
      }
    }
  }

  func enrolPage(_ asked: Asked) async throws -> Response {
    try await waiting(asked, for: .enrolment) { token in
      let begun = try await coalition.beginSecondFactor(token, at: face)
      return shown(
        FactorPage(enrolment: begun, action: enrolLink, next: Link(local: asked.query["next"] ?? "")), token,
        asked)
    }
  }

  func enrol(_ asked: Asked) async throws -> Response {
    try await waitingForm(asked, for: .enrolment) { token, form in
      try await enrolled(token, form, faces.visit(asked.request), asked, action: enrolLink, then: home)
    }
  }

  /// Takes the first code of a new second factor, and shows the recovery codes, once.
  ///
  /// A wrong code makes a new seed, since the old one is shown to nobody again.
  func enrolled(
    _ token: String, _ form: FormFields, _ visit: Visit, _ asked: Asked, action: Link, then done: Link
  ) async throws -> Response {
    let next = Link(local: form["next"] ?? "")
    do {
      let (codes, signedIn) = try await coalition.confirmSecondFactor(
        token, code: String((form["code"] ?? "").prefix(20)), at: face, from: asked.caller.address)
      let page = RecoveryCodesPage(codes: codes, next: next ?? done)
      return carrying(signedIn.token, faces.page(page.render(visit)))
    } catch AccessRefusal.codeWrong {
      var page = FactorPage(
        enrolment: try await coalition.beginSecondFactor(token, at: face), action: action, next: next)
      page.isCodeWrong = true
      return shown(page, token, asked, status: .unauthorized)
    }
  }

  private func waiting(
    _ asked: Asked, for step: SignInStep, _ answer: (String) async throws -> Response
  ) async throws -> Response {
    guard let token = token(asked), let awaited = try await coalition.step(of: token, at: face) else {
      return faces.redirect(to: signInLink)
    }
    return awaited == step ? try await answer(token) : faces.redirect(to: link(of: awaited))
  }

  private func waitingForm(
    _ asked: Asked, for step: SignInStep, _ answer: (String, FormFields) async throws -> Response
  ) async throws -> Response {
    try await waiting(asked, for: step) { token in
      let form = try await asked.form()
      guard tokens.accepts(form["form_token"] ?? "", session: token) else {
        return faces.refusal(.staleForm, asked, by: nil, in: coalition)
      }
      return try await answer(token, form)
    }
  }

  func shown(
    _ page: some FrontPage, _ token: String, _ asked: Asked, status: HTTPResponse.Status = .ok
  ) -> Response {
    var visit = faces.visit(asked.request)
    visit.formToken = tokens.token(session: token)
    return faces.page(page.render(visit), status: status)
  }
}
