/// A refusal on its way to the caller, to become `application/problem+json` (RFC 9457).
package struct Problem: Error, Sendable, Hashable {
  package var code: ErrorCode
  /// What the code's text speaks of, in its order.
  package var arguments: [String]
  /// Each fault of the request, for `invalid_request`.
  package var faults: [Fault]
  /// Points available, for `insufficient_points`.
  package var balance: Int64?
  /// Seconds until another try makes sense, as `Retry-After`.
  package var retryAfterSeconds: Int?
  /// What this address takes, as `Allow`.
  package var allow: String?
  /// The request id under which a refusal was decided and kept; nil where nothing was.
  package var decidedBy: String?
  /// Whether the refusal was decided before and is only told again.
  package var isReplayed = false
  /// Where reading the body stopped and why, for `invalid_json`.
  package var json: JSONFault?

  package init(
    _ code: ErrorCode, _ arguments: String..., balance: Int64? = nil, retryAfterSeconds: Int? = nil
  ) {
    self.code = code
    self.arguments = arguments
    self.balance = balance
    self.retryAfterSeconds = retryAfterSeconds
    faults = []
  }

  package init(_ faults: Faults) {
    self.init(.invalidRequest)
    self.faults = faults.list
  }

  package init(_ fault: JSONFault) {
    self.init(.invalidJSON)
    json = fault
  }

  /// The sentence for people.
  package func detail(in language: ReplyLanguage) -> String {
    var arguments = json.map { [$0.reason.text(in: language), String($0.position)] } ?? arguments
    if code == .bankFileMalformed, let last = arguments.popLast() {
      arguments.append(OutsideTexts.bankReason(last, in: language))
    }
    return filling(code.text(in: language), with: arguments)
  }

  /// The document of RFC 9457 with our members behind the standard's.
  package func document(in language: ReplyLanguage, requestID: String) -> JSON {
    var members = JSON.Members()
    members.append("type", .string(code.type))
    members.append("title", .string(code.title))
    members.append("status", .integer(Int64(code.status)))
    members.append("detail", .string(detail(in: language)))
    members.append("code", .string(code.rawValue))
    members.append("request_id", .string(decidedBy ?? requestID))
    members.append("retryable", .bool(code.isRetryable))
    if !faults.isEmpty {
      members.append("errors", .array(faults.map { $0.document(in: language) }))
    }
    if let balance { members.append("balance", .integer(balance)) }
    return .object(members)
  }
}

extension Fault {
  package func document(in language: ReplyLanguage) -> JSON {
    [
      "in": .string(place.rawValue), "pointer": .string(pointer), "code": .string(code.rawValue),
      "detail": .string(filling(code.text(in: language), with: arguments)),
    ]
  }
}

/// Puts the arguments where a text says `{0}`, `{1}`.
private func filling(_ text: String, with arguments: [String]) -> String {
  var text = text
  for (index, argument) in arguments.enumerated() {
    text = text.replacing("{\(index)}", with: argument)
  }
  return text
}
