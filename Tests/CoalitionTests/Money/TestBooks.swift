import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

extension TestShop {
  /// The day that docs/guide/settlement.md reckons by hand, closed and settled.
  func aDayToFollow() async throws {
    try await agree(ClearingTests.terms, with: merchant)
    try await earn(500_00, key: "a")
    let paid = try await spend(250, key: "b")
    _ = try await coalition.refund(ReturnOrder(paid.transaction.id, .points(100)), key: "d", by: till)
    let voided = try await earn(33_00, key: "e")
    _ = try await coalition.void(ReturnOrder(voided.transaction.id), key: "f", by: till)
    try await earn(99, key: "too little")
    clock.advance(seconds: 86_400)
    try await coalition.runClearing()
  }

  func person(_ id: Int64) -> Principal {
    Principal(kind: .platform, scopes: .all, actor: Actor(kind: .user, id: id, answerable: id))
  }

  /// The whole journal of money in its order, or what of it is asked for, page by page.
  func journal(_ query: MoneyQuery = MoneyQuery(), page: Int = 7) async throws -> [BookedEntry] {
    var all: [BookedEntry] = []
    while case let more = try await coalition.moneyEntries(
      query, after: all.last?.entry.place, limit: page, by: .system), !more.isEmpty
    { all += more }
    return all
  }

  /// Every entry of the journal of money, in its order: number, kind, party, debits / credits.
  func vouchers(numbered: Bool = true) async throws -> [String] {
    let names = [
      MerchantID.none: "operator", .pool: "pool", merchant.id: "ONE", other.id: "TWO", stranger.id: "NONE",
    ]
    return try await journal().map { booked in
      let debits = booked.lines.filter { $0.debit > 0 }.map { "\($0.account.rawValue) \($0.debit)" }
      let credits = booked.lines.filter { $0.credit > 0 }.map { "\($0.account.rawValue) \($0.credit)" }
      let head = numbered ? "\(booked.entry.id) " : "\(CivilDate(booked.entry.day)) "
      return head + "\(booked.entry.kind) \(names[booked.entry.party] ?? "?"): "
        + debits.joined(separator: ", ") + " / " + credits.joined(separator: ", ")
    }
  }

  /// As a platform from before there were books.
  func forgetBooks() async throws {
    try await coalition.database.write { tx in
      let sums = MoneySums.allCases.map(\.rawValue)
      for table in ["money_posting", "money_entry", "money_day"] + sums {
        try tx.execute("DELETE FROM \(SQL(raw: table))")
      }
    }
  }

  /// What does not agree, of all months.
  func faults() async throws -> [MoneyFault] {
    try await coalition.database.read { try $0.moneyFaults(in: Self.allMonths) }
  }

  /// What the proof says when something else stands in a table; nothing of it stays.
  func faults(after statement: SQL) async throws -> [MoneyFault] {
    struct Found: Error { let faults: [MoneyFault] }
    do {
      try await coalition.database.write { tx in
        try tx.execute(statement)
        throw Found(faults: try tx.moneyFaults(in: Self.allMonths))
      }
    } catch let found as Found { return found.faults }
    return []
  }

  /// That the proof finds each of them after its statement, and nothing without.
  func expectFaults(_ cases: [(statement: SQL, found: MoneyFault)]) async throws {
    for (statement, found) in cases {
      let faults = try await faults(after: statement)
      #expect(faults.contains(found), "\(statement.parts): \(faults)")
      #expect(faults.allSatisfy { !$0.description.isEmpty })
    }
    #expect(try await faults().isEmpty)
  }

  private static let allMonths: ClosedRange<Int64> = 0...1_200
}

extension Coalition {
  /// As a line of the bank does that undoes a payment, less what the bank keeps.
  func takeBack(
    _ id: SettlementID, key: String, on day: BusinessDay, keeping kept: Int64 = 0
  ) async throws {
    try await database.write { tx in
      guard let settlement = try tx.settlement(id) else { throw SettlementRefusal.notFound }
      let net = settlement.figures.net
      var entry = BankEntry(day: day, amount: net - kept * net.signum(), currency: settlement.currency)
      entry.key = key
      try takeBack(settlement, by: entry, of: .system, in: tx)
    }
  }
}
