import Coalition
import HTTPTypes
package import Hummingbird
import Ledger
import Logging
import NIOCore

extension API {
  /// Answers one request, whatever it is; nothing is thrown past here.
  package func reply(to request: Request, from address: String? = nil) async -> Reply {
    let requestID = settings.newRequestID()
    let language = ReplyLanguage(
      accepting: request.headers[.acceptLanguage], otherwise: settings.defaultLanguage)
    var headers = HTTPFields()
    headers[.requestID] = requestID
    headers[.cacheControl] = "no-store"
    headers[.contentTypeOptions] = "nosniff"
    var known = KnownOfCall()
    var reply = await reply(to: request, requestID, language, address, &headers, &known)
    // Signed last, since status and body are what is signed.
    known.signing?.sign(&reply, at: settings.clock() / 1_000_000, isHead: request.method == .head)
    return reply
  }

  private func reply(
    to request: Request, _ requestID: String, _ language: ReplyLanguage, _ address: String?,
    _ headers: inout HTTPFields, _ known: inout KnownOfCall
  ) async -> Reply {
    do {
      var reply = try await answer(request, requestID, language, address, &headers, &known)
      reply.headers.append(contentsOf: headers)
      return reply
    } catch {
      let problem = problem(for: error, requestID)
      if problem.code.isWritten {
        let what = known.operation ?? request.method.rawValue
        settings.onRefusal(
          RefusedRequest(
            problem.code.rawValue, by: known.actor, of: what, from: address ?? "", requestID: requestID))
      }
      headers[.contentType] = "application/problem+json"
      headers[.contentLanguage] = language.rawValue
      headers[.vary] = "Accept-Language"
      headers[.retryAfter] = problem.retryAfterSeconds.map(String.init)
      headers[.allow] = problem.allow
      if problem.code == .unauthorized { headers[.wwwAuthenticate] = "Bearer" }
      // A decision that is kept speaks with the same words for ever, its request id among them.
      if let decided = problem.decidedBy { headers[.requestID] = decided }
      if problem.isReplayed { headers[.idempotencyReplayed] = "true" }
      let document = problem.document(in: language, requestID: requestID)
      return Reply(status: problem.code.status, headers: headers, body: document.bytes)
    }
  }

  private func problem(for error: any Error, _ requestID: String) -> Problem {
    if let problem = translate(error) { return problem }
    switch error {
    case let problem as Problem: return problem
    case let fault as JSONFault: return Problem(fault)
    case is NIOTooManyBytesError: return Problem(.payloadTooLarge, String(settings.maximumBodyBytes))
    default:
      settings.logger.error("call failed", metadata: ["request_id": "\(requestID)", "error": "\(error)"])
      return Problem(.internalFault)
    }
  }

  private func answer(
    _ request: Request, _ requestID: String, _ language: ReplyLanguage, _ address: String?,
    _ headers: inout HTTPFields, _ known: inout KnownOfCall
  ) async throws -> Reply {
    let target = request.head.path ?? ""
    let path = target.prefix { $0 != "?" }
    if path == "/openapi.json" { return try openAPI(request.method) }
    let (operation, values) = try route(request.method, path)
    known.operation = operation.id
    let now = settings.clock()
    let caller = try await caller(of: request, operation, address, now)
    known.signing = caller.replies
    known.actor = caller.principal?.actor
    let principal = try await admit(caller, operation, address, now, &headers)
    try checkAccept(request.headers, operation)
    let upload = try upload(request, from: caller, for: operation)
    let body = upload == nil ? try await body(of: request, from: caller, for: operation) : nil
    var faults: [Fault] = []
    let query = queryPairs(target[path.endIndex...].dropFirst(), &faults)
    let arrival = Arrival(
      path: values, query: query, headers: request.headers, body: body, upload: upload,
      cursors: CursorSeal(key: settings.cursorKey, list: operation.id), faults: faults)
    let call = Call(
      services: services, principal: principal, requestID: requestID, now: now, language: language,
      address: address, broughtKey: caller.broughtKey)
    var written = try await run(operation, call, arrival, String(path))
    // What is signed is signed whole.
    if known.signing != nil, let stream = written.stream { written.file = try await stream.whole() }
    return reply(operation, written, target)
  }

  private func openAPI(_ method: HTTPRequest.Method) throws(Problem) -> Reply {
    guard method == .get || method == .head else { throw methodNotAllowed([.get]) }
    return Reply(status: 200, headers: [.contentType: "application/json"], body: openAPIBytes)
  }

