import DatabaseTesting
import Foundation
import HTTPTypes
import HummingbirdTesting
import Ledger
import LedgerStore
import Storage
import Testing

@testable import Coalition
@testable import Consoles

/// Points cards at the seat: once and whole, found again when the answer was lost, and no guessing.
@Suite(.database) struct SeatPointsCardTests {
  private static let form = "member=13800138000&kind=card&code="

  @Test func `a points card is redeemed once, and its slip says so`() async throws {
    try await TestSeat.open { seat in
      let codes = try await seat.soldCards(2, of: 100)
      let cookies = try await seat.work()
      let done = try await seat.trade(Self.form + codes[0], key: "key-card-1", cookies)
      #expect(done.text.contains("data-state=\"booked\"") && done.text.contains("+100"))
      let used = try await seat.send("/seat/trade", Self.form + codes[0] + "&key=key-card-2", cookies)
      #expect(used.text.contains("The card has been redeemed."))
      let again = try await seat.trade(Self.form + codes[0], key: "key-card-1", cookies)
      #expect(again.text.contains("data-state=\"booked\""))
      // As it is read off the card: small letters and blanks are nothing.
      let typed = codes[1].lowercased().replacing("-", with: "+")
      #expect(
        try await seat.trade(Self.form + typed, key: "key-card-3", cookies).text.contains(
          "data-state=\"booked\""))
      #expect(try await seat.available() == 200)
      let printed = try await seat.send("/seat/slip", "key=key-card-1", cookies)
      let slip = try await seat.console.get(try #require(printed.headers[.location]), cookies).text
      #expect(slip.contains("Points card") && slip.contains("+100"))
      for code in codes { #expect(!slip.contains(code)) }
      // A card that was put in is no top-up of money, and nothing that could be voided.
      let till = try await seat.console.get("/seat", cookies).text
      #expect(till.contains("Points card"))
      let none = try await seat.console.get("/seat/void", cookies).text
      #expect(!none.contains("+100"))
      let close = try await seat.send("/seat/shift/close", "", cookies)
      let handover = try await seat.console.get(try #require(close.headers[.location]), cookies).text
      #expect(handover.contains("Points card") && handover.contains("+200"))
    }
  }

  @Test func `a card whose answer was lost is asked for, or dropped and good again`() async throws {
    try await TestSeat.open { seat in
      let codes = try await seat.soldCards(2, of: 100)
      let cookies = try await seat.work()
      _ = try await seat.trade(Self.form + codes[0], key: "key-lost-1", cookies)
      try await seat.forgetOutcome("key-lost-1")
      let known = try await seat.console.get("/seat/result?key=key-lost-1", cookies)
      #expect(known.text.contains("data-state=\"booked\"") && known.text.contains("+100"))
      // As after a fall before the ledger was asked.
      _ = try await seat.trade("member=13800138000&kind=earn&amount=10", key: "key-lost-2", cookies)
      try await seat.forgetOutcome("key-lost-2", renaming: "key-lost-3")
      let unknown = try await seat.console.get("/seat/result?key=key-lost-3", cookies)
      #expect(unknown.text.contains("data-state=\"unknown\""))
      #expect(try await seat.send("/seat/result/drop", "key=key-lost-3", cookies).status == .seeOther)
      // What comes too late counts for nothing, and leaves the card as it was.
      _ = try await seat.trade(Self.form + codes[1], key: "key-lost-3", cookies)
      #expect(try await seat.available() == 110)
      let anew = try await seat.trade(Self.form + codes[1], key: "key-lost-4", cookies)
      #expect(anew.text.contains("data-state=\"booked\""))
      #expect(try await seat.available() == 210)
    }
  }

  @Test func `wrong codes are told apart from nothing, make the seat wait, and are counted`() async throws {
    try await TestSeat.open { seat in
      let codes = try await seat.soldCards(1, of: 100)
      let cookies = try await seat.work()
      let wrong = "0000-0000-0000-00000"
      let missing = try await seat.send("/seat/trade", Self.form + "&key=key-none-1", cookies)
      #expect(missing.text.contains("Scan or type the points card"))
      for number in 1...6 {
        let answer = try await seat.send("/seat/trade", Self.form + wrong + "&key=key-bad-\(number)", cookies)
        #expect(answer.text.contains("No card has this code"))
      }
      // The seventh waits, and so does the right one.
      let seventh = try await seat.send("/seat/trade", Self.form + wrong + "&key=key-bad-7", cookies)
      #expect(seventh.text.contains("Too many wrong codes"))
      let right = try await seat.send("/seat/trade", Self.form + codes[0] + "&key=key-good-1", cookies)
      #expect(right.text.contains("Too many wrong codes"))
      #expect(try await seat.available() == 0)
      let counted = try await seat.coalition.database.read { tx in
        try tx.query("SELECT failures FROM points_card_failure ORDER BY failures") { $0[0] as Int }
      }
      // By cashier, by seat, by address where there is one, and of everybody.
      #expect(counted.count >= 3 && counted.allSatisfy { $0 >= 6 })
    }
  }
}

extension TestSeat {
  /// With what is good at its issuer only.
  fileprivate func available() async throws -> Points {
    let key = WalletKey(member: console.member.id, asset: console.program.asset)
    return try await coalition.wallet(key, by: .system).balance.available
  }

  /// Codes of cards that two people made, that were handed out and sold.
  fileprivate func soldCards(_ count: Int, of points: Points) async throws -> [String] {
    let coalition = coalition
    try await console.addReviewer()
    func person(_ login: String) async throws -> Principal {
      try #require(try await coalition.users(UserQuery(login: login), by: .system).items.first).principal
    }
    let proposal = PointsCardsProposal(
      making: count, of: points, in: console.program.asset, for: .sale, issuer: console.merchant.id,
      buyer: "Spring fair", validUntil: coalition.clock.now().adding(seconds: 90 * 86_400))
    let proposed = try await coalition.propose(
      .pointsCards(proposal), reason: "ordered", by: try await person("chief"))
    let approval = try await coalition.approve(proposed.id, by: try await person("reviewer")) {
      try await coalition.execute($0)
    }
    let id = try #require(coalition.publicIDs.id(approval.outcome, as: Identified.PointsCardBatch.self))
    console.clock.advance(seconds: 61)
    for report in try await coalition.runDueJobs(lane: .files) { #expect(report.failure == nil) }
    let sealed = try await coalition.database.read { tx in
      try tx.queryFirst("SELECT sealed_seed FROM points_card_batch WHERE id = \(id)") { $0[0] as [UInt8] }
    }
    let seed = try coalition.cardVault.opened(try #require(sealed), of: id)
    _ = try await coalition.exportPointsCards(id, passphrase: "correct horse battery", by: .system)
    _ = try await coalition.activatePointsCards(id, 1...count, reference: "INV-1", key: "sold", by: .system)
    return (1...count).map { CardCode(serial: $0, seed: seed).grouped }
  }
}
