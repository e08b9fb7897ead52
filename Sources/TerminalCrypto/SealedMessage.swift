internal import CCrypto

/// Files that one recipient alone can read: CMS AuthEnvelopedData (RFC 5083) with AES-256-GCM, which
/// `openssl cms -decrypt` opens. An RSA recipient's key is wrapped by OAEP, an elliptic one's agreed upon by
/// ECDH (RFC 5753).
package enum SealedMessage {
  /// The text does not name a recipient, or libcrypto failed.
  package struct Failure: Error {}

  /// Whether a certificate (PEM) can be sealed for.
  package static func canSeal(for certificate: String) -> Bool {
    (try? sealed([0], for: certificate)) != nil  // Whatever fails, it cannot.
  }

  /// The bytes sealed for the holder of the certificate's private key (PEM in, DER out).
  /// - Throws: ``Failure``.
  package static func sealed(_ content: [UInt8], for certificate: String) throws(Failure) -> [UInt8] {
    guard let recipient = parsed(certificate) else { throw Failure() }
    defer { X509_free(recipient) }
    guard let input = memory(content) else { throw Failure() }
    defer { BIO_free(input) }
    let flags = UInt32(CMS_BINARY | CMS_PARTIAL)
    guard let message = CMS_encrypt(nil, input, EVP_aes_256_gcm(), flags) else { throw Failure() }
    defer { CMS_ContentInfo_free(message) }
    let keyed = UInt32(CMS_KEY_PARAM)
    guard let entry = CMS_add1_recipient_cert(message, recipient, keyed) else { throw Failure() }
    if CMS_RecipientInfo_type(entry) == CMS_RECIPINFO_TRANS {
      let context = CMS_RecipientInfo_get0_pkey_ctx(entry)
      guard EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING) > 0 else { throw Failure() }
    }
    guard CMS_final(message, input, nil, flags) == 1 else { throw Failure() }
    guard let output = BIO_new(BIO_s_mem()) else { throw Failure() }
    defer { BIO_free(output) }
    guard i2d_CMS_bio(output, message) == 1 else { throw Failure() }
    return try bytes(of: output)
  }

  /// The SHA-256 of a certificate (PEM), in capitals; nil where it is none.
  package static func fingerprint(of certificate: String) -> String? {
    guard let parsed = parsed(certificate) else { return nil }
    defer { X509_free(parsed) }
    var digest = [UInt8](repeating: 0, count: 32)
    var length: UInt32 = 32
    guard X509_digest(parsed, EVP_sha256(), &digest, &length) == 1, length == 32 else { return nil }
    let digits = Array("0123456789ABCDEF")
    return String(digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }

  /// Only a certificate that stands first, of at most 8,000 bytes.
  private static func parsed(_ certificate: String) -> OpaquePointer? {
    let text = Array(certificate.utf8)
    guard text.count <= 8_000, let input = memory(text) else { return nil }
    defer { BIO_free(input) }
    let found = PEM_read_bio_X509(input, nil, nil, nil)
    // What libcrypto noted of a failure must not be found by whoever asks next.
    if found == nil { ERR_clear_error() }
    return found
  }

  private static func memory(_ bytes: [UInt8]) -> OpaquePointer? {
    guard let memory = BIO_new(BIO_s_mem()) else { return nil }
    guard bytes.isEmpty || BIO_write(memory, bytes, Int32(bytes.count)) == Int32(bytes.count) else {
      BIO_free(memory)
      return nil
    }
    return memory
  }

  private static func bytes(of memory: OpaquePointer) throws(Failure) -> [UInt8] {
    let count = Int(BIO_ctrl_pending(memory))
    var bytes = [UInt8](repeating: 0, count: count)
    guard BIO_read(memory, &bytes, Int32(count)) == Int32(count) else { throw Failure() }
    return bytes
  }
}
