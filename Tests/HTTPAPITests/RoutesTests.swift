import Coalition
import Foundation
import HTTPAPI
import HTTPTypes
import Testing

@Suite struct RoutesTests {
  private static let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "Golden/routes.txt")

  @Test func `the routes are those of the golden list`() throws {
    let routes = HTTPAPI.Operation<Coalition>.all.map { operation in
      "\(operation.method.rawValue) \(operation.path) \(operation.id)\(operation.movesValue ? " moves" : "")"
    }
    let text = routes.joined(separator: "\n") + "\n"
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
      try Data(text.utf8).write(to: Self.golden)
    }
    #expect(try String(contentsOf: Self.golden, encoding: .utf8) == text)
  }

  @Test func `every operation has an id and a place of its own`() {
    let operations = HTTPAPI.Operation<Coalition>.all
    #expect(Set(operations.map(\.id)).count == operations.count)
    #expect(Set(operations.map { "\($0.method) \($0.path)" }).count == operations.count)
  }

  @Test func `an example of a request is one that its operation takes`() throws {
    let document = openAPIDocument(HTTPAPI.Operation<Coalition>.all)
    for operation in HTTPAPI.Operation<Coalition>.all {
      let shown = document["paths"]?[operation.path]?[operation.method.rawValue.lowercased()]
      if let example = operation.examples.request {
        let schema = try #require(shown?["requestBody"]?["content"]?["application/json"]?["schema"])
        #expect(faults(example, schema, document) == [], "\(operation.id)")
      }
      if let example = operation.examples.reply {
        let reply = shown?["responses"]?[String(operation.status)]
        let schema = try #require(reply?["content"]?["application/json"]?["schema"])
        #expect(faults(example, schema, document) == [], "\(operation.id)")
      }
    }
  }
}

/// What of a value its schema does not allow: as much of JSON Schema as our documents use.
func faults(_ value: JSON, _ schema: JSON, _ document: JSON, _ place: String = "") -> [String] {
  if let reference = schema["$ref"]?.text {
    var target: JSON? = document
    for token in reference.dropFirst(2).split(separator: "/") { target = target?[String(token)] }
    guard let target else { return ["\(place): \(reference) leads nowhere"] }
    return faults(value, target, document, place)
  }
  var found: [String] = []
  for (keyword, least, most) in [("oneOf", 1, 1), ("anyOf", 1, Int.max)] {
    guard let alternatives = schema[keyword]?.elements, !alternatives.isEmpty else { continue }
    let fitting = alternatives.filter { faults(value, $0, document, place).isEmpty }.count
    if fitting < least || fitting > most { found.append("\(place): \(fitting) of \(keyword)") }
  }
  if let constant = schema["const"], constant != value { found.append("\(place): const") }
  if let words = schema["enum"]?.elements, !words.contains(value) { found.append("\(place): enum") }
  let types = schema["type"].map { $0.text.map { [$0] } ?? $0.elements.compactMap(\.text) } ?? []
  if !types.isEmpty, !types.contains(typeName(value)) {
    return found + ["\(place): \(typeName(value)), not \(types)"]
  }
  switch value {
  case .object(let members):
    for name in schema["required"]?.elements.compactMap(\.text) ?? [] where members[name] == nil {
      found.append("\(place): \(name) is missing")
    }
    for member in members.list {
      if let part = schema["properties"]?[member.name] {
        found += faults(member.value, part, document, place + "/" + member.name)
      } else if schema["additionalProperties"] == false {
        found.append("\(place): \(member.name) is unknown")
      }
    }
  case .array(let elements):
    guard let part = schema["items"] else { break }
    for (index, element) in elements.enumerated() {
      found += faults(element, part, document, "\(place)/\(index)")
    }
  case .integer(let number):
    if let least = schema["minimum"]?.int64, number < least { found.append("\(place): below \(least)") }
    if let most = schema["maximum"]?.int64, number > most { found.append("\(place): above \(most)") }
  case .string(let text):
    if let least = schema["minLength"]?.int64, text.unicodeScalars.count < least {
      found.append("\(place): short")
    }
    if let most = schema["maxLength"]?.int64, text.unicodeScalars.count > most {
      found.append("\(place): long")
    }
    if let pattern = schema["pattern"]?.text, text.range(of: pattern, options: .regularExpression) == nil {
      found.append("\(place): pattern")
    }
  case .null, .bool, .decimal: break
  }
  return found
}

private func typeName(_ value: JSON) -> String {
  switch value {
  case .null: "null"
  case .bool: "boolean"
  case .integer: "integer"
  case .decimal: "number"
  case .string: "string"
  case .array: "array"
  case .object: "object"
  }
}
