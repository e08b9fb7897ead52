import ArgumentParser
import Coalition
import HTTPAPI
import Ledger
import LedgerStore
import Loyalty
import Storage

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Trial balance, and what is outstanding by programme and month of expiry.")

  @OptionGroup var options: PlatformOptions
  @Flag(help: "Report as JSON.") var json = false

  func run() async throws {
    let report = try await ReportErrand().carryOut(options.settings(), .terminal("Adding up"))
    if json { print(report.prettyText, terminator: "") } else { show(report) }
  }

  private func show(_ report: JSON) {
    for programme in report["programmes"]?.elements ?? [] {
      print("\(programme["programme"]?.text ?? "")")
      var balances = Table("  account", "owner", "points")
      balances.leftColumns = [0, 1]
      for account in programme["accounts"]?.elements ?? [] {
        balances.rows.append([
          "  " + (account["account"]?.text ?? ""), account["owner"]?.text ?? "",
          String(account["points"]?.int64 ?? 0),
        ])
      }
      balances.rows.append(["  sum", "", String(programme["sum"]?.int64 ?? 0)])
      for line in balances.lines { print(line) }
      var liability = Table("  expires", "points")
      for month in programme["liability"]?.elements ?? [] {
        liability.rows.append(["  " + (month["month"]?.text ?? "never"), String(month["points"]?.int64 ?? 0)])
      }
      liability.rows.append(["  outstanding", String(programme["outstanding"]?.int64 ?? 0)])
      for line in liability.lines { print(line) }
    }
  }
}

struct ReportErrand: Errand {
  static let name = "ledger report"

  func run(on platform: Platform, _ talk: Talk) async throws -> JSON {
    let balance = try await platform.ledger.trialBalance()
    let liability = try await platform.ledger.liability()
    let programmes = try await platform.coalition.programs(by: .system)
    let codes = Dictionary(uniqueKeysWithValues: programmes.map { ($0.asset, $0.code) })
    let merchants = try await platform.merchantCodes()
    let assets = Set(balance.wallets.keys).union(balance.accounts.map(\.key.asset)).sorted()
    let zone = platform.settings.calendar.zone
    let sections = assets.map { asset in
      let accounts = Self.accounts(of: asset, balance, merchants)
      let months = liability.filter { $0.asset == asset }.reduce(into: [String: Int64]()) { months, item in
        // Points that end at midnight belong to the month that ends with it.
        let last = Instant(microseconds: item.expiresAt.microseconds - 1)
        let month =
          item.expiresAt == .distantFuture ? "never" : String(zone.date(at: last).description.prefix(7))
        months[month, default: 0] += item.points.units
      }
      return [
        "programme": .string(codes[asset] ?? "asset \(asset.rawValue)"),
        "accounts": .array(accounts.map(\.json)),
        "sum": .integer(accounts.reduce(0) { $0 + $1.points }),
        "liability": .array(
          months.sorted { $0.key < $1.key }.map { ["month": .string($0.key), "points": .integer($0.value)] }),
        "outstanding": .integer(months.values.reduce(0, +)),
      ] as JSON
    }
    return ["programmes": .array(sections)]
  }

  private struct Line {
    var account: String
    var owner: String
    var points: Int64

    var json: JSON { ["account": .string(account), "owner": .string(owner), "points": .integer(points)] }
  }

  private static func accounts(
    of asset: AssetID, _ balance: TrialBalance, _ merchants: [Int64: String]
  ) -> [Line] {
    var lines: [Line] = []
    if let wallets = balance.wallets[asset] {
      lines = [
        Line(account: "available", owner: "members", points: wallets.available.units),
        Line(account: "pending", owner: "members", points: wallets.pending.units),
        Line(account: "held", owner: "members", points: wallets.held.units),
        Line(account: "debt", owner: "members", points: wallets.debt.units),
      ]
    }
    for account in balance.accounts where account.key.asset == asset {
      let owner = account.key.owner
      lines.append(
        Line(
          account: "\(account.key.kind)", owner: owner == 0 ? "" : merchants[owner] ?? String(owner),
          points: account.balance.units))
    }
    return lines
  }
}

extension Platform {
  /// Every merchant's code by its number.
  func merchantCodes() async throws -> [Int64: String] {
    try await database.read { tx in
      let rows = try tx.query("SELECT id, code FROM merchant") { ($0[0] as Int64, $0[1] as String) }
      return Dictionary(rows) { first, _ in first }
    }
  }
}
