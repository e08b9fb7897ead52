internal import CCrypto

/// The block ciphers of terminals.
package enum Cipher: String, Hashable, Sendable, CaseIterable {
  case des, tripleDES, sm4

  package var blockSize: Int { self == .sm4 ? 16 : 8 }

  /// The lengths that a key may have; three-part keys are rare but in use.
  package var keySizes: Set<Int> {
    switch self {
    case .des: [8]
    case .tripleDES: [16, 24]
    case .sm4: [16]
    }
  }
}

/// A key of a terminal: master key, PIN key, MAC key or track key.
///
/// It shows itself nowhere: printed, interpolated or dumped it is its cipher and its check value. Parity bits
/// are taken as they come, since makers of terminals do.
package struct TerminalKey: Sendable {
  package let cipher: Cipher
  /// The key itself, for whoever stores it enciphered; never for logs, replies or messages.
  package let secretBytes: [UInt8]

  /// - Throws: `TerminalKeyError.wrongLength`, or `.unavailable` where libcrypto was built without the
  ///   cipher.
  package init(_ bytes: some Collection<UInt8>, _ cipher: Cipher) throws(TerminalKeyError) {
    guard cipher.keySizes.contains(bytes.count) else {
      throw .wrongLength(cipher: cipher, length: bytes.count)
    }
    if cipher == .sm4, !SM4.isAvailable { throw .unavailable(cipher) }
    self.cipher = cipher
    secretBytes = Array(bytes)
  }

  /// The first four bytes of a block of zeros enciphered: what host and terminal compare after a sign-in.
  package var checkValue: [UInt8] {
    Array(transformed([UInt8](repeating: 0, count: cipher.blockSize), .encrypt).prefix(4))
  }

  /// Enciphers whole blocks, each by itself (ECB).
  /// - Throws: `TerminalKeyError.notWholeBlocks`
  package func encrypt(_ blocks: [UInt8]) throws(TerminalKeyError) -> [UInt8] {
    try checked(blocks)
    return transformed(blocks, .encrypt)
  }

  /// Deciphers whole blocks, each by itself (ECB).
  /// - Throws: `TerminalKeyError.notWholeBlocks`
  package func decrypt(_ blocks: [UInt8]) throws(TerminalKeyError) -> [UInt8] {
    try checked(blocks)
    return transformed(blocks, .decrypt)
  }

  /// A working key enciphered under this master key.
  /// - Throws: `TerminalKeyError.notWholeBlocks` for a key shorter than the master key's block.
  package func wrap(_ key: TerminalKey) throws(TerminalKeyError) -> [UInt8] {
    try encrypt(key.secretBytes)
  }

  /// The working key that ``wrap(_:)`` enciphered.
  /// - Throws: `TerminalKeyError.notWholeBlocks`, `.wrongLength`, or `.wrongCheckValue` when one is given and
  ///   the key has another.
  package func unwrap(
    _ wrapped: [UInt8], as cipher: Cipher, checkValue: [UInt8]? = nil
  ) throws(TerminalKeyError) -> TerminalKey {
    let key = try TerminalKey(decrypt(wrapped), cipher)
    if let checkValue, !ConstantTime.equal(key.checkValue, checkValue) { throw .wrongCheckValue }
    return key
  }

  private func checked(_ blocks: [UInt8]) throws(TerminalKeyError) {
    guard !blocks.isEmpty, blocks.count.isMultiple(of: cipher.blockSize) else {
      throw .notWholeBlocks(cipher: cipher, length: blocks.count)
    }
  }

  enum Direction { case encrypt, decrypt }

  /// Whole blocks, checked before.
  func transformed(_ blocks: [UInt8], _ direction: Direction) -> [UInt8] {
    switch cipher {
    case .des, .tripleDES: DES(secretBytes).transformed(blocks, direction)
    case .sm4: SM4.transformed(blocks, key: secretBytes, direction)
    }
  }
}

extension TerminalKey: Equatable {
  /// In a time that does not depend on where the keys differ.
  package static func == (left: Self, right: Self) -> Bool {
    left.cipher == right.cipher && ConstantTime.equal(left.secretBytes, right.secretBytes)
  }
}

extension TerminalKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "\(cipher.rawValue) key, check value \(Hex.text(checkValue))" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: ["checkValue": Hex.text(checkValue)]) }
}

/// Why bytes are no key or no input for one.
package enum TerminalKeyError: Error, Hashable, Sendable {
  case wrongLength(cipher: Cipher, length: Int)
  case notWholeBlocks(cipher: Cipher, length: Int)
  /// The key is another one than the check value tells.
  case wrongCheckValue
  /// A MAC algorithm asks for a key of another cipher or length.
  case unfitForMAC(MACAlgorithm)
  /// libcrypto was built without this cipher.
  case unavailable(Cipher)
}
