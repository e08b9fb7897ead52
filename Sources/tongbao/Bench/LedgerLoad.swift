import Foundation
import Ledger
import LedgerStore
import Logging

/// One run of `tongbao bench ledger`: the real ledger in this process, driven by as many callers as asked.
struct LedgerLoad {
  enum Mix: String, CaseIterable, Sendable {
    /// 55 % earn, 30 % spend, 5 % refund, 5 % hold and capture, 5 % balance (ledger.md).
    case mixed
    case spend
  }

  var wallets = 100_000
  var callers = 1_024
  var payments = 1_000_000
  var mix = Mix.mixed
  /// Exponent of the wallets' popularity; 0 is uniform, 1 is Zipf's.
  var isSkewed = false
  var merchants = 1_000
  /// Whether the issuer may give so many points and no more: every earn asks for its outstanding points.
  var isLimited = false
  var roundLength = 131_072

  static let asset = AssetID(1)
  static let clock = Instant(microseconds: 1_790_000_000_000_000)

  /// What one caller saw.
  struct Tally: Sendable {
    var latencies = LatencyHistogram()
    var payments = 0
    var refused = 0
  }

  func open(_ folder: String) throws -> SQLiteLedger {
    try SQLiteLedger(
      in: LedgerFolder(folder), roundLength: roundLength, logger: Logger(label: "bench"),
      now: { Self.clock },
      day: { BusinessDay(daysSince1970: Int32($0.microseconds / Instant.microsecondsPerDay)) })
  }

  /// Gives every wallet points to spend; not part of the measurement.
  func fill(_ ledger: SQLiteLedger) async throws {
    var next = 0
    while next < wallets {
      let end = min(next + 4_096, wallets)
      _ = try await ledger.submit(
        (next..<end).map { index in
          command(UInt64(index) | 1 << 62, .credit(credit(wallet: index, 1_000_000)), 0)
        })
      next = end
    }
  }

  /// Runs the callers side by side until all payments are answered; gives what they saw together.
  func run(_ ledger: SQLiteLedger, seed: UInt64) async throws -> Tally {
    let share = payments / callers
    return try await withThrowingTaskGroup(of: Tally.self) { group in
      for caller in 0..<callers {
        group.addTask { try await call(ledger, share, caller: caller, seed: seed) }
      }
      return try await group.reduce(into: Tally()) { sum, one in
        sum.latencies.add(one.latencies)
        sum.payments += one.payments
        sum.refused += one.refused
      }
    }
  }

  private func call(_ ledger: SQLiteLedger, _ count: Int, caller: Int, seed: UInt64) async throws -> Tally {
    // A stream of its own: neighbouring seeds of this generator give the same numbers, shifted.
    var seeds = SplitMix(state: seed ^ UInt64(caller) << 32)
    var random = SplitMix(state: seeds.next())
    var tally = Tally()
    var spent: [TransactionID] = []
    var held: TransactionID?
    while tally.payments < count {
      let action: Action
      if let hold = held {
        action = .capture(hold: hold, amount: nil)
        held = nil
      } else {
        switch mix == .spend ? 60 : Int(random.next() % 100) {
        case 0..<55: action = .credit(credit(&random))
        case 55..<85: action = .spend(spend(&random))
        case 85..<90 where !spent.isEmpty:
          action = .refund(Refund(of: spent[Int(random.next() % UInt64(spent.count))], 1))
        case 90..<95: action = .hold(spend(&random), until: Self.clock.adding(seconds: 600))
        default:
          let start = ContinuousClock.now
          _ = try await ledger.wallets(of: member(pick(&random)))
          tally.latencies.record(start.duration(to: .now))
          tally.payments += 1
          continue
        }
      }
      let transaction = try await send(ledger, action, &random, &tally)
      if case .spend = action, spent.count < 8 { spent.append(transaction.id) }
      if case .hold = action, transaction.refusal == nil { held = transaction.id }
    }
    return tally
  }

  private func send(
    _ ledger: SQLiteLedger, _ action: Action, _ random: inout SplitMix, _ tally: inout Tally
  ) async throws -> Transaction {
    let start = ContinuousClock.now
    let outcome = try await ledger.submit(command(random.next(), action, random.next()))
    tally.latencies.record(start.duration(to: .now))
    tally.payments += 1
    guard case .decided(let transaction, _) = outcome else { throw Undecided() }
    if transaction.refusal != nil { tally.refused += 1 }
    return transaction
  }

