import DatabaseTesting
import Ledger
import Storage
import Testing

@testable import Coalition

/// What a person says of a line that the rule could not place.
@Suite(.database) struct AssignBankLineTests {
  @Test func `a line that came before the approval pays once it is given`() async throws {
    try await TestShop.open { shop in
      let id = try await shop.calculated()
      let line = "A,2026-03-05,in,7.30,CNY,\(shop.bankName(of: id)),B1,,,"
      let file = try await shop.told(line, .notApproved)
      await #expect(throws: BankFileRefusal.doesNotFit) { try await shop.assign(1, of: file, to: id) }
      #expect(try await shop.bankCases().map(\.state) == [.open])
      try await shop.approve(id)
      #expect(try await shop.assign(1, of: file, to: id).result == .assigned)
      let paid = try await shop.settlement(id)
      #expect(paid.state == .paid && paid.bankReference == "B1" && paid.paidOn == TestBank.day(5))
      #expect(try await shop.bankCases().map(\.state) == [.closed])
      // It stands for the payment: nothing is missed at the bank.
      _ = try await shop.compared("A,2026-03-20,out,1.00,CNY,fee,B2,,,", at: 20)
      #expect(try await shop.caseKinds() == [.notApproved, .missingHere])
    }
  }

  @Test func `a return under its payment's own reference takes it back`() async throws {
    try await TestShop.open { shop in
      let id = try await shop.approved()
      let results = try await shop.compared(
        """
        A,2026-03-05,in,7.30,CNY,\(shop.bankName(of: id)),B1,,,
        A,2026-03-06,out,7.30,CNY,,B1,,,yes
        A,2026-03-06,out,7.30,CNY,,B1,,,yes
        """)
      #expect(results == [.paid, .returned, .duplicated])
      #expect(try await shop.settlement(id).state == .onHold)
      #expect(try await shop.compared("A,2026-03-06,out,7.30,CNY,x,B1,,,yes") == [.known])
      // Paid again, what was told twice takes nothing back twice.
      let file = try #require(try await shop.coalition.bankFiles(by: .system).items.last).id
      try await shop.payAgain(id, "B2")
      await #expect(throws: BankFileRefusal.doesNotFit) { try await shop.assign(3, of: file, to: id) }
      #expect(try await shop.settlement(id).state == .paid)
    }
  }

  @Test func `a return that names nothing takes back what a person says`() async throws {
    try await TestShop.open { shop in
      let (id, other) = (try await shop.approved(), try await shop.calculated())
      _ = try await shop.compared("A,2026-03-05,in,7.30,CNY,\(shop.bankName(of: id)),B1,,,")
      let file = try await shop.told("A,2026-03-06,out,7.30,CNY,,X1,,,yes", .missingHere)
      await #expect(throws: BankFileRefusal.doesNotFit) { try await shop.assign(1, of: file, to: other) }
      for _ in 0..<2 {
        let line = try await shop.assign(1, of: file, to: id)
        #expect(line.result == .returned && line.settlement == id)
      }
      let held = try await shop.settlement(id)
      #expect(held.state == .onHold && held.bankReference.isEmpty && held.paidOn == nil)
      #expect(try await shop.steps(of: id).map(\.state).suffix(2) == [.paid, .onHold])
      #expect(try await shop.bankCases().map(\.state) == [.closed])
      // Its name told again with another amount is another booking for a person to look at.
      try await shop.payAgain(id, "B2")
      let again = try await shop.told("A,2026-03-07,out,7.30,CNY,,X1,,,yes", .duplicated)
      await #expect(throws: BankFileRefusal.doesNotFit) { try await shop.assign(1, of: again, to: id) }
      // One whose first line took nothing back may be it.
      _ = try await shop.told("A,2026-03-07,out,9.00,CNY,,X2,,,yes", .missingHere)
      let second = try await shop.told("A,2026-03-08,out,7.30,CNY,,X2,,,yes", .duplicated)
      #expect(try await shop.assign(1, of: second, to: id).result == .returned)
      #expect(try await shop.settlement(id).state == .onHold)
      // Told a third time it takes back nothing, although the first line took nothing back.
      try await shop.payAgain(id, "B3")
      let third = try await shop.told("A,2026-03-09,out,7.30,CNY,,X2,,,yes", .duplicated)
      await #expect(throws: BankFileRefusal.doesNotFit) { try await shop.assign(1, of: third, to: id) }
      #expect(try await shop.settlement(id).state == .paid)
    }
  }

