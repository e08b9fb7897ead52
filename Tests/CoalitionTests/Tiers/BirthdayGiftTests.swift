import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

@Suite("Birthday gifts of levels", .database) struct BirthdayGiftTests {
  private static let giving = Ladder(
    measure: .points, window: .calendarYear,
    levels: [TierLevel(from: 100, birthdayPoints: 50), TierLevel(from: 500, birthdayPoints: 200)])

  @Test func `a level's gift comes on the day, once however often the job runs, and again next year`()
    async throws
  {
    try await TestShop.open { shop in
      let me = try await shop.me(try await shop.enter())
      try await shop.set(Self.giving)
      try await shop.earn(10_000, key: "a")
      try await shop.coalition.projectTiers()
      try await shop.born(3, 10)
      try await shop.giveGifts(on: "2026-03-09")
      #expect(try await shop.gifts().isEmpty)
      for _ in 0..<3 { try await shop.giveGifts(on: "2026-03-10") }
      let gift = try #require(try await shop.gifts().first)
      #expect(try await shop.gifts().count == 1 && gift.amount == 50)
      #expect(gift.context.reference == "birthday-gift/2026/1/1/1" && !gift.context.merchant.isGiven)
      // A run that was killed before it noted where it was, by now on another level.
      try await shop.earn(60_000, key: "b")
      try await shop.coalition.projectTiers()
      #expect(try await shop.level() == 2)
      try await shop.forgetMark("2026-03-10")
      try await shop.giveGifts(on: "2026-03-10")
      #expect(try await shop.gifts().map(\.amount) == [50])
      // The member reads of it.
      _ = try await shop.coalition.follow([.notices])
      let told = try await shop.coalition.messages(in: .en, by: me).items.filter {
        $0.message.kind == .birthdayGift
      }
      #expect(told.count == 1)
      #expect(told.first?.body.contains("As L1 you are given 50") == true, "\(told.first?.body ?? "")")
      try await shop.giveGifts(on: "2027-03-09")
      try await shop.giveGifts(on: "2027-03-10")
      #expect(try await shop.gifts().map(\.amount) == [50, 200])
    }
  }

  @Test func `a birthday of 29 February is celebrated on the 28th of a common year`() async throws {
    try await TestShop.open { shop in
      try await shop.set(Self.giving)
      for member in [shop.member, shop.friend] { try await shop.stand(member, on: 1) }
      try await shop.born(2, 29)
      try await shop.born(2, 28, shop.friend)
      for day in ["2027-02-27", "2027-02-28", "2027-03-01", "2028-02-27"] {
        try await shop.giveGifts(on: day)
      }
      #expect(Set(try await shop.gifts().map(\.subject.member)) == [shop.member.id, shop.friend.id])
      try await shop.giveGifts(on: "2028-02-28")
      #expect(try await shop.gifts().map(\.subject.member).suffix(1) == [shop.friend.id])
      #expect(try await shop.gifts().count == 3)
      try await shop.giveGifts(on: "2028-02-29")
      #expect(try await shop.gifts().map(\.subject.member).suffix(1) == [shop.member.id])
      #expect(try await shop.gifts().count == 4)
    }
  }

  @Test func `days without a server are made good for a week, in the year of the birthday`() async throws {
    try await TestShop.open { shop in
      try await shop.set(Self.giving)
      for member in [shop.member, shop.friend] { try await shop.stand(member, on: 1) }
      try await shop.born(12, 31)
      try await shop.born(12, 27, shop.friend)
      try await shop.giveGifts(on: "2026-12-26")
      // The 27th is the eighth day back.
      try await shop.giveGifts(on: "2027-01-03")
      #expect(try await shop.gifts().map(\.context.reference) == ["birthday-gift/2026/1/1/1"])
      #expect(try await shop.gifts().map(\.subject.member) == [shop.member.id])
      try await shop.giveGifts(on: "2027-12-31")
      // Each has had a year's since, the one of the 27th four days late.
      #expect(try await shop.gifts().count == 3)
    }
  }

  @Test func `who is on no level, is frozen or has another birthday gets nothing, nor where no level gives`()
    async throws
  {
    try await TestShop.open { shop in
      try await shop.set(
        Ladder(measure: .points, window: .calendarYear, levels: [TierLevel(from: 100)]))
      try await shop.stand(shop.member, on: 1)
      try await shop.born(3, 10)
      try await shop.giveGifts(on: "2026-03-10")
      #expect(try await shop.gifts().isEmpty)
      try await shop.set(Self.giving, number: 1)
      try await shop.stand(shop.member, on: 1)
      try await shop.born(4, 10)
      try await shop.born(4, 10, shop.friend)
      try await shop.stand(shop.friend, on: 0)
      _ = try await shop.coalition.freezeMember(shop.member.id, reason: "lost", by: .system)
      try await shop.giveGifts(on: "2026-04-10")
      #expect(try await shop.gifts().isEmpty)
    }
  }

