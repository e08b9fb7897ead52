/// A language in which replies speak to people.
package enum ReplyLanguage: String, Sendable, CaseIterable {
  case zhHans = "zh-Hans", zhHant = "zh-Hant", en

  /// The best of our languages for an `Accept-Language` header (RFC 9110, 12.5.4), or `otherwise`.
  package init(accepting header: String?, otherwise: ReplyLanguage) {
    var best: (language: ReplyLanguage, weight: Int)?
    for range in (header ?? "").utf8.prefix(400).split(separator: UInt8(ascii: ",")) {
      let parts = String(Substring(range)).lowercased().split(separator: ";")
      guard let tag = parts.first?.filter({ $0 != " " }), !tag.isEmpty else { continue }
      let weight = parts.dropFirst().compactMap(Self.weight).first ?? 1000
      guard weight > best?.weight ?? 0, let language = Self.matching(tag, otherwise) else { continue }
      best = (language, weight)
    }
    self = best?.language ?? otherwise
  }

  private static func matching(_ tag: String, _ otherwise: ReplyLanguage) -> ReplyLanguage? {
    let subtags = tag.split(separator: "-")
    switch subtags.first {
    case "*": return otherwise
    case "en": return .en
    case "zh", "cmn", "yue":
      if subtags.contains("hans") { return .zhHans }
      let traditional: Set<Substring> = ["hant", "tw", "hk", "mo"]
      return subtags.contains(where: traditional.contains) ? .zhHant : .zhHans
    default: return nil
    }
  }

  /// `q=0.8` in thousandths.
  private static func weight(_ parameter: Substring) -> Int? {
    let text = parameter.filter { $0 != " " }
    guard text.hasPrefix("q=") else { return nil }
    let digits = text.dropFirst(2).split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = digits.first.flatMap({ Int($0) }), whole >= 0 else { return nil }
    let fraction = digits.count > 1 ? Int((digits[1] + "000").prefix(3)) ?? 0 : 0
    return min(1000, min(whole, 1) * 1000 + fraction)
  }
}
