import Coalition
import DatabaseTesting
import ISO8583
import Ledger
import LedgerStore
import Loyalty
import Logging
import Testing

@testable import POSGateway

@Suite("Trades at a terminal", .database)
struct TradeTests {
  @Test func `a purchase earns, is stored once, and its advice is always received`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      var earn = counter.till.trade(.earn, 12_850)
      earn.set(2, counter.card)
      let reply = try #require(try await counter.ask(earn))
      #expect(reply.text(39) == "00")
      #expect(reply.text(62) == "0000000642" + "000000012850")
      #expect(reply.text(54) == "6502156C000000000642")
      let again = try #require(try await counter.ask(earn))
      #expect(again == reply)
      #expect(try await counter.spendable() == 642)
    }
  }

  @Test func `the same answer comes after a restart too, from the ledger`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      try await counter.give(1_000)
      let spend = try counter.till.spend(50, card: counter.card, pin: Counter.pin)
      let first = try #require(try await counter.ask(spend))
      let fresh = TillHost(counter.coalition, logger: Logger(label: "test"))
      guard case .reply(let bytes) = await fresh.answer(try counter.till.frame(spend)) else {
        Issue.record("no answer")
        return
      }
      #expect(try Profile.unionPay.decode(bytes).message == first)
      #expect(try await counter.spendable() == 750)
    }
  }

  @Test func `the same number for something else is a duplicate and changes nothing`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      try await counter.give(1_000)
      let spend = try counter.till.spend(50, card: counter.card, pin: Counter.pin)
      #expect(try await counter.ask(spend)?.text(39) == "00")
      var other = spend
      other.set(4, Int64(60).digits(12))
      #expect(try await counter.ask(other)?.text(39) == "94")
      #expect(try await counter.spendable() == 750)
    }
  }

  @Test func `too few points are declined with the balance, or a part is approved where the till can`()
    async throws
  {
    try await Counter.open { counter in
      try await counter.signIn()
      try await counter.give(1_003)
      let much = try counter.till.spend(1_000, card: counter.card, pin: Counter.pin)
      let declined = try #require(try await counter.ask(much))
      #expect(declined.text(39) == "51")
      #expect(declined.text(54) == "6502156C000000001003")
      let part = try counter.till.spend(1_000, card: counter.card, pin: Counter.pin, isPartialAllowed: true)
      let reply = try #require(try await counter.ask(part))
      #expect(reply.text(39) == "10")
      // 1,003 points are worth 2.00 and a fraction, which is not paid out.
      #expect(reply.text(4) == "000000000200")
      #expect(reply.text(62) == "0000001003" + "000000000800")
      #expect(try await counter.spendable() == 0)
    }
  }

  @Test func `a part that pays not even a fen is not taken`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      // A fen is five points.
      try await counter.give(4)
      let few = try counter.till.spend(100, card: counter.card, pin: Counter.pin, isPartialAllowed: true)
      #expect(try await counter.ask(few)?.text(39) == "51")
      #expect(try await counter.spendable() == 4)
      try await counter.give(1)
      let one = try counter.till.spend(100, card: counter.card, pin: Counter.pin, isPartialAllowed: true)
      let reply = try #require(try await counter.ask(one))
      #expect(reply.text(39) == "10" && reply.text(4) == "000000000001")
      #expect(try await counter.spendable() == 0)
    }
  }

  @Test func `what takes points needs the PIN or the live code, and wrong PINs lock`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      try await counter.give(1_000)
      var bare = counter.till.trade(.spend, 50)
      bare.set(2, counter.card)
      #expect(try await counter.ask(bare)?.text(39) == "55")
      for _ in 0..<4 {
        let wrong = try counter.till.spend(50, card: counter.card, pin: "111222")
        #expect(try await counter.ask(wrong)?.text(39) == "55")
      }
      let fifth = try counter.till.spend(50, card: counter.card, pin: "111222")
      #expect(try await counter.ask(fifth)?.text(39) == "75")
      let right = try counter.till.spend(50, card: counter.card, pin: Counter.pin)
      #expect(try await counter.ask(right)?.text(39) == "75")
      var unreadable = right
      unreadable.set(11, "000900")
      unreadable[52] = [UInt8](repeating: 9, count: 8)
      #expect(try await counter.ask(unreadable)?.text(39) == "99")
      #expect(try await counter.spendable() == 1_000)
    }
  }

  @Test func `a live code identifies and proves`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      try await counter.give(1_000)
      let code = try await counter.coalition.issueMemberCode(of: counter.member.id, by: .system)
      var spend = counter.till.trade(.spend, 50)
      spend.set(22, "032")
      spend[62] = TaggedValues([.init(TaggedValues.Tag.scannedCode, Array(code.digits.utf8))]).encoded
      #expect(try await counter.ask(spend)?.text(39) == "00")
      #expect(try await counter.spendable() == 750)
      // The code is used up: another trade needs another.
      var second = spend
      second.set(11, "000901")
      #expect(try await counter.ask(second)?.text(39) == "54")
    }
  }

  @Test func `an earn says how it was paid beside a card or a code, and a goods code may stand there too`()
    async throws
  {
    try await Counter.open { counter in
      try await counter.signIn()
      func earn(_ entry: String, _ values: [TaggedValues.Value], at trace: String) async throws -> String? {
        var earn = counter.till.trade(.earn, 100)
        earn.set(11, trace)
        earn.set(22, entry)
        if entry == "012" { earn.set(2, counter.card) }
        earn[62] = TaggedValues(values).encoded
        return try await counter.ask(earn)?.text(39)
      }
      func paid(_ digits: String) -> TaggedValues.Value {
        .init(TaggedValues.Tag.payment, Array(digits.utf8))
      }
      #expect(try await earn("012", [paid("3")], at: "000101") == "00")
      let code = try await counter.coalition.issueMemberCode(of: counter.member.id, by: .system)
      let scanned = TaggedValues.Value(TaggedValues.Tag.scannedCode, Array(code.digits.utf8))
      #expect(try await earn("032", [scanned, paid("1")], at: "000102") == "00")
      for wrong in ["", "0", "7", "11", "x"] {
        #expect(try await earn("012", [paid(wrong)], at: "000103") == "30", "\(wrong)")
      }
      var goods = counter.till.trade(.earn, 100)
      goods.set(2, counter.card)
      goods.set(11, "000104")
      goods[62] = GoodsCode(code: "TEA-250G")?.encoded
      #expect(try await counter.ask(goods)?.text(39) == "00")
      let earns = try await counter.ledger.journal(after: .none, limit: 100).filter { $0.kind == .earn }
      #expect(
        earns.map { Particulars(packed: $0.context.explanation)?.payment } == [.wallet, .cash, nil])
    }
  }

  @Test func `a void undoes its original of the same day, and only as it was`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      try await counter.give(1_000)
      let spend = try counter.till.spend(50, card: counter.card, pin: Counter.pin)
      _ = try await counter.ask(spend)
      #expect(try await counter.ask(try counter.till.following(.spendVoid, 60, spend))?.text(39) == "64")
      #expect(try await counter.ask(try counter.till.following(.earnVoid, 50, spend))?.text(39) == "25")
      var othersCard = try counter.till.following(.spendVoid, 50, spend)
      othersCard.set(2, "8800000000000000")
      #expect(try await counter.ask(othersCard)?.text(39) == "14")
      let void = try counter.till.following(.spendVoid, 50, spend)
      let reply = try #require(try await counter.ask(void))
      #expect(reply.text(39) == "00")
      #expect(reply.text(54) == "6502156C000000001000")
      #expect(try await counter.ask(try counter.till.following(.spendVoid, 50, spend))?.text(39) == "25")
      let next = try counter.till.spend(50, card: counter.card, pin: Counter.pin)
      _ = try await counter.ask(next)
      counter.clock.advance(seconds: 86_400)
      #expect(try await counter.ask(try counter.till.following(.spendVoid, 50, next))?.text(39) == "25")
      #expect(try await counter.spendable() == 750)
    }
  }

  @Test func `refunds come in parts, up to what was paid, for thirty days`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      try await counter.give(1_000)
      let spend = try counter.till.spend(100, card: counter.card, pin: Counter.pin)
      let rrn = try #require(try await counter.ask(spend)?.text(37))
      counter.clock.advance(seconds: 10 * 86_400)
      let part = try counter.till.following(.spendRefund, 30, spend, rrn: rrn)
      #expect(try await counter.ask(part)?.text(39) == "00")
      #expect(try await counter.spendable() == 650)
      let tooMuch = try counter.till.following(.spendRefund, 80, spend, rrn: rrn)
      #expect(try await counter.ask(tooMuch)?.text(39) == "61")
      let rest = try counter.till.following(.spendRefund, 70, spend, rrn: rrn)
      #expect(try await counter.ask(rest)?.text(39) == "00")
      #expect(try await counter.spendable() == 1_000)
      let second = try counter.till.spend(100, card: counter.card, pin: Counter.pin)
      _ = try await counter.ask(second)
      counter.clock.advance(seconds: 31 * 86_400)
      #expect(try await counter.ask(try counter.till.following(.spendRefund, 10, second))?.text(39) == "22")
    }
  }

  @Test func `a refunded purchase takes back what it earned`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      var earn = counter.till.trade(.earn, 10_000)
      earn.set(2, counter.card)
      _ = try await counter.ask(earn)
      let refund = try counter.till.following(.earnRefund, 4_000, earn)
      let reply = try #require(try await counter.ask(refund))
      #expect(reply.text(39) == "00")
      #expect(reply.text(62) == "0000000200" + "000000004000")
      #expect(try await counter.spendable() == 300)
    }
  }

  @Test func `a hold is completed in part, or cancelled, and top-ups can be voided`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      try await counter.give(1_000)
      let hold = try counter.till.proven(counter.till.trade(.hold, 100), counter.card, Counter.pin)
      #expect(try await counter.ask(hold)?.text(39) == "00")
      #expect(try await counter.spendable() == 500)
      #expect(try await counter.ask(try counter.till.following(.completion, 120, hold))?.text(39) == "61")
      #expect(try await counter.ask(try counter.till.following(.completion, 60, hold))?.text(39) == "00")
      #expect(try await counter.spendable() == 700)
      let second = try counter.till.proven(counter.till.trade(.hold, 100), counter.card, Counter.pin)
      _ = try await counter.ask(second)
      #expect(try await counter.ask(try counter.till.following(.holdCancel, 100, second))?.text(39) == "00")
      #expect(try await counter.spendable() == 700)
      var topUp = counter.till.trade(.topUp, 200)
      topUp.set(2, counter.card)
      #expect(try await counter.ask(topUp)?.text(62) == "0000001000" + "000000000200")
      // Bought points are good at their issuer: this till counts them, another merchant's would not.
      var balance = counter.till.trade(.balance, 0)
      balance.set(2, counter.card)
      #expect(try await counter.ask(balance)?.text(54) == "6502156C000000001700")
      #expect(try await counter.spendable() == 700)
      #expect(try await counter.ask(try counter.till.following(.topUpVoid, 200, topUp))?.text(39) == "00")
      #expect(try await counter.spendable() == 700)
    }
  }

  @Test func `a card that is reported lost is not taken from that moment on`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      try await counter.give(1_000)
      #expect(
        try await counter.ask(try counter.till.spend(10, card: counter.card, pin: Counter.pin))?.text(39)
          == "00")
      let card = try await counter.coalition.cards(of: counter.member.id, by: .system)[0]
      _ = try await counter.coalition.reportCardLost(card.id, by: .system)
      #expect(
        try await counter.ask(try counter.till.spend(10, card: counter.card, pin: Counter.pin))?.text(39)
          == "41")
      _ = try await counter.coalition.freezeMember(counter.member.id, reason: "asked", by: .system)
      _ = try await counter.coalition.releaseCard(card.id, by: .system)
      #expect(
        try await counter.ask(try counter.till.spend(10, card: counter.card, pin: Counter.pin))?.text(39)
          == "62")
      #expect(try await counter.spendable() == 950)
    }
  }
}
