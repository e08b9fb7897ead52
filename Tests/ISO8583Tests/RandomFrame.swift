import ISO8583

extension Frame {
  /// A frame that the profile can write, with any of its fields and any content that they take.
  static func random(in profile: Profile, _ chance: inout SplitMix) -> Frame {
    var message = Message(MessageType(MessageType.known.randomElement(using: &chance)!))
    let last = profile.allowsSecondaryBitmap ? 128 : 64
    for field in 2...last where Int.random(in: 0..<3, using: &chance) == 0 {
      guard let format = profile[field] else { continue }
      message[field] = format.randomContent(&chance)
    }
    let tpdu = TPDU(
      id: 0x60, destination: .random(in: 0...0xFFFF, using: &chance),
      source: .random(in: 0...0xFFFF, using: &chance))
    let header = Header((0..<profile.headerLength).map { _ in .random(in: 0...0xFF, using: &chance) })!
    return Frame(tpdu: profile.tpduMode == .none ? nil : tpdu, header: header, message: message)
  }
}

extension MessageType {
  static let known: [UInt16] = [
    0x0100, 0x0110, 0x0200, 0x0201, 0x0210, 0x0220, 0x0230, 0x0320, 0x0330, 0x0400, 0x0401, 0x0410, 0x0500,
    0x0510, 0x0620, 0x0630, 0x0800, 0x0810, 0x0820, 0x0830, 0x9999, 0x0000,
  ]
}

extension FieldFormat {
  func randomContent(_ chance: inout SplitMix) -> [UInt8] {
    // Short contents are the usual ones, the greatest ones the interesting ones.
    let longest = Bool.random(using: &chance) ? maximum : min(maximum, 24)
    let count = length == .fixed ? maximum : Int.random(in: 0...longest, using: &chance)
    return (0..<count).map { place in
      switch kind {
      case .digits: UInt8.random(in: 0x30...0x39, using: &chance)
      case .track: Array("0123456789ABCDEF".utf8).randomElement(using: &chance)!
      case .text: UInt8.random(in: 0x20...0x7E, using: &chance)
      case .bytes: UInt8.random(in: 0...0xFF, using: &chance)
      case .signedDigits:
        place == 0
          ? Array("CD0".utf8).randomElement(using: &chance)! : UInt8.random(in: 0x30...0x39, using: &chance)
      }
    }
  }
}
