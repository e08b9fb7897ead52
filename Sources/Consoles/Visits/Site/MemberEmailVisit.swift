import Coalition
import Hummingbird

extension MemberSite {
  func emailPage(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in try await email(visit) }
  }

  func requestEmailCodes(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      let typed = String((form["email"] ?? "").prefix(254))
      return try await refusable {
        try await coalition.requestEmailChange(to: typed, from: place(asked), by: visit.me)
      } then: { refusal in
        // Codes that were sent a moment ago are still good, so the form for them is shown.
        let isSent = refusal == nil || refusal?.waitSeconds != nil
        return try await email(visit, new: isSent ? typed : nil, typed: typed, refusal)
      }
    }
  }

  func changeEmail(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      let new = String((form["email"] ?? "").prefix(254))
      do {
        let entry = try await coalition.changeEmail(
          to: new, phoneCode: String((form["phone_code"] ?? "").prefix(20)),
          emailCode: String((form["email_code"] ?? "").prefix(20)), from: place(asked), by: visit.me)
        return entered(entry, to: Link.siteMe.query([("said", Said.email.rawValue)]))
      } catch let refusal as MemberAccessRefusal {
        let isOver = refusal == .emailTaken || refusal == .emailInvalid
        return try await email(visit, new: isOver ? nil : new, typed: new, refusal)
      }
    }
  }

  private func email(
    _ visit: MemberVisit, new: String? = nil, typed: String = "", _ refusal: MemberAccessRefusal? = nil
  ) async throws -> Response {
    let present = try await coalition.ownEmail(by: visit.me)
    var page = SiteEmailPage(
      phone: masked(visit), present: present.map { ($0.address, $0.isProven) },
      sendsEmail: coalition.sendsEmail)
    page.new = new
    page.typed = typed
    page.fault = refusal?.text(visit.words)
    return faces.page(page.render(visit.visit), status: refusal?.status ?? .ok)
  }
}
