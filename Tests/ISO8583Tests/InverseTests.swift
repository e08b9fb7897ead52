import ISO8583
import Testing

@Suite struct `Decoding and encoding undo each other` {
  static let profiles: [(name: String, profile: Profile)] = {
    var bare = Profile.unionPay
    bare.headerLength = 0
    bare.tpduMode = .none
    return [
      ("UnionPay", .unionPay), ("UnionPay SM4", .unionPaySM4), ("no frame", bare), ("ISO87B", .iso87B),
      ("ISO87A", .iso87A),
    ]
  }()

  @Test(arguments: profiles.indices, [1, 2, 3])
  func `every random message comes back`(profile: Int, seed: Int) throws {
    let profile = Self.profiles[profile].profile
    var chance = SplitMix(seed: UInt64(seed))
    for _ in 0..<1_000 {
      let frame = Frame.random(in: profile, &chance)
      let wire = try profile.encode(frame)
      let decoded = try profile.decode(wire)
      #expect(decoded == frame)
      #expect(try profile.encode(decoded) == wire)
      #expect(try profile.decode(([0] + wire + [0]).dropFirst().dropLast()) == frame)
    }
  }

  @Test(arguments: profiles.indices)
  func `changed bytes are refused or come back as they are`(profile: Int) throws {
    let profile = Self.profiles[profile].profile
    var chance = SplitMix(seed: 7)
    var refused = 0
    for _ in 0..<4_000 {
      var wire = try profile.encode(Frame.random(in: profile, &chance))
      for _ in 0..<Int.random(in: 1...4, using: &chance) {
        switch Int.random(in: 0..<4, using: &chance) {
        case 0: wire[wire.indices.randomElement(using: &chance)!] = .random(in: 0...0xFF, using: &chance)
        case 1: wire.removeLast(min(wire.count - 1, Int.random(in: 1...8, using: &chance)))
        case 2: wire.append(.random(in: 0...0xFF, using: &chance))
        default:
          wire[wire.indices.randomElement(using: &chance)!] ^= 1 << UInt8.random(in: 0..<8, using: &chance)
        }
      }
      do throws(MessageError) {
        let frame = try profile.decode(wire)
        #expect(try profile.encode(frame) == wire)
      } catch {
        refused += 1
        _ = profile.readablePart(of: wire)
      }
    }
    // The test is about something only if both happen.
    #expect(refused > 400 && refused < 4_000)
  }

  @Test func `every shorter message is refused, and at no byte it crashes`() throws {
    var chance = SplitMix(seed: 11)
    for _ in 0..<20 {
      let wire = try Profile.unionPay.encode(Frame.random(in: .unionPay, &chance))
      for count in 0..<wire.count {
        #expect(throws: MessageError.self) { try Profile.unionPay.decode(wire.prefix(count)) }
      }
    }
  }
}
