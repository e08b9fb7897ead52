import Coalition
import Consoles
import Foundation
import HTTPAPI
import Hummingbird
import LedgerStore
import Logging
import Loyalty

/// A request as every face sees it.
struct ServerContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The caller's network address where there is one.
  let remoteAddress: String?

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    remoteAddress = source.channel.remoteAddress?.ipAddress
  }
}

/// Everything that one process serves, wired: the only place that knows all faces.
struct Server {
  let platform: Platform
  /// Marks every page as a demo.
  var isDemo = false
  /// Further calls of the API.
  var addedOperations: [HTTPAPI.Operation<Coalition>] = []
  /// Called once requests are answered, with the port that was bound.
  var onReady: @Sendable (_ port: Int) async -> Void = { _ in }

  /// Serves until the process is told to stop (SIGTERM, SIGINT), then finishes what is in flight and closes
  /// the folder.
  func run() async throws {
    let http = platform.settings.http
    let onReady = onReady
    let logger = platform.coalition.logger
    let readiness = Readiness(platform)
    let application = Application(
      router: try router(readiness),
      configuration: ApplicationConfiguration(
        address: .hostname(http.host, port: http.port), serverName: nil),
      // On a stop requests drain first, then these end.
      services: [
        ControlService(platform: platform), JobsService(coalition: platform.coalition),
      ],
      onServerRunning: { channel in await onReady(channel.localAddress?.port ?? http.port) },
      logger: logger)
    do {
      try await application.runService()
      try await platform.close()
    } catch {
      try await platform.close()
      throw error
    }
  }

  /// The routes of every face.
  private func router(_ readiness: Readiness) throws -> Router<ServerContext> {
    let http = platform.settings.http
    let isSecure = !http.trustedProxy.isEmpty
    let router = Router(context: ServerContext.self)
    // Before the faces, whose headers are for pages and not for programs.
    var api = APISettings(for: platform.coalition)
    api.rateLimit = RateLimit(requests: http.rateLimit, windowSeconds: 60)
    router.add(
      middleware: APIMiddleware(API(platform.coalition, adding: addedOperations, settings: api)) {
        (context: ServerContext) in context.remoteAddress
      })
    router.get("healthz") { _, _ in "ok\n" }
    router.get("readyz") { _, _ in await readiness.answer() }
    let zone = TimeZone(identifier: platform.settings.calendar.zone.name) ?? .gmt
    let faces = try Faces(
      zone: zone, isSecure: isSecure, isDemo: isDemo, apiBase: "http://\(http.host):\(http.port)")
    let logger = platform.coalition.logger
    let ledger = platform.folder.path + "/ledger.db"
    faces.addRoutes(
      to: router, coalition: platform.coalition,
      proof: { progress in
        var verifier = try Verifier(ledger: ledger, progress: progress)
        return try verifier.verify()
      },
      record: { requestID, error in
        logger.error("a page failed", metadata: ["request_id": "\(requestID)", "error": "\(error)"])
      },
      caller: { _, context in FaceCaller(requestID: context.id, address: context.remoteAddress ?? "") })
    return router
  }
}
