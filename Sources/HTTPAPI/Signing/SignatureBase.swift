package import HTTPTypes

/// What a signature is made over (RFC 9421, 2.5): a line for each covered component, the last one the
/// parameters.
package enum SignatureBase {
  /// - Parameter value: of a component; nil where the message does not have it, which makes no base.
  package static func text(
    _ covered: StructuredField.InnerList, value: (StructuredField.Item) -> String?
  ) -> String? {
    var lines: [String] = []
    for item in covered.items {
      guard let value = value(item) else { return nil }
      lines.append(item.serialized + ": " + value)
    }
    lines.append("\"@signature-params\": " + covered.serialized)
    return lines.joined(separator: "\n")
  }
}

/// A request's components by name, as it arrived.
package struct SignedTarget: Sendable {
  package let method: String
  /// Path and query as they were sent.
  package let target: String
  /// The `Host`; empty where there was none.
  package let authority: String
  package let headers: HTTPFields

  package init(method: String, target: String, authority: String, headers: HTTPFields) {
    self.method = method
    self.target = target
    self.authority = authority
    self.headers = headers
  }

  package var path: String {
    let path = target.prefix { $0 != "?" }
    return path.isEmpty ? "/" : String(path)
  }

  /// With its question mark; nil where there is none.
  package var query: String? { target.firstIndex(of: "?").map { String(target[$0...]) } }

  /// The value of a component without parameters (RFC 9421, 2.1 and 2.2); nil where there is none.
  ///
  /// A server behind a proxy does not see which scheme the client used, so it is given.
  package func value(of component: String, scheme: String) -> String? {
    switch component {
    case "@method": method
    case "@target-uri": host(scheme).map { scheme + "://" + $0 + path + (query ?? "") }
    case "@authority": host(scheme)
    case "@scheme": scheme
    case "@request-target": target
    case "@path": path
    case "@query": query ?? "?"
    case let name where name.hasPrefix("@"): nil
    default: field(component)
    }
  }

  /// The host in small letters, without the port that the scheme has anyway; nil where none was sent.
  private func host(_ scheme: String) -> String? {
    if authority.isEmpty { return nil }
    let host = authority.lowercased()
    let usual = scheme == "https" ? ":443" : ":80"
    return host.hasSuffix(usual) ? String(host.dropLast(usual.count)) : host
  }

  /// A header's value: its lines joined, blanks around each taken off.
  private func field(_ name: String) -> String? {
    guard name == name.lowercased(), let name = HTTPField.Name(name) else { return nil }
    let lines = headers[values: name]
    return lines.isEmpty ? nil : lines.map(\.trimmingBlanks).joined(separator: ", ")
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) })
    else {
      return ""
    }
    return String(self[first...last])
  }
}
