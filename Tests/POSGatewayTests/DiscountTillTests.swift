import Coalition
import DatabaseTesting
import ISO8583
import Ledger
import LedgerStore
import Logging
import Loyalty
import Testing

@testable import POSGateway

@Suite("A member's discount at a terminal", .database)
struct DiscountTillTests {
  @Test func `a quote says price, discount and what to pay, books nothing and uses up nothing`() async throws
  {
    try await Counter.open { counter in
      try await counter.discount(1_200)
      try await counter.signIn()
      let before = try await counter.ledger.journal(after: .none, limit: 100).count
      let quote = counter.quote(10_050)
      for _ in 0..<2 {
        let reply = try #require(try await counter.ask(quote))
        #expect(reply.text(39) == "00" && reply.text(4) == "000000010050")
        // No points, 88.44 to pay, the price, 12.06 off.
        #expect(reply.text(62) == "0000000000" + "000000008844" + "000000010050" + "000000001206")
      }
      // Its trace is free, and a live code is still good for the purchase.
      let code = try await counter.coalition.issueMemberCode(of: counter.member.id, by: .system)
      var byCode = counter.till.trade(.discountQuote, 10_050)
      byCode.set(11, quote.text(11) ?? "")
      byCode.set(22, "032")
      let scanned = TaggedValues.Value(TaggedValues.Tag.scannedCode, Array(code.digits.utf8))
      byCode[62] = TaggedValues([scanned]).encoded
      #expect(try await counter.ask(byCode)?.text(39) == "00")
      #expect(try await counter.ledger.journal(after: .none, limit: 100).count == before)
      var earn = counter.till.trade(.earn, 8_844)
      earn.set(22, "032")
      earn[62] = TaggedValues([scanned, .discount(10_050, 1_206)]).encoded
      #expect(try await counter.ask(earn)?.text(39) == "00")
      #expect(try await counter.spendable() == 442)
    }
  }

  @Test func `an earn is on what was paid and keeps the discount, also when it is answered after a restart`()
    async throws
  {
    try await Counter.open { counter in
      try await counter.discount(1_200)
      try await counter.signIn()
      let earn = counter.earn(8_844, of: 10_050, less: 1_206)
      let first = try #require(try await counter.ask(earn))
      #expect(first.text(39) == "00" && first.text(4) == "000000008844")
      #expect(first.text(62) == "0000000442" + "000000008844" + "000000010050" + "000000001206")
      // Its rule is another by now; what was booked is answered all the same.
      try await counter.discount(500, number: 1)
      let fresh = TillHost(counter.coalition, logger: Logger(label: "test"))
      guard case .reply(let bytes) = await fresh.answer(try counter.till.frame(earn)) else {
        Issue.record("no answer")
        return
      }
      #expect(try Profile.unionPay.decode(bytes).message == first)
      #expect(try await counter.taken() == [DiscountTaken(gross: 10_050, off: 1_206, rule: 1, version: 1)])
      #expect(try await counter.spendable() == 442)
    }
  }

