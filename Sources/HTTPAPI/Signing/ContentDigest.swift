import Crypto

/// `Content-Digest` with SHA-256 (RFC 9530).
package enum ContentDigest {
  package static func field(of body: [UInt8]) -> String {
    "sha-256=" + StructuredField.Bare.bytes(Array(SHA256.hash(data: body))).serialized
  }

  /// The SHA-256 that the field names; other digests beside it are left alone.
  /// - Throws: ``Problem`` for a field that cannot be read or has none.
  package static func sha256(_ field: String) throws(Problem) -> [UInt8] {
    let members: [StructuredField.Member]
    do { members = try StructuredFieldParser.dictionary(field.utf8) } catch {
      throw Problem(.signatureMalformed, "Content-Digest")
    }
    guard case .item(let item)? = members.first(where: { $0.name == "sha-256" })?.value,
      case .bytes(let digest) = item.value, digest.count == 32
    else { throw Problem(.signatureMalformed, "Content-Digest: sha-256=:…:") }
    return digest
  }

  /// - Throws: ``Problem`` with `digest_mismatch`.
  package static func check(_ body: [UInt8], _ digest: [UInt8]) throws(Problem) {
    guard Array(SHA256.hash(data: body)).isEqualInConstantTime(to: digest) else {
      throw Problem(.digestMismatch)
    }
  }
}

extension [UInt8] {
  /// Whether both are the same; takes as long for a nearly equal one as for any other of the length.
  func isEqualInConstantTime(to other: [UInt8]) -> Bool {
    guard count == other.count else { return false }
    return zip(self, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
