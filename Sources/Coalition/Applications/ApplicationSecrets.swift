internal import Crypto
internal import Ledger

// Codes that applicants get: made of the number with a key of ours, so that nothing has to be kept to show
// them again where the same form is sent twice.
extension Coalition {
  /// What an applicant reads the state of the application with: 80 bits.
  func applicationSecret(_ id: ApplicationID) -> String {
    code("application", id.rawValue)
  }

  /// What the first owner makes their access with: 80 bits.
  func invitationCode(_ id: InvitationID) -> String { code("invitation", id.rawValue) }

  func invitationHash(_ text: String) -> [UInt8] {
    Array(SHA256.hash(data: Array("invitation \(Self.plainCode(text))".utf8)))
  }

  /// Whether this is the secret code of the application, in whatever groups it is typed.
  func isSecret(_ text: String, of id: ApplicationID) -> Bool {
    let own = Array(Self.plainCode(applicationSecret(id)).utf8)
    let given = Array(Self.plainCode(text).utf8)
    guard own.count == given.count else { return false }
    return zip(own, given).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// As people type it: capitals, without blanks and hyphens.
  static func plainCode(_ text: String) -> String {
    text.uppercased().filter { $0 != "-" && !$0.isWhitespace }
  }

  private func code(_ purpose: String, _ number: Int64) -> String {
    let input = Array("\(purpose) \(number)".utf8)
    let mac = HMAC<SHA256>.authenticationCode(for: input, using: secrets.applicationKey)
    let value = mac.prefix(10).reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
    let text = Array(Crockford.text(value, bitCount: 80))
    return stride(from: 0, to: text.count, by: 4).map { String(text[$0..<$0 + 4]) }.joined(separator: "-")
  }
}
