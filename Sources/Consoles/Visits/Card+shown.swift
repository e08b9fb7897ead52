import Coalition
import Ledger

extension CardTypeProposal {
  /// What whoever decides must know of the kind.
  func parties(_ words: Words) -> [(name: String, value: String, link: Link?)] {
    func yes(_ value: Bool) -> String { value ? words.cardYes : words.cardNo }
    return [
      (words.cardCode, code, nil),
      (words.cardKind, Card.Kind(rawValue: kind)?.name(words) ?? kind, nil),
      (words.cardRange, words.cardRangeValue(length: String(numberLength), prefix: prefix), nil),
      (words.cardValidity, words.cardLife(validityMonths), nil),
      (words.cardBearer, yes(isBearer), nil),
      (words.cardPin, yes(needsPIN), nil),
      (words.cardOpen, yes(isOpen), nil),
    ]
  }
}

extension CardBatchProposal {
  func parties(_ naming: Naming) -> [(name: String, value: String, link: Link?)] {
    let words = naming.words
    return [
      (words.cardCount, words.number(Int64(count)), nil),
      (
        words.commonMerchant, merchant.flatMap { naming.merchant(MerchantID($0)) } ?? words.accountPlatform,
        nil
      ),
      (words.cardRecipient, fingerprint, nil),
    ]
  }
}

extension Words {
  func cardLife(_ months: Int) -> String {
    months == 0 ? cardForEver : cardMonths(count: number(Int64(months)))
  }
}

extension Card {
  /// How it stands, as people are told.
  func standing(_ words: Words, at now: Instant) -> String {
    if isExpired(at: now) { return words.cardStateExpired }
    return switch status {
    case .issued: words.cardStateIssued
    case .active: words.cardStateActive
    case .lost: isStolen ? words.cardStateStolen : words.cardStateLost
    case .replaced: words.cardStateReplaced
    case .closed: words.cardStateClosed
    }
  }
}
