/// Field 22: how the card or code came in, and whether a PIN can be entered. `n3`
package struct Field22: Hashable, Sendable {
  /// The first two digits. The terminals' makers know more than these.
  package enum Method: Int, Hashable, Sendable, CaseIterable {
    case unknown = 0
    case keyed = 1
    case stripe = 2
    /// A scanned code; it stands in field 62, tag 5F01.
    case barcode = 3
    case chip = 5
    case contactless = 7
    case stripeOfContactless = 91
    case stripeFallback = 95
    case chipFallback = 96
    case mobile = 98
  }

  /// The third digit.
  package enum PINInput: Int, Hashable, Sendable, CaseIterable {
    case unknown = 0
    case possible = 1
    case none = 2
  }

  /// 0 to 99, since more are in use than ``Method`` names.
  package var methodCode: Int
  /// 0 to 9.
  package var pinCode: Int

  package init(_ method: Method, _ pin: PINInput) {
    methodCode = method.rawValue
    pinCode = pin.rawValue
  }

  package var method: Method? { Method(rawValue: methodCode) }
  package var pin: PINInput? { PINInput(rawValue: pinCode) }

  package init(_ content: some Collection<UInt8>) throws(MessageError) {
    var digits = DigitReader(content, field: 22)
    methodCode = try digits.number(2)
    pinCode = try digits.number(1)
    try digits.end()
  }

  package var encoded: [UInt8] {
    var output: [UInt8] = []
    output.append(methodCode, digits: 2)
    output.append(pinCode, digits: 1)
    return output
  }
}
