import DatabaseTesting
import Foundation
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

/// Members of another system, brought in with what they have.
@Suite(.database) struct ImportMembersTests {
  private func rows(_ lines: String...) throws -> [(row: MemberRow, line: Int)] {
    try lines.enumerated().map { place, line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let read = CSVReader.Row(line: place + 2, fields: fields)
      return (try MemberRow(read, countryCode: "86"), place + 2)
    }
  }

  private func importing(_ shop: TestShop, joinsKnown: Bool = false) async throws -> MemberImport {
    try await shop.coalition.memberImport(
      of: shop.merchant.id, into: .universal, joinsKnown: joinsKnown, by: .system)
  }

  private func codes(_ results: [Result<ImportedMember, MemberRowFault>]) -> [String] {
    results.map { result in
      switch result {
      case .success(let member): "\(member.standing) \(member.points.units) \(member.replays)"
      case .failure(let fault): "\(fault.line) \(fault.column) \(fault.code.rawValue)"
      }
    }
  }

  @Test func `members come with lots that end as the file says, once however often it comes`() async throws {
    try await TestShop.open { shop in
      let zone = shop.coalition.settings.calendar.zone
      let last = zone.wallTime(at: shop.clock.clock.now()).date.adding(days: 40)
      let importing = try await importing(shop)
      let batch = try rows("A1,13900000001,,甲,zh-Hant,,2020-02-29,70@\(last);5@\(last)@purchased;3", "A2,,,,,,,")
      #expect(
        codes(try await importing.run(batch, isDryRun: true)) == ["registered 78 0", "registered 0 0"])
      #expect(codes(try await importing.run(batch)) == ["registered 78 0", "registered 0 0"])
      #expect(codes(try await importing.run(batch)) == ["known 0 3", "known 0 0"])

      let member = try await shop.coalition.member(.phone("13900000001"), by: .system)
      #expect(member.name == "甲" && member.language == .hant && member.registeredBy == shop.merchant.id)
      #expect(zone.wallTime(at: member.createdAt).date == CivilDate(year: 2020, month: 2, day: 29))
      let lots = try await shop.coalition.wallet(
        WalletKey(member: member.id, asset: shop.program.asset), by: .system
      ).lots
      let ends = zone.instant(of: WallTime(last.adding(days: 1)))
      let ending = lots.filter { $0.lot.expiresAt == ends }
      #expect(ending.reduce(0) { $0 + $1.lot.available.units } == 75)
      #expect(lots.reduce(0) { $0 + $1.lot.available.units } == 78)
      let balance = try await shop.ledger.trialBalance()
      for (asset, held) in balance.wallets {
        let others = balance.accounts.filter { $0.key.asset == asset }.reduce(Points(0)) { $0 + $1.balance }
        #expect(held.total + others == 0)
      }
    }
  }

  @Test func `whoever is there keeps what is theirs, and is joined only when that is asked for`() async throws {
    try await TestShop.open { shop in
      let phone = try #require(shop.member.phone)
      let batch = try rows("B1,\(phone),,,,,,9", "B2,\(phone),,,,,,9")
      #expect(codes(try await importing(shop).run(batch)) == ["2 phone taken", "3 phone taken"])
      let joining = try await importing(shop, joinsKnown: true)
      #expect(codes(try await joining.run(batch)) == ["joined 9 0", "3 number taken"])
      #expect(codes(try await joining.run(batch)) == ["known 0 1", "3 number taken"])
      let found = try await shop.coalition.member(.own("B1", of: shop.merchant.id), by: .system)
      #expect(found.id == shop.member.id && found.name == shop.member.name)
    }
  }

  @Test func `two rows with one number, address or card are not two members`() async throws {
    try await TestShop.open { shop in
      let importing = try await importing(shop)
      let batch = try rows(
        "C1,13900000002,c@example.org,,,6699000000000011,,1", "C1,,,,,,,1", "C2,13900000002,,,,,,1",
        "C3,,C@example.org,,,,,1", "C4,,,,,6699000000000011,,1", "C5,,,,,,,2001")
      #expect(
        codes(try await importing.run(batch)) == [
          "registered 1 0", "3 number taken", "4 phone taken", "5 email taken", "6 card taken",
          "registered 2001 0",
        ])
      let changed = try rows("C5,,,,,,,2002")
      #expect(codes(try await importing.run(changed)) == ["2 lots lots_differ"])
    }
  }

  @Test func `a member who has left does not come back by a file`() async throws {
    try await TestShop.open { shop in
      let importing = try await importing(shop)
      _ = try await importing.run(try rows("D1,13900000003,,,,,,"))
      let member = try await shop.coalition.member(.own("D1", of: shop.merchant.id), by: .system)
      try await shop.coalition.database.write { tx in
        try tx.execute("UPDATE member SET status = 'closed' WHERE id = \(member.id)")
      }
      let again = try rows("D1,13900000003,,,,,,5")
      #expect(codes(try await importing.run(again)) == ["2 number member_closed"])
    }
  }
}
