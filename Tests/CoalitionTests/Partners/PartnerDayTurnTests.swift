import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Synchronization
import Testing

@testable import Coalition

@Suite("Partners' days: in turn, asked for again, and too much", .database) struct PartnerDayTurnTests {
  private static let day: Int64 = 86_400

  /// The slow one answers when the other's days are all read: where it held them up, nobody ever would.
  @Test(.timeLimit(.minutes(30))) func `a partner that is slow holds up its own days only`() async throws {
    try await PartnerStall.open { stall in
      let coalition = stall.shop.coalition
      let other = try await stall.otherPartner("SEA", stall.shop.stranger)
      let today = coalition.settings.calendar.day(of: stall.shop.clock.clock.now())
      for back in 1...3 {
        let day = BusinessDay(daysSince1970: today.daysSince1970 - Int32(back))
        try await coalition.comparePartnerDayAgain(day, of: other.id, by: .system)
        if back == 1 { try await coalition.comparePartnerDayAgain(day, of: stall.partner.id, by: .system) }
      }
      let (ready, open) = AsyncStream.makeStream(of: Void.self)
      let read = Mutex(0)
      stall.book.wait { request in
        if !request.address.host.contains("sea") {
          for await _ in ready {}
        } else {
          let count = read.withLock { count in
            count += 1
            return count
          }
          if count == 3 { open.finish() }
        }
      }
      try await stall.run()
      #expect(try await stall.days().map(\.isDone) == [true])
      #expect(try await coalition.partnerDays(of: other.id, by: .system).map(\.isDone) == [true, true, true])
    }
  }

  @Test func `a day that somebody compared before its time is compared at it, and so are those before it`()
    async throws
  {
    try await PartnerStall.open { stall in
      let first = try await stall.begin(10)
      stall.shop.clock.advance(seconds: Self.day)
      let second = try await stall.begin(20)
      stall.book.tell(stall.account([]), of: first.day)
      stall.book.tell(stall.account([second]), of: second.day)
      // Half past midnight.
      stall.shop.clock.advance(seconds: Self.day / 3 + 1_800)
      try await stall.shop.coalition.comparePartnerDayAgain(second.day, of: stall.partner.id, by: .system)
      try await stall.run()
      #expect(try await stall.days().map(\.differences) == [0, 1])
      stall.book.tell(stall.account([first]), of: first.day)
      stall.book.tell(stall.account([]), of: second.day)
      stall.shop.clock.advance(seconds: 3_600)
      try await stall.run()
      #expect(try await stall.days().map(\.differences) == [1, 0])
    }
  }

  @Test func `a day that somebody asks for while its account is read is read again`() async throws {
    try await Self.readTwice(byHand: true)
  }

  @Test func `a day on which an exchange ends while its account is read is read again`() async throws {
    try await Self.readTwice(byHand: false)
  }

  private static func readTwice(byHand: Bool) async throws {
    try await PartnerStall.open { stall in
      let (coalition, book) = (stall.shop.coalition, stall.book)
      let agreed = try await stall.begin(10)
      book.mood(.away)
      let open = try await stall.begin(50)
      let partner = stall.partner.id
      book.tell(stall.account(byHand ? [] : [agreed]), of: agreed.day)
      stall.shop.clock.advance(seconds: Self.day)
      let readings = Mutex(0)
      book.wait { request in
        guard request.address.target.hasSuffix("/days") else { return }
        let reading = readings.withLock { count in
          count += 1
          return count
        }
        switch reading {
        case 1:
          if byHand {
            try await coalition.comparePartnerDayAgain(agreed.day, of: partner, by: .system)
          } else {
            _ = try await coalition.advance(open.id)
          }
        default: book.tell(nil, of: agreed.day)
        }
      }
      try await coalition.runDueJobs(lane: .partnerDays)
      let day = try #require(try await stall.days().first)
      #expect(day.isDone && day.agreed == (byHand ? 1 : 2) && day.differences == 0)
      #expect(readings.withLock { $0 } == 2)
    }
  }

