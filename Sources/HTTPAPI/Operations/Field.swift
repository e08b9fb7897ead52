/// One parameter or body member an operation takes, for the document and for refusing unknown ones.
struct FieldPart: Sendable {
  let place: Fault.Place
  let name: String
  let isRequired: Bool
  let document: JSON
  let components: [String: JSON]
  var isWholeBody = false
}

/// One input of an operation: where it stands in the request and how it is read.
package struct Field<Value: Sendable>: Sendable {
  let parts: [FieldPart]
  /// Reads the input; a fault is listed in the arrival and nothing comes back.
  let read: @Sendable (inout Arrival) -> Reading<Value>
}

extension Field {
  /// A segment of the path, `{name}` in its template.
  package static func path(_ name: String, _ schema: Schema<Value>) -> Field {
    needed(.path, name, schema)
  }

  /// A query parameter that must come.
  package static func query(_ name: String, _ schema: Schema<Value>) -> Field {
    needed(.query, name, schema)
  }

  /// A query parameter that may be left out.
  package static func query<Wrapped>(
    _ name: String, optional schema: Schema<Wrapped>
  ) -> Field where Value == Wrapped? {
    spared(.query, name, schema)
  }

  /// A query parameter with a value for when it is left out.
  package static func query(_ name: String, _ schema: Schema<Value>, default value: Value) -> Field {
    defaulted(.query, name, schema, value)
  }

  /// A header that may be left out.
  package static func header<Wrapped>(
    _ name: String, optional schema: Schema<Wrapped>
  ) -> Field where Value == Wrapped? {
    spared(.header, name, schema)
  }

  /// A member of the body that must come.
  package static func body(_ name: String, _ schema: Schema<Value>) -> Field {
    needed(.body, name, schema)
  }

  /// A member of the body that may be left out.
  package static func body<Wrapped>(
    _ name: String, optional schema: Schema<Wrapped>
  ) -> Field where Value == Wrapped? {
    spared(.body, name, schema)
  }

  /// A member of the body with a value for when it is left out.
  package static func body(_ name: String, _ schema: Schema<Value>, default value: Value) -> Field {
    defaulted(.body, name, schema, value)
  }

  /// The whole body; stands alone, without other body fields.
  package static func wholeBody(_ schema: Schema<Value>) -> Field {
    let part = FieldPart(
      place: .body, name: "", isRequired: true, document: schema.document, components: schema.components,
      isWholeBody: true)
    return Field(parts: [part]) { arrival in
      guard let body = arrival.body else { return arrival.note(Faults(.required)) }
      do throws(Faults) {
        return Reading(part: try schema.decode(body))
      } catch {
        return arrival.note(error)
      }
    }
  }

  /// The whole body, which may be left out.
  package static func optionalBody(_ schema: Schema<Value>, otherwise value: Value) -> Field {
    let part = FieldPart(
      place: .body, name: "", isRequired: false, document: schema.document, components: schema.components,
      isWholeBody: true)
    return Field(parts: [part]) { arrival in
      guard let body = arrival.body else { return Reading(part: value) }
      do throws(Faults) {
        return Reading(part: try schema.decode(body))
      } catch {
        return arrival.note(error)
      }
    }
  }

  /// A query parameter of 64 bits with a literal for when it is left out.
  package static func query(
    _ name: String, _ schema: Schema<Int64>, default value: Int
  ) -> Field where Value == Int64 {
    defaulted(.query, name, schema, Int64(value))
  }

  /// A member of the body of 64 bits with a literal for when it is left out.
  package static func body(
    _ name: String, _ schema: Schema<Int64>, default value: Int
  ) -> Field where Value == Int64 {
    defaulted(.body, name, schema, Int64(value))
  }

  private static func needed(_ place: Fault.Place, _ name: String, _ schema: Schema<Value>) -> Field {
    let source = Source(place, name, schema.document)
    return Field(parts: [source.part(isRequired: true, schema.document, schema.components)]) { arrival in
      guard let json = source.json(&arrival) else {
        return arrival.note(Faults(.required).under(name).at(place))
      }
      return arrival.read(json, schema, source)
    }
  }

  private static func spared<Wrapped>(
    _ place: Fault.Place, _ name: String, _ schema: Schema<Wrapped>
  ) -> Field where Value == Wrapped? {
    let source = Source(place, name, schema.document)
    return Field(parts: [source.part(isRequired: false, schema.document, schema.components)]) { arrival in
      guard let json = source.json(&arrival) else { return Reading(part: .some(nil)) }
      let reading = arrival.read(json, schema, source)
      return Reading(part: reading.part.map { .some($0) })
    }
  }

  private static func defaulted(
    _ place: Fault.Place, _ name: String, _ schema: Schema<Value>, _ value: Value
  ) -> Field {
    let source = Source(place, name, schema.document)
    let document = schema.annotated("default", schema.encode(value)).document
    return Field(parts: [source.part(isRequired: false, document, schema.components)]) { arrival in
      guard let json = source.json(&arrival) else { return Reading(part: value) }
      return arrival.read(json, schema, source)
    }
  }
}

/// Where a field's JSON comes from; text of a parameter becomes what the schema's type says.
struct Source: Sendable {
  let place: Fault.Place
  let name: String
  private let type: String?

  init(_ place: Fault.Place, _ name: String, _ document: JSON) {
    self.place = place
    self.name = name
    type = document["type"]?.text
  }

  func part(isRequired: Bool, _ document: JSON, _ components: [String: JSON]) -> FieldPart {
    FieldPart(place: place, name: name, isRequired: isRequired, document: document, components: components)
  }

  func json(_ arrival: inout Arrival) -> JSON? {
    if place == .body { return arrival.body?[name] }
    guard let text = arrival.text(name, in: place) else { return nil }
    switch type {
    case "integer":
      // The parser knows which texts are whole numbers, also those past 64 bits.
      guard let json = try? JSON(parsing: Array(text.utf8)) else { return .string(text) }
      return json
    case "boolean":
      return text == "true" ? .bool(true) : text == "false" ? .bool(false) : .string(text)
    default:
      return .string(text)
    }
  }
}

extension Arrival {
  mutating func note<Value>(_ faults: Faults) -> Reading<Value> {
    self.faults += faults.list
    return Reading(part: nil)
  }

  mutating func read<Value>(_ json: JSON, _ schema: Schema<Value>, _ source: Source) -> Reading<Value> {
    do throws(Faults) {
      return Reading(part: try schema.decode(json))
    } catch {
      return note(error.under(source.name).at(source.place))
    }
  }
}
