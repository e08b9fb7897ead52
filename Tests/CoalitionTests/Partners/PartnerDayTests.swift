import DatabaseTesting
import Foundation
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

@Suite("Days held against partners' accounts", .database) struct PartnerDayTests {
  private static let day: Int64 = 86_400

  @Test func `days on which no server ran are compared too, for a month back and no longer`() async throws {
    try await PartnerStall.open { stall in
      let first = try await stall.begin(10).day
      stall.shop.clock.advance(seconds: Self.day)
      let second = try await stall.begin(20).day
      stall.shop.clock.advance(seconds: 3 * Self.day)
      stall.book.tell(stall.account([]), of: first)
      try await stall.run()
      let days = try await stall.days()
      #expect(days.map(\.isDone) == [true, true, true, true])
      #expect(days.last?.day == first && days.dropLast().last?.day == second)
      // The first day's account lacks what went out.
      #expect(days.map(\.differences).last == 1)
      stall.shop.clock.advance(seconds: 40 * Self.day)
      try await stall.run()
      let noted = try await stall.shop.coalition.database.read { tx in
        try tx.query("SELECT day FROM partner_day ORDER BY day") { $0[0] as Int64 }
      }
      #expect(noted.count == 4 + Int(Coalition.partnerDayWindow))
      #expect(try await stall.days().count == 31)
    }
  }

  @Test func `what ends after its day was compared is compared again, and so is a day that differs`()
    async throws
  {
    try await PartnerStall.open { stall in
      let agreed = try await stall.begin(10)
      stall.book.mood(.away)
      let open = try await stall.begin(50)
      #expect(open.state == .unknown)
      // Only what was certain then is in the account of the evening.
      stall.book.mood(.away, .away, .away, .away, .away, .away, .away, .away)
      stall.shop.clock.advance(seconds: Self.day + 3_700)
      try await stall.run()
      var compared = try #require(try await stall.days().first { $0.day == agreed.day })
      #expect(compared.isDone && compared.agreed == 1 && compared.differences == 0)
      // The partner answers at last.
      for _ in 0..<12 {
        stall.shop.clock.advance(seconds: 3_601)
        try await stall.run()
      }
      #expect(try await stall.now(open).state == .done)
      compared = try #require(try await stall.days().first { $0.day == agreed.day })
      #expect(compared.isDone && compared.agreed == 2 && compared.differences == 0)
      // Another day differs, until the partner corrects its account.
      let late = try await stall.begin(5)
      stall.book.tell(stall.account([]), of: late.day)
      stall.shop.clock.advance(seconds: Self.day)
      try await stall.run()
      #expect(try await stall.days().first { $0.day == late.day }?.differences == 1)
      stall.book.tell(stall.account([late]), of: late.day)
      try await stall.run()
      #expect(try await stall.days().first { $0.day == late.day }?.differences == 1)
      stall.shop.clock.advance(seconds: Self.day)
      try await stall.run()
      #expect(try await stall.days().first { $0.day == late.day }?.differences == 0)
    }
  }

  @Test func `an account that takes too long is given up for now, and holds up no exchange`() async throws {
    #expect(Job.Name.partnerDays.lane != Job.Name.partners.lane)
    try await PartnerStall.open { stall in
      let day = try await stall.begin(10).day
      // Every page leads to another.
      stall.book.tell(#"{"lines":[],"next":"more"}"#, of: day)
      let clock = stall.shop.clock
      stall.book.pause { clock.advance(seconds: 10) }
      stall.shop.clock.advance(seconds: Self.day)
      let before = stall.book.requests.count
      try await stall.run()
      #expect(stall.book.requests.count - before == 3)
      var days = try await stall.days()
      #expect(days.map(\.isDone) == [false] && days[0].failure == "slow")
      stall.book.tell(nil, of: day)
      stall.shop.clock.advance(seconds: 200)
      try await stall.run()
      days = try await stall.days()
      #expect(days.map(\.isDone) == [true] && days[0].agreed == 1)
    }
  }

  @Test func `a member's own file has their exchanges with partners`() async throws {
    try await PartnerStall.open { stall in
      let out = try await stall.begin(10)
      stall.book.mood(.refuses)
      _ = try await stall.begin(20)
      _ = try await stall.begin(30, .in)
      let json = try await stall.shop.coalition.exportOwnData(by: stall.me)
      let data = try #require(try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
      let found = try #require(data["partner_exchanges"] as? [[String: Any]])
      #expect(found.map { $0["points"] as? Int } == [10, 20, 15])
      #expect(found.map { $0["their_points"] as? Int } == [20, 40, 30])
      #expect(found.map { $0["direction"] as? String } == ["out", "out", "in"])
      #expect(found.map { $0["state"] as? String } == ["done", "refused", "done"])
      #expect(found[0]["id"] as? String == stall.shop.coalition.publicIDs.text(out.id))
      #expect(found[0]["partner"] as? String == "Sky miles" && found[0]["account"] as? String == "SKY-881")
      #expect(found[0]["reference"] as? String == "R-20" && found[0]["ended_at"] is String)
    }
  }
}

extension PartnerStall {
  func days() async throws -> [PartnerDay] {
    try await shop.coalition.partnerDays(of: partner.id, by: .system)
  }

  /// The partner's account with these, in its own points.
  func account(_ exchanges: [PartnerExchange]) -> String {
    let lines = exchanges.map {
      let id = shop.coalition.publicIDs.text($0.id)
      return #"{"id":"\#(id)","direction":"out","points":\#($0.theirPoints.units)}"#
    }
    return #"{"lines":[\#(lines.joined(separator: ","))]}"#
  }
}
