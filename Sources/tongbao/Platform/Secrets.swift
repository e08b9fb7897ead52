import Coalition
import Crypto
import Foundation

/// The keys that lie outside the database, all derived from one root of 32 bytes or more.
enum Secrets {
  /// Reads the root from the environment (`TONGBAO_ROOT_SECRET`, hexadecimal), else from the credential
  /// `root.secret` that systemd hands over, else from `root.secret` in the data folder, which is made at the
  /// first start and readable by its owner alone.
  ///
  /// `root.check` in the folder says which root the folder was set up with and nothing about it: another
  /// one, or a new one beside it, is refused before anything is written with it.
  /// - Throws: ``SettingsFault``.
  static func load(from folder: String) throws -> CoalitionSecrets {
    let check = folder + "/root.check"
    // Not there: no start yet, or one of before it was kept.
    let expected = try? String(contentsOfFile: check, encoding: .utf8)
    let path = folder + "/root.secret"
    let root = try given ?? kept(at: path) ?? (expected == nil ? make(at: path) : nil)
    guard let root else {
      throw SettingsFault(
        "root_secret",
        "is neither in the environment, nor a credential, nor in \(path), and this folder was "
          + "set up with one: put it back")
    }
    let found = hexadecimal(Self.check(of: root)) + "\n"
    if let expected, expected != found {
      throw SettingsFault("root_secret", "is another one than this folder was set up with: see \(check)")
    }
    let secrets = try secrets(root: root)
    if expected == nil { try write(found, to: check) }
    return secrets
  }

  /// From the environment or systemd (`LoadCredentialEncrypted=root.secret`).
  private static var given: [UInt8]? {
    get throws {
      let environment = ProcessInfo.processInfo.environment
      if let text = environment["TONGBAO_ROOT_SECRET"] {
        guard let root = bytes(ofHex: text) else {
          throw SettingsFault("root_secret", "TONGBAO_ROOT_SECRET must be hexadecimal digits, 64 or more")
        }
        return root
      }
      return try environment["CREDENTIALS_DIRECTORY"].flatMap { try kept(at: $0 + "/root.secret") }
    }
  }

  private static func kept(at path: String) throws -> [UInt8]? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    guard let text = try? String(contentsOfFile: path, encoding: .utf8),  // The reason is said here.
      let root = bytes(ofHex: text.trimmingCharacters(in: .whitespacesAndNewlines))
    else {
      throw SettingsFault("root_secret", "\(path) must be readable and hold hexadecimal digits, 64 or more")
    }
    return root
  }

  /// Tells one root from another, and nothing about either.
  private static func check(of root: [UInt8]) -> [UInt8] {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: root), info: Data("tongbao.root-check.1".utf8), outputByteCount: 16
    ).withUnsafeBytes { [UInt8]($0) }
  }

  private static func make(at path: String) throws -> [UInt8] {
    let root = SymmetricKey(size: .bits256).withUnsafeBytes { [UInt8]($0) }
    try write(hexadecimal(root) + "\n", to: path)
    return root
  }

  private static func write(_ text: String, to path: String) throws {
    // Exclusive: a file that appeared meanwhile, or cannot be read, must never be overwritten.
    let file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw SettingsFault("root_secret", "\(path) cannot be read, and cannot be made") }
    let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    try handle.write(contentsOf: Data(text.utf8))
    try handle.synchronize()
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
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
