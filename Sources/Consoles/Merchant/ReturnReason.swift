/// Why something is given back or undone; the raw value is kept with the transaction.
enum ReturnReason: String, CaseIterable, Sendable {
  case goodsReturned = "goods_returned"
  case wrongAmount = "wrong_amount"
  case wrongMember = "wrong_member"
  case doubled
  case complaint
  /// Needs a note.
  case other

  func name(_ words: Words) -> String {
    switch self {
    case .goodsReturned: words.returnGoods
    case .wrongAmount: words.returnAmount
    case .wrongMember: words.returnMember
    case .doubled: words.returnDoubled
    case .complaint: words.returnComplaint
    case .other: words.returnOther
    }
  }

  /// The reason with what was written to it, as it is kept: a code, a colon, the note.
  func memo(_ note: String) -> String { note.isEmpty ? rawValue : rawValue + ": " + note }

  /// What a memo says in the viewer's language; nil for an empty one.
  static func text(ofMemo memo: String, _ words: Words) -> String? {
    if memo.isEmpty { return nil }
    let code = memo.prefix { $0 != ":" }
    guard let reason = ReturnReason(rawValue: String(code)) else { return memo }
    let note = memo.dropFirst(code.count).drop { $0 == ":" || $0 == " " }
    return note.isEmpty ? reason.name(words) : reason.name(words) + words.listConditionJoin + note
  }
}
