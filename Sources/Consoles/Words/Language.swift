import Foundation

/// The languages every face speaks; the raw value is the BCP 47 tag written into `lang`.
package enum Language: String, CaseIterable, Sendable {
  case simplifiedChinese = "zh-Hans"
  case traditionalChinese = "zh-Hant"
  case english = "en"

  /// The language's name in itself, as a switch shows it; from the catalogue so that no source holds text.
  func name(in words: Words) -> String {
    switch self {
    case .simplifiedChinese: words.languageHans
    case .traditionalChinese: words.languageHant
    case .english: words.languageEnglish
    }
  }

  /// What the person chose, then what the browser asks for, then Simplified Chinese.
  static func negotiated(chosen: String?, acceptLanguage: String?) -> Language {
    if let chosen, let language = Language(rawValue: chosen) { return language }
    for tag in preferences(acceptLanguage ?? "") {
      if let language = Language(tag: tag) { return language }
    }
    return .simplifiedChinese
  }

  /// Script decides for Chinese: zh-TW, zh-HK and zh-MO read Hant although their tags do not say so.
  init?(tag: String) {
    let language = Locale.Language(identifier: tag)
    switch language.languageCode?.identifier {
    case "en": self = .english
    case "zh", "yue": self = language.script?.identifier == "Hant" ? .traditionalChinese : .simplifiedChinese
    default: return nil
    }
  }

  /// Tags of an Accept-Language header by falling weight; refused (`q=0`), odd and surplus ones are left out.
  private static func preferences(_ header: String) -> [String] {
    var ranked: [(tag: String, weight: Int)] = []
    for range in header.prefix(1_000).split(separator: ",").prefix(20) {
      let parts = range.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
      guard let tag = parts.first, tag.utf8.count <= 35, tag.utf8.allSatisfy(isTagByte) else { continue }
      var weight = 1_000
      if let quality = parts.dropFirst().first(where: { $0.hasPrefix("q=") }) {
        guard let parsed = thousandths(quality.dropFirst(2)) else { continue }
        weight = parsed
      }
      if weight > 0 { ranked.append((tag, weight)) }
    }
    return ranked.enumerated()
      .sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
      .map(\.element.tag)
  }

  private static func isTagByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  /// A quality of RFC 9110 12.4.2 ("1", "0.8", "0.125") in thousandths.
  private static func thousandths(_ text: Substring) -> Int? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = Int(parts[0]), (0...1).contains(whole) else {
      return nil
    }
    guard parts.count == 2 else { return whole * 1_000 }
    let digits = parts[1]
    guard digits.utf8.count <= 3, digits.allSatisfy(\.isASCII) else { return nil }
    let padded = String(digits) + String(repeating: "0", count: 3 - digits.count)
    guard let fraction = Int(padded), fraction >= 0 else { return nil }
    return min(1_000, whole * 1_000 + fraction)
  }
}
