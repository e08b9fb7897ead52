extension Schema {
  /// An array of so many values; the faults of all of them are listed.
  package static func array<Element: Sendable>(
    of element: Schema<Element>, _ count: ClosedRange<Int>
  ) -> Schema where Value == [Element] {
    Schema(document: arrayDocument(element.document, count), components: element.components) {
      json throws(Faults) in
      let elements = try counted(json, count)
      var values: [Element] = []
      values.reserveCapacity(elements.count)
      var faults: [Fault] = []
      for (index, json) in elements.enumerated() {
        do throws(Faults) {
          values.append(try element.decode(json))
        } catch {
          faults += error.under(String(index)).list
        }
      }
      if let all = Faults(all: faults) { throw all }
      return values
    } encode: {
      .array($0.map(element.encode))
    }
  }

  /// An array whose elements may fail one by one, for batches where one failing fails alone.
  package static func attempts<Element: Sendable>(
    of element: Schema<Element>, _ count: ClosedRange<Int>
  ) -> Schema where Value == [Result<Element, Faults>] {
    Schema(document: arrayDocument(element.document, count), components: element.components) {
      json throws(Faults) in
      try counted(json, count).enumerated().map { index, json in
        do throws(Faults) {
          return .success(try element.decode(json))
        } catch {
          return .failure(error.under(String(index)))
        }
      }
    } encode: { attempts in
      // A failed one has no value to write.
      .array(attempts.map { (try? $0.get()).map(element.encode) ?? .null })
    }
  }

  /// One of several objects, told apart by the word in the member `tag`.
  ///
  /// Each alternative reads the object without that member and writes it without it.
  package static func tagged(
    _ tag: String, _ alternatives: [(word: String, schema: Schema)],
    word: @escaping @Sendable (Value) -> String
  ) -> Schema {
    let words = alternatives.map(\.word)
    let byWord = Dictionary(uniqueKeysWithValues: alternatives.map { ($0.word, $0.schema) })
    var components: [String: JSON] = [:]
    for alternative in alternatives { components.merge(alternative.schema.components) { first, _ in first } }
    let documents = alternatives.map { taggedDocument($0.schema.document, tag, $0.word) }
    let tagSchema = Schema<String>.choice(words)
    return Schema(document: ["oneOf": .array(documents)], components: components) { json throws(Faults) in
      guard case .object(var members) = json else { throw Faults(.wrongType, "object") }
      guard let tagged = members[tag] else { throw Faults(.required).under(tag) }
      let word: String
      do throws(Faults) { word = try tagSchema.decode(tagged) } catch { throw error.under(tag) }
      members[tag] = nil
      guard let schema = byWord[word] else { throw Faults(.notAllowed, word).under(tag) }
      return try schema.decode(.object(members))
    } encode: { value in
      let word = word(value)
      var members = JSON.Members(distinct: [.init(name: tag, value: .string(word))])
      // An alternative without members of its own is its tag alone.
      if case .object(let own)? = byWord[word]?.encode(value) {
        members = JSON.Members(distinct: members.list + own.list)
      }
      return .object(members)
    }
  }
}

private func counted(_ json: JSON, _ count: ClosedRange<Int>) throws(Faults) -> [JSON] {
  guard case .array(let elements) = json else { throw Faults(.wrongType, "array") }
  guard elements.count >= count.lowerBound else { throw Faults(.tooFew, String(count.lowerBound)) }
  guard elements.count <= count.upperBound else { throw Faults(.tooMany, String(count.upperBound)) }
  return elements
}

private func arrayDocument(_ element: JSON, _ count: ClosedRange<Int>) -> JSON {
  [
    "type": "array", "items": element, "minItems": .integer(Int64(count.lowerBound)),
    "maxItems": .integer(Int64(count.upperBound)),
  ]
}

/// The object's document with the tag as its first, required member.
private func taggedDocument(_ document: JSON, _ tag: String, _ word: String) -> JSON {
  guard case .object(var members) = document else { return document }
  let constant: JSON = ["type": "string", "const": .string(word)]
  var properties = JSON.Members(distinct: [.init(name: tag, value: constant)])
  if case .object(let own)? = members["properties"] {
    for member in own.list { properties[member.name] = member.value }
  }
  members["properties"] = .object(properties)
  members["required"] = .array([.string(tag)] + (members["required"]?.elements ?? []))
  return .object(members)
}
