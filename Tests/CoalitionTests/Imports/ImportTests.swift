import DatabaseTesting
import Foundation
import Ledger
import LedgerStore
import Logging
import Loyalty
import Storage
import Testing

@testable import Coalition

/// Files of past purchases: checked, approved by a second person, brought in once.
@Suite(.database) struct ImportTests {
  private struct Desk {
    let shop: TestShop
    let coalition: Coalition
    let sender: OperatorUser
    let second: OperatorUser

    func upload(
      _ text: String, joinsKnown: Bool = false, by principal: Principal? = nil
    ) async throws -> ImportFile {
      try await coalition.uploadImport(
        ImportDraft(
          merchant: shop.merchant.id, asset: shop.program.asset, name: "march.csv", bytes: Array(text.utf8),
          joinsKnown: joinsKnown),
        by: principal ?? sender.principal)
    }

    @discardableResult
    func runJobs() async throws -> [JobReport] {
      shop.clock.advance(seconds: 3)
      return try await coalition.runDueJobs(lane: .files)
    }

    func file(_ id: ImportFileID) async throws -> ImportFile {
      try await coalition.importFile(id, by: .system)
    }

    /// Proposes what was checked and lets the other person agree.
    func agree(on id: ImportFileID) async throws {
      let proposed = try await coalition.proposeImport(id, reason: "history", by: sender.principal)
      _ = try await coalition.approve(proposed.id, by: second.principal) { _ in .failed("unasked") }
    }

    /// Every member of the merchant by its own number, with what they have.
    func balances() async throws -> [String: Int64] {
      let merchant = shop.merchant.id
      let members = try await coalition.database.read { tx in
        try tx.query(
          "SELECT value, member_id FROM member_identity WHERE kind = 'own' AND merchant_id = \(merchant)"
        ) { ($0[0] as String, $0[1] as MemberID) }
      }
      var found: [String: Int64] = [:]
      for (name, id) in members {
        let key = WalletKey(member: id, asset: shop.program.asset)
        found[name] = try await coalition.wallet(key, by: .system).spendable.units
      }
      return found
    }
  }

