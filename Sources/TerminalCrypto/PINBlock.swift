/// The block of field 52: format 0 of ANSI X9.8 (ISO 9564-1), and UnionPay's wider form of it for SM4.
///
/// Control nibble 0, the length, the digits, `F` to the end; XORed with zeros and the last twelve digits of
/// the card number before its check digit. Without a card number (first digit of field 53 is 1) nothing is
/// XORed.
package enum PINBlock {
  /// The enciphered block of a PIN under a PIN key.
  /// - Throws: `PINError.badCardNumber`
  package static func encrypted(
    _ pin: PIN, cardNumber: [UInt8]?, under key: TerminalKey
  ) throws(PINError) -> [UInt8] {
    let clear = try clear(pin, cardNumber: cardNumber, size: key.cipher.blockSize)
    return key.transformed(clear, .encrypt)
  }

  /// The PIN of an enciphered block.
  /// - Throws: `PINError.badBlockSize`, `.badBlock`, `.badCardNumber`
  package static func decrypted(
    _ block: [UInt8], cardNumber: [UInt8]?, under key: TerminalKey
  ) throws(PINError) -> PIN {
    guard block.count == key.cipher.blockSize else { throw .badBlockSize }
    return try pin(ofClear: key.transformed(block, .decrypt), cardNumber: cardNumber)
  }

  /// The block before it is enciphered: of 8 bytes, or 16 for SM4. The card number is ASCII digits.
  package static func clear(_ pin: PIN, cardNumber: [UInt8]?, size: Int = 8) throws(PINError) -> [UInt8] {
    var nibbles = [0, UInt8(pin.digits.count)] + pin.digits
    nibbles += [UInt8](repeating: 0xF, count: 2 * size - nibbles.count)
    return try mixed(packed(nibbles), with: cardNumber)
  }

  /// The PIN of a block that is not enciphered.
  package static func pin(ofClear block: [UInt8], cardNumber: [UInt8]?) throws(PINError) -> PIN {
    let nibbles = try mixed(block, with: cardNumber).flatMap { [$0 >> 4, $0 & 0xF] }
    let count = Int(nibbles[1])
    guard nibbles[0] == 0, PIN.lengths.contains(count) else { throw .badBlock }
    let digits = Array(nibbles[2..<2 + count])
    guard digits.allSatisfy({ $0 <= 9 }), nibbles[(2 + count)...].allSatisfy({ $0 == 0xF }) else {
      throw .badBlock
    }
    return try PIN(digits: digits)
  }

  /// XOR with the card number's part; applied twice it gives the same again.
  private static func mixed(_ block: [UInt8], with cardNumber: [UInt8]?) throws(PINError) -> [UInt8] {
    guard let cardNumber else { return block }
    let digits = cardNumber.map { $0 &- 0x30 }
    guard !digits.isEmpty, digits.allSatisfy({ $0 <= 9 }) else { throw .badCardNumber }
    let part = Array(digits.dropLast().suffix(12))
    let zeros = [UInt8](repeating: 0, count: 2 * block.count - part.count)
    return zip(block, packed(zeros + part)).map { $0 ^ $1 }
  }

  private static func packed(_ nibbles: [UInt8]) -> [UInt8] {
    stride(from: 0, to: nibbles.count, by: 2).map { nibbles[$0] << 4 | nibbles[$0 + 1] }
  }
}
