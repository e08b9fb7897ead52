import ISO8583
import NIOCore
import NIOPosix
import PointsTerminal

/// One connection to a host, for one terminal or for many: answers are told apart by type, terminal and
/// trace.
final class HostLink: Sendable {
  private let channel: any Channel
  private let waiting: NIOLoopBound<WaitingReplies>

  private init(_ channel: any Channel, _ waiting: NIOLoopBound<WaitingReplies>) {
    self.channel = channel
    self.waiting = waiting
  }

  static func connect(
    host: String, port: Int, profile: Profile,
    group: any EventLoopGroup = .singletonMultiThreadedEventLoopGroup
  ) async throws -> HostLink {
    try await ClientBootstrap(group: group)
      .channelOption(.tcpOption(.tcp_nodelay), value: 1)
      .connectTimeout(.seconds(10))
      .connect(host: host, port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          let waiting = WaitingReplies(profile)
          try channel.pipeline.syncOperations.addHandler(waiting)
          return HostLink(channel, NIOLoopBound(waiting, eventLoop: channel.eventLoop))
        }
      }
  }

  /// Sends a message and waits for its answer; nil when none came in time or the line is gone.
  func answer(to exchange: Exchange, within limit: TimeAmount) async -> [UInt8]? {
    let future = channel.eventLoop.flatSubmit { [channel, waiting] in
      waiting.value.send(exchange.bytes, awaiting: exchange.key, within: limit, on: channel)
    }
    // A promise of ours is only ever kept, with nil for no answer.
    return (try? await future.get()) ?? nil
  }

  func close() async {
    try? await channel.close()  // Closed already is as good.
  }
}

/// Splits what arrives into frames and hands each to whoever waits for it; confined to its event loop.
private final class WaitingReplies: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let profile: Profile
  private var received = ByteBuffer()
  private var waiting: [ReplyKey: (promise: EventLoopPromise<[UInt8]?>, timer: Scheduled<Void>)] = [:]

  init(_ profile: Profile) { self.profile = profile }

  func send(
    _ bytes: [UInt8], awaiting key: ReplyKey, within limit: TimeAmount, on channel: any Channel
  ) -> EventLoopFuture<[UInt8]?> {
    let loop = channel.eventLoop
    guard channel.isActive, waiting[key] == nil else { return loop.makeSucceededFuture(nil) }
    let promise = loop.makePromise(of: [UInt8]?.self)
    let timer = loop.assumeIsolated().scheduleTask(in: limit) { self.finish(key, nil) }
    waiting[key] = (promise, timer)
    var buffer = channel.allocator.buffer(capacity: 2 + bytes.count)
    buffer.writeInteger(UInt16(bytes.count))
    buffer.writeBytes(bytes)
    channel.writeAndFlush(buffer, promise: nil)
    return promise.futureResult
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var buffer = unwrapInboundIn(data)
    if received.readableBytes == 0 { received = buffer } else { received.writeBuffer(&buffer) }
    while let length = received.getInteger(at: received.readerIndex, as: UInt16.self),
      received.readableBytes >= 2 + Int(length)
    {
      received.moveReaderIndex(forwardBy: 2)
      guard let bytes = received.readBytes(length: Int(length)) else { return }
      guard let frame = profile.readablePart(of: bytes), let key = ReplyKey(frame.message) else { continue }
      // An answer that nobody waits for any more is left aside: its trade is being reversed.
      finish(key, bytes)
    }
    received.discardReadBytes()
  }

  private func finish(_ key: ReplyKey, _ bytes: [UInt8]?) {
    guard let waiter = waiting.removeValue(forKey: key) else { return }
    waiter.timer.cancel()
    waiter.promise.succeed(bytes)
  }

  func channelInactive(context: ChannelHandlerContext) {
    for key in Array(waiting.keys) { finish(key, nil) }
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
