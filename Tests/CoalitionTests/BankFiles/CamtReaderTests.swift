import DatabaseTesting
import Ledger
import Testing

@testable import Coalition

struct CamtReaderTests {
  @Test(arguments: ["02", "08"]) func `a statement is read whole`(version: String) throws {
    let content = try BankFileContent(reading: Array(TestBank.camt(version).utf8))
    #expect(content.form == .camt)
    let statement = try #require(content.statements.first)
    #expect(content.statements.count == 1)
    #expect(statement.account == "DE89370400440532013000" && statement.currency == "CNY")
    #expect(statement.opening == 100_00 && statement.closing == 153_30)
    #expect(statement.days == TestBank.day(3)...TestBank.day(4))
    #expect(content.entries.map(\.amount) == [7_30, -4_00, 20_00, 30_00])
    #expect(content.entries.map(\.key) == ["B1", "B2  R", "B3/1", "B3-2"])
    #expect(content.entries.map(\.isReturn) == [false, true, false, false])
    let first = content.entries[0]
    #expect(first.reference == "stl-1" && first.purpose == "March & April two words Deposit")
    #expect(first.counterparty == "Harbour Coffee" && first.day == TestBank.day(4))
    #expect(content.entries[2].counterparty == "One" && content.entries[3].reference == "E4")
  }

  @Test func `what is not booked yet is no line`() throws {
    let pending = TestBank.camt("08").replacing("<Cd>BOOK</Cd>", with: "<Cd>PDNG</Cd>")
      .replacing(">153.30<", with: ">100.00<")
    #expect(try BankFileContent(reading: Array(pending.utf8)).entries.isEmpty)
  }

  @Test(arguments: [
    ("<Document", "<!DOCTYPE a [<!ENTITY x \"yyyy\">]><Document", BankFileRefusal.Reason.xml),
    ("<Document", "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><Document", .xml),
    ("encoding=\"UTF-8\"", "encoding=\"UTF-7\"", .xml),
    ("</BkToCstmrStmt>", "", .xml), ("March &amp;", "March &lol;", .xml),
    ("<Acct>", "\(String(repeating: "<a>", count: 50))<Acct>", .xml),
    ("camt.053.001", "camt.052.001", .notStatement), ("<Stmt>", "<Rpt>", .xml),
    ("7.30<", "7.31<", .sums), ("\"CNY\">7.30<", "\"CNY\">7.305<", .amount),
    ("\"CNY\">7.30<", "\"CNY\">-7.30<", .amount), ("\"CNY\">7.30<", "\"cny\">7.30<", .currency),
    ("\"CNY\">20.00<", "\"CNY\">21.00<", .sums), ("\"CNY\">7.30<", "\"CNY\">٧.30<", .amount),
    ("<BookgDt><Dt>2026-03-04", "<BookgDt><Dt>2026-02-30", .day),
    ("DE89370400440532013000", "", .account), (">DBIT<", ">DEBIT<", .direction),
  ])
  func `a file that is not understood is refused as a whole`(
    part: String, other: String, reason: BankFileRefusal.Reason
  ) throws {
    let text = TestBank.camt("08").replacing(part, with: other)
    let fault = #expect(throws: BankFileRefusal.self) { try BankFileContent(reading: Array(text.utf8)) }
    guard case .malformed(_, reason) = fault else {
      Issue.record("\(String(describing: fault)) and not \(reason)")
      return
    }
  }

  @Test func `no encoding but UTF-8, no more than eight MiB, no more lines than are allowed`() throws {
    let text = TestBank.camt("02")
    var wide: [UInt8] = [0xFF, 0xFE]
    for unit in text.utf16 { wide += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    for (bytes, reason): ([UInt8], BankFileRefusal.Reason) in [
      (wide, .encoding), (Array(text.utf8) + [0], .encoding), ([0xC3, 0x28], .encoding), ([], .size),
      ([UInt8](repeating: 0x20, count: BankFile.mostBytes + 1), .size),
    ] {
      #expect(throws: BankFileRefusal.malformed(line: 0, reason)) { try BankFileContent(reading: bytes) }
    }
    let line = "A,2026-03-04,in,1.00,CNY,,,,,\n"
    let many = TestBank.csvHead + String(repeating: line, count: BankFile.mostLines + 1)
    #expect(throws: BankFileRefusal.malformed(line: BankFile.mostLines + 2, .tooManyLines)) {
      try BankFileContent(reading: Array(many.utf8))
    }
  }

