internal import CZxcvbn
internal import Foundation

/// Which passwords are too easy to guess: those of a list, and those that fewer than a hundred million
/// guesses find.
///
/// The guesses are reckoned by zxcvbn (Wheeler, USENIX Security 2016), whose library carries the 10,000 most
/// common passwords of published breaches, with words and names of English. It sees through capitals,
/// letters as digits, rows of keys, repeats, sequences, dates and years (OWASP ASVS 5.0, 6.2.4, 6.2.11,
/// 6.2.12). Nothing is asked over the network.
package struct PasswordRules: Sendable {
  /// Words of the organisation, which count as the first that somebody guesses.
  package var words: [String] = []
  /// Further passwords that nobody may have.
  package var refused = RefusedPasswords()

  package init() {}

  /// 8…128 characters, more than three of them distinct, and not easy to guess.
  /// - Parameter names: what others know of the person, as a login or a number.
  package func accepts(_ password: String, names: [String]) -> Bool {
    guard 8...128 ~= password.count, Set(password).count > 3, !refused.contains(password) else {
      return false
    }
    return Self.bits(password, words: names + words + Self.ownWords) >= Self.fewestBits
  }

  /// 10⁸ guesses, from which on zxcvbn calls a password safely unguessable.
  static let fewestBits = 26.6

  /// What the platform, its roles and its trade are called, and what people here are fond of.
  static let ownWords = [
    "tongbao", "通宝", "通寶", "points", "jifen", "积分", "積分", "huiyuan", "会员", "會員", "loyalty",
    "administrator", "admin", "operations", "finance", "caiwu", "risk", "fengkong", "service", "kefu",
    "auditor",
    "shenji", "reviewer", "merchant", "shanghu", "owner", "manager", "dianzhang", "cashier", "shouyin",
    "terminal", "member", "woaini", "iloveyou", "5201314", "1314520", "520", "1314", "888", "666",
    "woaiwojia",
    "zhongguo", "nihao", "wodemima", "mima", "mimashi",
  ]

  private static func bits(_ password: String, words: [String]) -> Double {
    let copies = words.filter { $0.utf8.count > 2 }.map { strdup($0.lowercased()) }
    defer { for copy in copies { free(copy) } }
    var list = copies.map { $0.map { UnsafePointer($0) } } + [nil]
    // A zero would end it for the library, so the rest of it would count for nothing.
    return ZxcvbnMatch(password.replacing("\0", with: ""), &list, nil)
  }
}
