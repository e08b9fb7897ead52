import NIOCore
import NIOPosix

/// Asks the system where a name leads.
///
/// The question blocks its thread for as long as name servers far away please. So it has threads of its own,
/// on which nobody else's work lies, and whoever asks waits no longer than ``seconds`` for it, whatever
/// becomes of the thread. As a few webhooks of one owner are served at a time, name servers that never answer
/// leave threads for the names of others.
struct NameLookup: Sendable {
  struct TooSlow: Error {}

  static let seconds: Int64 = 5
  private static let threadCount = 16

  private let threads: NIOThreadPool

  init() {
    threads = NIOThreadPool(numberOfThreads: Self.threadCount)
    threads.start()
  }

  /// - Throws: ``TooSlow``, or what the system says of a name that leads nowhere.
  func address(of host: String, port: Int) async throws -> SocketAddress {
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    let answer = loop.makePromise(of: SocketAddress.self)
    // Both run on the loop, one after the other; of the two the first counts.
    let deadline = loop.scheduleTask(in: .seconds(Self.seconds)) { answer.fail(TooSlow()) }
    threads.runIfActive(eventLoop: loop) { try SocketAddress.makeAddressResolvingHost(host, port: port) }
      .whenComplete {
        deadline.cancel()
        answer.completeWith($0)
      }
    return try await answer.futureResult.get()
  }
}
