import ISO8583
import PointsTerminal
import TerminalCrypto
import Testing

@Suite struct `A terminal at its host` {
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

  static let spend = TerminalCommand.spend(.keyed(ScriptedHost.card), amount: 1_234, nil, goods: "TEA")

  @Test func `takes the host's batch and opens its keys`() {
    #expect(terminal.isSignedIn)
    #expect(terminal.batch == 7)
  }

  @Test func `does not take keys whose check value is wrong`() throws {
    var other = Terminal(try ScriptedHost.settings())
    let outcome = try other.perform(.signIn) { exchange in
      try host.reply(to: exchange, "00", isSealed: false) { message in
        message[62] = ScriptedHost.keyBlocks.dropLast() + [0]
      }
    }
    #expect(outcome.answer == .wrongKeys)
    #expect(!other.isSignedIn)
    #expect(throws: TerminalRefusal.notSignedIn) { try other.exchange(for: Self.spend, at: .noon) }
  }

  @Test mutating func `a purchase has UnionPay's form and a seal that holds`() throws {
    let pin = try PIN("274135")
    let made = try #require(
      try terminal.exchange(
        for: .spend(.keyed(ScriptedHost.card), amount: 1_234, pin, goods: "TEA"), at: .noon))
    let frame = try host.profile.decode(made.bytes)
    let message = frame.message
    #expect(message.type == .financial)
    #expect(message.fields == [2, 3, 4, 11, 22, 25, 26, 41, 42, 49, 52, 53, 60, 62, 64])
    #expect(message.text(3) == "000000" && message.text(4) == "000000001234" && message.text(25) == "65")
    #expect(message.text(22) == "011" && message.text(26) == "12" && message.text(53) == "2600000000000000")
    #expect(message.text(60) == "22000007000501065")
    #expect(try GoodsCode(message[62] ?? []).text == "TEA")
    #expect(host.mac.verifies(message[64] ?? [], for: frame.macInput))
    let card = Array(ScriptedHost.card.utf8)
    #expect(
      try PINBlock.decrypted(message[52] ?? [], cardNumber: card, under: host.pin).secretText == "274135")
  }

  @Test mutating func `an approved purchase stands in the batch with what the slip needs`() throws {
    let outcome = try terminal.perform(Self.spend) { exchange in
      try host.reply(to: exchange, "00") { message in
        message.set(38, "00ABCD")
        message[54] = Field54([.points(4_321)]).encoded
        message[62] = PointsResult(points: 6_170, cash: 0).encoded
      }
    }
    let record = try #require(outcome.record)
    #expect(record.state == .approved && record.points == 6_170 && record.balance == 4_321)
    #expect(record.reference == "000000004711" && record.authorization == "00ABCD")
    #expect(record.moment == TerminalMoment(date: 615, time: 101_112))
    #expect(terminal.pendingReversal == nil)
    #expect(terminal.totals.domestic == .init(debitAmount: 1_234, debitCount: 1))
  }

  @Test mutating func `a partial approval counts with the amount approved`() throws {
    try terminal.perform(Self.spend) { exchange in
      try host.reply(to: exchange, "10") { $0.set(4, "000000000500") }
    }
    #expect(terminal.totals.domestic.debitAmount == 500)
  }

  /// No answer, one that is no message, and one for another trace.
  @Test(arguments: [0, 1, 2])
  mutating func `a purchase without a good answer is reversed before anything else`(fault: Int) throws {
    let outcome = try terminal.perform(Self.spend) { exchange in
      switch fault {
      case 0: nil
      case 1: [1, 2, 3]
      default: try host.reply(to: exchange, "00") { $0.set(11, "000099") }
      }
    }
    #expect(outcome.answer == .none)
    let duty = try #require(terminal.duty(before: Self.spend))
    let message = try host.request(duty)
    #expect(message.type == .reversal && message.text(39) == "98")
    #expect(message.text(11) == "000002" && message.text(60) == "22000007000501065")
    #expect(message.fields == [2, 3, 4, 11, 22, 25, 39, 41, 42, 49, 60, 64])
    // Still unanswered: it is sent again, and no trade in between.
    try terminal.carry(duty) { _ in nil }
    let again = try #require(terminal.duty(before: .deliver))
    #expect(again.purpose == .reversal)
    try terminal.carry(again) { try host.reply(to: $0, "00") }
    #expect(terminal.duty(before: Self.spend) == nil)
    #expect(terminal.totals.domestic == .init())
  }

  @Test mutating func `an answer with a forged seal is no approval and is reversed with A0`() throws {
    let outcome = try terminal.perform(Self.spend) { exchange in
      var bytes = try host.reply(to: exchange, "00")
      bytes[bytes.count - 1] ^= 1
      return bytes
    }
    #expect(outcome.answer == .forged)
    let duty = try #require(terminal.duty(before: .deliver))
    #expect(try host.request(duty).text(39) == "A0")
    // Without any seal it is forged as well.
    try terminal.carry(duty) { try host.reply(to: $0, "00") }
    let bare = try terminal.perform(Self.spend) { try host.reply(to: $0, "00", isSealed: false) }
    #expect(bare.answer == .forged)
  }

  @Test mutating func `a decline is final and needs no reversal`() throws {
    let outcome = try terminal.perform(Self.spend) { try host.reply(to: $0, "51") }
    #expect(outcome.record?.state == .declined)
    #expect(terminal.duty(before: Self.spend) == nil)
    #expect(terminal.totals.domestic == .init())
  }

  @Test mutating func `77 asks for a sign-in`() throws {
    try terminal.perform(Self.spend) { try host.reply(to: $0, "77") }
    #expect(!terminal.isSignedIn)
    #expect(throws: TerminalRefusal.notSignedIn) { try terminal.exchange(for: Self.spend, at: .noon) }
  }

  @Test mutating func `a reversal that nobody takes is left to people after four tries`() throws {
    try terminal.perform(Self.spend) { _ in nil }
    for _ in 0..<4 {
      let duty = try #require(terminal.duty(before: .deliver))
      try terminal.carry(duty) { _ in nil }
    }
    #expect(terminal.duty(before: Self.spend) == nil)
    #expect(terminal.trades.map(\.state) == [.unresolved])
  }

  @Test mutating func `a void names its original and its reversal still does`() throws {
    try terminal.perform(Self.spend) { try host.reply(to: $0, "00") { $0.set(38, "00ABCD") } }
    let void = try #require(try terminal.exchange(for: .void(trace: 2), at: .noon))
    let message = try host.request(void)
    #expect(message.text(3) == "200000" && message.text(60)?.hasPrefix("23") == true)
    #expect(message.text(61) == "0000070000020615" && message.text(37) == "000000004711")
    #expect(message.text(38) == "00ABCD" && message.text(4) == "000000001234")
    try terminal.carry(void) { _ in nil }
    let reversal = try host.request(try #require(terminal.duty(before: .deliver)))
    #expect(
      reversal.text(61) == "0000070000020615" && !reversal.has(37) && !reversal.has(35) && !reversal.has(52))
    #expect(throws: TerminalRefusal.noSuchTrade(trace: 99)) {
      try terminal.exchange(for: .void(trace: 99), at: .noon)
    }
  }

  @Test mutating func `tracks and codes are sent in their fields and tracks stay out of the journal`() throws
  {
    let track = "\(ScriptedHost.card)=49121010000000000000"
    let stripe = try #require(
      try terminal.exchange(for: .balance(.stripe(track), nil), at: .noon))
    let message = try host.request(stripe)
    #expect(
      message.text(35) == track.replacing("=", with: "D") && !message.has(2) && message.text(22) == "022")
    #expect(stripe.record?.card == ScriptedHost.card)
    let code = try #require(
      try terminal.exchange(
        for: .spend(.code("901234567890123456"), amount: 5, try PIN("274135"), goods: ""), at: .noon))
    let scanned = try host.request(code)
    #expect(scanned.text(22) == "031" && scanned.text(53) == "1600000000000000")
    #expect(
      try TaggedValues(scanned[62] ?? [], field: 62)[TaggedValues.Tag.scannedCode]
        == Array("901234567890123456".utf8))
  }

  @Test func `what is nonsense is refused before anything is sent`() {
    let card = TerminalCommand.Member.keyed(ScriptedHost.card)
    for (command, refusal) in [
      (TerminalCommand.spend(card, amount: 0, nil, goods: ""), TerminalRefusal.badAmount),
      (.spend(card, amount: 1_000_000_000_000, nil, goods: ""), .badAmount),
      (.spend(.keyed("12x4"), amount: 1, nil, goods: ""), .badMember),
      (.balance(.stripe("12?4"), nil), .badMember), (.balance(.code(""), nil), .badMember),
      (.spend(card, amount: 1, nil, goods: "ends with a space "), .badGoods),
      (.refund(card, reference: "4711", date: 615, amount: 1, ofEarn: false), .badReference),
    ] {
      #expect(throws: refusal) { try terminal.exchange(for: command, at: .noon) }
    }
  }
}
