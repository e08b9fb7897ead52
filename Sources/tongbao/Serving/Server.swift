import Coalition
import Consoles
import Foundation
import HTTPAPI
import Hummingbird
import HummingbirdTLS
import LedgerStore
import Logging
import Loyalty
import POSGateway
import ServiceLifecycle

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
  /// What a demo sent, to be looked at.
  var inbox: MessageTray?
  /// Further calls of the API.
  var addedOperations: [HTTPAPI.Operation<Coalition>] = []
  /// Called once requests are answered, with the ports that were bound; for terminals nil where none are
  /// served.
  var onReady: @Sendable (_ http: Int, _ pos: Int?) async -> Void = { _, _ in }

  /// Serves until the process is told to stop (SIGTERM, SIGINT), then finishes what is in flight and closes
  /// the folder.
  func run() async throws {
    let http = platform.settings.http
    let logger = platform.coalition.logger
    let readiness = Readiness(platform)
    let faces = try faces()
    let exporter = faces.exporter(for: platform.coalition, record: record)
    let ports = ReadyPorts(waitsForPOS: platform.settings.pos != nil, onReady)
    let terminals = platform.settings.pos.map { pos in
      POSListener(
        pos.link, TillHost(platform.coalition, pos.host, logger: Logger(label: "tongbao.pos")),
        onReady: { port in await ports.bound(pos: port) })
    }
    let application = Application(
      router: try router(faces, readiness),
      server: try http.tls.map { try .tls(tlsConfiguration: $0.configuration()) } ?? .http1(),
      configuration: ApplicationConfiguration(
        address: .hostname(http.host, port: http.port), serverName: nil),
      // On a stop requests drain first, then these end.
      services: [
        ControlService(platform: platform),
        JobsService(coalition: platform.coalition, exporter: exporter),
      ]
        + (terminals.map { [$0] } ?? []),
      onServerRunning: { channel in await ports.bound(http: channel.localAddress?.port ?? http.port) },
      logger: logger)
    do {
      try await application.runService()
      try await platform.close()
    } catch {
      try await platform.close()
      throw error
    }
  }

  private func faces() throws -> Faces {
    let http = platform.settings.http
    return try Faces(
      zone: TimeZone(identifier: platform.settings.calendar.zone.name) ?? .gmt,
      isSecure: http.isSecure, isDemo: isDemo, apiBase: http.base)
  }

  private var record: FaceRecord {
    let logger = platform.coalition.logger
    return { requestID, error in
      logger.error("a page failed", metadata: ["request_id": "\(requestID)", "error": "\(error)"])
    }
  }

  /// The routes of every face.
  private func router(_ faces: Faces, _ readiness: Readiness) throws -> Router<ServerContext> {
    let http = platform.settings.http
    let proxies = http.trustedProxies
    let router = Router(context: ServerContext.self)
    if let hosts = http.hosts {
      router.add(middleware: OwnHosts<ServerContext>(hosts, isSecure: http.isSecure))
    }
    // Before the faces, whose headers are for pages and not for programs.
    var api = APISettings(for: platform.coalition)
    api.rateLimit = RateLimit(requests: http.rateLimit, windowSeconds: 60)
    router.add(
      middleware: APIMiddleware(API(platform.coalition, adding: addedOperations, settings: api)) {
        (request: Request, context: ServerContext) in
        proxies.caller(peer: context.remoteAddress, request.headers)
      })
    router.get("healthz") { _, _ in "ok\n" }
    router.get("readyz") { _, _ in await readiness.answer() }
    let ledger = platform.folder.path + "/ledger.db"
    faces.addRoutes(
      to: router, coalition: platform.coalition,
      proof: { progress in
        var verifier = try Verifier(ledger: ledger, progress: progress)
        return try verifier.verify()
      },
      settings: platform.settings.shown, inbox: inbox,
      record: record,
      caller: { request, context in
        let address = proxies.caller(peer: context.remoteAddress, request.headers)
        return FaceCaller(requestID: context.id, address: address ?? "")
      })
    return router
  }
}

/// Tells once when everything that listens is bound.
private actor ReadyPorts {
  private let waitsForPOS: Bool
  private let onReady: @Sendable (_ http: Int, _ pos: Int?) async -> Void
  private var http: Int?
  private var pos: Int?

  init(waitsForPOS: Bool, _ onReady: @escaping @Sendable (_ http: Int, _ pos: Int?) async -> Void) {
    self.waitsForPOS = waitsForPOS
    self.onReady = onReady
  }

  func bound(http port: Int) async {
    http = port
    await tell()
  }

  func bound(pos port: Int) async {
    pos = port
    await tell()
  }

  private func tell() async {
    guard let http, !waitsForPOS || pos != nil else { return }
    await onReady(http, pos)
  }
}
