import DatabaseTesting
import ISO8583
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Testing

@testable import POSGateway

@Suite("The listener for terminals", .database)
struct ListenerTests {
  /// Serves the counter's host on a free port for the test.
  private func serve(
    _ settings: LinkSettings = LinkSettings(), _ test: (inout Counter, Int) async throws -> Void
  ) async throws {
    try await Counter.open { counter in
      var settings = settings
      settings.port = 0
      let (ports, bound) = AsyncStream.makeStream(of: Int.self)
      let listener = POSListener(settings, counter.host) { port in
        bound.yield(port)
        bound.finish()
      }
      let group = ServiceGroup(services: [listener], logger: Logger(label: "test"))
      let serving = Task { try await group.run() }
      let port = try #require(await ports.first { _ in true })
      do { try await test(&counter, port) } catch {
        await group.triggerGracefulShutdown()
        try await serving.value
        throw error
      }
      await group.triggerGracefulShutdown()
      try await serving.value
    }
  }

  @Test func `many frames in one packet, and one in many, are each answered`() async throws {
    try await serve { counter, port in
      let line = try await Line.open(port)
      var all: [UInt8] = []
      for _ in 0..<10 {
        let echo = counter.till.message(.networkAdvice, kind: 0, networkCode: 301)
        all += try counter.till.frame(echo, sealed: false).withLength
      }
      try await line.send(all)
      for _ in 0..<10 { #expect(try await line.receive()?.isEmpty == false) }
      let single = try counter.till.frame(
        counter.till.message(.networkAdvice, kind: 0, networkCode: 301), sealed: false
      ).withLength
      for byte in single { try await line.send([byte]) }
      let reply = try #require(try await line.receive())
      #expect(try Profile.unionPay.decode(reply).message.text(39) == "00")
      try await line.close()
    }
  }

  @Test func `bytes that are no frame end the connection and nothing else`() async throws {
    try await serve { counter, port in
      let garbage: [[UInt8]] = [
        Array("GET / HTTP/1.1\r\n\r\n".utf8), [0x00, 0x00], [0xFF, 0xFF, 0x60], [0x00, 0x20, 0x16, 0x03],
        [0x00, 0x0F] + [0x60] + [UInt8](repeating: 0xEE, count: 14),
      ]
      for bytes in garbage {
        let line = try await Line.open(port)
        try await line.send(bytes)
        #expect(try await line.receive() == nil)
        try await line.close()
      }
      let line = try await Line.open(port)
      let echo = counter.till.message(.networkAdvice, kind: 0, networkCode: 301)
      try await line.send(try counter.till.frame(echo, sealed: false).withLength)
      #expect(try await line.receive() != nil)
      try await line.close()
    }
  }

  @Test func `an address gets so many connections and no more`() async throws {
    var settings = LinkSettings()
    settings.connectionsPerAddress = 2
    try await serve(settings) { counter, port in
      let echo = try counter.till.frame(
        counter.till.message(.networkAdvice, kind: 0, networkCode: 301), sealed: false
      ).withLength
      let (first, second) = (try await Line.open(port), try await Line.open(port))
      for line in [first, second] {
        try await line.send(echo)
        #expect(try await line.receive() != nil)
      }
      let third = try await Line.open(port)
      #expect(try await third.receive() == nil)
      // A place that was left is free.
      try await first.close()
      var fourth = try await Line.open(port)
      while try await !fourth.isAnswered(echo) { fourth = try await Line.open(port) }
      for line in [second, third, fourth] { try await line.close() }
    }
  }

  @Test func `all addresses together get so many connections`() async throws {
    var settings = LinkSettings()
    settings.connections = 1
    try await serve(settings) { counter, port in
      let echo = try counter.till.frame(
        counter.till.message(.networkAdvice, kind: 0, networkCode: 301), sealed: false
      ).withLength
      let first = try await Line.open(port)
      #expect(try await first.isAnswered(echo))
      let second = try await Line.open(port)
      #expect(try await !second.isAnswered(echo))
      #expect(try await first.isAnswered(echo))
      for line in [first, second] { try await line.close() }
    }
  }

  @Test func `more messages of one connection than are worked on at once are answered in the end`()
    async throws
  {
    var settings = LinkSettings()
    settings.messagesPerConnection = 2
    try await serve(settings) { counter, port in
      let line = try await Line.open(port)
      for _ in 0..<20 {
        let echo = counter.till.message(.networkAdvice, kind: 0, networkCode: 301)
        try await line.send(try counter.till.frame(echo, sealed: false).withLength)
      }
      for _ in 0..<20 { #expect(try await line.receive() != nil) }
      try await line.close()
    }
  }

  @Test func `without the six bytes of header a message is answered without them`() async throws {
    try await serve { counter, port in
      var bare = Profile.unionPay
      bare.headerLength = 0
      let echo = counter.till.message(.networkAdvice, kind: 0, networkCode: 301)
      let frame = Frame(tpdu: TPDU(id: 0x60, destination: 3, source: 0), message: echo)
      let line = try await Line.open(port)
      try await line.send(try bare.encode(frame).withLength)
      let reply = try #require(try await line.receive())
      #expect(try bare.decode(reply).message.text(39) == "00")
      try await line.close()
    }
  }
}

/// A plain TCP connection.
private struct Line: Sendable {
  private let channel: any Channel
  private let received: Received

  private final class Received: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer
    let stream: AsyncStream<[UInt8]>
    private let continuation: AsyncStream<[UInt8]>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream(of: [UInt8].self) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      continuation.yield([UInt8](unwrapInboundIn(data).readableBytesView))
    }

    func channelInactive(context: ChannelHandlerContext) { continuation.finish() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
  }

  static func open(_ port: Int) async throws -> Line {
    let received = Received()
    let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandlers(
            ByteToMessageHandler(LengthFieldDecoder()), received)
        }
      }
      .connect(host: "127.0.0.1", port: port).get()
    return Line(channel: channel, received: received)
  }

  func send(_ bytes: [UInt8]) async throws { try await channel.writeAndFlush(ByteBuffer(bytes: bytes)) }

  /// The next frame without its length; nil when the connection has ended.
  func receive() async throws -> [UInt8]? {
    for await frame in received.stream { return frame }
    return nil
  }

  /// Whether the connection has a place: sends and waits for an answer or the end.
  func isAnswered(_ bytes: [UInt8]) async throws -> Bool {
    do { try await send(bytes) } catch { return false }
    return try await receive() != nil
  }

  func close() async throws {
    do { try await channel.close() } catch ChannelError.alreadyClosed {}
  }
}

/// Two bytes of length, then so many bytes.
private struct LengthFieldDecoder: ByteToMessageDecoder {
  typealias InboundOut = ByteBuffer

  mutating func decode(context: ChannelHandlerContext, buffer: inout ByteBuffer) -> DecodingState {
    guard let frame = buffer.readLengthPrefixedSlice(as: UInt16.self) else { return .needMoreData }
    context.fireChannelRead(wrapInboundOut(frame))
    return .continue
  }
}

extension [UInt8] {
  fileprivate var withLength: [UInt8] { [UInt8(count >> 8), UInt8(count & 0xFF)] + self }
}