  struct Undecided: Error {}

  private func pick(_ random: inout SplitMix) -> Int {
    guard isSkewed else { return Int(random.next() % UInt64(wallets)) }
    // The inverse of Zipf's distribution with exponent 1, continuous: rank = n^u.
    let uniform = Double(random.next() >> 11) / Double(1 << 53)
    return min(wallets - 1, Int(pow(Double(wallets), uniform)) - 1)
  }

  /// Identifiers as large as real ones, so that the journal's bytes are honest.
  private func member(_ index: Int) -> MemberID { MemberID(1 << 52 | Int64(index) << 8 | 1) }
  private func merchant(_ index: Int) -> MerchantID { MerchantID(1 << 51 | Int64(index) << 8 | 1) }
  private func wallet(_ index: Int) -> WalletKey { WalletKey(member: member(index), asset: Self.asset) }

  private func credit(_ random: inout SplitMix) -> Credit {
    credit(wallet: pick(&random), Points(Int64(random.next() % 1_000) + 1))
  }

  private func credit(wallet index: Int, _ amount: Points) -> Credit {
    // All points of a programme come from its operator; with limits, a wallet's from one merchant. So lots
    // merge as they do in a real wallet, and one merchant's limit is as hot as it can be.
    Credit(
      .earn, to: wallet(index), amount,
      source: LotSource(issuer: merchant(isLimited ? index % merchants : 0)),
      expiresAt: Self.clock.adding(seconds: 86_400 * 365),
      issuingLimit: isLimited ? 1_000_000_000_000_000 : nil)
  }

  private func spend(_ random: inout SplitMix) -> Spend {
    Spend(
      from: wallet(pick(&random)), Points(Int64(random.next() % 100) + 1),
      at: merchant(Int(random.next() % UInt64(merchants))))
  }

  private func command(_ key: UInt64, _ action: Action, _ other: UInt64) -> Command {
    var context = Context(channel: .api)
    context.merchant = merchant(Int(other % UInt64(merchants)))
    context.store = StoreID(1 << 50 | Int64(other % UInt64(merchants)) << 8)
    // Spread like the hashes that real keys are.
    let key = IdempotencyKey(high: key &* 0x9E37_79B9_7F4A_7C15, low: key ^ other)
    return Command(key: key, requestHash: key.low, context: context, action: action)
  }
}

/// Random numbers that a seed gives again.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Latencies in buckets of about 3 %, from 1 µs to minutes.
struct LatencyHistogram: Sendable {
  private var counts = [Int](repeating: 0, count: 1_024)
  private(set) var longestMicroseconds: Int64 = 0
  private var total = 0

  mutating func record(_ duration: Duration) {
    let microseconds = duration.wholeMicroseconds
    longestMicroseconds = max(longestMicroseconds, microseconds)
    counts[Self.bucket(microseconds)] += 1
    total += 1
  }

  mutating func add(_ other: LatencyHistogram) {
    for index in counts.indices { counts[index] += other.counts[index] }
    longestMicroseconds = max(longestMicroseconds, other.longestMicroseconds)
    total += other.total
  }

  /// The latency that this share of all stayed below, in microseconds.
  func percentile(_ share: Double) -> Int64 {
    var left = Int(Double(total) * share)
    for (index, count) in counts.enumerated() {
      left -= count
      if left < 0 { return Self.upperBound(index) }
    }
    return longestMicroseconds
  }

  private static func bucket(_ microseconds: Int64) -> Int {
    let value = max(1, microseconds)
    let power = 63 - value.leadingZeroBitCount
    let fraction = power >= 5 ? Int(value >> Int64(power - 5)) & 31 : Int(value << Int64(5 - power)) & 31
    return min(1_023, power * 32 + fraction)
  }

  private static func upperBound(_ bucket: Int) -> Int64 {
    let power = bucket / 32
    let mantissa = Int64(bucket % 32 + 33)
    return power >= 5 ? mantissa << Int64(power - 5) : mantissa >> Int64(5 - power)
  }
}
