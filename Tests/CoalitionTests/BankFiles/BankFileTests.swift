import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct BankFileTests {
  @Test func `money that names an approved settlement pays it, once, however often it is told`() async throws
  {
    try await TestShop.open { shop in
      let id = try await shop.approved()
      let name = shop.bankName(of: id)
      // As a bank writes it: small, without the underscore, with blanks.
      let line =
        "A,2026-03-05,in,7.30,CNY,,B1,Shop,pays \(name.lowercased().replacing("_", with: " ")) thanks,"
      let file = try await shop.sent(line)
      #expect(file.state == .received && file.lines == 1)
      #expect(try await shop.settlement(id).state == .approved, "what is only sent does nothing")
      let done = try await shop.coalition.compareBankFile(file.id, by: shop.treasurer)
      #expect(done.state == .done)
      let paid = try await shop.settlement(id)
      #expect(paid.state == .paid && paid.bankReference == "B1" && paid.paidOn == TestBank.day(5))
      // The same file, the same line in another, and the same payment under another name.
      #expect(try await shop.sent(line).id == file.id)
      _ = try await shop.coalition.compareBankFile(file.id, by: shop.treasurer)
      let again = try await shop.compared(
        line + "\n" + line.replacing("B1", with: "B2") + "\nA,2026-03-05,in,7.30,CNY,,B2,,,")
      #expect(again == [.known, .duplicated, .duplicated])
      #expect(try await shop.steps(of: id).map(\.state) == [.calculated, .reviewed, .approved, .paid])
      #expect(try await shop.caseKinds() == [.duplicated, .duplicated])
    }
  }

  @Test func `what does not agree is a case, and nothing is noted`() async throws {
    try await TestShop.open { shop in
      let (id, draft) = (try await shop.approved(), try await shop.calculated())
      let (name, other) = (shop.bankName(of: id), shop.bankName(of: draft))
      let results = try await shop.compared(
        """
        A,2026-03-05,in,7.31,CNY,\(name),B1,,,
        A,2026-03-05,out,7.30,CNY,\(name),B2,,,
        A,2026-03-05,in,7.30,USD,\(name),B3,,,
        A,2026-03-02,in,7.30,CNY,\(name),B4,,,
        A,2026-03-05,in,7.30,CNY,\(other),B5,,,
        A,2026-03-05,in,99.00,CNY,rent,B6,,,
        A,2026-03-05,out,7.30,CNY,\(name),B7,,,yes
        A,2026-03-05,in,14.60,CNY,,B8,,\(name) \(other),
        """)
      #expect(
        results == [
          .amountDiffers, .wrongDirection, .currencyDiffers, .dateDiffers, .notApproved, .missingHere,
          .missingHere, .missingHere,
        ])
      #expect(try await shop.settlement(id).state == .approved)
      #expect(try await shop.settlement(draft).state == .calculated)
      let cases = try await shop.bankCases()
      #expect(cases.count == 8 && cases.allSatisfy { $0.state == .open && $0.source == .bankFile })
      #expect(cases[0].ours.minorUnits == 7_30 && cases[0].theirs.minorUnits == 7_31)
      #expect(cases[0].merchant == shop.merchant.id && cases[0].currency == "CNY")
      #expect(cases[5].merchant == .none && cases[5].reason.code == .bankLine)
      // Dollars are no yuan: what the bank has is told in words, and not as money of the settlement's.
      #expect(cases[2].currency == "CNY" && cases[2].theirs.minorUnits == nil)
      #expect(Array(cases[2].reason.details[1...]) == ["3", "USD", "730"])
      // A merchant sees its own and nobody's never.
      #expect(try await shop.coalition.cases(by: shop.till).items.count == 6)
      #expect(try await shop.coalition.cases(by: shop.caller(shop.other)).items.isEmpty)
      await #expect(throws: CaseRefusal.caseNotFound) {
        try await shop.coalition.caseFile(cases[5].id, by: shop.till)
      }
      for (days, place) in [(0, 0), (2, 0), (1, 1), (3, 1), (1, 2), (22, 2), (1, 3), (90, 3)] {
        shop.clock.advance(seconds: Int64(days) * 86_400)
        var counts = [0, 0, 0, 0]
        counts[place] = 8
        #expect(try await shop.coalition.bankDifferenceAges(by: .system).counts == counts)
      }
      _ = try await shop.compared("A,2026-03-05,in,99.00,CNY,rent,B9,,,")
      #expect(try await shop.coalition.bankDifferenceAges(by: .system).counts == [1, 0, 0, 8])
    }
  }

  @Test func `a payment that came back is held back, and may be paid again`() async throws {
    try await TestShop.open { shop in
      let id = try await shop.approved()
      let name = shop.bankName(of: id)
      let results = try await shop.compared(
        "A,2026-03-05,in,7.30,CNY,\(name),B1,,,\nA,2026-03-05,out,7.30,CNY,\(name),B2,,,yes")
      #expect(results == [.paid, .returned])
      let held = try await shop.settlement(id)
      #expect(held.state == .onHold && held.bankReference.isEmpty && held.paidOn == nil)
      #expect(try await shop.caseKinds() == [.paymentReturned])
      _ = try await shop.coalition.reopenSettlement(id, reason: "new account", by: shop.treasurer)
      try await shop.approve(id)
      #expect(try await shop.compared("A,2026-03-06,in,7.30,CNY,\(name),B3,,,") == [.paid])
      #expect(try await shop.settlement(id).bankReference == "B3")
    }
  }

  @Test func `a payment that somebody noted is confirmed by the bank, or missed there`() async throws {
    try await TestShop.open { shop in
      let ids = [try await shop.approved(), try await shop.approved()]
      shop.clock.set(try endOf("2026-03-04"))
      for (index, id) in ids.enumerated() {
        _ = try await shop.coalition.paySettlement(
          id, reference: "hand \(index)", on: TestBank.day(4), by: shop.treasurer)
      }
      let results = try await shop.compared(
        """
        A,2026-03-04,out,1.00,CNY,fee,B0,,,
        A,2026-03-06,in,7.30,CNY,hand 0,B1,,,
        A,2026-03-10,out,1.00,CNY,fee,B2,,,
        """)
      #expect(results == [.missingHere, .confirmed, .missingHere])
      #expect(try await shop.settlement(ids[0]).bankReference == "hand 0")
      #expect(try await shop.caseKinds() == [.missingHere, .missingHere], "it does not reach far enough")
      _ = try await shop.compared("A,2026-03-16,out,1.00,CNY,fee,B3,,,", at: 16)
      #expect(try await shop.caseKinds() == [.missingHere, .missingHere, .missingHere, .missingThere])
      _ = try await shop.compared("A,2026-03-17,out,1.00,CNY,fee,B4,,,", at: 17)
      #expect(try await shop.caseKinds().count == 5, "what is missed there is missed once")
    }
  }

  @Test func `a line without a name is suggested where it fits one alone, and a person decides`() async throws
  {
    try await TestShop.open { shop in
      let id = try await shop.approved()
      let file = try await shop.sent("A,2026-03-05,in,7.30,CNY,,B1,Harbour,march,")
      _ = try await shop.coalition.compareBankFile(file.id, by: shop.treasurer)
      let line = try #require(try await shop.coalition.bankLines(of: file.id, by: shop.treasurer).first)
      #expect(line.result == .suggested && line.settlement == id)
      #expect(try await shop.settlement(id).state == .approved)
      await #expect(throws: AccessRefusal.confirmationNeeded) {
        try await shop.coalition.assignBankLine(1, of: file.id, to: id, by: shop.person(13, .distantPast))
      }
      let draft = try await shop.calculated()
      await #expect(throws: BankFileRefusal.doesNotFit) {
        try await shop.coalition.assignBankLine(1, of: file.id, to: draft, by: shop.treasurer)
      }
      for _ in 0..<2 {
        let done = try await shop.coalition.assignBankLine(1, of: file.id, to: id, by: shop.treasurer)
        #expect(done.result == .assigned && done.settlement == id)
      }
      #expect(try await shop.settlement(id).state == .paid)
      let found = try #require(try await shop.bankCases().first)
      #expect(found.state == .closed && found.resolution == "assigned to \(shop.bankName(of: id))")
      await #expect(throws: BankFileRefusal.lineNotOpen) {
        try await shop.coalition.assignBankLine(1, of: file.id, to: draft, by: shop.treasurer)
      }
      // Of two that it could be none is suggested.
      _ = try await shop.approved()
      _ = try await shop.approved()
      #expect(try await shop.compared("A,2026-03-14,in,7.30,CNY,,B2,,,", at: 15) == [.missingHere])
    }
  }

  @Test func `a correction in money is proposed from a case, and the case waits for it`() async throws {
    try await TestShop.open { shop in
      let id = try await shop.approved()
      _ = try await shop.compared(
        "A,2026-03-05,in,7.20,CNY,\(shop.bankName(of: id)),B1,,,\nA,2026-03-05,in,1.00,CNY,,B2,,,")
      let cases = try await shop.bankCases()
      let author = try await shop.coalition.createUser(
        UserDraft(login: "fin", name: "F", password: "a long enough secret", roles: .finance), by: .system)
      let file = try await shop.coalition.proposeMoneyForCase(
        cases[0].id, -10, reason: "bank fee", by: author.principal)
      #expect(file.found.state == .proposed)
      await #expect(throws: CaseRefusal.approvalPending) {
        try await shop.coalition.closeCase(cases[0].id, resolution: "done", by: author.principal)
      }
      await #expect(throws: CaseRefusal.merchantUnknown) {
        try await shop.coalition.proposeMoneyForCase(cases[1].id, -10, reason: "x", by: author.principal)
      }
    }
  }

  @Test func `only the operator's finance people do it, and prove to be there`() async throws {
    try await TestShop.open { shop in
      let bytes = Array((TestBank.csvHead + "A,2026-03-01,in,7.30,CNY,,B1,,,\n").utf8)
      let coalition = shop.coalition
      await #expect(throws: AccessRefusal.operatorOnly) {
        try await coalition.receiveBankFile(bytes, name: "f", by: shop.till)
      }
      let auditor = Principal(
        kind: .platform, scopes: Role.auditor.scopes, actor: Actor(kind: .user, id: 5, answerable: 5))
      await #expect(throws: AccessRefusal.scopeMissing(.settle)) {
        try await coalition.receiveBankFile(bytes, name: "f", by: auditor)
      }
      let file = try await coalition.receiveBankFile(bytes, name: "f", by: shop.treasurer)
      #expect(try await coalition.bankFileContent(file.id, by: auditor) == bytes)
      #expect(try await coalition.bankFiles(by: auditor).items.map(\.id) == [file.id])
      await #expect(throws: AccessRefusal.operatorOnly) {
        try await coalition.bankFile(file.id, by: shop.till)
      }
      await #expect(throws: AccessRefusal.confirmationNeeded) {
        try await coalition.compareBankFile(file.id, by: shop.person(13, .distantPast))
      }
      await #expect(throws: BankFileRefusal.malformed(line: 3, .day)) {
        let (past, next) = ("A,2026-03-01,in,7.30,CNY,,B1,,,\n", "A,2099-03-05,in,7.30,CNY,,B1,,,\n")
        let future = Array((TestBank.csvHead + past + next).utf8)
        return try await coalition.receiveBankFile(future, name: "f", by: shop.treasurer)
      }
      await #expect(throws: BankFileRefusal.wrongName) {
        try await coalition.receiveBankFile(bytes + [0x20], name: "", by: shop.treasurer)
      }
    }
  }

  @Test func `of two who compare at once each line is judged once`() async throws {
    try await TestShop.open { shop in
      let id = try await shop.approved()
      var lines = (0..<120).map { "A,2026-03-05,out,1.00,CNY,fee,F\($0),,," }
      lines.insert("A,2026-03-05,in,7.30,CNY,\(shop.bankName(of: id)),B1,,,", at: 70)
      let file = try await shop.sent(lines.joined(separator: "\n"))
      await withTaskGroup(of: Void.self) { group in
        for number in 0..<4 {
          group.addTask {
            // One that is too late sees a file that is done, or a conflict; what is there is counted below.
            _ = try? await shop.coalition.compareBankFile(file.id, by: shop.person(20 + Int64(number)))
          }
        }
      }
      _ = try await shop.coalition.compareBankFile(file.id, by: shop.treasurer)
      let report = try await shop.coalition.bankFile(file.id, by: .system)
      #expect(report.counts == [.missingHere: 120, .paid: 1])
      #expect(try await shop.steps(of: id).count == 4)
      #expect(try await shop.bankCases().count == 120)
    }
  }
}

