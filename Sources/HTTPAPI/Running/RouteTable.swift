import HTTPTypes

/// Finds the operation for a method and a path, segment by segment; a fixed segment goes before a `{name}`.
struct RouteTable<Services: Sendable>: Sendable {
  enum Match {
    case found(Operation<Services>, path: [(name: String, value: String)])
    case otherMethods([HTTPRequest.Method])
    case nothing
  }

  private struct Node {
    var fixed: [String: Int] = [:]
    var open: Int?
    var operations: [Operation<Services>] = []
  }

  private var nodes = [Node()]

  init(_ operations: [Operation<Services>]) {
    for operation in operations { add(operation) }
  }

  private mutating func add(_ operation: Operation<Services>) {
    var place = 0
    for segment in operation.path.split(separator: "/") {
      let isOpen = segment.hasPrefix("{")
      if let next = isOpen ? nodes[place].open : nodes[place].fixed[String(segment)] {
        place = next
        continue
      }
      let new = nodes.count
      nodes.append(Node())
      if isOpen { nodes[place].open = new } else { nodes[place].fixed[String(segment)] = new }
      place = new
    }
    let isFree = !nodes[place].operations.contains { $0.method == operation.method }
    precondition(isFree, "two operations at \(operation.path)")
    nodes[place].operations.append(operation)
  }

  func match(_ method: HTTPRequest.Method, _ path: Substring) -> Match {
    var segments: [String] = []
    for part in path.utf8.dropFirst().split(
      separator: UInt8(ascii: "/"), maxSplits: 16, omittingEmptySubsequences: false)
    {
      guard let segment = percentDecoded(part) else { return .nothing }
      segments.append(segment)
    }
    var values: [String] = []
    guard let place = place(segments[...], from: 0, &values) else { return .nothing }
    let wanted = method == .head ? .get : method
    guard let operation = nodes[place].operations.first(where: { $0.method == wanted }) else {
      return .otherMethods(nodes[place].operations.map(\.method))
    }
    let names = operation.path.split(separator: "/").filter { $0.hasPrefix("{") }
    let pairs = zip(names, values).map { (name: String($0.dropFirst().dropLast()), value: $1) }
    return .found(operation, path: pairs)
  }

  private func place(_ rest: ArraySlice<String>, from node: Int, _ values: inout [String]) -> Int? {
    guard let segment = rest.first else { return nodes[node].operations.isEmpty ? nil : node }
    if let next = nodes[node].fixed[segment], let place = place(rest.dropFirst(), from: next, &values) {
      return place
    }
    guard let next = nodes[node].open, !segment.isEmpty else { return nil }
    values.append(segment)
    if let place = place(rest.dropFirst(), from: next, &values) { return place }
    values.removeLast()
    return nil
  }
}
