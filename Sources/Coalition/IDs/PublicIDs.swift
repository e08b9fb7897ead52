internal import Crypto
package import Ledger

/// Turns our numbers into public names and back, so that a name tells neither how many there are nor when.
///
/// A name is its prefix, an underscore, and base 32 of a keyed permutation of the number and zero bits: 80
/// bits for one number, 128 for a pair. A name that does not come back with the zeros is no name of ours; one
/// typing error passes with a chance of 2⁻¹⁶. The key must outlive the database.
package struct PublicIDs: Sendable {
  /// A permutation for each kind of name, so that equal numbers have unlike names.
  private let permutations: [String: NamePermutation]

  private static let prefixes = [
    "mem", "mch", "str", "trm", "usr", "cmp", "prg", "txn", "crd", "key", "apr", "evt", "req", "wal", "lot",
    "hld", "cas", "dyf", "dev", "sea", "ses", "mss", "fbk", "msg", "dlv", "sft",
    "app", "whk", "whd", "viw", "exp", "imp", "pub", "ann", "pcb", "pca", "stl", "qte",
    "cbt", "cty", "tag", "ptn", "pex", "mlo", "bkf", "pod", "lac", "pol", "pps", "blk",
  ]

  init(key: [UInt8]) {
    let key = SymmetricKey(data: key)
    permutations = Dictionary(
      uniqueKeysWithValues: Self.prefixes.map { prefix in
        let own = HMAC<SHA256>.authenticationCode(for: Array("name \(prefix)".utf8), using: key)
        return (prefix, NamePermutation(key: Array(own)))
      })
  }

  private func permutation(_ prefix: String) -> NamePermutation {
    guard let permutation = permutations[prefix] else {
      preconditionFailure("\(prefix) is not in the list of prefixes")
    }
    return permutation
  }

  /// The public name.
  package func text<Kind: PubliclyNamed>(_ id: ID<Kind>) -> String {
    let plain = UInt128(UInt64(bitPattern: id.rawValue)) << 16
    return name(Kind.publicPrefix, plain, halfBits: 40)
  }

  /// Reads a public name of this kind; nil for another prefix, a typing error or anything else.
  package func id<Kind: PubliclyNamed>(_ text: String, as kind: Kind.Type = Kind.self) -> ID<Kind>? {
    guard let plain = plain(text, prefix: Kind.publicPrefix, halfBits: 40), plain & 0xFFFF == 0 else {
      return nil
    }
    let raw = Int64(bitPattern: UInt64(truncatingIfNeeded: plain >> 16))
    return raw > 0 ? ID(raw) : nil
  }

  /// The public name of a member's wallet.
  package func text(_ wallet: WalletKey) -> String {
    pairName(
      "wal", UInt64(bitPattern: wallet.member.rawValue), UInt32(truncatingIfNeeded: wallet.asset.rawValue))
  }

  /// Reads a wallet's public name.
  package func wallet(_ text: String) -> WalletKey? {
    guard let (member, asset) = pair(text, prefix: "wal") else { return nil }
    return WalletKey(member: MemberID(Int64(bitPattern: member)), asset: AssetID(Int64(asset)))
  }

  /// The public name of a wallet's lot, by the wallet's and the lot's number.
  package func text(lot number: Int32, of wallet: WalletID) -> String {
    pairName("lot", UInt64(bitPattern: wallet.rawValue), UInt32(bitPattern: number))
  }

  /// Reads a lot's public name.
  package func lot(_ text: String) -> (wallet: WalletID, number: Int32)? {
    guard let (wallet, number) = pair(text, prefix: "lot") else { return nil }
    return (WalletID(Int64(bitPattern: wallet)), Int32(bitPattern: number))
  }

  /// The public name of a hold, which is the transaction that made it.
  package func text(hold: TransactionID) -> String {
    name("hld", UInt128(UInt64(bitPattern: hold.rawValue)) << 16, halfBits: 40)
  }

  /// Reads a hold's public name.
  package func hold(_ text: String) -> TransactionID? {
    guard let plain = plain(text, prefix: "hld", halfBits: 40), plain & 0xFFFF == 0 else { return nil }
    let raw = Int64(bitPattern: UInt64(truncatingIfNeeded: plain >> 16))
    return raw > 0 ? TransactionID(raw) : nil
  }

  private func pairName(_ prefix: String, _ first: UInt64, _ second: UInt32) -> String {
    name(prefix, UInt128(first) << 64 | UInt128(second) << 32, halfBits: 64)
  }

  private func pair(_ text: String, prefix: String) -> (UInt64, UInt32)? {
    guard let plain = plain(text, prefix: prefix, halfBits: 64), plain & 0xFFFF_FFFF == 0 else { return nil }
    let first = UInt64(truncatingIfNeeded: plain >> 64)
    return first > 0 && first <= UInt64(Int64.max) ? (first, UInt32(truncatingIfNeeded: plain >> 32)) : nil
  }

  private func name(_ prefix: String, _ plain: UInt128, halfBits: Int) -> String {
    let shuffled = permutation(prefix).forward(plain, halfBits: halfBits)
    return prefix + "_" + Crockford.text(shuffled, bitCount: 2 * halfBits)
  }

  private func plain(_ text: String, prefix: String, halfBits: Int) -> UInt128? {
    guard text.utf8.count < 64, text.hasPrefix(prefix + "_") else { return nil }
    guard let shuffled = Crockford.value(text.dropFirst(prefix.count + 1), bitCount: 2 * halfBits) else {
      return nil
    }
    return permutation(prefix).backward(shuffled, halfBits: halfBits)
  }
}
