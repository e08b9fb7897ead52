import Coalition
import Configuration
import Foundation

/// What nobody may have as a password, beside what is easy to guess anyway.
///
/// | key | environment | default |
/// | --- | --- | --- |
/// | `passwords.words` (the organisation's, between commas) | `TONGBAO_PASSWORDS_WORDS` | none |
/// | `passwords.refused` (a file, a password a line) | `TONGBAO_PASSWORDS_REFUSED` | none |
struct PasswordSettings: Sendable {
  let words: [String]
  /// Empty for none.
  let refusedFile: String

  /// - Throws: ``SettingsFault``.
  init(reader: ConfigReader) throws {
    words = reader.string(forKey: "passwords.words", default: "")
      .split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    refusedFile = reader.string(forKey: "passwords.refused", default: "")
    guard words.count <= 200, words.allSatisfy({ 3...50 ~= $0.utf8.count }) else {
      throw SettingsFault("passwords.words", "may be 200 words at most, each of 3 to 50 bytes")
    }
    guard refusedFile.isEmpty || FileManager.default.isReadableFile(atPath: refusedFile) else {
      throw SettingsFault("passwords.refused", "\(refusedFile) is not there or cannot be read")
    }
  }

  /// Reads the list.
  /// - Throws: ``SettingsFault``.
  func rules() throws -> PasswordRules {
    var rules = PasswordRules()
    rules.words = words
    if !refusedFile.isEmpty {
      do { rules.refused = try RefusedPasswords(contentsOf: refusedFile) } catch {
        throw SettingsFault("passwords.refused", "\(refusedFile) cannot be read: \(error)")
      }
    }
    return rules
  }
}
