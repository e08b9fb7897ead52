/// An attribute whose name is fixed in the source and whose value is escaped when written.
struct Attribute: Sendable {
  let name: StaticString
  /// Nil writes the name as its own value, which is how XML spells a boolean attribute.
  let value: String?

  init(_ name: StaticString, _ value: String?) {
    self.name = name
    self.value = value
  }
}

extension Attribute {
  /// Class names are ours alone, never data.
  static func `class`(_ names: StaticString) -> Attribute { Attribute("class", "\(names)") }
  static func classes(_ names: [StaticString]) -> Attribute {
    Attribute("class", names.map { "\($0)" }.joined(separator: " "))
  }
  static func id(_ value: String) -> Attribute { Attribute("id", value) }
  static func href(_ target: Link) -> Attribute { Attribute("href", target.text) }
  static func src(_ target: Link) -> Attribute { Attribute("src", target.text) }
  static func action(_ target: Link) -> Attribute { Attribute("action", target.text) }
  static func rel(_ value: StaticString) -> Attribute { Attribute("rel", "\(value)") }
  static func type(_ value: StaticString) -> Attribute { Attribute("type", "\(value)") }
  static func method(_ value: FormMethod) -> Attribute { Attribute("method", value.rawValue) }
  static func name(_ value: String) -> Attribute { Attribute("name", value) }
  static func value(_ value: String) -> Attribute { Attribute("value", value) }
  static func placeholder(_ value: String) -> Attribute { Attribute("placeholder", value) }
  static func autocomplete(_ value: StaticString) -> Attribute { Attribute("autocomplete", "\(value)") }
  static func `for`(_ id: String) -> Attribute { Attribute("for", id) }
  static func lang(_ language: Language) -> Attribute { Attribute("lang", language.rawValue) }
  static func scope(_ scope: Scope) -> Attribute { Attribute("scope", scope.rawValue) }
  static func colspan(_ count: Int) -> Attribute { Attribute("colspan", String(count)) }
  static func role(_ value: StaticString) -> Attribute { Attribute("role", "\(value)") }
  static func content(_ value: String) -> Attribute { Attribute("content", value) }
  static func datetime(_ value: String) -> Attribute { Attribute("datetime", value) }
  static func hint(_ value: String) -> Attribute { Attribute("title", value) }
  static func maxlength(_ count: Int) -> Attribute { Attribute("maxlength", String(count)) }
  static func tabindex(_ value: Int) -> Attribute { Attribute("tabindex", String(value)) }
  static func aria(_ name: Aria, _ value: String) -> Attribute { Attribute(name.spelling, value) }
  static func data(_ name: DataName, _ value: String) -> Attribute { Attribute(name.spelling, value) }
  static let required = Attribute("required", nil)
  static let selected = Attribute("selected", nil)
  static let checked = Attribute("checked", nil)
  static let open = Attribute("open", nil)
  static let hidden = Attribute("hidden", nil)
  static let autofocus = Attribute("autofocus", nil)

  enum FormMethod: String { case get, post }
  enum Scope: String { case col, row }

  enum Aria {
    case label, labelledby, describedby, current, hidden, sort, invalid, live

    var spelling: StaticString {
      switch self {
      case .label: "aria-label"
      case .labelledby: "aria-labelledby"
      case .describedby: "aria-describedby"
      case .current: "aria-current"
      case .hidden: "aria-hidden"
      case .sort: "aria-sort"
      case .invalid: "aria-invalid"
      case .live: "aria-live"
      }
    }
  }

  /// The few hooks our own modules look for.
  enum DataName {
    case copy, copied, label
    /// A button that prints the page.
    case print
    /// When what is shown ends, in seconds from now.
    case live
    /// What is said in its place once it has lapsed.
    case lapsed

    var spelling: StaticString {
      switch self {
      case .copy: "data-copy"
      case .copied: "data-copied"
      case .label: "data-label"
      case .print: "data-print"
      case .live: "data-live"
      case .lapsed: "data-lapsed"
      }
    }
  }
}
