import Coalition
import DatabaseTesting
import Foundation
import HTTPTypes
import HummingbirdTesting
import Ledger
import LedgerStore
import NIOCore
import Testing

@testable import Consoles

@Suite(.database) struct SeatFlowTests {
  private static let phone = "member=13800138000"

  @Test func `a browser is paired, a cashier comes in by PIN or password, opens a shift and sees the screen`()
    async throws
  {
    try await TestSeat.open { seat in
      #expect(try await seat.console.get("/seat").headers[.location] == "/seat/pair")
      let browser = try await seat.pair()
      #expect(browser.contains("tb_seat="))
      #expect(try await seat.console.get("/seat", browser).headers[.location] == "/seat/sign-in")
      #expect(try await seat.trySignIn(browser, "101", "999000").status == .unauthorized)
      for (login, secret) in [("101", TestSeat.pin), ("till-101", TestConsole.password)] {
        let entered = try await seat.trySignIn(browser, login, secret)
        #expect(entered.headers[.location] == "/seat", "\(login)")
        let cookies = browser + "; " + entered.cookies
        #expect(try await seat.console.get("/seat", cookies).text.contains("No shift is open"))
      }
    }
  }

  @Test func `an earn is booked once, however often its form is sent, and says so`() async throws {
    try await TestSeat.open { seat in
      let cookies = try await seat.work()
      let form = Self.phone + "&kind=earn&amount=128.50&unit=money&reference=R-1"
      for _ in 0..<3 {
        let page = try await seat.trade(form, key: "key-earn-1", cookies)
        #expect(page.status == .ok && page.text.contains("data-state=\"booked\""))
        #expect(page.text.contains("+128") && page.text.contains("Spendable 128"))
        #expect(page.text.contains("=******* +86*******8000"))
      }
      #expect(try await seat.count(.earn) == 1)
      #expect(try await seat.spendable() == 128)
      let booked = try await seat.console.ledger.journal(after: .none, limit: 10)[0]
      #expect(booked.context.channel == .seat && booked.context.terminal == seat.seats[0].id)
      #expect(booked.context.store == seat.stores[0].id && booked.context.reference == "R-1")
      // The key with something else in it is no second earn.
      let other = try await seat.trade(form.replacing("128.50", with: "999"), key: "key-earn-1", cookies)
      #expect(other.status.code == 422 && other.text.contains("This form is no longer good"))
      #expect(try await seat.spendable() == 128)
    }
  }

