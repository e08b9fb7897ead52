import Coalition
import Foundation
import HTTPTypes
import Hummingbird

extension SeatFace {
  /// How long a form may lie open before sign-in, in seconds.
  private static let formSeconds = 3_600
  /// Browsers keep no cookie longer.
  private static let pairedSeconds = 400 * 86_400

  func pairPage(_ asked: Asked) async throws -> Response { shown(SeatPairPage(), asked) }

  func pair(_ asked: Asked) async throws -> Response {
    let form = try await asked.form()
    guard isOwnForm(form, asked) else { return shown(SeatPairPage(isWrong: true), asked, status: .forbidden) }
    do {
      let paired = try await coalition.pairSeat(
        code: String((form["code"] ?? "").prefix(40)), from: asked.caller.address)
      var response = faces.redirect(to: .seatSignIn)
      response.headers[.setCookie] = faces.cookie(.seatBrowser).setting(
        paired.token, ageSeconds: Self.pairedSeconds)
      return response
    } catch AccessRefusal.signInDelayed(let seconds) {
      let page = SeatPairPage(waitMinutes: max(1, (seconds + 59) / 60))
      return shown(page, asked, status: .tooManyRequests)
    } catch is AccessRefusal {
      return shown(SeatPairPage(isWrong: true), asked, status: .unauthorized)
    }
  }

  func signInPage(_ asked: Asked) async throws -> Response {
    try await atPaired(asked) { seat, _ in
      var page = SeatSignInPage(place: try await here(seat, faces.visit(asked.request).words))
      page.hasEnded = asked.query["ended"] == "1"
      return shown(page, asked)
    }
  }

  func signIn(_ asked: Asked) async throws -> Response {
    try await atPaired(asked) { seat, browser in
      let form = try await asked.form()
      let login = String((form["login"] ?? "").prefix(64))
      var page = SeatSignInPage(place: try await here(seat, faces.visit(asked.request).words), login: login)
      guard isOwnForm(form, asked) else {
        page.refusal = .stale
        return shown(page, asked, status: .forbidden)
      }
      let secret = String((form["secret"] ?? "").prefix(200))
      let address = asked.caller.address
      do {
        // Passwords are longer than six characters, so one field takes either.
        let isPIN = secret.utf8.count == 6 && secret.utf8.allSatisfy { 0x30...0x39 ~= $0 }
        let signedIn =
          isPIN
          ? try await coalition.signInToSeat(browser, login: login, pin: secret, from: address)
          : try await coalition.signInToSeat(browser, login: login, password: secret, from: address)
        return entered(signedIn.token)
      } catch AccessRefusal.signInDelayed(let seconds) {
        page.refusal = .tooMany(minutes: max(1, (seconds + 59) / 60))
        return shown(page, asked, status: .tooManyRequests)
      } catch AccessRefusal.notAuthenticated {
        page.refusal = .wrong
        return shown(page, asked, status: .unauthorized)
      }
    }
  }

  /// Leaves the seat; the shift goes on.
  func signOut(_ asked: Asked) async throws -> Response {
    try await atSeatForm(asked) { _, _ in
      if let token = faces.cookie(.seatSession).value(in: asked.request.headers[.cookie]) {
        try await coalition.endSession(token)
      }
      var response = faces.redirect(to: Link.seatSignIn.query([("ended", "1")]))
      response.headers[.setCookie] = faces.cookie(.seatSession).clearing
      return response
    }
  }

  func keysPage(_ asked: Asked) async throws -> Response {
    faces.page(SeatKeysPage().render(faces.visit(asked.request)))
  }

  private func atPaired(
    _ asked: Asked, _ answer: (SeatBrowser, _ token: String) async throws -> Response
  ) async throws -> Response {
    guard let browser = faces.cookie(.seatBrowser).value(in: asked.request.headers[.cookie]) else {
      return faces.redirect(to: .seatPair)
    }
    do {
      return try await answer(try await coalition.seat(browser), browser)
    } catch AccessRefusal.seatNotPaired {
      var response = faces.redirect(to: .seatPair)
      response.headers[.setCookie] = faces.cookie(.seatBrowser).clearing
      return response
    }
  }

  private func entered(_ token: String) -> Response {
    var response = faces.redirect(to: .seat)
    if let setting = faces.cookie(.seatSession).setting(token) {
      response.headers.append(HTTPField(name: .setCookie, value: setting))
    }
    response.headers.append(HTTPField(name: .setCookie, value: faces.cookie(.visitor).clearing))
    return response
  }

  /// Before sign-in the form's token is bound to a cookie of its own.
  private func isOwnForm(_ form: FormFields, _ asked: Asked) -> Bool {
    let visitor = faces.cookie(.visitor).value(in: asked.request.headers[.cookie]) ?? ""
    return !visitor.isEmpty && tokens.accepts(form["form_token"] ?? "", session: visitor)
  }

  private func shown(_ page: some SeatPage, _ asked: Asked, status: HTTPResponse.Status = .ok) -> Response {
    let cookie = faces.cookie(.visitor)
    let visitor =
      cookie.value(in: asked.request.headers[.cookie]) ?? UUID().uuidString.filter { $0 != "-" }
    var visit = faces.visit(asked.request)
    visit.formToken = tokens.token(session: visitor)
    var response = faces.page(page.render(visit), status: status)
    if let setting = cookie.setting(visitor, ageSeconds: Self.formSeconds) {
      response.headers[.setCookie] = setting
    }
    return response
  }
}
