import Testing

/// What the platform does for a caller begins with whether they may. A page or a call that forgets to ask is
/// then refused, not obeyed.
@Suite struct `Operations ask what their caller may` {
  /// Asks for a scope or an owner, or hands the caller on to what does.
  private static let asking = [
    "principal.require", "ownID(principal)", "ownDevice(principal)", "by: principal", "alterUser(",
    // The device is found by the caller's own key.
    "principal.key",
    // Whose webhooks and files they are, which throws where there is no such owner; a person's own lists.
    "principal.webhookOwner(", "principal.fileOwner", "principal.actor.kind == .user",
  ]

  @Test func `every operation that takes a caller asks what they may, or hands them on`() {
    var count = 0
    for source in SwiftSource.product where source.target == "Coalition" {
      for function in source.functions {
        let lines = source.code[function.line - 1..<function.line - 1 + function.length]
        guard lines.first?.contains("package func ") == true else { continue }
        let text = lines.joined(separator: "\n")
        guard text.contains("by principal: Principal") || text.contains("_ principal: Principal") else {
          continue
        }
        count += 1
        // The signature itself says `by principal:`, which no pattern is.
        let asks = Self.asking.contains { text.contains($0) }
        #expect(asks, "\(source.file.path):\(function.line): \(function.name) asks nothing")
      }
    }
    #expect(count > 100, "the operations were not found: \(count)")
  }
}