  private func route(
    _ method: HTTPRequest.Method, _ path: Substring
  ) throws(Problem) -> (Operation<Services>, [(name: String, value: String)]) {
    switch routes.match(method, path) {
    case .found(let operation, let values): return (operation, values)
    case .otherMethods(let methods): throw methodNotAllowed(methods)
    case .nothing: throw Problem(.notFound)
    }
  }

  private func methodNotAllowed(_ methods: [HTTPRequest.Method]) -> Problem {
    var names = methods.map(\.rawValue)
    if names.contains("GET") { names.append("HEAD") }
    let allow = names.sorted().joined(separator: ", ")
    var problem = Problem(.methodNotAllowed, allow)
    problem.allow = allow
    return problem
  }

  /// Lets a caller through who may do this now, and uses up what may be used once.
  private func admit(
    _ caller: Caller, _ operation: Operation<Services>, _ address: String?, _ now: Int64,
    _ headers: inout HTTPFields
  ) async throws -> Principal {
    let principal = caller.principal
    let own = principal?.requestsPerMinute.map { RateLimit(requests: $0, windowSeconds: 60) }
    let limit = own ?? settings.rateLimit
    let bucket = principal.map { "key:\($0.actor.id)" } ?? "address:" + CountedAddress(address ?? "").text
    let verdict = limiter.admit(bucket, limit, at: now)
    headers[.rateLimitPolicy] = "\"default\";q=\(limit.requests);w=\(limit.windowSeconds)"
    headers[.rateLimit] = "\"default\";r=\(verdict.remaining);t=\(verdict.fullAfterSeconds)"
    guard verdict.isAllowed else {
      let wait = verdict.retryAfterSeconds
      throw Problem(.rateLimited, String(wait), retryAfterSeconds: wait)
    }
    try await useUp(caller)
    guard let scope = operation.needs else { return principal ?? .nobody }
    guard let principal else { throw Problem(.unauthorized) }
    guard !principal.scopes.isDisjoint(with: scope) else {
      throw Problem(.forbidden, scope.names.joined(separator: ", "))
    }
    // Before a file is looked at: nothing of what is the operator's alone is a merchant's to send.
    if operation.takesFile != nil, operation.refusals.contains(.operatorOnly), principal.kind == .merchant {
      throw Problem(.operatorOnly)
    }
    return principal
  }

  private func reply(
    _ operation: Operation<Services>, _ written: Operation<Services>.Written, _ target: String
  ) -> Reply {
    var headers = HTTPFields()
    if written.isReplayed { headers[.idempotencyReplayed] = "true" }
    if operation.status == 204 { return Reply(status: 204, headers: headers, body: []) }
    if let file = written.file, let form = operation.givesFile {
      headers[.contentType] = form.mediaType + "; charset=utf-8"
      headers[.contentDigest] = ContentDigest.field(of: file)
      return Reply(status: operation.status, headers: headers, body: file)
    }
    if let stream = written.stream, let form = operation.givesFile {
      headers[.contentType] = form.mediaType + "; charset=utf-8"
      return Reply(status: operation.status, headers: headers, body: [], stream: stream)
    }
    headers[.contentType] = "application/json"
    if operation.method == .get, let cursor = written.json["next_cursor"]?.text {
      headers[.link] = "<\(replacingCursor(target, cursor))>; rel=\"next\""
    }
    return Reply(status: operation.status, headers: headers, body: written.json.bytes)
  }
}

/// What is known of a call by the time it is answered, however that ends.
struct KnownOfCall: Sendable {
  var operation: String?
  var actor: Actor?
  var signing: ReplySigning?
}

extension ErrorCode {
  /// Whether a refusal is written to the log: whoever may not, is not known, or tries the checks.
  var isWritten: Bool { [400, 401, 403, 413, 429].contains(status) }
}

/// The same address with another `after`.
private func replacingCursor(_ target: String, _ cursor: String) -> String {
  let parts = target.split(separator: "?", maxSplits: 1)
  let kept = parts.count > 1 ? parts[1].split(separator: "&").filter { !$0.hasPrefix("after=") } : []
  return parts[0] + "?" + (kept.map(String.init) + ["after=" + cursor]).joined(separator: "&")
}

extension Principal {
  /// A caller without a key, for calls that need none.
  static let nobody = Principal(
    kind: .terminal, merchant: MerchantID(-1), scopes: [],
    actor: Actor(kind: .key, id: 0, answerable: 0))
}
