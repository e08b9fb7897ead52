/// What a merchant's points are paid for with, by programme, and a form to propose something else.
struct FundingPage: ConsolePage {
  static let fields = ["program", "mode", "limit", "reason"]

  let merchant: String
  let id: String
  let code: String
  let fundings: [SettlementTermsPage.Funding]
  let programs: [(value: String, name: String)]
  let modes: [(value: String, name: String)]
  var mayPropose = false
  /// As typed, by field.
  var typed: [String: String] = [:]
  var fault: String?

  var place: MenuPlace { .pointsBlocks }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { words.fundingTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), merchant + " \u{00B7} " + words.fundingIntro)
      faultNotice(fault)
      if fundings.isEmpty { emptyState(.quiet, words.fundingNone, words.fundingNoneText) {} }
      for funding in fundings { funding.card(words) }
      if mayPropose, !programs.isEmpty {
        card(words.fundingPropose, words.fundingProposeNote) {
          deskForm(.issuingFunding(id), words.fundingPropose, visit) {
            deskChoice("program", words.commonProgram, programs, typed["program"] ?? "")
            deskChoice("mode", words.fundingMode, modes, typed["mode"] ?? "")
            deskField("limit", words.fundingLimitField, typed["limit"] ?? "", isRequired: false, length: 32)
            deskField("reason", words.commonReason, typed["reason"] ?? "", length: 200)
          }
        }
      }
      nav(.class("actions"), .aria(.label, words.fundingTitle)) {
        a(.href(Link.pointsBlocks.query([("merchant", code)]))) { words.blockTitle }
        a(.href(.settlementTerms(id))) { words.financeTerms }
        a(.href(.merchant(id))) { merchant }
      }
    }
  }
}

extension SettlementTermsPage.Funding {
  func card(_ words: Words, @Nodes more: () -> [Node] = { [] }) -> Node {
    Consoles.card(words.fundingTitle + " \u{00B7} " + program, words.fundingNote) {
      if isLow { div(.class("notice warn"), .role("note")) { p { words.fundingLow } } }
      facts(lines.map { ($0.name, Node.text($0.text)) })
      more()
    }
  }
}
