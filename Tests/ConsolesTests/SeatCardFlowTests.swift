import Coalition
import DatabaseTesting
import Foundation
import HTTPTypes
import HummingbirdTesting
import Ledger
import LedgerStore
import Testing

@testable import Consoles

@Suite("Cards at the seat", .database) struct SeatCardFlowTests {
  private static let phone = "13800138000"
  private static let proof = "&how=pin&proof=" + TestSeat.memberPIN

  @Test func `a card is made for a member who proves it, once for its form`() async throws {
    try await TestSeat.open { seat in
      let cookies = try await seat.work()
      let form = "member=\(Self.phone)&type=&key=key-card-1"
      let bare = try await seat.send("/seat/cards/issue", form, cookies)
      #expect(bare.status.code == 422 && bare.text.contains("proof is needed"))
      let wrong = try await seat.send("/seat/cards/issue", form + "&how=pin&proof=111222", cookies)
      #expect(wrong.status.code == 422 && !wrong.text.contains("111222"))
      #expect(try await seat.cards().isEmpty)
      var places: Set<String?> = []
      for _ in 0..<2 {
        places.insert(
          try await seat.send("/seat/cards/issue", form + Self.proof, cookies).headers[.location])
      }
      let card = try #require(try await seat.cards().first)
      #expect(try await seat.cards().count == 1 && card.issuedBy == seat.console.merchant.id)
      let place = "/seat/cards/" + seat.coalition.publicIDs.text(card.id)
      #expect(places == [place + "?said=issued"])
      #expect(try await seat.console.get(place, cookies).text.contains(card.number))
      // Another store of the merchant may see it whole, another merchant's people at none.
      let there = try await seat.work("201", at: 1)
      #expect(try await seat.console.get(place, there).status == .ok)
    }
  }

  @Test func `a lost card is found by its holder's phone, blocked, and made good by their PIN alone`()
    async throws
  {
    try await TestSeat.open { seat in
      try await seat.console.earn(100_000, key: "e1")
      let cookies = try await seat.work()
      _ = try await seat.send(
        "/seat/cards/issue", "member=\(Self.phone)&key=key-card-1" + Self.proof, cookies)
      let card = try #require(try await seat.cards().first)
      let place = "/seat/cards/" + seat.coalition.publicIDs.text(card.id)
      let found = try await seat.send("/seat/cards", "find=\(Self.phone)", cookies)
      #expect(found.text.contains("href=\"\(place)\"") && !found.text.contains(card.number))
      #expect(try await seat.send("/seat/cards", "find=\(card.number)", cookies).headers[.location] == place)
      let key = "&key=key-card-2"
      #expect(try await seat.send(place + "/lost", "how=lost" + key, cookies).status == .seeOther)
      let spend = "member=\(card.number)&kind=spend&amount=1&unit=points" + Self.proof
      let refused = try await seat.trade(spend, key: "key-spend-1", cookies)
      #expect(refused.status.code == 422 && refused.text.contains("reported lost"))
      let bare = try await seat.send(place + "/release", "how=pin" + key, cookies)
      #expect(bare.status.code == 422 && bare.text.contains("proof is needed"))
      #expect(try await seat.send(place + "/release", "x=" + key + Self.proof, cookies).status == .seeOther)
      #expect(try await seat.trade(spend, key: "key-spend-1", cookies).text.contains("data-state=\"booked\""))
      // A code to their phone does as well, and another card takes its place.
      let sent = try await seat.send(place + "/code", "x=1" + key, cookies)
      #expect(sent.status == .ok && sent.text.contains("on its way"))
      let code = try #require(seat.console.codes.latest(for: "+86" + Self.phone)).code
      let replaced = try await seat.send(place + "/replace", "how=sms&proof=\(code)&key=key-card-3", cookies)
      #expect(replaced.headers[.location]?.hasSuffix("?said=replaced") == true)
      #expect(replaced.headers[.location]?.hasPrefix(place) == false)
      #expect(try await seat.trade(spend, key: "key-spend-2", cookies).text.contains("replaced"))
    }
  }

  @Test func `a member looked up by a card that is lost since pays nothing by it`() async throws {
    try await TestSeat.open { seat in
      try await seat.console.earn(100_000, key: "e1")
      let cookies = try await seat.work()
      let card = try await seat.coalition.issueCard(to: seat.console.member.id, by: .system)
      let looked = try await seat.send("/seat/find", "member=\(card.number)&kind=earn", cookies)
      let place = try #require(looked.headers[.location])
      let page = try await seat.console.get(place, cookies).text
      let id = seat.coalition.publicIDs.text(card.id)
      #expect(page.contains("name=\"card\" value=\"\(id)\""))
      let chosen =
        "chosen=\(seat.coalition.publicIDs.text(seat.console.member.id))&card=\(id)&kind=earn&amount=5"
      #expect(try await seat.trade(chosen, key: "key-earn-1", cookies).text.contains("data-state=\"booked\""))
      _ = try await seat.coalition.reportCardLost(card.id, by: .system)
      let late = try await seat.trade(chosen, key: "key-earn-2", cookies)
      #expect(late.status.code == 422 && late.text.contains("reported lost"))
      #expect(try await seat.count(.earn) == 2)
    }
  }

  @Test func `PINs are set by their holders: both fields the same, by the PIN of before, never simple`()
    async throws
  {
    try await TestSeat.open { seat in
      let cookies = try await seat.work()
      let card = try await seat.coalition.issueCard(to: seat.console.member.id, by: .system)
      let place = "/seat/cards/" + seat.coalition.publicIDs.text(card.id)
      func set(_ pin: String, _ again: String, _ more: String = "") async throws -> String {
        let answer = try await seat.send(
          place + "/pin", "pin=\(pin)&pin_again=\(again)&key=key-card-1" + more, cookies)
        #expect(!answer.text.contains(pin))
        return answer.headers[.location] ?? answer.text
      }
      #expect(try await set("141421", "141422", Self.proof).contains("The two differ"))
      #expect(try await set("123456", "123456", Self.proof).contains("too simple"))
      #expect(try await set("141421", "141421").contains("proof is needed"))
      #expect(try await set("141421", "141421", "&how=pin&proof=999999").contains("Wrong PIN"))
      #expect(try await set("141421", "141421", Self.proof) == place + "?said=pin")
      try await seat.coalition.verifyPIN("141421", of: seat.console.member.id)
    }
  }

  @Test func `what is no card of anybody's is not there`() async throws {
    try await TestSeat.open { seat in
      let cookies = try await seat.work()
      #expect(try await seat.console.get("/seat/cards/crd_1", cookies).status == .notFound)
      #expect(try await seat.send("/seat/cards/crd_1/lost", "key=key-card-1", cookies).status == .notFound)
      let unknown = try await seat.send("/seat/cards", "find=8800000000000006", cookies)
      #expect(unknown.status.code == 422 && unknown.text.contains("No such card"))
      // One that waits in the platform's own drawer is none of the shop's business.
      let made = try await seat.coalition.issueCard(to: nil, by: .system)
      let id = seat.coalition.publicIDs.text(made.id)
      #expect(try await seat.console.get("/seat/cards/" + id, cookies).status == .notFound)
      // Without a cashier there is no page.
      #expect(try await seat.console.get("/seat/cards").headers[.location] == "/seat/pair")
    }
  }
}

extension TestSeat {
  /// The member's cards, without those that the console made.
  fileprivate func cards() async throws -> [Card] {
    try await coalition.cards(of: console.member.id, by: .system).filter { $0.issuedBy != nil }
  }
}
