/// The part of Structured Fields (RFC 9651) that signatures and digests use: dictionaries of inner lists and
/// of byte sequences, with parameters. Decimals, dates and display strings are not taken.
package enum StructuredField {
  package enum Bare: Sendable, Hashable {
    /// Fifteen digits at most.
    case integer(Int64)
    /// Printable ASCII.
    case string(String)
    case token(String)
    case bytes([UInt8])
    case boolean(Bool)
  }

  package struct Parameter: Sendable, Hashable {
    package var name: String
    package var value: Bare

    package init(_ name: String, _ value: Bare) {
      self.name = name
      self.value = value
    }
  }

  package struct Item: Sendable, Hashable {
    package var value: Bare
    package var parameters: [Parameter]

    package init(_ value: Bare, _ parameters: [Parameter] = []) {
      self.value = value
      self.parameters = parameters
    }
  }

  package struct InnerList: Sendable, Hashable {
    package var items: [Item]
    package var parameters: [Parameter]

    package init(_ items: [Item], _ parameters: [Parameter] = []) {
      self.items = items
      self.parameters = parameters
    }
  }

  package enum Value: Sendable, Hashable {
    case item(Item)
    case list(InnerList)
  }

  package struct Member: Sendable, Hashable {
    package var name: String
    package var value: Value

    package init(_ name: String, _ value: Value) {
      self.name = name
      self.value = value
    }
  }

  /// Where reading stopped, in bytes, and why. A closed list.
  package struct Malformed: Error, Sendable, Hashable {
    package enum Reason: Sendable, Hashable {
      case tooLong, unexpectedEnd, unexpectedByte, trailingBytes, badKey, badNumber, badString, badBytes
      case duplicateName, tooMany
    }

    package let reason: Reason
    package let position: Int
  }
}

extension [StructuredField.Parameter] {
  /// The value of the parameter; nil where there is none.
  package subscript(name: String) -> StructuredField.Bare? { first { $0.name == name }?.value }
}

extension StructuredField.Bare {
  package var text: String? { if case .string(let text) = self { text } else { nil } }
  package var number: Int64? { if case .integer(let number) = self { number } else { nil } }
}

// Writing (RFC 9651, 4.1): one text for one value.
extension StructuredField.Bare {
  package var serialized: String {
    switch self {
    case .integer(let number): String(number)
    case .string(let text):
      "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    case .token(let text): text
    case .bytes(let bytes): ":" + Base64.text(bytes) + ":"
    case .boolean(let flag): flag ? "?1" : "?0"
    }
  }
}

extension StructuredField.Item {
  package var serialized: String { value.serialized + parameters.serialized }
}

extension StructuredField.InnerList {
  package var serialized: String {
    "(" + items.map(\.serialized).joined(separator: " ") + ")" + parameters.serialized
  }
}

extension StructuredField.Member {
  package var serialized: String {
    switch value {
    case .item(let item) where item.value == .boolean(true): name + item.parameters.serialized
    case .item(let item): name + "=" + item.serialized
    case .list(let list): name + "=" + list.serialized
    }
  }
}

extension [StructuredField.Member] {
  package var serialized: String { map(\.serialized).joined(separator: ", ") }
}

extension [StructuredField.Parameter] {
  package var serialized: String {
    map { $0.value == .boolean(true) ? ";" + $0.name : ";" + $0.name + "=" + $0.value.serialized }.joined()
  }
}