  @Test func `who was merged into another gets nothing beside the survivor's one gift`() async throws {
    try await TestShop.open { shop in
      try await shop.set(Self.giving)
      let twin = try await shop.coalition.createMember(MemberDraft(.phone("13900000001")), by: .system)
      let all = [shop.member, shop.friend, twin]
      for member in all {
        try await shop.stand(member, on: 1)
        if member.id != shop.friend.id { try await shop.born(3, 10, member) }
      }
      _ = try await shop.merge(twin, into: shop.member)
      try await shop.giveGifts(on: "2026-03-10")
      #expect(try await shop.gifts().map(\.subject.member) == [shop.member.id])
      // Where only the one who is gone had said it, the survivor has it from them.
      _ = try await shop.merge(shop.member, into: shop.friend)
      try await shop.giveGifts(on: "2027-03-10")
      #expect(try await shop.gifts().map(\.subject.member) == [shop.member.id, shop.friend.id])
    }
  }

  @Test func `a full day is given page by page, each once, also where a page comes again`() async throws {
    try await TestShop.open { shop in
      try await shop.set(Self.giving)
      var members = [shop.member]
      for number in 1...(Coalition.giftPage + 2) {
        members.append(
          try await shop.coalition.createMember(
            MemberDraft(.phone("139\(10_000_000 + number)")), by: .system))
      }
      let all = members
      let asset = shop.program.asset
      try await shop.coalition.database.write { tx in
        for member in all {
          try tx.execute(
            "INSERT INTO member_birthday (member_id, birthday, updated_at) VALUES (\(member.id), 310, 0)")
          try tx.execute(
            """
            INSERT INTO tier_standing (asset_id, number, member_id, level, since, falls_on, falls_to,
              next_look, warned_for, warned_days)
            VALUES (\(asset), 1, \(member.id), 1, 0, 0, 0, \(KeptStanding.never), 0, 0)
            """)
        }
      }
      try await shop.giveGifts(on: "2026-03-10")
      try await shop.forgetMark("2026-03-10")
      try await shop.giveGifts(on: "2026-03-10")
      let given = try await shop.gifts().map(\.subject.member)
      #expect(given.count == all.count && Set(given) == Set(all.map(\.id)))
    }
  }

  @Test(arguments: Engine.available)
  func `a gift that is spent is cleared as any award of the operator's`(engine: Engine) async throws {
    var cleared: [[[Int64]]] = []
    for isGift in [true, false] {
      try await TestShop.open(in: try await engine.makeDatabase()) { shop in
        try await shop.set(Self.giving)
        try await shop.stand(shop.member, on: 2)
        try await shop.born(3, 10)
        if isGift { try await shop.giveGifts(on: "2026-03-10") }
        if !isGift {
          shop.clock.set(try endOf("2026-03-09").adding(seconds: 12 * 3_600))
          _ = try await shop.coalition.award(
            GiveOrder(member: .id(shop.member.id), points: 200), key: "award", by: .system)
        }
        try await shop.spend(150, key: "spend")
        _ = try await shop.coalition.follow([.clearing, .liability])
        cleared.append(
          try await shop.coalition.database.read { tx in
            try tx.query(
              """
              SELECT day, role, kind, points, sale, price, commission, fee FROM clearing_line
              ORDER BY merchant_id, day, transaction_id, role
              """
            ) { row in (0..<8).map { row[$0] as Int64 } }
          })
      }
    }
    #expect(cleared[0] == cleared[1] && !cleared[0].isEmpty, "\(cleared)")
  }
}

extension TestShop {
  fileprivate func born(_ month: Int, _ day: Int, _ member: Member? = nil) async throws {
    let birthday = try #require(Birthday(month: month, day: day))
    try await coalition.setBirthday(birthday, of: (member ?? self.member).id, by: .system)
  }

  /// At noon of the day, as the clock runs it.
  fileprivate func giveGifts(on day: String) async throws {
    let date = try #require(CivilDate(day))
    clock.set(coalition.settings.calendar.start(ofDate: date.daysSince1970).adding(seconds: 12 * 3_600))
    try await coalition.askForJob(.birthdayGifts, by: .system)
    let reports = try await coalition.runDueJobs(only: [.birthdayGifts])
    #expect(reports.count == 1 && reports.allSatisfy { $0.failure == nil }, "\(reports)")
  }

  /// As if the server had been killed on that day before it noted anything.
  fileprivate func forgetMark(_ day: String) async throws {
    let date = try #require(CivilDate(day))
    try await coalition.database.write { tx in
      try tx.execute(
        """
        UPDATE birthday_gift_mark SET day = \(date.daysSince1970), birthday = 0, position = 0 WHERE id = 1
        """)
    }
  }

  fileprivate func stand(_ member: Member, on level: Int) async throws {
    let asset = program.asset
    try await coalition.database.write { tx in
      try tx.execute("DELETE FROM tier_standing WHERE member_id = \(member.id)")
      try tx.execute(
        """
        INSERT INTO tier_standing (asset_id, number, member_id, level, since, falls_on, falls_to, next_look,
          warned_for, warned_days)
        VALUES (\(asset), 1, \(member.id), \(level), 0, 0, 0, \(KeptStanding.never), 0, 0)
        """)
    }
  }

  /// Every gift of the journal, the oldest first.
  fileprivate func gifts() async throws -> [Ledger.Transaction] {
    try await ledger.journal(after: .none, limit: 5_000).filter { BirthdayGift($0) != nil }
  }
}
