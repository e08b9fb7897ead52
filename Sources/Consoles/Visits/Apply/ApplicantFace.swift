import Coalition
import HTTPTypes
import Hummingbird
import Ledger

/// Where people apply to be merchants and owners make their access: open to everybody, without a session.
struct ApplicantFace: Sendable {
  /// How long a form may lie open, in seconds.
  private static let formSeconds = 3_600

  let faces: Faces
  let coalition: Coalition
  let tokens: FormToken

  init(_ faces: Faces, _ coalition: Coalition) {
    self.faces = faces
    self.coalition = coalition
    tokens = FormToken(key: coalition.secrets.formKey)
  }

  var routes: [FaceRoute] {
    [
      (.get, "apply", applyPage), (.post, "apply", apply),
      (.get, "apply/status", statusPage), (.post, "apply/status", status),
      (.post, "apply/withdraw", withdraw),
      (.get, "apply/invitation", invitationPage), (.post, "apply/invitation", accept),
    ]
  }

  /// Shows a page whose form's token is bound to a cookie of its own, since there is no session.
  func shown(
    _ page: some FrontPage, _ asked: Asked, status: HTTPResponse.Status = .ok, retryAfter: Int64? = nil
  ) -> Response {
    let cookie = faces.cookie(.visitor)
    let visitor = cookie.value(in: asked.request.headers[.cookie]) ?? newVisitor()
    var visit = faces.visit(asked.request)
    // A refused form lies at an address that is only sent to; the language switch leads to where one begins.
    if asked.request.method == .post { visit.path = page.beginning }
    visit.formToken = tokens.token(session: visitor)
    var response = faces.page(page.render(visit), status: status)
    if let setting = cookie.setting(visitor, ageSeconds: Self.formSeconds) {
      response.headers[.setCookie] = setting
    }
    if let retryAfter { response.headers[.retryAfter] = String(retryAfter) }
    return response
  }

  /// Answers a form that came from our own page.
  func taken(_ asked: Asked, _ answer: (FormFields) async throws -> Response) async throws -> Response {
    let form = try await asked.form()
    let visitor = faces.cookie(.visitor).value(in: asked.request.headers[.cookie]) ?? ""
    guard !visitor.isEmpty, tokens.accepts(form["form_token"] ?? "", session: visitor) else {
      return faces.refusal(.staleForm, asked, by: nil, in: coalition)
    }
    return try await answer(form)
  }

  func words(_ asked: Asked) -> Words { faces.visit(asked.request).words }

  /// Names a form, so that it is taken once however often it is sent.
  func newKey() -> String {
    coalition.ids.bytes(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private func newVisitor() -> String { newKey() }
}

extension FrontPage {
  /// Where a page begins that answered a form.
  var beginning: Link {
    switch self {
    case is ApplicationStatusPage: .applyStatus
    case is InvitationPage: .applyInvitation
    default: .apply
    }
  }
}