  private func open(_ test: (Desk) async throws -> Void) async throws {
    try await TestShop.open { shop in
      let folder = FileManager.default.temporaryDirectory.appending(path: "tongbao-imp-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: folder) }  // what stays is temporary
      var settings = shop.coalition.settings
      settings.exportFolder = folder.path
      let coalition = Coalition(
        database: shop.coalition.database, ledger: shop.ledger, clock: shop.clock.clock,
        ids: shop.coalition.ids, settings: settings, secrets: shop.coalition.secrets,
        logger: Logger(label: "test"))
      func user(_ login: String, _ roles: Role) async throws -> OperatorUser {
        try await coalition.createUser(
          UserDraft(login: login, name: login, password: "a long enough secret", roles: roles), by: .system)
      }
      try await test(
        Desk(
          shop: shop, coalition: coalition, sender: try await user("sender", .administrator),
          second: try await user("second", .administrator)))
    }
  }

  private static let head = "member,store,receipt,time,amount,lines\r\n"

  /// Rows of a generator of its own, with what they must come to: a point for each whole unit.
  private static func rows(_ count: Int) -> (text: String, balances: [String: Int64]) {
    var (text, balances): (String, [String: Int64]) = (head, [:])
    for number in 0..<count {
      let (member, amount) = ("m\(number % 37)", Int64(number * 7_919 % 90_000 + 100))
      text += "\(member),S\(number % 5),R\(number),2026-02-0\(number % 9 + 1)T10:00:00,\(amount),\r\n"
      balances[member, default: 0] += amount / 100
    }
    return (text, balances)
  }

  @Test func `a file is checked, approved by another, brought in, and brings in nothing again`() async throws
  {
    try await open { desk in
      let (text, balances) = Self.rows(1_300)
      let sent = try await desk.upload(text)
      #expect(sent.state == .uploaded && sent.bytes == text.utf8.count)
      let head = try await desk.shop.ledger.head()
      try await desk.runJobs()
      let checked = try await desk.file(sent.id)
      #expect(checked.state == .checked && checked.newMembers == 37)
      #expect(checked.check.rows == 1_300 && checked.check.accepted == 1_300 && checked.check.refused == 0)
      #expect(checked.check.points == balances.values.reduce(0, +))
      #expect(try await desk.shop.ledger.head() == head)
      #expect(try await desk.balances().isEmpty)

      let proposed = try await desk.coalition.proposeImport(
        sent.id, reason: "r", by: desk.sender.principal)
      try await desk.runJobs()
      #expect(try await desk.file(sent.id).state == .waiting)
      await #expect(throws: ApprovalRefusal.reviewerIsAuthor) {
        _ = try await desk.coalition.approve(proposed.id, by: desk.sender.principal) { _ in .failed("") }
      }
      #expect(try await desk.shop.ledger.head() == head)
      _ = try await desk.coalition.approve(proposed.id, by: desk.second.principal) { _ in .failed("unasked") }
      // The permit names this file: it opens no other import.
      await #expect(throws: ApprovalRefusal.otherOperation) {
        _ = try await desk.coalition.purchaseImport(
          of: desk.shop.merchant.id, permit: proposed.id, by: desk.sender.principal)
      }
      try await desk.runJobs()
      let done = try await desk.file(sent.id)
      #expect(done.state == .done && done.run.rows == 1_300 && done.run.accepted == 1_300, "\(done)")
      #expect(done.run.points == checked.check.points)
      #expect(try await desk.balances() == balances)

      let after = try await desk.shop.ledger.head()
      let again = try await desk.upload(text)
      try await desk.runJobs()
      try await desk.agree(on: again.id)
      try await desk.runJobs()
      let second = try await desk.file(again.id)
      #expect(second.state == .done && second.run.doubled == 1_300 && second.run.points == 0)
      #expect(try await desk.shop.ledger.head() == after)
    }
  }

  private static let members = MemberRow.header.joined(separator: ",") + "\r\n"

  @Test func `a file of members is told by its first line, and comes the same way`() async throws {
    try await open { desk in
      // The shop's own member is known by this number; B2 stands twice, and B3's lot has another form.
      let rows = "B1,13900000001,,甲,,,2020-01-02,70;30\r\nB2,,,,,,,5\r\nB2,,,,,,,5\r\nB3,,,,,,,x\r\n"
      let file = try await desk.upload(Self.members + rows + "B4,13800138000,,,,,,9\r\n", joinsKnown: true)
      #expect(file.kind == .members && file.joinsKnown)
      try await desk.runJobs()
      let checked = try await desk.file(file.id)
      #expect(checked.state == .checked && checked.newMembers == 2)
      #expect(checked.check == ImportFile.Counts(rows: 5, accepted: 3, refused: 2, points: 114))
      let faults = try await desk.coalition.importFaults(of: file.id, limit: 10, by: .system)
      #expect(
        faults == [
          RowFault(line: 4, column: "number", .taken), RowFault(line: 5, column: "lots", .lotsForm),
        ])
      #expect(try await desk.balances().isEmpty, "a check registers and books nothing")
      try await desk.agree(on: file.id)
      try await desk.runJobs()
      let done = try await desk.file(file.id)
      #expect(done.state == .done && done.run.points == 114 && done.run.accepted == 3)
      #expect(try await desk.balances() == ["B1": 100, "B2": 5, "B4": 9])
      // The same file again brings nothing, and who is known is refused where joining is not asked for.
      let again = try await desk.upload(Self.members + rows + "B5,13800138001,,,,,,9\r\nB6,,,,,,,1\r\n")
      try await desk.runJobs()
      try await desk.agree(on: again.id)
      try await desk.runJobs()
      let second = try await desk.file(again.id)
      #expect(second.run.points == 1 && second.run.accepted == 1 && second.run.doubled == 3)
      #expect(try await desk.balances() == ["B1": 100, "B2": 5, "B4": 9, "B6": 1])
    }
  }

  @Test func `a run of members that was interrupted goes on, to the same balances`() async throws {
    try await open { desk in
      let count = ImportPass.page * 3 + 10
      let rows = (0..<count).map { "N\($0),,,,,,,\($0 + 1)" }
      let file = try await desk.upload(Self.members + rows.joined(separator: "\r\n") + "\r\n")
      try await desk.runJobs()
      // As a run that was killed within a page leaves it: more is in than was noted.
      let early = try rows.prefix(Int.random(in: 1...700)).enumerated().map { place, row in
        let fields = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let line = place + 2
        return (row: try MemberRow(CSVReader.Row(line: line, fields: fields), countryCode: "86"), line: line)
      }
      let members = try await desk.coalition.memberImport(
        of: desk.shop.merchant.id, into: .universal, joinsKnown: false, by: .system)
      _ = try await members.run(early)
      try await desk.agree(on: file.id)
      try await desk.runJobs()
      let done = try await desk.file(file.id)
      #expect(done.state == .done && done.run.rows == count && done.run.doubled == early.count, "\(done)")
      let wanted = Dictionary(uniqueKeysWithValues: (0..<count).map { ("N\($0)", Int64($0 + 1)) })
      #expect(try await desk.balances() == wanted)

      let head = try await desk.shop.ledger.head()
      let page = Int.random(in: 0...count)
      try await desk.coalition.database.write { tx in
        try tx.execute("UPDATE import_file SET state = 'running', done_rows = \(page) WHERE id = \(file.id)")
      }
      try await desk.runJobs()
      #expect(try await desk.file(file.id).state == .done)
      #expect(try await desk.shop.ledger.head() == head)
    }
  }

  @Test func `every fault of a row of members has its place among the faults of rows`() {
    for code in MemberRowFault.Code.allCases {
      let fault = RowFault(MemberRowFault(line: 3, column: "lots", code, "7"))
      #expect(fault.code.rawValue == code.rawValue && !fault.reason.isEmpty)
    }
  }

  @Test func `a run that was interrupted anywhere goes on, to the same balances`() async throws {
    try await open { desk in
      let (text, balances) = Self.rows(1_300)
      let sent = try await desk.upload(text)
      try await desk.runJobs()
      // As a run that was killed within a page leaves it: more is booked than was noted.
      let lines = try text.split(separator: "\r\n").dropFirst().prefix(Int.random(in: 1...900)).map { row in
        let fields = row.split(separator: ",").map(String.init)
        return PurchaseLine(
          member: fields[0], store: fields[1], receipt: fields[2],
          at: Zone.shanghai.instant(of: try #require(WallTime(text: fields[3]))),
          amount: try #require(Int64(fields[4])))
      }
      var booked = try await desk.coalition.purchaseImport(
        of: desk.shop.merchant.id, registersUnknown: true, by: .system)
      _ = try await booked.run(Array(lines))
      try await desk.agree(on: sent.id)
      try await desk.runJobs()
      let done = try await desk.file(sent.id)
      #expect(done.state == .done && done.run.doubled == lines.count, "\(done)")
      #expect(try await desk.balances() == balances)

      let head = try await desk.shop.ledger.head()
      let page = Int.random(in: 0...1_300)
      try await desk.coalition.database.write { tx in
        try tx.execute("UPDATE import_file SET state = 'running', done_rows = \(page) WHERE id = \(sent.id)")
      }
      try await desk.runJobs()
      #expect(try await desk.file(sent.id).state == .done)
      #expect(try await desk.shop.ledger.head() == head)
      #expect(try await desk.balances() == balances)
    }
  }

  @Test func `rows that are wrong are refused with line and reason, a broken file as a whole`() async throws {
    try await open { desk in
      let text =
        Self.head + "a,S1,R1,2026-02-01T10:00:00,1000,\r\n" + "a,S1,R2,2026-02-31T10:00:00,1000,\r\n"
        + "a,S1,R3,2026-02-01T10:00:00,0,\r\n" + "a,S1,R1,2026-02-01T10:00:00,1000,\r\n"
        + "a,S1,R4,2036-02-01T10:00:00,1000,\r\n"
      let sent = try await desk.upload(text)
      let broken = try await desk.upload(Self.head + "\"a,S1")
      let other = try await desk.upload("name,points\r\na,1\r\n")
      try await desk.runJobs()
      let checked = try await desk.file(sent.id).check
      #expect(checked == .init(rows: 5, accepted: 1, nothing: 1, doubled: 1, refused: 2, points: 10))
      let faults = try await desk.coalition.importFaults(of: sent.id, limit: 10, by: .system)
      #expect(faults.map(\.line).sorted() == [3, 6] && faults.contains { $0.column == "time" }, "\(faults)")
      for id in [broken.id, other.id] {
        let file = try await desk.file(id)
        #expect(file.state == .failed && file.failure != nil)
        await #expect(throws: ImportRefusal.notNow(.failed)) {
          _ = try await desk.coalition.proposeImport(id, reason: "r", by: desk.sender.principal)
        }
      }
      await #expect(throws: ImportRefusal.wrongSize(limit: Coalition.importBytes)) {
        _ = try await desk.upload("")
      }
    }
  }

  @Test func `only the file that was hashed runs, and only with the right and the approval`() async throws {
    try await open { desk in
      let head = try await desk.shop.ledger.head()
      let sent = try await desk.upload(Self.rows(20).text)
      try await desk.runJobs()
      try await desk.agree(on: sent.id)
      try Data((Self.rows(21).text).utf8).write(
        to: URL(filePath: try desk.coalition.importPath(sent.id, .rows)))
      try await desk.runJobs()
      let changed = try await desk.file(sent.id)
      #expect(changed.state == .failed && changed.failure == .changed)

      let rejected = try await desk.upload(Self.rows(22).text)
      try await desk.runJobs()
      let proposed = try await desk.coalition.proposeImport(
        rejected.id, reason: "r", by: desk.sender.principal)
      _ = try await desk.coalition.reject(proposed.id, reason: "no", by: desk.second.principal)
      try await desk.runJobs()
      #expect(try await desk.file(rejected.id).state == .checked)
      await #expect(throws: ImportRefusal.notTheSender) {
        try await desk.coalition.withdrawImport(rejected.id, by: desk.second.principal)
      }
      try await desk.coalition.withdrawImport(rejected.id, by: desk.sender.principal)
      #expect(
        try !FileManager.default.fileExists(atPath: desk.coalition.importPath(rejected.id, .rows)))
      #expect(try await desk.shop.ledger.head() == head)
      await #expect(throws: AccessRefusal.operatorOnly) { _ = try await desk.upload("a", by: desk.shop.till) }
      let log = try await desk.coalition.database.read { tx in
        try tx.query("SELECT action FROM audit_log WHERE action LIKE 'import.%' ORDER BY number") {
          $0[0] as String
        }
      }
      #expect(
        log == [
          "import.upload", "import.propose", "import.failed", "import.upload", "import.propose",
          "import.withdraw",
        ])
    }
  }

  @Test func `a file that is taken back while it is checked did not fail and leaves nothing`() async throws {
    try await open { desk in
      // Taken back after the job found it and before it read it; and again behind the first page.
      let early = try await desk.upload(Self.rows(20).text)
      try await desk.coalition.withdrawImport(early.id, by: desk.sender.principal)
      try await desk.coalition.carryOut(early) {}
      let late = try await desk.upload(Self.rows(1_300).text)
      try await desk.coalition.carryOut(late) {
        try await desk.coalition.withdrawImport(late.id, by: desk.sender.principal)
      }
      for id in [early.id, late.id] {
        let file = try await desk.file(id)
        #expect(file.state == .withdrawn && file.failure == nil && file.check.rows == 0)
      }
      let log = try await desk.coalition.database.read { tx in
        try tx.query("SELECT action FROM audit_log WHERE action LIKE 'import.%' ORDER BY number") {
          $0[0] as String
        }
      }
      #expect(log == ["import.upload", "import.withdraw", "import.upload", "import.withdraw"])
      let folder = try #require(desk.coalition.settings.exportFolder)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }
  }

  @Test func `a proposal of purchases from before files were named is read as it was`() throws {
    let old = Data(#"{"purchases":{"_0":{"merchant":7}}}"#.utf8)
    let read = try JSONDecoder().decode(ProposedOperation.self, from: old)
    #expect(read == .purchases(PurchasesProposal(merchant: MerchantID(7))))
    #expect(try Data(read.payload().utf8) == old)
  }
}
