import ArgumentParser
import Coalition
import HTTPAPI
import Ledger
import LedgerStore
import Loyalty
import Storage

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Take data out, as CSV.", subcommands: [ExportMonthsCommand.self])
}

struct ExportMonthsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "months", abstract: "One line for each member and month in which something moved.")

  @OptionGroup var options: PlatformOptions
  @Option(help: "Which points.") var programme: String

  func run() async throws {
    let errand = MonthsErrand(programme: programme)
    _ = try await errand.carryOut(options.settings(), .terminal("Reading the journal"))
  }
}

struct MonthsErrand: Errand {
  static let name = "export months"
  private static let page = 4_096

  var programme: String

  func run(on platform: Platform, _ talk: Talk) async throws -> JSON {
    let asset = try await platform.coalition.program(code: programme).asset
    var statement = MonthStatement(asset: asset, zone: platform.settings.calendar.zone)
    let end = try await platform.ledger.head().transaction.rawValue
    var last = TransactionID.none
    while true {
      let transactions = try await platform.ledger.journal(after: last, limit: Self.page)
      guard let newest = transactions.last else { break }
      for transaction in transactions { statement.add(transaction) }
      last = newest.id
      talk.progress(last.rawValue, end)
    }
    let names = try await platform.ownMemberNumbers()
    var text = "member,month,earned,spent,refunded,clawed_back,expired,balance,debt\n"
    statement.forEachMonth { member, month in
      text += (names[member] ?? platform.coalition.publicIDs.text(member)).csvField + ",\(month.line)\n"
      if text.utf8.count > 1 << 16 {
        talk.output(Array(text.utf8))
        text = ""
      }
    }
    talk.output(Array(text.utf8))
    return [:]
  }
}

extension Platform {
  /// The number by which a merchant knows its member, for those who have one; the first where there are
  /// several.
  func ownMemberNumbers() async throws -> [MemberID: String] {
    try await database.read { tx in
      let rows = try tx.query(
        "SELECT member_id, value FROM member_identity WHERE kind = 'own' ORDER BY member_id, merchant_id"
      ) { (MemberID($0[0] as Int64), $0[1] as String) }
      return Dictionary(rows) { first, _ in first }
    }
  }
}
