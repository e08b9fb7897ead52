import Coalition
import HTTPTypes
import Hummingbird

// The first owner of a merchant makes their access with the code that they were sent.
extension ApplicantFace {
  func invitationPage(_ asked: Asked) async throws -> Response {
    let code = String((asked.query["code"] ?? "").prefix(40))
    if code.isEmpty { return shown(InvitationPage(step: .code), asked) }
    return try await answering(asked, code) { shown(try await access(code, asked), asked) }
  }

  func accept(_ asked: Asked) async throws -> Response {
    try await taken(asked) { form in
      let code = String((form["code"] ?? "").prefix(40))
      return try await answering(asked, code) {
        do {
          _ = try await coalition.acceptInvitation(
            code, login: form["login"] ?? "", password: String((form["password"] ?? "").prefix(200)),
            from: asked.caller.address)
          return shown(InvitationPage(step: .done), asked)
        } catch let refusal as AccessRefusal {
          var page = try await access(code, asked)
          page.login = String((form["login"] ?? "").prefix(64))
          page.fault = refusal.invitationText(words(asked))
          return shown(page, asked, status: .unprocessableContent)
        }
      }
    }
  }

  private func access(_ code: String, _ asked: Asked) async throws -> InvitationPage {
    let found = try await coalition.invitation(code, from: asked.caller.address)
    return InvitationPage(
      step: .access(
        merchant: words(asked).name(found.merchant), name: found.name, endsAt: ShownTime(found.endsAt)),
      code: code)
  }

  private func answering(
    _ asked: Asked, _ code: String, _ answer: () async throws -> Response
  ) async throws -> Response {
    do { return try await answer() } catch let refusal as ApplicationRefusal {
      var page = InvitationPage(step: .code, code: code)
      page.fault = refusal.text(words(asked))
      if case .tooMany(let seconds) = refusal {
        return shown(page, asked, status: .tooManyRequests, retryAfter: seconds)
      }
      return shown(page, asked, status: .notFound)
    }
  }
}

extension AccessRefusal {
  fileprivate func invitationText(_ words: Words) -> String {
    switch self {
    case .loginInvalid, .userExists: words.staffFaultLogin
    case .passwordTooWeak: words.ownPasswordWeak
    default: words.applyInvitationWrong
    }
  }
}
