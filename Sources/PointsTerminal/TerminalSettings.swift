package import ISO8583
package import TerminalCrypto

/// What a terminal is told when it is set up.
package struct TerminalSettings: Sendable {
  /// Field 41, 8 characters.
  package var terminal: String
  /// Field 42, 15 characters.
  package var merchant: String
  package var masterKey: TerminalKey
  package var mac: MACAlgorithm
  package var tpdu: TPDU?
  package var header: Header
  package var profile: Profile
  /// Field 49.
  package var currency = "156"
  /// Field 63 of sign-in and settlement: two digits.
  package var cashier = "01"
  /// A reversal or an advice that was sent so often without a good answer is left to people.
  package var tries = 4

  package struct Invalid: Error, Hashable, Sendable, CustomStringConvertible {
    package var description: String
  }

  /// - Throws: ``Invalid`` with the setting at fault.
  package init(
    terminal: String, merchant: String, masterKey: TerminalKey, mac: MACAlgorithm = .unionPayECB,
    tpdu: TPDU? = TPDU(destination: 3, source: 0), header: Header = .unionPay
  ) throws(Invalid) {
    guard terminal.utf8.count == 8, terminal.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
      throw Invalid(description: "the terminal's number has 8 characters")
    }
    guard merchant.utf8.count == 15, merchant.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
      throw Invalid(description: "the merchant's number has 15 characters")
    }
    guard (mac == .sm4) == (masterKey.cipher == .sm4) else {
      throw Invalid(description: "SM4 needs a master key of SM4, and only SM4 does")
    }
    self.terminal = terminal
    self.merchant = merchant
    self.masterKey = masterKey
    self.mac = mac
    self.tpdu = tpdu
    self.header = header
    profile = mac == .sm4 ? .unionPaySM4 : .unionPay
    profile.headerLength = header.count
    if tpdu == nil { profile.tpduMode = .none }
  }

  /// Field 60.3 of the sign-in.
  var signInCode: Int { mac == .sm4 ? NetworkCode.signInSM4 : NetworkCode.signInTripleDES }
}
