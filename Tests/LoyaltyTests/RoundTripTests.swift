import Foundation
import Ledger
import Loyalty
import Testing

/// Whoever goes round through rates that may be published never ends with more than they began with, however
/// they split it, booked by the ledger's own rules.
///
/// `TONGBAO_ROUND_TRIPS` says how many ways round are gone (a slice without it), `TONGBAO_SEED` where it
/// begins; a failure prints its own seed.
@Suite struct RoundTripTests {
  private static func number(_ name: String, otherwise: UInt64) -> UInt64 {
    ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) } ?? otherwise
  }

  @Test func `no round trip and no cycle ends with more points than it began with`() throws {
    let wanted = Self.number("TONGBAO_ROUND_TRIPS", otherwise: 4_000)
    var seed = Self.number("TONGBAO_SEED", otherwise: UInt64.random(in: 1...1_000_000_000))
    print("round trips from TONGBAO_SEED=\(seed)")
    var (closed, long, refused, even) = (UInt64(0), 0, 0, 0)
    while closed < wanted {
      var chance = SplitMix(seed: seed)
      let table = try RandomTable(&chance)
      if table.rates.arbitrage() != nil {
        refused += 1
      } else {
        var travel = Travel(table)
        for _ in 0..<40 {
          guard let trip = try travel.goRound(&chance) else { continue }
          closed += 1
          if trip.steps > 2 { long += 1 }
          if trip.end == trip.begin { even += 1 }
          #expect(trip.end <= trip.begin, "TONGBAO_SEED=\(seed): \(trip) through \(table.rates.pairs)")
        }
        #expect(travel.imbalance() == nil, "TONGBAO_SEED=\(seed)")
      }
      seed += 1
    }
    print("\(closed) ways round, \(long) of more than two steps, \(even) without loss; \(refused) tables refused")
    #expect(long * 3 > closed && even > 0 && refused > 0, "every kind comes up")
  }
}

/// Programmes with prices, and rates near them: some a little better, some with a spread, some with neither.
private struct RandomTable {
  let rates: RateTable
  let programs: ClosedRange<Int64>

  init(_ chance: inout SplitMix) throws {
    programs = 1...Int64(2 + chance.next() % 5)
    let prices = programs.map { _ in Int64(1 + chance.next() % (1 << (1 + chance.next() % 14))) }
    let spreads = Int32(chance.next() % 3 == 0 ? 1 : 400)
    var pairs: [RatedPair] = []
    for from in programs {
      for into in programs where from != into && chance.next() % 4 != 0 {
        let (worth, price) = (prices[Int(from) - 1] * 1_000, prices[Int(into) - 1] * 1_000)
        // Half are fair to the point; of the others some are better for the member than fair.
        let favour = chance.next() % 2 == 0 ? 0 : Int64(chance.next() % 31) - 25
        let spread = try #require(BasisPoints(Int32(chance.next() % UInt64(spreads))))
        let received = max(1, worth + worth / 1_000 * favour)
        let rate = try #require(ExchangeRate(gives: price, receives: received, spread: spread))
        pairs.append(RatedPair(from: AssetID(from), into: AssetID(into), rate))
      }
    }
    rates = RateTable(pairs)
  }
}

/// Members who go round, each once, and the books that keep what they have.
private struct Travel: ~Copyable {
  struct Trip: CustomStringConvertible {
    var begin: Points
    var end: Points
    var steps: Int

    var description: String { "\(begin) became \(end) in \(steps) steps" }
  }

  private let table: RandomTable
  private var books = Books()
  private var members: Int64 = 0
  private var commands: UInt64 = 0
  private let now = Instant(microseconds: 20_000 * Instant.microsecondsPerDay)

  init(_ table: RandomTable) { self.table = table }

  /// A new member with a few points to a great many goes a way of chance back to where it began.
  /// - Returns: nil where the way leads nowhere, or what is left is worth less than a point.
  mutating func goRound(_ chance: inout SplitMix) throws -> Trip? {
    members += 1
    let pairs = table.rates.pairs
    guard !pairs.isEmpty else { return nil }
    let start = pairs[Int(chance.next() % UInt64(pairs.count))].from
    let begin = Points(Int64(1 + chance.next() % (1 << (1 + chance.next() % 36))))
    let expiry = now.adding(seconds: 86_400)
    decide(
      .credit(Credit(.award, to: key(start), begin, source: LotSource(issuer: .none), expiresAt: expiry)))
    var (here, steps) = (start, 0)
    repeat {
      let ways = pairs.filter { $0.from == here }
      let home = ways.first { $0.into == start && chance.next() % 3 == 0 }
      guard !ways.isEmpty, steps < 16 else { return nil }
      let pair = home ?? ways[Int(chance.next() % UInt64(ways.count))]
      guard try exchange(pair, &chance) else { return nil }
      here = pair.into
      steps += 1
    } while here != start
    return Trip(begin: begin, end: available(key(start)), steps: steps)
  }

  /// All that the member has here, at once or in parts; what is worth less than a point stays.
  private mutating func exchange(_ pair: RatedPair, _ chance: inout SplitMix) throws -> Bool {
    var got = false
    for part in (0..<1 + chance.next() % 3).reversed() {
      let all = available(key(pair.from))
      let points = part == 0 || all < 2 ? all : Points(1 + Int64(chance.next() % UInt64(all.units)))
      let quote: ExchangeQuote
      do { quote = try pair.rate.quote(giving: points) } catch ExchangeFault.tooSmall { continue } catch
        ExchangeFault.amountOutOfRange
      { return false }
      // By another way than the quote's: what is received is worth no more than what is given, after the spread.
      let share = Int128(BasisPoints.whole - Int64(pair.rate.spread.value))
      #expect(
        Int128(quote.receives.units) * Int128(pair.rate.gives) * Int128(BasisPoints.whole)
          <= Int128(points.units) * Int128(pair.rate.receives) * share)
      let made = decide(
        .exchange(
          Exchange(
            from: key(pair.from), into: pair.into, gives: quote.gives, receives: quote.receives,
            spread: quote.spread, expiresAt: now.adding(seconds: 86_400))))
      #expect(made.refusal == nil)
      got = true
    }
    return got
  }

  @discardableResult
  private mutating func decide(_ action: Action) -> Transaction {
    commands += 1
    let key = IdempotencyKey(high: 30, low: commands)
    let command = Command(key: key, requestHash: commands, context: Context(channel: .api), action: action)
    let day = BusinessDay(daysSince1970: 20_000)
    return books.decide(command, at: now, on: day, original: nil)
  }

  private func key(_ asset: AssetID) -> WalletKey { WalletKey(member: MemberID(members), asset: asset) }

  private func available(_ key: WalletKey) -> Points {
    books.wallet(key).map { books[$0].balance.available } ?? 0
  }

  /// The programme whose entries do not sum to zero; nil as it must be.
  func imbalance() -> Int64? {
    table.programs.first { asset in
      let held = (1...max(1, members)).reduce(Points(0)) { sum, member in
        sum + available(WalletKey(member: MemberID(member), asset: AssetID(asset)))
      }
      let accounts = [AccountKind.issuer, .exchange, .fees].reduce(Points(0)) { sum, kind in
        sum + books.balance(of: AccountKey(kind: kind, owner: 0, asset: AssetID(asset)))
      }
      return held + accounts != 0
    }
  }
}
