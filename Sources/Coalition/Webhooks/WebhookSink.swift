/// What goes out to a webhook.
package struct WebhookRequest: Sendable {
  package enum Method: Sendable { case get, post }

  package let address: WebhookAddress
  package let headers: [(name: String, value: String)]
  package let body: [UInt8]
  /// Whether it may go to a private network.
  package let allowsLocal: Bool
  package var method = Method.post
  /// How many bytes of the answer are wanted; a longer one counts as none.
  package var answerBytes = 0
}

/// What came back.
package struct WebhookAnswer: Sendable, Hashable {
  package var status: Int
  /// Of the header of that name, where it is a number.
  package var retryAfterSeconds: Int64?
  package var milliseconds: Int
  /// Empty unless some of it was wanted.
  package var body: [UInt8]

  package init(
    status: Int, retryAfterSeconds: Int64? = nil, milliseconds: Int = 0, body: [UInt8] = []
  ) {
    self.body = body
    self.status = status
    self.retryAfterSeconds = retryAfterSeconds
    self.milliseconds = milliseconds
  }
}

/// Who carries webhooks out; nobody where there is none.
package struct WebhookSink: Sendable {
  /// Makes one request, follows nothing, and ends within a time of its own.
  package var post: (@Sendable (WebhookRequest) async throws -> WebhookAnswer)?

  package init(_ post: (@Sendable (WebhookRequest) async throws -> WebhookAnswer)? = nil) {
    self.post = post
  }

  package static let none = WebhookSink()
}
