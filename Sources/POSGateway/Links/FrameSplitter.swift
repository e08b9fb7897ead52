internal import NIOCore

/// Cuts a connection's bytes into frames by their two bytes of length, and closes it where the bytes are
/// none.
///
/// The length is checked before anything is kept, so a connection never holds more than one frame; the first
/// byte must be that of a TPDU, since a length alone fits any bytes.
final class FrameSplitter: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  private let settings: LinkSettings
  private let tpduIDs: Set<UInt8>
  private var rest: ByteBuffer?
  private var deadline: Scheduled<Void>?
  private var idle: Scheduled<Void>?
  private var lastRead = NIODeadline.now()

  init(_ settings: LinkSettings, tpduIDs: Set<UInt8>) {
    self.settings = settings
    self.tpduIDs = tpduIDs
  }

  func channelActive(context: ChannelHandlerContext) {
    lastRead = context.eventLoop.now
    waitForMore(context)
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var arrived = unwrapInboundIn(data)
    if var begun = rest {
      begun.writeBuffer(&arrived)
      arrived = begun
    }
    while let length = arrived.getInteger(at: arrived.readerIndex, as: UInt16.self) {
      guard settings.frameBytes ~= Int(length) else { return hangUp(context) }
      if let first = arrived.getInteger(at: arrived.readerIndex + 2, as: UInt8.self) {
        guard tpduIDs.contains(first) else { return hangUp(context) }
      }
      guard arrived.readableBytes >= 2 + Int(length) else { break }
      arrived.moveReaderIndex(forwardBy: 2)
      guard let frame = arrived.readSlice(length: Int(length)) else { break }
      context.fireChannelRead(wrapInboundOut(frame))
    }
    if arrived.readableBytes == 0 {
      rest = nil
      deadline?.cancel()
      deadline = nil
    } else {
      arrived.discardReadBytes()
      rest = arrived
      if deadline == nil { finishInTime(context) }
    }
    lastRead = context.eventLoop.now
  }

  func channelInactive(context: ChannelHandlerContext) {
    deadline?.cancel()
    idle?.cancel()
    context.fireChannelInactive()
  }

  private func hangUp(_ context: ChannelHandlerContext) {
    rest = nil
    context.close(promise: nil)
  }

  private func finishInTime(_ context: ChannelHandlerContext) {
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    deadline = context.eventLoop.scheduleTask(in: .seconds(settings.frameSeconds)) {
      bound.value.close(promise: nil)
    }
  }

  /// One timer that looks when something came last, in place of a new one for each message.
  private func waitForMore(_ context: ChannelHandlerContext) {
    let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
    idle = context.eventLoop.scheduleTask(deadline: lastRead + .seconds(settings.idleSeconds)) {
      let (handler, context) = bound.value
      let isOver = context.eventLoop.now - handler.lastRead >= .seconds(handler.settings.idleSeconds)
      if isOver { context.close(promise: nil) } else { handler.waitForMore(context) }
    }
  }
}
