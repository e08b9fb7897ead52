import Coalition
import ISO8583
import Ledger
import NIOCore
import NIOEmbedded
import Testing

@testable import POSGateway

/// Time and number limits of links, on a clock that the test moves.
struct LimitTests {
  private struct Wire {
    let channel = EmbeddedChannel()
    let settings = LinkSettings()

    init() throws {
      try channel.pipeline.syncOperations.addHandler(FrameSplitter(settings, tpduIDs: [0x60]))
      try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }

    func send(_ bytes: [UInt8]) throws { try channel.writeInbound(ByteBuffer(bytes: bytes)) }

    func wait(_ seconds: Int64) { channel.embeddedEventLoop.advanceTime(by: .seconds(seconds)) }

    var isOpen: Bool { channel.isActive }

    var frame: [UInt8]? {
      get throws { try channel.readInbound(as: ByteBuffer.self).map { [UInt8]($0.readableBytesView) } }
    }
  }

  private static let body: [UInt8] = [0x60] + [UInt8](repeating: 7, count: 19)
  private static let whole: [UInt8] = [0, 20] + body

  @Test func `a connection on which nothing comes is closed after five minutes, and not before`() throws {
    let wire = try Wire()
    for _ in 0..<3 {
      wire.wait(wire.settings.idleSeconds - 1)
      #expect(wire.isOpen)
      try wire.send(Self.whole)
      #expect(try wire.frame == Self.body)
    }
    wire.wait(wire.settings.idleSeconds - 1)
    #expect(wire.isOpen)
    wire.wait(1)
    #expect(!wire.isOpen)
  }

  @Test func `a frame that was begun has ten seconds, however its bytes drip in`() throws {
    let wire = try Wire()
    for byte in Self.whole.prefix(9) {
      try wire.send([byte])
      wire.wait(1)
    }
    #expect(wire.isOpen)
    try wire.send([7])
    wire.wait(1)
    #expect(!wire.isOpen)
    #expect(try wire.frame == nil)
  }

  @Test func `a frame that is whole in time starts no new count for the next one`() throws {
    let wire = try Wire()
    try wire.send(Array(Self.whole.prefix(4)))
    wire.wait(9)
    try wire.send(Array(Self.whole.dropFirst(4)))
    #expect(try wire.frame == Self.body)
    wire.wait(20)
    #expect(wire.isOpen)
    // The rest of a packet is a frame that was begun.
    try wire.send(Self.whole + Self.whole.prefix(3))
    #expect(try wire.frame == Self.body)
    wire.wait(10)
    #expect(!wire.isOpen)
  }

  @Test func `a terminal has four messages at once, and another one its own four`() {
    let running = RunningMessages(limit: HostSettings().messagesPerTerminal)
    let (one, other) = (TerminalID(1), TerminalID(2))
    for _ in 0..<4 { #expect(running.begin(one)) }
    #expect(!running.begin(one))
    #expect(running.begin(other))
    running.end(one)
    #expect(running.begin(one))
    #expect(!running.begin(one))
    for _ in 0..<4 { running.end(one) }
    // A place that was given back once too often is none.
    running.end(one)
    for _ in 0..<4 { #expect(running.begin(one)) }
    #expect(!running.begin(one))
  }

  @Test func `copies of a message come in turn, others do not wait`() async {
    let turns = MessagesInTurn()
    let name = MessagesInTurn.Name(terminal: TerminalID(1), batch: .first, trace: 7)
    await turns.take(name)
    await turns.take(MessagesInTurn.Name(terminal: TerminalID(1), batch: .first, trace: 8))
    await turns.take(nil)
    let (heard, said) = AsyncStream.makeStream(of: Int.self)
    let waiting = Task {
      await turns.take(name)
      said.yield(2)
      turns.leave(name)
    }
    said.yield(1)
    turns.leave(name)
    #expect(await heard.prefix(2).reduce(into: []) { $0.append($1) } == [1, 2])
    await waiting.value
    // Nobody is left to wait for.
    await turns.take(name)
  }
}
