/// An address that may stand in `href`, `src` or `action`: inside this site, or https outside it.
struct Link: Sendable, Hashable {
  let text: String

  /// A path written in the source, such as `/operator/members`.
  init(_ path: StaticString) {
    let text = "\(path)"
    precondition(Link.isLocal(text), "not a path of this site: \(text)")
    self.text = text
  }

  private init(checked text: String) { self.text = text }

  /// A path that came with a request; nil where it would leave this site.
  init?(local text: String) {
    guard text.utf8.count <= 2_000, Link.isLocal(text) else { return nil }
    self.init(checked: text)
  }

  /// An https address outside this site; nil for every other scheme.
  init?(https text: String) {
    guard text.hasPrefix("https://"), text.utf8.count > 8, text.utf8.allSatisfy(Link.isVisible) else {
      return nil
    }
    self.init(checked: text)
  }

  /// A place on the same page.
  static func fragment(_ id: StaticString) -> Link { Link(checked: "#\(id)") }

  func appending(_ segment: String) -> Link { Link(checked: text + "/" + Link.encoded(segment)) }

  /// The same path with these items in this order; empty values are left out.
  func query(_ items: [(name: String, value: String)]) -> Link {
    let parts = items.filter { !$0.value.isEmpty }.map {
      Link.encoded($0.name) + "=" + Link.encoded($0.value)
    }
    return parts.isEmpty ? self : Link(checked: text + "?" + parts.joined(separator: "&"))
  }

  /// As ``query(_:)``, behind what is there.
  func adding(_ items: [(name: String, value: String)]) -> Link {
    let added = Link(checked: "").query(items).text.dropFirst()
    return added.isEmpty ? self : Link(checked: text + (text.contains("?") ? "&" : "?") + added)
  }

  /// `//host` and `/\host` are other sites to a browser, though they begin with a slash.
  private static func isLocal(_ text: String) -> Bool {
    guard text.utf8.first == UInt8(ascii: "/"), text.utf8.allSatisfy(isVisible) else { return false }
    guard let second = text.utf8.dropFirst().first else { return true }
    return second != UInt8(ascii: "/") && second != UInt8(ascii: "\\")
  }

  private static func isVisible(_ byte: UInt8) -> Bool { (0x21...0x7E).contains(byte) }

  private static func encoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
        UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return result
  }
}
