package import Crypto
internal import Foundation

/// Keys that live outside the database, all derived from one root of at least 32 random bytes.
package struct CoalitionSecrets: Sendable {
  let publicIDKey: [UInt8]
  let memberCodeKey: SymmetricKey
  let pinKey: SymmetricKey
  /// Makes the security codes of cards.
  let cardCodeKey: SymmetricKey
  let staffPINKey: SymmetricKey
  /// Seals the seeds of staff's second factors.
  let secondFactorKey: SymmetricKey
  let oneTimeCodeKey: SymmetricKey
  /// Seals the keys of terminals: the key-encryption key.
  let terminalKeyKey: SymmetricKey
  /// Seals the secrets that merchants' systems sign with.
  let signingSecretKey: SymmetricKey
  /// Seals the secrets of webhooks.
  let webhookSecretKey: SymmetricKey
  /// Seals what is shared with partners.
  let partnerSecretKey: SymmetricKey
  /// What replies to devices are signed with.
  let replyKey: ReplyKey
  /// Seals the cursors of lists.
  package let cursorKey: SymmetricKey
  /// Seals what a person carries from one step of signing in to the next, and names their devices.
  let memberAccessKey: SymmetricKey
  /// Makes the codes of applicants and invitations.
  let applicationKey: SymmetricKey
  /// Hashes the codes of points cards; seals the seeds of those that are not handed out yet.
  let pointsCardKey: SymmetricKey
  let pointsCardSeedKey: SymmetricKey
  /// Proves that a form came from one of our own pages, 32 bytes.
  package let formKey: [UInt8]

  /// - Throws: ``SecretTooShort`` when the root has less than 32 bytes.
  package init(root: [UInt8]) throws(SecretTooShort) {
    guard root.count >= 32 else { throw SecretTooShort(byteCount: root.count) }
    let material = SymmetricKey(data: root)
    // HKDF with a label a purpose, so that no key says anything about another.
    func derived(_ purpose: String) -> SymmetricKey {
      HKDF<SHA256>.deriveKey(
        inputKeyMaterial: material, info: Data("tongbao.\(purpose).1".utf8), outputByteCount: 32)
    }
    publicIDKey = derived("public-id").withUnsafeBytes { [UInt8]($0) }
    memberCodeKey = derived("member-code")
    pinKey = derived("pin")
    cardCodeKey = derived("card-code")
    staffPINKey = derived("staff-pin")
    secondFactorKey = derived("second-factor")
    oneTimeCodeKey = derived("one-time-code")
    terminalKeyKey = derived("terminal-key")
    signingSecretKey = derived("signing-secret")
    webhookSecretKey = derived("webhook-secret")
    partnerSecretKey = derived("partner-secret")
    replyKey = ReplyKey(derived("reply").withUnsafeBytes { [UInt8]($0) })
    cursorKey = derived("cursor")
    memberAccessKey = derived("member-access")
    applicationKey = derived("application")
    pointsCardKey = derived("points-card")
    pointsCardSeedKey = derived("points-card-seed")
    formKey = derived("form").withUnsafeBytes { [UInt8]($0) }
  }
}

/// What holds keys says so and no more, wherever it or what it lies in is printed or dumped: libraries log
/// the services that they are given, with all that is in them.
package protocol Unprintable: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {}

extension Unprintable {
  package var description: String { "(secret)" }
  package var debugDescription: String { "(secret)" }
  package var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

extension CoalitionSecrets: Unprintable {}
extension PublicIDs: Unprintable {}

/// The root secret is shorter than 32 bytes.
package struct SecretTooShort: Error, Sendable, CustomStringConvertible {
  package let byteCount: Int

  package var description: String { "the root secret has \(byteCount) bytes; at least 32 are needed" }
}
