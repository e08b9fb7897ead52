/// Writes nodes as bytes that are valid HTML and well-formed XML at once.
struct Markup {
  private(set) var bytes: [UInt8] = []

  static func document(_ root: Node) -> [UInt8] {
    var markup = Markup()
    markup.bytes.reserveCapacity(32_768)
    markup.write("<!DOCTYPE html>\n")
    markup.write(root)
    return markup.bytes
  }

  static func fragment(_ node: Node) -> String {
    var markup = Markup()
    markup.write(node)
    return String(decoding: markup.bytes, as: UTF8.self)
  }

  private mutating func write(_ node: Node) {
    switch node {
    case .text(let text): escape(text)
    case .raw(let markup): write(markup)
    case .group(let nodes): for node in nodes { write(node) }
    case .void(let name, let attributes):
      open(name, attributes)
      write(" />")
    case .element(let name, let attributes, let content):
      open(name, attributes)
      write(">")
      for node in content { write(node) }
      write("</")
      write(name)
      write(">")
    }
  }

  private mutating func open(_ name: StaticString, _ attributes: [Attribute]) {
    write("<")
    write(name)
    for attribute in attributes {
      write(" ")
      write(attribute.name)
      write("=\"")
      if let value = attribute.value { escape(value) } else { write(attribute.name) }
      write("\"")
    }
  }

  private mutating func write(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Control characters that XML 1.0 forbids become the replacement character.
  private mutating func escape(_ text: String) {
    var text = text
    text.withUTF8 { source in
      for byte in source {
        switch byte {
        case UInt8(ascii: "&"): write("&amp;")
        case UInt8(ascii: "<"): write("&lt;")
        case UInt8(ascii: ">"): write("&gt;")
        case UInt8(ascii: "\""): write("&quot;")
        case UInt8(ascii: "'"): write("&#39;")
        case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F: write("\u{FFFD}")
        default: bytes.append(byte)
        }
      }
    }
  }
}
