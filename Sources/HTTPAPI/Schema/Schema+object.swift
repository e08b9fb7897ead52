/// One member of an object: its name, its schema, and where the whole keeps it.
package struct Property<Whole: Sendable, Part: Sendable>: Sendable {
  let name: String
  let isRequired: Bool
  let document: JSON
  let components: [String: JSON]
  /// Reads the member; nil stands for a member that did not come.
  let decode: @Sendable (JSON?) throws(Faults) -> Part
  /// Writes the member; nil leaves it out.
  let encode: @Sendable (Whole) -> JSON?

  /// A member that must come and is always written.
  package static func required(
    _ name: String, _ schema: Schema<Part>, of part: @escaping @Sendable (Whole) -> Part
  ) -> Property {
    Property(name: name, isRequired: true, document: schema.document, components: schema.components) {
      json throws(Faults) in
      guard let json else { throw Faults(.required) }
      return try schema.decode(json)
    } encode: {
      schema.encode(part($0))
    }
  }

  /// A member that may be left out, and is left out where there is nothing.
  package static func optional<Wrapped>(
    _ name: String, _ schema: Schema<Wrapped>, of part: @escaping @Sendable (Whole) -> Wrapped?
  ) -> Property where Part == Wrapped? {
    Property(name: name, isRequired: false, document: schema.document, components: schema.components) {
      json throws(Faults) in
      guard let json else { return nil }
      return try schema.decode(json)
    } encode: {
      part($0).map(schema.encode)
    }
  }

  /// A member that has the value given when it does not come.
  package static func defaulted(
    _ name: String, _ schema: Schema<Part>, to value: Part, of part: @escaping @Sendable (Whole) -> Part
  ) -> Property {
    let document = schema.annotated("default", schema.encode(value)).document
    return Property(name: name, isRequired: false, document: document, components: schema.components) {
      json throws(Faults) in
      guard let json else { return value }
      return try schema.decode(json)
    } encode: {
      schema.encode(part($0))
    }
  }
}

extension Schema {
  /// An object read and written both ways; all faults are listed and unknown members refused.
  package static func object<each Part: Sendable>(
    _ properties: repeat Property<Value, each Part>,
    make: @escaping @Sendable (repeat each Part) throws(Faults) -> Value
  ) -> Schema {
    var shape = ObjectShape()
    for property in repeat each properties {
      shape.add(property.name, property.document, property.components, isRequired: property.isRequired)
    }
    let names = shape.names
    return Schema(document: shape.document, components: shape.components) { json throws(Faults) in
      var reading = try ObjectReading(json)
      let parts = (repeat reading.part(each properties))
      try reading.finish(names)
      // No fault was listed, so every part was read.
      return try make(repeat (each parts).unsafelyRead)
    } encode: { whole in
      var members = JSON.Members()
      for property in repeat each properties {
        if let json = property.encode(whole) { members.append(property.name, json) }
      }
      return .object(members)
    }
  }
}

/// A part as read, or nothing when it had faults.
struct Reading<Part: Sendable>: Sendable {
  let part: Part?

  /// The part, where the list of faults is known to be empty.
  var unsafelyRead: Part {
    guard let part else { preconditionFailure("a part without faults was not read") }
    return part
  }
}

/// The members of an object while they are read, and the faults found so far.
struct ObjectReading {
  let members: JSON.Members
  private var faults: [Fault] = []

  init(_ json: JSON) throws(Faults) {
    guard case .object(let members) = json else { throw Faults(.wrongType, "object") }
    self.members = members
  }

  mutating func part<Whole, Part>(_ property: Property<Whole, Part>) -> Reading<Part> {
    do throws(Faults) {
      return Reading(part: try property.decode(members[property.name]))
    } catch {
      faults += error.under(property.name).list
      return Reading(part: nil)
    }
  }

  mutating func finish(_ names: [String]) throws(Faults) {
    for member in members.list where !names.contains(member.name) {
      faults += Faults(.unknownField, member.name).under(member.name).list
    }
    if let all = Faults(all: faults) { throw all }
  }
}

/// The document of an object as its members are added.
struct ObjectShape {
  private(set) var names: [String] = []
  private var properties = JSON.Members()
  private var required: [JSON] = []
  private(set) var components: [String: JSON] = [:]

  mutating func add(_ name: String, _ part: JSON, _ parts: [String: JSON], isRequired: Bool) {
    names.append(name)
    properties[name] = part
    if isRequired { required.append(.string(name)) }
    components.merge(parts) { first, _ in first }
  }

  var document: JSON { document(isClosed: true) }

  func document(isClosed: Bool) -> JSON {
    var document = JSON.Members()
    document["type"] = "object"
    document["properties"] = .object(properties)
    if !required.isEmpty { document["required"] = .array(required) }
    if isClosed { document["additionalProperties"] = false }
    return .object(document)
  }
}
