/// One member of a request's object, by what it does to a value that begins empty.
package struct RecordPart<Whole: Sendable>: Sendable {
  let name: String
  let isRequired: Bool
  let document: JSON
  let components: [String: JSON]
  let read: @Sendable (JSON, inout Whole) throws(Faults) -> Void

  /// A member that must come.
  package static func needed<Part: Sendable>(
    _ name: String, _ schema: Schema<Part>, _ set: @escaping @Sendable (inout Whole, Part) -> Void
  ) -> RecordPart {
    part(name, schema, isRequired: true, set)
  }

  /// A member that may be left out.
  package static func may<Part: Sendable>(
    _ name: String, _ schema: Schema<Part>, _ set: @escaping @Sendable (inout Whole, Part) -> Void
  ) -> RecordPart {
    part(name, schema, isRequired: false, set)
  }

  private static func part<Part: Sendable>(
    _ name: String, _ schema: Schema<Part>, isRequired: Bool,
    _ set: @escaping @Sendable (inout Whole, Part) -> Void
  ) -> RecordPart {
    RecordPart(
      name: name, isRequired: isRequired, document: schema.document, components: schema.components
    ) { json, whole throws(Faults) in
      set(&whole, try schema.decode(json))
    }
  }
}

extension Schema {
  /// An object that is only read: every member that comes changes a value that begins as `empty`.
  ///
  /// All faults are listed and unknown members refused; `check` sees the value when every member was read.
  package static func record(
    _ empty: Value, _ parts: [RecordPart<Value>],
    check: @escaping @Sendable (Value) throws(Faults) -> Void = { _ throws(Faults) in }
  ) -> Schema {
    var shape = ObjectShape()
    for part in parts { shape.add(part.name, part.document, part.components, isRequired: part.isRequired) }
    return Schema(document: shape.document, components: shape.components) { json throws(Faults) in
      guard case .object(let members) = json else { throw Faults(.wrongType, "object") }
      var value = empty
      var faults: [Fault] = []
      for part in parts where part.isRequired && members[part.name] == nil {
        faults += Faults(.required).under(part.name).list
      }
      for member in members.list {
        guard let part = parts.first(where: { $0.name == member.name }) else {
          faults += Faults(.unknownField, member.name).under(member.name).list
          continue
        }
        do throws(Faults) { try part.read(member.value, &value) } catch {
          faults += error.under(member.name).list
        }
      }
      if let all = Faults(all: faults) { throw all }
      try check(value)
      return value
    } encode: { _ in
      .null
    }
  }
}
