import NIOCore
import NIOPosix

/// Connections to one server on the loopback, all driven by one thread.
struct HTTPLoad {
  /// What connections saw during one phase.
  struct Tally: Sendable {
    var latencies = LatencyHistogram()
    var answered = 0
    /// Answers with another status than 201.
    var failed = 0
    var duration = Duration.zero

    var rate: Double { Double(answered) / duration.seconds }
  }

  private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
  private var channels: [any Channel] = []

  init(_ requests: HTTPRequests, connections: Int) async throws {
    for number in 0..<connections {
      channels.append(
        try await ClientBootstrap(group: group)
          .channelOption(.tcpOption(.tcp_nodelay), value: 1)
          .channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
              try channel.pipeline.syncOperations.addHandler(HTTPLoadConnection(requests, number: number))
            }
          }
          .connect(host: "127.0.0.1", port: requests.port).get())
    }
  }

  /// Sends until the time is over and all is answered.
  /// - Parameter perSecond: requests of all connections together at fixed times, whether or not answers come
  ///   in time; nil to send as soon as there is an answer.
  func run(
    _ kind: HTTPRequests.Kind, for duration: Duration, perSecond: Double? = nil
  ) async throws -> Tally {
    let start = NIODeadline.now()
    let phases = channels.indices.map { index in
      var phase = HTTPLoadConnection.Phase(kind: kind, start: start, end: start + TimeAmount(duration))
      if let perSecond {
        let each = 1_000_000_000 / perSecond
        phase.start = start + .nanoseconds(Int64(each * Double(index)))
        phase.every = .nanoseconds(Int64(each * Double(channels.count)))
      }
      return phase
    }
    var sum = try await withThrowingTaskGroup(of: Tally.self) { group in
      for (channel, phase) in zip(channels, phases) {
        group.addTask { try await HTTPLoadConnection.run(phase, on: channel).get() }
      }
      return try await group.reduce(into: Tally()) { sum, one in
        sum.latencies.add(one.latencies)
        sum.answered += one.answered
        sum.failed += one.failed
      }
    }
    sum.duration = Duration(NIODeadline.now() - start)
    return sum
  }

  func close() async throws {
    for channel in channels { try await channel.close() }
    try await group.shutdownGracefully()
  }
}

/// The server ended a connection that was to be kept.
struct ConnectionLost: Error, CustomStringConvertible {
  var description: String { "the server closed a connection while it was measured" }
}

/// One connection: a request, its answer, the next; confined to its event loop.
final class HTTPLoadConnection: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  struct Phase: Sendable {
    var kind: HTTPRequests.Kind
    var start: NIODeadline
    var end: NIODeadline
    /// The time between intended sends; nil to send as soon as there is an answer.
    var every: TimeAmount?
  }

  private let requests: HTTPRequests
  private let number: Int
  /// What was earned when a phase ended is spent in the next of its kind.
  private var sent: [HTTPRequests.Kind: Int] = [:]
  private var received = ByteBuffer()
  private var phase: Phase?
  private var promise: EventLoopPromise<HTTPLoad.Tally>?
  private var tally = HTTPLoad.Tally()
  /// From when the answer that is awaited is late.
  private var intended = NIODeadline.now()

  init(_ requests: HTTPRequests, number: Int) {
    self.requests = requests
    self.number = number
  }

  static func run(_ phase: Phase, on channel: any Channel) -> EventLoopFuture<HTTPLoad.Tally> {
    channel.eventLoop.flatSubmit {
      do {
        let context = try channel.pipeline.syncOperations.context(handlerType: Self.self)
        guard let connection = context.handler as? Self else { throw ConnectionLost() }
        return connection.begin(phase, context)
      } catch { return channel.eventLoop.makeFailedFuture(error) }
    }
  }

  private func begin(_ phase: Phase, _ context: ChannelHandlerContext) -> EventLoopFuture<HTTPLoad.Tally> {
    let promise = context.eventLoop.makePromise(of: HTTPLoad.Tally.self)
    self.promise = promise
    self.phase = phase
    tally = HTTPLoad.Tally()
    if let every = phase.every { intended = phase.start - every }
    next(context)
    return promise.futureResult
  }

  private func next(_ context: ChannelHandlerContext) {
    guard let phase else { return }
    let now = NIODeadline.now()
    intended = phase.every.map { intended + $0 } ?? now
    guard intended < phase.end else {
      self.phase = nil
      promise?.succeed(tally)
      return
    }
    guard intended > now else { return send(phase.kind, context) }
    // At whole milliseconds, as one timer for each request would cost more than the request; late counts.
    let millisecond: UInt64 = 1_000_000
    let tick = (intended.uptimeNanoseconds + millisecond - 1) / millisecond * millisecond
    context.eventLoop.assumeIsolated().scheduleTask(deadline: .uptimeNanoseconds(tick)) {
      self.send(phase.kind, context)
    }
  }

  private func send(_ kind: HTTPRequests.Kind, _ context: ChannelHandlerContext) {
    var buffer = context.channel.allocator.buffer(capacity: 512)
    requests.write(kind, connection: number, number: sent[kind, default: 0], into: &buffer)
    sent[kind, default: 0] += 1
    context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var buffer = unwrapInboundIn(data)
    if received.readableBytes == 0 { received = buffer } else { received.writeBuffer(&buffer) }
    guard let reply = HTTPReplyBounds(received.readableBytesUInt8Span) else { return }
    received.moveReaderIndex(forwardBy: reply.byteCount)
    tally.latencies.record(Duration(NIODeadline.now() - intended))
    tally.answered += 1
    if reply.status != 201 { tally.failed += 1 }
    next(context)
  }

  func channelInactive(context: ChannelHandlerContext) {
    if phase != nil { promise?.fail(ConnectionLost()) }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if phase != nil { promise?.fail(error) }
    phase = nil
    context.close(promise: nil)
  }
}

extension Duration {
  init(_ amount: TimeAmount) { self = .nanoseconds(amount.nanoseconds) }
}
