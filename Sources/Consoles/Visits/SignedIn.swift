import Coalition
import Hummingbird

/// A signed-in person's request.
struct SignedInVisit: Sendable {
  let asked: Asked
  let session: Session
  var visit: Visit
  /// The session's, as the cookie holds it.
  let token: String
  let record: FaceRecord

  init(asked: Asked, session: Session, visit: Visit, token: String, record: @escaping FaceRecord) {
    self.asked = asked
    self.session = session
    self.visit = visit
    self.token = token
    self.record = record
    let principal = session.principal
    isUnmasked = principal.scopes.contains(
      principal.merchant == nil ? .writeMembers : [.writeMembers, .reports])
  }

  var principal: Principal { session.principal }
  var words: Words { visit.words }
  var language: Language { visit.words.language }

  /// Whether personal data is shown in full: to those who may change it; of a merchant's people to those who
  /// run its business.
  var isUnmasked: Bool

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
  func signedIn(
    _ asked: Asked, _ answer: (SignedInVisit) async throws -> Response
  ) async throws -> Response {
    try await door.signedIn(asked, answer)
  }

  func signedInForm(
    _ asked: Asked, _ answer: (SignedInVisit, FormFields) async throws -> Response
  ) async throws -> Response {
    try await door.signedInForm(asked, answer)
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
