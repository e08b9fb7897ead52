import Foundation
import ISO8583
import PointsTerminal
import TerminalCrypto
import Testing

@Suite struct `A terminal's journal and batch` {
  let host: ScriptedHost
  /// Everything that the terminal had written before the power went.
  var events: [TerminalEvent] = []
  var terminal: Terminal

  init() throws {
    host = try ScriptedHost()
    terminal = Terminal(try ScriptedHost.settings())
    let signIn = try #require(try terminal.exchange(for: .signIn, at: .noon))
    let reply = try host.reply(to: signIn, "00", isSealed: false) { message in
      message[60] = Field60(kind: 0, batch: 7, networkCode: NetworkCode.signInTripleDES).encoded
      message[62] = ScriptedHost.keyBlocks
    }
    take(signIn.before)
    take(terminal.outcome(of: signIn, reply: reply).events)
  }

  private mutating func take(_ new: [TerminalEvent]) {
    events += new
    for event in new { terminal.apply(event) }
  }

  private mutating func perform(_ command: TerminalCommand, _ code: String?) throws {
    let exchange = try #require(try terminal.exchange(for: command, at: .noon))
    take(exchange.before)
    let reply = try code.map { try host.reply(to: exchange, $0) }
    take(terminal.outcome(of: exchange, reply: reply).events)
  }

  static let card = TerminalCommand.Member.keyed(ScriptedHost.card)
  static let spend = TerminalCommand.spend(card, amount: 1_000, nil, goods: "")
  static let earn = TerminalCommand.earn(card, amount: 500, isOffline: false)

  /// Through JSON, as the file has it.
  private func replayed(_ events: [TerminalEvent]) throws -> Terminal {
    let lines = try events.map { try JSONEncoder().encode($0) }
    return Terminal(
      try ScriptedHost.settings(),
      journal: try lines.map { try JSONDecoder().decode(TerminalEvent.self, from: $0) })
  }

  @Test mutating func `switched off before the answer, it reverses when it is on again`() throws {
    let exchange = try #require(try terminal.exchange(for: Self.spend, at: .noon))
    take(exchange.before)
    let again = try replayed(events)
    #expect(again.isSignedIn)
    let duty = try #require(again.duty(before: Self.spend))
    #expect(try host.request(duty).type == .reversal)
    #expect(duty.trace == exchange.trace)
  }

  @Test mutating func `switched off before an earn was told, it tells it when it is on again`() throws {
    let exchange = try #require(try terminal.exchange(for: Self.earn, at: .noon))
    take(exchange.before)
    let duty = try #require(try replayed(events).duty(before: Self.spend))
    #expect(try host.request(duty) == host.request(exchange))
  }

  @Test mutating func `the journal begun anew gives the same terminal`() throws {
    try perform(Self.spend, "00")
    try perform(Self.earn, nil)
    try perform(Self.spend, nil)
    let again = try replayed(terminal.remembered)
    #expect(again.trades == terminal.trades && again.batch == terminal.batch)
    #expect(again.lastTrace == terminal.lastTrace && again.isSignedIn)
    #expect(again.pendingReversal == terminal.pendingReversal && again.queue == terminal.queue)
  }

  @Test func `no key and no PIN stands in the journal`() throws {
    var terminal = terminal
    let spend = TerminalCommand.spend(Self.card, amount: 1, try PIN("274135"), goods: "")
    let exchange = try #require(try terminal.exchange(for: spend, at: .noon))
    for event in exchange.before { terminal.apply(event) }
    let text = String(decoding: try JSONEncoder().encode(events + exchange.before), as: UTF8.self)
    #expect(!text.contains("274135"))
    let mac = Hex.bytes(ScriptedHost.macKey).map(String.init).joined(separator: ",")
    #expect(!text.contains(mac))
  }

  @Test mutating func `a balanced settlement closes the batch and forgets its trades`() throws {
    try perform(Self.spend, "00")
    try perform(Self.earn, "00")
    try perform(.void(trace: 2), "00")
    let settlement = try terminal.settlement()
    let message = try host.request(settlement)
    #expect(message.type == .settlement && message.text(60) == "00000007201" && !message.has(64))
    let totals = try SettlementTotals(message[48] ?? [])
    // A void counts beside what it voids.
    #expect(
      totals.domestic == .init(debitAmount: 1_000, debitCount: 1, creditAmount: 1_500, creditCount: 2))
    take(settlement.before)
    let outcome = terminal.outcome(
      of: settlement,
      reply: try host.reply(to: settlement, "00", isSealed: false) { message in
        var answer = totals
        answer.domestic.result = .balanced
        message[48] = answer.encoded
      })
    #expect(outcome.totals?.domestic.result == .balanced)
    take([terminal.settled])
    #expect(terminal.batch == 8 && terminal.trades.isEmpty && terminal.totals.domestic == .init())
  }

  @Test mutating func `between a settlement and its answer no trade is made, and it is the same again`()
    throws
  {
    try perform(Self.spend, "00")
    let first = try terminal.settlement()
    take(first.before)
    take(terminal.outcome(of: first, reply: nil).events)
    #expect(throws: TerminalRefusal.settling) { try terminal.exchange(for: Self.spend, at: .noon) }
    let again = try replayed(events).settlement()
    #expect(try host.request(again)[48] == host.request(first)[48])
    #expect(try host.request(again)[60] == host.request(first)[60])
  }

  @Test mutating func `an upload tells eight trades a message, then how many there were`() throws {
    for _ in 0..<10 { try perform(Self.spend, "00") }
    take(try terminal.settlement().before)
    let first = terminal.upload(from: 0)
    #expect(try UploadItems(host.request(first)[48] ?? []).items.map(\.trace) == Array(2...9))
    let second = terminal.upload(from: 8)
    #expect(try UploadItems(host.request(second)[48] ?? []).items.map(\.trace) == [10, 11])
    let end = terminal.upload(from: 16)
    #expect(end.purpose == .uploadEnd)
    #expect(try host.request(end).text(60) == "00000007202")
    #expect(try UploadEnd(host.request(end)[48] ?? []).count == 10)
  }

  @Test func `a slip keeps to 32 columns and masks the card`() throws {
    var record = TradeRecord(
      kind: .spend, batch: 7, trace: 2, amount: 123_456_789, card: ScriptedHost.card, entry: "012",
      moment: .noon)
    record.state = .approved
    (record.points, record.cash, record.balance) = (6_170, 50, -12_345)
    record.reference = "000000004711"
    let slip = Slip(record, try ScriptedHost.settings(), hostText: "交易成功")
    for line in slip.lines {
      let width = line.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2E80 ? 2 : 1) }
      #expect(width <= 32, "\(line)")
    }
    let text = slip.lines.joined(separator: "\n")
    #expect(text.contains("880080******2274") && !text.contains(ScriptedHost.card))
    #expect(text.contains("RMB 1,234,567.89") && text.contains("-12,345") && text.contains("06-15 12:00:00"))
  }
}
