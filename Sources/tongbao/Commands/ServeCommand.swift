import ArgumentParser
import Coalition
import Logging
import POSGateway

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serve the platform that lies in a data folder.",
    discussion: "Settings come from flags, the environment (TONGBAO_…) and tongbao.toml in the data folder.")

  @OptionGroup var options: PlatformOptions
  @Option(help: "Where HTTP is served (TONGBAO_HTTP_ADDRESS); 127.0.0.1:8080.") var http: String?
  @Option(help: "Where terminals are served (TONGBAO_POS_ADDRESS); 127.0.0.1:8583, empty for none.") var pos:
    String?
  @Option(help: "The address of the proxy that ends TLS (TONGBAO_HTTP_TRUSTED_PROXY).") var trustedProxy:
    String?
  @Option(help: "The operator's zone, for a data folder that has none yet.") var zone: String?

  func run() async throws {
    var flags: [String: String?] = [
      "http.address": http, "pos.address": pos, "http.trusted_proxy": trustedProxy,
    ]
    if let zone { flags["zone"] = zone }
    let settings = try options.settings(flags)
    _ = try DataFolder.settings(options, zone: zone)
    JSONLog.bootstrap(level: settings.logLevel)
    let platform = try await Platform.open(
      settings, messageSink: settings.messages.sink, webhookSink: try WebhookSender().sink)
    if settings.messages.sink.sms == nil {
      say("No SMS provider is set (sms.provider): members cannot get codes and not sign in by them.")
    }
    let http = settings.http
    let terminals = settings.pos?.link.host ?? ""
    let server = Server(
      platform: platform,
      onReady: { port, pos in
        say("Serving on \(http.scheme)://\(http.host):\(port)")
        if let pos { say("Terminals on \(terminals):\(pos)") }
      })
    try await server.run()
  }
}
