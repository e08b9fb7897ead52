internal import Logging
internal import NIOCore

/// Answers a connection's messages as they are decided: terminals that share it do not wait for each other.
///
/// It works on so many messages at once as the settings say. Above that, and while the peer does not fetch
/// its answers, nothing more is read, so what a connection holds is bounded. Confined to its event loop.
final class MessageHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = Never
  typealias OutboundOut = ByteBuffer

  private let host: TillHost
  private let links: OpenLinks
  private let limit: Int
  private let executor: LoopExecutor
  private var context: ChannelHandlerContext?
  private var address = ""
  private var running = 0
  /// Frames that came with others in one read, above the limit.
  private var waiting = CircularBuffer<ByteBuffer>()
  private var isReadHeld = false
  private var isInputClosed = false
  private var isFlushDue = false
  private var isEnding = false

  init(_ host: TillHost, _ links: OpenLinks, _ settings: LinkSettings, on loop: any EventLoop) {
    self.host = host
    self.links = links
    limit = settings.messagesPerConnection
    executor = LoopExecutor(loop)
  }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    address = context.remoteAddress?.ipAddress ?? ""
  }

  func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let frame = unwrapInboundIn(data)
    if running < limit { begin(frame, on: context.eventLoop) } else { waiting.append(frame) }
  }

  private func begin(_ frame: ByteBuffer, on loop: any EventLoop) {
    running += 1
    links.messageBegan()
    let bytes = [UInt8](frame.readableBytesView)
    let (host, address, own) = (host, address, NIOLoopBound(self, eventLoop: loop))
    Task(executorPreference: executor) {
      let answer = await host.answer(bytes, from: address)
      if loop.inEventLoop { own.value.finish(answer) } else { loop.execute { own.value.finish(answer) } }
    }
  }

  private func finish(_ answer: LinkAnswer) {
    running -= 1
    links.messageEnded()
    // The peer may have gone; what it asked for is decided all the same, and it will ask or reverse.
    guard let context else { return }
    switch answer {
    case .silence: break
    case .hangUp: context.close(promise: nil)
    case .reply(let bytes): write(bytes, context)
    }
    while running < limit, let frame = waiting.popFirst() { begin(frame, on: context.eventLoop) }
    readOn(context)
    closeWhenDone(context)
  }

  /// A reply that cannot be written undoes nothing: the terminal reverses, or the settlement shows it
  /// (acquiring.md 3, rule 5).
  private func write(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
    var buffer = context.channel.allocator.buffer(capacity: 2 + bytes.count)
    buffer.writeInteger(UInt16(bytes.count))
    buffer.writeBytes(bytes)
    context.write(wrapOutboundOut(buffer), promise: nil)
    // Answers that are ready in the same round of the loop leave in one packet.
    if isFlushDue { return }
    isFlushDue = true
    context.eventLoop.assumeIsolated().execute { self.flush() }
  }

  private func flush() {
    isFlushDue = false
    guard let context else { return }
    context.flush()
    closeWhenDone(context)
  }

  // Reading, no further than there is room.

  func read(context: ChannelHandlerContext) {
    isReadHeld = true
    readOn(context)
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    readOn(context)
    context.fireChannelWritabilityChanged()
  }

  private func readOn(_ context: ChannelHandlerContext) {
    guard isReadHeld, running < limit, context.channel.isWritable else { return }
    isReadHeld = false
    context.read()
  }

  // Ends.

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .inputClosed? = event as? ChannelEvent {
      isInputClosed = true
      closeWhenDone(context)
    }
    context.fireUserInboundEventTriggered(event)
  }

  /// A peer that sends nothing more still gets its answers.
  private func closeWhenDone(_ context: ChannelHandlerContext) {
    guard isInputClosed, !isEnding, running == 0, waiting.isEmpty, !isFlushDue else { return }
    isEnding = true
    // Behind everything that is still to be written.
    let written = context.eventLoop.makePromise(of: Void.self)
    written.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
    context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: written)
  }

  func channelInactive(context: ChannelHandlerContext) {
    waiting.removeAll()
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    host.logger.debug("a connection ended: \(error)")
    context.close(promise: nil)
  }
}
