/// One member of a reply, for objects that are only ever written.
package struct ReplyMember<Whole: Sendable>: Sendable {
  let name: String
  let isAlways: Bool
  let document: JSON
  let components: [String: JSON]
  let encode: @Sendable (Whole) -> JSON?

  /// A member that every reply carries.
  package static func always<Part: Sendable>(
    _ name: String, _ schema: Schema<Part>, _ part: @escaping @Sendable (Whole) -> Part
  ) -> ReplyMember {
    ReplyMember(name: name, isAlways: true, document: schema.document, components: schema.components) {
      schema.encode(part($0))
    }
  }

  /// A member that is left out where there is nothing.
  package static func maybe<Part: Sendable>(
    _ name: String, _ schema: Schema<Part>, _ part: @escaping @Sendable (Whole) -> Part?
  ) -> ReplyMember {
    ReplyMember(name: name, isAlways: false, document: schema.document, components: schema.components) {
      part($0).map(schema.encode)
    }
  }

  /// A member that is the same in every reply, such as `"object": "member"`.
  package static func constant(_ name: String, _ text: String) -> ReplyMember {
    ReplyMember(
      name: name, isAlways: true, document: ["type": "string", "const": .string(text)], components: [:]
    ) { _ in .string(text) }
  }
}

extension Schema {
  /// An object that is only written, kept under its name; reading it is refused with `write_only`.
  package static func reply(_ name: String, _ members: ReplyMember<Value>...) -> Schema {
    var shape = ObjectShape()
    for member in members {
      shape.add(member.name, member.document, member.components, isRequired: member.isAlways)
    }
    return Schema(document: shape.document(isClosed: false), components: shape.components) {
      _ throws(Faults) in
      throw Faults(.writeOnly)
    } encode: { whole in
      var json = JSON.Members()
      for member in members {
        if let part = member.encode(whole) { json.append(member.name, part) }
      }
      return .object(json)
    }
    .named(name)
  }
}
