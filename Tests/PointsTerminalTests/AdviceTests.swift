import ISO8583
import PointsTerminal
import TerminalCrypto
import Testing

@Suite struct `An earn, which is an advice, and its discount` {
  let host: ScriptedHost
  var terminal: Terminal

  init() throws {
    host = try ScriptedHost()
    terminal = Terminal(try ScriptedHost.settings())
    let host = host
    try terminal.perform(.signIn) { exchange in
      try host.reply(to: exchange, "00", isSealed: false) { message in
        message[60] = Field60(kind: 0, batch: 7, networkCode: NetworkCode.signInTripleDES).encoded
        message[62] = ScriptedHost.keyBlocks
      }
    }
  }

  private static let spend = TerminalCommand.spend(
    .keyed(ScriptedHost.card), amount: 1_234, nil, goods: "TEA")

  @Test mutating func `an earn is an advice: kept, told again, delivered by 00 or 94`() throws {
    let earn = TerminalCommand.earn(.keyed(ScriptedHost.card), amount: 8_800, isOffline: false)
    try terminal.perform(earn) { _ in nil }
    #expect(terminal.queue.count == 1 && terminal.pendingReversal == nil)
    let duty = try #require(terminal.duty(before: Self.spend))
    let message = try host.request(duty)
    #expect(message.type == .financialAdvice && message.text(3) == "210000" && message.text(11) == "000002")
    #expect(message.text(12) == "120000" && message.text(13) == "0615")
    let outcome = try terminal.carry(duty) { try host.reply(to: $0, "94") }
    #expect(outcome.record?.state == .approved)
    #expect(terminal.queue.isEmpty)
    #expect(terminal.totals.domestic == .init(creditAmount: 8_800, creditCount: 1))
  }

  @Test
  mutating func `a quote is asked and forgotten, and its earn tells the discount as often as it is told`()
    throws
  {
    let member = TerminalCommand.Member.keyed(ScriptedHost.card)
    let answer = Array("0000000000000000008844000000010050000000001206".utf8)
    let quote = try terminal.perform(.discountQuote(member, amount: 10_050)) { exchange in
      let message = try host.request(exchange)
      #expect(message.type == .financial && message.text(3) == "310000")
      #expect(message.text(4) == "000000010050" && message.text(60)?.hasPrefix("39") == true)
      return try host.reply(to: exchange, "00") { $0[62] = answer }
    }
    let told = try #require(quote.record?.discount)
    #expect(told == PriceDiscount(gross: 10_050, off: 1_206) && quote.record?.cash == 8_844)
    let slip = Slip(try #require(quote.record), try ScriptedHost.settings(), hostText: "")
    #expect(slip.lines.contains { $0.hasPrefix("应付金额") && $0.hasSuffix("RMB 88.44") })
    #expect(terminal.totals.domestic == .init())
    // Without an answer nothing is reversed.
    try terminal.perform(.discountQuote(member, amount: 1)) { _ in nil }
    #expect(terminal.pendingReversal == nil)
    #expect(throws: TerminalRefusal.badDiscount) {
      try terminal.exchange(
        for: .earn(member, amount: 8_845, isOffline: false, discount: told), at: .noon)
    }
    let earn = TerminalCommand.earn(member, amount: 8_844, isOffline: false, payment: 1, discount: told)
    let said = Hex.bytes("FF490131") + Hex.bytes("FF4B18") + told.encoded
    for code in [nil, "00"] {
      let sent = try code == nil ? terminal.exchange(for: earn, at: .noon) : terminal.duty(before: .deliver)
      try terminal.carry(try #require(sent)) { exchange in
        #expect(try host.request(exchange)[62] == said)
        return try code.map { try host.reply(to: exchange, $0) }
      }
    }
    #expect(terminal.totals.domestic == .init(creditAmount: 8_844, creditCount: 1))
    #expect(terminal.trades.last?.discount == told)
  }

