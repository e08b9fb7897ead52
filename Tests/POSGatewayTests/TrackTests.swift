import Coalition
import DatabaseTesting
import ISO8583
import Ledger
import TerminalCrypto
import Testing

@testable import POSGateway

@Suite("Enciphered tracks", .database)
struct TrackTests {
  @Test func `a terminal that enciphers tracks gets a key for them, and its cards are read`() async throws {
    try await Counter.open { counter in
      let key = try #require(try await counter.signInWithTrackKey())
      try await counter.give(1_000)
      for tail in ["D49125200000000000", "D4912"] {
        let spend = try counter.till.swiped(counter.card, tail, counter.card, key)
        #expect(try await counter.ask(spend)?.text(39) == "00", "\(tail)")
      }
      // A short track hides digits of the number itself.
      let hidden = try counter.till.swiped(counter.card, "D4912", counter.card, key)
      #expect(hidden.text(35)?.hasPrefix(counter.card) == false)
      #expect(try await counter.spendable() == 500)
    }
  }

  @Test func `without its key nothing is read: 77, and what is no track 30`() async throws {
    try await Counter.open { counter in
      let key = try #require(try await counter.signInWithTrackKey())
      try await counter.give(1_000)
      var short = try counter.till.swiped(counter.card, "D4912", counter.card, key)
      short.set(35, "1234567890123456")
      #expect(try await counter.ask(short)?.text(39) == "30")
      let another = try TerminalKey([UInt8](repeating: 3, count: 16), .tripleDES)
      let wrong = try counter.till.swiped(counter.card, "D4912", counter.card, another)
      #expect(try await counter.ask(wrong)?.text(39) == "30")
      try await counter.signIn()
      let late = try counter.till.swiped(counter.card, "D4912", counter.card, key)
      #expect(try await counter.ask(late)?.text(39) == "77")
      #expect(try await counter.spendable() == 1_000)
    }
  }

  @Test func `under SM4 the key is given, and a track that it hides is not taken`() async throws {
    var parameters = POSParameters()
    parameters.mac = .sm4
    try await Counter.open(parameters) { counter in
      try await counter.signIn(networkCode: 6)
      try await counter.give(1_000)
      var spend = try counter.till.spend(50, card: counter.card, pin: Counter.pin)
      #expect(try await counter.ask(spend)?.text(39) == "00")
      spend = try counter.till.spend(50, card: counter.card, pin: Counter.pin)
      spend.set(35, "8800D49125200000000000000000000000000")
      spend.set(53, "2610000000000000")
      #expect(try await counter.ask(spend)?.text(39) == "40")
    }
  }

  @Test func `a published frame has the form that is taken here`() throws {
    // Eight bytes before the last are hidden, what stands before them is in clear.
    let track = Array("6226090000008388D491C8C34DB509A8C85E9".utf8)
    let key = try TerminalKey([UInt8](repeating: 1, count: 16), .tripleDES)
    let clear = Array("6226090000008388D49122010000000000009".utf8)
    let hidden = try Till.enciphered(clear, key)
    #expect(hidden.prefix(20) == track.prefix(20) && hidden.last == track.last)
    #expect(EncipheredTrack.opened(hidden, key) == clear)
  }
}

extension Counter {
  mutating func signIn(networkCode: Int) async throws {
    var message = till.signIn()
    message[60] = Field60(kind: 0, batch: till.batch, networkCode: networkCode).encoded
    try till.take(try #require(try await ask(message, sealed: false)))
  }

  /// 004; gives the track key.
  fileprivate mutating func signInWithTrackKey() async throws -> TerminalKey? {
    var message = till.signIn()
    message[60] = Field60(kind: 0, batch: till.batch, networkCode: 4).encoded
    let reply = try #require(try await ask(message, sealed: false))
    try till.take(reply)
    let content = try #require(reply[62])
    #expect(content.count == 60)
    guard let block = try KeyBlocks(content).trackKey else { return nil }
    let master = try TerminalKey(Self.masterKey, .tripleDES)
    return try master.unwrap(block.key, as: .tripleDES, checkValue: block.checkValue)
  }
}

extension Till {
  /// A spend of 0.50 whose card was read by a head that enciphers.
  fileprivate mutating func swiped(
    _ card: String, _ tail: String, _ pinCard: String, _ key: TerminalKey
  ) throws -> Message {
    var message = try proven(trade(.spend, 50), pinCard, Counter.pin)
    message[2] = nil
    message.set(22, "021")
    message[35] = try Self.enciphered(Array((card + tail).utf8), key)
    message.set(53, "2610000000000000")
    return message
  }

  fileprivate static func enciphered(_ track: [UInt8], _ key: TerminalKey) throws -> [UInt8] {
    let text = String(decoding: track, as: UTF8.self) + (track.count.isMultiple(of: 2) ? "" : "0")
    var packed = stride(from: 0, to: text.count, by: 2).compactMap { offset in
      UInt8(text.dropFirst(offset).prefix(2), radix: 16)
    }
    let hidden = packed.count - 9..<packed.count - 1
    packed.replaceSubrange(hidden, with: try key.encrypt(Array(packed[hidden])))
    let digits = packed.flatMap { [$0 >> 4, $0 & 0xF] }.map { String($0, radix: 16, uppercase: true) }
    return Array(digits.joined().utf8.prefix(track.count))
  }
}
