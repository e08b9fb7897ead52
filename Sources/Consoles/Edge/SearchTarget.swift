/// Where the search field leads: an id jumps to its object, digits and names to members, the rest to
/// transactions.
enum SearchTarget {
  static func link(for text: String) -> Link {
    let text = String(text.drop(while: \.isWhitespace).prefix(100))
    if text.hasPrefix("mem_") { return .member(text) }
    if text.hasPrefix("txn_") { return .transaction(text) }
    if text.hasPrefix("apr_") { return .approval(text) }
    if text.hasPrefix("prg_") { return .program(text) }
    if text.hasPrefix("mch_") { return .transactions(at: text) }
    // People write phone and card numbers with a plus, blanks and hyphens.
    let digits = text.filter { !" -+".contains($0) }
    let isPhoneOrCard = digits.utf8.count >= 4 && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
    // References have a digit in them; names have none.
    let isName = !text.isEmpty && !text.utf8.contains { (0x30...0x39).contains($0) }
    return (isPhoneOrCard || isName ? Link.members : .transactions).query([("q", text)])
  }
}
