/// One JSON value with exact integers and members in the order they came.
///
/// Numbers that are not whole, or do not fit 64 bits, keep their text: nothing here ever becomes a `Double`.
package enum JSON: Sendable, Hashable {
  case null
  case bool(Bool)
  case integer(Int64)
  case decimal(String)
  case string(String)
  case array([JSON])
  case object(Members)

  /// The members of an object, in order, each name once.
  package struct Members: Sendable, Hashable {
    package struct Member: Sendable, Hashable {
      package var name: String
      package var value: JSON
    }

    package private(set) var list: [Member]

    package init() { list = [] }

    /// Takes members whose names the caller knows to be distinct.
    init(distinct list: [Member]) { self.list = list }

    package var isEmpty: Bool { list.isEmpty }
    package var count: Int { list.count }

    /// The member's value; setting nil removes it, setting a new name appends it.
    package subscript(name: String) -> JSON? {
      get {
        for member in list where member.name == name { return member.value }
        return nil
      }
      set {
        let place = list.firstIndex { $0.name == name }
        switch (place, newValue) {
        case (let place?, let value?): list[place].value = value
        case (let place?, nil): list.remove(at: place)
        case (nil, let value?): list.append(Member(name: name, value: value))
        case (nil, nil): break
        }
      }
    }

    /// Adds a member whose name is known to be new, without looking for it.
    mutating func append(_ name: String, _ value: JSON) {
      list.append(Member(name: name, value: value))
    }
  }

  /// The member of that name when this is an object that has it.
  package subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members[name]
  }

  package var isNull: Bool { self == .null }

  /// The elements when this is an array, else nothing.
  package var elements: [JSON] {
    if case .array(let elements) = self { elements } else { [] }
  }

  /// The text when this is a string.
  package var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The number when this is a whole one of 64 bits.
  package var int64: Int64? {
    if case .integer(let number) = self { number } else { nil }
  }
}

extension JSON: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
  /// A later member of the same name takes the place of the earlier one.
  package init(dictionaryLiteral elements: (String, JSON)...) {
    var members = Members()
    for (name, value) in elements { members[name] = value }
    self = .object(members)
  }
  package init(arrayLiteral elements: JSON...) { self = .array(elements) }
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int64) { self = .integer(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(nilLiteral: ()) { self = .null }
}