  @Test func `another discount than the rules' is declined with D1, and its number is free`() async throws {
    try await Counter.open { counter in
      try await counter.discount(1_200)
      try await counter.signIn()
      for (paid, off) in [(8_843, 1_207), (8_845, 1_205), (10_050, 0)] {
        let reply = try #require(try await counter.ask(counter.earn(paid, of: 10_050, less: off)))
        #expect(reply.text(39) == "D1", "\(off)")
      }
      // Overtaken: quoted by a rule that has ended since, at a moment after it.
      try await counter.discount(500, number: 1)
      counter.clock.advance(seconds: 2)
      let late = counter.earn(8_844, of: 10_050, less: 1_206)
      for _ in 0..<2 { #expect(try await counter.ask(late)?.text(39) == "D1") }
      #expect(try await counter.spendable() == 0)
      #expect(try await counter.coalition.cases(by: .system).items.isEmpty)
      var again = counter.earn(9_548, of: 10_050, less: 502)
      again.set(11, late.text(11) ?? "")
      #expect(try await counter.ask(again)?.text(39) == "00")
      #expect(try await counter.spendable() == 477)
      // Or what was paid is told without it.
      var plain = counter.till.trade(.earn, 8_844)
      plain.set(2, counter.card)
      #expect(try await counter.ask(plain)?.text(62) == "0000000442" + "000000008844")
    }
  }

  @Test func `an earn that says the moment of its quote meets the rules of that moment`() async throws {
    try await Counter.open { counter in
      try await counter.discount(1_200)
      // The middle of a second: answers have whole ones.
      counter.clock.advance(seconds: 90)
      counter.clock.set(Instant(microseconds: counter.clock.clock.now().microseconds + 700_000))
      try await counter.signIn()
      let quoted = try #require(try await counter.ask(counter.quote(10_050)))
      counter.clock.advance(seconds: 60)
      try await counter.discount(500, number: 1)
      counter.clock.advance(seconds: 60)
      var earn = counter.earn(8_844, of: 10_050, less: 1_206)
      #expect(try await counter.ask(earn)?.text(39) == "D1")
      earn[12] = quoted[12]
      earn[13] = quoted[13]
      #expect(try await counter.ask(earn)?.text(39) == "00")
    }
  }

  @Test func `an advice that becomes a case keeps its price and its discount`() async throws {
    var parameters = POSParameters()
    parameters.adviceLimit = 5_000
    try await Counter.open(parameters) { counter in
      try await counter.discount(1_200)
      try await counter.signIn()
      var nobody = counter.earn(880, of: 1_000, less: 120)
      nobody.set(2, "8800000000000000")
      for earn in [counter.earn(8_844, of: 10_050, less: 1_206), nobody] {
        #expect(try await counter.ask(earn)?.text(39) == "00")
      }
      let found = try await counter.coalition.cases(by: .system).items.map(\.reason)
      #expect(found.map(\.code) == [.refused, .adviceLimit])
      #expect(
        found.map(\.discount) == [
          DiscountClaim(gross: 1_000, off: 120), DiscountClaim(gross: 10_050, off: 1_206),
        ])
      #expect(found.last?.details == ["10050", "1206"])
    }
  }

  @Test func `a void shows the discount and its reversal leaves the purchase as it was`() async throws {
    try await Counter.open { counter in
      try await counter.discount(1_200)
      try await counter.signIn()
      let earn = counter.earn(8_844, of: 10_050, less: 1_206)
      _ = try await counter.ask(earn)
      // By what was paid, not by the price.
      #expect(try await counter.ask(try counter.till.following(.earnVoid, 10_050, earn))?.text(39) == "64")
      let void = try counter.till.following(.earnVoid, 8_844, earn)
      let slip = "0000000442" + "000000008844" + "000000010050" + "000000001206"
      #expect(try await counter.ask(void)?.text(62) == slip)
      let fresh = TillHost(counter.coalition, logger: Logger(label: "test"))
      guard case .reply(let bytes) = await fresh.answer(try counter.till.frame(void)) else {
        Issue.record("no answer")
        return
      }
      #expect(try Profile.unionPay.decode(bytes).message.text(62) == slip)
      #expect(try await counter.spendable() == 0)
      #expect(try await counter.ask(counter.till.reversal(of: void))?.text(39) == "00")
      #expect(try await counter.spendable() == 442)
      #expect(try await counter.ask(earn)?.text(62) == slip)
      // And it can be returned in part, by what was paid.
      let refund = try counter.till.following(.earnRefund, 8_844, earn)
      #expect(try await counter.ask(refund)?.text(39) == "00")
      #expect(try await counter.spendable() == 0)
      let totals = try await counter.ask(
        counter.till.settlement(debit: (8_844, 1), credit: (8_844, 1)), sealed: false)
      #expect(totals.flatMap { $0[48] }.map { $0[30] } == UInt8(ascii: "1"))
    }
  }