  @Test func `a return of less or of another day goes to the settlement it names alone`() async throws {
    try await TestShop.open { shop in
      let (id, other) = (try await shop.approved(), try await shop.approved())
      let (name, second) = (shop.bankName(of: id), shop.bankName(of: other))
      _ = try await shop.compared(
        "A,2026-03-05,in,7.30,CNY,\(name),B1,,,\nA,2026-03-05,in,7.30,CNY,\(second),B2,,,")
      let early = try await shop.told("A,2026-03-04,out,7.30,CNY,\(second),X0,,,yes", .dateDiffers)
      #expect(try await shop.assign(1, of: early, to: other).result == .returned)
      try await shop.payAgain(other, "B3")
      let less = try await shop.told("A,2026-03-06,out,7.00,CNY,\(name),X1,,,yes", .amountDiffers)
      await #expect(throws: BankFileRefusal.doesNotFit) { try await shop.assign(1, of: less, to: other) }
      let more = try await shop.told("A,2026-03-06,out,7.31,CNY,\(name),X2,,,yes", .amountDiffers)
      await #expect(throws: BankFileRefusal.doesNotFit) { try await shop.assign(1, of: more, to: id) }
      #expect(try await shop.assign(1, of: less, to: id).result == .returned)
      #expect(try await shop.settlement(id).state == .onHold)
      #expect(try await shop.settlement(other).state == .paid)
      // The thirty fen are somebody's yet.
      #expect(try await shop.bankCases().map(\.state) == [.closed, .open, .open])
      let wrong = try await shop.told("A,2026-03-06,in,7.30,CNY,\(second),X3,,,yes", .wrongDirection)
      await #expect(throws: BankFileRefusal.lineNotOpen) { try await shop.assign(1, of: wrong, to: other) }
    }
  }

  @Test func `however many payments the bank misses, each has its case, and once`() async throws {
    try await TestShop.open { shop in
      let id = try await shop.approved()
      shop.clock.set(try endOf("2026-03-04"))
      _ = try await shop.coalition.paySettlement(
        id, reference: "hand", on: TestBank.day(4), by: shop.treasurer)
      let more = Coalition.missingPage * 2 + 10
      try await shop.coalition.database.write { tx in
        try tx.execute(
          """
          WITH RECURSIVE many (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM many
            WHERE number < \(more))
          INSERT INTO settlement (id, merchant_id, asset_id, currency, first_day, last_day, lines, given,
            taken, issue_cost, accept_proceeds, expired_share, commission, fees, adjustments, carried, net,
            due_day, state, reviewer_id, approver_id, bank_reference, paid_on, created_at, updated_at)
          SELECT id + number, merchant_id, asset_id, currency, first_day - number, last_day - number, lines,
            given, taken, issue_cost, accept_proceeds, expired_share, commission, fees, adjustments, carried,
            net, due_day, state, reviewer_id, approver_id, 'hand ' || number, paid_on, created_at, updated_at
          FROM settlement, many WHERE id = \(id)
          """)
      }
      _ = try await shop.compared(
        "A,2026-03-03,out,1.00,CNY,fee,B1,,,\nA,2026-03-16,out,1.00,CNY,fee,B2,,,", at: 16)
      #expect(try await shop.missedCount() == more + 1)
      _ = try await shop.compared("A,2026-03-17,out,1.00,CNY,fee,B3,,,", at: 17)
      #expect(try await shop.missedCount() == more + 1)
    }
  }
}

extension TestShop {
  /// A file of one line, which comes to this.
  fileprivate func told(
    _ line: String, _ result: BankLine.Result, _ place: SourceLocation = #_sourceLocation
  ) async throws -> BankFileID {
    let file = try await sent(line)
    _ = try await coalition.compareBankFile(file.id, by: treasurer)
    let found = try await coalition.bankLines(of: file.id, by: treasurer).map(\.result)
    #expect(found == [result], sourceLocation: place)
    return file.id
  }

  @discardableResult
  fileprivate func assign(_ line: Int, of file: BankFileID, to id: SettlementID) async throws -> BankLine {
    try await coalition.assignBankLine(line, of: file, to: id, by: treasurer)
  }

  fileprivate func payAgain(_ id: SettlementID, _ reference: String) async throws {
    _ = try await coalition.reopenSettlement(id, reason: "again", by: treasurer)
    try await approve(id)
    let line = "A,2026-03-07,in,7.30,CNY,\(bankName(of: id)),\(reference),,,"
    #expect(try await compared(line) == [.paid])
  }

  fileprivate func missedCount() async throws -> Int? {
    try await coalition.database.read { tx in
      try tx.queryFirst("SELECT count(*) FROM acquiring_case WHERE kind = 'missing_there'") { $0[0] as Int }
    }
  }
}
