import Coalition
import Hummingbird

/// A signed-in person's request.
struct SignedInVisit: Sendable {
  let asked: Asked
  let principal: Principal
  var visit: Visit
  let record: FaceRecord

  var words: Words { visit.words }
  var language: Language { visit.words.language }

  /// Whether personal data is shown in full: to those who may change it.
  var isUnmasked: Bool { principal.scopes.contains(.writeMembers) }

  /// Says something at the top of the page, as after a form was taken.
  mutating func say(_ text: String) { visit.notices.append(Visit.Notice(tone: .good, text: text)) }

  /// Reads a part of a page, so that its failure does not take the page with it.
  func loaded<Value: Sendable>(_ read: () async throws -> Value) async -> Loaded<Value> {
    do {
      return .loaded(try await read())
    } catch let refusal as AccessRefusal {
      switch refusal {
      case .scopeMissing(let scope): return .forbidden(right: scope.names.joined(separator: ", "))
      default: return .forbidden(right: "operator")
      }
    } catch {
      record(asked.caller.requestID, error)
      return .failed(requestID: asked.caller.requestID)
    }
  }
}

extension OperatorConsole {
  /// Answers a signed-in person; sends everybody else to the sign-in page, and back here after it.
  func signedIn(
    _ asked: Asked, _ answer: (SignedInVisit) async throws -> Response
  ) async throws -> Response {
    guard let token = faces.cookie(.operatorSession).value(in: asked.request.headers[.cookie]) else {
      return toSignIn(asked, hasEnded: false)
    }
    let session: Session
    do {
      session = try await coalition.session(token, at: .platform, from: asked.caller.address)
    } catch is AccessRefusal {
      return toSignIn(asked, hasEnded: true)
    }
    var visit = faces.visit(asked.request)
    visit.person = Visit.Person(
      name: session.user.name, role: session.user.roles.name(visit.words))
    visit.formToken = tokens.token(session: token)
    do {
      return try await answer(
        SignedInVisit(asked: asked, principal: session.principal, visit: visit, record: record))
    } catch let refusal as AccessRefusal {
      guard case .scopeMissing(let scope) = refusal else { throw HTTPError(.forbidden) }
      return faces.error(
        .forbidden(right: scope.names.joined(separator: ", ")), requestID: asked.caller.requestID,
        asked.request)
    }
  }

  /// As ``signedIn(_:_:)`` for a form, whose token must fit the session.
  func signedInForm(
    _ asked: Asked, _ answer: (SignedInVisit, FormFields) async throws -> Response
  ) async throws -> Response {
    try await signedIn(asked) { visit in
      let form = try await asked.form()
      let session = faces.cookie(.operatorSession).value(in: asked.request.headers[.cookie]) ?? ""
      guard tokens.accepts(form["form_token"] ?? "", session: session) else {
        return faces.error(.staleForm, requestID: asked.caller.requestID, asked.request)
      }
      return try await answer(visit, form)
    }
  }

  private func toSignIn(_ asked: Asked, hasEnded: Bool) -> Response {
    let wasReading = asked.request.method == .get
    let next = wasReading ? asked.request.uri.string : Link.dashboard.text
    var response = faces.redirect(
      to: Link.signIn.query([
        ("next", next == Link.dashboard.text ? "" : next), ("ended", hasEnded ? "1" : ""),
      ]))
    if hasEnded { response.headers[.setCookie] = faces.cookie(.operatorSession).clearing }
    return response
  }
}

extension Role {
  /// What a person is, most telling role first.
  func name(_ words: Words) -> String { names(words).joined(separator: words.listConditionJoin) }

  func names(_ words: Words) -> [String] {
    Role.named.filter { contains($0.role) }.map { $0.role.single(words) }
  }

  private func single(_ words: Words) -> String {
    switch self {
    case .administrator: words.roleAdministrator
    case .operations: words.roleOperations
    case .finance: words.roleFinance
    case .risk: words.roleRisk
    case .service: words.roleService
    case .auditor: words.roleAuditor
    case .reviewer: words.roleReviewer
    case .merchantOwner: words.roleMerchantOwner
    case .merchantLead: words.roleMerchantLead
    case .cashier: words.roleCashier
    default: words.roleMerchantFinance
    }
  }
}
