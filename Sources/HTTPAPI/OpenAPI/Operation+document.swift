import Coalition

extension Operation {
  /// Every way a call can be refused: by what stands before the operation, then by the operation itself.
  package var possibleProblems: [ErrorCode] {
    var codes: [ErrorCode] = [.invalidRequest, .notAcceptable, .rateLimited, .internalFault, .busy]
    if needs != nil {
      codes += [
        .unauthorized, .forbidden, .merchantSuspended, .signatureRequired, .signatureMalformed,
        .signatureInvalid,
        .signatureExpired, .signatureReplayed, .signatureKeyUnknown, .digestMismatch,
        .sessionEnded,
      ]
    }
    if hasBody { codes += [.invalidJSON, .payloadTooLarge, .unsupportedMediaType] }
    if movesValue {
      codes += [
        .idempotencyKeyRequired, .idempotencyKeyInvalid, .idempotencyMismatch, .requestInProgress,
        .outcomeUnknown,
      ]
    }
    return codes + refusals.filter { !codes.contains($0) }
  }

  /// The Operation Object of OpenAPI 3.1.
  var document: JSON {
    var members = JSON.Members()
    members.append("operationId", .string(id))
    members.append("summary", .string(summary))
    members.append("tags", [.string(tag)])
    if let needs {
      members.append("security", [["bearer": []], ["signature": []]])
      members.append("x-scopes", .array(needs.names.map { .string($0) }))
    } else {
      members.append("security", [])
    }
    let parameters = self.parameters
    if !parameters.isEmpty { members.append("parameters", .array(parameters)) }
    if hasBody { members.append("requestBody", requestBody) }
    members.append("responses", responses)
    return .object(members)
  }

  /// The resource: the first segment behind `/v1`.
  var tag: String {
    let segments = path.split(separator: "/")
    return String(segments.count > 1 ? segments[1] : segments.first ?? "api")
  }

  private var parameters: [JSON] {
    var parameters: [JSON] = parts.filter { $0.place != .body }.map { part in
      var schema = part.document
      var parameter: JSON.Members = JSON.Members()
      parameter.append("name", .string(part.name))
      parameter.append("in", .string(part.place.rawValue))
      if part.isRequired { parameter.append("required", true) }
      if case .object(var members) = schema, let text = members["description"] {
        parameter.append("description", text)
        members["description"] = nil
        schema = .object(members)
      }
      parameter.append("schema", schema)
      return .object(parameter)
    }
    if movesValue { parameters.append(["$ref": "#/components/parameters/IdempotencyKey"]) }
    return parameters
  }

  private var requestBody: JSON {
    let bodyParts = parts.filter { $0.place == .body }
    let schema: JSON
    if let whole = bodyParts.first(where: \.isWholeBody) {
      schema = whole.document
    } else {
      var shape = ObjectShape()
      for part in bodyParts { shape.add(part.name, part.document, [:], isRequired: part.isRequired) }
      schema = shape.document
    }
    var content: JSON.Members = JSON.Members()
    content.append("schema", schema)
    if let example = examples.request { content.append("example", example) }
    var forms = JSON.Members()
    for type in takesFile?.mediaTypes ?? ["application/json"] { forms.append(type, .object(content)) }
    return [
      "required": .bool(needsBody),
      "content": .object(forms),
    ]
  }

  private var responses: JSON {
    var responses = JSON.Members()
    responses.append(String(status), success)
    let byStatus = Dictionary(grouping: possibleProblems, by: \.status)
    for (status, codes) in byStatus.sorted(by: { $0.key < $1.key }) {
      responses.append(String(status), problemResponse(status, codes))
    }
    return .object(responses)
  }

  private var success: JSON {
    var names = ["RequestId", "RateLimitPolicy", "RateLimit"]
    if movesValue { names.append("IdempotencyReplayed") }
    if replyDocument["properties"]?["next_cursor"] != nil { names.append("Link") }
    var response = JSON.Members()
    response.append("description", status == 204 ? "Done." : "As asked.")
    response.append("headers", headerReferences(names))
    guard status != 204 else { return .object(response) }
    var content: JSON.Members = JSON.Members()
    content.append("schema", replyDocument)
    if let example = examples.reply { content.append("example", example) }
    response.append(
      "content", .object(.one(givesFile?.mediaType ?? "application/json", .object(content))))
    return .object(response)
  }

  private func problemResponse(_ status: Int, _ codes: [ErrorCode]) -> JSON {
    var names = ["RequestId"]
    if status == 429 { names += ["RateLimitPolicy", "RateLimit", "RetryAfter"] }
    var examples = JSON.Members()
    for code in codes {
      examples.append(code.rawValue, ["$ref": .string("#/components/examples/" + code.rawValue)])
    }
    return [
      "description": .string(codes.map { "`\($0.rawValue)`" }.joined(separator: ", ")),
      "headers": headerReferences(names),
      "content": [
        "application/problem+json": [
          "schema": ["$ref": "#/components/schemas/Problem"], "examples": .object(examples),
        ]
      ],
    ]
  }

  private func headerReferences(_ names: [String]) -> JSON {
    let wire = [
      "RequestId": "Request-Id", "RateLimitPolicy": "RateLimit-Policy", "RateLimit": "RateLimit",
      "IdempotencyReplayed": "Idempotency-Replayed", "Link": "Link", "RetryAfter": "Retry-After",
    ]
    var members = JSON.Members()
    for name in names {
      members.append(wire[name] ?? name, ["$ref": .string("#/components/headers/" + name)])
    }
    return .object(members)
  }
}

extension JSON.Members {
  fileprivate static func one(_ name: String, _ value: JSON) -> JSON.Members {
    var members = JSON.Members()
    members.append(name, value)
    return members
  }
}
