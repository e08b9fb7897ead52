import ISO8583
import Testing

@Suite struct `Messages, frames and types` {
  @Test func `fields are set, replaced and taken out in any order`() {
    var message = Message(.financial)
    message.set(11, "000001")
    message.set(3, "310000")
    message.set(62, "long content")
    message.set(62, "short")
    message.set(11, "000002")
    #expect(message.fields == [3, 11, 62])
    #expect(message.text(11) == "000002")
    #expect(message.text(62) == "short")
    message[3] = nil
    message[3] = nil
    #expect(message.fields == [11, 62])
    #expect(message[3] == nil && message[1] == nil && message[200] == nil)
    #expect(message.has(62) && !message.has(3))
  }

  @Test func `two messages with the same fields are equal, however they came about`() {
    var first = Message(.financial)
    first.set(3, "310000")
    first.set(11, "000001")
    var second = Message(.financial)
    second.set(11, "999999 and longer")
    second.set(3, "310000")
    second.set(11, "000001")
    #expect(first == second && first.hashValue == second.hashValue)
    second.set(11, "000002")
    #expect(first != second)
    second[11] = nil
    #expect(first != second)
  }

  @Test(
    arguments: [
      (0x0200, 0x0210), (0x0220, 0x0230), (0x0400, 0x0410), (0x0320, 0x0330), (0x0500, 0x0510),
      (0x0800, 0x0810),
      (0x0820, 0x0830), (0x0201, 0x0210), (0x0401, 0x0410), (0x0221, 0x0230), (0x0100, 0x0110),
      (0x0210, 0x0210),
    ] as [(UInt16, UInt16)])
  func `a type has its response`(request: UInt16, response: UInt16) {
    #expect(MessageType(request).response == MessageType(response))
    #expect(MessageType(response).isResponse)
  }

  @Test func `a repeat knows its first`() {
    #expect(MessageType(0x0201).isRepeat && !MessageType.financial.isRepeat)
    #expect(MessageType(0x0221).withoutRepeat == .financialAdvice)
    #expect(MessageType.reversal.asRepeat == MessageType(0x0401))
    #expect("\(MessageType.reversal)" == "0400")
  }

  @Test func `the way back swaps, or echoes, as the profile says`() {
    let tpdu = TPDU(destination: 0x0003, source: 0x1234)
    var profile = Profile.unionPay
    #expect(profile.replyTPDU(to: tpdu) == TPDU(destination: 0x1234, source: 0x0003))
    profile.tpduMode = .echo
    #expect(profile.replyTPDU(to: tpdu) == tpdu)
    profile.tpduMode = .none
    #expect(profile.replyTPDU(to: tpdu) == nil)
    #expect(TPDU(tpdu.bytes) == tpdu && TPDU([0x60]) == nil)
  }

  @Test func `the host's wish stands in the header's sixth digit`() throws {
    var header = try #require(Header(Hex.bytes("60310031FFF1")))
    #expect(header.requirement == Header.Requirement.none)
    header.requirement = .signInAgain
    #expect(Hex.text(header.bytes) == "60310331FFF1")
    #expect(Header([1, 2, 3]) == nil)
    var absent = Header.none
    absent.requirement = .signInAgain
    #expect(absent.isEmpty && absent.bytes == [])
  }

  @Test func `a seal covers the message up to field 64 and is what stands there`() throws {
    var message = Message(.financial)
    message.set(3, "310000")
    message.set(60, "22000001")
    let frame = Frame(tpdu: TPDU(destination: 3, source: 0), header: .unionPay, message: message)
    var covered: [UInt8] = []
    let wire = try Profile.unionPay.encode(frame) { bytes in
      covered = Array(bytes)
      return Array("8A9E91B8".utf8)
    }
    let decoded = try Profile.unionPay.decode(wire)
    #expect(decoded.message.text(64) == "8A9E91B8")
    #expect(decoded.macInput == covered)
    #expect(Hex.text(covered) == "02002000000000000011" + "310000" + "000822000001")
    // A seal replaces what stood in field 64.
    #expect(try Profile.unionPay.encode(decoded) { _ in Array("8A9E91B8".utf8) } == wire)
    #expect(throws: MessageError(.field(64), .wrongLength(length: 4, fixed: 8))) {
      try Profile.unionPay.encode(frame) { _ in [1, 2, 3, 4] }
    }
  }
}
