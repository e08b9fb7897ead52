import Coalition
import HTTPTypes
import Hummingbird

extension StaffDoor {
  /// How long a sign-in form may lie open, in seconds.
  private static let formSeconds = 3_600

  func signInPage(_ asked: Asked) async throws -> Response {
    let fields = asked.query
    let next = Link(local: fields["next"] ?? "")
    if let token = token(asked) {
      // Nil is the answer of an ended session; whoever still has one needs no form.
      let session = try? await coalition.session(token, at: face, from: asked.caller.address)
      if session != nil { return faces.redirect(to: next ?? home) }
    }
    var page = SignInPage(action: signInLink, next: next)
    page.refusal = fields["ended"] == "1" ? .sessionEnded : nil
    page.hasNewPassword = fields["changed"] == "1"
    return shown(page, asked)
  }

  func signIn(_ asked: Asked) async throws -> Response {
    let form = try await asked.form()
    var page = SignInPage(
      action: signInLink, login: String((form["login"] ?? "").prefix(64)),
      next: Link(local: form["next"] ?? ""))
    let visitor = faces.cookie(.visitor).value(in: asked.request.headers[.cookie]) ?? ""
    guard !visitor.isEmpty, tokens.accepts(form["form_token"] ?? "", session: visitor) else {
      page.refusal = .staleForm
      return shown(page, asked, status: .forbidden)
    }
    do {
      let signedIn = try await coalition.signIn(
        login: page.login, password: String((form["password"] ?? "").prefix(200)), to: face,
        from: asked.caller.address,
        device: faces.cookie(.knownStaff).value(in: asked.request.headers[.cookie]) ?? "",
        agent: asked.request.headers[.userAgent] ?? "")
      let next = page.next ?? home
      switch signedIn.awaits {
      case .nothing: return knowing(signedIn, entered(signedIn.token, to: next))
      case .code, .enrolment:
        let step = link(of: signedIn.awaits).query([("next", next.text)])
        return knowing(signedIn, entered(signedIn.token, to: step))
      }
    } catch AccessRefusal.notAuthenticated {
      page.refusal = .wrongPair
      return shown(page, asked, status: .unauthorized)
    } catch AccessRefusal.signInDelayed(let seconds) {
      page.refusal = .tooManyTries(minutes: max(1, (seconds + 59) / 60))
      var response = shown(page, asked, status: .tooManyRequests)
      response.headers[.retryAfter] = String(seconds)
      return response
    }
  }

  func signOut(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { _, _ in
      if let token = token(asked) { try await coalition.endSession(token) }
      var response = faces.redirect(to: .start)
      response.headers[.setCookie] = faces.cookie(cookie).clearing
      return response
    }
  }

  /// The right password was given here, so the next try from this device is no stranger's. It opens nothing.
  private func knowing(_ signedIn: SignedIn, _ answer: Response) -> Response {
    var response = answer
    if let setting = faces.cookie(.knownStaff).setting(signedIn.knownDevice, ageSeconds: 400 * 86_400) {
      response.headers.append(HTTPField(name: .setCookie, value: setting))
    }
    return response
  }

  /// The form's token is bound to a cookie of its own, since there is no session yet.
  private func shown(_ page: SignInPage, _ asked: Asked, status: HTTPResponse.Status = .ok) -> Response {
    let cookie = faces.cookie(.visitor)
    let visitor = cookie.value(in: asked.request.headers[.cookie]) ?? newVisitor()
    var visit = faces.visit(asked.request)
    visit.formToken = tokens.token(session: visitor)
    // A refused form lies at the address that takes forms only by POST; coming back there shows it anew.
    var response = faces.page(page.render(visit), status: status)
    if let setting = cookie.setting(visitor, ageSeconds: Self.formSeconds) {
      response.headers[.setCookie] = setting
    }
    return response
  }

  private func newVisitor() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<2).map { _ in String(UInt64.random(in: .min ... .max, using: &generator), radix: 36) }
      .joined()
  }

  func entered(_ token: String, to next: Link) -> Response {
    carrying(token, faces.redirect(to: next))
  }

  /// The answer with the session's cookie; the visitor's has done its work.
  func carrying(_ token: String, _ answer: Response) -> Response {
    var response = answer
    if let setting = faces.cookie(cookie).setting(token) {
      response.headers.append(HTTPField(name: .setCookie, value: setting))
    }
    response.headers.append(HTTPField(name: .setCookie, value: faces.cookie(.visitor).clearing))
    return response
  }
}
