/// A piece of a page. The only way to untouched markup is `raw`, which takes what the compiler has seen.
indirect enum Node: Sendable {
  case element(StaticString, [Attribute], [Node])
  /// An element that HTML allows no content; closed as XML wants it.
  case void(StaticString, [Attribute])
  case text(String)
  case raw(StaticString)
  case group([Node])

  static let nothing = Node.group([])
}

/// An element's name, called with attributes and content.
struct Tag: Sendable {
  let name: StaticString

  init(_ name: StaticString) { self.name = name }

  func callAsFunction(_ attributes: Attribute..., @Nodes content: () -> [Node]) -> Node {
    .element(name, attributes, content())
  }

  func callAsFunction(_ attributes: Attribute...) -> Node { .element(name, attributes, []) }

  func callAsFunction(_ attributes: [Attribute], @Nodes content: () -> [Node]) -> Node {
    .element(name, attributes, content())
  }
}

/// An element without content.
struct VoidTag: Sendable {
  let name: StaticString

  init(_ name: StaticString) { self.name = name }

  func callAsFunction(_ attributes: Attribute...) -> Node { .void(name, attributes) }

  func callAsFunction(_ attributes: [Attribute]) -> Node { .void(name, attributes) }
}
