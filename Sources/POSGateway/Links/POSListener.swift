internal import Logging
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

  private typealias Link = NIOAsyncChannel<ByteBuffer, ByteBuffer>

  package func run() async throws {
    let server = try await bind()
    await onReady(server.channel.localAddress?.port ?? settings.port)
    try await withGracefulShutdownHandler {
      try await server.executeThenClose { arrivals in
        try await withThrowingDiscardingTaskGroup { group in
          for try await case let link? in arrivals { group.addTask { await serve(link) } }
          await drain(&group)
        }
      }
    } onGracefulShutdown: {
      server.channel.close(promise: nil)
      links.stopReading()
    }
  }

  /// Whoever has not ended in time is cut off: a terminal that gets no answer reverses.
  private func drain(_ group: inout ThrowingDiscardingTaskGroup<any Error>) async {
    let end = ContinuousClock.now.advanced(by: .seconds(settings.drainSeconds))
    links.stopReading()
    group.addTask {
      while links.count > 0, ContinuousClock.now < end {
        try? await Task.sleep(for: .milliseconds(20))  // Ends early when the process is told to.
      }
      links.closeAll()
    }
  }

  /// A connection for which there is no place is closed at once, and nil.
  private func bind() async throws -> NIOAsyncChannel<Link?, Never> {
    let tls = try settings.tls?.context()
    let (settings, links, ids) = (settings, links, host.tpduIDs)
    return try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelOption(.backlog, value: 1_024)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .bind(host: settings.host, port: settings.port) { channel in
        guard links.admit(channel) else {
          channel.close(promise: nil)
          return channel.eventLoop.makeSucceededFuture(nil)
        }
        channel.closeFuture.whenComplete { _ in links.leave(channel) }
        return channel.eventLoop.makeCompletedFuture {
          if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
          try channel.pipeline.syncOperations.addHandler(FrameSplitter(settings, tpduIDs: ids))
          return try Link(wrappingChannelSynchronously: channel)
        }
      }
  }

  /// Answers a connection's messages as they are decided: terminals that share it do not wait for each other.
  private func serve(_ link: Link) async {
    do {
      try await link.executeThenClose { inbound, outbound in
        try await withThrowingTaskGroup(of: Void.self) { group in
          var running = 0
          for try await frame in inbound {
            if running == settings.messagesPerConnection {
              try await group.next()
              running -= 1
            }
            group.addTask { await answer(frame, on: link.channel, outbound) }
            running += 1
          }
        }
      }
    } catch {
      // The peer has gone; what it asked for is decided all the same, and it will ask or reverse.
      host.logger.debug("a connection ended: \(error)")
    }
  }

  private func answer(
    _ frame: ByteBuffer, on channel: any Channel, _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  ) async {
    switch await host.answer([UInt8](frame.readableBytesView), from: channel.remoteAddress?.ipAddress ?? "") {
    case .silence: return
    case .hangUp: channel.close(promise: nil)
    case .reply(let bytes):
      var buffer = ByteBuffer()
      buffer.reserveCapacity(2 + bytes.count)
      buffer.writeInteger(UInt16(bytes.count))
      buffer.writeBytes(bytes)
      // A reply that cannot be written undoes nothing: the terminal reverses, or the settlement shows it
      // (acquiring.md 3, rule 5).
      do { try await outbound.write(buffer) } catch { channel.close(promise: nil) }
    }
  }
}
