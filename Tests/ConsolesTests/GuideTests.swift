import Coalition
import DatabaseTesting
import Foundation
import HTTPTypes
import HummingbirdTesting
import Ledger
import Testing

@testable import Consoles

/// What the guides say in tables about keys and rights is what the faces do; the operator's roles are
/// `StaffTests`'.
@Suite(.database) struct GuideTests {
  /// The cells of the table of a guide that begins with a header, without its first two lines.
  private static func table(_ page: String, from header: String) throws -> [[String]] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../docs/guide/\(page).md").standardized
    let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
    let start = try #require(lines.firstIndex { $0.hasPrefix(header) }, "\(page) has no \(header)")
    return lines[(start + 2)...].prefix { $0.hasPrefix("|") }.map { line in
      line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
        .map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }

  @Test func `the cashiers' guide lists the keys of the sheet, and the module knows each`() throws {
    let guide = try Self.table("cashiers", from: "| Key |").map { $0[0] }
    let words = try Faked.visit(.english).words
    let sheet = SeatKeysPage.rows(words).map(\.0)
    // Enter is every browser's own, so the sheet leaves it out.
    #expect(guide.filter { $0 != "Enter" } == sheet)
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Consoles/Assets/seat.js").standardized
    let module = try String(contentsOf: folder, encoding: .utf8)
    for key in sheet where key.hasPrefix("F") { #expect(module.contains("  \(key): () =>"), "\(key)") }
    for sign in ["Escape: () =>", "event.code === 'KeyP'", "event.ctrlKey && event.key === 'Enter'", "'?'"] {
      #expect(module.contains(sign), "\(sign)")
    }
  }

  @Test func `the operators' guide has every page of the menu, as each role may open it`() throws {
    let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/rights.txt")
    let tried = try String(contentsOf: golden, encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: " ").map(String.init)
    }
    var pages: [String: [String]] = [:]
    for line in tried where line[0] == "GET" {
      let isPage = ["{", ".csv", ".xlsx", "sign-in", "/search"].allSatisfy { !line[1].contains($0) }
      if isPage { pages[line[1]] = line[2...].dropLast().map { $0 == "no" ? "" : $0 } }
    }
    let table = try Self.table("operators", from: "| page, in the order of the menu |")
    var told: [String: [String]] = [:]
    for row in table { told[String(row[0].split(separator: "`")[1])] = Array(row.dropFirst()) }
    #expect(told == pages && table.count == pages.count)
  }

  @Test func `the merchants' guide says what each role may open`() async throws {
    let places = [
      "home, transactions": ["/merchant", "/merchant/transactions"],
      "thirty days, daily totals, files (CSV)": ["/merchant/days", "/merchant/transactions.csv"],
      "members": ["/merchant/members"], "feedback": ["/merchant/feedback"], "staff": ["/merchant/staff"],
      "stores and terminals": ["/merchant/stores", "/merchant/terminals"],
      "day files": ["/merchant/day-files"],
      "settlements, blocks of points": ["/merchant/settlements", "/merchant/points-blocks"],
      "API keys, signing secrets, changing webhooks": ["/merchant/keys"],
      "webhooks and what became of them": ["/merchant/webhooks", "/merchant/webhook-deliveries"],
    ]
    let table = try Self.table("merchants", from: "| | owner |")
    #expect(Set(table.map { $0[0] }).subtracting(places.keys) == ["refund and void"])
    try await TestDesk.open { desk in
      let sale = try await desk.earn(10_000, in: desk.stores[0], key: "a")
      let refund = "/merchant/transactions/\(desk.text(sale.transaction.id))/refund"
      for (column, login) in ["owner", "manager", "cashier", "accountant"].enumerated() {
        let cookies = try await desk.signIn(login)
        for row in table {
          let cell = row[column + 1]
          // The manager of these tests is confined to a store.
          let may = !cell.isEmpty && !cell.contains("if not confined to stores")
          for path in places[row[0]] ?? [refund] {
            let answer = try await desk.console.get(path, cookies)
            let isOpen = answer.status == .ok && !answer.text.contains("You may not see this")
            #expect(isOpen == may, "\(login) \(path): the guide says '\(cell)'")
          }
        }
      }
    }
  }
}
