/// Collects the content of an element; strings become text nodes and are escaped.
@resultBuilder
enum Nodes {
  static func buildExpression(_ node: Node) -> [Node] { [node] }
  static func buildExpression(_ text: String) -> [Node] { [.text(text)] }
  static func buildExpression(_ nodes: [Node]) -> [Node] { nodes }
  static func buildBlock(_ parts: [Node]...) -> [Node] { parts.flatMap { $0 } }
  static func buildOptional(_ part: [Node]?) -> [Node] { part ?? [] }
  static func buildEither(first part: [Node]) -> [Node] { part }
  static func buildEither(second part: [Node]) -> [Node] { part }
  static func buildArray(_ parts: [[Node]]) -> [Node] { parts.flatMap { $0 } }
}

extension Node {
  init(@Nodes content: () -> [Node]) { self = .group(content()) }
}