extension TestShop {
  var treasurer: Principal { person(13) }

  func person(_ id: Int64, _ provedAt: Instant? = nil) -> Principal {
    Principal(
      kind: .platform, scopes: Role.finance.scopes, actor: Actor(kind: .user, id: id, answerable: id),
      presence: .proved(at: provedAt ?? clock.clock.now()))
  }

  func bankName(of id: SettlementID) -> String { coalition.publicIDs.text(id) }

  /// A settlement of a day with one purchase of 500.00, of which the merchant is to pay 7.30.
  func calculated() async throws -> SettlementID {
    if try await coalition.settlementAgreements(of: merchant.id, by: .system).isEmpty {
      try await agree(ClearingTests.terms, with: merchant)
    }
    let count = try await settlements().count
    try await earn(500_00, key: "bought \(count)")
    clock.advance(seconds: 86_400)
    try await coalition.runClearing()
    return try #require(try await settlements().first).id
  }

  func approved() async throws -> SettlementID {
    let id = try await calculated()
    try await approve(id)
    return id
  }

  func approve(_ id: SettlementID) async throws {
    _ = try await coalition.reviewSettlement(id, by: person(11))
    _ = try await coalition.approveSettlement(id, by: person(12))
  }

  func sent(_ lines: String) async throws -> BankFile {
    // Banks tell of days that are over.
    let end = Instant(microseconds: 1_772_992_800_000_000)
    if clock.clock.now() < end {
      clock.advance(seconds: (end.microseconds - clock.clock.now().microseconds) / 1_000_000)
    }
    return try await coalition.receiveBankFile(
      Array((TestBank.csvHead + lines + "\n").utf8), name: "march.csv", by: treasurer)
  }

  /// What each line came to.
  func compared(_ lines: String, at day: Int = 9) async throws -> [BankLine.Result] {
    let moment = Instant(microseconds: 1_772_992_800_000_000).adding(seconds: Int64(day - 9) * 86_400)
    if clock.clock.now() < moment {
      clock.advance(seconds: (moment.microseconds - clock.clock.now().microseconds) / 1_000_000)
    }
    let file = try await sent(lines)
    _ = try await coalition.compareBankFile(file.id, by: treasurer)
    return try await coalition.bankLines(of: file.id, limit: 1_000, by: treasurer).map(\.result)
  }

  func settlement(_ id: SettlementID) async throws -> Settlement {
    try await coalition.settlement(id, by: .system).settlement
  }

  func steps(of id: SettlementID) async throws -> [SettlementStep] {
    try await coalition.settlement(id, by: .system).steps
  }

  /// In the order in which they were raised.
  func bankCases() async throws -> [AcquiringCase] {
    var query = CaseQuery()
    query.source = .bankFile
    return try await coalition.cases(query, PageRequest(limit: 200), by: .system).items.reversed()
  }

  func caseKinds() async throws -> [AcquiringCase.Kind] { try await bankCases().map(\.kind) }
}
