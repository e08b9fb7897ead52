internal import CCrypto

/// SM4 (GB/T 32907) on whole blocks, by libcrypto.
enum SM4 {
  /// Some systems build libcrypto without it.
  static let isAvailable: Bool = {
    guard let context = EVP_CIPHER_CTX_new() else { return false }
    defer { EVP_CIPHER_CTX_free(context) }
    return EVP_CipherInit_ex(context, EVP_sm4_ecb(), nil, [UInt8](repeating: 0, count: 16), nil, 1) == 1
  }()

  /// Whole blocks, each by itself, under a key of 16 bytes.
  static func transformed(_ blocks: [UInt8], key: [UInt8], _ direction: TerminalKey.Direction) -> [UInt8] {
    // With sizes that the callers checked and a cipher that is there, only want of memory can fail here.
    guard let context = EVP_CIPHER_CTX_new() else { preconditionFailure("libcrypto has no memory") }
    defer { EVP_CIPHER_CTX_free(context) }
    var output = [UInt8](repeating: 0, count: blocks.count)
    var written: Int32 = 0
    let isStarted =
      EVP_CipherInit_ex(context, EVP_sm4_ecb(), nil, key, nil, direction == .encrypt ? 1 : 0) == 1
    precondition(isStarted && EVP_CIPHER_CTX_set_padding(context, 0) == 1, "SM4 could not start")
    let isDone = EVP_CipherUpdate(context, &output, &written, blocks, Int32(blocks.count)) == 1
    precondition(isDone && Int(written) == blocks.count, "SM4 failed on whole blocks")
    return output
  }
}