  @Test func `columns are read as they are documented, and lines that say the same are two`() throws {
    let line = "ACC 1,2026-03-04,out,12.5,CNY,ref,,\"Shop, \"\"one\"\"\",two\u{2028}lines,yes\n"
    let other = "ACC 2,2026-03-01,in,12,JPY,,B9,,,no\n"
    let content = try BankFileContent(
      reading: Array(("\u{FEFF}" + TestBank.csvHead + line + line + other).utf8))
    #expect(content.form == .csv && content.entries.map(\.amount) == [-12_50, -12_50, 12])
    #expect(content.entries[0].counterparty == "Shop, \"one\"" && content.entries[0].isReturn)
    #expect(content.entries[0].key != content.entries[1].key && content.entries[2].key == "B9")
    #expect(content.statements.map(\.account) == ["ACC 1", "ACC 2"])
    for (wrong, reason): (String, BankFileRefusal.Reason) in [
      ("A,2026-03-04,in,0.00,CNY,,,,,", .amount), ("A,2026-03-04,in,1.00,CNY,,,,", .csv),
      (",2026-03-04,in,1.00,CNY,,,,,", .account), ("A,2026-3-4,in,1.00,CNY,,,,,", .day),
      ("A,2026-03-04,IN,1.00,CNY,,,,,", .direction), ("A,2026-03-04,in,1.00,CN,,,,,", .currency),
      ("A,2026-03-04,in,1.00,CNY,,,,,maybe", .direction), ("A,2026-03-04,in,1e3,CNY,,,,,", .amount),
      ("A,2026-03-04,in,9999999999999999,CNY,,,,,", .amount), ("A,2026-03-04,in,1.0,JPY,,,,\"", .csv),
    ] {
      #expect(throws: BankFileRefusal.malformed(line: 2, reason), "\(wrong)") {
        try BankFileContent(reading: Array((TestBank.csvHead + wrong + "\n").utf8))
      }
    }
  }

  @Test func `ten thousand lines of the largest amount are read, and a fen more is refused`() throws {
    let units = BankAmount.largest
    func money(_ more: Int64) -> String { "\(units / 100).\(more < 10 ? "0" : "")\(more)" }
    let line = "A,2026-03-04,in,\(money(0)),CNY,,,,,\n"
    let many = TestBank.csvHead + String(repeating: line, count: BankFile.mostLines)
    let rows = try BankFileContent(reading: Array(many.utf8)).entries
    #expect(rows.count == BankFile.mostLines && rows.allSatisfy { $0.amount == units })
    let balance = "<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-04</Dt></Dt></Bal>"
    func statement(_ entries: String, _ opening: String, _ closing: String) -> [UInt8] {
      let head = "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><Stmt>"
      func bal(_ code: String, _ money: String) -> String {
        "<Bal><Tp><CdOrPrtry><Cd>\(code)</Cd></CdOrPrtry></Tp><Amt Ccy=\"CNY\">\(money)</Amt>\(balance)"
      }
      let text =
        head + "<Acct><Id><Othr><Id>A</Id></Othr></Id></Acct>" + bal("OPBD", opening) + bal("CLBD", closing)
      return Array((text + entries + "</Stmt></BkToCstmrStmt></Document>").utf8)
    }
    let entry =
      "<Ntry><Amt Ccy=\"CNY\">\(money(0))</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"
      + "<BookgDt><Dt>2026-03-04</Dt></BookgDt>"
    let all = String(repeating: entry + "</Ntry>", count: BankFile.mostLines)
    // What they come to is far more than a balance may be, so it is no closing: but it is reckoned.
    #expect(throws: BankFileRefusal.malformed(line: 1, .sums)) {
      try BankFileContent(reading: statement(all, money(0), money(0)))
    }
    let part = "<TxDtls><Amt Ccy=\"CNY\">\(money(0))</Amt></TxDtls>"
    let parts = String(repeating: part, count: BankFile.mostLines)
    #expect(throws: BankFileRefusal.malformed(line: 1, .sums)) {
      let sum = entry + "<NtryDtls>\(parts)</NtryDtls></Ntry>"
      return try BankFileContent(reading: statement(sum, "0", money(0)))
    }
    #expect(throws: BankFileRefusal.malformed(line: 1, .amount)) {
      try BankFileContent(reading: statement("", money(0), money(1)))
    }
    #expect(throws: BankFileRefusal.malformed(line: 2, .amount)) {
      try BankFileContent(reading: Array((TestBank.csvHead + line.replacing(money(0), with: money(1))).utf8))
    }
  }

  @Test func `an element has no longer name than sixty-four bytes`() throws {
    let name = String(repeating: "n", count: CamtReader.longestName)
    func named(_ name: String) -> [UInt8] {
      Array(TestBank.camt("08").replacing("<GrpHdr>", with: "<GrpHdr><\(name)/>").utf8)
    }
    #expect(try BankFileContent(reading: named(name)).entries.count == 4)
    #expect(throws: BankFileRefusal.malformed(line: 3, .xml)) {
      try BankFileContent(reading: named(name + "n"))
    }
  }

  @Test func `what undoes a payment has another name than the payment, and every line its place`() throws {
    let long = String(repeating: "b", count: 64)
    let lines = ["B1,,,no", "B1,,,yes", "\(long),,,no", "\(long),,,yes"].map {
      "A,2026-03-04,in,1.00,CNY,,\($0)\n"
    }
    let content = try BankFileContent(reading: Array((TestBank.csvHead + lines.joined()).utf8))
    #expect(content.entries.map(\.key) == ["B1", "B1  R", long, long.dropLast(3) + "  R"])
    #expect(content.entries.map(\.line) == [2, 3, 4, 5])
    #expect(try BankFileContent(reading: Array(TestBank.camt("08").utf8)).entries.map(\.line).min() == 10)
  }

  /// Bytes of good files, cut, doubled, overwritten and put together anew: each is read or refused, and the
  /// same bytes twice come to the same.
  @Test(arguments: 0..<8) func `whatever comes, it is read or refused`(seed: UInt64) {
    var chance = SplitMix(seed: seed)
    let line = "A,2026-03-04,in,1.00,CNY,ref,B1,\"Shop, one\",two,no\n"
    let good = [
      Array(TestBank.camt("02").utf8), Array(TestBank.camt("08").utf8),
      Array((TestBank.csvHead + line + line).utf8),
    ]
    let marks = [
      "<", ">", "&", "\"", "</Ntry>", "<Ntry>", "<![CDATA[", "]]>", "<!--", "\u{0}", "é",
      "999999999999999999",
    ]
    var read = 0
    for _ in 0..<400 {
      var bytes = good[Int.random(in: 0..<good.count, using: &chance)]
      for _ in 0...Int.random(in: 0..<3, using: &chance) where bytes.count > 2 {
        let place = Int.random(in: 0..<bytes.count, using: &chance)
        let length = min(Int.random(in: 0..<60, using: &chance), bytes.count - place)
        switch Int.random(in: 0..<5, using: &chance) {
        case 0: bytes.removeSubrange(place..<(place + length))
        case 1:
          bytes.insert(
            contentsOf: bytes[place..<(place + length)], at: Int.random(in: 0..<bytes.count, using: &chance))
        case 2: bytes[place] = UInt8(truncatingIfNeeded: Int.random(in: 0..<256, using: &chance))
        case 3:
          bytes.insert(contentsOf: marks[Int.random(in: 0..<marks.count, using: &chance)].utf8, at: place)
        default: bytes = Array(bytes.prefix(place))
        }
      }
      let first = Result { try BankFileContent(reading: bytes) }
      let second = Result { try BankFileContent(reading: bytes) }
      switch (first, second) {
      case (.success(let one), .success(let two)):
        read += 1
        #expect(one == two && one.entries.allSatisfy { $0.amount != 0 && 1...64 ~= $0.key.count })
      case (.failure(let one as BankFileRefusal), .failure(let two as BankFileRefusal)):
        #expect(one == two)
      default: Issue.record("\(first), then \(second)")
      }
    }
    #expect(read > 5, "some are still good")
  }
}

