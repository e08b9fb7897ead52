package import Coalition
package import HTTPTypes

/// One call of the API, declared once: this routes, reads, permits, runs and documents it.
package struct Operation<Services: Sendable>: Sendable {
  package let method: HTTPRequest.Method
  /// The path's template, such as `/v1/members/{id}`.
  package let path: String
  /// The name in the document, in `camelCase`, unique.
  package let id: String
  package let summary: String
  /// What the key must be allowed, one of them at least; nil lets everybody in.
  package let needs: Scope?
  /// The ways the operation itself can be refused; those of every call are added by the document.
  package let refusals: [ErrorCode]
  package let movesValue: Bool
  package let status: Int
  package let examples: Examples
  let parts: [FieldPart]
  let replyDocument: JSON
  let replyComponents: [String: JSON]
  /// Of an operation that takes a file in place of JSON.
  var takesFile: FileForm?
  /// Of an operation that gives a file in place of JSON.
  var givesFile: FileForm?
  let run: @Sendable (Call<Services>, Arrival, Once?) async throws -> Written

  /// What a request and its reply may look like, shown in the document and checked by a test.
  package struct Examples: Sendable {
    package let request: JSON?
    package let reply: JSON?

    package init(request: JSON? = nil, reply: JSON? = nil) {
      self.request = request
      self.reply = reply
    }
  }

  /// A reply, ready to be sent.
  struct Written: Sendable {
    let json: JSON
    let isReplayed: Bool
    /// In place of JSON, where the operation gives a file.
    var file: [UInt8]?
    /// In place of JSON, where the operation gives a file that may be large.
    var stream: FileStream?
  }

  var hasBody: Bool { parts.contains { $0.place == .body } }
  var needsBody: Bool { parts.contains { $0.place == .body && $0.isRequired } }
}

extension Operation {
  /// Declares a call that moves no value.
  package init<each Input: Sendable, Output: Sendable>(
    _ method: HTTPRequest.Method, _ path: String, _ summary: String, id: String,
    needs: Scope?, refusals: [ErrorCode] = [], status: Int = 200, examples: Examples = Examples(),
    takes fields: repeat Field<each Input>, gives: Schema<Output>,
    run body: @escaping @Sendable (Call<Services>, repeat each Input) async throws -> Output
  ) {
    var parts: [FieldPart] = []
    for field in repeat each fields { parts += field.parts }
    let known = parts
    self.init(
      method: method, path: path, id: id, summary: summary, needs: needs, refusals: refusals,
      movesValue: false, status: status, examples: examples, parts: parts, replyDocument: gives.document,
      replyComponents: gives.components
    ) { call, arrival, _ in
      var arrival = arrival
      let inputs = (repeat (each fields).read(&arrival))
      arrival.refuseUnknown(known)
      if let faults = Faults(all: arrival.faults) { throw Problem(faults) }
      let output = try await body(call, repeat (each inputs).unsafelyRead)
      return Written(json: gives.encode(output), isReplayed: false)
    }
  }

  /// Declares a POST that moves value: it needs an `Idempotency-Key` and gets it with the request's hash.
  package init<each Input: Sendable, Output: Sendable>(
    moving path: String, _ summary: String, id: String,
    needs: Scope, refusals: [ErrorCode] = [], status: Int = 200, dryRun: Bool = true,
    examples: Examples = Examples(),
    takes fields: repeat Field<each Input>, gives: Schema<Output>,
    run body: @escaping @Sendable (Call<Services>, Once, repeat each Input) async throws -> Answer<Output>
  ) {
    let dry = Field<Bool>.query(
      "dry_run", Schema<Bool>.boolean.described("Answer what would happen, and why."), default: false)
    var parts: [FieldPart] = []
    for field in repeat each fields { parts += field.parts }
    if dryRun { parts += dry.parts }
    let known = parts
    self.init(
      method: .post, path: path, id: id, summary: summary, needs: needs, refusals: refusals, movesValue: true,
      status: status, examples: examples, parts: parts, replyDocument: gives.document,
      replyComponents: gives.components
    ) { call, arrival, once in
      guard let once else { preconditionFailure("a call that moves value came without its key") }
      var arrival = arrival
      let inputs = (repeat (each fields).read(&arrival))
      let isDryRun = dryRun ? dry.read(&arrival).part ?? false : false
      arrival.refuseUnknown(known)
      if let faults = Faults(all: arrival.faults) { throw Problem(faults) }
      let answer = try await body(call, once.asking(isDryRun), repeat (each inputs).unsafelyRead)
      return Written(json: gives.encode(answer.output), isReplayed: answer.isReplayed)
    }
  }
}

extension Schema<Void> {
  /// No body at all, for status 204.
  package static var nothing: Schema {
    Schema(document: ["type": "null"]) { _ throws(Faults) in
    } encode: {
      .null
    }
  }
}
