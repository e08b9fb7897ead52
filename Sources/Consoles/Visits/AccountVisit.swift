import Coalition
import HTTPTypes
import Hummingbird
import Ledger

// One's own account: password, second factor, sessions.
extension StaffDoor {
  func account(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in try await shown(visit) }
  }

  func changePassword(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      let password = String((form["password"] ?? "").prefix(200))
      guard password == form["again"] else { return try await shown(visit, fault: .passwordsDiffer) }
      do {
        try await coalition.setPassword(password, of: visit.session.user.id, by: visit.principal)
      } catch AccessRefusal.passwordTooWeak {
        return try await shown(visit, fault: .passwordWeak)
      }
      var response = faces.redirect(to: signInLink.query([("changed", "1")]))
      response.headers[.setCookie] = faces.cookie(cookie).clearing
      return response
    }
  }

  func beginFactor(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, _ in
      do {
        let begun = try await coalition.beginSecondFactor(visit.token, at: face)
        let page = FactorPage(
          enrolment: begun, action: accountLink.appending("factor").appending("confirm"), next: nil)
        return shown(page, visit.token, asked)
      } catch AccessRefusal.secondFactorExists { return faces.redirect(to: accountLink) }
    }
  }

  func confirmFactor(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      do {
        return try await enrolled(
          visit.token, form, visit.visit, asked, action: accountLink.appending("factor").appending("confirm"),
          then: accountLink)
      } catch AccessRefusal.secondFactorExists { return faces.redirect(to: accountLink) }
    }
  }

  func removeFactor(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, _ in
      try await coalition.removeSecondFactor(of: visit.session.user.id, by: visit.principal)
      return faces.redirect(to: accountLink)
    }
  }

  func renewRecoveryCodes(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, _ in
      do {
        let codes = try await coalition.renewRecoveryCodes(by: visit.principal)
        return faces.page(RecoveryCodesPage(codes: codes, next: accountLink).render(visit.visit))
      } catch AccessRefusal.secondFactorMissing { return faces.redirect(to: accountLink) }
    }
  }

  func endOwnSession(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, _ in
      guard let id = coalition.publicIDs.id(asked.id, as: Identified.Session.self) else {
        throw HTTPError(.notFound)
      }
      try await coalition.endSession(id, by: visit.principal)
      return faces.redirect(to: accountLink)
    }
  }

  func endOtherSessions(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, _ in
      try await coalition.endOtherSessions(than: visit.session.id, by: visit.principal)
      return faces.redirect(to: accountLink)
    }
  }

  private func shown(
    _ visit: SignedInVisit, fault: AccountPage.Fault? = nil
  ) async throws -> Response {
    let factor = try await coalition.secondFactor(of: visit.session.user)
    let sessions = try await coalition.ownSessions(by: visit.principal)
    let page = AccountPage(
      link: accountLink, login: visit.session.user.login, factorSince: factor.since.map { ShownTime($0) },
      recoveryCodesLeft: factor.recoveryCodesLeft, isFactorRequired: factor.isRequired,
      sessions: sessions.map { session in
        AccountPage.Line(
          id: coalition.publicIDs.text(session.id), openedAt: ShownTime(session.openedAt),
          seenAt: ShownTime(session.seenAt), address: session.address,
          agent: DeviceName.of(session.agent),
          isThis: session.id == visit.session.id)
      }, fault: fault)
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .unprocessableContent)
  }
}
