/// How one kind of value is documented, read and written; the same declaration serves all three.
package struct Schema<Value: Sendable>: Sendable {
  /// The fragment of JSON Schema 2020-12 that describes the value in the OpenAPI document.
  package var document: JSON
  /// The named schemas the fragment refers to, each under its name.
  package var components: [String: JSON]
  /// Reads a value. Throws every fault it finds, pointers relative to the value.
  package let decode: @Sendable (JSON) throws(Faults) -> Value
  /// Writes a value.
  package let encode: @Sendable (Value) -> JSON

  package init(
    document: JSON, components: [String: JSON] = [:],
    decode: @escaping @Sendable (JSON) throws(Faults) -> Value,
    encode: @escaping @Sendable (Value) -> JSON
  ) {
    self.document = document
    self.components = components
    self.decode = decode
    self.encode = encode
  }
}

extension Schema {
  /// The same JSON read as another type, which may refuse some values.
  package func mapping<Other: Sendable>(
    to read: @escaping @Sendable (Value) throws(Faults) -> Other,
    from write: @escaping @Sendable (Other) -> Value
  ) -> Schema<Other> {
    let decode = decode
    let encode = encode
    return Schema<Other>(document: document, components: components) { json throws(Faults) in
      try read(try decode(json))
    } encode: {
      encode(write($0))
    }
  }

  /// The same schema with a sentence for the reader of the document.
  package func described(_ text: String) -> Schema {
    annotated("description", .string(text))
  }

  /// The same schema with an example value in the document.
  package func example(_ example: JSON) -> Schema {
    annotated("examples", [example])
  }

  /// The same schema with one more keyword in the document.
  package func annotated(_ keyword: String, _ value: JSON) -> Schema {
    var copy = self
    if case .object(var members) = document {
      members[keyword] = value
      copy.document = .object(members)
    }
    return copy
  }

  /// The same schema kept under a name in the document's components.
  package func named(_ name: String) -> Schema {
    var copy = self
    copy.components[name] = document
    copy.document = ["$ref": .string("#/components/schemas/" + name)]
    return copy
  }

  /// The same schema where null stands for nothing, for replies that always carry the member.
  package func nullable() -> Schema<Value?> {
    let decode = decode
    let encode = encode
    return Schema<Value?>(
      document: ["anyOf": [document, ["type": "null"]]], components: components
    ) { json throws(Faults) in
      if json.isNull { return nil }
      return try decode(json)
    } encode: {
      $0.map(encode) ?? .null
    }
  }
}

extension Schema<JSON> {
  /// Any JSON at all, handed on as it came.
  package static var anything: Schema {
    Schema(document: .object(JSON.Members())) { json throws(Faults) in
      json
    } encode: {
      $0
    }
  }
}

extension Schema<Bool> {
  /// true or false.
  package static var boolean: Schema {
    Schema(document: ["type": "boolean"]) { json throws(Faults) in
      guard case .bool(let flag) = json else { throw Faults(.wrongType, "boolean") }
      return flag
    } encode: {
      .bool($0)
    }
  }
}
