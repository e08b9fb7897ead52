internal import NIOCore
internal import NIOPosix
internal import NIOSSL
internal import ServiceLifecycle

/// The TCP server for terminals, under the process's life cycle.
///
/// On a stop it takes no more connections and reads no more messages, answers what is in flight, then closes.
package struct POSListener: Service {
  private let settings: LinkSettings
  private let host: TillHost
  private let links: OpenLinks
  private let onReady: @Sendable (_ port: Int) async -> Void

  /// - Parameter onReady: called once messages are answered, with the port that was bound.
  package init(
    _ settings: LinkSettings, _ host: TillHost,
    onReady: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
  ) {
    self.settings = settings
    self.host = host
    self.links = OpenLinks(settings)
    self.onReady = onReady
  }

  package func run() async throws {
    let server = try await bind()
    await onReady(server.localAddress?.port ?? settings.port)
    try await withTaskCancellationHandler {
      try await withGracefulShutdownHandler {
        try await server.closeFuture.get()
        // Not cancelled with us: what is being decided needs its ledger until it has ended.
        await Task { await drain() }.value
      } onGracefulShutdown: {
        server.close(promise: nil)
        links.stopReading()
      }
    } onCancel: {
      server.close(promise: nil)
      links.closeAll()
    }
  }

  /// Whoever has not ended in time is cut off: a terminal that gets no answer reverses.
  private func drain() async {
    let end = ContinuousClock.now.advanced(by: .seconds(settings.drainSeconds))
    links.stopReading()
    while links.isBusy {
      if ContinuousClock.now >= end { links.closeAll() }
      try? await Task.sleep(for: .milliseconds(20))  // Nobody cancels this task.
    }
  }

  /// A connection for which there is no place is closed at once.
  private func bind() async throws -> any Channel {
    let tls = try settings.tls?.context()
    let (settings, links, host) = (settings, links, host)
    return try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelOption(.backlog, value: 1_024)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelInitializer { channel in
        guard links.admit(channel) else {
          channel.close(promise: nil)
          return channel.eventLoop.makeSucceededVoidFuture()
        }
        channel.closeFuture.whenComplete { _ in links.leave(channel) }
        return channel.eventLoop.makeCompletedFuture {
          if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
          try channel.pipeline.syncOperations.addHandlers(
            FrameSplitter(settings, tpduIDs: host.tpduIDs),
            MessageHandler(host, links, settings, on: channel.eventLoop))
        }
      }
      .bind(host: settings.host, port: settings.port).get()
  }
}
