import Coalition
import Ledger

// Terminals of the tests, and what people enter into them.
extension TestPlatform {
  /// A terminal that speaks ISO 8583, and the merchant whose it is.
  func till(
    _ number: String = "10000001", mac: POSTerminal.MAC = .unionPayECB
  ) async throws -> POSTerminal {
    let merchant = try await merchant("M" + number)
    let store = try await coalition.createStore(of: merchant.id, code: "S1", name: "First", by: .system)
    let terminal = try await coalition.createTerminal(in: store.id, code: "T1", kind: .pos, by: .system)
    var parameters = POSParameters()
    parameters.mac = mac
    return try await coalition.registerPOSTerminal(
      terminal.id, acceptor: "898440359980011", number: number, parameters: parameters, by: .system)
  }

  /// Somebody who signed in to the operator's console.
  func person(_ login: String) async throws -> Principal {
    try await user(login, .administrator).principal
  }
}

/// A component of a master key with the check value of its letter.
struct Component {
  let bytes: [UInt8]
  let checkValue: [UInt8]

  // The check values are those of Python's `cryptography`, as are those of the whole keys below.
  static let first = Component(
    bytes: [0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF, 0xFE, 0xDC, 0xBA, 0x98, 0x76, 0x54, 0x32, 0x10],
    checkValue: [0x08, 0xD7, 0xB4, 0xFB])
  static let second = Component(
    bytes: [UInt8](repeating: 0x11, count: 8) + [UInt8](repeating: 0x22, count: 8),
    checkValue: [0xD2, 0xB9, 0x1C, 0xC5])
  static let firstSM4 = Component(bytes: first.bytes, checkValue: [0x26, 0x77, 0xF4, 0x6B])
  static let secondSM4 = Component(bytes: second.bytes, checkValue: [0x1E, 0xA7, 0xD5, 0x71])

  static let wholeCheckValue: [UInt8] = [0x22, 0x84, 0xA8, 0x2A]
  static let wholeCheckValueSM4: [UInt8] = [0x66, 0x44, 0x6F, 0x61]
  static let whole = zip(first.bytes, second.bytes).map { $0 ^ $1 }
}

extension Coalition {
  func enter(
    _ component: Component, into terminal: POSTerminal, by person: Principal
  ) async throws -> KeyEntry {
    try await enterKeyComponent(
      component.bytes, checkValue: component.checkValue, ofPOSTerminal: terminal.id, by: person)
  }
}