  @Test func `a price without any discount is told as one, and nothing of it is kept`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      let quote = try #require(try await counter.ask(counter.quote(10_050)))
      #expect(quote.text(62) == "0000000000" + "000000010050" + "000000010050" + "000000000000")
      let earn = counter.earn(10_050, of: 10_050, less: 0)
      #expect(
        try await counter.ask(earn)?.text(62) == "0000000502" + "000000010050" + "000000010050"
          + "000000000000")
      #expect(try await counter.taken() == [nil])
    }
  }

  @Test func `what is no discount is told by its field, and moves nothing`() async throws {
    try await Counter.open { counter in
      try await counter.discount(1_200)
      try await counter.signIn()
      let rows: [(value: String, paid: Int, code: String)] = [
        ("", 100, "30"), ("00000001005000000000120", 100, "30"), ("0000000100500000000012061", 100, "30"),
        ("00000001005X000000001206", 100, "30"), ("000000000000000000000000", 100, "13"),
        ("000000010050000000010050", 100, "13"), ("000000010050000000001206", 8_845, "13"),
      ]
      for row in rows {
        var earn = counter.till.trade(.earn, row.paid)
        earn.set(2, counter.card)
        earn[62] = TaggedValues([.init(TaggedValues.Tag.discount, Array(row.value.utf8))]).encoded
        #expect(try await counter.ask(earn)?.text(39) == row.code, "\(row)")
      }
      // Nothing is taken off what is paid with points, or put in.
      var topUp = counter.till.trade(.topUp, 8_844)
      topUp.set(2, counter.card)
      topUp[62] = TaggedValues([.discount(10_050, 1_206)]).encoded
      #expect(try await counter.ask(topUp)?.text(39) == "30")
      #expect(try await counter.ask(counter.quote(0))?.text(39) == "13")
      var nobody = counter.till.trade(.discountQuote, 100)
      #expect(try await counter.ask(nobody)?.text(39) == "30")
      nobody.set(2, "8800000000000000")
      #expect(try await counter.ask(nobody)?.text(39) == "14")
      var dollars = counter.quote(100)
      dollars.set(49, "840")
      #expect(try await counter.ask(dollars)?.text(39) == "13")
      #expect(try await counter.spendable() == 0)
    }
  }

  @Test func `a terminal asks only where its kinds allow it`() async throws {
    var parameters = POSParameters()
    parameters.kinds = TillKinds([.earn])
    try await Counter.open(parameters) { counter in
      try await counter.signIn()
      #expect(try await counter.ask(counter.quote(100))?.text(39) == "58")
    }
  }

  @Test func `a terminal asks nothing for a frozen member`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      _ = try await counter.coalition.freezeMember(counter.member.id, reason: "lost", by: .system)
      #expect(try await counter.ask(counter.quote(100))?.text(39) == "62")
    }
  }

  /// From bytes to bytes: a quote and its earn as they stand on the wire, sealed with UnionPay's own form.
  @Test func `a quote and its earn are these bytes`() async throws {
    try await Counter.open { counter in
      try await counter.discount(1_200)
      try await counter.signIn()
      let quote = try counter.till.frame(counter.quote(10_050))
      let earn = try counter.till.frame(counter.earn(8_844, of: 10_050, less: 1_206))
      func whole(_ frame: String) -> String { frame.replacing("CARD", with: counter.card) }
      #expect(hex(quote.dropLast(8)) == whole(Self.askedQuote))
      #expect(hex(earn.dropLast(8)) == whole(Self.askedEarn))
      for (asked, answered) in [(quote, Self.answeredQuote), (earn, Self.answeredEarn)] {
        guard case .reply(let reply) = await counter.host.answer(asked) else {
          Issue.record("no answer")
          continue
        }
        // The seal behind it is made with a key of chance.
        let message = try counter.till.profile.decode(reply).message
        let numbers = hex((message[37] ?? []) + (message[38] ?? []))
        #expect(hex(reply.dropLast(8)) == whole(answered).replacing("NUMBERS", with: numbers))
      }
    }
  }

  // Made with another codec, Tests/Peers/pos/spec.py: CARD is the card, NUMBERS are fields 37 and 38.
  private static let askedQuote =
    "600003000060310031000102007020048000C0801116"
    + "CARD"
    + "3100000000000100500000020120653030313030303031383938333130303534313130303031313536001739"
    + "0000010005000650"
  private static let askedEarn =
    "600003000060310031000102207020048000C0801516"
    + "CARD"
    + "2100000000000088440000030120653030313030303031383938333130303534313130303031313536001736"
    + "00000100050006500027FF4B18303030303030303130303530303030303030303031323036"
  private static let answeredQuote =
    "60000000036031003100010210703A00800AC0801716"
    + "CARD"
    + "3100000000000100500000021600000302030265303030303030303030303030303030303130303030313839"
    + "3833313030353431313030303131353600173900000100050006500046303030303030303030303030303030"
    + "303030383834343030303030303031303035303030303030303030313230360011544220BDBBD2D7B3C9B9A6"
  private static let answeredEarn =
    "60000000036031003100010230703A00800EC0841716"
    + "CARD"
    + "2100000000000088440000031600000302030265"
    + "NUMBERS"
    + "3030303031303030303138393833313030353431313030303131353600203635303231353643303030303030"
    + "3030303434320017360000010005000650004630303030303030343432303030303030303038383434303030"
    + "3030303031303035303030303030303030313230360011544220BDBBD2D7B3C9B9A6"
}

