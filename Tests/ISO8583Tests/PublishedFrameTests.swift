import ISO8583
import Testing

@Suite struct `Frames that others published` {
  /// The listener that a frame is meant for: some operators have no header.
  static func profile(for frame: PublishedFrame) -> Profile {
    var profile = Profile.unionPay
    profile.headerLength = frame.header.count / 2
    return profile
  }

  @Test(arguments: PublishedFrame.all)
  func `each decodes to what is stated and encodes to the same bytes`(published: PublishedFrame) throws {
    let wire = Hex.bytes(published.hex)
    #expect(Int(wire[0]) << 8 | Int(wire[1]) == wire.count - 2)
    let profile = Self.profile(for: published)
    let frame = try profile.decode(wire.dropFirst(2))
    #expect(frame.tpdu.map { Hex.text($0.bytes) } == published.tpdu)
    #expect(Hex.text(frame.header.bytes) == published.header)
    #expect(frame.message.type == MessageType(published.type))
    #expect(frame.message.fields == published.fields.keys.sorted())
    for (number, stated) in published.fields {
      #expect(frame.message.shown(number, in: profile) == stated, "field \(number)")
    }
    #expect(try profile.encode(frame) == Array(wire.dropFirst(2)))
  }

  @Test func `one whose length of field 60 lies is refused at field 62`() throws {
    // ConnectionTest.java (Centerm cpay; source repository unknown): two digits are said, more stand there.
    let wire = Hex.bytes(
      """
      003B600003000060310031FFF108000020000000000014000062000299333053657175656E6365204E6F31333131\
      313144315630313630303030303032
      """)
    let profile = Profile.unionPay
    let error = #expect(throws: MessageError.self) { try profile.decode(wire[2...]) }
    #expect(error == MessageError(.field(62), .beyondMaximum(length: 3330, maximum: 999)))
    let part = try #require(profile.readablePart(of: wire[2...]))
    #expect(part.message.text(11) == "000062")
    #expect(part.message.fields == [11, 60])
  }

  @Test func `the message without any frame of the MAC example`() throws {
    // blog youkuaiyun.com/zhu244912654/article/details/80005341
    let wire = Hex.bytes(
      """
      0200302004C020C09811000000000000000051001834021000063243922600099428\
      20D1312101120084393136363838303134303030303030303030303030303031313536ACF46E73838A82F9260000\
      00000000000008220000013841394539314238
      """)
    var profile = Profile.unionPay
    profile.headerLength = 0
    profile.tpduMode = .none
    let frame = try profile.decode(wire)
    let stated = [
      3: "000000", 4: "000000000051", 11: "001834", 22: "021", 25: "00", 26: "06",
      35: "4392260009942820D131210112008439", 41: "16688014", 42: "000000000000001", 49: "156",
      52: "ACF46E73838A82F9", 53: "2600000000000000", 60: "22000001", 64: "3841394539314238",
    ]
    for (number, content) in stated { #expect(frame.message.shown(number, in: profile) == content) }
    #expect(frame.message.fields == stated.keys.sorted())
    #expect(frame.macInput == Array(wire.dropLast(8)))
    #expect(try profile.encode(frame) == wire)
  }
}

extension Message {
  /// Digits, tracks and text as text, bytes as hex.
  func shown(_ field: Int, in profile: Profile) -> String? {
    profile[field]?.kind == .bytes ? self[field].map { Hex.text($0) } : text(field)
  }
}
