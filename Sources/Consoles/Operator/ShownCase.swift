/// What does not agree.
enum ShownCaseKind: String, CaseIterable, Sendable {
  case amountDiffers = "amount_differs"
  case missingHere = "missing_here"
  case missingThere = "missing_there"
  case duplicated
  case adviceNotPosted = "advice_not_posted"
  case reversalAmountDiffers = "reversal_amount_differs"
  case lateAfterClose = "late_after_close"
  case inDoubt = "in_doubt"
  case wrongDirection = "wrong_direction"
  case currencyDiffers = "currency_differs"
  case dateDiffers = "date_differs"
  case notApproved = "not_approved"
  case paymentReturned = "payment_returned"

  func name(_ words: Words) -> String {
    switch self {
    case .amountDiffers: words.caseAmountDiffers
    case .missingHere: words.caseMissingHere
    case .missingThere: words.caseMissingThere
    case .duplicated: words.caseDuplicated
    case .adviceNotPosted: words.caseAdviceNotPosted
    case .reversalAmountDiffers: words.caseReversalAmountDiffers
    case .lateAfterClose: words.caseLateAfterClose
    case .inDoubt: words.caseInDoubt
    case .wrongDirection: words.caseWrongDirection
    case .currencyDiffers: words.caseCurrencyDiffers
    case .dateDiffers: words.caseDateDiffers
    case .notApproved: words.caseNotApproved
    case .paymentReturned: words.casePaymentReturned
    }
  }
}

/// How far a case has come.
enum ShownCaseState: String, CaseIterable, Sendable {
  case open, proposed, closed

  func name(_ words: Words) -> String {
    switch self {
    case .open: words.caseOpen
    case .proposed: words.caseProposed
    case .closed: words.caseClosed
    }
  }

  func badge(_ words: Words) -> Node {
    let tone: Tone =
      switch self {
      case .open: .bad
      case .proposed: .warn
      case .closed: .quiet
      }
    return Consoles.badge(name(words), tone)
  }
}

/// For how long something waits, in whole days; after three it is said louder, after seven loudest.
struct ShownAge: Sendable {
  let days: Int64

  func badge(_ words: Words) -> Node {
    Consoles.badge(
      days == 0 ? words.casesToday : words.casesDays(count: days),
      days >= 7 ? .bad : days >= 3 ? .warn : .quiet)
  }
}
