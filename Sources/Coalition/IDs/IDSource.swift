internal import Crypto
package import Ledger
internal import Synchronization

/// Makes identifiers in the order of time, and random bytes; the one place where chance enters.
///
/// An identifier is 41 bits of milliseconds since 2024-01-01 and 22 random bits, always above the one before,
/// so that rows of a table keyed by it are appended. It stays positive until 2093. A clock before 2024, by
/// which old purchases are tried, has the room of the last years before then, in order as well.
package final class IDSource: Sendable {
  /// 2024-01-01T00:00:00Z.
  private static let epochMilliseconds: Int64 = 1_704_067_200_000

  /// Every task makes identifiers; the state is two numbers, for which a mutex is right.
  private let state: Mutex<State>
  private let clock: PlatformClock
  private let random: (@Sendable (Int) -> [UInt8])?

  private struct State {
    var last: Int64 = 0
    /// Counts the draws of a seeded source.
    var draws: UInt64 = 0
  }

  private let seed: [UInt8]

  /// Draws from the machine's random generator.
  package init(clock: PlatformClock = .system) {
    self.clock = clock
    self.seed = []
    self.random = { count in
      var generator = SystemRandomNumberGenerator()
      var bytes: [UInt8] = []
      bytes.reserveCapacity(count + 7)
      // Eight at a time: each draw is a call of the kernel.
      while bytes.count < count { bytes += generator.next().bigEndianBytes }
      bytes.removeLast(bytes.count - count)
      return bytes
    }
    self.state = Mutex(State())
  }

  /// Gives the same identifiers and bytes for the same seed, clock and order of calls: for tests.
  package init(seed: UInt64, clock: PlatformClock) {
    self.clock = clock
    self.seed = seed.bigEndianBytes
    self.random = nil
    self.state = Mutex(State())
  }

  /// A new identifier, above every one before.
  package func next<Kind>(_: Kind.Type = Kind.self) -> ID<Kind> {
    let chance = bytes(3)
    let low = (Int64(chance[0]) << 16 | Int64(chance[1]) << 8 | Int64(chance[2])) & 0x3F_FFFF
    let since = clock.now().microseconds / 1_000 - Self.epochMilliseconds
    let milliseconds = since < 0 ? max(0, since + (1 << 41)) : since
    let raw = state.withLock { state in
      state.last = max(state.last + 1, milliseconds << 22 | low)
      return state.last
    }
    return ID(raw)
  }

  /// What every identifier made at this moment or later is at least; a clock set back makes them only larger.
  static func lowest(at moment: Instant) -> Int64 {
    max(0, moment.microseconds / 1_000 - epochMilliseconds) << 22
  }

  /// Unguessable bytes.
  package func bytes(_ count: Int) -> [UInt8] {
    if let random { return random(count) }
    let draw = state.withLock { state in
      state.draws += 1
      return state.draws
    }
    var stream: [UInt8] = []
    var block: UInt64 = 0
    while stream.count < count {
      stream += Array(SHA256.hash(data: seed + draw.bigEndianBytes + block.bigEndianBytes))
      block += 1
    }
    return Array(stream.prefix(count))
  }

  /// An unbiased number from 0 up to, not including, the bound.
  package func number(below bound: UInt64) -> UInt64 {
    precondition(bound > 0)
    // Rejecting the uneven rest keeps every number equally likely.
    let limit = UInt64.max - UInt64.max % bound
    while true {
      let drawn = bytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      if drawn < limit { return drawn % bound }
    }
  }
}

extension FixedWidthInteger {
  /// The number's bytes, the most significant first.
  var bigEndianBytes: [UInt8] {
    withUnsafeBytes(of: bigEndian) { [UInt8]($0) }
  }
}