  @Test func `a slip's bytes are for whoever may see the slip`() async throws {
    try await TestSeat.open { seat in
      let cookies = try await seat.work()
      _ = try await seat.trade(Self.phone + "&kind=earn&amount=128.50", key: "key-slip-1", cookies)
      let file = "/seat/slip/escpos?key=key-slip-1&width=58"
      let answer = try await seat.console.get(file, cookies)
      #expect(answer.headers[.contentType] == "application/octet-stream")
      #expect(answer.headers[.contentDisposition] == "attachment; filename=\"slip-58.escpos\"")
      #expect(Array(buffer: answer.body).starts(with: [0x1B, 0x40, 0x1C, 0x26]))
      let page = try await seat.console.get("/seat/slip?key=key-slip-1", cookies).text
      #expect(page.contains("class=\"qr\"") && page.contains("/seat/slip/escpos?key=key-slip-1&amp;width=80"))
      #expect(try await seat.console.get(file).headers[.location] == "/seat/pair")
      let elsewhere = try await seat.work("201", at: 1)
      #expect(try await seat.console.get(file, elsewhere).status == .notFound)
      #expect(
        try await seat.console.get(file.replacing("slip-1", with: "slip-2"), cookies).status == .notFound)
      let close = try await seat.send("/seat/shift/close", "", cookies)
      let shift = try #require(close.headers[.location])
      #expect(try await seat.console.get(shift + "/escpos", cookies).status == .ok)
      #expect(try await seat.console.get(shift + "/escpos", elsewhere).status == .notFound)
    }
  }

  @Test func `two presses at the same moment book once`() async throws {
    try await TestSeat.open { seat in
      let cookies = try await seat.work()
      let token = try await seat.console.get("/seat", cookies).text.formToken
      let form = Self.phone + "&kind=earn&amount=10&key=key-same-1&form_token=" + token
      async let first = seat.console.post("/seat/trade", form, cookies)
      async let second = seat.console.post("/seat/trade", form, cookies)
      #expect(try await first.headers[.location] == "/seat/result?key=key-same-1")
      #expect(try await second.headers[.location] == "/seat/result?key=key-same-1")
      #expect(try await seat.count(.earn) == 1)
    }
  }

  @Test func `a spend needs a proof: PIN, a code by SMS or the live code`() async throws {
    try await TestSeat.open { seat in
      try await seat.console.earn(100_000, key: "e1")
      let cookies = try await seat.work()
      let form = Self.phone + "&kind=spend&amount=100&unit=points"
      let bare = try await seat.trade(form, key: "key-spend-0", cookies)
      #expect(bare.status.code == 422 && bare.text.contains("A spend needs proof"))
      let wrong = try await seat.trade(form + "&how=pin&proof=111222", key: "key-spend-0", cookies)
      #expect(wrong.status.code == 422 && wrong.text.contains("Wrong PIN"))
      #expect(!wrong.text.contains("111222"))
      #expect(try await seat.spendable() == 1_000)
      let byPIN = try await seat.trade(form + "&how=pin&proof=274135", key: "key-spend-0", cookies)
      #expect(byPIN.text.contains("data-state=\"booked\"") && byPIN.text.contains("-100"))
      let sent = try await seat.send("/seat/code", form, cookies)
      #expect(sent.headers[.location]?.contains("sent=1") == true)
      let code = try #require(seat.console.codes.latest(for: "+8613800138000")).code
      let bySMS = try await seat.trade(form + "&how=sms&proof=" + code, key: "key-spend-1", cookies)
      #expect(bySMS.text.contains("data-state=\"booked\""))
      let live = try await seat.coalition.issueMemberCode(of: seat.console.member.id, by: .system).digits
      let scan = "member=\(live)&kind=spend&amount=1&unit=money"
      #expect(try await seat.trade(scan, key: "key-spend-2", cookies).text.contains("-500"))
      let again = try await seat.trade(scan, key: "key-spend-3", cookies)
      #expect(again.status.code == 422 && again.text.contains("was used"))
      #expect(try await seat.spendable() == 300)
      let much = try await seat.trade(
        Self.phone + "&kind=spend&amount=301&unit=points&how=pin&proof=274135", key: "key-spend-4", cookies)
      #expect(much.text.contains("data-state=\"refused\"") && much.text.contains("Only 300 can be spent"))
      #expect(try await seat.count(.spend) == 3)
    }
  }

  @Test func `the last of the shift is voided, and only the last`() async throws {
    try await TestSeat.open { seat in
      let cookies = try await seat.work()
      _ = try await seat.trade(Self.phone + "&kind=earn&amount=10", key: "key-void-1", cookies)
      _ = try await seat.trade(Self.phone + "&kind=earn&amount=20", key: "key-void-2", cookies)
      let all = try await seat.console.ledger.journal(after: .none, limit: 10)
      let ids = all.map { seat.coalition.publicIDs.text($0.id) }
      let first = try await seat.send("/seat/void", "key=key-void-3&receipt=" + ids[0], cookies)
      #expect(first.status.code == 422)
      #expect(try await seat.console.get("/seat/void", cookies).text.contains(ids[1]))
      let form = "key=key-void-4&receipt=" + ids[1]
      for _ in 0..<2 { #expect(try await seat.send("/seat/void", form, cookies).status == .seeOther) }
      #expect(try await seat.spendable() == 10)
      #expect(try await seat.console.get("/seat/void", cookies).text.contains(ids[0]))
      // Another cashier's shift has nothing to void.
      let other = try await seat.work("102")
      #expect(try await seat.console.get("/seat/void", other).text.contains("Nothing of this shift"))
      #expect(try await seat.send("/seat/void", "key=key-void-5&receipt=" + ids[0], other).status.code == 422)
      #expect(try await seat.count(.void) == 1)
    }
  }

  @Test func `a refund goes by the slip's number, in part and at another store, never at another merchant`()
    async throws
  {
    try await TestSeat.open { seat in
      let cookies = try await seat.work()
      _ = try await seat.trade(Self.phone + "&kind=earn&amount=100", key: "key-back-1", cookies)
      let earned = try await seat.console.ledger.journal(after: .none, limit: 10)[0]
      let receipt = seat.coalition.publicIDs.text(earned.id)
      let there = try await seat.work("201", at: 1)
      let part = "receipt=\(receipt)&amount=30&unit=money&key=key-back-2"
      for _ in 0..<2 { #expect(try await seat.send("/seat/refund", part, there).status == .seeOther) }
      #expect(try await seat.spendable() == 70)
      let much = try await seat.send(
        "/seat/refund", "receipt=\(receipt)&amount=80&unit=money&key=key-back-3", there)
      #expect(much.status.code == 422 && much.text.contains("More than is left"))
      let nonsense = try await seat.send("/seat/refund", "receipt=txn_1&key=key-back-4", there)
      #expect(nonsense.status.code == 422 && nonsense.text.contains("No such transaction"))
      let foreign = try await seat.foreignReceipt()
      let refused = try await seat.send("/seat/refund", "receipt=\(foreign)&key=key-back-5", there)
      #expect(refused.status.code == 422 && refused.text.contains("No such transaction"))
      #expect(try await seat.count(.refund) == 1)
    }
  }

  @Test func `nobody works in a foreign store, and no seat asks for another's keys`() async throws {
    try await TestSeat.open { seat in
      let browser = try await seat.pair(1)
      #expect(try await seat.trySignIn(browser, "101", TestSeat.pin).status == .unauthorized)
      #expect(try await seat.trySignIn(browser, "till-101", TestConsole.password).status == .unauthorized)
      let here = try await seat.work()
      _ = try await seat.trade(Self.phone + "&kind=earn&amount=10", key: "key-mine-1", here)
      let there = try await seat.work("201", at: 1)
      #expect(try await seat.console.get("/seat/result?key=key-mine-1", there).status == .notFound)
      #expect(try await seat.console.get("/seat/slip?key=key-mine-1", there).status == .notFound)
      let taken = try await seat.trade(Self.phone + "&kind=earn&amount=10", key: "key-mine-1", there)
      #expect(taken.status.code == 422)
      #expect(try await seat.count(.earn) == 1)
      // A session serves at its own browser only.
      let session = here.split(separator: "; ").first { $0.hasPrefix("tb_cashier") } ?? ""
      let mixed = there.split(separator: "; ").first { $0.hasPrefix("tb_seat") }.map { "\($0); \(session)" }
      #expect(
        try await seat.console.get("/seat", mixed ?? "").headers[.location]?.contains("ended=1") == true)
    }
  }

  @Test func `a closed shift books nothing, and its slip has the totals`() async throws {
    try await TestSeat.open { seat in
      let cookies = try await seat.work()
      _ = try await seat.trade(Self.phone + "&kind=earn&amount=10", key: "key-shift-1", cookies)
      _ = try await seat.trade(Self.phone + "&kind=earn&amount=20", key: "key-shift-2", cookies)
      _ = try await seat.trade(Self.phone + "&kind=topup&amount=5", key: "key-shift-3", cookies)
      let token = try await seat.console.get("/seat", cookies).text.formToken
      let closed = try await seat.send("/seat/shift/close", "", cookies)
      let slip = try await seat.console.get(try #require(closed.headers[.location]), cookies)
      #expect(slip.text.contains("<dd>2</dd>") && slip.text.contains("<dd>+30</dd>"))
      #expect(slip.text.contains("CNY\u{A0}30.00") && slip.text.contains("+2,500"))
      let late = try await seat.console.post(
        "/seat/trade", Self.phone + "&kind=earn&amount=10&key=key-shift-4&form_token=" + token, cookies)
      #expect(late.status.code == 422 && late.text.contains("No shift is open"))
      // What was booked before is answered again, and booked no second time.
      let replay = try await seat.console.post(
        "/seat/trade", Self.phone + "&kind=earn&amount=20&key=key-shift-2&form_token=" + token, cookies)
      #expect(replay.status == .seeOther)
      #expect(try await seat.count(.earn) == 2)
    }
  }

  @Test func `an idle seat locks after five minutes, and the shift goes on`() async throws {
    try await TestSeat.open { seat in
      let cookies = try await seat.work()
      _ = try await seat.trade(Self.phone + "&kind=earn&amount=10", key: "key-idle-1", cookies)
      seat.console.clock.advance(seconds: 301)
      let asked = try await seat.console.get("/seat", cookies)
      #expect(asked.headers[.location] == "/seat/sign-in?ended=1")
      let browser = cookies.split(separator: "; ").first { $0.hasPrefix("tb_seat") }.map(String.init) ?? ""
      let again = browser + "; " + (try await seat.trySignIn(browser, "101", TestSeat.pin)).cookies
      #expect(try await seat.console.get("/seat", again).text.contains("1 \u{B7} Earn"))
    }
  }
}

extension TestSeat {
  /// A receipt of another merchant.
  fileprivate func foreignReceipt() async throws -> String {
    let other = try await coalition.createMerchant(code: "OTHER", names: Names("Other"), by: .system)
    try await coalition.setTerms(
      MerchantTerms(
        merchant: other.id, asset: console.program.asset, earning: EarnTerms(1, perMinorUnits: 1)),
      by: .system)
    let till = Principal(
      kind: .merchant, merchant: other.id, scopes: .merchantMost,
      actor: Actor(kind: .key, id: 97, answerable: 98))
    let earned = try await coalition.earn(
      EarnOrder(
        member: .id(console.member.id), .purchase(Money(minorUnits: 100, currency: "CNY"))),
      key: "foreign", by: till)
    return coalition.publicIDs.text(earned.transaction.id)
  }
}
