import Coalition
import DatabaseTesting
import ISO8583
import Ledger
import Logging
import Storage
import Testing

@testable import POSGateway

@Suite("Settlement of terminals", .database)
struct SettlementTests {
  @Test func `a batch that balances is closed, answered alike again, and the next one is open`() async throws
  {
    try await Counter.open { counter in
      try await counter.signIn()
      try await counter.give(1_000)
      var earn = counter.till.trade(.earn, 10_000)
      earn.set(2, counter.card)
      _ = try await counter.ask(earn)
      let spend = try counter.till.spend(50, card: counter.card, pin: Counter.pin)
      _ = try await counter.ask(spend)
      let void = try counter.till.following(.spendVoid, 50, spend)
      _ = try await counter.ask(void)
      let reversed = try counter.till.spend(70, card: counter.card, pin: Counter.pin)
      _ = try await counter.ask(reversed)
      _ = try await counter.ask(counter.till.reversal(of: reversed))
      let settlement = counter.till.settlement(debit: (50, 1), credit: (10_050, 2))
      let reply = try #require(try await counter.ask(settlement, sealed: false))
      #expect(reply.text(39) == "00")
      #expect(
        reply.text(48) == "000000000050001000000010050002" + "1" + String(repeating: "0", count: 30) + "1")
      var again = settlement
      again.set(11, "000950")
      #expect(try await counter.ask(again, sealed: false)?.text(48) == reply.text(48))
      // The terminal raises its batch as the host did.
      #expect(
        try await counter.ask(try counter.till.spend(10, card: counter.card, pin: Counter.pin))?.text(39)
          == "77")
      counter.till.batch = 2
      #expect(
        try await counter.ask(try counter.till.spend(10, card: counter.card, pin: Counter.pin))?.text(39)
          == "00")
    }
  }

  @Test func `one that does not is uploaded, and each difference becomes a case once`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      try await counter.give(2_000)
      var sent: [Message] = []
      for fen in [50, 60, 70] {
        sent.append(try counter.till.spend(fen, card: counter.card, pin: Counter.pin))
        _ = try await counter.ask(sent[sent.count - 1])
      }
      let settlement = counter.till.settlement(debit: (125, 2), credit: (0, 0))
      let reply = try #require(try await counter.ask(settlement, sealed: false))
      #expect(reply.text(48)?.hasPrefix("000000000180003000000000000000" + "2") == true)
      // The terminal has the first, another amount of the second, not the third, and one that never came.
      let traces = sent.compactMap { $0.text(11).flatMap { Int($0) } }
      let upload = counter.till.upload([
        (traces[0], counter.card, 50), (traces[1], counter.card, 75), (999, counter.card, 10),
      ])
      for message in [upload, upload] {
        #expect(try await counter.ask(message, sealed: false)?.text(39) == "00")
      }
      for _ in 0..<2 {
        let end = counter.till.uploadEnd(count: 3)
        #expect(try await counter.ask(end, sealed: false)?.text(39) == "00")
      }
      let cases = try await counter.coalition.cases(by: .system).items
      #expect(Set(cases.map(\.kind)) == [.amountDiffers, .missingThere, .missingHere])
      #expect(cases.count == 3)
      let unlike = try #require(cases.first { $0.kind == .amountDiffers })
      #expect(unlike.ours.minorUnits == 60)
      #expect(unlike.theirs.minorUnits == 75)
      let batches = try await counter.coalition.tillBatches(of: counter.till.id, by: .system)
      #expect(batches.map(\.differences) == [3])
      #expect(batches.map(\.state) == [.uploaded])
      // What was posted, and what the terminal has, is what agrees (the first) and what is open: 0015.
      let posted = try #require(batches.first).settlement.counted.debit.amount
      let open = cases.filter { $0.state == .open }
      let (ours, theirs) = (open.compactMap(\.ours.minorUnits), open.compactMap(\.theirs.minorUnits))
      #expect(posted == ours.reduce(50, +) && theirs.reduce(50, +) == 135)
    }
  }

  @Test func `an upload of which lines are missing is asked for again, once`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      try await counter.give(1_000)
      var traces: [Int] = []
      for fen in [50, 60] {
        let spend = try counter.till.spend(fen, card: counter.card, pin: Counter.pin)
        _ = try await counter.ask(spend)
        traces.append(try #require(spend.text(11).flatMap { Int($0) }))
      }
      _ = try await counter.ask(counter.till.settlement(debit: (1, 1), credit: (0, 0)), sealed: false)
      let terminal = counter.till.id
      func differences() async throws -> [Int] {
        try await counter.coalition.tillBatches(of: terminal, by: .system).map(\.differences)
      }
      let first = counter.till.upload([(traces[0], counter.card, 50)])
      _ = try await counter.ask(first, sealed: false)
      // Two were told, one came.
      #expect(try await counter.ask(counter.till.uploadEnd(count: 2), sealed: false)?.text(39) == "95")
      #expect(try await counter.coalition.cases(by: .system).items.isEmpty)
      let second = counter.till.upload([(traces[1], counter.card, 60)])
      _ = try await counter.ask(second, sealed: false)
      #expect(try await counter.ask(counter.till.uploadEnd(count: 2), sealed: false)?.text(39) == "00")
      #expect(try await differences() == [0])
      // A terminal that insists ends its batch all the same, and what is missing becomes a case.
      counter.till.batch = 2
      let more = try counter.till.spend(10, card: counter.card, pin: Counter.pin)
      _ = try await counter.ask(more)
      _ = try await counter.ask(counter.till.settlement(debit: (1, 1), credit: (0, 0)), sealed: false)
      #expect(try await counter.ask(counter.till.uploadEnd(count: 7), sealed: false)?.text(39) == "95")
      #expect(try await counter.ask(counter.till.uploadEnd(count: 7), sealed: false)?.text(39) == "00")
      #expect(try await differences() == [1, 0])
    }
  }

  @Test func `a refund is uploaded as the trade itself, too`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      try await counter.give(1_000)
      let spend = try counter.till.spend(50, card: counter.card, pin: Counter.pin)
      let rrn = try await counter.ask(spend)?.text(37)
      let refund = try counter.till.following(.spendRefund, 20, spend, rrn: rrn)
      _ = try await counter.ask(refund)
      let settlement = counter.till.settlement(debit: (50, 1), credit: (0, 0))
      _ = try await counter.ask(settlement, sealed: false)
      let lines = counter.till.upload([(try #require(spend.text(11).flatMap { Int($0) }), counter.card, 50)])
      _ = try await counter.ask(lines, sealed: false)
      var single = counter.till.message(.batchUpload, kind: 25, networkCode: NetworkCode.settlement)
      for field in [4, 11] { single[field] = refund[field] }
      single.set(2, counter.card)
      #expect(try await counter.ask(single, sealed: false)?.text(39) == "00")
      #expect(try await counter.ask(counter.till.uploadEnd(count: 2), sealed: false)?.text(39) == "00")
      #expect(
        try await counter.coalition.tillBatches(of: counter.till.id, by: .system).map(\.differences) == [0])
    }
  }

  @Test func `after batch 999999 comes 000001, and names of a generation ago mean what they meant`()
    async throws
  {
    try await Counter.open { counter in
      try await counter.signIn()
      try await counter.give(10_000)
      // The first batch 1 has a spend under trace 2.
      let ancient = try counter.till.spend(10, card: counter.card, pin: Counter.pin)
      #expect(try await counter.ask(ancient)?.text(39) == "00")
      let terminal = counter.till.id
      try await counter.coalition.database.write { tx in
        try tx.execute("UPDATE pos_terminal SET batch = 999999 WHERE terminal_id = \(terminal)")
      }
      try await counter.signIn()
      #expect(counter.till.batch == 999_999)
      let old = try counter.till.spend(20, card: counter.card, pin: Counter.pin)
      let rrn = try await counter.ask(old)?.text(37)
      let undone = try counter.till.spend(40, card: counter.card, pin: Counter.pin)
      _ = try await counter.ask(undone)
      let settlement = counter.till.settlement(debit: (60, 2), credit: (0, 0))
      let settled = try #require(try await counter.ask(settlement, sealed: false))
      #expect(settled.text(48)?.suffix(1) == "1")
      try await counter.signIn()
      #expect(counter.till.batch == 1)
      // The same batch and trace as the ancient one, and no duplicate of it.
      counter.till.trace = 1
      let new = try counter.till.spend(10, card: counter.card, pin: Counter.pin)
      #expect(new.text(11) == ancient.text(11))
      #expect(try await counter.ask(new)?.text(39) == "00")
      #expect(try await counter.spendable() == 10_000 - 50 - 100 - 200 - 50)
      // Batch 999999 is the one before, for reversals, voids, refunds and the settlement asked again.
      #expect(try await counter.ask(counter.till.reversal(of: undone))?.text(39) == "00")
      counter.till.trace = 500
      let refund = try counter.till.following(.spendRefund, 20, old, rrn: rrn)
      #expect(try await counter.ask(refund)?.text(39) == "00")
      #expect(try await counter.ask(settlement, sealed: false)?.text(48) == settled.text(48))
      // And batch 1 is this one: the ancient spend stands.
      #expect(try await counter.ask(counter.till.reversal(of: new))?.text(39) == "00")
      #expect(try await counter.spendable() == 10_000 - 50)
      let batches = try await counter.coalition.tillBatches(of: terminal, by: .system)
      #expect(batches.map(\.settlement.batch) == [TillBatchName(number: 999_999)])
      #expect(TillBatchName(number: 999_999).next == TillBatchName(generation: 1, number: 1))
    }
  }

  @Test func `an advice over its limits or too late is received, makes no points and becomes a case`()
    async throws
  {
    var parameters = POSParameters()
    parameters.adviceLimit = 10_000
    parameters.batchAdviceLimit = 15_000
    try await Counter.open(parameters) { counter in
      try await counter.signIn()
      for (fen, points) in [(9_000, 450), (10_001, 450), (6_001, 450), (6_000, 750)] as [(Int, Points)] {
        var earn = counter.till.trade(.earn, fen)
        earn.set(2, counter.card)
        #expect(try await counter.ask(earn)?.text(39) == "00")
        #expect(try await counter.spendable() == points)
        // The same advice again, also one that was kept, changes nothing.
        var repeated = earn
        repeated.type = MessageType(0x0221)
        #expect(try await counter.ask(repeated)?.text(39) == "00")
        #expect(try await counter.spendable() == points)
      }
      counter.till.batch = 1
      var old = counter.till.trade(.earn, 100)
      old.set(2, counter.card)
      old.set(12, "120000")
      old.set(13, "0226")
      #expect(try await counter.ask(old)?.text(39) == "00")
      #expect(try await counter.spendable() == 750)
      let cases = try await counter.coalition.cases(by: .system).items
      #expect(cases.map(\.kind) == [.adviceNotPosted, .adviceNotPosted, .adviceNotPosted])
      #expect(Set(cases.map(\.reason.code)) == [.adviceLimit, .adviceTooOld])
    }
  }
}

