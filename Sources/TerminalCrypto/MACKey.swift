/// The algorithms of field 64.
package enum MACAlgorithm: String, Hashable, Sendable, CaseIterable {
  /// UnionPay's own: all blocks XORed, the 16 hex characters enciphered in two steps. A single or a longer
  /// key.
  ///
  /// Blocks may change places unseen, and a last block of zeros too: the interface of the networks, not a
  /// design of ours.
  case unionPayECB
  /// ANSI X9.9: DES in CBC from zero, the last block. A single key.
  case x99
  /// ANSI X9.19 (ISO 9797-1 algorithm 3): CBC under the left half, the last block deciphered under the right
  /// and enciphered under the left. A double key.
  case x919
  /// UnionPay's form with SM4: blocks of 16 bytes, 32 hex characters.
  case sm4
}

/// How a code stands in the eight bytes of field 64.
package enum MACForm: String, Hashable, Sendable, CaseIterable {
  /// Its first four bytes as eight upper-case hex characters.
  case hexCharacters
  /// Its first eight bytes.
  case raw
}

/// A key that was found fit for its algorithm, so that making and comparing codes cannot fail.
package struct MACKey: Sendable {
  package let algorithm: MACAlgorithm
  package let form: MACForm
  private let key: TerminalKey

  /// - Throws: `TerminalKeyError.unfitForMAC` when the algorithm wants a key of another cipher.
  package init(
    _ key: TerminalKey, _ algorithm: MACAlgorithm, form: MACForm = .hexCharacters
  ) throws(TerminalKeyError) {
    let isFit =
      switch algorithm {
      case .unionPayECB: key.cipher != .sm4
      case .x99: key.cipher == .des
      case .x919: key.cipher == .tripleDES && key.secretBytes.count == 16
      case .sm4: key.cipher == .sm4
      }
    guard isFit else { throw .unfitForMAC(algorithm) }
    self.key = key
    self.algorithm = algorithm
    self.form = form
  }

  /// The eight bytes of field 64 for a message from its type up to the end of the field before 64.
  package func field64(for message: some Collection<UInt8>) -> [UInt8] {
    let code = code(of: Array(message))
    return switch form {
    case .hexCharacters: Hex.characters(code.prefix(4))
    case .raw: Array(code.prefix(8))
    }
  }

  /// Whether the eight bytes are those of this message, compared in constant time.
  package func verifies(_ field64: [UInt8], for message: some Collection<UInt8>) -> Bool {
    ConstantTime.equal(field64, self.field64(for: message))
  }

  /// The whole code: a block of the cipher.
  package func code(of message: [UInt8]) -> [UInt8] {
    switch algorithm {
    case .unionPayECB, .sm4: twoSteps(over: message)
    case .x99: chained(message, under: key)
    case .x919: retail(message)
    }
  }

  private func twoSteps(over message: [UInt8]) -> [UInt8] {
    let size = key.cipher.blockSize
    var folded = [UInt8](repeating: 0, count: size)
    for (index, byte) in message.enumerated() { folded[index % size] ^= byte }
    let characters = Hex.characters(folded)
    let once = key.transformed(Array(characters.prefix(size)), .encrypt)
    return key.transformed(zip(once, characters.suffix(size)).map { $0 ^ $1 }, .encrypt)
  }

  private func chained(_ message: [UInt8], under key: TerminalKey) -> [UInt8] {
    DES(key.secretBytes).chained(message)
  }

  private func retail(_ message: [UInt8]) -> [UInt8] {
    let left = DES(Array(key.secretBytes.prefix(8)))
    let right = DES(Array(key.secretBytes.suffix(8)))
    return left.transformed(right.transformed(left.chained(message), .decrypt), .encrypt)
  }
}

extension DES {
  /// The last block of CBC from zero, the message filled with zeros; an empty message counts as one block of
  /// them.
  func chained(_ message: [UInt8]) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: 8)
    for start in stride(from: 0, to: max(message.count, 1), by: 8) {
      for (index, byte) in message[start..<min(start + 8, message.count)].enumerated() {
        block[index] ^= byte
      }
      block = transformed(block, .encrypt)
    }
    return block
  }
}
