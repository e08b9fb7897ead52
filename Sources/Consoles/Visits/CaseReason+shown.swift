import Coalition
import Ledger

extension CaseReason {
  func text(_ words: Words) -> String {
    guard let discount else { return own(words) }
    func money(_ units: Int64) -> String { words.money(ShownMoney(units, TerminalPage.currency)) }
    return words.caseReasonDiscount(
      gross: money(discount.gross), off: money(discount.off), reason: own(words))
  }

  private func own(_ words: Words) -> String {
    switch code {
    case .unsaid: ""
    case .reversedLate: words.caseReasonReversedLate
    case .postedLate: words.caseReasonPostedLate
    case .cardDiffers: words.caseReasonCard
    case .reversalAmount: words.caseReasonReversal
    case .adviceTooOld: words.caseReasonOld
    case .adviceLimit: words.caseReasonLimit
    case .traceUsedTwice: words.caseReasonTwice
    case .refused: words.caseReasonRefused(why: Self.refusal(details.first ?? "", words))
    case .dayFileNoLine: words.caseReasonNoLine(day: detail(0), file: detail(1))
    case .dayFileLine: dayFileLine(words)
    case .bankLine: bankLine(words)
    case .said: details.joined(separator: " ")
    }
  }

  private func detail(_ place: Int) -> String { place < details.count ? details[place] : "" }

  private func bankLine(_ words: Words) -> String {
    guard let units = Int64(detail(3)) else {
      return words.caseReasonBank(file: detail(0), line: detail(1))
    }
    return words.caseReasonBankMoney(
      file: detail(0), line: detail(1), money: words.money(ShownMoney(units, detail(2))))
  }

  private func dayFileLine(_ words: Words) -> String {
    let (day, file, line, fault) = (detail(0), detail(1), detail(2), detail(3))
    if fault.isEmpty { return words.caseReasonLine(day: day, file: file, line: line) }
    return words.caseReasonLineFault(
      day: day, fault: Self.fault(fault, words), file: file, line: line)
  }

  /// What is wrong with a line, as `CompareDayFile` says it.
  private static func fault(_ fault: String, _ words: Words) -> String {
    switch fault {
    case "scope": words.caseFaultLineScope
    case "key", "member", "occurred_at": words.caseFaultLineField(name: fault)
    case "in the future": words.caseFaultLineFuture
    case "too old": words.caseReasonOld
    default: refusal(fault.split(separator: " ").last.map(String.init) ?? fault, words)
    }
  }

  /// A refusal by its name; one that has no words of its own keeps its name, for whoever looks it up.
  private static func refusal(_ name: String, _ words: Words) -> String {
    let name = snakeCase(name)
    if let known = Refusal.allCases.first(where: { $0.reasonName == name }) { return known.text(words) }
    return switch name {
    case "member_not_found", "card_not_found": words.caseRefusalUnknown
    case "member_frozen", "member_closed": words.caseRefusalMember
    case "card_inactive", "card_lost": words.caseRefusalCard
    case "merchant_inactive", "store_inactive", "terminal_inactive": words.caseRefusalPlace
    case "program_inactive", "program_mismatch", "program_not_found": words.caseRefusalProgram
    default: name
    }
  }

  private static func snakeCase(_ name: String) -> String {
    name.reduce(into: "") { $0 += $1.isUppercase ? "_\($1.lowercased())" : String($1) }
  }
}
