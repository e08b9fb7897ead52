internal import Crypto
package import Ledger

/// The signature of the mall contract: MD5 over the values in the order of their names, the secret among them
/// as `appSecret`, in lower-case hexadecimal.
///
/// MD5 is the contract's, not a choice; what fences it in stands in decision 0045.
package enum MallSign {
  /// How far a timestamp may be from our clock, in milliseconds.
  package static let windowMilliseconds: Int64 = 300_000

  package static func sign(_ parameters: [String: String], secret: String) -> String {
    var signed = parameters
    signed["sign"] = nil
    signed["appSecret"] = secret
    // By the names' code units, as every library of the contract sorts.
    let names = signed.keys.sorted { Array($0.utf16).lexicographicallyPrecedes(Array($1.utf16)) }
    let text = names.map { signed[$0] ?? "" }.joined()
    return Insecure.MD5.hash(data: Array(text.utf8)).map { byte in
      let digits = Array("0123456789abcdef")
      return String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
    }.joined()
  }

  /// Whether one of the secrets signed the parameters; takes as long for a nearly right signature as for any
  /// other.
  package static func isSigned(_ parameters: [String: String], secrets: [String]) -> Bool {
    guard parameters["appSecret"] == nil, let given = parameters["sign"]?.lowercased(), given.utf8.count == 32
    else { return false }
    return secrets.reduce(false) { found, secret in
      let difference = zip(given.utf8, sign(parameters, secret: secret).utf8).reduce(UInt8(0)) {
        $0 | ($1.0 ^ $1.1)
      }
      return difference == 0 || found
    }
  }

  /// Whether the parameters were made within five minutes of the moment.
  package static func isFresh(_ parameters: [String: String], at now: Instant) -> Bool {
    guard let text = parameters["timestamp"], text.utf8.count == 13, let made = Int64(text) else {
      return false
    }
    let (apart, isOver) = (now.microseconds / 1_000).subtractingReportingOverflow(made)
    return !isOver && -windowMilliseconds...windowMilliseconds ~= apart
  }

  /// The parameters as an address carries them.
  package static func query(_ parameters: [String: String]) -> String {
    parameters.sorted { $0.key < $1.key }.map { "\(escaped($0.key))=\(escaped($0.value))" }
      .joined(separator: "&")
  }

  /// Everything but letters, digits and `-._~` (RFC 3986, 2.3).
  private static func escaped(_ text: String) -> String {
    text.utf8.map { byte in
      switch UnicodeScalar(byte) {
      case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_", "~": return String(UnicodeScalar(byte))
      default:
        let digits = Array("0123456789ABCDEF")
        return "%" + String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
      }
    }.joined()
  }
}
