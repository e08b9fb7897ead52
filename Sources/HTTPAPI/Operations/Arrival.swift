import HTTPTypes

/// The parts of one request while fields read them, and the faults found so far.
struct Arrival: Sendable {
  let path: [(name: String, value: String)]
  let query: [(name: String, value: String)]
  let headers: HTTPFields
  let body: JSON?
  /// In place of JSON, where the operation takes a file.
  var upload: Upload?
  let cursors: CursorSeal
  var faults: [Fault]

  func text(_ name: String, in place: Fault.Place) -> String? {
    switch place {
    case .path: path.first { $0.name == name }?.value
    case .query: query.first { $0.name == name }?.value
    case .header: HTTPField.Name(name).flatMap { headers[$0] }
    case .body: nil
    }
  }

  /// Lists what a request has that the operation does not know.
  mutating func refuseUnknown(_ parts: [FieldPart]) {
    var seen: Set<String> = []
    for (name, _) in query {
      if !parts.contains(where: { $0.place == .query && $0.name == name }) {
        faults += Faults(.unknownParameter, name).under(name).at(.query).list
      } else if !seen.insert(name).inserted {
        faults += Faults(.repeated).under(name).at(.query).list
      }
    }
    guard !parts.contains(where: \.isWholeBody) else { return }
    switch body {
    case nil: break
    case .object(let members)?:
      for member in members.list {
        guard !parts.contains(where: { $0.place == .body && $0.name == member.name }) else { continue }
        faults += Faults(.unknownField, member.name).under(member.name).list
      }
    default: faults += Faults(.wrongType, "object").list
    }
  }
}

/// The pairs of a query string, percent-decoded; `+` is a blank. Pairs that do not decode become faults.
func queryPairs(_ query: Substring, _ faults: inout [Fault]) -> [(name: String, value: String)] {
  var pairs: [(name: String, value: String)] = []
  for pair in query.utf8.split(separator: UInt8(ascii: "&")) {
    let sides = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
    let value = sides.count > 1 ? percentDecoded(sides[1], plusIsBlank: true) : ""
    guard let name = percentDecoded(sides[0], plusIsBlank: true), let value else {
      faults.append(Fault(.badEncoding, place: .query))
      continue
    }
    pairs.append((name, value))
  }
  return pairs
}

/// The text behind percent-encoding; nil where it is not UTF-8 or an escape is broken.
func percentDecoded(_ text: Substring.UTF8View, plusIsBlank: Bool = false) -> String? {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.count)
  var index = text.startIndex
  while index < text.endIndex {
    let byte = text[index]
    index = text.index(after: index)
    if byte == UInt8(ascii: "%") {
      guard text.distance(from: index, to: text.endIndex) >= 2 else { return nil }
      let second = text.index(after: index)
      guard let high = hexDigit(text[index]), let low = hexDigit(text[second]) else { return nil }
      bytes.append(high << 4 | low)
      index = text.index(after: second)
    } else {
      bytes.append(plusIsBlank && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
    }
  }
  return String(validating: bytes, as: UTF8.self)
}
