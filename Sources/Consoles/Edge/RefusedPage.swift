import Coalition
import Hummingbird

extension Faces {
  /// The page of a refusal, which is written to the log.
  func refusal(
    _ kind: ErrorPage.Kind, _ asked: Asked, by actor: Actor?, in coalition: Coalition
  ) -> Response {
    let isStale = if case .staleForm = kind { true } else { false }
    coalition.note(asked.refusal(isStale ? "stale_form" : "forbidden", by: actor))
    return error(kind, requestID: asked.caller.requestID, asked.request)
  }
}

extension Asked {
  /// A refusal of this request. Of its path stays what names no object: ids and codes are not written.
  func refusal(_ reason: String, by actor: Actor?) -> RefusedRequest {
    let parts = request.uri.path.split(separator: "/").prefix(8).map { part in
      let isWord = part.utf8.count <= 24 && part.utf8.allSatisfy { 0x61...0x7A ~= $0 || $0 == 0x2D }
      return isWord ? String(part) : "*"
    }
    return RefusedRequest(
      reason, by: actor, of: request.method.rawValue + " /" + parts.joined(separator: "/"),
      from: caller.address, requestID: caller.requestID)
  }
}
