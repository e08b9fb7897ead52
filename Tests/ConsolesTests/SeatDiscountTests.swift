import Coalition
import DatabaseTesting
import HTTPTypes
import HummingbirdTesting
import Ledger
import LedgerStore
import Loyalty
import Testing

@testable import Consoles

@Suite("A member's discount at the seat", .database) struct SeatDiscountTests {
  private static let form = "member=13800138000&kind=earn&amount=128.50&unit=money&reference=R-1"

  @Test func `is shown before the money is taken, and booked when the form brings it back`() async throws {
    try await TestSeat.open { seat in
      try await seat.setDiscount(1_500)
      let cookies = try await seat.work()
      let asked = try await seat.trade(Self.form, key: "key-discount-1", cookies)
      #expect(asked.status == .ok)
      #expect(asked.text.contains("name=\"quoted\" value=\"12850-1927\""))
      #expect(asked.text.contains("109.23") && asked.text.contains("Fifteen off"))
      // Nothing was booked yet.
      #expect(try await seat.count(.earn) == 0)
      let booked = try await seat.trade(
        Self.form + "&quoted=12850-1927", key: "key-discount-1", cookies)
      #expect(booked.text.contains("data-state=\"booked\"") && booked.text.contains("+109"))
      #expect(booked.text.contains("19.27"))
      #expect(try await seat.count(.earn) == 1)
      #expect(try await seat.spendable() == 109)
      let slip = try await seat.console.get("/seat/slip?key=key-discount-1", cookies).text
      #expect(slip.contains("128.50") && slip.contains("19.27") && slip.contains("109.23"))
    }
  }

  @Test func `is shown again where it is another by then`() async throws {
    try await TestSeat.open { seat in
      let cookies = try await seat.work()
      // An offer that nobody made.
      let forged = try await seat.trade(Self.form + "&quoted=12850-9000", key: "key-discount-2", cookies)
      #expect(forged.status.code == 422)
      #expect(try await seat.count(.earn) == 0)
      try await seat.setDiscount(1_500)
      let changed = try await seat.trade(
        Self.form.replacing("128.50", with: "100") + "&quoted=12850-1927", key: "key-discount-2", cookies)
      #expect(changed.status.code == 422 && changed.text.contains("value=\"10000-1500\""))
      #expect(try await seat.count(.earn) == 0)
    }
  }

  @Test func `is in the transaction's detail`() async throws {
    try await TestSeat.open { seat in
      try await seat.setDiscount(1_500)
      let cookies = try await seat.work()
      _ = try await seat.trade(Self.form + "&quoted=12850-1927", key: "key-discount-3", cookies)
      let booked = try #require(try await seat.console.ledger.journal(after: .none, limit: 10).first)
      let book = try await seat.coalition.names(NameQuestion(of: [booked]), by: .system)
      #expect(book.discounts.values.map(\.en) == ["Fifteen off"])
      let particulars = try #require(Particulars(packed: booked.context.explanation))
      #expect(particulars.discount == DiscountTaken(gross: 128_50, off: 19_27, rule: 1, version: 1))
    }
  }
}

extension TestSeat {
  /// A rule for every member, as two people set it.
  fileprivate func setDiscount(_ basisPoints: Int64) async throws {
    var people: [OperatorUser] = []
    for login in ["author", "second"] {
      people.append(
        try await coalition.createUser(
          UserDraft(login: login, name: login, password: "a long enough secret", roles: .administrator),
          by: .system))
    }
    let proposal = DiscountProposal(
      DiscountRule(0, of: console.merchant.id, takes: basisPoints), named: Names("Fifteen off"),
      in: console.program.asset, from: nil, until: nil)
    let waiting = try await coalition.propose(.discount(proposal), reason: "r", by: people[0].principal)
    let doer = coalition
    let done = try await coalition.approve(waiting.id, by: people[1].principal) { try await doer.execute($0) }
    #expect(done.state == .succeeded)
  }
}