/// Files of a bank.
enum TestBank {
  static let csvHead =
    "account,day,direction,amount,currency,reference,bank_reference,counterparty,purpose,returned\n"

  static func day(_ number: Int) -> BusinessDay {
    BusinessDay(bankDate: "2026-03-0\(number)") ?? BusinessDay(daysSince1970: 0)
  }

  /// A statement with money in, a return of money that went out, and a sum of two.
  static func camt(_ version: String) -> String {
    let isNew = version != "02"
    func state(_ code: String) -> String { isNew ? "<Sts>\n <Cd>\(code)</Cd>\n</Sts>" : "<Sts>\(code)</Sts>" }
    func party(_ name: String) -> String { isNew ? "<Pty><Nm>\(name)</Nm></Pty>" : "<Nm>\(name)</Nm>" }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.\(version)"><BkToCstmrStmt>
      <GrpHdr><MsgId>M1</MsgId></GrpHdr><Stmt><Id>S1</Id>
      <FrToDt><FrDtTm>2026-03-03T00:00:00+08:00</FrDtTm><ToDtTm>2026-03-04T23:59:59+08:00</ToDtTm></FrToDt>
      <Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>CNY</Ccy></Acct>
      <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">100.00</Amt>
        <CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-03</Dt></Dt></Bal>
      <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">153.30</Amt>
        <CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-04</Dt></Dt></Bal>
      <Ntry><Amt Ccy="CNY">7.30</Amt><CdtDbtInd>CRDT</CdtDbtInd>\(state("BOOK"))
        <BookgDt><Dt>2026-03-04</Dt></BookgDt><AcctSvcrRef>B1</AcctSvcrRef>
        <NtryDtls><TxDtls><Refs><EndToEndId>stl-1</EndToEndId></Refs>
        <RltdPties><Dbtr>\(party("Harbour Coffee"))</Dbtr><Cdtr>\(party("Tongbao"))</Cdtr></RltdPties>
        <RmtInf><Ustrd>March &amp; April</Ustrd><Ustrd><![CDATA[two
        words]]></Ustrd></RmtInf></TxDtls></NtryDtls><AddtlNtryInf>Deposit</AddtlNtryInf></Ntry>
      <Ntry><Amt Ccy="CNY">4.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd>\(state("BOOK"))
        <BookgDt><DtTm>2026-03-03T09:00:00Z</DtTm></BookgDt><AcctSvcrRef>B2</AcctSvcrRef></Ntry>
      <Ntry><Amt Ccy="CNY">50</Amt><CdtDbtInd>CRDT</CdtDbtInd>\(state("BOOK"))
        <BookgDt><Dt>2026-03-04</Dt></BookgDt><AcctSvcrRef>B3</AcctSvcrRef><NtryDtls>
        <TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><Amt Ccy="CNY">20.00</Amt>
        <RltdPties><Dbtr>\(party("One"))</Dbtr></RltdPties></TxDtls>
        <TxDtls><Refs><EndToEndId>E4</EndToEndId><AcctSvcrRef>B3-2</AcctSvcrRef></Refs>
        <AmtDtls><TxAmt><Amt Ccy="CNY">30.00</Amt></TxAmt></AmtDtls></TxDtls></NtryDtls></Ntry>
      </Stmt></BkToCstmrStmt></Document>
      """
  }
}
