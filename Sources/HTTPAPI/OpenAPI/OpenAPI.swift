import HTTPTypes

/// The OpenAPI 3.1 document of the operations, from the declarations that route, read and check.
package func openAPIDocument<Services>(_ operations: [Operation<Services>]) -> JSON {
  var paths = JSON.Members()
  var schemas: [String: JSON] = ["Problem": problemSchema, "Fault": faultSchema]
  var codes: Set<ErrorCode> = []
  var tags: [String] = []
  for operation in operations {
    var item: JSON.Members = JSON.Members()
    if case .object(let members)? = paths[operation.path] { item = members }
    item.append(operation.method.rawValue.lowercased(), operation.document)
    paths[operation.path] = .object(item)
    for part in operation.parts { schemas.merge(part.components) { first, _ in first } }
    schemas.merge(operation.replyComponents) { first, _ in first }
    codes.formUnion(operation.possibleProblems)
    if !tags.contains(operation.tag) { tags.append(operation.tag) }
  }
  return [
    "openapi": "3.1.0",
    "info": [
      "title": "Tongbao", "version": "1",
      "summary": "An open platform for a universal points currency.",
      "description": .string(introduction),
    ],
    "servers": [["url": "/"]],
    "tags": .array(tags.map { ["name": .string($0)] }),
    "paths": .object(paths),
    "components": [
      "securitySchemes": [
        "bearer": [
          "type": "http", "scheme": "bearer", "description": "An API key, `tb_live_…` or `tb_test_…`.",
        ],
        "signature": [
          "type": "apiKey", "in": "header", "name": "Signature",
          "description": .string(
            "HTTP Message Signatures (RFC 9421) with `Signature-Input`; see the guide for merchant systems."),
        ],
      ],
      "schemas": sorted(schemas),
      "parameters": ["IdempotencyKey": idempotencyKeyParameter],
      "headers": headerComponents,
      "examples": exampleComponents(codes),
    ],
  ]
}

private let introduction = """
  Points and money are whole numbers in their smallest unit; times are RFC 3339 in UTC. Unknown fields in a \
  request are refused; ignore unknown fields in a reply. Calls that move value need an `Idempotency-Key`. \
  HEAD is answered wherever GET is.
  """

private let idempotencyKeyParameter: JSON = [
  "name": "Idempotency-Key", "in": "header", "required": true,
  "description": "The same key and body give the same reply, for ever.",
  "schema": ["type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"],
]

private let headerComponents: JSON = [
  "RequestId": header("The id to quote when asking about this call.", ["type": "string"]),
  "RateLimitPolicy": header("How many requests in how many seconds.", ["type": "string"]),
  "RateLimit": header("How many are left, and seconds until all are.", ["type": "string"]),
  "RetryAfter": header("Seconds until another try makes sense.", ["type": "integer"]),
  "IdempotencyReplayed": header(
    "There where the key was known and this is the reply given then.", ["type": "string", "const": "true"]),
  "Link": header("The next page, with rel=\"next\".", ["type": "string"]),
]

private func header(_ text: String, _ schema: JSON) -> JSON {
  ["description": .string(text), "schema": schema]
}

private let problemSchema: JSON = [
  "type": "object",
  "description": "A refusal after RFC 9457.",
  "properties": [
    "type": ["type": "string", "format": "uri-reference"],
    "title": ["type": "string"],
    "status": ["type": "integer"],
    "detail": ["type": "string", "description": "For people, in the language of Accept-Language."],
    "code": ["type": "string", "enum": .array(ErrorCode.allCases.map { .string($0.rawValue) })],
    "request_id": ["type": "string"],
    "retryable": ["type": "boolean", "description": "The same request may succeed later."],
    "errors": ["type": "array", "items": ["$ref": "#/components/schemas/Fault"]],
    "balance": ["type": "integer", "format": "int64", "description": "Points available."],
  ],
  "required": ["type", "title", "status", "detail", "code", "request_id", "retryable"],
]

private let faultSchema: JSON = [
  "type": "object",
  "properties": [
    "in": ["type": "string", "enum": ["body", "query", "path", "header"]],
    "pointer": [
      "type": "string", "description": "A JSON Pointer into the body, or / and the name of a parameter.",
    ],
    "code": ["type": "string", "enum": .array(FaultCode.allCases.map { .string($0.rawValue) })],
    "detail": ["type": "string"],
  ],
  "required": ["in", "pointer", "code", "detail"],
]

private func exampleComponents(_ codes: Set<ErrorCode>) -> JSON {
  var examples = JSON.Members()
  for code in codes.sorted(by: { $0.rawValue < $1.rawValue }) {
    let problem = Problem(code).document(in: .en, requestID: "req_0001")
    examples.append(code.rawValue, ["summary": .string(code.title), "value": problem])
  }
  return .object(examples)
}

private func sorted(_ schemas: [String: JSON]) -> JSON {
  let names = schemas.keys.sorted()
  return .object(JSON.Members(distinct: names.map { .init(name: $0, value: schemas[$0] ?? .null) }))
}