private func hex(_ bytes: some Sequence<UInt8>) -> String {
  bytes.map { Int64($0).hexadecimal }.joined()
}

extension Int64 {
  fileprivate var hexadecimal: String { (self < 16 ? "0" : "") + String(self, radix: 16, uppercase: true) }
}

extension TaggedValues.Value {
  fileprivate static func discount(_ gross: Int, _ off: Int) -> TaggedValues.Value {
    .init(TaggedValues.Tag.discount, PriceDiscount(gross: gross, off: off).encoded)
  }
}

extension Counter {
  fileprivate mutating func quote(_ fen: Int) -> Message {
    var message = till.trade(.discountQuote, fen)
    message.set(2, card)
    return message
  }

  fileprivate mutating func earn(_ paid: Int, of gross: Int, less off: Int) -> Message {
    var message = till.trade(.earn, paid)
    message.set(2, card)
    message[62] = TaggedValues([.discount(gross, off)]).encoded
    return message
  }

  /// A rule of the merchant's for every member, in force from now on; a new version where one is named.
  fileprivate func discount(_ basisPoints: Int64, number: UInt32 = 0) async throws {
    let rule = DiscountRule(number, of: merchant.id, takes: basisPoints)
    let proposal = DiscountProposal(rule, named: Names("Own"), in: program.asset, from: nil, until: nil)
    var people: [Principal] = []
    for login in ["author", "second"] {
      let user = try await coalition.createUser(
        UserDraft(
          login: "\(login)\(basisPoints)", name: login, password: "a long enough secret",
          roles: .administrator), by: .system)
      people.append(user.principal)
    }
    let proposed = try await coalition.propose(.discount(proposal), reason: "r", by: people[0])
    let done = try await coalition.approve(proposed.id, by: people[1]) { try await coalition.execute($0) }
    #expect(done.state == .succeeded)
  }

  /// What the earns of the journal keep.
  fileprivate func taken() async throws -> [DiscountTaken?] {
    try await ledger.journal(after: .none, limit: 100).filter { $0.kind == .earn }
      .map { Particulars(packed: $0.context.explanation)?.discount }
  }
}
