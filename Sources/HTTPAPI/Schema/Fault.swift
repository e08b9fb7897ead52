/// What is wrong with one value of a request; a closed list that clients may switch over.
package enum FaultCode: String, Sendable, CaseIterable {
  case required, unknownField = "unknown_field", unknownParameter = "unknown_parameter", repeated
  case wrongType = "wrong_type", badFormat = "bad_format", badEncoding = "bad_encoding"
  case tooShort = "too_short", tooLong = "too_long", controlCharacter = "control_character"
  case tooSmall = "too_small", tooLarge = "too_large", notAllowed = "not_allowed"
  case tooFew = "too_few", tooMany = "too_many", badCursor = "bad_cursor", oneOf = "one_of"
  case writeOnly = "write_only", sumMismatch = "sum_mismatch"
}

/// One fault and where it sits.
package struct Fault: Error, Hashable, Sendable {
  /// The part of the request that the pointer goes into.
  package enum Place: String, Sendable { case body, query, path, header }

  package var place: Place
  /// A JSON Pointer (RFC 6901) into the body, or `/` and the name of a parameter or header.
  package var pointer: String
  package let code: FaultCode
  /// What the text of the fault speaks of: a limit, the values allowed.
  package let arguments: [String]

  package init(_ code: FaultCode, _ arguments: String..., pointer: String = "", place: Place = .body) {
    self.code = code
    self.arguments = arguments
    self.pointer = pointer
    self.place = place
  }
}

/// Every fault found in one value, never empty.
package struct Faults: Error, Hashable, Sendable {
  package private(set) var list: [Fault]

  package init(_ fault: Fault) { list = [fault] }

  init?(all list: [Fault]) {
    guard !list.isEmpty else { return nil }
    self.list = list
  }

  package init(_ code: FaultCode, _ arguments: String...) {
    list = [Fault(code, arguments)]
  }

  /// The same faults seen from the object or array around.
  func under(_ name: String) -> Faults {
    var copy = self
    let token = "/" + pointerToken(name)
    for index in copy.list.indices { copy.list[index].pointer = token + copy.list[index].pointer }
    return copy
  }

  func at(_ place: Fault.Place) -> Faults {
    var copy = self
    for index in copy.list.indices { copy.list[index].place = place }
    return copy
  }
}

extension Fault {
  fileprivate init(_ code: FaultCode, _ arguments: [String]) {
    self.code = code
    self.arguments = arguments
    pointer = ""
    place = .body
  }
}

/// A name as RFC 6901 writes it inside a pointer.
private func pointerToken(_ name: String) -> String {
  guard name.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return name }
  var token = ""
  for character in name.unicodeScalars {
    switch character {
    case "~": token += "~0"
    case "/": token += "~1"
    default: token.unicodeScalars.append(character)
    }
  }
  return token
}
