/// How phone numbers, addresses and card numbers are written so that equal ones are equal text.
enum ContactForm {
  /// E.164, as +8613800138000; a number without + or 00 gets the country code. Nil when it cannot be one.
  static func phone(_ text: String, countryCode: String) -> String? {
    var digits = text.filter { !" -().\u{00A0}".contains($0) }
    if digits.hasPrefix("+") {
      digits.removeFirst()
    } else if digits.hasPrefix("00") {
      digits.removeFirst(2)
    } else {
      while digits.hasPrefix("0") { digits.removeFirst() }
      digits = countryCode + digits
    }
    guard digits.isDigits, 7...15 ~= digits.utf8.count, !digits.hasPrefix("0") else { return nil }
    // Mainland mobile numbers have a fixed form, so a slip of the finger is seen here.
    if digits.hasPrefix("86"), digits.dropFirst(2).hasPrefix("1"), digits.utf8.count != 13 { return nil }
    return "+" + digits
  }

  /// Lower case, one @, a dot in the domain, at most 254 bytes.
  static func email(_ text: String) -> String? {
    let lowered = text.lowercased()
    let parts = lowered.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, 3...254 ~= lowered.utf8.count else { return nil }
    guard lowered.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return nil }
    let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    return labels.count >= 2 && labels.allSatisfy { !$0.isEmpty } ? lowered : nil
  }

  /// 12…19 digits whose last is right; nil otherwise.
  static func card(_ text: String) -> String? {
    let digits = text.filter { $0 != " " }
    return 12...19 ~= digits.utf8.count && digits.isDigits && Luhn.isValid(digits) ? digits : nil
  }
}

/// The check digit of ISO/IEC 7812-1 annex B.
enum Luhn {
  static func checkDigit(for payload: String) -> Int {
    (10 - sum(of: payload + "0") % 10) % 10
  }

  static func isValid(_ digits: String) -> Bool {
    sum(of: digits) % 10 == 0
  }

  private static func sum(of digits: String) -> Int {
    digits.utf8.reversed().enumerated().reduce(0) { sum, next in
      let digit = Int(next.element) - 0x30
      guard next.offset % 2 == 1 else { return sum + digit }
      return sum + (digit > 4 ? 2 * digit - 9 : 2 * digit)
    }
  }
}

/// Hides personal data where people other than its owner may read it: logs and the audit log.
package enum Masked {
  /// +8613800138000 becomes +86******8000.
  package static func phone(_ phone: String) -> String {
    guard phone.count > 7 else { return "***" }
    return phone.prefix(3) + String(repeating: "*", count: phone.count - 7) + phone.suffix(4)
  }

  /// li.ming@example.com becomes l***@example.com.
  package static func email(_ email: String) -> String {
    guard let at = email.firstIndex(of: "@"), at != email.startIndex else { return "***" }
    return email.prefix(1) + "***" + email[at...]
  }

  /// 8800123412341234 becomes 8800********1234.
  package static func card(_ number: String) -> String {
    guard number.count > 8 else { return "****" }
    return number.prefix(4) + String(repeating: "*", count: number.count - 8) + number.suffix(4)
  }
}
