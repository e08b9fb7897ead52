import NIOCore
import NIOPosix

/// A server that frames as the gateway does, makes an answer of each message by one bit, and does nothing
/// else: what the wire, the clients and the loops cost by themselves.
struct FrameEcho {
  private let server: any Channel

  init() async throws {
    server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelOption(.backlog, value: 1_024)
      .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(EchoHandler())
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
  }

  var port: Int { server.localAddress?.port ?? 0 }

  func close() async throws { try await server.close() }
}

private final class EchoHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private var received = ByteBuffer()

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var buffer = unwrapInboundIn(data)
    if received.readableBytes == 0 { received = buffer } else { received.writeBuffer(&buffer) }
    while let length = received.getInteger(at: received.readerIndex, as: UInt16.self),
      var frame = received.readSlice(length: 2 + Int(length))
    {
      // The message type's third digit becomes odd: behind the length, the TPDU and the header.
      let place = frame.readerIndex + 2 + 5 + 6 + 1
      if let type = frame.getInteger(at: place, as: UInt8.self) { frame.setInteger(type | 0x10, at: place) }
      context.write(wrapOutboundOut(frame), promise: nil)
    }
    received.discardReadBytes()
  }

  func channelReadComplete(context: ChannelHandlerContext) { context.flush() }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
