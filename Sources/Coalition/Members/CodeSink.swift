internal import Synchronization

/// Where one-time codes go: a message provider, the console, or a test.
package struct CodeSink: Sendable {
  /// A code on its way to its recipient.
  package struct Delivery: Sendable, Hashable {
    package let recipient: String
    package let code: String
    package let purpose: CodePurpose
    package let language: Language
  }

  package let deliver: @Sendable (Delivery) async throws -> Void

  package init(deliver: @escaping @Sendable (Delivery) async throws -> Void) {
    self.deliver = deliver
  }

  /// Nobody gets the code.
  package static let discarding = CodeSink { _ in }
}

/// Keeps the latest codes, at most 1,000, for the demo's console and for tests to read.
package final class CodeTray: Sendable {
  /// Written by requests and read by the console at any time.
  private let deliveries = Mutex<[CodeSink.Delivery]>([])

  package init() {}

  package var sink: CodeSink {
    CodeSink { delivery in
      self.deliveries.withLock { kept in
        if kept.count == 1_000 { kept.removeFirst() }
        kept.append(delivery)
      }
    }
  }

  /// The latest code for a recipient.
  package func latest(for recipient: String) -> CodeSink.Delivery? {
    deliveries.withLock { $0.last { $0.recipient == recipient } }
  }
}