extension SettlementTests {
  @Test func `an advice that is kept is answered with the same bytes, also after a restart`() async throws {
    var parameters = POSParameters()
    parameters.adviceLimit = 10_000
    try await Counter.open(parameters) { counter in
      try await counter.signIn()
      var kept: [(frame: [UInt8], reply: LinkAnswer)] = []
      // One over its limit, one that the platform declines, one that was reversed before it came.
      for kind in 0..<3 {
        var earn = counter.till.trade(.earn, kind == 0 ? 10_001 : 5_000)
        earn.set(2, kind == 1 ? "8800000000000000" : counter.card)
        if kind == 2 { _ = try await counter.ask(counter.till.reversal(of: earn)) }
        let frame = try counter.till.frame(earn)
        kept.append((frame, await counter.host.answer(frame)))
        counter.clock.advance(seconds: 61)
      }
      counter.clock.advance(seconds: 2 * 86_400)
      let fresh = TillHost(counter.coalition, logger: Logger(label: "test"))
      for host in [counter.host, fresh, fresh] {
        for (frame, reply) in kept {
          let bytes = try #require(reply.bytes)
          #expect(await host.answer(frame).bytes == bytes)
          #expect(try counter.till.profile.decode(bytes).message.text(39) == "00")
        }
        counter.clock.advance(seconds: 61)
      }
      #expect(try await counter.spendable() == 0)
      #expect(try await counter.coalition.cases(by: .system).items.count == 3)
    }
  }
}

extension LinkAnswer {
  fileprivate var bytes: [UInt8]? { if case .reply(let bytes) = self { bytes } else { nil } }
}

extension Till {
  mutating func settlement(debit: (Int, Int), credit: (Int, Int)) -> Message {
    var message = message(.settlement, kind: 0, networkCode: NetworkCode.settlement)
    message[48] =
      SettlementTotals(
        domestic: .init(
          debitAmount: debit.0, debitCount: debit.1, creditAmount: credit.0, creditCount: credit.1)
      ).encoded
    message.set(49, "156")
    message.set(63, "01 ")
    return message
  }

  mutating func upload(_ lines: [(trace: Int, card: String, fen: Int)]) -> Message {
    var message = message(.batchUpload, kind: 0, networkCode: NetworkCode.settlement)
    message[48] =
      UploadItems(
        lines.map { UploadItems.Item(trace: $0.trace, cardNumber: Array($0.card.utf8), amount: $0.fen) }
      ).encoded
    return message
  }

  mutating func uploadEnd(count: Int) -> Message {
    var message = message(.batchUpload, kind: 0, networkCode: NetworkCode.endOfUnbalancedUpload)
    message[48] = UploadEnd(count: count).encoded
    return message
  }
}
