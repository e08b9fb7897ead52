import ArgumentParser
import Coalition
import HTTPAPI
import Loyalty

struct ClearingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clearing", abstract: "Close business days and make up accounts, without waiting.",
    subcommands: [RunClearingCommand.self])
}

struct RunClearingCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Close what is over and make the settlements that are due.",
    discussion: """
      Does now what a server does five minutes after the cut-off. Nothing is done twice: run again, or after \
      it was interrupted, it does what is left. Docs: docs/guide/settlement.md.
      """)

  @OptionGroup var options: PlatformOptions
  @Option(help: "The last business day to close, like 2026-01-31; all that are over when left out.")
  var through: String?
  @Flag(help: "Report as JSON.") var json = false

  func run() async throws {
    let errand = ClearingErrand(through: through)
    let report = try await errand.carryOut(options.settings(), .terminal("Clearing"))
    if json { print(report.prettyText, terminator: "") } else { show(report) }
    let faults = report["faults"]?.elements ?? []
    if !json {
      for fault in faults { print("The books do not agree: " + (fault.text ?? "")) }
    }
    // What was closed and made stays; who runs it must look.
    if !faults.isEmpty { throw ExitCode.failure }
  }

  private func show(_ report: JSON) {
    let (days, settlements) = (report["days"]?.int64 ?? 0, report["settlements"]?.int64 ?? 0)
    guard days > 0 || settlements > 0 else {
      let closed = report["closed_through"]?.text
      print(
        "Nothing was due. " + (closed.map { "Days are closed through \($0)." } ?? "No day was ever closed."))
      return
    }
    if let first = report["first_day"]?.text, let last = report["last_day"]?.text {
      let lines = report["lines"]?.int64 ?? 0
      print("Closed \(days) \(days == 1 ? "day" : "days"), \(first) to \(last): \(lines) lines")
    }
    print("Made \(settlements) \(settlements == 1 ? "settlement" : "settlements")")
    let sums = report["currencies"]?.elements ?? []
    // A table is narrow: what few have is in it where somebody has it.
    let figures =
      ["settlements"]
      + ClearingErrand.figures.map(\.name).filter { name in
        !ClearingErrand.rare.contains(name) || sums.contains { $0[name]?.int64 ?? 0 != 0 }
      }
    var table = Table("currency")
    table.head += figures.map { $0.replacing("_", with: " ") }
    for sum in sums {
      let currency = sum["currency"]?.text ?? ""
      let places = decimalPlaces(ofCurrency: currency)
      table.rows.append(
        [currency]
          + figures.map { name in
            let units = sum[name]?.int64 ?? 0
            return name == "settlements" ? String(units) : decimalText(units, places: places)
          })
    }
    if !table.rows.isEmpty { for line in table.lines { print(line) } }
  }
}

/// Closes business days and makes settlements, as the platform's own job does.
struct ClearingErrand: Errand {
  static let name = "clearing run"

  /// What is told of a currency's settlements, from the merchants' side, in its smallest unit.
  static let figures: [(name: String, value: @Sendable (ClearingRun.Sum) -> Int64)] = [
    ("issue_cost", { $0.figures.issueCost }), ("accept_proceeds", { $0.figures.acceptProceeds }),
    ("expired_share", { $0.figures.expiredShare }), ("commission", { $0.figures.commission }),
    ("fees", { $0.figures.fees }), ("campaign_share", { $0.figures.campaignShare }),
    ("referral", { $0.figures.referral }), ("agency", { $0.figures.agency }),
    ("exchange", { $0.figures.exchange }), ("adjustments", { $0.figures.adjustments }),
    ("net", { $0.figures.net }), ("to_pay", { $0.toPay }), ("to_receive", { $0.toReceive }),
  ]

  /// Of them, those that few merchants have.
  static let rare: Set = ["referral", "agency", "exchange"]

  var through: String?

  func run(on platform: Platform, _ talk: Talk) async throws -> JSON {
    let coalition = platform.coalition
    let over = coalition.lastDayThatIsOver
    let last = try through.map { text in
      guard let date = CivilDate(text) else {
        throw SettingsFault("through", "not a date like 2026-01-31: \(text)")
      }
      guard date <= CivilDate(over) else {
        throw SettingsFault("through", "\(date) is not over; the last day that is: \(CivilDate(over))")
      }
      return date.businessDay
    }
    var done: Int64 = 0
    let run = try await coalition.runClearing(through: last) { _ in
      done += 1
      talk.progress(done, nil)
    }
    let closed = try await coalition.closedDays(limit: 1, by: .system).first?.day
    return json(run, closedThrough: closed.map { CivilDate($0) })
  }

  private func json(_ run: ClearingRun, closedThrough: CivilDate?) -> JSON {
    let text = { (date: CivilDate?) -> JSON in date.map { .string($0.description) } ?? .null }
    let currencies = run.sums.sorted { $0.key < $1.key }.map { currency, sum in
      var members = JSON.Members()
      members["currency"] = .string(currency)
      members["settlements"] = .integer(Int64(sum.settlements))
      for figure in Self.figures { members[figure.name] = .integer(figure.value(sum)) }
      return JSON.object(members)
    }
    return [
      "days": .integer(Int64(run.days)), "first_day": text(run.firstDay.map { CivilDate($0) }),
      "last_day": text(run.lastDay.map { CivilDate($0) }), "lines": .integer(run.lines),
      "settlements": .integer(Int64(run.settlements)), "currencies": .array(currencies),
      "closed_through": text(closedThrough),
      "faults": .array(run.faults.map { .string($0.description) }),
    ]
  }
}

/// An amount of a currency's smallest units as people write it.
private func decimalText(_ units: Int64, places: Int) -> String {
  guard places > 0 else { return String(units) }
  let digits = String(units.magnitude)
  let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
  return (units < 0 ? "-" : "") + padded.dropLast(places) + "." + padded.suffix(places)
}
