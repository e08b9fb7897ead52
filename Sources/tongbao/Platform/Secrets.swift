import Coalition
import Crypto
import Foundation

/// The keys that lie outside the database, all derived from one root of 32 bytes or more.
enum Secrets {
  /// Reads the root from the environment (`TONGBAO_ROOT_SECRET`, hexadecimal), else from `root.secret` in
  /// the data
  /// folder, which is made at the first start and readable by its owner alone.
  /// - Throws: ``SettingsFault``.
  static func load(from folder: String) throws -> CoalitionSecrets {
    if let text = ProcessInfo.processInfo.environment["TONGBAO_ROOT_SECRET"] {
      guard let root = bytes(ofHex: text) else {
        throw SettingsFault("root_secret", "TONGBAO_ROOT_SECRET must be hexadecimal digits, 64 or more")
      }
      return try secrets(root: root)
    }
    let path = folder + "/root.secret"
    if let text = try? String(contentsOfFile: path, encoding: .utf8) {  // Not there yet: made below.
      guard let root = bytes(ofHex: text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
        throw SettingsFault("root_secret", "\(path) must hold hexadecimal digits, 64 or more")
      }
      return try secrets(root: root)
    }
    return try secrets(root: make(at: path))
  }

  private static func make(at path: String) throws -> [UInt8] {
    let root = SymmetricKey(size: .bits256).withUnsafeBytes { [UInt8]($0) }
    let text = root.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "\n"
    // Exclusive: a file that appeared meanwhile, or cannot be read, must never be overwritten.
    let file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw SettingsFault("root_secret", "\(path) cannot be read, and cannot be made") }
    let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    try handle.write(contentsOf: Data(text.utf8))
    try handle.synchronize()
    return root
  }

  private static func secrets(root: [UInt8]) throws -> CoalitionSecrets {
    do { return try CoalitionSecrets(root: root) } catch { throw SettingsFault("root_secret", "\(error)") }
  }

  private static func bytes(ofHex text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count.isMultiple(of: 2), digits.count >= 64 else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let byte = UInt8(String(decoding: digits[index..<index + 2], as: UTF8.self), radix: 16) else {
        return nil
      }
      bytes.append(byte)
    }
    return bytes
  }
}
