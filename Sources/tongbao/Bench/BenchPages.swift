import ArgumentParser
import Coalition
import Foundation
import Ledger
import LedgerStore
import Loyalty

/// `tongbao bench pages`: one line of JSON a page; quality.md S14.
struct BenchPages: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pages",
    abstract: "Measure pages of members, merchants and the operator on a platform with a year of business.")

  @Option(help: "Transactions of the year before.") var transactions = 100_000
  @Option(help: "Members.") var members = 2_000
  @Option(help: "Merchants; one of them takes a tenth of all transactions.") var merchants = 100
  @Option(help: "How often each page is asked for, by one reader and again by all of them.") var calls = 400
  @Option(help: "Readers at once for the rate.") var readers = 8
  @Option(help: "Of how many transactions the jobs that follow the journal see; all unless given.")
  var followed: Int?
  @Option(help: "A folder that is filled as far as it is not, kept, and measured again as it is.")
  var data: String?
  @Option(help: "Only pages whose name begins so.") var only = ""
  @Option(help: "Where the files go without --data; removed afterwards.")
  var folder = NSTemporaryDirectory() + "tongbao-bench-pages"

  func validate() throws {
    guard 1...100_000_000 ~= transactions else {
      throw ValidationError("--transactions must be 1 to 100,000,000.")
    }
    guard 1...5_000_000 ~= members else { throw ValidationError("--members must be 1 to 5,000,000.") }
    guard 1...10_000 ~= merchants else { throw ValidationError("--merchants must be 1 to 10,000.") }
    guard 1...1_000_000 ~= calls else { throw ValidationError("--calls must be 1 to 1,000,000.") }
    guard 1...64 ~= readers else { throw ValidationError("--readers must be 1 to 64.") }
  }

  func run() async throws {
    JSONLog.bootstrap(level: "error")
    let path = data ?? folder + "-\(ProcessInfo.processInfo.processIdentifier)"
    defer {
      // Measured files are of no use afterwards, unless they are to be.
      if data == nil { try? FileManager.default.removeItem(atPath: path) }
    }
    var settings = try Settings(flags: ["data": path, "http.address": "127.0.0.1:0", "pos.address": ""])
    settings.isSecondFactorRequired = false
    try await fill(settings)
    let codes = CodeTray()
    let platform = try await Platform.open(settings, codeSink: codes.sink)
    let people = try await PagesPeople(platform.coalition, codes: codes)
    let (ports, ready) = AsyncStream.makeStream(of: Int.self)
    let server = Server(platform: platform) { port, _ in ready.yield(port) }
    let serving = Task {
      defer { ready.finish() }
      try await server.run()
    }
    guard let port = await ports.first(where: { _ in true }) else {
      try await serving.value
      return
    }
    for page in try await pages(people, platform) where page.name.hasPrefix(only) {
      try await measure(page, port: port)
    }
    // As an operator stops it: a cancelled server would leave jobs half done.
    kill(getpid(), SIGTERM)
    try await serving.value
  }

  private func fill(_ settings: Settings) async throws {
    let clock = MovableClock(PlatformClock.system.now())
    let platform = try await Platform.open(settings, clock: clock.clock)
    if try await platform.ledger.head().transaction.rawValue < transactions {
      let start = ContinuousClock.now
      var data = PagesData(transactions: transactions, members: members, merchants: merchants)
      data.followed = followed
      try await data.fill(platform, clock: clock, until: PlatformClock.system.now())
      say("filled in \(Int(start.duration(to: .now).seconds)) s")
    }
    try await platform.close()
  }

  private struct Page: Sendable {
    let name: String
    let path: String
    let cookies: String
    /// For a form: what is sent with the number of the call, beside the token of its page.
    var form: (@Sendable (Int) -> String)?
    var formPath = ""
  }

  private func pages(_ people: PagesPeople, _ platform: Platform) async throws -> [Page] {
    let calendar = platform.coalition.settings.calendar
    let today = calendar.date(of: platform.coalition.clock.now())
    func day(_ ago: Int) -> String { CivilDate(daysSince1970: today - ago).description }
    let member = platform.coalition.publicIDs.text(people.busiest.id)
    let terminal = try await platform.coalition.terminal(code: "W1", of: people.merchant.id, by: .system)
    let filters = [
      ("all", ""), ("kind", "kind=spend"), ("rare_kind", "kind=award"), ("no_such_kind", "kind=exchange"),
      ("booked", "state=booked"), ("receipt", "q=R\(transactions / 3)"), ("no_receipt", "q=none"),
      ("day", "from=\(day(100))&to=\(day(100))"), ("before", "to=\(day(360))"),
      ("before_kind", "to=\(day(360))&kind=award"), ("member", "member=\(member)"),
      ("member_rare", "member=\(member)&kind=award"),
      ("terminal", "terminal=\(platform.coalition.publicIDs.text(terminal.id))"), ("hundred", "limit=100"),
    ]
    let operators = filters.map {
      Page(name: "operator_\($0.0)", path: "/operator/transactions?\($0.1)", cookies: people.operatorPerson)
    }
    let merchants = filters.map {
      Page(name: "merchant_\($0.0)", path: "/merchant/transactions?\($0.1)", cookies: people.merchantPerson)
    }
    let lists: [Page] = [
      ("operator_home", "/operator"), ("operator_members", "/operator/members"),
      ("operator_members_phone", "/operator/members?q=13810000"),
      ("operator_members_138", "/operator/members?q=138"),
      ("operator_members_name", "/operator/members?q=%E4%BC%9A%E5%91%98"),
      ("operator_members_state", "/operator/members?state=frozen"),
      ("operator_members_days", "/operator/members?from=\(day(300))&to=\(day(200))"),
      ("operator_member", "/operator/members/\(member)"), ("operator_merchants", "/operator/merchants"),
      ("operator_of_merchant", "/operator/transactions?merchant=\(PagesData.code(1))"),
      ("operator_of_merchant_rare", "/operator/transactions?merchant=\(PagesData.code(0))&kind=award"),
      ("operator_terminals", "/operator/terminals"), ("operator_audit", "/operator/audit"),
      ("operator_deliveries", "/operator/deliveries"), ("operator_cases", "/operator/cases"),
    ].map { Page(name: $0.0, path: $0.1, cookies: people.operatorPerson) }
    let desk: [Page] = [
      ("merchant_home", "/merchant"), ("merchant_members", "/merchant/members"),
      ("merchant_members_phone", "/merchant/members?q=13810000"),
      ("merchant_members_138", "/merchant/members?q=138"), ("merchant_days", "/merchant/days"),
      ("merchant_terminals", "/merchant/terminals"),
    ].map { Page(name: $0.0, path: $0.1, cookies: people.merchantPerson) }
    let own: [Page] = [
      ("member_home", "/member"), ("member_points", "/member/points"),
      ("member_points_out", "/member/points?show=out"), ("member_points_held", "/member/points?show=held"),
      ("member_code", "/member/code"), ("member_messages", "/member/messages"),
      ("member_places", "/member/places"), ("member_me", "/member/me"),
    ].map { Page(name: $0.0, path: $0.1, cookies: people.member) }
    let run = UInt64.random(in: 0 ... .max)
    let spend = Page(
      name: "seat_spend", path: "/seat", cookies: people.cashier,
      form: { number in
        "member=\(PagesData.phone(0).dropFirst(3))&kind=spend&amount=1&unit=points&how=pin"
          + "&proof=\(PagesPeople.memberPIN)&key=bench-\(run)-\(number)"
      }, formPath: "/seat/trade")
    // The seat first: whoever rests there for five minutes has to sign in again.
    return [Page(name: "seat_screen", path: "/seat", cookies: people.cashier), spend] + own + desk + merchants
      + lists + operators
  }

  private func measure(_ page: Page, port: Int) async throws {
    _ = try await tally(page, port, readers: 1, calls: min(20, calls), from: 0)  // Warms up.
    let alone = try await tally(page, port, readers: 1, calls: calls, from: 1_000_000)
    let together = try await tally(page, port, readers: readers, calls: calls, from: 2_000_000)
    let line: [(String, String)] = [
      ("page", "\"\(page.name)\""), ("p50_us", "\(alone.latencies.percentile(0.5))"),
      ("p99_us", "\(alone.latencies.percentile(0.99))"),
      ("longest_us", "\(alone.latencies.longestMicroseconds)"),
      ("cpu_us", Self.whole(alone.processorTime.seconds * 1_000_000 / Double(max(1, alone.answered)))),
      ("bytes", "\(alone.bytes)"), ("readers", "\(readers)"),
      ("per_second", Self.whole(Double(together.answered) / together.duration.seconds)),
      ("readers_p99_us", "\(together.latencies.percentile(0.99))"),
      ("failed", "\(alone.failed + together.failed)"),
    ]
    print("{" + line.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}")
  }

  /// Each reader is a thread of its own, so that no time is lost to others' tasks.
  private func tally(
    _ page: Page, _ port: Int, readers: Int, calls: Int, from first: Int
  ) async throws -> PageTally {
    let processor = Self.processorTime()
    let start = ContinuousClock.now
    let share = max(1, calls / readers)
    var sum = try await withThrowingTaskGroup(of: PageTally.self) { group in
      for reader in 0..<readers {
        group.addTask {
          try await Self.onThread { try Self.read(page, port, share, from: first + reader * share) }
        }
      }
      return try await group.reduce(into: PageTally()) { sum, one in
        sum.latencies.add(one.latencies)
        sum.answered += one.answered
        sum.failed += one.failed
        sum.bytes = max(sum.bytes, one.bytes)
      }
    }
    sum.duration = start.duration(to: .now)
    sum.processorTime = Self.processorTime() - processor
    return sum
  }

  private static func read(_ page: Page, _ port: Int, _ calls: Int, from first: Int) throws -> PageTally {
    let connection = try PageConnection(port: port)
    var tally = PageTally()
    guard let form = page.form else {
      for _ in 0..<calls { tally.add(try connection.get(page.path, page.cookies), expected: 200) }
      return tally
    }
    let text = try connection.get(page.path, page.cookies).text
    let parts = text.components(separatedBy: "name=\"form_token\" value=\"")
    let token = parts.count > 1 ? String(parts[1].prefix { $0 != "\"" }) : ""
    for number in 0..<calls {
      tally.add(
        try connection.post(page.formPath, form(first + number) + "&form_token=\(token)", page.cookies),
        expected: 303)
    }
    return tally
  }

  private static func onThread<Value: Sendable>(
    _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try work() }) }
    }
  }

  /// What this process has used of all processors.
  private static func processorTime() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  private static func whole(_ value: Double) -> String { String(format: "%.0f", value) }
}