  @Test func `a day that is compared again has all its tries again`() async throws {
    try await PartnerStall.open { stall in
      let day = try await stall.begin(10).day
      stall.book.tell("{", of: day)
      stall.shop.clock.advance(seconds: Self.day)
      for tries in 1...3 {
        try await stall.run()
        #expect(try await stall.days().map(\.tries) == [tries])
        stall.shop.clock.advance(seconds: 3_600)
      }
      try await stall.shop.coalition.comparePartnerDayAgain(day, of: stall.partner.id, by: .system)
      #expect(try await stall.days().map(\.tries) == [0])
      stall.book.tell(nil, of: day)
      try await stall.run()
      #expect(try await stall.days().map(\.tries) == [1])
      // And so has one on which an exchange ends, or something differed.
      let exchange = try #require(try await stall.shop.coalition.partnerExchanges(by: .system).items.first)
      try await stall.shop.coalition.database.write { [clock = stall.shop.clock.clock] tx in
        try tx.compareAgain(exchange, at: clock.now())
      }
      #expect(try await stall.days().map(\.tries) == [0])
    }
  }

  @Test func `an account of more lines than are read is no account`() async throws {
    try await PartnerStall.open { stall in
      let day = try await stall.begin(10).day
      let line = #"{"id":"a","direction":"out","points":1}"#
      let lines = Array(repeating: line, count: Coalition.partnerLines / 4 + 1).joined(separator: ",")
      stall.book.tell(#"{"lines":[\#(lines)],"next":"more"}"#, of: day)
      stall.shop.clock.advance(seconds: Self.day)
      let before = stall.book.requests.count
      try await stall.run()
      #expect(stall.book.requests.count - before == 4)
      let compared = try #require(try await stall.days().first)
      #expect(!compared.isDone && compared.failure == "more than 200000 lines")
    }
  }

  @Test func `differences beyond what people look at are counted and become no cases`() async throws {
    try await PartnerStall.open { stall in
      let lacking = try await stall.begin(10)
      let most = PartnerComparison.most
      // Each twice, which is one more difference however often it is said.
      let lines = (0..<(2 * most + 2)).map { #"{"id":"X\#($0 / 2)","direction":"out","points":1}"# }
      stall.book.tell(#"{"lines":[\#((lines + lines).joined(separator: ","))]}"#, of: lacking.day)
      stall.shop.clock.advance(seconds: Self.day)
      for _ in 0..<2 {
        try await stall.run()
        let day = try #require(try await stall.days().first { $0.day == lacking.day })
        #expect(day.isDone && day.lines == 4 * (most + 1))
        #expect(day.differences == 2 * (most + 1) + 1 && day.withoutCase == most + 3)
        let kinds = try await stall.shop.coalition.database.read { tx in
          try tx.query(
            """
            SELECT kind, count(*) FROM acquiring_case WHERE day = \(Int64(lacking.day.daysSince1970))
            GROUP BY kind ORDER BY kind
            """
          ) { ($0[0] as String, $0[1] as Int) }
        }
        #expect(kinds.map(\.1).reduce(0, +) == most)
        // What we know of comes first.
        #expect(kinds.last.map { $0 == ("missing_there", 1) } == true)
        stall.shop.clock.advance(seconds: Self.day)
      }
    }
  }
}

extension PartnerStall {
  /// One more, whose account is asked for under its own name.
  fileprivate func otherPartner(_ code: String, _ merchant: Merchant) async throws -> Partner {
    let draft = PartnerDraft(
      code: code, names: Names(code), merchant: merchant.id,
      url: "https://points.\(code.lowercased()).example/tongbao")
    let proposed = try await shop.coalition.proposePartner(
      draft, reason: "contract", by: try await shop.admin("third"))
    let second = try await shop.admin("fourth")
    let decided = try await shop.coalition.approve(proposed.approval.id, by: second) {
      try await shop.coalition.execute($0)
    }
    #expect(decided.state == .succeeded)
    return try #require(try await shop.coalition.partners(by: .system).first { $0.code == code })
  }
}