  /// Quotes at the scripted host, whose clock says another moment than the till's.
  private mutating func quoted(_ host: ScriptedHost) throws -> PriceDiscount {
    let quote = try terminal.perform(.discountQuote(.keyed(ScriptedHost.card), amount: 10_050)) {
      try host.reply(to: $0, "00") { message in
        message[62] = Array("0000000000000000008844000000010050000000001206".utf8)
      }
    }
    return try #require(quote.record?.discount)
  }

  @Test mutating func `an earn that waited and meets D1 is told without its discount`() throws {
    let discount = try quoted(host)
    let earn = TerminalCommand.earn(
      .keyed(ScriptedHost.card), amount: 8_844, isOffline: true, payment: 1, discount: discount)
    let stored = try #require(try terminal.exchange(for: earn, at: .noon))
    for event in stored.before { terminal.apply(event) }
    let first = try #require(terminal.duty(before: Self.spend))
    let outcome = try terminal.carry(first) { try host.reply(to: $0, "D1") }
    #expect(outcome.record?.state == .queued && outcome.code == Terminal.discountChanged)
    let again = try #require(terminal.duty(before: Self.spend))
    var expected = try host.request(first)
    expected[62] = Hex.bytes("FF490131")
    var told = try host.request(again)
    (expected[64], told[64]) = (nil, nil)
    #expect(told == expected && again.record?.tries == 1)
    try terminal.carry(again) { try host.reply(to: $0, "00") }
    #expect(terminal.queue.isEmpty && terminal.trades.last?.discount == nil)
    #expect(terminal.totals.domestic == .init(creditAmount: 8_844, creditCount: 1))
  }

  @Test mutating func `D1 at the till is a decline, and one without a discount as well`() throws {
    let discount = try quoted(host)
    for taken in [discount, nil] {
      let earn = TerminalCommand.earn(
        .keyed(ScriptedHost.card), amount: 8_844, isOffline: false, discount: taken)
      #expect(try terminal.perform(earn) { try host.reply(to: $0, "D1") }.record?.state == .declined)
    }
    #expect(terminal.queue.isEmpty && terminal.totals.domestic == .init())
  }

  @Test mutating func `an earn says the moment of the quote before it, and its own behind anything else`()
    throws
  {
    let discount = try quoted(host)
    let member = TerminalCommand.Member.keyed(ScriptedHost.card)
    for other in [PriceDiscount(gross: 10_050, off: 1_205), discount] {
      let earn = TerminalCommand.earn(member, amount: 8_844, isOffline: false, discount: other)
      let sent = try host.request(try #require(try terminal.exchange(for: earn, at: .noon)))
      #expect(sent.text(12) == (other == discount ? "101112" : "120000") && sent.text(13) == "0615")
    }
    let elsewhere = TerminalCommand.earn(
      .keyed("8800805765152275"), amount: 8_844, isOffline: false, discount: discount)
    let sent = try host.request(try #require(try terminal.exchange(for: elsewhere, at: .noon)))
    #expect(sent.text(12) == "120000")
    try terminal.perform(Self.spend) { try host.reply(to: $0, "51") }
    let late = TerminalCommand.earn(member, amount: 8_844, isOffline: false, discount: discount)
    #expect(
      try host.request(try #require(try terminal.exchange(for: late, at: .noon))).text(12) == "120000")
  }

  /// A wrong seal, another batch, a busy host: the moment is still the till's own.
  @Test(arguments: ["77", "A0", "96"])
  mutating func `an earn that was not taken is told again as it was`(code: String) throws {
    let earn = TerminalCommand.earn(.keyed(ScriptedHost.card), amount: 8_800, isOffline: false)
    try terminal.perform(earn) { try host.reply(to: $0, code) }
    let waiting = try #require(terminal.queue.first)
    #expect(waiting.moment == .noon && waiting.responseCode == code)
    guard code == "96" else { return }
    for _ in 0..<3 {
      try terminal.carry(try #require(terminal.duty(before: .deliver))) { try host.reply(to: $0, code) }
    }
    #expect(terminal.queue.isEmpty && terminal.trades.map(\.state) == [.unresolved])
  }
}
