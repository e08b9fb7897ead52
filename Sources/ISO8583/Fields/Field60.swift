/// Field 60: kind of message, batch, network code, and what the terminal can do. Trailing parts may be
/// absent.
///
/// Seen on the wire with 8, 11, 13, 14, 17 and 19 digits; what follows the named parts is kept as it is.
package struct Field60: Hashable, Sendable {
  /// 60.1, n2: with field 25 it tells transactions apart that share type and processing code.
  package var kind: Int
  /// 60.2, n6.
  package var batch: Int
  /// 60.3, n3: what a message without money is for, see ``NetworkCode``.
  package var networkCode: Int?
  /// 60.4, n1: 2 stripe, 5 chip, 6 contactless.
  package var readCapability: Int?
  /// 60.5, n1: 2 is a fallback.
  package var chipCondition: Int?
  /// 60.6, n1: 1 when the terminal can take a partial approval and prints a returned balance.
  package var partialApproval: Int?
  /// 60.7, n3: 48 points of the issuer, 65 points of a union.
  package var accountType: Int?
  /// Digits behind the named parts; only where those are all there.
  package var rest: [UInt8] = []

  package init(
    kind: Int, batch: Int, networkCode: Int? = nil, readCapability: Int? = nil, chipCondition: Int? = nil,
    partialApproval: Int? = nil, accountType: Int? = nil
  ) {
    self.kind = kind
    self.batch = batch
    self.networkCode = networkCode
    self.readCapability = readCapability
    self.chipCondition = chipCondition
    self.partialApproval = partialApproval
    self.accountType = accountType
  }

  package init(_ content: some Collection<UInt8>) throws(MessageError) {
    var digits = DigitReader(content, field: 60)
    kind = try digits.number(2)
    batch = try digits.number(6)
    networkCode = try digits.optional(3)
    readCapability = try digits.optional(1)
    chipCondition = try digits.optional(1)
    partialApproval = try digits.optional(1)
    accountType = try digits.optional(3)
    rest = digits.remainder()
    guard rest.allSatisfy(Nibble.isDigit) else { throw MessageError(.field(60), .badDigit) }
  }

  /// Ends before the first part that is absent.
  package var encoded: [UInt8] {
    var output: [UInt8] = []
    output.append(kind, digits: 2)
    output.append(batch, digits: 6)
    let parts = [
      (networkCode, 3), (readCapability, 1), (chipCondition, 1), (partialApproval, 1), (accountType, 3),
    ]
    for (part, width) in parts {
      guard let part else { return output }
      output.append(part, digits: width)
    }
    return output + rest
  }

  /// Whether the terminal says that it can take less than it asked for.
  package var takesPartialApproval: Bool { partialApproval == 1 }
}

/// Field 60.3 as terminals use it.
package enum NetworkCode {
  package static let signInDES = 1
  package static let signOut = 2
  package static let signInTripleDES = 3
  package static let signInTripleDESWithTrackKey = 4
  package static let signInSM4 = 5
  package static let signInSM4WithTrackKey = 6
  package static let settlement = 201
  package static let endOfUnbalancedUpload = 202
  package static let endOfBalancedUpload = 207
  package static let echo = 301
  package static let downloadParameters = 360
  package static let state = 362
  package static let downloadMasterKey = 380
}
