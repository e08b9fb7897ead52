import Coalition
import Foundation
import Testing

@Suite struct PasswordRulesTests {
  private let rules = PasswordRules()

  /// Of the most common ones of published breaches that are long enough (OWASP ASVS 5.0, 6.2.4, 6.2.12).
  @Test(arguments: [
    "password", "12345678", "qwertyuiop", "1qaz2wsx", "sunshine", "princess", "football", "baseball",
    "superman",
    "trustno1", "iloveyou", "letmein1", "welcome1", "11111111", "987654321", "q1w2e3r4", "1q2w3e4r",
    "1q2w3e4r5t",
    "zaq12wsx", "asdfghjkl", "qazwsxedc", "michelle", "jennifer", "computer", "whatever", "starwars",
    "passw0rd",
    "88888888", "999999999", "abcd1234", "a1b2c3d4", "password1", "1234qwer", "qwer1234", "asdf1234",
    "mercedes",
    "scorpion", "midnight", "corvette", "pakistan",
  ])
  func `what breaches made known is refused`(_ password: String) {
    #expect(!rules.accepts(password, names: []))
    #expect(!rules.accepts(password.uppercased(), names: []))
  }

  @Test(arguments: [
    "P@ssw0rd123", "aaaaaaaaaaaa", "abcabcabcabc", "2026-11-26", "19991231", "qwertyuiop123", "zxcvbnm,./",
    "13800138000", "Sunshine2026!", "passwordpassword", "woaini1314", "5201314520", "x1x1x1x1x1x1",
  ])
  func `what follows a pattern is refused, in whatever clothes`(_ password: String) {
    #expect(!rules.accepts(password, names: []))
  }

  /// The list that 6.1.2 and 6.2.11 ask for: the platform's own words, the organisation's, the person's.
  @Test func `words of the platform, the organisation and the person make no password`() {
    var rules = PasswordRules()
    rules.words = ["Guangming", "云豆联盟"]
    for password in ["tongbao2026", "T0ngbao888", "Administrator1", "huiyuan123", "jifen@2026"] {
      #expect(!rules.accepts(password, names: []), "\(password)")
    }
    for password in ["guangming1", "GuangMing123", "gu@ngming2025"] {
      #expect(!rules.accepts(password, names: []), "\(password)")
    }
    #expect(!rules.accepts("wangxiaoming7", names: ["wangxiaoming"]))
    #expect(!rules.accepts("18612345678", names: ["+8618612345678", "18612345678"]))
    // The words alone, without what they are here, would do.
    #expect(PasswordRules().accepts("wangxiaoming-guangming", names: []))
  }

  @Test(arguments: [
    "a long enough secret", "correct horse battery staple", "kT9!vbQ2mz", "四时春水满池塘不见君", "gdfp-39cr-xk2m",
    "    four spaces before", "\u{1F9E7}\u{1F40B}\u{1F6F8}\u{1FA81} red whale",
  ])
  func `whatever is hard to guess is good, of any composition`(_ password: String) {
    #expect(rules.accepts(password, names: ["admin"]))
  }

  @Test func `eight to 128 characters, counted as people do`() {
    #expect(!rules.accepts("kT9!vbQ", names: []))
    #expect(rules.accepts("kT9!vbQ2", names: []))
    let long = (0..<128).map { String(Character(UnicodeScalar(UInt8(33 + $0 * 37 % 94)))) }.joined()
    #expect(rules.accepts(long, names: []))
    #expect(!rules.accepts(long + "x", names: []))
    #expect(!rules.accepts("kT9\0vbQ", names: []))
  }

  @Test func `a list of one's own refuses every line of it and nothing else`() throws {
    let folder = URL.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }  // A temporary folder.
    let file = folder.appending(path: "refused").path
    let lines = (0..<5_000).map { "leaked phrase number \($0 * 7)" }
    try (lines.joined(separator: "\r\n") + "\r\n\r\nthe last of them").write(
      toFile: file, atomically: true, encoding: .utf8)
    var rules = PasswordRules()
    rules.refused = try RefusedPasswords(contentsOf: file)
    #expect(rules.refused.count == 5_001)
    for line in lines.shuffled().prefix(200) + ["the last of them", "The LAST of them"] {
      #expect(!rules.accepts(line, names: []), "\(line)")
    }
    for other in ["leaked phrase number 1", "leaked phrase number 34994", "the last of the", ""] {
      #expect(!rules.refused.contains(other), "\(other)")
    }
    #expect(rules.accepts("leaked phrase number 1", names: []))
    #expect(throws: (any Error).self) { try RefusedPasswords(contentsOf: file + "-none") }
    #expect(!RefusedPasswords().contains("anything"))
  }
}
