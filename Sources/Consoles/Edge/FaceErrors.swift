import HTTPTypes
package import Hummingbird

/// Turns a refusal on its way out into a page in the reader's language; `/v1` keeps its own form.
package struct FaceErrors<Context: RequestContext>: RouterMiddleware {
  private let faces: Faces
  private let requestID: @Sendable (Request, Context) -> String
  private let record: @Sendable (any Error, Request, Context) -> Void
  private let refused: @Sendable (HTTPResponse.Status, Request, Context) -> Void

  /// `requestID` names the request as the log does; `record` hears of failures that are ours, `refused` of
  /// requests that were turned away.
  package init(
    _ faces: Faces, requestID: @escaping @Sendable (Request, Context) -> String,
    record: @escaping @Sendable (any Error, Request, Context) -> Void,
    refused: @escaping @Sendable (HTTPResponse.Status, Request, Context) -> Void = { _, _, _ in }
  ) {
    self.refused = refused
    self.faces = faces
    self.requestID = requestID
    self.record = record
  }

  /// Lets through what the interface throws, and what has no page of its own.
  package func handle(
    _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    if request.uri.path.hasPrefix("/v1/") { return try await next(request, context) }
    do {
      return try await next(request, context)
    } catch let error as any HTTPResponseError {
      if [400, 403, 413, 429].contains(error.status.code) { refused(error.status, request, context) }
      guard let kind = ErrorPage.Kind(error.status) else { throw error }
      return faces.error(kind, requestID: requestID(request, context), request)
    } catch {
      record(error, request, context)
      return faces.error(.failure, requestID: requestID(request, context), request)
    }
  }
}

extension ErrorPage.Kind {
  init?(_ status: HTTPResponse.Status) {
    switch status.code {
    case 403: self = .forbidden(right: nil)
    case 404: self = .notFound
    case 429: self = .tooManyRequests(seconds: 30)
    case 500...599: self = .failure
    default: return nil
    }
  }
}
