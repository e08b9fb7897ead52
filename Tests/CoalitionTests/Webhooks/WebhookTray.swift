import Coalition
import Synchronization

/// Stands at the other end of webhooks: keeps what comes and answers as it was told, then with 204.
final class WebhookTray: Sendable {
  private let kept = Mutex<[WebhookRequest]>([])
  private let answers = Mutex<[WebhookAnswer]>([])

  var requests: [WebhookRequest] { kept.withLock { $0 } }

  var sink: WebhookSink {
    WebhookSink { request in
      self.kept.withLock { $0.append(request) }
      return self.answers.withLock { $0.isEmpty ? WebhookAnswer(status: 204) : $0.removeFirst() }
    }
  }

  func answer(_ statuses: Int...) {
    answers.withLock { $0 += statuses.map { WebhookAnswer(status: $0) } }
  }
}

extension WebhookRequest {
  func header(_ name: String) -> String { headers.first { $0.name == name }?.value ?? "" }
  var text: String { String(decoding: body, as: UTF8.self) }
}
