import ArgumentParser
import Coalition
import Foundation
import Ledger
import Loyalty

/// `tongbao bench rules`: one line of JSON; the second half of quality.md S15.
struct BenchRules: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "Measure what many active rules of earning cost a purchase, against few, in turns.")

  @Option(help: "Rules of the platform with many.") var rules = 1_000
  @Option(help: "Rules of the platform with few; all of them may meet every purchase.") var few = 10
  @Option(help: "How many of the many name no merchant, so that every purchase meets them.")
  var everywhere = 10
  @Option(help: "Merchants, which the other rules name in turn.") var merchants = 100
  @Option(help: "Purchases a round, on each platform.") var purchases = 5_000
  @Option(help: "Rounds, in turns.") var rounds = 7
  @Option(help: "Purchases under way at once.") var callers = 64
  @Option(help: "Where the files go; removed afterwards.")
  var folder = NSTemporaryDirectory() + "tongbao-bench-rules"

  private static let members = 1_000

  func validate() throws {
    guard 0...100_000 ~= few, 0...100_000 ~= rules else {
      throw ValidationError("--rules and --few must be 0 to 100,000.")
    }
    guard 0...rules ~= everywhere else { throw ValidationError("--everywhere must be 0 to --rules.") }
    guard 1...10_000 ~= merchants else { throw ValidationError("--merchants must be 1 to 10,000.") }
    guard 1...10_000_000 ~= purchases, 1...1_000 ~= rounds, 1...8_192 ~= callers else {
      throw ValidationError("--purchases, --rounds and --callers must be at least 1.")
    }
  }

  func run() async throws {
    JSONLog.bootstrap(level: "error")
    let path = folder + "-\(ProcessInfo.processInfo.processIdentifier)"
    defer { try? FileManager.default.removeItem(atPath: path) }  // Measured files are of no use afterwards.
    let calm = try await open(path + "/few", rules: few, everywhere: few)
    let busy = try await open(path + "/many", rules: rules, everywhere: everywhere)
    var (calmTimes, busyTimes): ([Double], [Double]) = ([], [])
    // The first round fills caches and is not counted.
    for round in 0...rounds {
      let times = (try await buy(on: calm, round: round), try await buy(on: busy, round: round))
      if round == 0 { continue }
      calmTimes.append(times.0)
      busyTimes.append(times.1)
    }
    let ratios = zip(busyTimes, calmTimes).map { $0 / $1 }
    let line: [(String, String)] = [
      ("rules", "\(rules)"), ("everywhere", "\(everywhere)"), ("few", "\(few)"),
      ("cpu_us_few", Self.middle(calmTimes)), ("cpu_us_many", Self.middle(busyTimes)),
      ("ratio", Self.middle(ratios)),
      ("ratio_least", String(format: "%.2f", ratios.min() ?? 0)),
      ("ratio_most", String(format: "%.2f", ratios.max() ?? 0)),
    ]
    try await calm.platform.close()
    try await busy.platform.close()
    print("{" + line.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}")
  }

  private struct Place {
    let platform: Platform
    let book: PagesData.Book
  }

  private func open(_ path: String, rules: Int, everywhere: Int) async throws -> Place {
    let settings = try Settings(flags: ["data": path, "http.address": "127.0.0.1:0", "pos.address": ""])
    let clock = MovableClock(PlatformClock.system.now())
    let platform = try await Platform.open(settings, clock: clock.clock)
    let data = PagesData(transactions: 0, members: Self.members, merchants: merchants)
    let book = try await data.begin(platform, clock, at: clock.clock.now())
    let people = [
      try await person("first", platform.coalition), try await person("second", platform.coalition),
    ]
    for number in 0..<rules {
      let shop = number < everywhere ? nil : book.shops[number % book.shops.count].merchant
      try await propose(Self.rule(number, at: shop), number, in: book.asset, platform.coalition, people)
    }
    // What two people decided is in force from the moment after.
    clock.advance(seconds: 60)
    return Place(platform: platform, book: book)
  }

  /// Each with a condition on time or money that some purchases meet and others do not, as campaigns have.
  private static func rule(_ number: Int, at merchant: MerchantID?) -> BonusRule {
    var conditions: [RuleCondition] = merchant.map { [.merchants([$0])] } ?? []
    switch number % 4 {
    case 0: conditions.append(.weekdays([.saturday, .sunday]))
    case 1: conditions.append(.money(Int64(number % 7) * 1_000 + 1...1_000_000))
    case 2: conditions.append(.monthDays([number % 28 + 1]))
    default: conditions.append(.channels([.api, .pos]))
    }
    return BonusRule(
      0, when: conditions, gives: number.isMultiple(of: 3) ? .fixed(5) : .multiple(hundredths: 150),
      atMost: RuleLimits(perPurchase: 500), stacking: .best(group: UInt32(number % 5)))
  }

  private func propose(
    _ rule: BonusRule, _ number: Int, in asset: AssetID, _ coalition: Coalition, _ people: [Principal]
  ) async throws {
    let name = "Rule \(number + 1)"
    let proposal = EarningRuleProposal(
      rule, named: Names(hans: name, hant: name, en: name), of: asset, from: nil, until: nil)
    let approval = try await coalition.propose(.earningRule(proposal), reason: "bench", by: people[0])
    _ = try await coalition.approve(approval.id, by: people[1]) { try await coalition.execute($0) }
  }

  private func person(_ login: String, _ coalition: Coalition) async throws -> Principal {
    try await coalition.createUser(
      UserDraft(login: login, name: login, password: "a long enough secret", roles: .administrator),
      by: .system
    ).principal
  }

  /// - Returns: microseconds of all processors a purchase.
  private func buy(on place: Place, round: Int) async throws -> Double {
    let before = Self.processorTime()
    try await withThrowingTaskGroup { group in
      for caller in 0..<callers {
        group.addTask {
          for number in stride(from: caller, to: purchases, by: callers) {
            let shop = place.book.shops[number % place.book.shops.count]
            _ = try await place.platform.coalition.earn(
              EarnOrder(
                member: .id(place.book.members[number % Self.members]),
                .purchase(Money(minorUnits: Int64(1_000 + number % 9_000), currency: "CNY")),
                occasion: Occasion(.api, merchant: shop.merchant)),
              key: "\(round)-\(number)", by: .system)
          }
        }
      }
      try await group.waitForAll()
    }
    return (Self.processorTime() - before).seconds * 1_000_000 / Double(purchases)
  }

  /// What this process has used of all processors.
  private static func processorTime() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  private static func middle(_ values: [Double]) -> String {
    String(format: "%.2f", values.sorted()[values.count / 2])
  }
}
