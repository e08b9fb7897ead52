import ISO8583
import NIOCore
import NIOPosix

/// Many terminals over a few connections, as a concentrator has them.
struct TerminalLoad {
  private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
  private let links: [HostLink]
  private let terminals: [LoadTerminal]

  init(_ tills: [LoadTill], host: String = "127.0.0.1", port: Int, connections: Int) async throws {
    var links: [HostLink] = []
    for _ in 0..<min(connections, tills.count) {
      links.append(try await HostLink.connect(host: host, port: port, profile: .unionPay, group: group))
    }
    self.links = links
    terminals = try tills.enumerated().map { number, till in
      try LoadTerminal(till, links[number % links.count], number: number)
    }
  }

  /// Signs every terminal in.
  func prepare() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (number, terminal) in terminals.enumerated() {
        if number >= 64 { try await group.next() }
        group.addTask { try await terminal.prepare() }
      }
      try await group.waitForAll()
    }
  }

  /// Makes these terminals seal with the keys that those were given, so that an echo costs them the same.
  func borrowKeys(of others: TerminalLoad) async throws {
    for (terminal, other) in zip(terminals, others.terminals) {
      for event in await other.remembered { await terminal.take(event) }
    }
  }

  /// - Parameter perSecond: messages of all terminals together at fixed times; nil for as many as there are
  ///   answers.
  func run(for duration: Duration, isEcho: Bool = false, perSecond: Double? = nil) async throws -> LoadTally {
    let start = ContinuousClock.now
    let each = perSecond.map { Duration.nanoseconds(Int64(1e9 / $0)) }
    var sum = try await withThrowingTaskGroup(of: LoadTally.self) { group in
      for (number, terminal) in terminals.enumerated() {
        let every = each.map { $0 * terminals.count }
        let first = each.map { start + $0 * number } ?? start
        group.addTask {
          try await terminal.run(until: start + duration, isEcho: isEcho, every: every, from: first)
        }
      }
      return try await group.reduce(into: LoadTally()) { $0.add($1) }
    }
    sum.duration = start.duration(to: .now)
    return sum
  }

  /// Ends every terminal's day.
  func finish() async throws -> LoadTally {
    let start = ContinuousClock.now
    var sum = try await withThrowingTaskGroup(of: LoadTally.self) { group in
      for terminal in terminals { group.addTask { try await terminal.finish() } }
      return try await group.reduce(into: LoadTally()) { $0.add($1) }
    }
    sum.duration = start.duration(to: .now)
    return sum
  }

  func close() async throws {
    for link in links { await link.close() }
    try await group.shutdownGracefully()
  }
}
