internal import Coalition
internal import ISO8583
internal import TerminalCrypto

/// Field 35 of a terminal that enciphers tracks, which the third digit of field 53 says (磁道加密).
///
/// Packed two digits a byte, the eight bytes before the last are enciphered with triple DES under the track
/// key of the sign-in; what stands before them is in clear, most often all of the card's number. Public hosts
/// and frames agree on this form; none shows one for SM4.
enum EncipheredTrack {
  /// The message as if its track had come in clear.
  /// - Throws: ``TillRefusal``: 77 without a track key, 40 with SM4, 30 for what is no track.
  static func opened(_ message: Message, _ access: POSAccess) throws(TillRefusal) -> Message {
    guard let track = message[35], message[53]?.dropFirst(2).first == UInt8(ascii: "1") else {
      return message
    }
    guard access.terminal.parameters.mac != .sm4 else { throw TillRefusal(.notSupported, field: 35) }
    guard let key = access.trackKey else { throw TillRefusal(.signInAgain, field: 35) }
    guard let clear = opened(track, key) else { throw TillRefusal(.formatError, field: 35) }
    var message = message
    message[35] = clear
    return message
  }

  /// Nil for what is too short, or no track once it is deciphered.
  static func opened(_ track: [UInt8], _ key: TerminalKey) -> [UInt8]? {
    let nibbles = track.compactMap { Character(UnicodeScalar($0)).hexDigitValue.map(UInt8.init) }
    guard nibbles.count == track.count else { return nil }
    let filled = nibbles.count.isMultiple(of: 2) ? nibbles : nibbles + [0]
    var packed = stride(from: 0, to: filled.count, by: 2).map { filled[$0] << 4 | filled[$0 + 1] }
    guard packed.count > 8 else { return nil }
    let hidden = packed.count - 9..<packed.count - 1
    guard let open = try? key.decrypt(Array(packed[hidden])) else { return nil }  // Eight bytes are a block.
    packed.replaceSubrange(hidden, with: open)
    let clear = packed.flatMap { [$0 >> 4, $0 & 0xF] }.prefix(track.count)
    // A track has digits and one separator, D.
    guard clear.allSatisfy({ $0 < 10 || $0 == 0xD }) else { return nil }
    return clear.map { $0 < 10 ? 0x30 + $0 : UInt8(ascii: "D") }
  }
}
