import Coalition
import Crypto
package import HTTPTypes
import Hummingbird
import Logging
import NIOCore

extension API {
  /// The body as JSON; nil where the operation takes none or none came. A signed one is what was signed
  /// before anything looks into it.
  func body(
    of request: Request, from caller: Caller, for operation: Operation<Services>
  ) async throws -> JSON? {
    let bytes: [UInt8]
    switch caller.body {
    case .read(let read): bytes = read
    case .signed(let digest):
      bytes = try await collect(request, upTo: settings.maximumBodyBytes)
      if let digest {
        try ContentDigest.check(bytes, digest)
      } else if !bytes.isEmpty {
        throw RequestSignature.malformed("Content-Digest")
      }
    case .unread:
      guard operation.hasBody else { return nil }
      let buffer = try await collected(request, upTo: settings.maximumBodyBytes)
      if buffer.readableBytes == 0, !operation.needsBody { return nil }
      try checkContentType(request.headers)
      return try JSON(parsing: buffer.readableBytesUInt8Span)
    }
    guard operation.hasBody, !bytes.isEmpty || operation.needsBody else { return nil }
    try checkContentType(request.headers)
    return try JSON(parsing: bytes)
  }

  /// What an operation's body may have at most.
  func bodyLimit(_ operation: Operation<Services>) -> Int {
    operation.takesFile?.maximumBytes ?? settings.maximumBodyBytes
  }

  /// The pieces of a file; nil where the operation takes none.
  func upload(
    _ request: Request, from caller: Caller, for operation: Operation<Services>
  ) throws(Problem) -> Upload? {
    guard let form = operation.takesFile else { return nil }
    let type = (request.headers[.contentType] ?? "").prefix { $0 != ";" && $0 != " " }
    guard form.takes(type.lowercased()) else { throw Problem(.unsupportedMediaType) }
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > form.maximumBytes {
      throw Problem(.payloadTooLarge, String(form.maximumBytes))
    }
    switch caller.body {
    case .read(let bytes):
      return Upload(
        body: RequestBody(buffer: ByteBuffer(bytes: bytes)), maximumBytes: form.maximumBytes, digest: nil)
    case .unread: return Upload(body: request.body, maximumBytes: form.maximumBytes, digest: nil)
    case .signed(let digest):
      guard let digest else { throw RequestSignature.malformed("Content-Digest") }
      return Upload(body: request.body, maximumBytes: form.maximumBytes, digest: digest)
    }
  }

  func collect(_ request: Request, upTo limit: Int) async throws -> [UInt8] {
    Array(buffer: try await collected(request, upTo: limit))
  }

  private func collected(_ request: Request, upTo limit: Int) async throws -> ByteBuffer {
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
      throw Problem(.payloadTooLarge, String(limit))
    }
    return try await request.body.collect(upTo: limit)
  }

  private func checkContentType(_ headers: HTTPFields) throws(Problem) {
    let type = (headers[.contentType] ?? "").prefix { $0 != ";" && $0 != " " }
    guard type == "application/json" || type.lowercased() == "application/json" else {
      throw Problem(.unsupportedMediaType)
    }
  }

  func checkAccept(_ headers: HTTPFields, _ operation: Operation<Services>) throws(Problem) {
    guard let accept = headers[.accept], accept != "*/*" else { return }
    var taken: Set<Substring> = ["*/*", "application/*", "application/json"]
    if let form = operation.givesFile { taken.formUnion(["text/*", Substring(form.mediaType)]) }
    let ranges = accept.lowercased().split(separator: ",").map { range in
      range.prefix { $0 != ";" }.filter { $0 != " " }
    }
    guard ranges.isEmpty || ranges.contains(where: { taken.contains(Substring($0)) }) else {
      throw Problem(.notAcceptable)
    }
  }

  /// Runs the operation; one that moves value once only, and never twice at the same time for one key.
  func run(
    _ operation: Operation<Services>, _ call: Call<Services>, _ arrival: Arrival, _ path: String
  ) async throws -> Operation<Services>.Written {
    guard operation.movesValue else { return try await checked(operation, call, arrival, nil) }
    let key = try idempotencyKey(arrival.headers)
    let running = "\(call.principal.tenant) \(key)"
    guard self.running.begin(running) else { throw Problem(.requestInProgress, retryAfterSeconds: 1) }
    defer { self.running.end(running) }
    let once = Once(key: key, isDryRun: false, method: operation.method, path: path, body: arrival.body)
    return try await checked(operation, call, arrival, once)
  }

  /// Says so in the log when an operation refuses in a way its declaration leaves out.
  private func checked(
    _ operation: Operation<Services>, _ call: Call<Services>, _ arrival: Arrival, _ once: Once?
  ) async throws -> Operation<Services>.Written {
    do {
      return try await operation.run(call, arrival, once)
    } catch {
      guard let problem = error as? Problem ?? translate(error) else { throw error }
      if !operation.possibleProblems.contains(problem.code) {
        settings.logger.error(
          "undeclared refusal",
          metadata: ["operation": "\(operation.id)", "code": "\(problem.code.rawValue)"])
        settings.onUndeclaredRefusal(operation.id, problem.code)
      }
      throw problem
    }
  }

  private func idempotencyKey(_ headers: HTTPFields) throws(Problem) -> String {
    guard let key = headers[.idempotencyKey] else { throw Problem(.idempotencyKeyRequired) }
    guard 1...255 ~= key.utf8.count, key.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
      throw Problem(.idempotencyKeyInvalid)
    }
    return key
  }
}

/// SHA-256 over method, path and canonical body: the same for one request however its JSON is written.
package func requestHash(_ method: HTTPRequest.Method, _ path: String, _ body: JSON?) -> [UInt8] {
  var hash = SHA256()
  hash.update(data: Array((method.rawValue + " " + path + "\n").utf8))
  hash.update(data: body?.canonicalBytes ?? [])
  return Array(hash.finalize())
}
