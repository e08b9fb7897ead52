import Coalition
import DatabaseTesting
import ISO8583
import Ledger
import TerminalCrypto
import Testing

@testable import POSGateway

@Suite("Signing in", .database)
struct SignInTests {
  @Test func `a terminal signs in with UnionPay's seal and may then trade`() async throws {
    try await trades(.unionPayECB)
  }

  @Test func `and with that of X9_9`() async throws { try await trades(.x99) }

  @Test func `and with that of X9_19`() async throws { try await trades(.x919) }

  @Test func `and with that of SM4, whose PIN blocks are wider`() async throws { try await trades(.sm4) }

  private func trades(_ mac: POSTerminal.MAC) async throws {
    var parameters = POSParameters()
    parameters.mac = mac
    try await Counter.open(parameters) { counter in
      try await counter.signIn()
      try await counter.give(1_000)
      let spend = try counter.till.spend(100, card: counter.card, pin: Counter.pin)
      let reply = try #require(try await counter.ask(spend))
      #expect(reply.text(39) == "00")
      #expect(reply.type == MessageType(0x0210))
      #expect(try await counter.spendable() == 500)
    }
  }

  @Test func `an answer is sealed with the terminal's key, and repeats what the terminal looks for`()
    async throws
  {
    try await Counter.open { counter in
      try await counter.signIn()
      let echo = counter.till.trade(.balance, 0)
      var asked = echo
      asked.set(2, counter.card)
      guard case .reply(let bytes) = await counter.host.answer(try counter.till.frame(asked)) else {
        Issue.record("no answer")
        return
      }
      let frame = try Profile.unionPay.decode(bytes)
      let key = try #require(counter.till.macKey)
      #expect(key.verifies(try #require(frame.message[64]), for: frame.macInput))
      #expect(frame.tpdu == TPDU(id: 0x60, destination: 0, source: 3))
      for field in [3, 11, 25, 41, 42, 49, 60] { #expect(frame.message[field] == asked[field]) }
      #expect(frame.message.text(12) == "160000")
      #expect(frame.message.text(13) == "0302")
      #expect(frame.message.text(54) == "6502156C000000000000")
    }
  }

  @Test func `nobody who has not signed in may trade, and a signed out terminal must sign in again`()
    async throws
  {
    try await Counter.open { counter in
      var early = counter.till.trade(.earn, 10_000)
      early.set(2, counter.card)
      early[64] = [UInt8](repeating: 0x30, count: 8)
      #expect(try await counter.ask(early, sealed: false)?.text(39) == "77")
      try await counter.signIn()
      let out = counter.till.message(.networkAdvice, kind: 0, networkCode: 2)
      #expect(try await counter.ask(out, sealed: false)?.text(39) == "00")
      var late = counter.till.trade(.earn, 10_000)
      late.set(2, counter.card)
      #expect(try await counter.ask(late)?.text(39) == "77")
      #expect(try await counter.spendable() == 0)
    }
  }

  @Test func `new keys come with each sign-in, and the old seal is wrong at once`() async throws {
    try await Counter.open { counter in
      try await counter.signIn()
      let old = counter.till
      try await counter.signIn()
      var earn = counter.till.trade(.earn, 10_000)
      earn.set(2, counter.card)
      #expect(try await counter.answer(to: old.frame(earn))?.text(39) == "A0")
      #expect(try await counter.spendable() == 0)
      #expect(try await counter.ask(earn)?.text(39) == "00")
      #expect(try await counter.spendable() == 500)
    }
  }

  @Test func `an echo needs no seal, and an unknown or disabled terminal is told so`() async throws {
    try await Counter.open { counter in
      let echo = counter.till.message(.networkAdvice, kind: 0, networkCode: 301)
      #expect(try await counter.ask(echo, sealed: false)?.text(39) == "00")
      var stranger = echo
      stranger.set(41, "99999999")
      #expect(try await counter.ask(stranger, sealed: false)?.text(39) == "97")
      _ = try await counter.coalition.setStatus(.disabled, ofTerminal: counter.till.id, by: .system)
      let again = counter.till.message(.networkAdvice, kind: 0, networkCode: 301)
      #expect(try await counter.ask(again, sealed: false)?.text(39) == "58")
    }
  }

  @Test func `what the host does not offer is answered 40, and what lacks a field 30`() async throws {
    try await Counter.open { counter in
      let keysOfChipCards = counter.till.message(.network, kind: 0, networkCode: 370)
      #expect(try await counter.ask(keysOfChipCards, sealed: false)?.text(39) == "40")
      try await counter.signIn()
      var bankCard = counter.till.trade(.spend, 100)
      bankCard.set(25, "00")
      bankCard.set(2, counter.card)
      #expect(try await counter.ask(bankCard)?.text(39) == "40")
      var draw = counter.till.trade(.draw, 0)
      draw.set(2, counter.card)
      #expect(try await counter.ask(draw)?.text(39) == "40")
      let nobody = counter.till.trade(.spend, 100)
      #expect(try await counter.ask(nobody)?.text(39) == "30")
      var noAmount = counter.till.trade(.spend, 100)
      noAmount[4] = nil
      noAmount.set(2, counter.card)
      #expect(try await counter.ask(noAmount)?.text(39) == "30")
    }
  }

  @Test func `a terminal learns its parameters`() async throws {
    try await Counter.open { counter in
      let ask = counter.till.message(.network, kind: 0, networkCode: 360)
      let reply = try #require(try await counter.ask(ask, sealed: false))
      #expect(reply.text(39) == "00")
      #expect(reply[43]?.count == 40)
      let text = try #require(reply.text(62))
      #expect(text.hasPrefix("1260133201" + "22One "))
      #expect(text.hasSuffix("A1000002000000A2000020000000A3140310112022232536373839464748"))
    }
  }
}
